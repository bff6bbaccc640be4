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

/* Column j := (x - mean) / deviation, the deviation with 1/n; a constant column := 0.
   It is first shifted by its first entry and brought to max-norm 1 (through halves, so that differences do not overflow): large means
   cost no digits. */
/*@ requires valid: matrix_writable(x) && j < x->size2;
    terminates \true;
    exits \false;
    assigns x->data[0 .. matrix_cells(x) - 1]; */
static void standard_column(gsl_matrix *x, size_t j) {
  const size_t n = x->size1;
  const double first = 0.5 * gsl_matrix_get(x, 0, j);
  double scale = 0.0, mean = 0.0, sum = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, scale, x->data[0 .. matrix_cells(x) - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    //@ ghost row_inside(i, n, x->tda);
    const double shifted = 0.5 * gsl_matrix_get(x, i, j) - first;
    gsl_matrix_set(x, i, j, shifted);
    if (fabs(shifted) > scale) scale = fabs(shifted);
  }
  if (scale == 0.0) return; /* constant: the shift has made it 0 */
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, mean, x->data[0 .. matrix_cells(x) - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    //@ ghost row_inside(i, n, x->tda);
    const double scaled = gsl_matrix_get(x, i, j) / scale;
    gsl_matrix_set(x, i, j, scaled);
    mean += scaled;
  }
  mean /= (double)n;
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, sum, x->data[0 .. matrix_cells(x) - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    //@ ghost row_inside(i, n, x->tda);
    const double centred = gsl_matrix_get(x, i, j) - mean;
    gsl_matrix_set(x, i, j, centred);
    sum += centred * centred;
  }
  const double deviation = sqrt(sum / (double)n);
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, x->data[0 .. matrix_cells(x) - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    //@ ghost row_inside(i, n, x->tda);
    gsl_matrix_set(x, i, j, gsl_matrix_get(x, i, j) / deviation);
  }
}

ntk_status ntk_normalise_rows(gsl_matrix *x, ntk_normalise how, const char *name, const size_t *row, ntk_error *err) {
  if (how == NTK_NORMALISE_SPHERE) return sphere(x, name, row, err);
  if (how == NTK_NORMALISE_STANDARD)
    /*@ loop invariant range: 0 <= j <= x->size2;
        loop assigns j, x->data[0 .. matrix_cells(x) - 1];
        loop variant x->size2 - j; */
    for (size_t j = 0; j < x->size2; j++) standard_column(x, j);
  return NTK_OK;
}
