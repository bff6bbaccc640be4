/* The flow is run from sample to sample (ntk_flow_run on each segment), the next sample being chosen so that sigma_min(J) cannot fall
   much before it: Lip * path <= 2 share sigma_min, Lip being B4's on a ball around the sample (local.h).
   e_w: the integrator's estimate of a segment is added to what there was before, grown by exp(growth): growth is the part of
   the flow's Jacobian that does not brake, -alpha sum_i r_i Hess f_i, measured along the segment's chord. */
#include "check/measured-flow.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/between.h"
#include "check/sampling.h"
#include "check/segment.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "model/map-call.h"

#define GRID 25          /* samples at least */
#define SHARE 0.1        /* aim: sigma_low >= (1 - SHARE) sigma_min */
#define SHARE_MOST 0.45  /* where that would take too many samples; beyond it sigma_low would say little, and the coarse grid must do */
#define BUDGET 140.0     /* samples to spend before the share is raised */
#define TOLERANCE_MOST 1e-5  /* of one segment, relative to its own drift */
#define TOLERANCE_COARSE 1e-6 /* where the coarse grid must do: no claim then speaks of this flow as a whole */
#define TOLERANCE_BLIND 1e-4 /* where J is not Lipschitz: kinks leave the stepper order 1 and no more can be promised */
#define TOLERANCE_BLIND_MOST 1e-2
#define STIFF_STEPS 2000     /* of one segment by a stiff stepper, which needs a handful */

/* The moving network and buffers of one run. */
typedef struct {
  const ntk_flow_start *start;
  ntk_net net;
  double *w, *next, *r, *r_lin, *q, *u, *g;
  double grid[GRID];
  size_t grid_next;
  ntk_local local;      /* around the last sample */
  double scale, w_norm, error, half;
} runner;

/*@ // the buffers
    predicate runner_buffers{L}(runner *k) = \valid(k->w + (0 .. k->net.p - 1)) && \valid(k->next + (0 .. k->net.p - 1)) && \valid(k->u + (0 .. k->net.p - 1)) &&
      \valid(k->g + (0 .. k->net.p - 1)) && \valid(k->r + (0 .. k->net.N - 1)) && \valid(k->r_lin + (0 .. k->net.N - 1)) && \valid(k->q + (0 .. k->net.N - 1));

    // a run on its way: at least one point of the grid is left, and there is room for what is left of it
    predicate runner_valid{L}(runner *k) = \valid(k) && start_valid(k->start) && net_valid(&k->net) && k->net.N == k->start->net->N && k->net.p == k->start->net->p &&
      runner_buffers(k) && 1 <= k->grid_next < GRID;

    predicate run_room{L}(ntk_measured_flow *f, runner *k) = f->tr.count + (GRID - k->grid_next) <= NTK_FLOW_SAMPLES; */

/*@ requires valid: \valid(run);
    terminates \true;
    exits \false;
    assigns run->net, run->local; */
static void runner_clear(runner *run) {
  ntk_net_clear(&run->net);
  ntk_local_clear(&run->local);
  free(run->w), free(run->next), free(run->r), free(run->r_lin), free(run->q), free(run->u), free(run->g);
}

/*@ requires valid: \valid(out) && \valid(run) && \valid_read(run->start) && \valid_read(run->start->net) && (err == \null || \valid(err));
    requires apart: \separated(out, run, run->start, run->start->net, err);
    terminates \true;
    exits \false;
    assigns out->gap_r, out->gap_w, out->lin_r, out->lin_drift, out->lin_error, out->error_r, out->segment, out->sigma_low, out->lip_at, out->chord, out->point[0],
            run->w, run->next, run->u, run->g, run->r, run->r_lin, run->q, *err, ntk_alloc_countdown;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures arrays: \result == NTK_OK ==> flow_arrays(out) && \valid(out->point[0] + (0 .. run->start->net->p - 1)); */
static ntk_status allocate(ntk_measured_flow *out, runner *run, ntk_error *err) {
  const ntk_net *net = run->start->net;
  const size_t p = net->p, N = net->N;
  out->gap_r = ntk_doubles(NTK_FLOW_SAMPLES, 1), out->gap_w = ntk_doubles(NTK_FLOW_SAMPLES, 1);
  out->lin_r = ntk_doubles(NTK_FLOW_SAMPLES, 1), out->lin_drift = ntk_doubles(NTK_FLOW_SAMPLES, 1), out->lin_error = ntk_doubles(NTK_FLOW_SAMPLES, 1);
  out->error_r = ntk_doubles(NTK_FLOW_SAMPLES, 1), out->segment = ntk_doubles(NTK_FLOW_SAMPLES, 1), out->sigma_low = ntk_doubles(NTK_FLOW_SAMPLES, 1);
  out->lip_at = ntk_doubles(NTK_FLOW_SAMPLES, 1), out->chord = ntk_doubles(NTK_FLOW_SAMPLES, 1);
  run->w = ntk_doubles(p, 1), run->next = ntk_doubles(p, 1), run->u = ntk_doubles(p, 1), run->g = ntk_doubles(p, 1), out->point[0] = ntk_doubles(p, 1);
  run->r = ntk_doubles(N, 1), run->r_lin = ntk_doubles(N, 1), run->q = ntk_doubles(N, 1);
  const int samples = out->gap_r != NULL && out->gap_w != NULL && out->lin_r != NULL && out->lin_drift != NULL && out->lin_error != NULL &&
                      out->error_r != NULL && out->segment != NULL && out->sigma_low != NULL && out->lip_at != NULL && out->chord != NULL;
  const int wide = run->w != NULL && run->next != NULL && run->u != NULL && run->g != NULL && out->point[0] != NULL;
  const int ok = samples && wide && run->r != NULL && run->r_lin != NULL && run->q != NULL;
  return ok ? NTK_OK : ntk_fail(err, NTK_ENOMEM, "out of memory for a flow of %zu parameters", net->p);
}

/* (1 - share) sigma is kept by as many samples as Lip * path / (2 share sigma); the share is raised when that is beyond the budget. */
/*@ requires valid: \valid(out) && \valid(run) && \valid_read(run->start) && modes_valid(run->start->lin);
    requires apart: \separated(out, run, run->start, run->start->lin, run->start->lin->lambda + (0 .. run->start->lin->N - 1), run->start->lin->c + (0 .. run->start->lin->N - 1));
    terminates \true;
    exits \false;
    assigns out->share, run->grid_next, run->grid[0 .. GRID - 1], run->scale, run->half;
    ensures grid: run->grid_next == 1 && is_zero(run->grid[0]) && run->grid[GRID - 1] == out->T; */
static void plan(ntk_measured_flow *out, runner *run, double lip) {
  const ntk_linearised *lin = run->start->lin;
  run->grid_next = 1;
  ntk_sampling_grid(lin, out->T, GRID, run->grid);
  run->scale = ntk_sampling_path(lin, GRID, run->grid);
  run->half = ntk_linearised_norm(lin, 0.0) * sqrt(ntk_linearised_norm(lin, out->T) / ntk_linearised_norm(lin, 0.0));
  out->share = fmax(SHARE, lip * run->scale / (2.0 * sqrt(lin->lambda[0]) * BUDGET));
  if (!(out->share <= SHARE_MOST)) out->share = NAN;
}

/* The latest time up to end at which ||r|| has fallen by no more than fall, ||r_lin|| being the guide. */
/*@ requires valid: modes_valid(lin);
    terminates \true;
    exits \false;
    assigns \result \from *lin, lin->lambda[0 .. lin->N - 1], lin->c[0 .. lin->N - 1], t, end, fall, residual;
    ensures within: t <= end ==> t <= \result <= end; */
static double time_by_decrease(const ntk_linearised *lin, double t, double end, double fall, double residual) {
  const double target = ntk_linearised_norm(lin, t) * (1.0 - fall / residual);
  double a = t, b = end;
  if (ntk_linearised_norm(lin, end) >= target) return end;
  /*@ loop invariant range: 0 <= i <= 40;
      loop invariant within: t <= end ==> t <= a <= b <= end;
      loop assigns i, a, b;
      loop variant 40 - i; */
  for (size_t i = 0; i < 40; i++) {
    const double middle = 0.5 * (a + b);
    if (ntk_linearised_norm(lin, middle) >= target) a = middle;
    else b = middle;
  }
  return a;
}

/* The next time to sample: the next of the grid, or before it where sigma_min could fall by more than the share. */
/*@ requires valid: \valid_read(out) && runner_valid(run) && 1 <= out->tr.count <= NTK_FLOW_SAMPLES && \valid_read(out->tr.sample + (0 .. out->tr.count - 1)) && flow_arrays(out);
    requires apart: \separated(run, out) && \separated(run, run->start) && \separated(run, run->start->lin) && \separated(run, out->tr.sample + (0 .. out->tr.count - 1)) &&
                    \separated(run, out->lip_at + (0 .. 199)) && \separated(run, run->start->lin->lambda + (0 .. run->start->lin->N - 1));
    terminates \true;
    exits \false;
    assigns run->grid_next;
    ensures grid: \old(run->grid_next) <= run->grid_next < GRID;
    ensures room: \result == run->grid[run->grid_next] || out->tr.count + (GRID - run->grid_next) + 1 < NTK_FLOW_SAMPLES; */
static double next_time(const ntk_measured_flow *out, runner *run, double t) {
  const size_t i = out->tr.count - 1;
  const ntk_sample *s = &out->tr.sample[i];
  const double lip = run->local.lip;
  /*@ loop invariant range: \at(run->grid_next, Pre) <= run->grid_next < GRID;
      loop assigns run->grid_next;
      loop variant GRID - run->grid_next; */
  while (run->grid_next + 1 < GRID && run->grid[run->grid_next] <= t * (1.0 + 1e-12)) run->grid_next++;
  const double grid = run->grid[run->grid_next], left = (double)(GRID - run->grid_next);
  const double low = ntk_flow_sigmas(out, run->start, i).low;
  if (!(out->share <= SHARE_MOST) || !isfinite(lip) || lip == 0.0 || low == 0.0 || (double)out->tr.count + left + 1.0 >= NTK_FLOW_SAMPLES) return grid;
  const double length = 2.0 * out->share * low / lip;
  const double by_speed = t + 0.95 * ntk_segment_time(length, s->speed, out->alpha * lip * s->residual);
  const double fall = 0.9 * out->alpha * (low * length - 0.5 * lip * length * length);
  const double next = fmax(by_speed, time_by_decrease(run->start->lin, t, grid, fall, s->residual));
  return next + 0.1 * (next - t) >= grid ? grid : next;
}

/*@ requires valid: \valid(out) && out->points <= NTK_FLOW_POINTS && \valid_read(run) && \valid_read(run->w + (0 .. run->net.p - 1)) && (err == \null || \valid(err));
    requires first: out->points == 0 ==> \valid(out->point[0] + (0 .. run->net.p - 1)) && \separated(out->point[0] + (0 .. run->net.p - 1), run->w + (0 .. run->net.p - 1));
    terminates \true;
    exits \false;
    assigns out->points, out->point[0 .. NTK_FLOW_POINTS - 1], out->at[0 .. NTK_FLOW_POINTS - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
static ntk_status keep_point(ntk_measured_flow *out, runner *run, size_t sample, ntk_error *err) {
  if (out->points >= NTK_FLOW_POINTS) return NTK_OK;
  if (out->points > 0) out->point[out->points] = ntk_doubles(run->net.p, 1);
  if (out->point[out->points] == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for %zu parameters", run->net.p);
  ntk_copy(run->net.p, run->w, out->point[out->points]);
  out->at[out->points++] = sample;
  return NTK_OK;
}

/* Measures the point run->w at time t; the map is there. */
/*@ requires valid: \valid(out) && runner_valid(run) && trajectory_valid(&out->tr) && out->tr.count < NTK_FLOW_SAMPLES && flow_arrays(out) && out->points <= NTK_FLOW_POINTS && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns *out, out->lin_r[0 .. 199], out->lin_drift[0 .. 199], out->gap_r[0 .. 199], out->gap_w[0 .. 199], out->lip_at[0 .. 199], run->local,
            run->r[0 .. run->net.N - 1], run->r_lin[0 .. run->net.N - 1], run->q[0 .. run->net.N - 1], run->u[0 .. run->net.p - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures count: \result == NTK_OK ==> out->tr.count == \old(out->tr.count) + 1; */
static ntk_status sample(ntk_measured_flow *out, runner *run, double t, ntk_error *err) {
  const ntk_flow_start *start = run->start;
  const ntk_problem problem = {run->net.map, start->alpha, start->y, start->net->w0};
  const ntk_recording how = {.spectrum = 1};
  const size_t i = out->tr.count;
  ntk_residual(&problem, run->r);
  const ntk_status status = ntk_record(&out->tr, &how, &problem, t, run->w, run->r, run->error, 1);
  if (status != NTK_OK) return ntk_fail(err, status, "the kernel at t = %.3g: %s", t, ntk_status_text(status));
  ntk_linearised_residual(start->lin, t, run->r_lin);
  out->lin_r[i] = ntk_norm(run->net.N, run->r_lin);
  out->lin_drift[i] = ntk_linearised_drift(start->lin, t);
  out->gap_r[i] = ntk_distance(run->net.N, run->r, run->r_lin);
  ntk_linearised_dual(start->lin, t, run->q);
  ntk_map_vjp(start->net->map, run->q, run->u);
  /*@ loop invariant range: 0 <= j <= run->net.p;
      loop assigns j, run->u[0 .. run->net.p - 1];
      loop variant run->net.p - j; */
  for (size_t j = 0; j < run->net.p; j++) run->u[j] = start->net->w0[j] - start->alpha * run->u[j];
  out->gap_w[i] = ntk_distance(run->net.p, run->w, run->u);
  out->lip_at[i] = 0.0;
  const double low = ntk_flow_sigmas(out, start, i).low;
  ntk_local_clear(&run->local);
  const ntk_status measured = ntk_local_init(&run->local, run->net.mlp, low, out->share <= SHARE_MOST ? out->share : SHARE_MOST, run->scale / GRID);
  if (measured != NTK_OK) return ntk_fail(err, measured, "Lipschitz constant at t = %.3g: %s", t, ntk_status_text(measured));
  out->lip_at[i] = run->local.lip;
  const int half = out->points == 1 && i > 0 && t < out->T && out->tr.sample[i].residual <= run->half;
  return i == 0 || half || t >= out->T ? keep_point(out, run, i, err) : NTK_OK;
}

/* tau alpha ||(J(next) - J(w))^T r|| / ||next - w||, r and run->g = J(w)^T r at w. Moves the map to next. */
/*@ requires valid: runner_valid(run) && \valid(growth);
    terminates \true;
    exits \false;
    assigns *growth, run->u[0 .. run->net.p - 1];
    ensures status: map_status(\result);
    ensures growth: \result == NTK_OK && chord <= 0.0 ==> is_zero(*growth); */
static ntk_status growth_of(runner *run, double tau, double chord, double *growth) {
  ntk_map *map = run->net.map;
  const ntk_status status = ntk_map_at(map, run->next);
  if (status != NTK_OK) return status;
  ntk_map_vjp(map, run->r, run->u);
  const double change = ntk_distance(run->net.p, run->g, run->u);
  *growth = chord > 0.0 ? tau * run->start->alpha * change / chord : 0.0;
  return NTK_OK;
}

/* The tolerance asked for, or what makes sense where little can be said about the flow. */
/*@ requires valid: \valid_read(out) && 1 <= out->tr.count <= NTK_FLOW_SAMPLES && flow_arrays(out) && \valid_read(run) && start_valid(run->start);
    terminates \true;
    exits \false;
    assigns \result \from *out, out->lip_at[0 .. 199], *run, *run->start, *run->start->setting, *run->start->lin;
    ensures asked: run->start->setting->tolerance <= \result; */
static double least_tolerance(const ntk_measured_flow *out, const runner *run) {
  const double asked = run->start->setting->tolerance;
  const int regular = run->start->lin->lambda[0] > run->start->eigen_error;
  if (!isfinite(out->lip_at[out->tr.count - 1])) return fmax(asked, TOLERANCE_BLIND);
  return regular && !(out->share <= SHARE_MOST) ? fmax(asked, TOLERANCE_COARSE) : asked;
}

/* The integrator from t to next, into run->next; the map is at run->w before, anywhere after. */
/*@ requires valid: \valid(out) && runner_valid(run) && 1 <= out->tr.count <= NTK_FLOW_SAMPLES && flow_arrays(out) && \valid(error) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns out->stats, run->next[0 .. run->net.p - 1], *error, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status integrate_segment(ntk_measured_flow *out, runner *run, double t, double next, double *error, ntk_error *err) {
  const ntk_setting *setting = run->start->setting;
  const ntk_problem problem = {run->net.map, run->start->alpha, run->start->y, run->w};
  const double ends[2] = {t, next}, scale = ntk_sampling_path(run->start->lin, 2, ends);
  ntk_flow_stats stats = {0};
  const double least = least_tolerance(out, run);
  /* tolerance is relative to the drift of the segment: the same absolute error as for the whole flow. */
  const double wanted = scale > 0.0 ? least * fmax(1.0, run->scale / scale) : least;
  const int stiff = setting->stepper == NULL || setting->stepper->stiff;
  const double most = isfinite(out->lip_at[out->tr.count - 1]) ? TOLERANCE_MOST : TOLERANCE_BLIND_MOST;
  const ntk_flow_options options = {.stepper = setting->stepper, .T = next - t, .tolerance = fmax(least, fmin(wanted, most)), .max_steps = stiff ? STIFF_STEPS : 0};
  const ntk_status status = ntk_flow_run(&problem, &options, run->next, NULL, NULL, &stats, err);
  out->stats.steps += stats.steps, out->stats.rejected += stats.rejected;
  out->stats.rhs += stats.rhs, out->stats.jvp += stats.jvp, out->stats.vjp += stats.vjp, out->stats.kernels += stats.kernels;
  *error = stats.error;
  return status;
}

/* From t to the next sample's time. */
/*@ requires valid: \valid(out) && runner_valid(run) && 1 <= out->tr.count <= NTK_FLOW_SAMPLES && flow_arrays(out) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns out->stats, out->chord[0 .. 199], run->w, run->next, run->error, run->next[0 .. run->net.p - 1], run->g[0 .. run->net.p - 1], run->u[0 .. run->net.p - 1], *err,
            ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status advance(ntk_measured_flow *out, runner *run, double t, double next, ntk_error *err) {
  double growth, error;
  ntk_map_vjp(run->net.map, run->r, run->g);
  ntk_status status = integrate_segment(out, run, t, next, &error, err);
  if (status != NTK_OK) return status;
  const double chord = ntk_distance(run->net.p, run->w, run->next);
  status = growth_of(run, next - t, chord, &growth);
  if (status != NTK_OK) return ntk_fail(err, status, "the network's output is not finite at t = %.3g", next);
  run->error = run->error * exp(fmin(growth, 100.0)) + error;
  out->stats.error = run->error;
  out->chord[out->tr.count - 1] = chord;
  double *const swap = run->w;
  run->w = run->next;
  run->next = swap;
  return NTK_OK;
}

/*@ requires valid: \valid(out) && runner_valid(run) && run->grid_next == 1 && trajectory_valid(&out->tr) && out->tr.count == 0 && flow_arrays(out) && out->points == 0 && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns *out, *run, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures samples: \result == NTK_OK ==> 1 <= out->tr.count <= NTK_FLOW_SAMPLES; */
static ntk_status integrate(ntk_measured_flow *out, runner *run, ntk_error *err) {
  double t = 0.0;
  ntk_status status = sample(out, run, t, err);
  /*@ loop invariant count: status == NTK_OK ==> 1 <= out->tr.count <= NTK_FLOW_SAMPLES;
      loop assigns t, status, *out, *run, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant NTK_FLOW_SAMPLES - out->tr.count; */
  while (status == NTK_OK && t < out->T) {
    const double next = next_time(out, run, t);
    /* the ball around this sample outlives the next one's */
    ntk_local here = run->local;
    run->local = (ntk_local){0};
    status = advance(out, run, t, next, err);
    if (status == NTK_OK) status = sample(out, run, t = next, err);
    if (status == NTK_OK) status = ntk_flow_close_segment(out, run->start, &here, out->tr.count - 2, err);
    ntk_local_clear(&here);
  }
  return status;
}

/*@ requires valid: \valid(out) && \valid(run) && start_valid(run->start) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns *out, *run, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures measured: \result == NTK_OK && out->status == NTK_OK ==> flow_measured(out, run->start->net->N, run->start->net->p); */
static ntk_status measure(ntk_measured_flow *out, runner *run, ntk_error *err) {
  const ntk_flow_start *start = run->start;
  const ntk_setting *setting = start->setting;
  double lip;
  ntk_status status = allocate(out, run, err);
  if (status == NTK_OK) status = ntk_net_init(&run->net, &setting->arch, setting->data->x, start->net->theta, 0, 0, err);
  if (status != NTK_OK) return status;
  ntk_copy(start->net->p, start->net->w0, run->w);
  run->w_norm = ntk_norm(start->net->p, run->w);
  status = ntk_norms_lipschitz(start->norms, 0.0, &lip);
  if (status != NTK_OK) return ntk_fail(err, status, "Lipschitz constant at w0: %s", ntk_status_text(status));
  plan(out, run, lip);
  status = integrate(out, run, err);
  if (status != NTK_OK) return status;
  ntk_flow_between(out, start, run->w_norm);
  return NTK_OK;
}

ntk_status ntk_measured_flow_run(ntk_measured_flow *out, const ntk_flow_start *start, ntk_error *err) {
  ntk_error local = {NTK_OK, ""};
  runner run = {.start = start};
  *out = (ntk_measured_flow){.alpha = start->alpha, .T = start->T, .sigma_inf = NAN, .sigma_sup = NAN, .lip = NAN, .reach = NAN, .share = NAN};
  out->rounding_r = start->alpha * start->rounding_f + 2.0 * DBL_EPSILON * ntk_norm(start->net->N, start->y);
  const ntk_status status = measure(out, &run, &local);
  runner_clear(&run);
  if (status == NTK_OK) return NTK_OK;
  if (status == NTK_ENOMEM || status == NTK_EUSAGE) return ntk_fail(err, status, "%s", local.text);
  out->status = status;
  snprintf(out->why, sizeof out->why, "%.250s", local.text[0] != '\0' ? local.text : ntk_status_text(status));
  return NTK_OK;
}

void ntk_measured_flow_clear(ntk_measured_flow *flow) {
  ntk_trajectory_clear(&flow->tr);
  free(flow->gap_r), free(flow->gap_w), free(flow->lin_r), free(flow->lin_drift), free(flow->lin_error);
  free(flow->error_r), free(flow->segment), free(flow->sigma_low), free(flow->lip_at), free(flow->chord);
  for (size_t i = 0; i < NTK_FLOW_POINTS; i++) free(flow->point[i]);
  *flow = (ntk_measured_flow){0};
}
