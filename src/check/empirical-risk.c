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

#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/index.h"

/* Fresh numbers, and what they are apart from. */
/*@ ghost
    /@ requires valid: setting_valid(s) && net_valid(net) && g != \null && n <= SIZE_MAX / 8;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures owned: owned((char *)g);
       ensures setting: \separated(g + (0 .. n - 1), s);
       ensures network: \separated(g + (0 .. n - 1), net) && \separated(g + (0 .. n - 1), net->mlp);
       ensures theta: \separated(g + (0 .. n - 1), net->theta + (0 .. arch_params(net->mlp->arch) - 1));
       ensures inputs: \separated(g + (0 .. n - 1), net->mlp->x->data + (0 .. matrix_cells(net->mlp->x) - 1)); @/
    void own(double *g, size_t n, const ntk_setting *s, const ntk_net *net) {
      heap_own(g);
      heap_apart_any(g, 8 * n, s, sizeof *s);
      heap_apart_any(g, 8 * n, net, sizeof *net);
      heap_apart_any(g, 8 * n, net->mlp, sizeof *net->mlp);
      heap_apart(g, n, net->theta, SIZE_MAX / 8);
      heap_apart(g, n, net->mlp->x->data, net->mlp->x->size1 * net->mlp->x->tda);
    } */

/*@ // p numbers that may be written without a change of the network
    predicate scratch{L}(ntk_net *net, double *g) = \valid(g + (0 .. net->p - 1)) && \separated(g + (0 .. net->p - 1), net) && \separated(g + (0 .. net->p - 1), net->mlp) &&
      \separated(g + (0 .. net->p - 1), net->theta + (0 .. arch_params(net->mlp->arch) - 1)) &&
      \separated(g + (0 .. net->p - 1), net->mlp->x->data + (0 .. matrix_cells(net->mlp->x) - 1));

    // the same, for the parameters and one input
    predicate scratch_row{L}(ntk_arch *arch, double *theta, double *x, size_t p, double *g) = \valid(g + (0 .. p - 1)) && \separated(arch, g + (0 .. p - 1)) &&
      \separated(g + (0 .. p - 1), theta + (0 .. arch_params(*arch) - 1)) && \separated(g + (0 .. p - 1), x + (0 .. arch->width[0] - 1)); */

/* sum := sum + alpha r_o grad f_o over the outputs o of the example x; norm := sum_o alpha |r_o| ||grad f_o||. r: the example's residuals, k; g, sum: p. */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && \valid_read(theta + (0 .. arch_params(*arch) - 1)) && \valid_read(x + (0 .. arch->width[0] - 1)) &&
                    \valid_read(r + (0 .. arch->width[arch->depth] - 1)) && \valid(norm) && p == trained_count(*arch);
    requires scratch: scratch_row(arch, theta, x, p, g) && scratch_row(arch, theta, x, p, sum);
    requires apart: \separated(g + (0 .. p - 1), sum + (0 .. p - 1)) && \separated(r + (0 .. arch->width[arch->depth] - 1), g + (0 .. p - 1)) &&
                    \separated(r + (0 .. arch->width[arch->depth] - 1), sum + (0 .. p - 1));
    terminates \true;
    exits \false;
    assigns g[0 .. p - 1], sum[0 .. p - 1], *norm, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
static ntk_status add_example(const ntk_arch *arch, const double *theta, const double *x, size_t p, double alpha, const double *r, double *g, double *sum, double *norm) {
  const size_t k = arch->width[arch->depth];
  double total = 0.0;
  /*@ loop invariant range: 0 <= o <= k;
      loop invariant network: *arch == \at(*arch, Pre) && arch_ok(*arch);
      loop assigns o, total, g[0 .. p - 1], sum[0 .. p - 1], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant k - o; */
  for (size_t o = 0; o < k; o++) {
    const ntk_status status = ntk_naive_gradient(arch, theta, x, o, g);
    if (status != NTK_OK) return status;
    ntk_axpy(p, alpha * r[o], g, sum);
    total += alpha * fabs(r[o]) * ntk_norm(p, g);
  }
  *norm = total;
  return NTK_OK;
}

/* sum (p) := the examples' gradients added, the last `skip` of them left out; *norms: sum_i ||g_i||. */
/*@ requires valid: net_valid(net) && \valid_read(r + (0 .. net->N - 1)) && scratch(net, g) && scratch(net, sum) && \valid(norms) && skip <= 1;
    requires apart: \separated(g + (0 .. net->p - 1), sum + (0 .. net->p - 1)) && \separated(r + (0 .. net->N - 1), g + (0 .. net->p - 1)) &&
                    \separated(r + (0 .. net->N - 1), sum + (0 .. net->p - 1));
    terminates \true;
    exits \false;
    assigns g[0 .. net->p - 1], sum[0 .. net->p - 1], *norms, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
static ntk_status add_examples(const ntk_net *net, double alpha, const double *r, size_t skip, double *g, double *sum, double *norms) {
  const ntk_arch *arch = &net->mlp->arch;
  const gsl_matrix *x = net->mlp->x;
  const double *theta = net->theta;
  const size_t k = arch->width[arch->depth], n = net->mlp->n, p = net->p;
  double total = 0.0, norm;
  ntk_zero(p, sum);
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant network: *arch == \at(net->mlp->arch, Pre) && arch_ok(*arch);
      loop assigns i, total, norm, g[0 .. p - 1], sum[0 .. p - 1], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant n - i; */
  for (size_t i = 0; i + skip < n; i++) {
    //@ ghost row_inside(i, n, k);
    //@ ghost row_inside(i, n, x->tda);
    const ntk_status status = add_example(arch, theta, gsl_matrix_const_ptr(x, i, 0), p, alpha, r + i * k, g, sum, &norm);
    if (status != NTK_OK) return status;
    total += norm;
  }
  *norms = total;
  return NTK_OK;
}

/* The whole gradient against the sum of the examples': how far apart, and what both may be off by. */
typedef struct { double value, error; ntk_status status; } comparison;

/* The last `skip` examples are left out. whole, sum, g: p; r: N. */
/*@ requires valid: setting_valid(s) && net_valid(net) && \valid_read(y + (0 .. net->N - 1)) && \valid(r + (0 .. net->N - 1)) &&
                    scratch(net, whole) && scratch(net, sum) && scratch(net, g) && skip <= 1;
    requires apart: \separated(g + (0 .. net->p - 1), sum + (0 .. net->p - 1)) && \separated(g + (0 .. net->p - 1), whole + (0 .. net->p - 1)) &&
                    \separated(sum + (0 .. net->p - 1), whole + (0 .. net->p - 1)) && \separated(r + (0 .. net->N - 1), g + (0 .. net->p - 1)) &&
                    \separated(r + (0 .. net->N - 1), sum + (0 .. net->p - 1)) && \separated(r + (0 .. net->N - 1), whole + (0 .. net->p - 1)) &&
                    \separated(r + (0 .. net->N - 1), y + (0 .. net->N - 1)) && \separated(r + (0 .. net->N - 1), net->mlp);
    requires apart_setting: \separated(g + (0 .. net->p - 1), s) && \separated(sum + (0 .. net->p - 1), s) && \separated(whole + (0 .. net->p - 1), s) && \separated(r + (0 .. net->N - 1), s);
    terminates \true;
    exits \false;
    assigns whole[0 .. net->p - 1], sum[0 .. net->p - 1], g[0 .. net->p - 1], r[0 .. net->N - 1], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result.status == NTK_OK || \result.status == NTK_ENOMEM; */
static comparison compare(const ntk_setting *s, const ntk_net *net, const double *y, size_t skip, double *whole, double *sum, double *g, double *r) {
  const ntk_problem problem = {net->map, s->alpha, y, net->w0};
  const double rounding = ntk_pass_rounding(&s->arch, 8.0), alpha = s->alpha;
  const size_t p = net->p;
  double norms;
  ntk_residual(&problem, r);
  //@ assert network: net->mlp->arch == \at(net->mlp->arch, Pre);
  const ntk_status status = add_examples(net, alpha, r, skip, g, sum, &norms);
  if (status != NTK_OK) return (comparison){0.0, 0.0, status};
  ntk_map_vjp(net->map, r, whole);
  /*@ loop invariant range: 0 <= j <= p;
      loop assigns j, whole[0 .. p - 1];
      loop variant p - j; */
  for (size_t j = 0; j < p; j++) whole[j] *= alpha;
  return (comparison){ntk_distance(p, whole, sum), rounding * norms, NTK_OK};
}

/*@ requires valid: \valid(out);
    terminates \true;
    exits \false;
    assigns *out; */
static void decide(comparison c, ntk_outcome *out) {
  const double value = c.value, zero = 0.0, error = c.error;
  ntk_decide_agree(out, "gradient of R against the sum of the examples' gradients", ntk_empirical_risk(1, &value, &zero, &error), 1, &value, &zero, &error);
}

/* With memory of its own. out: of all examples; control: without the last. */
/*@ requires valid: setting_valid(s) && net_valid(net) && \valid_read(y + (0 .. net->N - 1)) && \valid(out) && \valid(control) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns *out, *control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
static ntk_status both(const ntk_setting *s, const ntk_net *net, const double *y, ntk_outcome *out, ntk_outcome *control, ntk_error *err) {
  const size_t p = net->p, N = net->N;
  comparison all = {0.0, 0.0, NTK_ENOMEM}, but_last = all;
  double *whole = ntk_doubles(p, 1), *sum = ntk_doubles(p, 1), *g = ntk_doubles(p, 1), *r = ntk_doubles(N, 1);
  if (whole != NULL && sum != NULL && g != NULL && r != NULL) {
    //@ ghost own(whole, p, s, net);
    //@ ghost own(sum, p, s, net);
    //@ ghost own(g, p, s, net);
    //@ ghost own(r, N, s, net);
    //@ ghost heap_apart(r, N, y, N);
    //@ ghost heap_apart(r, N, whole, p);
    //@ ghost heap_apart(r, N, sum, p);
    //@ ghost heap_apart(r, N, g, p);
    //@ ghost heap_apart(g, p, whole, p);
    //@ ghost heap_apart(g, p, sum, p);
    //@ ghost heap_apart(sum, p, whole, p);
    all = compare(s, net, y, 0, whole, sum, g, r);
    //@ assert setting: s->arch == \at(s->arch, Pre);
    //@ assert network: net->mlp->arch == \at(net->mlp->arch, Pre);
    if (all.status == NTK_OK) but_last = compare(s, net, y, 1, whole, sum, g, r);
  } else ntk_fail(err, NTK_ENOMEM, "out of memory for %zu gradients", N);
  if (all.status == NTK_OK) decide(all, out);
  if (but_last.status == NTK_OK) decide(but_last, control);
  free(whole), free(sum), free(g), free(r);
  return but_last.status;
}

/*@ requires valid: setting_valid(s) && \valid_read(y + (0 .. s->data->x->size1 * s->arch.width[s->arch.depth] - 1)) && \valid(out) && \valid(control) && (err == \null || \valid(err));
    requires apart: \separated(out, s) && \separated(control, s) && \separated(err, s);
    terminates \true;
    exits \false;
    assigns *out, *control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_EUSAGE || \result == NTK_ENUMERIC || \result == NTK_EINTERNAL; */
static ntk_status one_init(const ntk_setting *s, size_t init, const double *y, ntk_outcome *out, ntk_outcome *control, ntk_error *err) {
  ntk_net net;
  ntk_status status = ntk_net_init(&net, &s->arch, s->data->x, s->theta, s->seed, init, err);
  if (status != NTK_OK) return status;
  status = both(s, &net, y, out, control, err);
  out->init = control->init = (long)init;
  ntk_net_clear(&net);
  return status;
}

/*@ requires valid: setting_valid(s) && \valid_read(y + (0 .. s->data->x->size1 * s->arch.width[s->arch.depth] - 1)) && result_valid(result) && (err == \null || \valid(err));
    requires apart: \separated(result, s) && \separated(err, s) && result_apart(result, s);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_EUSAGE || \result == NTK_ENUMERIC || \result == NTK_EINTERNAL;
    ensures counts: result->held <= result->tried; */
static ntk_status one_result(const ntk_setting *s, size_t init, const double *y, ntk_result *result, ntk_error *err) {
  ntk_outcome out, control;
  ntk_outcome_init(&out), ntk_outcome_init(&control);
  const ntk_status status = one_init(s, init, y, &out, &control, err);
  if (status == NTK_OK) ntk_result_fold(result, &out), ntk_study_control(result, &control);
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
    status = one_result(s, i, y, result, err);
    ntk_study_progress(s, "empirical-risk", (double)(i + 1) / (double)inits);
  }
  snprintf(result->control_what, sizeof result->control_what, "the last example is left out of the sum");
  free(y);
  return status;
}

const ntk_check ntk_check_empirical_risk = {.id = "empirical-risk", .study = study};
