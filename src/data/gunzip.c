/* zlib's inflate on memory. Not gzread: it takes a damaged start for plain text, and trailing rubbish for the end. */
#include <zlib.h>

#include "data/bytes.h"
#include "data/message.h"

#define GZIP_WINDOW (15 + 16) /* zlib.h: 16 more means a gzip header, nothing else */
#define STEP ((size_t)1 << 18)

/*@ requires valid: \valid_read(z) && (z->msg == \null || \valid_read(z->msg)) && \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_EDATA; */
static ntk_status damaged(const z_stream *z, size_t offset, const char *path, ntk_error *err) {
  return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected gzip data, found damage (%s)", path, offset, z->msg ? z->msg : "unknown");
}

/* One call of inflate, input and output in pieces that fit zlib's types; *at is the offset of the next packed byte. */
/*@ requires valid: \valid(z) && bytes_valid(out) && out->size + 1 < out->capacity && \valid(at) && *at <= in->size;
    requires valid_in: \valid_read(in) && \valid_read(in->at + (0 .. in->size - 1));
    requires apart: \separated(z, out, in, at);
    terminates \true;
    exits \false;
    assigns *z, *at, out->size, out->at[0 .. out->capacity - 1];
    ensures valid: bytes_valid(out) && \old(out->size) <= out->size && \old(*at) <= *at <= in->size;
    ensures message: z->msg == \null || \valid_read(z->msg);
    ensures stuck: \result == Z_BUF_ERROR ==> *at == in->size && z->avail_out > 0;
    ensures progress: \result == Z_OK || \result == Z_STREAM_END ==> \old(out->size) < out->size || \old(*at) < *at; */
static int inflate_step(z_stream *z, ntk_bytes *out, const ntk_bytes *in, size_t *at) {
  const size_t left = in->size - *at, room = out->capacity - 1 - out->size;
  z->next_in = in->at + *at;
  z->avail_in = (uInt)(left < STEP ? left : STEP);
  z->next_out = out->at + out->size;
  z->avail_out = (uInt)(room < STEP ? room : STEP);
  const uInt given_in = z->avail_in, given_out = z->avail_out;
  const int code = inflate(z, Z_NO_FLUSH);
  *at += given_in - z->avail_in;
  out->size += given_out - z->avail_out;
  return code;
}

/*@ requires valid: \valid(z) && \valid(out) && bytes_empty(out) && \valid_read(in) && \valid_read(in->at + (0 .. in->size - 1)) && \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(z, out, in);
    requires limit: limit < SIZE_MAX;
    terminates \true;
    exits \false;
    assigns *z, *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures whole: \result == NTK_OK ==> bytes_whole(out) && out->size <= limit; */
static ntk_status inflate_all(z_stream *z, ntk_bytes *out, const ntk_bytes *in, const char *path, size_t limit, ntk_error *err) {
  size_t at = 0;
  /*@ loop invariant valid: bytes_valid(out) && out->size <= limit && at <= in->size;
      loop invariant valid_in: \valid_read(in->at + (0 .. in->size - 1));
      loop assigns at, *z, *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
      loop variant limit - out->size + in->size - at; */
  for (;;) {
    if (!ntk_bytes_room(out, STEP)) return ntk_no_memory(err, path);
    //@ ghost heap_own_many(out->at, out->capacity);
    const int code = inflate_step(z, out, in, &at);
    if (out->size > limit)
      return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected at most %zu unpacked bytes, found more", path, at, limit);
    if (code == Z_MEM_ERROR) return ntk_no_memory(err, path);
    if (code == Z_STREAM_END) {
      if (at == in->size) break;
      if (inflateReset(z) != Z_OK) return damaged(z, at, path, err); /* the next member, or rubbish: inflate will tell */
    } else if (code != Z_OK && code != Z_BUF_ERROR) {
      return damaged(z, at, path, err);
    } else if (at == in->size && z->avail_out > 0) {
      return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected more gzip data, found the end of the file", path, at);
    }
  }
  out->at[out->size] = 0;
  return NTK_OK;
}

ntk_status ntk_gunzip(ntk_bytes *out, const ntk_bytes *in, const char *path, size_t limit, ntk_error *err) {
  z_stream z = {.next_in = NULL};
  out->at = NULL;
  out->size = out->capacity = 0;
  if (inflateInit2(&z, GZIP_WINDOW) != Z_OK) return ntk_no_memory(err, path);
  const ntk_status status = inflate_all(&z, out, in, path, limit, err);
  inflateEnd(&z);
  if (status != NTK_OK) ntk_bytes_clear(out);
  return status;
}
