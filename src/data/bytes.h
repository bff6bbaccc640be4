/* A file as bytes in memory; gzip is undone on the way, recognised by its first two bytes. */
#ifndef NTK_DATA_BYTES_H
#define NTK_DATA_BYTES_H

#include <stddef.h>
#include "core/alloc.h"
#include "core/error.h"

/* size bytes at `at`, followed by a zero byte that is not counted; capacity >= size + 1, or all is 0. */
typedef struct { unsigned char *at; size_t size, capacity; } ntk_bytes;

#include "../../spec/acsl/bytes.h"
#include "../../spec/acsl/heap.h"

/* No file longer than this (2 GiB, unpacked) is read into memory. */
#define NTK_BYTES_LIMIT ((size_t)1 << 31)

/* Reads the whole of a file, at most limit bytes, both packed and unpacked. The caller frees with ntk_bytes_clear.
   NTK_ENOINPUT when it cannot be opened or read; NTK_EDATA when it is too long or its gzip data are damaged or cut short
   (the byte offset is that of the packed file); NTK_ENOMEM. On an error *out is empty. */
/*@ requires valid: \valid(out);
    requires valid_path: \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    requires limit: limit < SIZE_MAX;
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOINPUT || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures whole: \result == NTK_OK ==> bytes_whole(out) && out->size <= limit;
    ensures empty: \result != NTK_OK ==> bytes_empty(out); */
ntk_status ntk_bytes_read(ntk_bytes *out, const char *path, size_t limit, ntk_error *err);

/* The same without unpacking. */
/*@ requires valid: \valid(out);
    requires valid_path: \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    requires limit: limit < SIZE_MAX;
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOINPUT || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures whole: \result == NTK_OK ==> bytes_whole(out) && out->size <= limit;
    ensures empty: \result != NTK_OK ==> bytes_empty(out); */
ntk_status ntk_bytes_read_raw(ntk_bytes *out, const char *path, size_t limit, ntk_error *err);

/* Makes room for `extra` more bytes (and the zero byte). Returns 1, or 0 when memory is out or the size overflows. */
/*@ requires valid: bytes_valid(bytes);
    terminates \true;
    exits \false;
    assigns *bytes, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures boolean: \result == 0 || \result == 1;
    ensures valid: bytes_valid(bytes);
    ensures room: \result == 1 ==> bytes->size + extra < bytes->capacity;
    ensures size: bytes->size == \old(bytes->size); */
int ntk_bytes_room(ntk_bytes *bytes, size_t extra);

/*@ requires valid: \valid(bytes);
    terminates \true;
    exits \false;
    assigns *bytes;
    ensures empty: bytes_empty(bytes); */
void ntk_bytes_clear(ntk_bytes *bytes);

/* out := the unpacked gzip data `in` (one or more members, RFC 1952). path is for messages. Errors as ntk_bytes_read. */
/*@ requires valid: \valid(out) && \valid_read(in) && \valid_read(in->at + (0 .. in->size - 1));
    requires apart: \separated(out, in);
    requires valid_path: \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    requires limit: limit < SIZE_MAX;
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures whole: \result == NTK_OK ==> bytes_whole(out) && out->size <= limit;
    ensures empty: \result != NTK_OK ==> bytes_empty(out); */
ntk_status ntk_gunzip(ntk_bytes *out, const ntk_bytes *in, const char *path, size_t limit, ntk_error *err);

#endif
