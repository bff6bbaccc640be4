/* The option --target on small files. */
#include "data/classes.h"
#include "data/dataset.h"
#include "data/target.h"
#include "files.h"

static ntk_status load(ntk_dataset **data, const char *text, const char *target, size_t rows, ntk_error *err) {
  const ntk_data_options options = {test_text("t.csv", text), NULL, rows, target, NTK_NORMALISE_NONE};
  return ntk_dataset_load(data, &options, err);
}

/* The targets are these, n x k. */
static void gives(const char *text, const char *target, size_t n, size_t k, const double *y) {
  ntk_dataset *data;
  ntk_error err = {NTK_OK, ""};
  if (load(&data, text, target, NTK_ROWS_DEFAULT, &err) != NTK_OK) printf("%s\n", err.text);
  CU_ASSERT_PTR_NOT_NULL_FATAL(data);
  CU_ASSERT_FATAL(data->y->size1 == n && data->y->size2 == k);
  for (size_t i = 0; i < n; i++)
    for (size_t o = 0; o < k; o++) CU_ASSERT_EQUAL(gsl_matrix_get(data->y, i, o), y[i * k + o]);
  ntk_dataset_free(data);
}

static void refuses(const char *text, const char *target, ntk_status status, const char *message) {
  ntk_dataset *data;
  ntk_error err = {NTK_OK, ""};
  CU_ASSERT_EQUAL(load(&data, text, target, NTK_ROWS_DEFAULT, &err), status);
  CU_ASSERT_PTR_NULL(data);
  CU_ASSERT(test_says(&err, message));
}

static const char *const flowers = "a,b,kind\n1,2,rose\n3,4,lily\n5,6,rose\n7,8,aster\n";
static const char *const numbers = "1,10,3\n2,20,-4\n3,30,0\n";

static void columns(void) {
  gives(numbers, NULL, 3, 1, (double[]){3, -4, 0});
  gives(numbers, "1", 3, 1, (double[]){10, 20, 30});
  gives(numbers, "2", 3, 1, (double[]){3, -4, 0});
  gives("a,b,c\n1,2,3\n4,5,6\n", "b", 2, 1, (double[]){2, 5});
  gives("1,2,0\n1,2,3\n4,5,6\n", "0", 3, 1, (double[]){1, 1, 4}); /* all numbers: no header */
  gives("1,b,2\n1,2,3\n4,5,6\n", "2", 2, 1, (double[]){3, 6});  /* a header's name comes first, then the number */
  gives("2,b,3\n1,2,3\n4,5,6\n", "2", 2, 1, (double[]){1, 4});
}

static void inputs_are_the_other_columns(void) {
  ntk_dataset *data;
  CU_ASSERT_EQUAL_FATAL(load(&data, numbers, "1", NTK_ROWS_DEFAULT, NULL), NTK_OK);
  CU_ASSERT(data->x->size1 == 3 && data->x->size2 == 2);
  CU_ASSERT(gsl_matrix_get(data->x, 1, 0) == 2 && gsl_matrix_get(data->x, 1, 1) == -4);
  ntk_dataset_free(data);
}

static void classes(void) {
  gives(numbers, "parity", 3, 1, (double[]){-1, 1, 1});
  gives("1,-3\n1,1e15\n1,4.0\n", "parity", 3, 1, (double[]){-1, 1, 1});
  gives(numbers, "one-vs-rest:-4", 3, 1, (double[]){-1, 1, -1});
  gives(numbers, "one-vs-rest:3.0", 3, 1, (double[]){1, -1, -1}); /* equal numbers are one class */
  gives(flowers, "one-vs-rest:rose", 4, 1, (double[]){1, -1, 1, -1});
  gives(flowers, "one-hot", 4, 3, (double[]){0, 0, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0}); /* aster, lily, rose */
  gives("1,10\n1,9\n1,9.0\n1,x\n", "one-hot", 4, 3, (double[]){0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 1}); /* by value, then names */
  gives("1,\"x, y\"\n2,z\n", "one-vs-rest:x, y", 2, 1, (double[]){1, -1});
}

static void classes_are_those_of_the_whole_file(void) {
  ntk_dataset *data;
  CU_ASSERT_EQUAL_FATAL(load(&data, flowers, "one-hot", 2, NULL), NTK_OK);
  CU_ASSERT(data->y->size1 == 2 && data->y->size2 == 3);
  ntk_dataset_free(data);
  CU_ASSERT_EQUAL_FATAL(load(&data, flowers, "one-vs-rest:aster", 2, NULL), NTK_OK);
  CU_ASSERT(gsl_matrix_get(data->y, 0, 0) == -1 && gsl_matrix_get(data->y, 1, 0) == -1);
  ntk_dataset_free(data);
}

static void bad_targets(void) {
  refuses(numbers, "3", NTK_EUSAGE, "t.csv: the target '3' is not the name of a column, nor a number from 0 to 2");
  refuses(numbers, "-1", NTK_EUSAGE, "the target '-1' is not");
  refuses(flowers, "colour", NTK_EUSAGE, "the target 'colour' is not the name of a column");
  refuses("a,a,b\n1,2,3\n", "a", NTK_EUSAGE, "the target 'a' is the name of 2 columns");
  refuses(flowers, "one-vs-rest:tulip", NTK_EUSAGE, "t.csv: no row has the class 'tulip'; the classes are aster, lily, rose");
  refuses(numbers, "one-vs-rest:", NTK_EUSAGE, "no row has the class ''");
}

static void bad_labels(void) {
  refuses(flowers, NULL, NTK_EDATA, "t.csv:2: expected a finite number in column 2 'kind', found 'rose' (names of classes need");
  refuses(flowers, "parity", NTK_EDATA, "t.csv:2: expected a finite number in column 2 'kind', found 'rose' (parity needs whole numbers)");
  refuses("1,2\n1,2.5\n", "parity", NTK_EDATA, "t.csv:2: expected a whole number in column 1 (its parity is the target), found 2.5");
  refuses("1,2\n1,\n", "one-hot", NTK_EDATA, "t.csv:2: expected a class in column 1, found ''");
  refuses("1,2\n1,NaN\n", "one-hot", NTK_EDATA, "t.csv:2: expected a class in column 1, found 'NaN'");
  refuses("1,rose\n2,lily\n", "0", NTK_EDATA, "t.csv:1: expected a finite number in column 1, found 'rose'"); /* names only as the target */
  refuses("1\n2\n", NULL, NTK_EDATA, "t.csv:1: expected at least one column beside the target, found none");
}

static void too_many_classes(void) {
  char *text = malloc(20000);
  size_t at = 0;
  for (int i = 0; i <= (int)NTK_CLASSES_MAX; i++) at += (size_t)sprintf(text + at, "1,%d\n", i);
  refuses(text, "one-hot", NTK_EDATA, "t.csv:1001: expected at most 1000 classes in column 1, found more");
  free(text);
}

static ntk_status attempt(ntk_error *err) {
  ntk_dataset *data;
  const ntk_status status = load(&data, flowers, "one-hot", 0, err);
  ntk_dataset_free(data);
  return status;
}
static void out_of_memory(void) { CU_ASSERT(test_out_of_memory(attempt) >= 8); }

NTK_TESTS("target", {"columns by name and number", columns}, {"inputs are the other columns", inputs_are_the_other_columns},
          {"parity, one-vs-rest, one-hot", classes}, {"classes are those of the whole file", classes_are_those_of_the_whole_file},
          {"bad targets", bad_targets}, {"bad labels", bad_labels}, {"too many classes", too_many_classes}, {"out of memory", out_of_memory})
