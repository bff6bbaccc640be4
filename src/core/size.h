/* Checked arithmetic on sizes: every product or sum of sizes that comes from outside goes through here. */
#ifndef NTK_CORE_SIZE_H
#define NTK_CORE_SIZE_H

#include <stddef.h>
#include <stdint.h>

/* *product = a * b. Returns 1 if it fits into size_t, else 0 and *product is left alone. */
/*@ requires valid: \valid(product);
    terminates \true;
    exits \false;
    assigns *product, \result \from a, b;
    ensures fits: \result == 1 <==> a * b <= SIZE_MAX;
    ensures boolean: \result == 0 || \result == 1;
    ensures product: \result == 1 ==> *product == a * b;
    ensures alone: \result == 0 ==> *product == \old(*product); */
int ntk_size_mul(size_t a, size_t b, size_t *product);

/* *sum = a + b. Returns 1 if it fits into size_t, else 0 and *sum is left alone. */
/*@ requires valid: \valid(sum);
    terminates \true;
    exits \false;
    assigns *sum, \result \from a, b;
    ensures fits: \result == 1 <==> a + b <= SIZE_MAX;
    ensures boolean: \result == 0 || \result == 1;
    ensures sum: \result == 1 ==> *sum == a + b;
    ensures alone: \result == 0 ==> *sum == \old(*sum); */
int ntk_size_add(size_t a, size_t b, size_t *sum);

#endif
