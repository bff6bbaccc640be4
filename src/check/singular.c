#include "check/singular.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/vec.h"

#define PAIRS 64 /* looked at; more are counted */

/* The factor is a quotient of norms of d terms. */
static int factor_is(double factor, double expected, size_t d) { return fabs(factor - expected) <= 8.0 * (double)(d + 2) * DBL_EPSILON; }

int ntk_singular_pair(const ntk_arch *arch, const ntk_pair *pair) {
  const ntk_activation *phi = arch->activation;
  const size_t d = arch->width[0];
  if (factor_is(pair->factor, 1.0, d)) return 1;
  if (arch->bias_scale != 0.0) return 0;
  if (phi->odd && factor_is(pair->factor, -1.0, d)) return 1;
  if (phi->homogeneous && pair->factor > 0.0) return 1;
  return phi->homogeneous && phi->odd;
}

/* x_i = sign x_j to the last bit: no rounding stands behind the verdict. */
static int exactly(const gsl_matrix *x, const ntk_pair *pair) {
  const double sign = pair->factor < 0.0 ? -1.0 : 1.0;
  for (size_t c = 0; c < x->size2; c++)
    if (gsl_matrix_get(x, pair->i, c) != sign * gsl_matrix_get(x, pair->j, c)) return 0;
  return 1;
}

static const char *relation(const ntk_pair *pair, size_t d) {
  if (factor_is(pair->factor, 1.0, d)) return "equal";
  if (factor_is(pair->factor, -1.0, d)) return "opposite";
  return "collinear";
}

/* Names the first pair that matters; 0 when there is none. */
static int name_pairs(ntk_singular *out, const ntk_arch *arch, const ntk_dataset *data) {
  ntk_pair pair[PAIRS];
  const size_t total = ntk_collinear_pairs(data->x, pair, PAIRS), seen = total < PAIRS ? total : PAIRS;
  size_t count = 0;
  char more[64] = "";
  for (size_t q = 0; q < seen; q++) {
    if (!ntk_singular_pair(arch, &pair[q])) continue;
    if (count++ > 0) continue;
    const size_t a = data->row[pair[q].i], b = data->row[pair[q].j];
    out->singular = 1;
    out->exact = exactly(data->x, &pair[q]);
    snprintf(out->reason, sizeof out->reason, "singular-kernel: rows %zu and %zu of %.200s are %s", a < b ? a : b, a < b ? b : a,
             data->name, relation(&pair[q], data->x->size2));
  }
  if (count > 1) {
    snprintf(more, sizeof more, " (and %zu more pair%s)", count - 1, count == 2 ? "" : "s");
    strncat(out->reason, more, sizeof out->reason - strlen(out->reason) - 1);
  }
  return count > 0;
}

/* The two rows of largest |cos|. */
static void nearest(const gsl_matrix *x, size_t *a, size_t *b, double *cosine) {
  *a = *b = 0;
  *cosine = 0.0;
  for (size_t i = 0; i < x->size1; i++)
    for (size_t j = i + 1; j < x->size1; j++) {
      const double *u = gsl_matrix_const_ptr(x, i, 0), *v = gsl_matrix_const_ptr(x, j, 0);
      const double c = ntk_dot(x->size2, u, v) / (ntk_norm(x->size2, u) * ntk_norm(x->size2, v));
      if (fabs(c) > fabs(*cosine)) *cosine = c, *a = i, *b = j;
    }
}

void ntk_singular_find(ntk_singular *out, const ntk_arch *arch, const ntk_dataset *data, size_t p, double lambda_min, double eigen_error) {
  const size_t N = data->x->size1 * arch->width[arch->depth];
  *out = (ntk_singular){0};
  if (name_pairs(out, arch, data)) return;
  if (p < N) {
    out->singular = out->exact = 1;
    snprintf(out->reason, sizeof out->reason, "singular-kernel: %zu trained parameters for %zu targets", p, N);
  } else if (!(lambda_min > eigen_error)) {
    size_t i, j;
    double cosine;
    nearest(data->x, &i, &j, &cosine);
    out->singular = 1;
    snprintf(out->reason, sizeof out->reason,
             "singular-kernel: lambda_min = %.3g is not above what it may be off by, %.3g; nearest rows %zu and %zu of %.120s (cosine %.9g)",
             lambda_min, eigen_error, data->row[i], data->row[j], data->name, cosine);
  }
}
