/* Stands in for <jansson.h> when Frama-C reads the sources: assumed contracts (verify/README.md). What a json_t holds and its reference
   count are not modelled: a json_t * is NULL or an opaque value that only these functions look into. That it is alive is not proved (WP loses
   such a fact wherever a local variable's life ends): the predicate json marks where it is meant; the tests run under ASan. NULL is taken
   as the real functions take it. */
#ifndef NTK_ACSL_JANSSON_H
#define NTK_ACSL_JANSSON_H

#include <stddef.h>
#include <stdio.h>

typedef enum { JSON_OBJECT, JSON_ARRAY, JSON_STRING, JSON_INTEGER, JSON_REAL, JSON_TRUE, JSON_FALSE, JSON_NULL } json_type;
typedef struct json_t { json_type type; size_t refcount; } json_t;
typedef long long json_int_t;
#define JSON_ERROR_TEXT_LENGTH 160
#define JSON_ERROR_SOURCE_LENGTH 80
typedef struct { int line, column, position; char source[JSON_ERROR_SOURCE_LENGTH]; char text[JSON_ERROR_TEXT_LENGTH]; } json_error_t;
enum json_error_code { json_error_unknown, json_error_out_of_memory };

#define JSON_INDENT(n) ((n) & 31)
#define JSON_COMPACT 32
#define JSON_SORT_KEYS 128
#define JSON_PRESERVE_ORDER 256
#define JSON_ENCODE_ANY 512
#define JSON_REAL_PRECISION(n) (((n) & 31) << 11)
#define JSON_REJECT_DUPLICATES 1
#define JSON_DISABLE_EOF_CHECK 2
#define JSON_DECODE_ANY 4
#define JSON_ALLOW_NUL 16

/*@ predicate json(json_t *j) = \true; */

/*@ terminates \true;
    exits \false;
    assigns \result \from \nothing;
    ensures valid: json(\result); */
extern json_t *json_object(void);

/*@ terminates \true;
    exits \false;
    assigns \result \from \nothing;
    ensures valid: json(\result); */
extern json_t *json_array(void);

/*@ terminates \true;
    exits \false;
    assigns \result \from \nothing;
    ensures valid: json(\result); */
extern json_t *json_true(void);

/*@ terminates \true;
    exits \false;
    assigns \result \from \nothing;
    ensures valid: json(\result); */
extern json_t *json_false(void);

/*@ terminates \true;
    exits \false;
    assigns \result \from \nothing;
    ensures valid: json(\result); */
extern json_t *json_null(void);

/*@ requires valid: value == \null || \valid_read(value);
    terminates \true;
    exits \false;
    assigns \result \from value;
    ensures valid: json(\result); */
extern json_t *json_string(const char *value);

/*@ requires valid: value == \null || size == 0 || \valid_read(value + (0 .. size - 1));
    terminates \true;
    exits \false;
    assigns \result \from value, size;
    ensures valid: json(\result); */
extern json_t *json_stringn(const char *value, size_t size);

/*@ terminates \true;
    exits \false;
    assigns \result \from value;
    ensures valid: json(\result); */
extern json_t *json_integer(json_int_t value);

/*@ terminates \true;
    exits \false;
    assigns \result \from value;
    ensures valid: json(\result); */
extern json_t *json_real(double value);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j;
    ensures valid: json(\result); */
extern json_t *json_deep_copy(const json_t *j);

/*@ requires valid: json(a) && json(b);
    terminates \true;
    exits \false;
    assigns \result \from a, b; */
extern int json_equal(const json_t *a, const json_t *b);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j;
    ensures other: j == \null ==> \result == 0; */
extern size_t json_array_size(const json_t *j);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j, index;
    ensures valid: json(\result);
    ensures other: j == \null ==> \result == \null; */
extern json_t *json_array_get(const json_t *j, size_t index);

/*@ requires valid: json(j) && json(value);
    terminates \true;
    exits \false;
    assigns \result \from j, value;
    ensures status: \result == 0 || \result == -1; */
extern int json_array_append_new(json_t *j, json_t *value);

/*@ requires valid: json(j) && json(value);
    terminates \true;
    exits \false;
    assigns \result \from j, value;
    ensures status: \result == 0 || \result == -1; */
extern int json_array_append(json_t *j, json_t *value);

/*@ requires valid: json(j) && json(other);
    terminates \true;
    exits \false;
    assigns \result \from j, other;
    ensures status: \result == 0 || \result == -1; */
extern int json_array_extend(json_t *j, json_t *other);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j;
    ensures other: j == \null ==> \result == 0; */
extern size_t json_object_size(const json_t *j);

/*@ requires valid: json(j) && \valid_read(key);
    terminates \true;
    exits \false;
    assigns \result \from j, key;
    ensures valid: json(\result);
    ensures other: j == \null ==> \result == \null; */
extern json_t *json_object_get(const json_t *j, const char *key);

/*@ requires valid: json(j) && json(value) && \valid_read(key);
    terminates \true;
    exits \false;
    assigns \result \from j, key, value;
    ensures status: \result == 0 || \result == -1; */
extern int json_object_set_new(json_t *j, const char *key, json_t *value);

/*@ requires valid: json(j) && json(value) && \valid_read(key);
    terminates \true;
    exits \false;
    assigns \result \from j, key, value;
    ensures status: \result == 0 || \result == -1; */
extern int json_object_set(json_t *j, const char *key, json_t *value);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j; */
extern void *json_object_iter(json_t *j);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j, iter; */
extern void *json_object_iter_next(json_t *j, void *iter);

/*@ requires valid: \valid_read(key);
    terminates \true;
    exits \false;
    assigns \result \from key; */
extern void *json_object_key_to_iter(const char *key);

/*@ terminates \true;
    exits \false;
    assigns \result \from iter;
    ensures valid: iter != \null ==> \valid_read(\result);
    ensures none: iter == \null ==> \result == \null; */
extern const char *json_object_iter_key(void *iter);

/*@ terminates \true;
    exits \false;
    assigns \result \from iter;
    ensures valid: json(\result); */
extern json_t *json_object_iter_value(void *iter);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j;
    ensures valid: \result == \null || \valid_read(\result); */
extern const char *json_string_value(const json_t *j);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j; */
extern json_int_t json_integer_value(const json_t *j);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j; */
extern double json_real_value(const json_t *j);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j; */
extern double json_number_value(const json_t *j);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \nothing; */
extern void json_decref(json_t *j);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j;
    ensures same: \result == j; */
extern json_t *json_incref(json_t *j);

/*@ requires valid: size == 0 || \valid_read(text + (0 .. size - 1));
    requires valid_error: error == \null || \valid(error);
    terminates \true;
    exits \false;
    assigns *error, \result \from text, size, text[0 .. size - 1], flags;
    ensures valid: json(\result); */
extern json_t *json_loadb(const char *text, size_t size, size_t flags, json_error_t *error);

/*@ requires valid: \valid(file);
    requires valid_error: error == \null || \valid(error);
    terminates \true;
    exits \false;
    assigns *error, \result \from file, flags;
    ensures valid: json(\result); */
extern json_t *json_loadf(FILE *file, size_t flags, json_error_t *error);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j, flags;
    ensures valid: \result == \null || \valid(\result); */
extern char *json_dumps(const json_t *j, size_t flags);

/*@ requires valid: json(j) && \valid(file);
    terminates \true;
    exits \false;
    assigns \result \from j, file, flags;
    ensures status: \result == 0 || \result == -1; */
extern int json_dumpf(const json_t *j, FILE *file, size_t flags);

/*@ requires valid: \valid_read(format);
    terminates \true;
    exits \false;
    assigns \result \from format;
    ensures valid: json(\result); */
extern json_t *json_pack(const char *format, ...);

/*@ requires valid: \valid_read(error);
    terminates \true;
    exits \false;
    assigns \result \from error; */
extern enum json_error_code json_error_code(const json_error_t *error);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j;
    ensures boolean: \result == 0 || \result == 1;
    ensures some: \result == 1 ==> j != \null; */
extern int json_is_object(const json_t *j);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j;
    ensures boolean: \result == 0 || \result == 1;
    ensures some: \result == 1 ==> j != \null; */
extern int json_is_array(const json_t *j);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j;
    ensures boolean: \result == 0 || \result == 1;
    ensures some: \result == 1 ==> j != \null; */
extern int json_is_string(const json_t *j);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j;
    ensures boolean: \result == 0 || \result == 1;
    ensures some: \result == 1 ==> j != \null; */
extern int json_is_integer(const json_t *j);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j;
    ensures boolean: \result == 0 || \result == 1;
    ensures some: \result == 1 ==> j != \null; */
extern int json_is_real(const json_t *j);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j;
    ensures boolean: \result == 0 || \result == 1;
    ensures some: \result == 1 ==> j != \null; */
extern int json_is_true(const json_t *j);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j;
    ensures boolean: \result == 0 || \result == 1;
    ensures some: \result == 1 ==> j != \null; */
extern int json_is_null(const json_t *j);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j;
    ensures boolean: \result == 0 || \result == 1;
    ensures some: \result == 1 ==> j != \null; */
extern int json_is_boolean(const json_t *j);

/*@ requires valid: json(j);
    terminates \true;
    exits \false;
    assigns \result \from j;
    ensures boolean: \result == 0 || \result == 1;
    ensures some: \result == 1 ==> j != \null; */
extern int json_is_number(const json_t *j);

#define json_boolean(value) ((value) ? json_true() : json_false())
#define json_object_foreach(object, key, value) \
  for (void *ntk_iter = (key = json_object_iter_key(json_object_iter(object)), json_object_key_to_iter(key)); \
       key && (value = json_object_iter_value(ntk_iter)); \
       ntk_iter = json_object_iter_next(object, ntk_iter), key = json_object_iter_key(ntk_iter))

#endif
