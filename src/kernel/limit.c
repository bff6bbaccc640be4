/* The recursions (Jacot, Gabriel, Hongler 2018; Lee et al. 2019, appendix E), layers l = 1..L, hidden ones l < L:
     Sigma_1 = c^2 <x,x'>/d + c_b^2,  Sigma_{l+1} = c^2 E phi(u) phi(v) + c_b^2 with (u,v) ~ N(0, Sigma_l),  nngp = Sigma_L,
     Theta_l = c^2 E phi'(u) phi'(v) Theta_{l-1} + [l trained] Sigma_l,  ntk = Theta_L. */
#include "kernel/limit.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"

/* c^2, c_b^2, and what is trained. */
typedef struct {
  const ntk_activation *phi;
  size_t depth, first, last;
  double weight, bias;
} recursion;

/* Sigma_1 of two rows of length d. The same loop for variances and covariances: equal rows give equal numbers. */
static double first_covariance(const recursion *rule, size_t d, const double *x, const double *x2) {
  return rule->weight * ntk_dot(d, x, x2) / (double)d + rule->bias;
}

/* variance[l-1] := Sigma_l(x, x) for l = 1..L-1. */
static ntk_status variances(const recursion *rule, size_t d, const double *x, double *variance) {
  double value, slope;
  variance[0] = first_covariance(rule, d, x, x);
  for (size_t l = 1; l + 1 < rule->depth; l++) {
    const double S = variance[l - 1];
    const ntk_status status = ntk_dual(rule->phi, S, S, S, &value, &slope);
    if (status != NTK_OK) return status;
    variance[l] = rule->weight * value + rule->bias;
  }
  return NTK_OK;
}

/* *theta := Theta_L, *sigma: Sigma_1 in, Sigma_L out; va, vb: variances of the two rows. */
static ntk_status recur(const recursion *rule, const double *va, const double *vb, double *sigma, double *theta) {
  double value, slope;
  *theta = rule->first == 1 ? *sigma : 0.0;
  for (size_t l = 2; l <= rule->depth; l++) {
    const ntk_status status = ntk_dual(rule->phi, va[l - 2], *sigma, vb[l - 2], &value, &slope);
    if (status != NTK_OK) return status;
    *sigma = rule->weight * value + rule->bias;
    *theta = rule->weight * slope * *theta + (rule->first <= l && l <= rule->last ? *sigma : 0.0);
  }
  return NTK_OK;
}

/* v: rows x (L-1), the variances of the rows of x. */
static ntk_status all_variances(const recursion *rule, const gsl_matrix *x, double *v, ntk_error *err) {
  for (size_t i = 0; i < x->size1; i++) {
    const ntk_status status = variances(rule, x->size2, gsl_matrix_const_ptr(x, i, 0), v + i * (rule->depth - 1));
    if (status != NTK_OK) return ntk_fail(err, status, "infinite-width limit: the variance of row %zu: %s", i, ntk_status_text(status));
  }
  return NTK_OK;
}

static void put(gsl_matrix *out, size_t i, size_t j, int mirror, double value) {
  if (out == NULL) return;
  gsl_matrix_set(out, i, j, value);
  if (mirror) gsl_matrix_set(out, j, i, value);
}

static ntk_status all_pairs(const recursion *rule, const gsl_matrix *xa, const gsl_matrix *xb, const double *va, const double *vb,
                            gsl_matrix *nngp, gsl_matrix *ntk, ntk_error *err) {
  const size_t d = xa->size2, stride = rule->depth - 1;
  const int symmetric = xa == xb;
  for (size_t i = 0; i < xa->size1; i++)
    for (size_t j = 0; j < (symmetric ? i + 1 : xb->size1); j++) {
      double theta, sigma = first_covariance(rule, d, gsl_matrix_const_ptr(xa, i, 0), gsl_matrix_const_ptr(xb, j, 0));
      const ntk_status status = recur(rule, va + i * stride, vb + j * stride, &sigma, &theta);
      if (status != NTK_OK) return ntk_fail(err, status, "infinite-width limit: rows %zu and %zu: %s", i, j, ntk_status_text(status));
      put(nngp, i, j, symmetric, sigma);
      put(ntk, i, j, symmetric, theta);
    }
  return NTK_OK;
}

static ntk_status check(const ntk_arch *arch, const gsl_matrix *xa, const gsl_matrix *xb, const gsl_matrix *out, ntk_error *err) {
  if (arch->parametrisation != NTK_PARAM_NTK || arch->scale_power != 0.5)
    return ntk_fail(err, NTK_EUSAGE, "infinite-width limit: it exists for the parametrisation ntk with scales 1/sqrt(width) only");
  if (arch->depth < 2 || arch->depth > NTK_MAX_DEPTH)
    return ntk_fail(err, NTK_EUSAGE, "infinite-width limit: expected a depth of 2 to %d, found %zu", NTK_MAX_DEPTH, arch->depth);
  if (xa->size2 != xb->size2)
    return ntk_fail(err, NTK_EUSAGE, "infinite-width limit: rows of %zu and of %zu columns", xa->size2, xb->size2);
  if (out != NULL && (out->size1 != xa->size1 || out->size2 != xb->size1))
    return ntk_fail(err, NTK_EUSAGE, "infinite-width limit: expected room for %zu x %zu, found %zu x %zu", xa->size1, xb->size1,
                    out->size1, out->size2);
  return NTK_OK;
}

ntk_status ntk_limit(const ntk_arch *arch, const gsl_matrix *xa, const gsl_matrix *xb, gsl_matrix *nngp, gsl_matrix *ntk, ntk_error *err) {
  recursion rule = {.phi = arch->activation, .depth = arch->depth};
  ntk_status status = check(arch, xa, xb, nngp, err);
  if (status == NTK_OK) status = check(arch, xa, xb, ntk, err);
  if (status != NTK_OK) return status;
  ntk_trained_layers(arch, &rule.first, &rule.last);
  rule.weight = arch->weight_scale * arch->weight_scale;
  rule.bias = arch->bias_scale * arch->bias_scale;
  double *va = ntk_doubles(xa->size1, rule.depth - 1), *vb = ntk_doubles(xb->size1, rule.depth - 1);
  if (va == NULL || vb == NULL)
    status = ntk_fail(err, NTK_ENOMEM, "infinite-width limit: %zu and %zu rows: out of memory", xa->size1, xb->size1);
  if (status == NTK_OK) status = all_variances(&rule, xa, va, err);
  if (status == NTK_OK) status = all_variances(&rule, xb, vb, err);
  if (status == NTK_OK) status = all_pairs(&rule, xa, xb, va, vb, nngp, ntk, err);
  free(va);
  free(vb);
  return status;
}
