/* Checked arithmetic on sizes: every product or sum of sizes that comes from outside goes through here. */
#ifndef NTK_CORE_SIZE_H
#define NTK_CORE_SIZE_H

#include <stddef.h>

/* *product = a * b. Returns 1 if it fits into size_t, else 0 and *product is left alone. */
int ntk_size_mul(size_t a, size_t b, size_t *product);

/* *sum = a + b. Returns 1 if it fits into size_t, else 0 and *sum is left alone. */
int ntk_size_add(size_t a, size_t b, size_t *sum);

#endif
