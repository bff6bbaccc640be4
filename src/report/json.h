/* Numbers and texts in JSON as the design wants them. */
#ifndef NTK_REPORT_JSON_H
#define NTK_REPORT_JSON_H

#include <jansson.h>
#include "core/error.h"
#include "core/verdict.h"

/* object[key] := value in decimal, object[key_hex] := the same exactly ("%a"); both null where value is not finite. */
void ntk_json_number(json_t *object, const char *key, double value);

/* A string; bytes that are not UTF-8 become '?'. NULL when memory is out. */
json_t *ntk_json_text(const char *bytes);

/* object[key], "" where there is none or it is no string. */
const char *ntk_json_string(const json_t *object, const char *key);

/* {"verdict", "reason"}. */
json_t *ntk_json_verdict(ntk_verdict verdict, const char *reason);

/* A copy in which every real number "k" of an object, at any depth, has its exact "k_hex" beside it. NULL when memory is out. */
json_t *ntk_json_with_hex(const json_t *value);

/* Reads a file that holds one JSON object. NTK_ENOINPUT, NTK_EDATA (file and line). */
ntk_status ntk_json_load(json_t **out, const char *path, ntk_error *err);

/* Writes value with 17 digits to path (through a temporary), or to stdout where path is NULL. NTK_EWRITE, NTK_ENOMEM. */
ntk_status ntk_json_write(const json_t *value, const char *path, ntk_error *err);

#endif
