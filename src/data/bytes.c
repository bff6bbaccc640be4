#include "data/bytes.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/alloc.h"
#include "core/size.h"
#include "data/message.h"

#define FIRST_ROOM ((size_t)1 << 16)

void ntk_bytes_clear(ntk_bytes *bytes) {
  free(bytes->at);
  *bytes = (ntk_bytes){NULL, 0, 0};
}

int ntk_bytes_room(ntk_bytes *bytes, size_t extra) {
  size_t need, twice;
  if (!ntk_size_add(bytes->size, extra, &need) || !ntk_size_add(need, 1, &need)) return 0;
  if (need <= bytes->capacity) return 1;
  if (ntk_size_mul(bytes->capacity, 2, &twice) && need < twice) need = twice;
  unsigned char *at = ntk_calloc(need, 1, 1);
  if (at == NULL) return 0;
  if (bytes->size > 0) memcpy(at, bytes->at, bytes->size);
  free(bytes->at);
  bytes->at = at;
  bytes->capacity = need;
  return 1;
}

static ntk_status too_long(const char *path, size_t limit, ntk_error *err) {
  return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected the end of the file (the most that is read), found more", path, limit);
}

/* Room for what the file system says the file holds; 64 KiB when it does not know (pipes). */
static ntk_status first_room(ntk_bytes *out, FILE *file, const char *path, size_t limit, ntk_error *err) {
  struct stat s;
  size_t room = FIRST_ROOM;
  if (fstat(fileno(file), &s) == 0 && S_ISREG(s.st_mode)) {
    if (s.st_size < 0 || (unsigned long long)s.st_size > limit) return too_long(path, limit, err);
    room = (size_t)s.st_size + 1; /* one more, so that the end of the file is seen without growing */
  }
  return ntk_bytes_room(out, room) ? NTK_OK : ntk_no_memory(err, path);
}

static ntk_status read_all(ntk_bytes *out, FILE *file, const char *path, size_t limit, ntk_error *err) {
  const ntk_status status = first_room(out, file, path, limit, err);
  if (status != NTK_OK) return status;
  for (;;) {
    if (out->size + 1 >= out->capacity && !ntk_bytes_room(out, out->capacity)) return ntk_no_memory(err, path);
    errno = 0;
    const size_t got = fread(out->at + out->size, 1, out->capacity - 1 - out->size, file);
    out->size += got;
    if (out->size > limit) return too_long(path, limit, err);
    if (ferror(file)) return ntk_fail(err, NTK_ENOINPUT, "%s: cannot read: %s", path, strerror(errno));
    if (got == 0) break;
  }
  out->at[out->size] = 0;
  return NTK_OK;
}

ntk_status ntk_bytes_read_raw(ntk_bytes *out, const char *path, size_t limit, ntk_error *err) {
  *out = (ntk_bytes){NULL, 0, 0};
  FILE *file = fopen(path, "rb");
  if (file == NULL) return ntk_fail(err, NTK_ENOINPUT, "%s: cannot open: %s", path, strerror(errno));
  const ntk_status status = read_all(out, file, path, limit, err);
  fclose(file);
  if (status != NTK_OK) ntk_bytes_clear(out);
  return status;
}

ntk_status ntk_bytes_read(ntk_bytes *out, const char *path, size_t limit, ntk_error *err) {
  ntk_status status = ntk_bytes_read_raw(out, path, limit, err);
  if (status != NTK_OK || out->size < 2 || out->at[0] != 0x1f || out->at[1] != 0x8b) return status;
  ntk_bytes packed = *out;
  status = ntk_gunzip(out, &packed, path, limit, err);
  ntk_bytes_clear(&packed);
  return status;
}
