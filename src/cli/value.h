/* Values of options: strict readers that say what was expected and what was found. */
#ifndef NTK_CLI_VALUE_H
#define NTK_CLI_VALUE_H

#include <stddef.h>
#include <stdint.h>
#include "core/error.h"

/* name: the option without dashes. All return NTK_OK or NTK_EUSAGE. */
ntk_status ntk_value_integer(uint64_t *out, const char *name, const char *text, uint64_t least, uint64_t most, ntk_error *err);

/* A finite number > 0 (or >= 0 with zero_too). */
ntk_status ntk_value_positive(double *out, const char *name, const char *text, int zero_too, ntk_error *err);

/* *out := index of text in "a|b|c". */
ntk_status ntk_value_choice(size_t *out, const char *name, const char *text, const char *choices, ntk_error *err);

/* The next item of a comma-separated list: its start, *size its length; *rest moves behind it (NULL at the end). */
const char *ntk_value_item(const char **rest, size_t *size);

#endif
