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
#include "model/naive-net.h"

/* sum (p) := the examples' gradients added, the last `skip` of them left out; *norms: sum_i ||g_i||. */
static ntk_status add_examples(const ntk_net *net, double alpha, const double *r, size_t skip, double *g, double *sum, double *norms) {
  const size_t k = net->mlp->arch.width[net->mlp->arch.depth], n = net->N / k;
  *norms = 0.0;
  for (size_t j = 0; j < net->p; j++) sum[j] = 0.0;
  for (size_t i = 0; i + skip < n; i++) {
    double norm = 0.0;
    for (size_t o = 0; o < k; o++) {
      const ntk_status status = ntk_naive_gradient(&net->mlp->arch, net->theta, gsl_matrix_const_ptr(net->mlp->x, i, 0), o, g);
      if (status != NTK_OK) return status;
      ntk_axpy(net->p, alpha * r[i * k + o], g, sum);
      norm += alpha * fabs(r[i * k + o]) * ntk_norm(net->p, g);
    }
    *norms += norm;
  }
  return NTK_OK;
}

static ntk_status one_init(const ntk_setting *s, size_t init, const double *y, ntk_outcome *out, ntk_outcome *control, ntk_error *err) {
  ntk_net net;
  ntk_status status = ntk_net_init(&net, &s->arch, s->data->x, s->theta, s->seed, init, err);
  if (status != NTK_OK) return status;
  double *whole = ntk_doubles(net.p, 1), *sum = ntk_doubles(net.p, 1), *g = ntk_doubles(net.p, 1), *r = ntk_doubles(net.N, 1);
  if (whole == NULL || sum == NULL || g == NULL || r == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for %zu gradients", net.N);
  const ntk_problem problem = {net.map, s->alpha, y, net.w0};
  for (size_t skip = 0; status == NTK_OK && skip < 2; skip++) {
    double norms;
    ntk_residual(&problem, r);
    status = add_examples(&net, s->alpha, r, skip, g, sum, &norms);
    if (status != NTK_OK) break;
    net.map->vjp(net.map->context, r, whole);
    for (size_t j = 0; j < net.p; j++) whole[j] *= s->alpha;
    const double value = ntk_distance(net.p, whole, sum), zero = 0.0, error = ntk_pass_rounding(&s->arch, 8.0) * norms;
    ntk_decide_agree(skip == 0 ? out : control, "gradient of R against the sum of the examples' gradients",
                     ntk_empirical_risk(1, &value, &zero, &error), 1, &value, &zero, &error);
    (skip == 0 ? out : control)->init = (long)init;
  }
  free(whole), free(sum), free(g), free(r);
  ntk_net_clear(&net);
  return status;
}

static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  double *y = ntk_study_targets(s->data);
  if (y == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for targets");
  ntk_status status = NTK_OK;
  for (size_t i = 0; status == NTK_OK && i < ntk_study_inits(s, 5); i++) {
    ntk_outcome out, control;
    ntk_outcome_init(&out), ntk_outcome_init(&control);
    status = one_init(s, i, y, &out, &control, err);
    if (status == NTK_OK) ntk_result_fold(result, &out), ntk_study_control(result, &control);
    ntk_study_progress(s, "empirical-risk", (double)(i + 1) / (double)ntk_study_inits(s, 5));
  }
  snprintf(result->control_what, sizeof result->control_what, "the last example is left out of the sum");
  free(y);
  return status;
}

const ntk_check ntk_check_empirical_risk = {.id = "empirical-risk", .study = study};
