/* flow-limit: GD at flow time t = eta k tends to the gradient flow as eta -> 0, with error O(eta).
   On the network itself, up to 50 rows: horizon Lambda T = 4 (Lambda = alpha^2 lambda_max(K(w0))), eta Lambda = 1/4 ... 1/64; the distance of GD's
   weights from the flow's (integrated to 1e-9 of the drift, far below the smallest distance) is fitted against eta. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/net.h"
#include "check/study.h"
#include "claim/flow-limit.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "flow/descent.h"
#include "flow/flow.h"
#include "kernel/spectrum.h"

enum { ROWS = 50, SIZES = 5, COARSEST = 16 };

typedef struct { double eta[SIZES], error[SIZES], scale; } distances;

/* error_i := ||GD after T/eta_i steps of slowness * eta_i - flow(T)||, with T/eta = COARSEST 2^i. slowness 1: the claim. */
static ntk_status measure(const ntk_problem *problem, const double *flow, double T, double slowness, double *w, distances *d, ntk_error *err) {
  for (size_t i = 0; i < SIZES; i++) {
    const size_t steps = (size_t)COARSEST << i;
    d->eta[i] = T / (double)steps;
    const ntk_descent_options options = {.kind = NTK_GD, .eta = slowness * d->eta[i], .steps = steps};
    for (size_t j = 0; j < problem->map->p; j++) w[j] = problem->w0[j];
    const ntk_status status = ntk_descent_run(problem, &options, w, NULL, NULL, NULL, err);
    if (status != NTK_OK) return status;
    d->error[i] = ntk_distance(problem->map->p, w, flow);
  }
  return NTK_OK;
}

static void decide(const distances *d, double floor, ntk_outcome *out, ntk_fit *fit) {
  *fit = ntk_fit_power(SIZES, d->eta, d->error, 0.95);
  if (d->error[SIZES - 1] < 10.0 * floor)
    ntk_outcome_set(out, NTK_UNDECIDED, "integration-error: the flow's own error %.3g is not far below GD's distance %.3g", floor, d->error[SIZES - 1]);
  else ntk_decide_slope(out, "distance from the flow in eta", ntk_flow_limit(fit->low, fit->high), fit, NTK_FLOW_LIMIT_EXPONENT, 0.0);
}

static ntk_status compare(const ntk_setting *s, const ntk_net *net, const double *y, double *K, double *flow, double *w, ntk_result *result, ntk_error *err) {
  const ntk_problem problem = {net->map, s->alpha, y, net->w0};
  double low, high;
  ntk_status status = net->map->kernel(net->map->context, K);
  if (status == NTK_OK) status = ntk_eigen_ends(net->N, K, &low, &high);
  if (status != NTK_OK) return ntk_fail(err, status, "flow-limit: kernel at initialisation: %s", ntk_status_text(status));
  const double T = 4.0 / (s->alpha * s->alpha * high);
  const ntk_flow_options options = {.stepper = s->stepper, .T = T, .tolerance = 1e-9};
  ntk_flow_stats stats;
  distances d;
  ntk_fit fit;
  ntk_outcome out;
  ntk_outcome_init(&out);
  for (size_t j = 0; j < net->p; j++) flow[j] = net->w0[j];
  status = ntk_flow_run(&problem, &options, flow, NULL, NULL, &stats, err);
  if (status == NTK_OK) status = measure(&problem, flow, T, 1.0, w, &d, err);
  if (status != NTK_OK) return status;
  decide(&d, stats.error, &out, &fit);
  ntk_result_fold(result, &out);
  ntk_fact(result, "horizon", T);
  ntk_fact(result, "flow_error", stats.error);
  ntk_fact_fit(result, "exponent_eta", &fit);
  ntk_series(result, "distance from the flow", "eta", "||w_GD - w_flow||", SIZES, d.eta, d.error);
  status = measure(&problem, flow, T, 0.5, w, &d, err);
  if (status == NTK_OK) decide(&d, stats.error, &result->control, &fit);
  return status;
}

static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  ntk_net net;
  ntk_dataset *rows = ntk_study_rows(s, ROWS);
  if (rows == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for %d rows", ROWS);
  ntk_status status = ntk_net_init(&net, &s->arch, rows->x, s->theta, s->seed, 0, err);
  if (status != NTK_OK) {
    ntk_dataset_free(rows);
    return status;
  }
  double *y = ntk_study_targets(rows), *K = ntk_doubles(net.N, net.N), *flow = ntk_doubles(net.p, 1), *w = ntk_doubles(net.p, 1);
  if (y == NULL || K == NULL || flow == NULL || w == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for %zu parameters", net.p);
  else status = compare(s, &net, y, K, flow, w, result, err);
  snprintf(result->control_what, sizeof result->control_what, "steps of eta/2 compared at flow time eta k");
  free(y), free(K), free(flow), free(w);
  ntk_net_clear(&net);
  ntk_dataset_free(rows);
  return status;
}

const ntk_check ntk_check_flow_limit = {.id = "flow-limit", .study = study};
