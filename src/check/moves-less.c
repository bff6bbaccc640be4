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

#include "../../spec/acsl/rows.h"

enum { ROWS = 20, SIZES = 5, INITS = 4, MEASURES = 4, DRIFT = 0, RELATIVE = 1, CHANGE = 2, GAP = 3 };

typedef struct { const double *y; double *w, *K0, *K1, *r0, *r, *lin; } room;

/* How a flow is integrated, and at which scale. */
typedef struct {
  const ntk_stepper_type *stepper;
  double tolerance, alpha;
} method;

/*@ predicate room_valid{L}(room *m, integer N, integer p) = \valid_read(m) && 0 < N && 0 < p && 8 * N <= SIZE_MAX && 8 * N * N <= SIZE_MAX && 8 * p <= SIZE_MAX && \valid_read(m->y + (0 .. N - 1)) && \valid(m->w + (0 .. p - 1)) &&
      \valid(m->K0 + (0 .. N * N - 1)) && \valid(m->K1 + (0 .. N * N - 1)) && \valid(m->r0 + (0 .. N - 1)) && \valid(m->r + (0 .. N - 1)) && \valid(m->lin + (0 .. N - 1));

    // what is written beside what is read
    predicate room_apart{L}(room *m, double *w0, integer N, integer p) = \separated(m->r0 + (0 .. N - 1), m->y + (0 .. N - 1)) && \separated(m->r + (0 .. N - 1), m->y + (0 .. N - 1)) &&
      \separated(m->w + (0 .. p - 1), m->y + (0 .. N - 1)) && \separated(m->w + (0 .. p - 1), w0 + (0 .. p - 1)); */

/*@ requires valid: \valid_read(m);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void room_free(room *m) { free(m->w), free(m->K0), free(m->K1), free(m->r0), free(m->r), free(m->lin); }

/*@ requires valid: \valid(m) && \valid_read(net) && net_map(net) && \valid_read(y + (0 .. net->N - 1));
    requires apart: \separated(m, net);
    terminates \true;
    exits \false;
    assigns *m, ntk_alloc_countdown;
    ensures boolean: \result == 0 || \result == 1;
    ensures valid: \result == 1 ==> room_valid(m, net->N, net->p);
    ensures apart: \result == 1 ==> room_apart(m, net->w0, net->N, net->p);
    ensures own: \result == 1 ==> owned((char *)m->w) && owned((char *)m->K0) && owned((char *)m->K1) && owned((char *)m->r0) && owned((char *)m->r) && owned((char *)m->lin); */
static int room_alloc(room *m, const ntk_net *net, const double *y) {
  const size_t N = net->N, p = net->p;
  m->y = y, m->w = ntk_doubles(p, 1), m->K0 = ntk_doubles(N, N), m->K1 = ntk_doubles(N, N);
  m->r0 = ntk_doubles(N, 1), m->r = ntk_doubles(N, 1), m->lin = ntk_doubles(N, 1);
  if (m->w == NULL || m->K0 == NULL || m->K1 == NULL || m->r0 == NULL || m->r == NULL || m->lin == NULL) return 0;
  //@ ghost heap_own(m->w), heap_own(m->K0), heap_own(m->K1), heap_own(m->r0), heap_own(m->r), heap_own(m->lin);
  //@ ghost heap_apart(m->r0, N, m->y, N), heap_apart(m->r, N, m->y, N), heap_apart(m->w, p, m->y, N), heap_apart(m->w, p, net->w0, p);
  return 1;
}

/* r0, K0, the horizon, and the linearised residual there. */
/*@ requires valid: \valid_read(net) && net_map(net) && room_valid(m, net->N, net->p) && \valid(T);
    requires apart: room_apart(m, net->w0, net->N, net->p);
    terminates \true;
    exits \false;
    assigns m->r0[0 .. net->N - 1], m->K0[0 .. net->N * net->N - 1], m->lin[0 .. net->N - 1], *T, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status linearise(double alpha, const ntk_net *net, const room *m, double *T) {
  const ntk_problem problem = {net->map, alpha, m->y, net->w0};
  const size_t N = net->N;
  ntk_linearised lin;
  ntk_residual(&problem, m->r0);
  ntk_status status = ntk_map_kernel(net->map, m->K0);
  if (status == NTK_OK) status = ntk_linearised_init(&lin, N, alpha, m->K0, m->r0);
  if (status != NTK_OK) return status;
  const double horizon = 3.0 / (alpha * alpha * lin.lambda[0]);
  //@ ghost heap_apart(lin.lambda, N, m->lin, N), heap_apart(lin.V, N * N, m->lin, N), heap_apart(lin.c, N, m->lin, N);
  ntk_linearised_residual(&lin, horizon, m->lin);
  ntk_linearised_clear(&lin);
  *T = horizon;
  return NTK_OK;
}

/* The flow to T: w, K1 and r there. */
/*@ requires valid: (how.stepper == \null || \valid_read(how.stepper)) && \valid_read(net) && net_map(net) && room_valid(m, net->N, net->p) && (err == \null || \valid(err));
    requires apart: room_apart(m, net->w0, net->N, net->p) && \separated(err, net->map) && \separated(err, m->w + (0 .. net->p - 1));
    terminates \true;
    exits \false;
    assigns m->w[0 .. net->p - 1], m->K1[0 .. net->N * net->N - 1], m->r[0 .. net->N - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status run(method how, const ntk_net *net, const room *m, double T, ntk_error *err) {
  const ntk_problem problem = {net->map, how.alpha, m->y, net->w0};
  const ntk_flow_options options = {.stepper = how.stepper, .T = T, .tolerance = fmax(how.tolerance, 1e-6)};
  ntk_copy(net->p, net->w0, m->w);
  ntk_status status = ntk_flow_run(&problem, &options, m->w, NULL, NULL, NULL, err);
  if (status == NTK_OK) status = ntk_map_at(net->map, m->w);
  if (status == NTK_OK) status = ntk_map_kernel(net->map, m->K1);
  if (status == NTK_OK) ntk_residual(&problem, m->r);
  return status;
}

/*@ requires valid: \valid_read(net) && net_map(net) && room_valid(m, net->N, net->p) && \valid(value + (0 .. MEASURES - 1));
    terminates \true;
    exits \false;
    assigns value[0 .. MEASURES - 1];
    ensures drift: value[DRIFT] == \old(\sqrt(square_distance(m->w, net->w0, net->p))); */
static void compare(const ntk_net *net, const room *m, double *value) {
  const size_t N = net->N, p = net->p;
  const double drift = ntk_distance(p, m->w, net->w0), relative = drift / ntk_norm(p, net->w0);
  const double change = ntk_distance(N * N, m->K1, m->K0) / ntk_norm(N * N, m->K0);
  const double gap = ntk_distance(N, m->r, m->lin) / ntk_norm(N, m->r0);
  value[DRIFT] = drift, value[RELATIVE] = relative, value[CHANGE] = change, value[GAP] = gap;
}

/*@ requires valid: (how.stepper == \null || \valid_read(how.stepper)) && \valid_read(net) && net_map(net) && room_valid(m, net->N, net->p) &&
                    \valid(value + (0 .. MEASURES - 1)) && (err == \null || \valid(err));
    requires apart: room_apart(m, net->w0, net->N, net->p) && \separated(err, net->map) && \separated(err, m->w + (0 .. net->p - 1));
    terminates \true;
    exits \false;
    assigns m->r0[0 .. net->N - 1], m->K0[0 .. net->N * net->N - 1], m->lin[0 .. net->N - 1], m->w[0 .. net->p - 1], m->K1[0 .. net->N * net->N - 1], m->r[0 .. net->N - 1],
            value[0 .. MEASURES - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status train(method how, const ntk_net *net, const room *m, double *value, ntk_error *err) {
  double T;
  ntk_status status = linearise(how.alpha, net, m, &T);
  if (status != NTK_OK) return ntk_fail(err, status, "moves-less: %s", ntk_status_text(status));
  status = run(how, net, m, T, err);
  if (status == NTK_OK) compare(net, m, value);
  return status;
}

/*@ requires valid: (how.stepper == \null || \valid_read(how.stepper)) && \valid_read(net) && net_map(net) && \valid_read(y + (0 .. net->N - 1)) &&
                    \valid(value + (0 .. MEASURES - 1)) && (err == \null || \valid(err));
    requires apart: \separated(err, net->map);
    terminates \true;
    exits \false;
    assigns value[0 .. MEASURES - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status measure_net(method how, const ntk_net *net, const double *y, double *value, ntk_error *err) {
  room m;
  ntk_status status;
  if (room_alloc(&m, net, y)) {
    //@ ghost heap_apart_any(m.w, net->p * sizeof(double), err, sizeof(ntk_error));
    status = train(how, net, &m, value, err);
  } else status = ntk_fail(err, NTK_ENOMEM, "out of memory for moves-less");
  room_free(&m);
  return status;
}

/* For the sweep over widths. */
/*@ requires valid: \valid_read(s) && (s->stepper == \null || \valid_read(s->stepper)) && \valid_read(net) && net_map(net) && dataset_valid(rows) && net->N == rows->y->size1 * rows->y->size2 &&
                    \valid(value + (0 .. MEASURES - 1)) && (err == \null || \valid(err));
    requires apart: \separated(err, net->map);
    terminates \true;
    exits \false;
    assigns value[0 .. MEASURES - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status measure(const ntk_setting *s, const ntk_net *net, const ntk_dataset *rows, void *context, double *value, ntk_error *err) {
  double *y = ntk_study_targets(rows);
  (void)context;
  if (y == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for moves-less");
  const method how = {s->stepper, s->tolerance, s->alpha};
  const ntk_status status = measure_net(how, net, y, value, err);
  free(y);
  return status;
}

/* One initialisation at one scale. */
/*@ requires valid: (how.stepper == \null || \valid_read(how.stepper)) && activation_known(arch.activation) && arch.depth <= 64 && matrix_readable(x) &&
                    x->tda <= INT_MAX && \valid_read(y + (0 .. x->size1 * width(arch, arch.depth) - 1)) && \valid(value + (0 .. MEASURES - 1)) && \valid(err);
    terminates \true;
    exits \false;
    assigns value[0 .. MEASURES - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status measure_init(method how, uint64_t seed, ntk_arch arch, const gsl_matrix *x, const double *y, size_t index, double *value, ntk_error *err) {
  ntk_net net;
  //@ assert outputs: arch.width[arch.depth] == width(arch, arch.depth);
  ntk_status status = ntk_net_init(&net, &arch, x, NULL, seed, index, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_any(net.map, sizeof(ntk_map), err, sizeof(ntk_error));
  status = measure_net(how, &net, y, value, err);
  ntk_net_clear(&net);
  return status;
}

enum { COUNT = SIZES * INITS };

/* All initialisations at scale number i: alpha and the rows of value. */
/*@ requires valid: (how.stepper == \null || \valid_read(how.stepper)) && activation_known(arch.activation) && arch.depth <= 64 && matrix_readable(x) &&
                    x->tda <= INT_MAX && \valid_read(y + (0 .. x->size1 * width(arch, arch.depth) - 1)) && i < SIZES &&
                    \valid(alpha + (0 .. COUNT - 1)) && \valid(value + (0 .. MEASURES * COUNT - 1)) && \valid(err);
    terminates \true;
    exits \false;
    assigns alpha[0 .. COUNT - 1], value[0 .. MEASURES * COUNT - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status measure_inits(method how, uint64_t seed, ntk_arch arch, const gsl_matrix *x, const double *y, size_t i, double *alpha, double *value, ntk_error *err) {
  double one[MEASURES];
  /*@ loop invariant range: 0 <= index <= INITS;
      loop assigns index, one[0 .. MEASURES - 1], alpha[0 .. COUNT - 1], value[0 .. MEASURES * COUNT - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant INITS - index; */
  for (size_t index = 0; index < INITS; index++) {
    const ntk_status status = measure_init(how, seed, arch, x, y, index, one, err);
    if (status != NTK_OK) return status;
    const size_t at = i * INITS + index;
    alpha[at] = how.alpha;
    value[DRIFT * COUNT + at] = one[DRIFT], value[RELATIVE * COUNT + at] = one[RELATIVE], value[CHANGE * COUNT + at] = one[CHANGE], value[GAP * COUNT + at] = one[GAP];
  }
  return NTK_OK;
}

/* Exponents in alpha: alpha[] and MEASURES rows of value, over SIZES scales of s->alpha times 2^i, INITS initialisations each, on the rows x with the targets y. */
/*@ requires valid: \valid_read(s) && (s->stepper == \null || \valid_read(s->stepper)) && activation_known(s->arch.activation) && s->arch.depth <= 64 && matrix_readable(x) && x->tda <= INT_MAX &&
                    \valid_read(y + (0 .. x->size1 * s->arch.width[s->arch.depth] - 1)) && \valid(alpha + (0 .. COUNT - 1)) && \valid(value + (0 .. MEASURES * COUNT - 1)) && \valid(err);
    terminates \true;
    exits \false;
    assigns alpha[0 .. COUNT - 1], value[0 .. MEASURES * COUNT - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status sweep_alpha(const ntk_setting *s, ntk_init init, const gsl_matrix *x, const double *y, double *alpha, double *value, ntk_error *err) {
  const double unit = s->alpha;
  const uint64_t seed = s->seed;
  ntk_arch arch = s->arch;
  method how = {s->stepper, s->tolerance, unit};
  arch.init = init;
  //@ assert outputs: width(arch, arch.depth) == s->arch.width[s->arch.depth];
  /*@ loop invariant range: 0 <= i <= SIZES;
      loop assigns i, how.alpha, alpha[0 .. COUNT - 1], value[0 .. MEASURES * COUNT - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant SIZES - i; */
  for (size_t i = 0; i < SIZES; i++) {
    how.alpha = unit * (double)(1u << i);
    const ntk_status status = measure_inits(how, seed, arch, x, y, i, alpha, value, err);
    if (status != NTK_OK) return status;
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
/*@ requires valid: \valid_read(alpha + (0 .. COUNT - 1)) && \valid_read(value + (0 .. COUNT - 1));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static ntk_fit fit_alpha(const double *alpha, const double *value) {
  double a[SIZES], mean[SIZES];
  /*@ loop invariant range: 0 <= i <= SIZES;
      loop assigns i, a[0 .. SIZES - 1], mean[0 .. SIZES - 1];
      loop variant SIZES - i; */
  for (size_t i = 0; i < SIZES; i++) {
    a[i] = alpha[i * INITS];
    mean[i] = geometric_mean(value + i * INITS);
  }
  return ntk_fit_power(SIZES, a, mean, 0.95);
}

/*@ requires valid: result_valid(result) && \valid_read(name) && \valid_read(fit);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried;
    ensures valid: result_valid(result); */
static void two_sided(ntk_result *result, const char *name, const ntk_fit *fit, double expected, double other) {
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_decide_slope(&out, name, ntk_moves_less_scales(fit->low, fit->high, expected), fit, expected, other);
  ntk_fact_fit(result, name, fit);
  ntk_result_fold(result, &out);
}

/*@ requires valid: result_valid(result) && \valid_read(name) && \valid_read(fit);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried;
    ensures valid: result_valid(result); */
static void one_sided(ntk_result *result, const char *name, const ntk_fit *fit, double expected) {
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_decide_slope_at_most(&out, name, ntk_moves_less_falls(fit->high, expected), fit, expected);
  ntk_fact_fit(result, name, fit);
  ntk_result_fold(result, &out);
}

/* The relative drift falls as 1/sqrt m in two layers, in more at least as fast. */
/*@ requires valid: \valid_read(s) && result_valid(result) && \valid_read(fit);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried;
    ensures valid: result_valid(result); */
static void relative_drift(const ntk_setting *s, ntk_result *result, const ntk_fit *fit) {
  if (s->arch.depth == 2) two_sided(result, "relative drift in width", fit, NTK_MOVES_LESS_RELATIVE_WIDTH, 0.0);
  else one_sided(result, "relative drift in width", fit, NTK_MOVES_LESS_RELATIVE_WIDTH);
}

/*@ requires valid: setting_valid(s) && rows_valid(rows, s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s) && rows_apart(rows, result, err);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures valid: result_valid(result); */
static ntk_status in_width(const ntk_setting *s, const ntk_dataset *rows, ntk_result *result, ntk_error *err) {
  ntk_sweep points;
  const size_t first = s->arch.depth == 2 ? 256 : 64;
  const ntk_status status = ntk_sweep_run(&points, s, "moves-less", rows, first, SIZES, INITS, MEASURES, measure, NULL, err);
  if (status != NTK_OK) return status;
  ntk_fit fit = ntk_sweep_fit(&points, DRIFT);
  two_sided(result, "drift in width", &fit, NTK_MOVES_LESS_DRIFT_WIDTH, -0.5);
  fit = ntk_sweep_fit(&points, RELATIVE);
  relative_drift(s, result, &fit);
  fit = ntk_sweep_fit(&points, CHANGE);
  one_sided(result, "kernel change in width", &fit, NTK_MOVES_LESS_RELATIVE_WIDTH);
  fit = ntk_sweep_fit(&points, GAP);
  one_sided(result, "linearisation gap in width", &fit, NTK_MOVES_LESS_RELATIVE_WIDTH);
  ntk_series(result, "relative kernel change", "width m", "||K_T - K_0|| / ||K_0||", COUNT, points.width, points.value + CHANGE * COUNT);
  ntk_series(result, "relative drift", "width m", "||w_T - w_0|| / ||w_0||", COUNT, points.width, points.value + RELATIVE * COUNT);
  ntk_sweep_clear(&points);
  return NTK_OK;
}

/* x: the rows, y: their targets. */
/*@ requires valid: \valid_read(s) && (s->stepper == \null || \valid_read(s->stepper)) && activation_known(s->arch.activation) && s->arch.depth <= 64 && matrix_readable(x) && x->tda <= INT_MAX &&
                    \valid_read(y + (0 .. x->size1 * s->arch.width[s->arch.depth] - 1)) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && \separated(x, result, err);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status in_alpha(const ntk_setting *s, const gsl_matrix *x, const double *y, ntk_result *result, ntk_error *err) {
  double alpha[COUNT], value[MEASURES * COUNT];
  ntk_status status = sweep_alpha(s, s->arch.init, x, y, alpha, value, err);
  if (status != NTK_OK) return status;
  ntk_fit fit = fit_alpha(alpha, value + DRIFT * COUNT);
  two_sided(result, "drift in alpha", &fit, NTK_MOVES_LESS_DRIFT_ALPHA, 0.0);
  fit = fit_alpha(alpha, value + CHANGE * COUNT);
  one_sided(result, "kernel change in alpha", &fit, NTK_MOVES_LESS_CHANGE_ALPHA);
  fit = fit_alpha(alpha, value + GAP * COUNT);
  one_sided(result, "linearisation gap in alpha", &fit, NTK_MOVES_LESS_CHANGE_ALPHA);
  ntk_series(result, "drift", "alpha", "||w_T - w_0||", COUNT, alpha, value + DRIFT * COUNT);
  status = sweep_alpha(s, NTK_INIT_PLAIN, x, y, alpha, value, err);
  if (status != NTK_OK) return status;
  fit = fit_alpha(alpha, value + DRIFT * COUNT);
  ntk_decide_slope(&result->control, "drift in alpha, plain initialisation", ntk_moves_less_scales(fit.low, fit.high, NTK_MOVES_LESS_DRIFT_ALPHA), &fit, NTK_MOVES_LESS_DRIFT_ALPHA, NAN);
  ntk_series(result, "drift, plain initialisation", "alpha", "||w_T - w_0||", COUNT, alpha, value + DRIFT * COUNT);
  return NTK_OK;
}

/*@ requires valid: setting_valid(s) && rows_valid(rows, s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s) && rows_apart(rows, result, err) && \separated(s, rows);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status on_rows(const ntk_setting *s, const ntk_dataset *rows, ntk_result *result, ntk_error *err) {
  //@ assert rows: rows->y->size1 == rows->x->size1 && rows->y->size2 == s->arch.width[s->arch.depth];
  double *y = ntk_study_targets(rows);
  if (y == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for targets");
  //@ assert outputs: rows->y->size1 * rows->y->size2 == rows->x->size1 * s->arch.width[s->arch.depth];
  ntk_status status = in_width(s, rows, result, err);
  if (status == NTK_OK) status = in_alpha(s, rows->x, y, result, err);
  free(y);
  return status;
}

/* Nothing where K(w0) is singular: the study is declined. */
/*@ requires valid: setting_valid(s) && rows_valid(rows, s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s) && rows_apart(rows, result, err) && \separated(s, rows);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status if_regular(const ntk_setting *s, const ntk_dataset *rows, ntk_result *result, ntk_error *err) {
  int singular;
  const ntk_status status = ntk_study_singular(s, rows, &singular, result, err);
  return status != NTK_OK || singular ? status : on_rows(s, rows, result, err);
}

/*@ requires valid: setting_valid(s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  snprintf(result->control_what, sizeof result->control_what, "plain initialisation: f(w0) is not 0");
  if (s->arch.init == NTK_INIT_PLAIN) {
    ntk_study_decline(result, NTK_HYPOTHESIS_FAILS, "not-centred: f(w0) is not 0 at plain initialisation");
    return NTK_OK;
  }
  ntk_dataset *rows = ntk_study_rows(s, ROWS);
  if (rows == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for %d rows", ROWS);
  //@ ghost NTK_ROWS_FRESH(rows, result, err), heap_apart_any(rows, sizeof(ntk_dataset), s, sizeof(ntk_setting));
  const ntk_status status = if_regular(s, rows, result, err);
  ntk_dataset_free(rows);
  return status;
}

const ntk_check ntk_check_moves_less = {.id = "moves-less", .study = study};
