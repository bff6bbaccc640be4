/* Files for the tests of src/data: a fresh folder, removed at the end; messages; injected allocation failures. */
#ifndef NTK_TESTS_FILES_H
#define NTK_TESTS_FILES_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "core/alloc.h"
#include "core/error.h"
#include "harness.h"

static char ntk_test_folder[512];

static inline void remove_test_folder(void) {
  DIR *folder = opendir(ntk_test_folder);
  char path[1024];
  if (folder == NULL) return;
  for (struct dirent *e; (e = readdir(folder)) != NULL;) {
    snprintf(path, sizeof path, "%s/%s", ntk_test_folder, e->d_name);
    if (e->d_name[0] != '.') remove(path);
  }
  closedir(folder);
  rmdir(ntk_test_folder);
}

/* The path of a file of that name in the folder; good for the next three calls too. */
static inline const char *test_path(const char *name) {
  static char paths[4][1024];
  static unsigned next;
  if (ntk_test_folder[0] == '\0') {
    const char *base = getenv("TMPDIR");
    snprintf(ntk_test_folder, sizeof ntk_test_folder, "%s/ntk-test-XXXXXX", base ? base : "/tmp");
    if (mkdtemp(ntk_test_folder) == NULL) abort();
    atexit(remove_test_folder);
  }
  char *path = paths[next++ % 4];
  snprintf(path, sizeof paths[0], "%s/%s", ntk_test_folder, name);
  return path;
}

static inline const char *test_file(const char *name, const void *bytes, size_t size) {
  const char *path = test_path(name);
  FILE *file = fopen(path, "wb");
  if (file == NULL || fwrite(bytes, 1, size, file) != size || fclose(file) != 0) abort();
  return path;
}

static inline const char *test_text(const char *name, const char *text) { return test_file(name, text, strlen(text)); }

static inline const char *test_gzip(const char *name, const void *bytes, size_t size) {
  const char *path = test_path(name);
  gzFile file = gzopen(path, "wb");
  if (file == NULL || gzwrite(file, bytes, (unsigned)size) != (int)size || gzclose(file) != Z_OK) abort();
  return path;
}

/* The bytes of a file, to be freed. */
static inline unsigned char *test_bytes(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  unsigned char *bytes = malloc(1 << 22);
  if (file == NULL || bytes == NULL) abort();
  *size = fread(bytes, 1, 1 << 22, file);
  fclose(file);
  return bytes;
}

/* 1 if the message holds the part; prints it when not. */
static inline int test_says(const ntk_error *err, const char *part) {
  const int says = strstr(err->text, part) != NULL;
  if (!says) printf("expected a message with \"%s\", found \"%s\"\n", part, err->text);
  return says;
}

/* Fails each allocation of attempt() in turn: NTK_ENOMEM each time, until one runs through. Returns how many there were. */
static inline unsigned long test_out_of_memory(ntk_status (*attempt)(ntk_error *err)) {
  unsigned long k = 0;
  ntk_status status = NTK_ENOMEM;
  while (status != NTK_OK && k < 100000) {
    ntk_error err = {NTK_OK, ""};
    ntk_alloc_fail_at(++k);
    status = attempt(&err);
    ntk_alloc_fail_at(0);
    if (status == NTK_OK) break;
    CU_ASSERT_EQUAL(status, NTK_ENOMEM);
    CU_ASSERT(test_says(&err, "out of memory"));
    if (status != NTK_ENOMEM) break;
  }
  CU_ASSERT_EQUAL(status, NTK_OK);
  return k - 1;
}

#endif
