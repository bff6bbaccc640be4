/* A file as bytes in memory; gzip is undone on the way, recognised by its first two bytes. */
#ifndef NTK_DATA_BYTES_H
#define NTK_DATA_BYTES_H

#include <stddef.h>
#include "core/error.h"

/* size bytes at `at`, followed by a zero byte that is not counted; capacity >= size + 1, or all is 0. */
typedef struct { unsigned char *at; size_t size, capacity; } ntk_bytes;

/* No file longer than this (2 GiB, unpacked) is read into memory. */
#define NTK_BYTES_LIMIT ((size_t)1 << 31)

/* Reads the whole of a file, at most limit bytes, both packed and unpacked. The caller frees with ntk_bytes_clear.
   NTK_ENOINPUT when it cannot be opened or read; NTK_EDATA when it is too long or its gzip data are damaged or cut short
   (the byte offset is that of the packed file); NTK_ENOMEM. On an error *out is empty. */
ntk_status ntk_bytes_read(ntk_bytes *out, const char *path, size_t limit, ntk_error *err);

/* The same without unpacking. */
ntk_status ntk_bytes_read_raw(ntk_bytes *out, const char *path, size_t limit, ntk_error *err);

/* Makes room for `extra` more bytes (and the zero byte). Returns 1, or 0 when memory is out or the size overflows. */
int ntk_bytes_room(ntk_bytes *bytes, size_t extra);

void ntk_bytes_clear(ntk_bytes *bytes);

/* out := the unpacked gzip data `in` (one or more members, RFC 1952). path is for messages. Errors as ntk_bytes_read. */
ntk_status ntk_gunzip(ntk_bytes *out, const ntk_bytes *in, const char *path, size_t limit, ntk_error *err);

#endif
