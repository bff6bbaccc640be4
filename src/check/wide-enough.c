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

#include "../../spec/acsl/heap-scratch.h"
#include "../../spec/acsl/rows.h"
#include "../../spec/acsl/scaled.h"

enum { ROWS = 20, SIZES = 5, INITS = 10, LARGEST = 1 << 15 };

typedef struct { double sigma2, r0, lip, h; } condition;

/*@ requires positive: 0.0 < x;
    terminates \true;
    exits \false;
    assigns \result \from x;
    ensures root: \result == \sqrt(x) && 0.0 < \result; */
static double root_of(double x) {
  const double root = sqrt(x);
  //@ assert square: root * root == x;
  return root;
}

/*@ // a network whose scratch matrices may be written
    predicate measurable{L}(ntk_net *net) = net_valid(net) && norms_fit(net->mlp->arch, net->mlp->n) && scratch_owned(net->mlp); */

/* h of B1 at alpha = 1 at the map's point; Lip on the ball of radius 2 ||r_0|| / sigma, B1's rho* at h = 1. K: N x N, r: N, scratch. */
/*@ requires valid: measurable(net) && \valid_read(y + (0 .. net->N - 1)) && \valid(K + (0 .. net->N * net->N - 1)) && \valid(r + (0 .. net->N - 1)) && \valid(c);
    requires apart: \separated(r + (0 .. net->N - 1), y + (0 .. net->N - 1)) && \separated(K + (0 .. net->N * net->N - 1), net->mlp) && \separated(r + (0 .. net->N - 1), net->mlp) &&
                    \separated(c, net) && \separated(c, net->mlp);
    terminates \true;
    exits \false;
    assigns K[0 .. net->N * net->N - 1], r[0 .. net->N - 1], *c, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures h: \result == NTK_OK && 0.0 < c->sigma2 ==> c->h == kantorovich_h(c->lip, c->r0, 1.0, \sqrt(c->sigma2)); */
static ntk_status condition_of(const ntk_net *net, const double *y, double *K, double *r, condition *c) {
  const ntk_problem problem = {net->map, 1.0, y, net->w0};
  double low, high, lip = 0.0;
  ntk_status status = ntk_map_kernel(net->map, K);
  if (status == NTK_OK) status = ntk_eigen_ends(net->N, K, &low, &high);
  if (status != NTK_OK) return status;
  ntk_residual(&problem, r);
  const double r0 = ntk_norm(net->N, r), sigma2 = low - ntk_eigen_error(net->N, high);
  double h = INFINITY;
  //@ assert network: mlp_valid(net->mlp) && norms_fit(net->mlp->arch, net->mlp->n);
  if (sigma2 > 0.0) {
    const double sigma = root_of(sigma2);
    status = ntk_lipschitz(net->mlp, 2.0 * r0 / sigma, &lip);
    h = ntk_kantorovich_h(lip, r0, 1.0, sigma);
  }
  c->sigma2 = sigma2, c->r0 = r0, c->lip = lip, c->h = h;
  return status;
}

/*@ requires valid: measurable(net) && \valid_read(y + (0 .. net->N - 1)) && \valid(c) && (err == \null || \valid(err));
    requires apart: \separated(c, net) && \separated(c, net->mlp) && (err == \null || \separated(c, err));
    terminates \true;
    exits \false;
    assigns *c, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status measure_condition(const ntk_net *net, const double *y, condition *c, ntk_error *err) {
  const size_t N = net->N;
  double *K = ntk_doubles(N, N), *r = ntk_doubles(N, 1);
  ntk_status status = NTK_ENOMEM;
  if (K != NULL && r != NULL) {
    //@ ghost heap_own(K), heap_own(r), heap_apart(r, N, y, N);
    //@ ghost heap_apart_any(K, N * N * sizeof(double), net->mlp, sizeof(ntk_mlp)), heap_apart_any(r, N * sizeof(double), net->mlp, sizeof(ntk_mlp));
    status = condition_of(net, y, K, r, c);
  }
  free(K), free(r);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "wide-enough: %s", ntk_status_text(status));
}

/*@ requires valid: measurable(net) && \valid_read(y + (0 .. net->N - 1)) && \valid(value) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns *value, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status measure_h(const ntk_net *net, const double *y, double *value, ntk_error *err) {
  condition c = {0};
  const ntk_status status = measure_condition(net, y, &c, err);
  *value = c.h;
  return status;
}

/* For the sweep over widths. */
/*@ requires valid: \valid_read(s) && measurable(net) && dataset_valid(rows) && net->N == rows->y->size1 * rows->y->size2 && \valid(value) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns *value, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status measure(const ntk_setting *s, const ntk_net *net, const ntk_dataset *rows, void *context, double *value, ntk_error *err) {
  double *y = ntk_study_targets(rows);
  (void)s, (void)context;
  if (y == NULL) return ntk_fail(err, NTK_ENOMEM, "wide-enough: %s", ntk_status_text(NTK_ENOMEM));
  const ntk_status status = measure_h(net, y, value, err);
  free(y);
  return status;
}

/* The flow at alpha = 1 to T; w: p, r: N, scratch. */
/*@ requires valid: (stepper == \null || \valid_read(stepper)) && \valid_read(net) && net_map(net) && \valid_read(y + (0 .. net->N - 1)) && \valid(w + (0 .. net->p - 1)) &&
                    \valid(r + (0 .. net->N - 1)) && \valid(ratio) && \valid(err);
    requires apart: \separated(w + (0 .. net->p - 1), y + (0 .. net->N - 1)) && \separated(w + (0 .. net->p - 1), net->w0 + (0 .. net->p - 1)) &&
                    \separated(r + (0 .. net->N - 1), y + (0 .. net->N - 1)) && \separated(err, net->map) && \separated(err, w + (0 .. net->p - 1));
    terminates \true;
    exits \false;
    assigns w[0 .. net->p - 1], r[0 .. net->N - 1], *ratio, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status run(const ntk_stepper_type *stepper, double tolerance, const ntk_net *net, const double *y, double T, double *w, double *r, double *ratio, ntk_error *err) {
  const ntk_problem problem = {net->map, 1.0, y, net->w0};
  const ntk_flow_options options = {.stepper = stepper, .T = T, .tolerance = tolerance};
  ntk_residual(&problem, r);
  const double first = ntk_loss(net->N, r);
  ntk_copy(net->p, net->w0, w);
  ntk_status status = ntk_flow_run(&problem, &options, w, NULL, NULL, NULL, err);
  if (status == NTK_OK) status = ntk_map_at(net->map, w);
  if (status != NTK_OK) return status;
  ntk_residual(&problem, r);
  *ratio = ntk_loss(net->N, r) / first;
  return NTK_OK;
}

/* R(T)/R(0) of the flow at alpha = 1. */
/*@ requires valid: (stepper == \null || \valid_read(stepper)) && \valid_read(net) && net_map(net) && \valid_read(y + (0 .. net->N - 1)) && \valid(ratio) && \valid(err);
    requires apart: \separated(err, net->map);
    terminates \true;
    exits \false;
    assigns *ratio, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status train(const ntk_stepper_type *stepper, double tolerance, const ntk_net *net, const double *y, double T, double *ratio, ntk_error *err) {
  const size_t N = net->N, p = net->p;
  double *w = ntk_doubles(p, 1), *r = ntk_doubles(N, 1);
  ntk_status status;
  if (w == NULL || r == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for wide-enough");
  else {
    //@ ghost heap_own(w), heap_own(r), heap_apart(w, p, y, N), heap_apart(w, p, net->w0, p), heap_apart(r, N, y, N), heap_apart_any(w, p * sizeof(double), err, sizeof(ntk_error));
    status = run(stepper, tolerance, net, y, T, w, r, ratio, err);
  }
  free(w), free(r);
  return status;
}

/*@ requires valid: setting_value(scaled) && dataset_valid(rows) && rows->x->tda <= INT_MAX && \valid(out) && (result == \null || result_valid(result)) && \valid(err);
    requires apart: \separated(out, err);
    requires power: 0.0 <= power && finite(power);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->value, out->bound, out->error, out->margin, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures verdict: \result == NTK_OK ==> out->verdict == NTK_HELD || out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
static ntk_status sweep(ntk_setting scaled, const ntk_dataset *rows, double power, ntk_outcome *out, ntk_result *result, ntk_error *err) {
  enum { COUNT = SIZES * INITS };
  ntk_sweep points;
  const size_t first = scaled.arch.depth == 2 ? 256 : 64;
  //@ ghost ntk_arch before = scaled.arch;
  scaled.arch.scale_power = power;
  //@ ghost same_layers(scaled.arch, before);
  //@ assert arch: arch_ok(scaled.arch);
  //@ assert last: width(scaled.arch, scaled.arch.depth) == width(before, before.depth) && width(scaled.arch, 0) == width(before, 0);
  //@ ghost width_fits(&scaled.arch, 0), width_fits(&scaled.arch, scaled.arch.depth);
  //@ assert data: dataset_valid(scaled.data);
  //@ assert shape: scaled.data->x->size2 == scaled.arch.width[0] && scaled.data->y->size2 == scaled.arch.width[scaled.arch.depth];
  //@ assert theta: scaled.theta == \null || \valid_read(scaled.theta + (0 .. arch_params(scaled.arch) - 1));
  //@ assert given: setting_given(&scaled);
  //@ assert fits: setting_fits(&scaled);
  const ntk_status status = ntk_sweep_run(&points, &scaled, "wide-enough", rows, first, SIZES, INITS, 1, measure, NULL, err);
  if (status != NTK_OK) return status;
  const double *widths = points.width, *values = points.value;
  //@ assert sizes: points.sizes == SIZES && points.inits == INITS && points.count == 1;
  //@ assert rows: points.sizes * points.inits == COUNT;
  //@ assert cells: points.sizes * points.inits * points.count == COUNT;
  //@ assert widths: \valid_read(widths + (0 .. points.sizes * points.inits - 1));
  //@ assert values: \valid_read(values + (0 .. points.sizes * points.inits * points.count - 1));
  //@ assert points: \valid_read(widths + (0 .. COUNT - 1)) && \valid_read(values + (0 .. COUNT - 1));
  const ntk_fit fit = ntk_sweep_fit(&points, 0);
  ntk_decide_slope_at_most(out, "h in the width", ntk_moves_less_falls(fit.high, NTK_MOVES_LESS_RELATIVE_WIDTH), &fit, NTK_MOVES_LESS_RELATIVE_WIDTH);
  if (result != NULL) {
    ntk_fact_fit(result, "exponent of h in width", &fit);
    ntk_fact(result, "extrapolated width for h = 1", exp(-fit.intercept / fit.slope));
    ntk_fact(result, "h at the largest width", values[COUNT - 1]);
    ntk_series(result, "h at alpha = 1", "width m", "h", COUNT, widths, values);
  }
  ntk_sweep_clear(&points);
  return NTK_OK;
}

/* (2) on the network at hand. */
/*@ requires valid: (stepper == \null || \valid_read(stepper)) && measurable(net) && \valid_read(y + (0 .. net->N - 1)) && result_valid(result) && \valid(err);
    requires apart: \separated(result, err) && \separated(err, net->map);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status train_net(const ntk_stepper_type *stepper, double tolerance, const ntk_net *net, const double *y, size_t width, ntk_result *result, ntk_error *err) {
  condition c = {0};
  double ratio = NAN;
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_status status = measure_condition(net, y, &c, err);
  if (status == NTK_OK && c.sigma2 > 0.0) status = train(stepper, tolerance, net, y, 3.0 / c.sigma2, &ratio, err);
  if (status != NTK_OK) return status;
  const double target = exp(-3.0);
  ntk_outcome_set(&out, ratio <= target ? NTK_HELD : NTK_UNDECIDED, "loss: R(T)/R(0) = %.3g at alpha = 1, width %zu, lambda_min T = 3", ratio, width);
  out.value = ratio, out.bound = target, out.margin = target / ratio;
  ntk_result_fold(result, &out);
  ntk_fact(result, "loss ratio at alpha = 1", ratio);
  return NTK_OK;
}

/*@ // rows, their targets, and the network that is to stand on them
    predicate trainable{L}(ntk_setting *s, ntk_arch arch, gsl_matrix *x, double *y) = \valid_read(s) && (s->stepper == \null || \valid_read(s->stepper)) && arch_ok(arch) &&
      matrix_readable(x) && x->tda <= INT_MAX && norms_fit(arch, x->size1) && \valid_read(y + (0 .. x->size1 * width(arch, arch.depth) - 1)); */

/* (2) */
/*@ requires valid: trainable(s, arch, x, y) && result_valid(result) && \valid(err);
    requires apart: \separated(result, s, err);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status train_data(const ntk_setting *s, ntk_arch arch, const gsl_matrix *x, const double *y, ntk_result *result, ntk_error *err) {
  const size_t width = arch.depth == 2 ? 4096 : 1024;
  const uint64_t seed = s->seed;
  const double tolerance = s->tolerance;
  const ntk_stepper_type *stepper = s->stepper;
  ntk_net net;
  //@ ghost width_fits(&arch, arch.depth);
  ntk_arch_set_width(&arch, width);
  ntk_status status = ntk_net_init(&net, &arch, x, NULL, seed, 0, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_own_scratch(net.mlp), heap_apart_any(net.map, sizeof(ntk_map), err, sizeof(ntk_error));
  status = train_net(stepper, tolerance, &net, y, width, result, err);
  ntk_net_clear(&net);
  return status;
}

/* (3) on the network at hand, of this width on n rows; *closed = 1 when h < 1 there. */
/*@ requires valid: (stepper == \null || \valid_read(stepper)) && measurable(net) && \valid_read(y + (0 .. net->N - 1)) && \valid(closed) && result_valid(result) && \valid(err);
    requires apart: \separated(result, err, closed) && \separated(err, net->map);
    terminates \true;
    exits \false;
    assigns *closed, result->sample, result->held, result->tried, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status close_net(const ntk_stepper_type *stepper, double tolerance, const ntk_net *net, const double *y, size_t n, size_t width, int *closed, ntk_result *result, ntk_error *err) {
  condition c = {0};
  ntk_outcome out;
  double ratio = NAN;
  ntk_outcome_init(&out);
  ntk_status status = measure_condition(net, y, &c, err);
  *closed = c.h < 1.0;
  if (status != NTK_OK || !(c.h < 1.0)) return status;
  const double rate = c.sigma2 * (1.0 - c.h), target = exp(-6.0);
  status = train(stepper, tolerance, net, y, 3.0 / rate, &ratio, err);
  ntk_outcome_set(&out, ntk_wide_enough(c.h, ratio, target) ? NTK_HELD : NTK_REFUTED, "wide-enough: %zu rows at width %zu: h = %.3f, R(T)/R(0) = %.3g, bound %.3g", n, width, c.h, ratio, target);
  out.value = ratio, out.bound = target, out.margin = target / ratio;
  ntk_result_fold(result, &out);
  ntk_fact(result, "rows closed at alpha = 1", (double)n);
  ntk_fact(result, "width closed at alpha = 1", (double)width);
  ntk_fact(result, "h there", c.h);
  return status;
}

/* (3) for the rows x at one width. */
/*@ requires valid: trainable(s, arch, x, y) && \valid(closed) && result_valid(result) && \valid(err);
    requires apart: \separated(result, s, err) && \separated(closed, result, err);
    terminates \true;
    exits \false;
    assigns *closed, result->sample, result->held, result->tried, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status close_at(const ntk_setting *s, ntk_arch arch, const gsl_matrix *x, const double *y, size_t width, int *closed, ntk_result *result, ntk_error *err) {
  const uint64_t seed = s->seed;
  const double tolerance = s->tolerance;
  const ntk_stepper_type *stepper = s->stepper;
  const size_t n = x->size1;
  ntk_net net;
  //@ ghost width_fits(&arch, arch.depth);
  ntk_arch_set_width(&arch, width);
  ntk_status status = ntk_net_init(&net, &arch, x, NULL, seed, 0, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_own_scratch(net.mlp), heap_apart_any(net.map, sizeof(ntk_map), err, sizeof(ntk_error));
  status = close_net(stepper, tolerance, &net, y, n, width, closed, result, err);
  ntk_net_clear(&net);
  return status;
}

/* (3) for the rows x: widths from 1024 by factors of 2. */
/*@ requires valid: trainable(s, arch, x, y) && 1024 <= largest <= LARGEST && \valid(closed) && result_valid(result) && \valid(err);
    requires apart: \separated(result, s, err) && \separated(closed, result, err) && \separated(closed, s) && \separated(x, result, err) && \separated(x, closed);
    terminates \true;
    exits \false;
    assigns *closed, result->sample, result->held, result->tried, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status close_rows(const ntk_setting *s, ntk_arch arch, const gsl_matrix *x, const double *y, size_t largest, int *closed, ntk_result *result, ntk_error *err) {
  *closed = 0;
  /*@ loop invariant range: 1024 <= width <= 2 * largest;
      loop invariant valid: result_valid(result);
      loop invariant rows: trainable(s, arch, x, y);
      loop assigns width, *closed, result->sample, result->held, result->tried, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant 2 * largest - width; */
  for (size_t width = 1024; width <= largest && !*closed; width *= 2) {
    const ntk_status status = close_at(s, arch, x, y, width, closed, result, err);
    if (status != NTK_OK) return status;
  }
  return NTK_OK;
}

/* (3) on at most n rows of the data. */
/*@ requires valid: setting_valid(s) && 1 <= n && 1024 <= largest <= LARGEST && \valid(closed) && result_valid(result) && \valid(err);
    requires apart: \separated(result, s, err) && result_apart(result, s) && \separated(closed, result, err) && \separated(closed, s);
    terminates \true;
    exits \false;
    assigns *closed, result->sample, result->held, result->tried, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status close_first(const ntk_setting *s, size_t n, size_t largest, int *closed, ntk_result *result, ntk_error *err) {
  ntk_dataset *rows = ntk_study_rows(s, n);
  double *y = rows == NULL ? NULL : ntk_study_targets(rows);
  ntk_status status;
  if (rows == NULL || y == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for %zu rows", n);
  else {
    //@ ghost NTK_ROWS_FRESH(rows, result, err), heap_apart_any(rows->x, sizeof(gsl_matrix), closed, sizeof(int));
    //@ assert outputs: rows->y->size1 * rows->y->size2 == rows->x->size1 * s->arch.width[s->arch.depth];
    status = close_rows(s, s->arch, rows->x, y, largest, closed, result, err);
  }
  if (rows != NULL) ntk_dataset_free(rows);
  free(y);
  return status;
}

/*@ requires valid: setting_valid(s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status close_some(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  const size_t largest = s->arch.depth == 2 ? LARGEST : LARGEST >> 4;
  int closed = 0;
  /*@ loop invariant range: 1 <= n <= 8;
      loop invariant valid: result_valid(result);
      loop invariant setting: setting_valid(s);
      loop assigns n, closed, result->sample, result->held, result->tried, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant n; */
  for (size_t n = 8; n >= 2 && !closed; n /= 2) {
    const ntk_status status = close_first(s, n, largest, &closed, result, err);
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

/* All three, and the control. */
/*@ requires valid: setting_valid(s) && rows_valid(rows, s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s) && rows_apart(rows, result, err);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status compare(const ntk_setting *s, const ntk_dataset *rows, ntk_result *result, ntk_error *err) {
  const ntk_setting setting = *s; /* by value, so that no proof need ask whether what is written changes it */
  ntk_outcome out;
  ntk_outcome_init(&out);
  double *y = ntk_study_targets(rows);
  if (y == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for targets");
  //@ assert outputs: rows->y->size1 * rows->y->size2 == rows->x->size1 * s->arch.width[s->arch.depth];
  ntk_status status = sweep(setting, rows, 0.5, &out, result, err);
  if (status == NTK_OK) ntk_result_fold(result, &out);
  if (status == NTK_OK) status = train_data(s, setting.arch, rows->x, y, result, err);
  if (status == NTK_OK) status = close_some(s, result, err);
  if (status == NTK_OK) status = sweep(setting, rows, 1.0, &result->control, NULL, err);
  free(y);
  return status;
}

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
  return status != NTK_OK || singular ? status : compare(s, rows, result, err);
}

/*@ requires valid: setting_valid(s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  snprintf(result->control_what, sizeof result->control_what, "mean-field scaling: 1/m in place of 1/sqrt m");
  if (!isfinite(s->arch.activation->lipschitz2)) {
    ntk_study_decline(result, NTK_HYPOTHESIS_FAILS, "jacobian-not-lipschitz: %s has no bound on phi''", s->arch.activation->name);
    return NTK_OK;
  }
  ntk_dataset *rows = ntk_study_rows(s, ROWS);
  if (rows == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for %d rows", ROWS);
  //@ ghost NTK_ROWS_FRESH(rows, result, err), heap_apart_any(rows, sizeof(ntk_dataset), s, sizeof(ntk_setting));
  const ntk_status status = if_regular(s, rows, result, err);
  ntk_dataset_free(rows);
  return status;
}

const ntk_check ntk_check_wide_enough = {.id = "wide-enough", .study = study};
