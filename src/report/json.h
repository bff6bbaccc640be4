/* Numbers and texts in JSON as the design wants them. */
#ifndef NTK_REPORT_JSON_H
#define NTK_REPORT_JSON_H

#include <jansson.h>
#include "core/alloc.h"
#include "core/error.h"
#include "core/verdict.h"

#include "../../spec/acsl/heap.h"

/* object[key] := value in decimal, object[key_hex] := the same exactly ("%a"); both null where value is not finite. */
/*@ requires valid: json(object) && \valid_read(key);
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_json_number(json_t *object, const char *key, double value);

/* A string; bytes that are not UTF-8 become '?'. NULL when memory is out. */
/*@ requires valid: \valid_read(bytes);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from bytes, ntk_alloc_countdown;
    ensures valid: json(\result); */
json_t *ntk_json_text(const char *bytes);

/* object[key], "" where there is none or it is no string. */
/*@ requires valid: json(object) && \valid_read(key);
    terminates \true;
    exits \false;
    assigns \result \from object, key;
    ensures valid: \valid_read(\result); */
const char *ntk_json_string(const json_t *object, const char *key);

/* array[index], "" where there is none or it is no string. */
/*@ requires valid: json(array);
    terminates \true;
    exits \false;
    assigns \result \from array, index;
    ensures valid: \valid_read(\result); */
const char *ntk_json_item(const json_t *array, size_t index);

/* {"verdict", "reason"}. */
/*@ requires valid: \valid_read(reason);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from verdict, reason, ntk_alloc_countdown;
    ensures valid: json(\result); */
json_t *ntk_json_verdict(ntk_verdict verdict, const char *reason);

/* A copy in which every real number "k" of an object, at any depth (to 2048, jansson's own limit), has its exact "k_hex" beside it. NULL when memory is out. */
/*@ requires valid: json(value);
    terminates \true;
    exits \false;
    assigns \result \from value;
    ensures valid: json(\result); */
json_t *ntk_json_with_hex(const json_t *value);

/* The key number index of an object, in its order; NULL where there is none. */
/*@ requires valid: json(object);
    terminates \true;
    exits \false;
    assigns \result \from object, index;
    ensures valid: \result == \null || \valid_read(\result); */
const char *ntk_json_key(const json_t *object, size_t index);

/* Reads a file that holds one JSON object. NTK_ENOINPUT, NTK_EDATA (file and line). */
/*@ requires valid: \valid(out) && \valid_read(path) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns *out, err->status, err->text[0 .. 1023], \result \from path;
    ensures valid: json(*out);
    ensures status: \result \in {NTK_OK, NTK_ENOINPUT, NTK_EDATA};
    ensures object: \result == NTK_OK ==> *out != \null;
    ensures none: \result != NTK_OK ==> *out == \null; */
ntk_status ntk_json_load(json_t **out, const char *path, ntk_error *err);

/* Writes value with 17 digits to path (through a temporary), or to stdout where path is NULL. NTK_EWRITE, NTK_ENOMEM. */
/*@ requires valid: json(value) && (path == \null || \valid_read(path)) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX], \result \from value, path, ntk_alloc_countdown;
    ensures status: \result \in {NTK_OK, NTK_EWRITE, NTK_ENOMEM}; */
ntk_status ntk_json_write(const json_t *value, const char *path, ntk_error *err);

#endif
