#include "check/singular.h"

#include <float.h>
#include <math.h>
#include <stdio.h>

#include "check/result.h"
#include "core/vec.h"

#include "../../spec/acsl/index.h"

#define PAIRS 64 /* looked at; more are counted */

/* The factor is a quotient of norms of d terms. */
/*@ requires size: d <= INT_MAX;
    terminates \true;
    exits \false;
    assigns \result \from factor, expected, d;
    ensures within: \result != 0 <==> equal_factor(factor, expected, d); */
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
/*@ requires valid: matrix_readable(x) && \valid_read(pair) && pair->i < x->size1 && pair->j < x->size1;
    terminates \true;
    exits \false;
    assigns \result \from *x, x->data[0 .. matrix_cells(x) - 1], *pair;
    ensures boolean: \result == 0 || \result == 1; */
static int exactly(const gsl_matrix *x, const ntk_pair *pair) {
  const double sign = pair->factor < 0.0 ? -1.0 : 1.0;
  /*@ loop invariant range: 0 <= c <= x->size2;
      loop assigns c;
      loop variant x->size2 - c; */
  for (size_t c = 0; c < x->size2; c++)
    if (gsl_matrix_get(x, pair->i, c) != sign * gsl_matrix_get(x, pair->j, c)) return 0;
  return 1;
}

/*@ requires valid: \valid_read(pair) && d <= INT_MAX;
    terminates \true;
    exits \false;
    assigns \result \from *pair, d;
    ensures text: \valid_read(\result); */
static const char *relation(const ntk_pair *pair, size_t d) {
  if (factor_is(pair->factor, 1.0, d)) return "equal";
  if (factor_is(pair->factor, -1.0, d)) return "opposite";
  return "collinear";
}

/* Names the first pair that matters; 0 when there is none. */
/*@ requires valid: \valid(out) && \valid_read(arch) && arch_ok(*arch) && dataset_valid(data) && data->x->size1 <= 0xffffffff && data->x->size2 <= INT_MAX;
    requires apart: \separated(out, arch) && \separated(out, data) && \separated(out, data->x);
    requires none: out->singular == 0 && out->exact == 0;
    terminates \true;
    exits \false;
    assigns *out;
    ensures boolean: \result == 0 || \result == 1;
    ensures named: \result == 1 ==> out->singular == 1 && (out->exact == 0 || out->exact == 1);
    ensures none: \result == 0 ==> out->singular == 0 && out->exact == 0; */
static int name_pairs(ntk_singular *out, const ntk_arch *arch, const ntk_dataset *data) {
  ntk_pair pair[PAIRS];
  const size_t total = ntk_collinear_pairs(data->x, pair, PAIRS), seen = total < PAIRS ? total : PAIRS;
  size_t count = 0;
  /*@ loop invariant range: 0 <= q <= seen && count <= q;
      loop invariant named: 0 < count ==> out->singular == 1 && (out->exact == 0 || out->exact == 1);
      loop invariant none: count == 0 ==> out->singular == 0 && out->exact == 0;
      loop assigns q, count, *out;
      loop variant seen - q; */
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
    const size_t end = ntk_text_end(out->reason, sizeof out->reason);
    snprintf(out->reason + end, sizeof out->reason - end, " (and %zu more pair%s)", count - 1, count == 2 ? "" : "s");
  }
  return count > 0;
}

/* The two rows of largest |cos|. */
/*@ requires valid: matrix_readable(x) && \valid(a) && \valid(b) && \valid(cosine);
    requires apart: \separated(a, b) && \separated(a, x) && \separated(b, x) && \separated(cosine, x->data + (0 .. matrix_cells(x) - 1));
    terminates \true;
    exits \false;
    assigns *a, *b, *cosine;
    ensures rows: *a < x->size1 && *b < x->size1; */
static void nearest(const gsl_matrix *x, size_t *a, size_t *b, double *cosine) {
  *a = *b = 0;
  *cosine = 0.0;
  /*@ loop invariant range: 0 <= i <= x->size1 && *a < x->size1 && *b < x->size1;
      loop assigns i, *a, *b, *cosine;
      loop variant x->size1 - i; */
  for (size_t i = 0; i < x->size1; i++)
    /*@ loop invariant range: i < j <= x->size1 && *a < x->size1 && *b < x->size1;
        loop assigns j, *a, *b, *cosine;
        loop variant x->size1 - j; */
    for (size_t j = i + 1; j < x->size1; j++) {
      //@ ghost row_inside(i, x->size1, x->tda);
      //@ ghost row_inside(j, x->size1, x->tda);
      const double *u = gsl_matrix_const_ptr(x, i, 0), *v = gsl_matrix_const_ptr(x, j, 0);
      const double c = ntk_dot(x->size2, u, v) / (ntk_norm(x->size2, u) * ntk_norm(x->size2, v));
      if (fabs(c) > fabs(*cosine)) *cosine = c, *a = i, *b = j;
    }
}

void ntk_singular_find(ntk_singular *out, const ntk_arch *arch, const ntk_dataset *data, size_t p, double lambda_min, double eigen_error) {
  const size_t N = data->x->size1 * arch->width[arch->depth];
  out->singular = out->exact = 0;
  out->reason[0] = '\0';
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
