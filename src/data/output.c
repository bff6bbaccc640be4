#include "data/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/message.h"
#include "data/reason.h"

/*@ requires valid: \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_EWRITE; */
static ntk_status cannot_write(const char *path, int reason, ntk_error *err) {
  return ntk_fail(err, NTK_EWRITE, "%s: cannot write: %s", path, reason ? strerror(reason) : "unknown reason");
}

/* Devices, pipes and symbolic links (/dev/stdout) are written in place: a rename would replace them. */
/*@ requires valid: \valid_read(path);
    terminates \true;
    exits \false;
    assigns \result \from path;
    ensures boolean: \result == 0 || \result == 1; */
static int is_written_in_place(const char *path) {
  struct stat s;
  return lstat(path, &s) == 0 && !S_ISREG(s.st_mode) && !S_ISDIR(s.st_mode);
}

/*@ requires valid: \valid_read(path);
    terminates \true;
    exits \false;
    assigns \result \from path;
    ensures boolean: \result == 0 || \result == 1; */
static int is_folder(const char *path) {
  struct stat s;
  return stat(path, &s) == 0 && S_ISDIR(s.st_mode);
}

/*@ requires valid: \valid(out);
    terminates \true;
    exits \false;
    assigns *out;
    ensures none: output_none(out); */
static void forget(ntk_output *out) {
  free(out->path);
  free(out->temporary);
  out->file = NULL;
  out->path = out->temporary = NULL;
}

/* PATH.tmp.PID, to be freed; NULL when memory is out. */
/*@ requires valid: \valid_read(path);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result;
    ensures valid: \result != \null ==> \valid_read(\result); */
static char *temporary_name(const char *path) {
  char suffix[32];
  snprintf(suffix, sizeof suffix, ".tmp.%ld", (long)getpid());
  char *name = ntk_join(path, suffix);
  //@ ghost heap_apart_any(name, 1, suffix, sizeof suffix);
  return name;
}

ntk_status ntk_output_open(ntk_output *out, const char *path, ntk_error *err) {
  out->file = NULL;
  out->path = out->temporary = NULL;
  if (is_folder(path)) return cannot_write(path, EISDIR, err);
  const int in_place = is_written_in_place(path);
  out->path = ntk_join(path, "");
  out->temporary = in_place ? NULL : temporary_name(path);
  if (out->path == NULL || (!in_place && out->temporary == NULL)) {
    forget(out);
    return ntk_no_memory(err, path);
  }
  ntk_reason_clear();
  out->file = fopen(in_place ? path : out->temporary, "wb");
  if (out->file != NULL) return NTK_OK;
  const int reason = errno;
  forget(out);
  return cannot_write(path, reason, err);
}

/* fsync, so that the new name never stands for data that are not on the disk; not every file has one (EINVAL: pipes, devices). */
/*@ requires valid: \valid(file);
    terminates \true;
    exits \false;
    assigns \result \from file;
    ensures boolean: \result == 0 || \result == 1; */
static int reach_disk(FILE *file) { return fsync(fileno(file)) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS; }

ntk_status ntk_output_commit(ntk_output *out, ntk_error *err) {
  if (out->file == NULL) return ntk_fail(err, NTK_EINTERNAL, "an output that is not open cannot be committed");
  ntk_reason_clear();
  int good = !ferror(out->file);
  if (fflush(out->file) != 0 || !reach_disk(out->file)) good = 0;
  int reason = good ? 0 : errno;
  if (fclose(out->file) != 0 && good) good = 0, reason = errno;
  out->file = NULL;
  if (good && out->temporary != NULL && rename(out->temporary, out->path) != 0) good = 0, reason = errno;
  if (!good && out->temporary != NULL) remove(out->temporary);
  const ntk_status status = good ? NTK_OK : cannot_write(out->path, reason, err);
  forget(out);
  return status;
}

void ntk_output_discard(ntk_output *out) {
  if (out->file != NULL) {
    fclose(out->file);
    if (out->temporary != NULL) remove(out->temporary);
  }
  forget(out);
}

/*@ requires valid: \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EWRITE; */
static ntk_status make_one(const char *path, ntk_error *err) {
  if (mkdir(path, 0777) == 0) return NTK_OK;
  const int reason = errno;
  return is_folder(path) ? NTK_OK : cannot_write(path, reason, err);
}

/* Makes each folder on the way to part, which is n bytes long, and the last. */
/*@ requires valid: \valid(part + (0 .. n)) && part[n] == 0;
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns part[0 .. n], err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EWRITE; */
static ntk_status make_each(char *part, size_t n, ntk_error *err) {
  /*@ loop invariant range: 1 <= i;
      loop assigns i, part[0 .. n], err->status, err->text[0 .. 1023];
      loop variant n - i; */
  for (size_t i = 1; i < n; i++) {
    if (part[i] != '/' || part[i - 1] == '/') continue;
    part[i] = '\0';
    const ntk_status status = make_one(part, err);
    part[i] = '/';
    if (status != NTK_OK) return status;
  }
  return make_one(part, err);
}

ntk_status ntk_make_folder(const char *path, ntk_error *err) {
  char *part = ntk_join(path, "");
  if (part == NULL) return ntk_no_memory(err, path);
  const size_t n = strlen(part);
  //@ ghost heap_own_many(part, n);
  const ntk_status status = make_each(part, n, err);
  free(part);
  return status;
}
