/* least-squares: GD on the linear model f(w0) + J0 (u - w0) is least squares: r_t = (I - eta A A^T)^t r_0, A = alpha J0.
   50 steps at eta = 1/Lambda by the GD stepper through the passes J0 and J0^T, against V (1 - eta alpha^2 lambda)^t V^T r_0.
   Error after t steps: each step adds a pass's rounding, (t + 1) 16 (L (m + d) + N) eps ||r_0||, plus that of f0. Control: the factor 2 that is easily lost: (I - 2 eta A A^T). */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/linear-model.h"
#include "check/net.h"
#include "check/study.h"
#include "claim/least-squares.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "flow/descent.h"
#include "kernel/spectrum.h"

enum { STEPS = 50 };

typedef struct {
  size_t N, t;
  double *lambda, *V, *c;    /* of K; c = V^T r_0 */
  double *expected, *error;
  double eta, rate, unit;    /* rate: alpha^2, or twice that in the control; unit: rounding of one step */
  ntk_outcome *out;          /* the worst step */
} comparison;

static ntk_status observe(void *context, const ntk_sample *s, const double *w, const double *r) {
  comparison *m = context;
  const size_t N = m->N;
  ntk_outcome out;
  ntk_outcome_init(&out);
  (void)s, (void)w;
  if (m->t == 0)
    for (size_t e = 0; e < N; e++)
      for (size_t i = 0; i < N; i++) m->c[e] += m->V[i * N + e] * r[i];
  for (size_t i = 0; i < N; i++) m->expected[i] = 0.0, m->error[i] = (double)(m->t + 1) * m->unit;
  for (size_t e = 0; e < N; e++) {
    const double factor = pow(1.0 - m->eta * m->rate * m->lambda[e], (double)m->t) * m->c[e];
    for (size_t i = 0; i < N; i++) m->expected[i] += factor * m->V[i * N + e];
  }
  ntk_decide_agree(&out, "residual after GD on the linear model", ntk_least_squares(N, r, m->expected, m->error), N, r, m->expected, m->error);
  out.at = (double)m->t;
  if (m->t++ == 0 || (m->out->verdict == NTK_HELD && (out.verdict != NTK_HELD || out.margin < m->out->margin))) *m->out = out;
  return NTK_OK;
}

static ntk_status compare(const ntk_setting *s, const ntk_net *net, const double *y, comparison *m, double *u, ntk_error *err) {
  ntk_map *linear = ntk_linear_model(net->map, net->w0);
  if (linear == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for the linear model");
  const ntk_problem problem = {linear, s->alpha, y, net->w0};
  const ntk_recording how = {0, observe, m};
  ntk_trajectory tr = {0};
  const ntk_descent_options options = {.kind = NTK_GD, .eta = m->eta, .steps = STEPS, .every = 1};
  for (size_t j = 0; j < net->p; j++) u[j] = net->w0[j];
  for (size_t i = 0; i < net->N; i++) m->c[i] = 0.0;
  m->t = 0;
  const ntk_status status = ntk_descent_run(&problem, &options, u, &tr, &how, NULL, err);
  ntk_trajectory_clear(&tr);
  ntk_linear_model_free(linear);
  return status;
}

static ntk_status one_init(const ntk_setting *s, const double *y, size_t init, ntk_outcome *out, ntk_outcome *control, ntk_error *err) {
  ntk_net net;
  ntk_status status = ntk_net_init(&net, &s->arch, s->data->x, s->theta, s->seed, init, err);
  if (status != NTK_OK) return status;
  const size_t N = net.N;
  comparison m = {.N = N, .lambda = ntk_doubles(N, 1), .V = ntk_doubles(N, N), .c = ntk_doubles(N, 1), .expected = ntk_doubles(N, 1), .error = ntk_doubles(N, 1)};
  double *K = ntk_doubles(N, N), *u = ntk_doubles(net.p, 1), *r = ntk_doubles(N, 1);
  if (m.lambda == NULL || m.V == NULL || m.c == NULL || m.expected == NULL || m.error == NULL || K == NULL || u == NULL || r == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for %zu examples", N);
  if (status == NTK_OK) status = net.map->kernel(net.map->context, K);
  if (status == NTK_OK) status = ntk_eigen(N, K, m.lambda, m.V);
  if (status == NTK_OK) {
    const ntk_problem problem = {net.map, s->alpha, y, net.w0};
    const double square = s->alpha * s->alpha;
    ntk_residual(&problem, r);
    m.eta = 1.0 / (square * m.lambda[N - 1]);
    m.unit = (ntk_pass_rounding(&s->arch, 16.0) + 16.0 * (double)N * DBL_EPSILON) * (ntk_norm(N, r) + ntk_norm(N, y));
    m.rate = square, m.out = out;
    status = compare(s, &net, y, &m, u, err);
    m.rate = 2.0 * square, m.out = control;
    if (status == NTK_OK) status = compare(s, &net, y, &m, u, err);
  }
  out->init = control->init = (long)init;
  free(m.lambda), free(m.V), free(m.c), free(m.expected), free(m.error), free(K), free(u), free(r);
  ntk_net_clear(&net);
  return status;
}

static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  const size_t inits = ntk_study_inits(s, 5);
  double *y = ntk_study_targets(s->data);
  ntk_status status = y == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory for targets") : NTK_OK;
  for (size_t i = 0; status == NTK_OK && i < inits; i++) {
    ntk_outcome out, control;
    ntk_outcome_init(&out), ntk_outcome_init(&control);
    status = one_init(s, y, i, &out, &control, err);
    if (status == NTK_OK) ntk_result_fold(result, &out), ntk_study_control(result, &control);
    ntk_study_progress(s, "least-squares", (double)(i + 1) / (double)inits);
  }
  snprintf(result->control_what, sizeof result->control_what, "a factor 2: r_{t+1} = (I - 2 eta A A^T) r_t");
  free(y);
  return status;
}

const ntk_check ntk_check_least_squares = {.id = "least-squares", .study = study};
