/* zlib's inflate on memory. Not gzread: it takes a damaged start for plain text, and trailing rubbish for the end. */
#include <string.h>
#include <zlib.h>

#include "data/bytes.h"
#include "data/message.h"

#define GZIP_WINDOW (15 + 16) /* zlib.h: 16 more means a gzip header, nothing else */
#define STEP ((size_t)1 << 18)

static ntk_status damaged(const z_stream *z, size_t offset, const char *path, ntk_error *err) {
  return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected gzip data, found damage (%s)", path, offset, z->msg ? z->msg : "unknown");
}

/* One call of inflate, input and output in pieces that fit zlib's types; *at is the offset of the next packed byte. */
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

static ntk_status inflate_all(z_stream *z, ntk_bytes *out, const ntk_bytes *in, const char *path, size_t limit, ntk_error *err) {
  size_t at = 0;
  for (;;) {
    if (!ntk_bytes_room(out, STEP)) return ntk_no_memory(err, path);
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
  z_stream z;
  memset(&z, 0, sizeof z);
  *out = (ntk_bytes){NULL, 0, 0};
  if (inflateInit2(&z, GZIP_WINDOW) != Z_OK) return ntk_no_memory(err, path);
  const ntk_status status = inflate_all(&z, out, in, path, limit, err);
  inflateEnd(&z);
  if (status != NTK_OK) ntk_bytes_clear(out);
  return status;
}
