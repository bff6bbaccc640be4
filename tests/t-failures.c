/* The file of failures: lines there and back, no doubles, bad lines named, a folder that is made, a file that cannot be written. */
#include <string.h>
#include <unistd.h>
#include "../properties/failures.h"
#include "harness.h"

static char folder[] = "/tmp/ntk-failures-XXXXXX";
static char path[64];

static void write_file(const char *text) {
  FILE *file = fopen(path, "w");
  fputs(text, file);
  fclose(file);
}

static void lines(void) {
  ntk_failure f;
  char line[NTK_FAILURE_LINE];
  CU_ASSERT_EQUAL(ntk_failure_parse("lemma-2 n=3 d=2", &f, NULL), NTK_OK);
  CU_ASSERT(strcmp(f.id, "lemma-2") == 0 && !f.control && f.c.n == 3 && f.c.d == 2);
  ntk_failure_print(&f, line);
  CU_ASSERT_STRING_EQUAL(line, "lemma-2 n=3 d=2");
  CU_ASSERT_EQUAL(ntk_failure_parse("  lemma-2  control alpha=4\n", &f, NULL), NTK_OK);
  CU_ASSERT(f.control && f.c.alpha == 4);
  ntk_failure_print(&f, line);
  CU_ASSERT_STRING_EQUAL(line, "lemma-2 control alpha=4");
  CU_ASSERT_EQUAL(ntk_failure_parse("gronwall", &f, NULL), NTK_OK);
  ntk_error err;
  CU_ASSERT_EQUAL(ntk_failure_parse("", &f, &err), NTK_EUSAGE);
  CU_ASSERT_EQUAL(ntk_failure_parse("n=3 d=2", &f, &err), NTK_EUSAGE);
  CU_ASSERT_STRING_EQUAL(err.text, "'n=3': expected a property's id, then words key=value");
  CU_ASSERT_EQUAL(ntk_failure_parse("lemma-2 n=x", &f, &err), NTK_EUSAGE);
  CU_ASSERT_STRING_EQUAL(err.text, "n=x: expected a whole number");
}

static void kept(void) {
  ntk_failures known;
  ntk_error err;
  ntk_failure f;
  snprintf(path, sizeof path, "%s/made/failures.txt", folder);
  CU_ASSERT_EQUAL(ntk_failures_read(path, &known, &err), NTK_OK);
  CU_ASSERT_EQUAL(known.count, 0);
  ntk_failure_parse("lemma-2 n=3", &f, NULL);
  CU_ASSERT_EQUAL(ntk_failures_add(path, &known, &f, "R exceeds its bound", &err), NTK_OK);
  CU_ASSERT_EQUAL(ntk_failures_read(path, &known, &err), NTK_OK);
  CU_ASSERT_EQUAL_FATAL(known.count, 1);
  CU_ASSERT_EQUAL(known.failure[0].c.n, 3);
  CU_ASSERT_EQUAL(ntk_failures_add(path, &known, &f, "again", &err), NTK_OK); /* is there */
  f.control = 1;
  CU_ASSERT_EQUAL(ntk_failures_add(path, &known, &f, "the control holds", &err), NTK_OK); /* is not */
  ntk_failures_clear(&known);
  CU_ASSERT_EQUAL(ntk_failures_read(path, &known, &err), NTK_OK);
  CU_ASSERT_EQUAL_FATAL(known.count, 2);
  CU_ASSERT(known.failure[1].control);
  ntk_failures_clear(&known);
}

static void bad_lines(void) {
  ntk_failures known;
  ntk_error err;
  char expected[128];
  write_file("# a comment\n\nlemma-2 n=3\nlemma-2 m=3\n");
  CU_ASSERT_EQUAL(ntk_failures_read(path, &known, &err), NTK_EDATA);
  snprintf(expected, sizeof expected, "%s:4: m=3: a case has no such key", path);
  CU_ASSERT_STRING_EQUAL(err.text, expected);
  CU_ASSERT(known.count == 0 && known.failure == NULL);
}

static void nowhere(void) {
  ntk_failures none = {0};
  ntk_failure f;
  ntk_error err;
  char child[80];
  ntk_failure_parse("lemma-2", &f, NULL);
  CU_ASSERT_EQUAL(ntk_failures_add(NULL, &none, &f, "", &err), NTK_OK);
  snprintf(child, sizeof child, "%s/child", path); /* below a file */
  CU_ASSERT_EQUAL(ntk_failures_add(child, &none, &f, "", &err), NTK_EWRITE);
  CU_ASSERT_EQUAL(ntk_failures_read(folder, &none, &err), NTK_ENOINPUT); /* a folder is not a file */
  unlink(path);
  snprintf(child, sizeof child, "%s/made", folder);
  rmdir(child), rmdir(folder);
}

/* Also makes the folder the other tests write to. */
static void lines_in_a_folder(void) {
  CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(folder));
  lines();
}

NTK_TESTS("failures", {"lines there and back", lines_in_a_folder}, {"kept once", kept}, {"bad lines are named", bad_lines}, {"no file", nowhere})
