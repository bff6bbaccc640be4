/* Values of options: strict readers that say what was expected and what was found. */
#ifndef NTK_CLI_VALUE_H
#define NTK_CLI_VALUE_H

#include <stddef.h>
#include <stdint.h>
#include "core/error.h"

/* name: the option without dashes. All return NTK_OK or NTK_EUSAGE. */
/*@ requires valid: \valid(out) && \valid_read(name) && \valid_read(text) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns *out, err->status, err->text[0 .. 1023], \result \from text[0 ..], least, most;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures range: \result == NTK_OK ==> least <= *out <= most;
    ensures alone: \result != NTK_OK ==> *out == \old(*out); */
ntk_status ntk_value_integer(uint64_t *out, const char *name, const char *text, uint64_t least, uint64_t most, ntk_error *err);

/* A finite number > 0 (or >= 0 with zero_too). */
/*@ requires valid: \valid(out) && \valid_read(name) && \valid_read(text) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns *out, err->status, err->text[0 .. 1023], \result \from text[0 ..], zero_too;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures range: \result == NTK_OK ==> 0.0 < *out || zero_too != 0 && 0.0 <= *out;
    ensures alone: \result != NTK_OK ==> *out == \old(*out); */
ntk_status ntk_value_positive(double *out, const char *name, const char *text, int zero_too, ntk_error *err);

/* *out := index of text in "a|b|c", which are count choices. */
/*@ requires valid: \valid(out) && \valid_read(name) && \valid_read(text) && \valid_read(choices) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns *out, err->status, err->text[0 .. 1023], \result \from text[0 ..], choices[0 ..], count;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures range: \result == NTK_OK ==> *out < count;
    ensures alone: \result != NTK_OK ==> *out == \old(*out); */
ntk_status ntk_value_choice(size_t *out, const char *name, const char *text, const char *choices, size_t count, ntk_error *err);

/* The item of a comma-separated list (length bytes) that begins at *at: *item is its start, *size its length. Returns 1 if another one follows,
   which *at then is the start of. */
/*@ requires valid: \valid_read(list + (0 .. length)) && \valid(at) && \valid(size) && \valid(item) && \separated(at, size, item);
    requires range: *at <= length;
    terminates \true;
    exits \false;
    assigns *at, *size, *item, \result \from list[0 .. length], length, *at;
    ensures item: \valid_read(*item + (0 .. *size));
    ensures forward: *at <= length && (\result == 0 && *at == \old(*at) || \result == 1 && \old(*at) < *at); */
int ntk_value_item(const char *list, size_t length, size_t *at, const char **item, size_t *size);

#endif
