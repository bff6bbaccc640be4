/* Data sets from end to end: the bundled ones, files of each format, what is refused. */
#include <math.h>

#include "data/dataset.h"
#include "data/npy.h"
#include "files.h"

static ntk_dataset *load(ntk_data_options options) {
  ntk_dataset *data;
  ntk_error err = {NTK_OK, ""};
  if (ntk_dataset_load(&data, &options, &err) != NTK_OK) printf("%s\n", err.text);
  CU_ASSERT_PTR_NOT_NULL_FATAL(data);
  return data;
}

static void refuses(ntk_data_options options, ntk_status status, const char *message) {
  ntk_dataset *data;
  ntk_error err = {NTK_OK, ""};
  CU_ASSERT_EQUAL(ntk_dataset_load(&data, &options, &err), status);
  CU_ASSERT_PTR_NULL(data);
  CU_ASSERT(test_says(&err, message));
}

static void digits(void) {
  ntk_dataset *d = load((ntk_data_options){NULL, NULL, NTK_ROWS_DEFAULT, NULL, NTK_NORMALISE_NONE});
  CU_ASSERT_STRING_EQUAL(d->name, "digits");
  CU_ASSERT(d->x->size1 == 50 && d->x->size2 == 64 && d->y->size2 == 1);
  /* The first line: 0,0,5,13,9,1,...,0 (a zero); the second is a one, the third a two. */
  CU_ASSERT(gsl_matrix_get(d->x, 0, 2) == 5 && gsl_matrix_get(d->x, 0, 3) == 13 && gsl_matrix_get(d->x, 0, 63) == 0);
  CU_ASSERT(gsl_matrix_get(d->y, 0, 0) == 1 && gsl_matrix_get(d->y, 1, 0) == -1 && gsl_matrix_get(d->y, 2, 0) == 1);
  for (size_t i = 0; i < 50; i++) CU_ASSERT(d->row[i] == i && fabs(gsl_matrix_get(d->y, i, 0)) == 1);
  ntk_dataset_free(d);
  d = load((ntk_data_options){"digits", NULL, 0, "one-hot", NTK_NORMALISE_SPHERE});
  CU_ASSERT(d->x->size1 == 1797 && d->y->size2 == 10);
  ntk_dataset_free(d);
  d = load((ntk_data_options){"digits", NULL, 5000, "digit", NTK_NORMALISE_SPHERE});
  CU_ASSERT(d->x->size1 == 1797 && gsl_matrix_get(d->y, 1, 0) == 1 && gsl_matrix_get(d->y, 1796, 0) == 8);
  ntk_dataset_free(d);
}

/* Undone, the shuffle gives the sorted order: 50 of each flower, with rows known from Fisher's table. */
static void iris_is_shuffled_and_numbered(void) {
  ntk_dataset *d = load((ntk_data_options){"iris", NULL, NTK_ROWS_DEFAULT, "species", NTK_NORMALISE_NONE});
  CU_ASSERT_FATAL(d->x->size1 == 150 && d->x->size2 == 4);
  size_t place[150], seen[3] = {0, 0, 0};
  for (size_t i = 0; i < 150; i++) place[i] = 150;
  for (size_t i = 0; i < 150; i++) {
    CU_ASSERT_FATAL(d->row[i] < 150);
    place[d->row[i]] = i;
  }
  for (size_t k = 0; k < 150; k++) CU_ASSERT_FATAL(place[k] < 150);
  for (size_t k = 0; k < 150; k++) CU_ASSERT_EQUAL(gsl_matrix_get(d->y, place[k], 0), (double)(k / 50));
  static const struct { size_t row; double x[4]; } known[] = {
      {0, {5.1, 3.5, 1.4, 0.2}}, {50, {7.0, 3.2, 4.7, 1.4}}, {101, {5.8, 2.7, 5.1, 1.9}}, {142, {5.8, 2.7, 5.1, 1.9}}, {149, {5.9, 3.0, 5.1, 1.8}}};
  for (size_t k = 0; k < 5; k++)
    for (size_t j = 0; j < 4; j++) CU_ASSERT_EQUAL(gsl_matrix_get(d->x, place[known[k].row], j), known[k].x[j]);
  for (size_t i = 0; i < 50; i++) seen[(size_t)gsl_matrix_get(d->y, i, 0)]++;
  CU_ASSERT(seen[0] > 5 && seen[1] > 5 && seen[2] > 5); /* the first 50 are not one class */
  ntk_dataset_free(d);
}

static void wine_is_shuffled_and_numbered(void) {
  ntk_dataset *d = load((ntk_data_options){"wine", NULL, NTK_ROWS_DEFAULT, NULL, NTK_NORMALISE_NONE});
  CU_ASSERT_FATAL(d->x->size1 == 178 && d->x->size2 == 13 && d->y->size2 == 1);
  for (size_t i = 0; i < 178; i++) CU_ASSERT_EQUAL(gsl_matrix_get(d->y, i, 0), d->row[i] < 59 ? 1.0 : -1.0); /* 59 of cultivar 0 come first */
  for (size_t i = 0; i < 178; i++)
    CU_ASSERT(d->row[i] != 0 || (gsl_matrix_get(d->x, i, 0) == 14.23 && gsl_matrix_get(d->x, i, 12) == 1065));
  ntk_dataset_free(d);
}

static void rows_option(void) {
  ntk_dataset *all = load((ntk_data_options){"iris", NULL, 0, NULL, NTK_NORMALISE_NONE});
  ntk_dataset *some = load((ntk_data_options){"iris", NULL, 30, NULL, NTK_NORMALISE_NONE}), *head = ntk_dataset_head(all, 30);
  CU_ASSERT(some->x->size1 == 30 && gsl_matrix_equal(some->x, head->x) && gsl_matrix_equal(some->y, head->y));
  CU_ASSERT(memcmp(some->row, head->row, 30 * sizeof(size_t)) == 0);
  CU_ASSERT_STRING_EQUAL(head->name, "iris");
  ntk_dataset *made = ntk_dataset_make("mine", some->x, some->y);
  CU_ASSERT(gsl_matrix_equal(made->x, some->x) && made->row[29] == 29);
  CU_ASSERT_PTR_NULL(ntk_dataset_make("bad", some->x, all->y));
  CU_ASSERT_PTR_NULL(ntk_dataset_head(some, 31));
  ntk_dataset_free(all), ntk_dataset_free(some), ntk_dataset_free(head), ntk_dataset_free(made);
  ntk_dataset_free(NULL);
}

static void formats_agree(void) {
  static const char csv[] = "1,2.5,0\n-3,4,1\n5,0.1,0\n";
  double values[] = {1, 2.5, 0, -3, 4, 1, 5, 0.1, 0};
  gsl_matrix_view m = gsl_matrix_view_array(values, 3, 3);
  CU_ASSERT_EQUAL_FATAL(ntk_npy_write(test_path("d.npy"), &m.matrix, NULL), NTK_OK);
  size_t size;
  unsigned char *npy = test_bytes(test_path("d.npy"), &size);
  char path[4][1024];
  snprintf(path[0], 1024, "%s", test_text("d.csv", csv));
  snprintf(path[1], 1024, "%s", test_gzip("d.csv.gz", csv, sizeof csv - 1));
  snprintf(path[2], 1024, "%s", test_path("d.npy"));
  snprintf(path[3], 1024, "%s", test_gzip("d.data", npy, size)); /* by content, not by name */
  free(npy);
  ntk_dataset *first = NULL;
  for (size_t k = 0; k < 4; k++) {
    ntk_dataset *d = load((ntk_data_options){path[k], NULL, NTK_ROWS_DEFAULT, k % 2 ? "2" : NULL, NTK_NORMALISE_SPHERE});
    if (k == 0) first = d;
    CU_ASSERT(d->x->size1 == 3 && gsl_matrix_equal(d->x, first->x) && gsl_matrix_equal(d->y, first->y) && d->row[2] == 2);
    CU_ASSERT_STRING_EQUAL(d->name, path[k]);
    if (k > 0) ntk_dataset_free(d);
  }
  ntk_dataset_free(first);
}

static const unsigned char images[] = {0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6};
static const unsigned char labels[] = {0, 0, 8, 1, 0, 0, 0, 3, 7, 4, 7};

static void labels_apart(void) {
  char x[1024], l[1024];
  snprintf(x, sizeof x, "%s", test_gzip("images", images, sizeof images));
  snprintf(l, sizeof l, "%s", test_file("labels", labels, sizeof labels));
  ntk_dataset *d = load((ntk_data_options){x, l, NTK_ROWS_DEFAULT, "parity", NTK_NORMALISE_NONE});
  CU_ASSERT(d->x->size1 == 3 && d->x->size2 == 2 && gsl_matrix_get(d->x, 2, 1) == 6);
  CU_ASSERT(gsl_matrix_get(d->y, 0, 0) == -1 && gsl_matrix_get(d->y, 1, 0) == 1 && gsl_matrix_get(d->y, 2, 0) == -1);
  ntk_dataset_free(d);
  d = load((ntk_data_options){x, l, 2, NULL, NTK_NORMALISE_NONE});
  CU_ASSERT(d->x->size1 == 2 && gsl_matrix_get(d->y, 0, 0) == 7 && gsl_matrix_get(d->y, 1, 0) == 4);
  ntk_dataset_free(d);
  d = load((ntk_data_options){x, test_text("two", "u,v\n1,2\n3,4\n5,6\n"), 0, NULL, NTK_NORMALISE_NONE}); /* all columns: two outputs */
  CU_ASSERT(d->y->size2 == 2 && gsl_matrix_get(d->y, 2, 1) == 6);
  ntk_dataset_free(d);
  d = load((ntk_data_options){x, test_path("two"), 0, "u", NTK_NORMALISE_NONE});
  CU_ASSERT(d->y->size2 == 1 && gsl_matrix_get(d->y, 2, 0) == 5);
  ntk_dataset_free(d);
  refuses((ntk_data_options){x, NULL, 0, NULL, NTK_NORMALISE_NONE}, NTK_EUSAGE, "give the file of its labels (--labels FILE)");
  refuses((ntk_data_options){x, test_text("short", "1\n2\n"), 0, NULL, NTK_NORMALISE_NONE}, NTK_EDATA, "short:2: expected 3 rows as in");
  refuses((ntk_data_options){"iris", l, 0, NULL, NTK_NORMALISE_NONE}, NTK_EUSAGE, "iris: the bundled sets have their own labels");
  refuses((ntk_data_options){x, test_path("absent"), 0, NULL, NTK_NORMALISE_NONE}, NTK_ENOINPUT, "absent: cannot open");
}

static void bad_files(void) {
  static const struct { const char *text, *message; } cases[] = {
      {"", "b.csv:1: expected a header or a row, found an empty file"},
      {"1,2\n3\n", "b.csv:2: expected 2 fields as in the first line, found 1"},
      {"a,b\n1,2\nx,4\n", "b.csv:3: expected a finite number in column 0 'a', found 'x'"},
      {"1,2\n,4\n", "b.csv:2: expected a finite number in column 0, found ''"},
      {"1,2\nnan,4\n", "b.csv:2: expected a finite number in column 0, found 'nan'"},
      {"1,2\n3,inf\n", "b.csv:2: expected a finite number in column 1, found 'inf'"},
      {"1,2\n-1e400,1\n", "b.csv:2: expected a finite number in column 0, found '-1e400'"},
      {"1,2\n0,1\n", "b.csv: row 1: expected a number other than 0"},
      {"\x89PNG\r\n\x1a\n", "b.csv: byte 6: expected text (CSV), or a file that begins as NPY or IDX, found byte 0x1a"}};
  for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++)
    refuses((ntk_data_options){test_text("b.csv", cases[k].text), NULL, 0, NULL, NTK_NORMALISE_SPHERE}, NTK_EDATA, cases[k].message);
  refuses((ntk_data_options){test_path("none.csv"), NULL, 0, NULL, NTK_NORMALISE_SPHERE}, NTK_ENOINPUT, "none.csv: cannot open: No such file");
  refuses((ntk_data_options){"", NULL, 0, NULL, NTK_NORMALISE_SPHERE}, NTK_ENOINPUT, ": cannot open");
}

static void one_row(void) {
  ntk_dataset *d = load((ntk_data_options){test_text("one.csv", "3,4,1\n"), NULL, 0, NULL, NTK_NORMALISE_STANDARD});
  CU_ASSERT(d->x->size1 == 1 && gsl_matrix_get(d->x, 0, 0) == 0 && gsl_matrix_get(d->y, 0, 0) == 1);
  ntk_dataset_free(d);
}

static void bundled_folder(void) { /* NTKCHECK_DATA, and an order that is none */
  test_path("");
  setenv("NTKCHECK_DATA", ntk_test_folder, 1);
  refuses((ntk_data_options){"wine", NULL, 0, NULL, NTK_NORMALISE_NONE}, NTK_ENOINPUT, "/wine.csv: cannot open");
  test_text("wine.csv", "x,class\n1,0\n2,1\n3,0\n");
  refuses((ntk_data_options){"wine", NULL, 0, NULL, NTK_NORMALISE_NONE}, NTK_ENOINPUT, "/wine-order.csv: cannot open");
  static const struct { const char *text, *message; } cases[] = {
      {"row\n0\n1\n", "wine-order.csv:3: expected one column of 3 row numbers, found 2 x 1"},
      {"row\n0\n1\n1\n", "wine-order.csv:4: expected a row number from 0 to 2 that was not there before, found 1"},
      {"row\n0\n1\n3\n", "wine-order.csv:4: expected a row number from 0 to 2"},
      {"row\n0\n-1\n2\n", "wine-order.csv:3: expected a row number"},
      {"row\n0\n1.5\n2\n", "wine-order.csv:3: expected a row number"}};
  for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
    test_text("wine-order.csv", cases[k].text);
    refuses((ntk_data_options){"wine", NULL, 1, NULL, NTK_NORMALISE_NONE}, NTK_EDATA, cases[k].message); /* also beyond the rows asked for */
  }
  test_text("wine-order.csv", "row\n2\n0\n1\n");
  ntk_dataset *d = load((ntk_data_options){"wine", NULL, 0, NULL, NTK_NORMALISE_NONE});
  CU_ASSERT(d->row[0] == 2 && d->row[1] == 0 && d->row[2] == 1);
  ntk_dataset_free(d);
  unsetenv("NTKCHECK_DATA");
}

static ntk_status attempt(ntk_error *err) {
  ntk_dataset *data, *head = NULL;
  const ntk_data_options options = {"iris", NULL, 20, NULL, NTK_NORMALISE_STANDARD};
  ntk_status status = ntk_dataset_load(&data, &options, err);
  if (status == NTK_OK && (head = ntk_dataset_head(data, 5)) == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory");
  ntk_dataset_free(data);
  ntk_dataset_free(head);
  return status;
}
static void out_of_memory(void) { CU_ASSERT(test_out_of_memory(attempt) >= 20); }

NTK_TESTS("dataset", {"digits", digits}, {"iris is shuffled and numbered", iris_is_shuffled_and_numbered},
          {"wine is shuffled and numbered", wine_is_shuffled_and_numbered}, {"rows", rows_option}, {"formats agree", formats_agree},
          {"labels in a file of their own", labels_apart}, {"bad files are refused", bad_files}, {"one row", one_row},
          {"the folder of the bundled sets", bundled_folder}, {"out of memory", out_of_memory})
