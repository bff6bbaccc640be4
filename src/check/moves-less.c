/* moves-less (f(w0) = 0): to the horizon alpha^2 lambda_min T = 3, drift ~ 1/alpha, and in width the drift is Theta(1) while
   ||w_T - w0|| / ||w0|| ~ 1/sqrt m (two layers; deeper, where ||w0|| grows up to as m, at least as fast: one-sided); the relative kernel change ||K_T - K_0||_F / ||K_0||_F and the gap ||r - r_lin|| / ||r_0|| fall at
   least as fast as 1/sqrt m and 1/alpha (one-sided). Exponents over 5 widths at the given alpha and over 5 scales from it.
   The flows are integrated to 1e-6 of the drift: far below any spread that exponents see.
   Control: plain initialisation, where ||r_0|| grows with alpha and the drift does not fall. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/widths.h"
#include "claim/moves-less.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "flow/flow.h"
#include "flow/linearised.h"
#include "model/map-call.h"

enum { ROWS = 20, SIZES = 5, INITS = 4, MEASURES = 4, DRIFT = 0, RELATIVE = 1, CHANGE = 2, GAP = 3 };

typedef struct { double *y, *w, *K0, *K1, *r0, *r, *lin; } room;

static void room_free(room *m) { free(m->y), free(m->w), free(m->K0), free(m->K1), free(m->r0), free(m->r), free(m->lin); }

static int room_alloc(room *m, const ntk_net *net, const ntk_dataset *rows) {
  const size_t N = net->N;
  *m = (room){ntk_study_targets(rows), ntk_doubles(net->p, 1), ntk_doubles(N, N), ntk_doubles(N, N), ntk_doubles(N, 1), ntk_doubles(N, 1), ntk_doubles(N, 1)};
  return m->y && m->w && m->K0 && m->K1 && m->r0 && m->r && m->lin;
}

static ntk_status train(const ntk_setting *s, const ntk_net *net, room *m, double *value, ntk_error *err) {
  const ntk_problem problem = {net->map, s->alpha, m->y, net->w0};
  ntk_linearised lin;
  ntk_residual(&problem, m->r0);
  ntk_status status = ntk_map_kernel(net->map, m->K0);
  if (status == NTK_OK) status = ntk_linearised_init(&lin, net->N, s->alpha, m->K0, m->r0);
  if (status != NTK_OK) return ntk_fail(err, status, "moves-less: %s", ntk_status_text(status));
  const ntk_flow_options options = {.stepper = s->stepper, .T = 3.0 / (s->alpha * s->alpha * lin.lambda[0]), .tolerance = fmax(s->tolerance, 1e-6)};
  for (size_t j = 0; j < net->p; j++) m->w[j] = net->w0[j];
  status = ntk_flow_run(&problem, &options, m->w, NULL, NULL, NULL, err);
  if (status == NTK_OK) status = ntk_map_at(net->map, m->w);
  if (status == NTK_OK) status = ntk_map_kernel(net->map, m->K1);
  if (status == NTK_OK) {
    ntk_residual(&problem, m->r);
    ntk_linearised_residual(&lin, options.T, m->lin);
    value[DRIFT] = ntk_distance(net->p, m->w, net->w0);
    value[RELATIVE] = value[DRIFT] / ntk_norm(net->p, net->w0);
    value[CHANGE] = ntk_distance(net->N * net->N, m->K1, m->K0) / ntk_norm(net->N * net->N, m->K0);
    value[GAP] = ntk_distance(net->N, m->r, m->lin) / ntk_norm(net->N, m->r0);
  }
  ntk_linearised_clear(&lin);
  return status;
}

static ntk_status measure(const ntk_setting *s, const ntk_net *net, const ntk_dataset *rows, void *context, double *value, ntk_error *err) {
  room m;
  (void)context;
  const ntk_status status = room_alloc(&m, net, rows) ? train(s, net, &m, value, err) : ntk_fail(err, NTK_ENOMEM, "out of memory for moves-less");
  room_free(&m);
  return status;
}

/* Exponents in alpha: alpha[] and value[q][] over SIZES scales of s->alpha times 2^i, INITS initialisations each. */
static ntk_status sweep_alpha(const ntk_setting *s, ntk_init init, const ntk_dataset *rows, double *alpha, double (*value)[SIZES * INITS], ntk_error *err) {
  ntk_setting scaled = *s;
  scaled.arch.init = init;
  for (size_t i = 0; i < SIZES; i++) {
    scaled.alpha = s->alpha * (double)(1u << i);
    for (size_t index = 0; index < INITS; index++) {
      ntk_net net;
      double one[MEASURES];
      ntk_status status = ntk_net_init(&net, &scaled.arch, rows->x, NULL, s->seed, index, err);
      if (status != NTK_OK) return status;
      status = measure(&scaled, &net, rows, NULL, one, err);
      ntk_net_clear(&net);
      if (status != NTK_OK) return status;
      alpha[i * INITS + index] = scaled.alpha;
      for (size_t q = 0; q < MEASURES; q++) value[q][i * INITS + index] = one[q];
    }
  }
  return NTK_OK;
}

/*@ // sum_{i<n} ln x_i
    logic real log_sum{L}(double *x, integer n) = n <= 0 ? 0.0 : log_sum(x, n - 1) + \log(x[n - 1]); */

/* The geometric mean over the initialisations. */
/*@ requires valid: \valid_read(value + (0 .. INITS - 1));
    terminates \true;
    exits \false;
    assigns \result \from value[0 .. INITS - 1];
    ensures mean: (\forall integer i; 0 <= i < INITS ==> 0.0 < value[i]) ==> \result == \exp(log_sum(value, INITS) / INITS); */
static double geometric_mean(const double *value) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= index <= INITS;
      loop invariant sum: (\forall integer i; 0 <= i < INITS ==> 0.0 < value[i]) ==> sum == log_sum(value, index);
      loop assigns index, sum;
      loop variant INITS - index; */
  for (size_t index = 0; index < INITS; index++) sum += log(value[index]);
  return exp(sum / INITS);
}

/* The exponent in alpha of the geometric means over initialisations: the same weights stand at every alpha, so their spread is common to all. */
static ntk_fit fit_alpha(const double *alpha, const double *value) {
  double a[SIZES], mean[SIZES];
  for (size_t i = 0; i < SIZES; i++) {
    a[i] = alpha[i * INITS];
    mean[i] = geometric_mean(value + i * INITS);
  }
  return ntk_fit_power(SIZES, a, mean, 0.95);
}

static void two_sided(ntk_result *result, const char *name, const ntk_fit *fit, double expected, double other) {
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_decide_slope(&out, name, ntk_moves_less_scales(fit->low, fit->high, expected), fit, expected, other);
  ntk_result_fold(result, &out);
  ntk_fact_fit(result, name, fit);
}

static void one_sided(ntk_result *result, const char *name, const ntk_fit *fit, double expected) {
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_decide_slope_at_most(&out, name, ntk_moves_less_falls(fit->high, expected), fit, expected);
  ntk_result_fold(result, &out);
  ntk_fact_fit(result, name, fit);
}

static ntk_status in_width(const ntk_setting *s, const ntk_dataset *rows, ntk_result *result, ntk_error *err) {
  ntk_sweep points;
  const size_t first = s->arch.depth == 2 ? 256 : 64;
  const ntk_status status = ntk_sweep_run(&points, s, "moves-less", rows, first, SIZES, INITS, MEASURES, measure, NULL, err);
  if (status != NTK_OK) return status;
  const size_t count = SIZES * INITS;
  ntk_fit fit = ntk_sweep_fit(&points, DRIFT);
  two_sided(result, "drift in width", &fit, NTK_MOVES_LESS_DRIFT_WIDTH, -0.5);
  fit = ntk_sweep_fit(&points, RELATIVE);
  if (s->arch.depth == 2) two_sided(result, "relative drift in width", &fit, NTK_MOVES_LESS_RELATIVE_WIDTH, 0.0);
  else one_sided(result, "relative drift in width", &fit, NTK_MOVES_LESS_RELATIVE_WIDTH);
  fit = ntk_sweep_fit(&points, CHANGE);
  one_sided(result, "kernel change in width", &fit, NTK_MOVES_LESS_RELATIVE_WIDTH);
  fit = ntk_sweep_fit(&points, GAP);
  one_sided(result, "linearisation gap in width", &fit, NTK_MOVES_LESS_RELATIVE_WIDTH);
  ntk_series(result, "relative kernel change", "width m", "||K_T - K_0|| / ||K_0||", count, points.width, points.value + CHANGE * count);
  ntk_series(result, "relative drift", "width m", "||w_T - w_0|| / ||w_0||", count, points.width, points.value + RELATIVE * count);
  ntk_sweep_clear(&points);
  return NTK_OK;
}

static ntk_status in_alpha(const ntk_setting *s, const ntk_dataset *rows, ntk_result *result, ntk_error *err) {
  enum { COUNT = SIZES * INITS };
  double alpha[COUNT], value[MEASURES][COUNT];
  ntk_status status = sweep_alpha(s, s->arch.init, rows, alpha, value, err);
  if (status != NTK_OK) return status;
  ntk_fit fit = fit_alpha(alpha, value[DRIFT]);
  two_sided(result, "drift in alpha", &fit, NTK_MOVES_LESS_DRIFT_ALPHA, 0.0);
  fit = fit_alpha(alpha, value[CHANGE]);
  one_sided(result, "kernel change in alpha", &fit, NTK_MOVES_LESS_CHANGE_ALPHA);
  fit = fit_alpha(alpha, value[GAP]);
  one_sided(result, "linearisation gap in alpha", &fit, NTK_MOVES_LESS_CHANGE_ALPHA);
  ntk_series(result, "drift", "alpha", "||w_T - w_0||", COUNT, alpha, value[DRIFT]);
  status = sweep_alpha(s, NTK_INIT_PLAIN, rows, alpha, value, err);
  if (status != NTK_OK) return status;
  fit = fit_alpha(alpha, value[DRIFT]);
  ntk_decide_slope(&result->control, "drift in alpha, plain initialisation", ntk_moves_less_scales(fit.low, fit.high, NTK_MOVES_LESS_DRIFT_ALPHA), &fit, NTK_MOVES_LESS_DRIFT_ALPHA, NAN);
  ntk_series(result, "drift, plain initialisation", "alpha", "||w_T - w_0||", COUNT, alpha, value[DRIFT]);
  return NTK_OK;
}

static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  snprintf(result->control_what, sizeof result->control_what, "plain initialisation: f(w0) is not 0");
  if (s->arch.init == NTK_INIT_PLAIN) {
    ntk_study_decline(result, NTK_HYPOTHESIS_FAILS, "not-centred: f(w0) is not 0 at plain initialisation");
    return NTK_OK;
  }
  ntk_dataset *rows = ntk_study_rows(s, ROWS);
  if (rows == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for %d rows", ROWS);
  int singular;
  ntk_status status = ntk_study_singular(s, rows, &singular, result, err);
  if (status == NTK_OK && singular) {
    ntk_dataset_free(rows);
    return NTK_OK;
  }
  if (status == NTK_OK) status = in_width(s, rows, result, err);
  if (status == NTK_OK) status = in_alpha(s, rows, result, err);
  ntk_dataset_free(rows);
  return status;
}

const ntk_check ntk_check_moves_less = {.id = "moves-less", .study = study};
