/* What a CSV file does not say and its content shows: the delimiter, and whether there is a header. */
#include "data/csv.h"
#include "data/number.h"

/*@ terminates \true;
    exits \false;
    assigns \result \from c;
    ensures decides: \result == 1 <==> c == '\n' || c == '\r';
    ensures boolean: \result == 0 || \result == 1; */
static int is_end(unsigned char c) { return c == '\n' || c == '\r'; }

/*@ terminates \true;
    exits \false;
    assigns \result \from c;
    ensures decides: \result == 1 <==> c == ' ' || c == '\t';
    ensures boolean: \result == 0 || \result == 1; */
static int is_blank(unsigned char c) { return c == ' ' || c == '\t'; }

/* The end of the record that starts at `at`: its line end outside quotes, or size. */
/*@ requires valid: \valid_read(text + (0 .. size - 1)) && at <= size;
    terminates \true;
    exits \false;
    assigns \result \from text[0 .. size - 1], size, at;
    ensures inside: at <= \result <= size; */
static size_t record_end(const unsigned char *text, size_t size, size_t at) {
  int quoted = 0;
  /*@ loop invariant range: \at(at, Pre) <= at <= size;
      loop assigns at, quoted;
      loop variant size - at; */
  while (at < size && (quoted || !is_end(text[at]))) {
    if (text[at] == '"') quoted = !quoted;
    at++;
  }
  return at;
}

/* How often the delimiter separates fields in [at, end); for ' ', runs of blanks within the record. */
/*@ requires valid: at <= end && \valid_read(text + (0 .. end - 1)) && 0 < delimiter;
    terminates \true;
    exits \false;
    assigns \result \from text[0 .. end - 1], at, end, delimiter;
    ensures few: \result <= end - at; */
static size_t separators(const unsigned char *text, size_t at, size_t end, char delimiter) {
  size_t count = 0;
  int quoted = 0;
  if (delimiter == ' ') {
    /*@ loop invariant range: \at(at, Pre) <= at <= end;
        loop assigns at;
        loop variant end - at; */
    while (at < end && is_blank(text[at])) at++;
    /*@ loop invariant range: at <= end <= \at(end, Pre);
        loop assigns end;
        loop variant end; */
    while (end > at && is_blank(text[end - 1])) end--;
  }
  /*@ loop invariant range: at <= i <= end && count <= i - at;
      loop invariant first: delimiter == ' ' && at < end ==> !(text[at] == ' ' || text[at] == '\t');
      loop assigns i, count, quoted;
      loop variant end - i; */
  for (size_t i = at; i < end; i++) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted) continue;
    if (delimiter == ' ') count += (size_t)(is_blank(text[i]) && !is_blank(text[i - 1]));
    else count += (size_t)(text[i] == (unsigned char)delimiter);
  }
  return count;
}

char ntk_csv_delimiter(const unsigned char *text, size_t size) {
  const char candidate[] = {',', ';', '\t', ' '};
  const size_t end1 = record_end(text, size, 0);
  size_t start2 = end1, best_count = 0;
  /*@ loop invariant range: start2 <= size;
      loop assigns start2;
      loop variant size - start2; */
  while (start2 < size && is_end(text[start2])) start2++;
  const size_t end2 = record_end(text, size, start2);
  char best = ',';
  /*@ loop invariant range: 0 <= k <= 4;
      loop invariant candidates: \forall integer l; 0 <= l < 4 ==> 0 < candidate[l];
      loop invariant best: best == ',' || best == ';' || best == '\t' || best == ' ';
      loop assigns k, best, best_count;
      loop variant 4 - k; */
  for (size_t k = 0; k < sizeof candidate; k++) {
    if (candidate[k] == ' ' && best_count > 0) break; /* blanks beside another delimiter are padding */
    size_t count = separators(text, 0, end1, candidate[k]);
    if (start2 < size) {
      const size_t count2 = separators(text, start2, end2, candidate[k]);
      if (count2 < count) count = count2;
    }
    if (count > best_count) best_count = count, best = candidate[k];
  }
  return best;
}

/*@ requires valid: \valid_read(field);
    terminates \true;
    exits \false;
    assigns \result \from field[0 ..];
    ensures boolean: \result == 0 || \result == 1; */
static int is_number(const char *field) {
  double value;
  return ntk_number(field, &value) != NTK_NUMBER_NOT;
}

/* 1 if the numbers among the fields (at least two) go up by one from field to field: column numbers. */
/*@ requires valid: \valid_read(field + (0 .. cols - 1)) && \forall integer j; 0 <= j < cols ==> \valid_read(text + field[j]);
    terminates \true;
    exits \false;
    assigns \result \from text[0 ..], field[0 .. cols - 1], cols;
    ensures boolean: \result == 0 || \result == 1; */
static int numbers_are_consecutive(const char *text, const size_t *field, size_t cols) {
  size_t count = 0, last = 0, number;
  /*@ loop invariant range: 0 <= j <= cols && count <= j;
      loop assigns j, count, last, number;
      loop variant cols - j; */
  for (size_t j = 0; j < cols; j++) {
    if (!is_number(text + field[j])) continue;
    if (!ntk_whole_number(text + field[j], &number) || (count > 0 && (number == 0 || number - 1 != last))) return 0;
    last = number;
    count++;
  }
  return count >= 2;
}

size_t ntk_csv_header(const char *text, const size_t *first, const size_t *second, size_t cols) {
  size_t numbers1 = 0, numbers2 = 0, over_number = 0;
  /*@ loop invariant range: 0 <= j <= cols && numbers1 <= j && numbers2 <= j && over_number <= j;
      loop assigns j, numbers1, numbers2, over_number;
      loop variant cols - j; */
  for (size_t j = 0; j < cols; j++) {
    const int one = is_number(text + first[j]), two = second != NULL && is_number(text + second[j]);
    numbers1 += (size_t)one;
    numbers2 += (size_t)two;
    over_number += (size_t)(!one && two);
  }
  if (numbers1 == 0) return second == NULL || numbers2 > 0;
  return over_number > 0 && numbers_are_consecutive(text, first, cols);
}
