/* The recursions (Jacot, Gabriel, Hongler 2018; Lee et al. 2019, appendix E), layers l = 1..L, hidden ones l < L:
     Sigma_1 = c^2 <x,x'>/d + c_b^2,  Sigma_{l+1} = c^2 E phi(u) phi(v) + c_b^2 with (u,v) ~ N(0, Sigma_l),  nngp = Sigma_L,
     Theta_l = c^2 E phi'(u) phi'(v) Theta_{l-1} + [l trained] Sigma_l,  ntk = Theta_L. */
#include "kernel/limit.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"

#include "../../spec/acsl/index.h"

/* c^2, c_b^2, and what is trained. */
typedef struct {
  const ntk_activation *phi;
  size_t depth, first, last;
  double weight, bias;
} recursion;

/*@ predicate rule_ok{L}(recursion *r) = \valid_read(r) && 2 <= r->depth <= 64 && 1 <= r->first <= r->last <= r->depth;

    // Sigma_1
    logic real first_sigma{L}(real weight, real bias, double *x, double *x2, integer d) = weight * dot(x, x2, d) / (real)d + bias;

    // Sigma_{l+1} from E phi(u) phi(v), and Theta_l from Theta_{l-1}, E phi'(u) phi'(v) and, where layer l is trained, Sigma_l
    logic real next_sigma(real weight, real value, real bias) = weight * value + bias;
    logic real next_theta(real weight, real slope, real theta, real own) = weight * slope * theta + own; */

/* Sigma_1 of two rows of length d. The same loop for variances and covariances: equal rows give equal numbers. */
/*@ requires valid: \valid_read(rule) && 1 <= d && \valid_read(x + (0 .. d - 1)) && \valid_read(x2 + (0 .. d - 1));
    terminates \true;
    exits \false;
    assigns \result \from *rule, d, x[0 .. d - 1], x2[0 .. d - 1];
    ensures sigma: \result == first_sigma(rule->weight, rule->bias, x, x2, d); */
static double first_covariance(const recursion *rule, size_t d, const double *x, const double *x2) {
  return rule->weight * ntk_dot(d, x, x2) / (double)d + rule->bias;
}

/* variance[l-1] := Sigma_l(x, x) for l = 1..L-1. */
/*@ requires valid: rule_ok(rule) && 1 <= d && \valid_read(x + (0 .. d - 1)) && \valid(variance + (0 .. rule->depth - 2));
    requires apart: \separated(rule, variance + (0 .. rule->depth - 2)) && \separated(x + (0 .. d - 1), variance + (0 .. rule->depth - 2));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], variance[0 .. rule->depth - 2], \result;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE || \result == NTK_ENUMERIC || \result == NTK_ENOMEM;
    ensures first: \result == NTK_OK ==> variance[0] == \old(first_sigma(rule->weight, rule->bias, x, x, d)); */
static ntk_status variances(const recursion *rule, size_t d, const double *x, double *variance) {
  double value, slope;
  variance[0] = first_covariance(rule, d, x, x);
  /*@ loop invariant range: 1 <= l < rule->depth;
      loop invariant first: variance[0] == first_sigma{Pre}(\at(rule->weight, Pre), \at(rule->bias, Pre), x, x, d);
      loop assigns l, value, slope, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], variance[1 .. rule->depth - 2];
      loop variant rule->depth - l; */
  for (size_t l = 1; l + 1 < rule->depth; l++) {
    const double S = variance[l - 1];
    const ntk_status status = ntk_dual(rule->phi, S, S, S, &value, &slope);
    if (status != NTK_OK) return status;
    variance[l] = rule->weight * value + rule->bias;
  }
  return NTK_OK;
}

/* *theta := Theta_L, *sigma: Sigma_1 in, Sigma_L out; va, vb: variances of the two rows. */
/*@ requires valid: rule_ok(rule) && \valid_read(va + (0 .. rule->depth - 2)) && \valid_read(vb + (0 .. rule->depth - 2)) && \valid(sigma) && \valid(theta);
    requires apart: \separated(sigma, theta) && \separated(sigma, rule) && \separated(theta, rule) &&
                    \separated(sigma, va + (0 .. rule->depth - 2)) && \separated(theta, va + (0 .. rule->depth - 2)) &&
                    \separated(sigma, vb + (0 .. rule->depth - 2)) && \separated(theta, vb + (0 .. rule->depth - 2));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], *sigma, *theta, \result;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE || \result == NTK_ENUMERIC || \result == NTK_ENOMEM; */
static ntk_status recur(const recursion *rule, const double *va, const double *vb, double *sigma, double *theta) {
  double value, slope;
  *theta = rule->first == 1 ? *sigma : 0.0;
  /*@ loop invariant range: 2 <= l <= rule->depth + 1;
      loop assigns l, value, slope, *sigma, *theta, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant rule->depth + 1 - l; */
  for (size_t l = 2; l <= rule->depth; l++) {
    const ntk_status status = ntk_dual(rule->phi, va[l - 2], *sigma, vb[l - 2], &value, &slope);
    if (status != NTK_OK) return status;
    *sigma = rule->weight * value + rule->bias;
    *theta = rule->weight * slope * *theta + (rule->first <= l && l <= rule->last ? *sigma : 0.0);
  }
  return NTK_OK;
}

/* v: rows x (L-1), the variances of the rows of x. */
/*@ requires valid: rule_ok(rule) && matrix_readable(x) && (err == \null || \valid(err)) && x->size1 * (rule->depth - 1) <= SIZE_MAX &&
                    \valid(v + (0 .. x->size1 * (rule->depth - 1) - 1));
    requires apart: \separated(rule, v + (0 .. x->size1 * (rule->depth - 1) - 1)) &&
                    \separated(x->data + (0 .. matrix_cells(x) - 1), v + (0 .. x->size1 * (rule->depth - 1) - 1));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], v[0 .. x->size1 * (rule->depth - 1) - 1], err->status, err->text[0 .. 1023], \result;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE || \result == NTK_ENUMERIC || \result == NTK_ENOMEM; */
static ntk_status all_variances(const recursion *rule, const gsl_matrix *x, double *v, ntk_error *err) {
  const size_t stride = rule->depth - 1;
  /*@ loop invariant range: 0 <= i <= x->size1;
      loop assigns i, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], v[0 .. x->size1 * stride - 1];
      loop variant x->size1 - i; */
  for (size_t i = 0; i < x->size1; i++) {
    //@ ghost row_inside(i, x->size1, x->tda);
    //@ ghost row_inside(i, x->size1, stride);
    const ntk_status status = variances(rule, x->size2, gsl_matrix_const_ptr(x, i, 0), v + i * stride);
    if (status != NTK_OK) return ntk_fail(err, status, "infinite-width limit: the variance of row %zu: %s", i, ntk_status_text(status));
  }
  return NTK_OK;
}

/*@ requires valid: out == \null || (matrix_writable(out) && i < out->size1 && j < out->size2 && (mirror != 0 ==> j < out->size1 && i < out->size2));
    terminates \true;
    exits \false;
    assigns out->data[0 .. matrix_cells(out) - 1]; */
static void put(gsl_matrix *out, size_t i, size_t j, int mirror, double value) {
  if (out == NULL) return;
  gsl_matrix_set(out, i, j, value);
  if (mirror) gsl_matrix_set(out, j, i, value);
}

/*@ requires valid: rule_ok(rule) && matrix_readable(xa) && matrix_readable(xb) && (err == \null || \valid(err)) && xa->size2 == xb->size2;
    requires valid_variances: xa->size1 * (rule->depth - 1) <= SIZE_MAX && \valid_read(va + (0 .. xa->size1 * (rule->depth - 1) - 1)) &&
                              xb->size1 * (rule->depth - 1) <= SIZE_MAX && \valid_read(vb + (0 .. xb->size1 * (rule->depth - 1) - 1));
    requires valid_out: (nngp == \null || (matrix_writable(nngp) && nngp->size1 == xa->size1 && nngp->size2 == xb->size1)) &&
                        (ntk == \null || (matrix_writable(ntk) && ntk->size1 == xa->size1 && ntk->size2 == xb->size1));
    requires apart: (nngp == \null || \separated(rule, nngp->data + (0 .. matrix_cells(nngp) - 1))) && (ntk == \null || \separated(rule, ntk->data + (0 .. matrix_cells(ntk) - 1)));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], nngp->data[0 .. matrix_cells(nngp) - 1], ntk->data[0 .. matrix_cells(ntk) - 1], err->status, err->text[0 .. 1023], \result;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE || \result == NTK_ENUMERIC || \result == NTK_ENOMEM; */
static ntk_status all_pairs(const recursion *rule, const gsl_matrix *xa, const gsl_matrix *xb, const double *va, const double *vb,
                            gsl_matrix *nngp, gsl_matrix *ntk, ntk_error *err) {
  const size_t d = xa->size2, stride = rule->depth - 1;
  const int symmetric = xa == xb;
  /*@ loop invariant range: 0 <= i <= xa->size1;
      loop assigns i, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], nngp->data[0 .. matrix_cells(nngp) - 1], ntk->data[0 .. matrix_cells(ntk) - 1];
      loop variant xa->size1 - i; */
  for (size_t i = 0; i < xa->size1; i++) {
    const size_t end = symmetric ? i + 1 : xb->size1;
    //@ ghost row_inside(i, xa->size1, stride);
    //@ ghost row_inside(i, xa->size1, xa->tda);
    /*@ loop invariant range: 0 <= j <= end;
        loop assigns j, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], nngp->data[0 .. matrix_cells(nngp) - 1], ntk->data[0 .. matrix_cells(ntk) - 1];
        loop variant end - j; */
    for (size_t j = 0; j < end; j++) {
      //@ ghost row_inside(j, xb->size1, stride);
      //@ ghost row_inside(j, xb->size1, xb->tda);
      double theta, sigma = first_covariance(rule, d, gsl_matrix_const_ptr(xa, i, 0), gsl_matrix_const_ptr(xb, j, 0));
      const ntk_status status = recur(rule, va + i * stride, vb + j * stride, &sigma, &theta);
      if (status != NTK_OK) return ntk_fail(err, status, "infinite-width limit: rows %zu and %zu: %s", i, j, ntk_status_text(status));
      put(nngp, i, j, symmetric, sigma);
      put(ntk, i, j, symmetric, theta);
    }
  }
  return NTK_OK;
}

/*@ requires valid: \valid_read(arch) && matrix_readable(xa) && matrix_readable(xb) && (out == \null || matrix_readable(out)) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], \result;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures depth: \result == NTK_OK ==> 2 <= arch->depth <= 64;
    ensures shape: \result == NTK_OK ==> xa->size2 == xb->size2 && (out != \null ==> out->size1 == xa->size1 && out->size2 == xb->size1); */
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
  /*@ ghost if (status == NTK_OK) {
        heap_own(va);
        heap_own(vb);
        heap_apart(va, xa->size1 * (rule.depth - 1), xa->data, xa->size1 * xa->tda);
        heap_apart(vb, xb->size1 * (rule.depth - 1), xb->data, xb->size1 * xb->tda);
      } */
  if (status == NTK_OK) status = all_variances(&rule, xa, va, err);
  if (status == NTK_OK) status = all_variances(&rule, xb, vb, err);
  if (status == NTK_OK) status = all_pairs(&rule, xa, xb, va, vb, nngp, ntk, err);
  free(va);
  free(vb);
  return status;
}
