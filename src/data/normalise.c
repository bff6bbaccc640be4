/* Inputs put on the sphere of radius sqrt d (theory.md: then <x,x'>/d is the cosine), or columns standardised. */
#include <float.h>
#include <math.h>

#include "data/dataset.h"

/* max_j |x_ij| */
static double row_scale(const gsl_matrix *x, size_t i) {
  double scale = 0.0;
  for (size_t j = 0; j < x->size2; j++) {
    const double size = fabs(gsl_matrix_get(x, i, j));
    if (size > scale) scale = size;
  }
  return scale;
}

/* Row i, not all zeros, := sqrt d x_i / ||x_i||. The row is brought to max-norm 1 first, so nothing overflows or vanishes;
   that division and the last product are the only roundings that differ from entry to entry (2 u relative, u = eps / 2). */
static void sphere_row(gsl_matrix *x, size_t i, double scale) {
  const size_t d = x->size2;
  double sum = 0.0;
  for (size_t j = 0; j < d; j++) {
    const double value = gsl_matrix_get(x, i, j) / scale;
    gsl_matrix_set(x, i, j, value);
    sum += value * value;
  }
  const double factor = sqrt((double)d / sum);
  for (size_t j = 0; j < d; j++) gsl_matrix_set(x, i, j, gsl_matrix_get(x, i, j) * factor);
}

static ntk_status sphere(gsl_matrix *x, const char *name, const size_t *row, ntk_error *err) {
  for (size_t i = 0; i < x->size1; i++) {
    const double scale = row_scale(x, i);
    if (scale == 0.0)
      return ntk_fail(err, NTK_EDATA, "%s: row %zu: expected a number other than 0 (the row is put on the sphere), found zeros only", name,
                      row != NULL ? row[i] : i);
    sphere_row(x, i, scale);
  }
  return NTK_OK;
}

/* Column j := (x - mean) / deviation, the deviation with 1/n; a constant column := 0.
   It is first shifted by its first entry and brought to max-norm 1 (through halves, so that differences do not overflow): large means
   cost no digits. */
static void standard_column(gsl_matrix *x, size_t j) {
  const size_t n = x->size1;
  const double first = 0.5 * gsl_matrix_get(x, 0, j);
  double scale = 0.0, mean = 0.0, sum = 0.0;
  for (size_t i = 0; i < n; i++) {
    const double shifted = 0.5 * gsl_matrix_get(x, i, j) - first;
    gsl_matrix_set(x, i, j, shifted);
    if (fabs(shifted) > scale) scale = fabs(shifted);
  }
  if (scale == 0.0) return; /* constant: the shift has made it 0 */
  for (size_t i = 0; i < n; i++) {
    const double scaled = gsl_matrix_get(x, i, j) / scale;
    gsl_matrix_set(x, i, j, scaled);
    mean += scaled;
  }
  mean /= (double)n;
  for (size_t i = 0; i < n; i++) {
    const double centred = gsl_matrix_get(x, i, j) - mean;
    gsl_matrix_set(x, i, j, centred);
    sum += centred * centred;
  }
  const double deviation = sqrt(sum / (double)n);
  for (size_t i = 0; i < n; i++) gsl_matrix_set(x, i, j, gsl_matrix_get(x, i, j) / deviation);
}

ntk_status ntk_normalise_rows(gsl_matrix *x, ntk_normalise how, const char *name, const size_t *row, ntk_error *err) {
  if (how == NTK_NORMALISE_SPHERE) return sphere(x, name, row, err);
  if (how == NTK_NORMALISE_STANDARD)
    for (size_t j = 0; j < x->size2; j++) standard_column(x, j);
  return NTK_OK;
}
