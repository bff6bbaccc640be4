/* Output files are whole or absent. */
#include <dirent.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "data/npy.h"
#include "data/output.h"
#include "files.h"

/* How many files of the test folder have a name with ".tmp." in it. */
static size_t temporaries(void) {
  size_t count = 0;
  test_path("");
  DIR *folder = opendir(ntk_test_folder);
  for (struct dirent *e; (e = readdir(folder)) != NULL;) count += strstr(e->d_name, ".tmp.") != NULL;
  closedir(folder);
  return count;
}

static int holds(const char *path, const char *text) {
  size_t size;
  if (access(path, F_OK) != 0) return 0;
  unsigned char *bytes = test_bytes(path, &size);
  const int same = size == strlen(text) && memcmp(bytes, text, size) == 0;
  free(bytes);
  return same;
}

static void appears_at_commit(void) {
  ntk_output out;
  const char *path = test_text("f", "old");
  CU_ASSERT_EQUAL_FATAL(ntk_output_open(&out, path, NULL), NTK_OK);
  fputs("new", out.file);
  fflush(out.file);
  CU_ASSERT(holds(path, "old"));
  CU_ASSERT_EQUAL(temporaries(), 1);
  CU_ASSERT_EQUAL(ntk_output_commit(&out, NULL), NTK_OK);
  CU_ASSERT(holds(path, "new"));
  CU_ASSERT_EQUAL(temporaries(), 0);
  ntk_output_discard(&out);
  CU_ASSERT(holds(path, "new"));
}

static void discard_leaves_nothing(void) {
  ntk_output out;
  CU_ASSERT_EQUAL_FATAL(ntk_output_open(&out, test_path("g"), NULL), NTK_OK);
  fputs("half", out.file);
  ntk_output_discard(&out);
  ntk_output_discard(&out);
  CU_ASSERT_EQUAL(temporaries(), 0);
  CU_ASSERT(access(test_path("g"), F_OK) != 0);
  ntk_error err;
  CU_ASSERT_EQUAL(ntk_output_commit(&out, &err), NTK_EINTERNAL);
}

static void errors(void) {
  ntk_output out;
  ntk_error err;
  CU_ASSERT_EQUAL(ntk_output_open(&out, test_path("no/such/folder"), &err), NTK_EWRITE);
  CU_ASSERT(test_says(&err, "no/such/folder: cannot write: No such file or directory"));
  ntk_output_discard(&out);
  CU_ASSERT_EQUAL(ntk_output_open(&out, ntk_test_folder, &err), NTK_EWRITE);
  CU_ASSERT(test_says(&err, "Is a directory"));
  /* The folder goes away before the rename. */
  mkdir(test_path("d"), 0777);
  CU_ASSERT_EQUAL_FATAL(ntk_output_open(&out, test_path("d/f"), &err), NTK_OK);
  fputs("text", out.file);
  remove(out.temporary);
  CU_ASSERT_EQUAL(ntk_output_commit(&out, &err), NTK_EWRITE);
  CU_ASSERT(test_says(&err, "d/f: cannot write"));
  rmdir(test_path("d"));
}

/* A write error shows at the commit. The device is reached through a link in the test folder, never by its own name: code that wrongly
   renames over it, run as root, would replace the machine's device; so it replaces the link. */
static void full_device(void) {
  ntk_error err;
  gsl_matrix *m = gsl_matrix_calloc(100, 100);
  char link[1024];
  struct stat s;
  snprintf(link, sizeof link, "%s", test_path("full"));
  CU_ASSERT_EQUAL_FATAL(symlink("/dev/full", link), 0);
  CU_ASSERT_EQUAL(ntk_npy_write(link, m, &err), NTK_EWRITE);
  CU_ASSERT(test_says(&err, "full: cannot write: No space left on device"));
  CU_ASSERT(lstat(link, &s) == 0 && S_ISLNK(s.st_mode));
  gsl_matrix_free(m);
}

/* A file that may not grow beyond 1000 bytes: the old one stays, nothing half-written is left. */
static void no_room_for_the_file(void) {
  ntk_error err;
  struct rlimit before, small;
  gsl_matrix *m = gsl_matrix_calloc(100, 100);
  char path[1024];
  snprintf(path, sizeof path, "%s", test_text("kept", "old"));
  signal(SIGXFSZ, SIG_IGN);
  CU_ASSERT_EQUAL_FATAL(getrlimit(RLIMIT_FSIZE, &before), 0);
  small = before;
  small.rlim_cur = 1000;
  CU_ASSERT_EQUAL_FATAL(setrlimit(RLIMIT_FSIZE, &small), 0);
  const ntk_status status = ntk_npy_write(path, m, &err);
  setrlimit(RLIMIT_FSIZE, &before);
  CU_ASSERT_EQUAL(status, NTK_EWRITE);
  CU_ASSERT(test_says(&err, "kept: cannot write: File too large"));
  CU_ASSERT(holds(path, "old"));
  CU_ASSERT_EQUAL(temporaries(), 0);
  gsl_matrix_free(m);
}

static void links_are_written_through(void) {
  ntk_output out;
  test_text("target", "old");
  char link[1024];
  snprintf(link, sizeof link, "%s", test_path("link"));
  CU_ASSERT_EQUAL_FATAL(symlink(test_path("target"), link), 0);
  CU_ASSERT_EQUAL_FATAL(ntk_output_open(&out, link, NULL), NTK_OK);
  fputs("new", out.file);
  CU_ASSERT_EQUAL(ntk_output_commit(&out, NULL), NTK_OK);
  CU_ASSERT(holds(test_path("target"), "new"));
  struct stat s;
  CU_ASSERT(lstat(link, &s) == 0 && S_ISLNK(s.st_mode));
}

static void folders(void) {
  ntk_error err;
  CU_ASSERT_EQUAL(ntk_make_folder(test_path("a/b//c/"), &err), NTK_OK);
  CU_ASSERT_EQUAL(ntk_make_folder(test_path("a/b/c"), &err), NTK_OK);
  struct stat s;
  CU_ASSERT(stat(test_path("a/b/c"), &s) == 0 && S_ISDIR(s.st_mode));
  CU_ASSERT_EQUAL(ntk_make_folder("/", &err), NTK_OK);
  CU_ASSERT_EQUAL(ntk_make_folder("", &err), NTK_EWRITE);
  test_text("file", "");
  CU_ASSERT_EQUAL(ntk_make_folder(test_path("file/below"), &err), NTK_EWRITE);
  CU_ASSERT(test_says(&err, "cannot write"));
  rmdir(test_path("a/b/c")), rmdir(test_path("a/b")), rmdir(test_path("a"));
}

static ntk_status attempt(ntk_error *err) {
  ntk_output out;
  ntk_status status = ntk_make_folder(ntk_test_folder, err);
  if (status == NTK_OK) status = ntk_output_open(&out, test_path("m"), err);
  if (status == NTK_OK) status = ntk_output_commit(&out, err);
  return status;
}
static void out_of_memory(void) {
  test_path("");
  CU_ASSERT_EQUAL(test_out_of_memory(attempt), 3);
  CU_ASSERT_EQUAL(temporaries(), 0);
}

NTK_TESTS("output", {"a file appears at the commit", appears_at_commit}, {"a discarded file leaves nothing", discard_leaves_nothing},
          {"errors", errors}, {"a full device", full_device}, {"no room for the file", no_room_for_the_file},
          {"links and devices are written in place", links_are_written_through},
          {"folders", folders}, {"out of memory", out_of_memory})
