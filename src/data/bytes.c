#include "data/bytes.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/alloc.h"
#include "core/size.h"
#include "data/message.h"
#include "data/reason.h"

#define FIRST_ROOM ((size_t)1 << 16)

void ntk_bytes_clear(ntk_bytes *bytes) {
  free(bytes->at);
  bytes->at = NULL;
  bytes->size = bytes->capacity = 0;
}

int ntk_bytes_room(ntk_bytes *bytes, size_t extra) {
  size_t need, twice;
  if (!ntk_size_add(bytes->size, extra, &need) || !ntk_size_add(need, 1, &need)) return 0;
  if (need <= bytes->capacity) return 1;
  if (ntk_size_mul(bytes->capacity, 2, &twice) && need < twice) need = twice;
  unsigned char *at = ntk_calloc(need, 1, 1);
  if (at == NULL) return 0;
  //@ ghost heap_own_many(at, need);
  /*@ loop invariant range: 0 <= i <= bytes->size;
      loop assigns i, at[0 .. need - 1];
      loop variant bytes->size - i; */
  for (size_t i = 0; i < bytes->size; i++) at[i] = bytes->at[i];
  free(bytes->at);
  bytes->at = at;
  bytes->capacity = need;
  return 1;
}

/*@ requires valid: \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_EDATA; */
static ntk_status too_long(const char *path, size_t limit, ntk_error *err) {
  return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected the end of the file (the most that is read), found more", path, limit);
}

/* Room for what the file system says the file holds; 64 KiB when it does not know (pipes). */
/*@ requires valid: \valid(out) && bytes_empty(out) && \valid(file) && \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    requires limit: limit < SIZE_MAX;
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures valid: bytes_valid(out) && out->size == 0;
    ensures room: \result == NTK_OK ==> 1 < out->capacity; */
static ntk_status first_room(ntk_bytes *out, FILE *file, const char *path, size_t limit, ntk_error *err) {
  struct stat s;
  size_t room = FIRST_ROOM;
  if (fstat(fileno(file), &s) == 0 && S_ISREG(s.st_mode)) {
    if (s.st_size < 0 || (unsigned long long)s.st_size > limit) return too_long(path, limit, err);
    room = (size_t)s.st_size + 1; /* one more, so that the end of the file is seen without growing */
  }
  return ntk_bytes_room(out, room) ? NTK_OK : ntk_no_memory(err, path);
}

/* As much as there is room for, and as comes at once; how much that was. */
/*@ requires valid: bytes_valid(out) && out->size + 1 < out->capacity && \valid(file);
    terminates \true;
    exits \false;
    assigns out->size, out->at[0 .. out->capacity - 1], ((char *)out->at)[0 .. out->capacity - 1];
    ensures valid: bytes_valid(out) && out->size == \old(out->size) + \result; */
static size_t read_some(ntk_bytes *out, FILE *file) {
  const size_t got = fread(out->at + out->size, 1, out->capacity - 1 - out->size, file);
  out->size += got;
  return got;
}

/*@ requires valid: \valid(out) && bytes_empty(out) && \valid(file) && \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    requires limit: limit < SIZE_MAX;
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOINPUT || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures whole: \result == NTK_OK ==> bytes_whole(out) && out->size <= limit; */
static ntk_status read_all(ntk_bytes *out, FILE *file, const char *path, size_t limit, ntk_error *err) {
  const ntk_status status = first_room(out, file, path, limit, err);
  if (status != NTK_OK) return status;
  /*@ loop invariant valid: bytes_valid(out) && out->size <= limit && 1 < out->capacity;
      loop assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
      loop variant limit - out->size; */
  for (;;) {
    if (out->size + 1 >= out->capacity && !ntk_bytes_room(out, out->capacity)) return ntk_no_memory(err, path);
    //@ ghost heap_own_many(out->at, out->capacity);
    ntk_reason_clear();
    const size_t got = read_some(out, file);
    if (out->size > limit) return too_long(path, limit, err);
    if (ferror(file)) return ntk_fail(err, NTK_ENOINPUT, "%s: cannot read: %s", path, strerror(errno));
    if (got == 0) break;
  }
  out->at[out->size] = 0;
  return NTK_OK;
}

ntk_status ntk_bytes_read_raw(ntk_bytes *out, const char *path, size_t limit, ntk_error *err) {
  out->at = NULL;
  out->size = out->capacity = 0;
  FILE *file = fopen(path, "rb");
  if (file == NULL) return ntk_fail(err, NTK_ENOINPUT, "%s: cannot open: %s", path, strerror(errno));
  const ntk_status status = read_all(out, file, path, limit, err);
  fclose(file);
  if (status != NTK_OK) ntk_bytes_clear(out);
  return status;
}

/* *out := what its gzip data hold. */
/*@ requires valid: \valid(out) && bytes_whole(out) && \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    requires limit: limit < SIZE_MAX;
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures whole: \result == NTK_OK ==> bytes_whole(out) && out->size <= limit;
    ensures empty: \result != NTK_OK ==> bytes_empty(out); */
static ntk_status unpack(ntk_bytes *out, const char *path, size_t limit, ntk_error *err) {
  ntk_bytes packed;
  packed.at = out->at;
  packed.size = out->size;
  packed.capacity = out->capacity;
  const ntk_status status = ntk_gunzip(out, &packed, path, limit, err);
  //@ ghost heap_apart_any(out->at, out->capacity, &packed, sizeof packed);
  ntk_bytes_clear(&packed);
  return status;
}

ntk_status ntk_bytes_read(ntk_bytes *out, const char *path, size_t limit, ntk_error *err) {
  const ntk_status status = ntk_bytes_read_raw(out, path, limit, err);
  if (status != NTK_OK || out->size < 2 || out->at[0] != 0x1f || out->at[1] != 0x8b) return status;
  return unpack(out, path, limit, err);
}
