/* CSV: what is read, where a header is seen, what is refused and how the message names it. */
#include <math.h>

#include "data/csv.h"
#include "data/number.h"
#include "files.h"

static ntk_status parse(ntk_csv *csv, const char *text, ntk_error *err) {
  ntk_bytes bytes = {NULL, 0, 0};
  if (!ntk_bytes_room(&bytes, strlen(text))) abort();
  bytes.size = strlen(text);
  memcpy(bytes.at, text, bytes.size);
  return ntk_csv_parse(csv, &bytes, "x.csv", err);
}

/* The whole table in one string: fields between bars, rows between slashes, a header in brackets. */
static const char *shape_of(const char *text) {
  static char out[1024];
  ntk_csv csv;
  ntk_error err;
  if (parse(&csv, text, &err) != NTK_OK) {
    snprintf(out, sizeof out, "%s", err.text);
    return out;
  }
  size_t at = 0;
  for (size_t j = 0; csv.header && j < csv.cols; j++) at += (size_t)snprintf(out + at, sizeof out - at, "[%s]", ntk_csv_name(&csv, j));
  for (size_t i = 0; i < csv.rows; i++) {
    for (size_t j = 0; j < csv.cols; j++) at += (size_t)snprintf(out + at, sizeof out - at, "%s%s", j ? "|" : "", ntk_csv_field(&csv, i, j));
    at += (size_t)snprintf(out + at, sizeof out - at, "/");
  }
  ntk_csv_clear(&csv);
  return out;
}

static void is(const char *text, const char *shape) {
  const char *found = shape_of(text);
  if (strcmp(found, shape) != 0) printf("expected \"%s\", found \"%s\"\n", shape, found);
  CU_ASSERT_STRING_EQUAL(found, shape);
}

static void delimiters(void) {
  is("1,2\n3,4\n", "1|2/3|4/");
  is("1;2\n3;4\n", "1|2/3|4/");
  is("1\t2\n3\t4\n", "1|2/3|4/");
  is("1 2\n3 4\n", "1|2/3|4/");
  is("  1 \t  2\n3     4  \n", "1|2/3|4/");
  is("1, 2\n 3 ,4 \n", "1|2/3|4/");
  is("1\n2\n", "1/2/");
  is("a b, c; d\n1;2\n", "[a b, c][d]1|2/"); /* the delimiter of both lines */
  is("\"a,b,c\";\"d\"\n1;2\n", "[a,b,c][d]1|2/");
  is("1\t\t3\n4\t5\t6\n", "1||3/4|5|6/"); /* tabs do not merge */
  is("\"a b\" \"c d\"\n1 2\n", "[a b][c d]1|2/");
}

static void line_ends(void) {
  is("1,2\r\n3,4\r\n", "1|2/3|4/");
  is("1,2\r3,4", "1|2/3|4/");
  is("1,2\n3,4", "1|2/3|4/");
  is("1,2\n3,4\n\n \n\t\r\n", "1|2/3|4/");
  is("\xef\xbb\xbf" "1,2\n3,4\n", "1|2/3|4/");
  is("\xef\xbb\xbf" "\"a\",b\n3,4\n", "[a][b]3|4/");
}

static void quotes(void) {
  is("a,\"b \"\"c\"\"\"\n1,\"2\"\n", "[a][b \"c\"]1|2/");
  is("\"a\nb\",c\n\"1\" , 2\n", "[a\nb][c]1|2/");
  is("\"a\r\nb\",\"\"\n1,2\n", "[a\r\nb][]1|2/");
  is("1,\"a,b\"\n2,\"\"\n", "1|a,b/2|/");
}

static void headers(void) {
  is("a,b\n1,2\n", "[a][b]1|2/");
  is("5.1,setosa\n4.9,setosa\n", "5.1|setosa/4.9|setosa/"); /* names in the first row are no header */
  is("length,species\n5.1,setosa\n", "[length][species]5.1|setosa/");
  is("label,0,1,2\n7,0,0,255\n", "[label][0][1][2]7|0|0|255/"); /* pixel numbers */
  is("1,2x,3\n4,5,6\n", "1|2x|3/4|5|6/"); /* a spoiled first row is not taken for a header */
  is("1,nan\n2,3\n", "1|nan/2|3/");
  is("setosa\nvirginica\n", "setosa/virginica/");
  is("species\n1\n", "[species]1/");
}

static void refused(void) {
  is("", "x.csv:1: expected a header or a row, found an empty file");
  is("\n\n", "x.csv:1: expected a header or a row, found an empty file");
  is("a,b\n", "x.csv:2: expected a row after the header, found the end of the file");
  is("1,2\n3\n", "x.csv:2: expected 2 fields as in the first line, found 1");
  is("1,2\n3,4\n5,6,7\n", "x.csv:3: expected 2 fields as in the first line, found 3");
  is("1,2\n\n3,4\n", "x.csv:2: expected a row, found an empty line");
  is("\n1,2\n", "x.csv:1: expected a row, found an empty line");
  is("\"a\nb\",c\n1,2\n3\n", "x.csv:4: expected 2 fields as in the first line, found 1"); /* lines, not records */
  is("1,2\n3,\"4\n", "x.csv:2: expected a closing quote for the field that begins here, found the end of the file");
  is("1,2\n\"3\"4,5\n", "x.csv:2: expected a delimiter or the end of the line after a quoted field, found '4'");
  is("1,2\n3,4\"5\n", "x.csv:2: expected no quote inside a field that does not begin with one, found '\"'");
  is("1,2\n3,\x01\n", "x.csv: byte 6: expected text (CSV), or a file that begins as NPY or IDX, found byte 0x01");
}

static void line_numbers(void) {
  ntk_csv csv;
  CU_ASSERT_EQUAL_FATAL(parse(&csv, "\"a\nb\",c\r\n1,2\r\n\"3\",4\n", NULL), NTK_OK);
  CU_ASSERT_EQUAL(ntk_csv_line(&csv, 0), 3);
  CU_ASSERT_EQUAL(ntk_csv_line(&csv, 1), 4);
  ntk_csv_clear(&csv);
}

static void many_rows(void) { /* the lists of fields and lines grow */
  enum { ROWS = 3000 };
  char *text = malloc(ROWS * 24), field[24];
  size_t at = 0;
  for (int i = 0; i < ROWS; i++) at += (size_t)sprintf(text + at, "%d,%d\n", i, 2 * i);
  ntk_csv csv;
  CU_ASSERT_EQUAL_FATAL(parse(&csv, text, NULL), NTK_OK);
  CU_ASSERT_EQUAL_FATAL(csv.rows, ROWS);
  int wrong = 0;
  for (int i = 0; i < ROWS; i++) {
    sprintf(field, "%d", 2 * i);
    wrong += strcmp(ntk_csv_field(&csv, (size_t)i, 1), field) != 0;
  }
  CU_ASSERT_EQUAL(wrong, 0);
  ntk_csv_clear(&csv);
  free(text);
}

static void numbers(void) {
  static const struct { const char *text; ntk_number_kind kind; double value; } cases[] = {
      {"0", NTK_NUMBER_FINITE, 0}, {"-1.5", NTK_NUMBER_FINITE, -1.5}, {"+.5e1", NTK_NUMBER_FINITE, 5}, {"1.", NTK_NUMBER_FINITE, 1},
      {"0.1", NTK_NUMBER_FINITE, 0.1}, {"1E-400", NTK_NUMBER_FINITE, 0}, {"1e999", NTK_NUMBER_NOT_FINITE, 0}, {"nan", NTK_NUMBER_NOT_FINITE, 0},
      {"-Inf", NTK_NUMBER_NOT_FINITE, 0}, {"INFINITY", NTK_NUMBER_NOT_FINITE, 0}, {"", NTK_NUMBER_NOT, 0}, {".", NTK_NUMBER_NOT, 0},
      {"1e", NTK_NUMBER_NOT, 0}, {"0x10", NTK_NUMBER_NOT, 0}, {"1 2", NTK_NUMBER_NOT, 0}, {"1,5", NTK_NUMBER_NOT, 0}, {"--1", NTK_NUMBER_NOT, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    double value = 0;
    CU_ASSERT_EQUAL(ntk_number(cases[i].text, &value), cases[i].kind);
    CU_ASSERT_EQUAL(value, cases[i].value);
  }
  size_t whole;
  CU_ASSERT(ntk_whole_number("18446744073709551615", &whole) && whole == (size_t)-1);
  CU_ASSERT(!ntk_whole_number("18446744073709551616", &whole) && !ntk_whole_number("-1", &whole) && !ntk_whole_number("", &whole));
}

static ntk_status attempt(ntk_error *err) {
  ntk_bytes bytes;
  ntk_csv csv;
  ntk_status status = ntk_bytes_read(&bytes, test_text("m.csv", "a,b\n1,2\n3,4\n"), 1000, err);
  if (status == NTK_OK) status = ntk_csv_parse(&csv, &bytes, "m.csv", err);
  if (status == NTK_OK) ntk_csv_clear(&csv);
  return status;
}
static void out_of_memory(void) { CU_ASSERT(test_out_of_memory(attempt) >= 2); }

NTK_TESTS("csv", {"delimiters are found", delimiters}, {"line ends and byte-order mark", line_ends}, {"quoted fields", quotes},
          {"headers are found", headers}, {"bad files are refused with their line", refused}, {"rows know their line", line_numbers},
          {"long files", many_rows}, {"numbers", numbers}, {"out of memory", out_of_memory})
