/* Inputs put on the sphere of radius sqrt d (theory.md: then <x,x'>/d is the cosine), or columns standardised. */
#include <float.h>
#include <math.h>

#include "data/dataset.h"

#include "../../spec/acsl/index.h"

/* max_j |x_j| */
/*@ requires valid: \valid_read(x + (0 .. d - 1));
    terminates \true;
    exits \false;
    assigns \result \from x[0 .. d - 1], d;
    ensures above: \forall integer j; 0 <= j < d ==> -\result <= x[j] <= \result;
    ensures reached: 0.0 < \result ==> \exists integer j; 0 <= j < d && (x[j] == \result || x[j] == -\result);
    ensures positive: 0.0 <= \result; */
static double row_scale(const double *x, size_t d) {
  double scale = 0.0;
  /*@ loop invariant range: 0 <= j <= d && 0.0 <= scale;
      loop invariant above: \forall integer k; 0 <= k < j ==> -scale <= x[k] <= scale;
      loop invariant reached: 0.0 < scale ==> \exists integer k; 0 <= k < j && (x[k] == scale || x[k] == -scale);
      loop assigns j, scale;
      loop variant d - j; */
  for (size_t j = 0; j < d; j++) {
    const double size = x[j] < 0.0 ? -x[j] : x[j];
    if (size > scale) scale = size;
  }
  return scale;
}

/* x := x / scale, whose largest entry is 1 or -1; the sum of its squares. */
/*@ requires valid: \valid(x + (0 .. d - 1));
    requires scale: 0.0 < scale && \exists integer j; 0 <= j < d && (x[j] == scale || x[j] == -scale);
    terminates \true;
    exits \false;
    assigns x[0 .. d - 1], \result \from x[0 .. d - 1], d, scale;
    ensures sum: \result == sum_squares(x, d);
    ensures some: 1.0 <= \result; */
static double divide_row(double *x, size_t d, double scale) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= j <= d && 0.0 <= sum;
      loop invariant sum: sum == quotient_squares{Pre}(x, scale, j);
      loop invariant done: \forall integer k; 0 <= k < j ==> x[k] == \at(x[k], Pre) / scale;
      loop invariant rest: \forall integer k; j <= k < d ==> x[k] == \at(x[k], Pre);
      loop invariant some: (\exists integer k; 0 <= k < j && (\at(x[k], Pre) == scale || \at(x[k], Pre) == -scale)) ==> 1.0 <= sum;
      loop assigns j, sum, x[0 .. d - 1];
      loop variant d - j; */
  for (size_t j = 0; j < d; j++) {
    const double value = x[j] / scale;
    //@ assert unit: scale / scale == 1.0;
    //@ assert plus: x[j] == scale ==> value == 1.0;
    //@ assert minus_unit: (-scale) / scale == -1.0;
    //@ assert minus: x[j] == -scale ==> value == -1.0;
    //@ assert one: x[j] == scale || x[j] == -scale ==> value * value == 1.0;
    x[j] = value;
    sum += value * value;
  }
  /*@ ghost
      /@ loop invariant range: 0 <= k <= d;
         loop invariant sum: sum_squares(x, k) == quotient_squares{Pre}(x, scale, k);
         loop assigns k;
         loop variant d - k; @/
      for (size_t k = 0; k < d; k++) ; */
  return sum;
}

/* x := factor x */
/*@ requires valid: \valid(x + (0 .. d - 1));
    terminates \true;
    exits \false;
    assigns x[0 .. d - 1] \from x[0 .. d - 1], d, factor;
    ensures sum: sum_squares(x, d) == factor * factor * sum_squares{Pre}(x, d); */
static void multiply_row(double *x, size_t d, double factor) {
  //@ ghost double before = 0.0, after = 0.0;
  /*@ loop invariant range: 0 <= j <= d;
      loop invariant done: \forall integer k; 0 <= k < j ==> x[k] == \at(x[k], Pre) * factor;
      loop invariant rest: \forall integer k; j <= k < d ==> x[k] == \at(x[k], Pre);
      loop invariant before: before == sum_squares{Pre}(x, j);
      loop invariant after: after == product_squares{Pre}(x, factor, j);
      loop invariant scaled: after == factor * factor * before;
      loop assigns j, before, after, x[0 .. d - 1];
      loop variant d - j; */
  for (size_t j = 0; j < d; j++) {
    //@ ghost before = before + x[j] * x[j];
    //@ ghost after = after + (x[j] * factor) * (x[j] * factor);
    x[j] = x[j] * factor;
  }
  /*@ ghost
      /@ loop invariant range: 0 <= k <= d;
         loop invariant sum: sum_squares(x, k) == product_squares{Pre}(x, factor, k);
         loop assigns k;
         loop variant d - k; @/
      for (size_t k = 0; k < d; k++) ; */
}

/* A row, not all zeros, := sqrt d x / ||x||. The row is brought to max-norm 1 first, so nothing overflows or vanishes;
   that division and the last product are the only roundings that differ from entry to entry (2 u relative, u = eps / 2). */
/*@ requires valid: \valid(x + (0 .. d - 1));
    requires scale: 0.0 < scale && \exists integer j; 0 <= j < d && (x[j] == scale || x[j] == -scale);
    terminates \true;
    exits \false;
    assigns x[0 .. d - 1] \from x[0 .. d - 1], d, scale;
    ensures sphere: on_sphere(x, d); */
static void sphere_row(double *x, size_t d, double scale) {
  const double sum = divide_row(x, d, scale);
  const double quotient = (double)d / sum, factor = sqrt(quotient);
  //@ assert positive: 0.0 <= quotient;
  //@ assert back: quotient * sum == (real)d;
  //@ assert root: factor * factor == quotient;
  multiply_row(x, d, factor);
}

/*@ requires valid: matrix_writable(x) && (row == \null || \valid_read(row + (0 .. x->size1 - 1))) && \valid_read(name);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns x->data[0 .. matrix_cells(x) - 1], err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA; */
static ntk_status sphere(gsl_matrix *x, const char *name, const size_t *row, ntk_error *err) {
  const size_t d = x->size2;
  /*@ loop invariant range: 0 <= i <= x->size1;
      loop assigns i, x->data[0 .. matrix_cells(x) - 1], err->status, err->text[0 .. 1023];
      loop variant x->size1 - i; */
  for (size_t i = 0; i < x->size1; i++) {
    //@ ghost row_inside(i, x->size1, x->tda);
    double *at = x->data + i * x->tda;
    //@ assert inside: 0 <= i * x->tda && i * x->tda + d <= matrix_cells(x);
    //@ assert row: \valid(at + (0 .. d - 1));
    const double scale = row_scale(at, d);
    if (!(scale > 0.0))
      return ntk_fail(err, NTK_EDATA, "%s: row %zu: expected a number other than 0 (the row is put on the sphere), found zeros only", name,
                      row != NULL ? row[i] : i);
    sphere_row(at, d, scale);
  }
  return NTK_OK;
}

/* Entry (i, j) of n rows of t numbers := value. */
/*@ requires valid: \valid(a + (0 .. n * t - 1)) && n * t <= SIZE_MAX && i < n && j < t;
    terminates \true;
    exits \false;
    assigns a[0 .. n * t - 1];
    ensures set: cell(a, t, i, j) == value;
    ensures rest: \forall integer k, l; 0 <= k < n && 0 <= l < t && (k != i || l != j) ==> cell(a, t, k, l) == cell{Old}(a, t, k, l); */
static void put(double *a, size_t n, size_t t, size_t i, size_t j, double value) {
  (void)n; /* for the proof */
  //@ ghost row_inside(i, n, t);
  a[i * t + j] = value;
  /*@ ghost
      /@ loop invariant range: 0 <= k <= n;
         loop invariant rest: \forall integer m, l; 0 <= m < k && 0 <= l < t && (m != i || l != j) ==> cell(a, t, m, l) == cell{Pre}(a, t, m, l);
         loop assigns k;
         loop variant n - k; @/
      for (size_t k = 0; k < n; k++) {
        if (k < i) row_inside(k, i, t);
        if (i < k) row_inside(i, k, t);
        /@ assert apart: \forall integer l; 0 <= l < t && (k != i || l != j) ==> k * t + l != i * t + j; @/
        /@ assert row: \forall integer l; 0 <= l < t && (k != i || l != j) ==> cell(a, t, k, l) == cell{Pre}(a, t, k, l); @/
      } */
}

/*@ requires valid: \valid_read(a + (0 .. n * t - 1)) && n * t <= SIZE_MAX && i < n && j < t;
    terminates \true;
    exits \false;
    assigns \result \from a[0 .. n * t - 1], t, i, j;
    ensures entry: \result == cell(a, t, i, j); */
static double get(const double *a, size_t n, size_t t, size_t i, size_t j) {
  (void)n; /* for the proof */
  //@ ghost row_inside(i, n, t);
  return a[i * t + j];
}

/* Column j := (x - x_0) / 2, its first entry 0; the largest size of what it is then. */
/*@ requires valid: \valid(a + (0 .. n * t - 1)) && n * t <= SIZE_MAX && 0 < n && j < t;
    terminates \true;
    exits \false;
    assigns a[0 .. n * t - 1];
    ensures others: columns_but{Old, Here}(a, n, t, j);
    ensures shifted: \forall integer k; 0 <= k < n ==> cell(a, t, k, j) == 0.5 * cell{Old}(a, t, k, j) - 0.5 * cell{Old}(a, t, 0, j);
    ensures above: \forall integer k; 0 <= k < n ==> -\result <= cell(a, t, k, j) <= \result;
    ensures reached: 0.0 < \result ==> attains(a, n, t, j, \result);
    ensures positive: 0.0 <= \result; */
static double shift_column(double *a, size_t n, size_t t, size_t j) {
  const double first = 0.5 * get(a, n, t, 0, j);
  double scale = 0.0;
  /*@ loop invariant range: 0 <= i <= n && 0.0 <= scale;
      loop invariant others: columns_but{Pre, Here}(a, n, t, j);
      loop invariant rest: column_from{Pre, Here}(a, n, t, j, i);
      loop invariant shifted: \forall integer k; 0 <= k < i ==> cell(a, t, k, j) == 0.5 * cell{Pre}(a, t, k, j) - first;
      loop invariant above: \forall integer k; 0 <= k < i ==> -scale <= cell(a, t, k, j) <= scale;
      loop invariant reached: 0.0 < scale ==> attains(a, i, t, j, scale);
      loop assigns i, scale, a[0 .. n * t - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const double shifted = 0.5 * get(a, n, t, i, j) - first;
    put(a, n, t, i, j, shifted);
    if (fabs(shifted) > scale) scale = fabs(shifted);
  }
  return scale;
}

/* Column j := x / scale; its sum. */
/*@ requires valid: \valid(a + (0 .. n * t - 1)) && n * t <= SIZE_MAX && j < t;
    requires scale: 0.0 < scale;
    terminates \true;
    exits \false;
    assigns a[0 .. n * t - 1];
    ensures others: columns_but{Old, Here}(a, n, t, j);
    ensures scaled: \forall integer k; 0 <= k < n ==> cell(a, t, k, j) == cell{Old}(a, t, k, j) / scale;
    ensures reached: attains{Old}(a, n, t, j, scale) ==> attains(a, n, t, j, 1.0);
    ensures result: \result == column_sum(a, t, j, n);
    ensures sum: column_sum(a, t, j, n) * scale == column_sum{Old}(a, t, j, n);
    ensures squares: column_squares(a, t, j, n) * (scale * scale) == column_squares{Old}(a, t, j, n); */
static double divide_column(double *a, size_t n, size_t t, size_t j, double scale) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant others: columns_but{Pre, Here}(a, n, t, j);
      loop invariant rest: column_from{Pre, Here}(a, n, t, j, i);
      loop invariant scaled: \forall integer k; 0 <= k < i ==> cell(a, t, k, j) == cell{Pre}(a, t, k, j) / scale;
      loop invariant sum: sum == column_quotients{Pre}(a, t, j, scale, i);
      loop assigns i, sum, a[0 .. n * t - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const double scaled = get(a, n, t, i, j) / scale;
    put(a, n, t, i, j, scaled);
    sum += scaled;
  }
  //@ assert unit: scale / scale == 1.0 && (-scale) / scale == -1.0;
  //@ ghost const double square = scale * scale;
  /*@ ghost
      /@ loop invariant range: 0 <= k <= n;
         loop invariant same: column_sum(a, t, j, k) == column_quotients{Pre}(a, t, j, scale, k);
         loop invariant sum: column_sum(a, t, j, k) * scale == column_sum{Pre}(a, t, j, k);
         loop invariant squares: column_squares(a, t, j, k) * square == column_squares{Pre}(a, t, j, k);
         loop assigns k;
         loop variant n - k; @/
      for (size_t k = 0; k < n; k++) {
        /@ assert same: cell(a, t, k, j) == cell{Pre}(a, t, k, j) / scale; @/
        /@ assert entry: cell(a, t, k, j) * scale == cell{Pre}(a, t, k, j); @/
        /@ assert square: square(cell(a, t, k, j)) * square == square(cell{Pre}(a, t, k, j)); @/
      } */
  return sum;
}

/* Column j := x - mean; the sum of its squares. */
/*@ requires valid: \valid(a + (0 .. n * t - 1)) && n * t <= SIZE_MAX && j < t;
    terminates \true;
    exits \false;
    assigns a[0 .. n * t - 1];
    ensures others: columns_but{Old, Here}(a, n, t, j);
    ensures centred: \forall integer k; 0 <= k < n ==> cell(a, t, k, j) == cell{Old}(a, t, k, j) - mean;
    ensures result: \result == column_squares(a, t, j, n);
    ensures each: \forall integer k; 0 <= k < n ==> square(cell(a, t, k, j)) <= \result;
    ensures sum: column_sum(a, t, j, n) == column_sum{Old}(a, t, j, n) - n * mean; */
static double centre_column(double *a, size_t n, size_t t, size_t j, double mean) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= i <= n && 0.0 <= sum;
      loop invariant others: columns_but{Pre, Here}(a, n, t, j);
      loop invariant rest: column_from{Pre, Here}(a, n, t, j, i);
      loop invariant centred: \forall integer k; 0 <= k < i ==> cell(a, t, k, j) == cell{Pre}(a, t, k, j) - mean;
      loop invariant each: \forall integer k; 0 <= k < i ==> square(cell(a, t, k, j)) <= sum;
      loop invariant sum: sum == centred_squares{Pre}(a, t, j, mean, i);
      loop assigns i, sum, a[0 .. n * t - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const double centred = get(a, n, t, i, j) - mean;
    put(a, n, t, i, j, centred);
    //@ assert square: centred * centred == square(centred) && 0.0 <= square(centred);
    sum += centred * centred;
  }
  /*@ ghost
      /@ loop invariant range: 0 <= k <= n;
         loop invariant sum: column_sum(a, t, j, k) == column_sum{Pre}(a, t, j, k) - k * mean;
         loop invariant squares: column_squares(a, t, j, k) == centred_squares{Pre}(a, t, j, mean, k);
         loop assigns k;
         loop variant n - k; @/
      for (size_t k = 0; k < n; k++) {
        /@ assert entry: cell(a, t, k, j) == cell{Pre}(a, t, k, j) - mean; @/
      } */
  return sum;
}

/*@ ghost
    /@ requires least: square(m) <= s && (square(1.0 - m) <= s || square(-1.0 - m) <= s);
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures some: 0.25 <= s; @/
    void some_square(double m, double s) {
      /@ assert half: 0.0 <= (m - 0.5) * (m - 0.5) && 0.0 <= (m + 0.5) * (m + 0.5); @/
    } */

/* Column j := x / deviation, the deviation of a column of mean 0; sum: that of its squares. */
/*@ requires valid: \valid(a + (0 .. n * t - 1)) && n * t <= SIZE_MAX && 0 < n && j < t;
    requires sum: sum == column_squares(a, t, j, n) && 0.0 < sum;
    requires centred: is_zero(column_sum(a, t, j, n));
    terminates \true;
    exits \false;
    assigns a[0 .. n * t - 1];
    ensures others: columns_but{Old, Here}(a, n, t, j);
    ensures standard: standardised(a, n, t, j); */
static void unit_column(double *a, size_t n, size_t t, size_t j, double sum) {
  const double count = (double)n, quotient = sum / count, deviation = sqrt(quotient);
  //@ assert back: quotient * count == sum;
  //@ assert positive: 0.0 < quotient;
  //@ assert root: deviation * deviation == quotient;
  //@ assert deviation: 0.0 < deviation;
  divide_column(a, n, t, j, deviation);
  //@ assert squares: column_squares(a, t, j, n) * quotient == sum;
  //@ assert difference: (column_squares(a, t, j, n) - count) * quotient == 0.0;
  //@ assert count: column_squares(a, t, j, n) == count;
  //@ assert sum: column_sum(a, t, j, n) * deviation == 0.0;
  //@ assert zero: is_zero(column_sum(a, t, j, n));
}

/* Column j := (x - mean) / deviation, the deviation with 1/n; a constant column := 0.
   It is first shifted by its first entry and brought to max-norm 1 (through halves, so that differences do not overflow): large means
   cost no digits. */
/*@ requires valid: \valid(a + (0 .. n * t - 1)) && n * t <= SIZE_MAX && 0 < n && j < t;
    terminates \true;
    exits \false;
    assigns a[0 .. n * t - 1];
    ensures others: columns_but{Old, Here}(a, n, t, j);
    ensures standard: standardised(a, n, t, j);
    ensures constant: column_constant{Old}(a, n, t, j) ==> column_zero(a, n, t, j); */
static void standard_column(double *a, size_t n, size_t t, size_t j) {
  const double scale = shift_column(a, n, t, j);
  if (scale == 0.0) return; /* constant: the shift has made it 0 */
  const double mean = divide_column(a, n, t, j, scale) / (double)n;
  //@ assert first: is_zero(cell(a, t, 0, j));
  //@ assert mean: n * mean == column_sum(a, t, j, n);
  const double sum = centre_column(a, n, t, j, mean);
  //@ assert first: cell(a, t, 0, j) == -mean;
  //@ assert some: \exists integer k; 0 <= k < n && (cell(a, t, k, j) == 1.0 - mean || cell(a, t, k, j) == -1.0 - mean);
  //@ assert least: square(mean) <= sum && (square(1.0 - mean) <= sum || square(-1.0 - mean) <= sum);
  //@ ghost some_square(mean, sum);
  unit_column(a, n, t, j, sum);
}

/* The same; the other columns' sums stay. */
/*@ requires valid: \valid(a + (0 .. n * t - 1)) && n * t <= SIZE_MAX && 0 < n && j < t;
    terminates \true;
    exits \false;
    assigns a[0 .. n * t - 1];
    ensures others: columns_but{Old, Here}(a, n, t, j);
    ensures standard: standardised(a, n, t, j);
    ensures kept: \forall integer l; 0 <= l < t && l != j && standardised{Old}(a, n, t, l) ==> standardised(a, n, t, l); */
static void next_column(double *a, size_t n, size_t t, size_t j) {
  standard_column(a, n, t, j);
  /*@ ghost
      /@ loop invariant range: 0 <= l <= t;
         loop invariant sums: \forall integer m; 0 <= m < l && m != j ==> column_sum(a, t, m, n) == column_sum{Pre}(a, t, m, n) &&
           column_squares(a, t, m, n) == column_squares{Pre}(a, t, m, n);
         loop assigns l;
         loop variant t - l; @/
      for (size_t l = 0; l < t; l++) {
        /@ loop invariant range: 0 <= k <= n;
           loop invariant sums: l != j ==> column_sum(a, t, l, k) == column_sum{Pre}(a, t, l, k) &&
             column_squares(a, t, l, k) == column_squares{Pre}(a, t, l, k);
           loop assigns k;
           loop variant n - k; @/
        for (size_t k = 0; k < n; k++) {
          /@ assert entry: l != j ==> cell(a, t, k, l) == cell{Pre}(a, t, k, l); @/
        }
      } */
  //@ assert zeros: \forall integer l; 0 <= l < t && l != j && column_zero{Pre}(a, n, t, l) ==> column_zero(a, n, t, l);
}

/*@ requires valid: matrix_writable(x);
    terminates \true;
    exits \false;
    assigns x->data[0 .. matrix_cells(x) - 1];
    ensures standard: \forall integer j; 0 <= j < x->size2 ==> standardised(x->data, x->size1, x->tda, j); */
static void standard_columns(gsl_matrix *x) {
  /*@ loop invariant range: 0 <= j <= x->size2;
      loop invariant standard: \forall integer l; 0 <= l < j ==> standardised(x->data, x->size1, x->tda, l);
      loop assigns j, x->data[0 .. matrix_cells(x) - 1];
      loop variant x->size2 - j; */
  for (size_t j = 0; j < x->size2; j++) next_column(x->data, x->size1, x->tda, j);
}

ntk_status ntk_normalise_rows(gsl_matrix *x, ntk_normalise how, const char *name, const size_t *row, ntk_error *err) {
  if (how == NTK_NORMALISE_SPHERE) return sphere(x, name, row, err);
  if (how == NTK_NORMALISE_STANDARD) standard_columns(x);
  return NTK_OK;
}
