/* wide-enough: at alpha = 1 the width at which B1's condition h = 2 Lip ||r_0|| / sigma^2 < 1 holds is finite, and the loss goes to 0.
   (1) On the data: h over 5 widths, Lip by B4 on the ball that B1 would need at h = 1, falls at least as fast as 1/sqrt m (one-sided);
       the width at which h = 1 is extrapolated and reported.
   (2) The widest network trained at alpha = 1 to alpha^2 lambda_min T = 3: the loss falls (reported: R(T)/R(0)).
   (3) On the first rows of the data, as many as it takes (8, 4, 2), a width is found where h < 1 in fact, and the flow from there has
       R(T) <= R(0) exp(-2 sigma^2 (1 - h) T) at sigma^2 (1 - h) T = 3.
   Control: mean-field scaling, under which h does not fall with the width. Plain double throughout: a sample, not a certificate. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/widths.h"
#include "claim/kantorovich.h"
#include "claim/moves-less.h"
#include "claim/wide-enough.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "flow/flow.h"
#include "kernel/spectrum.h"
#include "model/lipschitz.h"
#include "model/map-call.h"

enum { ROWS = 20, SIZES = 5, INITS = 10, LARGEST = 1 << 15 };

typedef struct { double sigma2, r0, lip, h; } condition;

/* h of B1 at alpha = 1 at the map's point; Lip on the ball of radius 2 ||r_0|| / sigma, B1's rho* at h = 1. */
static ntk_status measure_condition(const ntk_net *net, const ntk_dataset *rows, condition *c, ntk_error *err) {
  double *K = ntk_doubles(net->N, net->N), *r = ntk_doubles(net->N, 1), *y = ntk_study_targets(rows), high;
  ntk_status status = K == NULL || r == NULL || y == NULL ? NTK_ENOMEM : ntk_map_kernel(net->map, K);
  if (status == NTK_OK) status = ntk_eigen_ends(net->N, K, &c->sigma2, &high);
  if (status == NTK_OK) {
    const ntk_problem problem = {net->map, 1.0, y, net->w0};
    ntk_residual(&problem, r);
    c->r0 = ntk_norm(net->N, r);
    c->sigma2 -= ntk_eigen_error(net->N, high);
    c->h = INFINITY;
    if (c->sigma2 > 0.0) {
      status = ntk_lipschitz(net->mlp, 2.0 * c->r0 / sqrt(c->sigma2), &c->lip);
      c->h = ntk_kantorovich_h(c->lip, c->r0, 1.0, sqrt(c->sigma2));
    }
  }
  free(K), free(r), free(y);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "wide-enough: %s", ntk_status_text(status));
}

static ntk_status measure(const ntk_setting *s, const ntk_net *net, const ntk_dataset *rows, void *context, double *value, ntk_error *err) {
  condition c = {0};
  (void)s, (void)context;
  const ntk_status status = measure_condition(net, rows, &c, err);
  *value = c.h;
  return status;
}

/* R(T)/R(0) of the flow at alpha = 1. */
static ntk_status train(const ntk_setting *s, const ntk_net *net, const ntk_dataset *rows, double T, double *ratio, ntk_error *err) {
  double *w = ntk_doubles(net->p, 1), *r = ntk_doubles(net->N, 1), *y = ntk_study_targets(rows);
  ntk_status status = w == NULL || r == NULL || y == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory for wide-enough") : NTK_OK;
  const ntk_problem problem = {net->map, 1.0, y, net->w0};
  const ntk_flow_options options = {.stepper = s->stepper, .T = T, .tolerance = s->tolerance};
  if (status == NTK_OK) {
    ntk_residual(&problem, r);
    const double first = ntk_loss(net->N, r);
    for (size_t j = 0; j < net->p; j++) w[j] = net->w0[j];
    status = ntk_flow_run(&problem, &options, w, NULL, NULL, NULL, err);
    if (status == NTK_OK) status = ntk_map_at(net->map, w);
    if (status == NTK_OK) {
      ntk_residual(&problem, r);
      *ratio = ntk_loss(net->N, r) / first;
    }
  }
  free(w), free(r), free(y);
  return status;
}

static ntk_status sweep(const ntk_setting *s, const ntk_dataset *rows, double power, ntk_outcome *out, ntk_result *result, ntk_error *err) {
  ntk_setting scaled = *s;
  ntk_sweep points;
  scaled.arch.scale_power = power;
  const size_t first = s->arch.depth == 2 ? 256 : 64, count = SIZES * INITS;
  const ntk_status status = ntk_sweep_run(&points, &scaled, "wide-enough", rows, first, SIZES, INITS, 1, measure, NULL, err);
  if (status != NTK_OK) return status;
  const ntk_fit fit = ntk_sweep_fit(&points, 0);
  ntk_decide_slope_at_most(out, "h in the width", ntk_moves_less_falls(fit.high, NTK_MOVES_LESS_RELATIVE_WIDTH), &fit, NTK_MOVES_LESS_RELATIVE_WIDTH);
  if (result != NULL) {
    ntk_fact_fit(result, "exponent of h in width", &fit);
    ntk_fact(result, "extrapolated width for h = 1", exp(-fit.intercept / fit.slope));
    ntk_fact(result, "h at the largest width", points.value[count - 1]);
    ntk_series(result, "h at alpha = 1", "width m", "h", count, points.width, points.value);
  }
  ntk_sweep_clear(&points);
  return NTK_OK;
}

/* (2) */
static ntk_status train_data(const ntk_setting *s, const ntk_dataset *rows, ntk_result *result, ntk_error *err) {
  ntk_net net;
  condition c = {0};
  double ratio = NAN;
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_arch arch = s->arch;
  ntk_arch_set_width(&arch, s->arch.depth == 2 ? 4096 : 1024);
  ntk_status status = ntk_net_init(&net, &arch, rows->x, NULL, s->seed, 0, err);
  if (status != NTK_OK) return status;
  status = measure_condition(&net, rows, &c, err);
  if (status == NTK_OK && c.sigma2 > 0.0) status = train(s, &net, rows, 3.0 / c.sigma2, &ratio, err);
  if (status == NTK_OK) {
    const double target = exp(-3.0);
    ntk_outcome_set(&out, ratio <= target ? NTK_HELD : NTK_UNDECIDED, "loss: R(T)/R(0) = %.3g at alpha = 1, width %zu, lambda_min T = 3", ratio, arch.width[1]);
    out.value = ratio, out.bound = target, out.margin = target / ratio;
    ntk_result_fold(result, &out);
    ntk_fact(result, "loss ratio at alpha = 1", ratio);
  }
  ntk_net_clear(&net);
  return status;
}

/* (3) for n rows at one width; *closed = 1 when h < 1 there. */
static ntk_status close_at(const ntk_setting *s, const ntk_dataset *rows, size_t width, int *closed, ntk_result *result, ntk_error *err) {
  ntk_net net;
  condition c = {0};
  ntk_arch arch = s->arch;
  ntk_outcome out;
  ntk_outcome_init(&out);
  double ratio = NAN;
  ntk_arch_set_width(&arch, width);
  ntk_status status = ntk_net_init(&net, &arch, rows->x, NULL, s->seed, 0, err);
  if (status != NTK_OK) return status;
  status = measure_condition(&net, rows, &c, err);
  *closed = c.h < 1.0;
  if (status == NTK_OK && *closed) {
    const double rate = c.sigma2 * (1.0 - c.h), target = exp(-6.0);
    status = train(s, &net, rows, 3.0 / rate, &ratio, err);
    ntk_outcome_set(&out, ntk_wide_enough(c.h, ratio, target) ? NTK_HELD : NTK_REFUTED, "wide-enough: %zu rows at width %zu: h = %.3f, R(T)/R(0) = %.3g, bound %.3g", rows->x->size1, width, c.h, ratio, target);
    out.value = ratio, out.bound = target, out.margin = target / ratio;
    ntk_result_fold(result, &out);
    ntk_fact(result, "rows closed at alpha = 1", (double)rows->x->size1);
    ntk_fact(result, "width closed at alpha = 1", (double)width);
    ntk_fact(result, "h there", c.h);
  }
  ntk_net_clear(&net);
  return status;
}

static ntk_status close_some(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  const size_t largest = s->arch.depth == 2 ? LARGEST : LARGEST >> 4;
  int closed = 0;
  for (size_t n = 8; n >= 2 && !closed; n /= 2) {
    ntk_dataset *rows = ntk_study_rows(s, n);
    ntk_status status = rows == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory for %zu rows", n) : NTK_OK;
    for (size_t width = 1024; status == NTK_OK && width <= largest && !closed; width *= 2) status = close_at(s, rows, width, &closed, result, err);
    if (rows != NULL) ntk_dataset_free(rows);
    if (status != NTK_OK) return status;
  }
  if (!closed) {
    ntk_outcome out;
    ntk_outcome_init(&out);
    ntk_outcome_set(&out, NTK_UNDECIDED, "too-narrow: h >= 1 on 2 rows up to width %zu", largest);
    ntk_result_fold(result, &out);
  }
  return NTK_OK;
}

static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  snprintf(result->control_what, sizeof result->control_what, "mean-field scaling: 1/m in place of 1/sqrt m");
  if (!isfinite(s->arch.activation->lipschitz2)) {
    ntk_study_decline(result, NTK_HYPOTHESIS_FAILS, "jacobian-not-lipschitz: %s has no bound on phi''", s->arch.activation->name);
    return NTK_OK;
  }
  ntk_dataset *rows = ntk_study_rows(s, ROWS);
  if (rows == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for %d rows", ROWS);
  int singular;
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_status status = ntk_study_singular(s, rows, &singular, result, err);
  if (status == NTK_OK && !singular) {
    status = sweep(s, rows, 0.5, &out, result, err);
    if (status == NTK_OK) ntk_result_fold(result, &out);
    if (status == NTK_OK) status = train_data(s, rows, result, err);
    if (status == NTK_OK) status = close_some(s, result, err);
    if (status == NTK_OK) status = sweep(s, rows, 1.0, &result->control, NULL, err);
  }
  ntk_dataset_free(rows);
  return status;
}

const ntk_check ntk_check_wide_enough = {.id = "wide-enough", .study = study};
