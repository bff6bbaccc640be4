/* empirical-risk: the gradient of R(w) = sum_i l(f(x_i; w), y_i) is the sum of the examples' gradients.
   The whole gradient comes from the batched backward pass, the examples' from the naive one: two programs, one number.
   Error: each side is a sum of products along at most L layers of m + d terms: C L (m + d) eps sum_i ||g_i||, C = 8. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/net.h"
#include "check/study.h"
#include "claim/empirical-risk.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "flow/problem.h"
#include "model/map-call.h"
#include "model/naive-net.h"

#include "../../spec/acsl/index.h"

/*@ // n p numbers that may be written without a change of the network
    predicate scratch{L}(ntk_net *net, double *g) = \valid(g + (0 .. net->p - 1)) && \separated(g + (0 .. net->p - 1), net) && \separated(g + (0 .. net->p - 1), net->mlp) &&
      \separated(g + (0 .. net->p - 1), net->theta + (0 .. arch_params(net->mlp->arch) - 1)) &&
      \separated(g + (0 .. net->p - 1), net->mlp->x->data + (0 .. matrix_cells(net->mlp->x) - 1)); */

/* sum := sum + alpha r_o grad f_o over the outputs o of example i; norm := sum_o alpha |r_o| ||grad f_o||. r: the example's residuals, k. */
/*@ requires valid: net_valid(net) && k == net->mlp->arch.width[net->mlp->arch.depth] && i < net->mlp->n && \valid_read(r + (0 .. k - 1)) && scratch(net, g) && scratch(net, sum) && \valid(norm);
    requires apart: \separated(g + (0 .. net->p - 1), sum + (0 .. net->p - 1)) && \separated(r + (0 .. k - 1), g + (0 .. net->p - 1)) &&
                    \separated(r + (0 .. k - 1), sum + (0 .. net->p - 1)) && \separated(norm, net, net->mlp);
    terminates \true;
    exits \false;
    assigns g[0 .. net->p - 1], sum[0 .. net->p - 1], *norm, ntk_alloc_countdown;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
static ntk_status add_example(const ntk_net *net, double alpha, const double *r, size_t k, size_t i, double *g, double *sum, double *norm) {
  double total = 0.0;
  //@ ghost row_inside(i, net->mlp->n, net->mlp->x->tda);
  /*@ loop invariant range: 0 <= o <= k;
      loop invariant network: net->mlp->arch == \at(net->mlp->arch, Pre);
      loop assigns o, total, g[0 .. net->p - 1], sum[0 .. net->p - 1], ntk_alloc_countdown;
      loop variant k - o; */
  for (size_t o = 0; o < k; o++) {
    const ntk_status status = ntk_naive_gradient(&net->mlp->arch, net->theta, gsl_matrix_const_ptr(net->mlp->x, i, 0), o, g);
    if (status != NTK_OK) return status;
    ntk_axpy(net->p, alpha * r[o], g, sum);
    total += alpha * fabs(r[o]) * ntk_norm(net->p, g);
  }
  *norm = total;
  return NTK_OK;
}

/* sum (p) := the examples' gradients added, the last `skip` of them left out; *norms: sum_i ||g_i||. */
/*@ requires valid: net_valid(net) && \valid_read(r + (0 .. net->N - 1)) && scratch(net, g) && scratch(net, sum) && \valid(norms) && skip <= 1;
    requires apart: \separated(g + (0 .. net->p - 1), sum + (0 .. net->p - 1)) && \separated(r + (0 .. net->N - 1), g + (0 .. net->p - 1)) &&
                    \separated(r + (0 .. net->N - 1), sum + (0 .. net->p - 1)) && \separated(norms, net, net->mlp);
    terminates \true;
    exits \false;
    assigns g[0 .. net->p - 1], sum[0 .. net->p - 1], *norms, ntk_alloc_countdown;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
static ntk_status add_examples(const ntk_net *net, double alpha, const double *r, size_t skip, double *g, double *sum, double *norms) {
  const size_t k = net->mlp->arch.width[net->mlp->arch.depth], n = net->mlp->n;
  double total = 0.0, norm;
  ntk_zero(net->p, sum);
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant network: net_valid(net) && net->mlp->arch == \at(net->mlp->arch, Pre);
      loop assigns i, total, norm, g[0 .. net->p - 1], sum[0 .. net->p - 1], ntk_alloc_countdown;
      loop variant n - i; */
  for (size_t i = 0; i + skip < n; i++) {
    //@ ghost row_inside(i, n, k);
    const ntk_status status = add_example(net, alpha, r + i * k, k, i, g, sum, &norm);
    if (status != NTK_OK) return status;
    total += norm;
  }
  *norms = total;
  return NTK_OK;
}

/* The whole gradient against the sum of the examples', the last `skip` left out. whole, sum, g: p; r: N. */
/*@ requires valid: setting_valid(s) && net_valid(net) && \valid_read(y + (0 .. net->N - 1)) && \valid(out) && \valid(r + (0 .. net->N - 1)) &&
                    scratch(net, whole) && scratch(net, sum) && scratch(net, g) && skip <= 1;
    requires apart: \separated(g + (0 .. net->p - 1), sum + (0 .. net->p - 1), whole + (0 .. net->p - 1), r + (0 .. net->N - 1)) &&
                    \separated(r + (0 .. net->N - 1), y + (0 .. net->N - 1)) && \separated(r + (0 .. net->N - 1), net) && \separated(r + (0 .. net->N - 1), net->mlp);
    requires apart_setting: \separated(g + (0 .. net->p - 1), s) && \separated(sum + (0 .. net->p - 1), s) && \separated(whole + (0 .. net->p - 1), s) && \separated(r + (0 .. net->N - 1), s);
    terminates \true;
    exits \false;
    assigns *out, whole[0 .. net->p - 1], sum[0 .. net->p - 1], g[0 .. net->p - 1], r[0 .. net->N - 1], ntk_alloc_countdown;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
static ntk_status compare(const ntk_setting *s, const ntk_net *net, const double *y, size_t skip, double *whole, double *sum, double *g, double *r, ntk_outcome *out) {
  const ntk_problem problem = {net->map, s->alpha, y, net->w0};
  double norms;
  ntk_residual(&problem, r);
  const ntk_status status = add_examples(net, s->alpha, r, skip, g, sum, &norms);
  if (status != NTK_OK) return status;
  ntk_map_vjp(net->map, r, whole);
  /*@ loop invariant range: 0 <= j <= net->p;
      loop assigns j, whole[0 .. net->p - 1];
      loop variant net->p - j; */
  for (size_t j = 0; j < net->p; j++) whole[j] *= s->alpha;
  const double value = ntk_distance(net->p, whole, sum), zero = 0.0, error = ntk_pass_rounding(&s->arch, 8.0) * norms;
  ntk_decide_agree(out, "gradient of R against the sum of the examples' gradients", ntk_empirical_risk(1, &value, &zero, &error), 1, &value, &zero, &error);
  return NTK_OK;
}

/*@ requires valid: setting_valid(s) && \valid_read(y + (0 .. s->data->x->size1 * s->arch.width[s->arch.depth] - 1)) && \valid(out) && \valid(control) && (err == \null || \valid(err));
    requires apart: \separated(out, control, s, err);
    terminates \true;
    exits \false;
    assigns *out, *control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_EUSAGE || \result == NTK_ENUMERIC || \result == NTK_EINTERNAL; */
static ntk_status one_init(const ntk_setting *s, size_t init, const double *y, ntk_outcome *out, ntk_outcome *control, ntk_error *err) {
  ntk_net net;
  ntk_status status = ntk_net_init(&net, &s->arch, s->data->x, s->theta, s->seed, init, err);
  if (status != NTK_OK) return status;
  double *whole = ntk_doubles(net.p, 1), *sum = ntk_doubles(net.p, 1), *g = ntk_doubles(net.p, 1), *r = ntk_doubles(net.N, 1);
  if (whole == NULL || sum == NULL || g == NULL || r == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for %zu gradients", net.N);
  if (status == NTK_OK) status = compare(s, &net, y, 0, whole, sum, g, r, out);
  if (status == NTK_OK) status = compare(s, &net, y, 1, whole, sum, g, r, control);
  out->init = control->init = (long)init;
  free(whole), free(sum), free(g), free(r);
  ntk_net_clear(&net);
  return status;
}

/*@ requires valid: setting_valid(s) && result_valid(result) && (err == \null || \valid(err));
    requires apart: \separated(result, s, err) && result_apart(result, s);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_EUSAGE || \result == NTK_ENUMERIC || \result == NTK_EINTERNAL;
    ensures counts: result->held <= result->tried; */
static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  double *y = ntk_study_targets(s->data);
  if (y == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for targets");
  ntk_status status = NTK_OK;
  const size_t inits = ntk_study_inits(s, 5);
  /*@ loop invariant range: 0 <= i <= inits;
      loop invariant valid: setting_valid(s) && result_valid(result);
      loop invariant status: status == NTK_OK || status == NTK_ENOMEM || status == NTK_EUSAGE || status == NTK_ENUMERIC || status == NTK_EINTERNAL;
      loop assigns i, status, result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant inits - i; */
  for (size_t i = 0; status == NTK_OK && i < inits; i++) {
    ntk_outcome out, control;
    ntk_outcome_init(&out), ntk_outcome_init(&control);
    status = one_init(s, i, y, &out, &control, err);
    if (status == NTK_OK) ntk_result_fold(result, &out), ntk_study_control(result, &control);
    ntk_study_progress(s, "empirical-risk", (double)(i + 1) / (double)inits);
  }
  snprintf(result->control_what, sizeof result->control_what, "the last example is left out of the sum");
  free(y);
  return status;
}

const ntk_check ntk_check_empirical_risk = {.id = "empirical-risk", .study = study};
