/* Errors. ||r||: alpha sigma_sup e_w + rounding. sigma_min: an eigenvalue of K is off by eigen_error, J by Lip e_w.
   r_lin: K off by e (eigen_error): alpha^2 e t exp(-alpha^2 (sigma^2 - e) t) ||r0||, and 8 N eps ||r0|| for V's products. */
#include "check/between.h"

#include <float.h>
#include <math.h>
#include <stdio.h>

#include "check/segment.h"

/* What sigma(J) may be off by where J is Lipschitz. */
/*@ terminates \true;
    exits \false;
    assigns \result \from lip, error;
    ensures shift: \result == shift_by(lip, error); */
static double shift_of(double lip, double error) { return isfinite(lip) ? lip * error : 0.0; }

/* error / top where there is a top. */
/*@ terminates \true;
    exits \false;
    assigns \result \from error, top;
    ensures share: \result == share_of(error, top); */
static double relative(double error, double top) { return top > 0.0 ? error / top : 0.0; }

ntk_sigmas ntk_flow_sigmas(const ntk_measured_flow *out, const ntk_flow_start *start, size_t i) {
  const ntk_sample *s = &out->tr.sample[i];
  const double a2 = out->alpha * out->alpha, top = start->lin->lambda[start->lin->N - 1];
  const double error = relative(start->eigen_error, top) * s->lambda_max / a2;
  const double shift = shift_of(out->lip_at[i], s->error);
  //@ assert error: error == lambda_error(out, start, i);
  //@ assert shift: shift == sigma_shift(out, i);
  return (ntk_sigmas){fmax(0.0, sqrt(fmax(0.0, s->lambda_min / a2 - error)) - shift), sqrt(fmax(0.0, s->lambda_max / a2 + error)) + shift};
}

/* Upper estimate of the path from sample i to the next with the given lip around sample i. */
/*@ requires valid: \valid_read(out) && i + 1 < out->tr.count && \valid_read(out->tr.sample + (i .. i + 1)) && \valid_read(out->lip_at + i) && \valid_read(start) && modes_valid(start->lin);
    terminates \true;
    exits \false;
    assigns \result \from *out, out->tr.sample[i .. i + 1], out->lip_at[i], *start, *start->lin, lip; */
static double path_between(const ntk_measured_flow *out, const ntk_flow_start *start, size_t i, double lip) {
  const ntk_sample *s = &out->tr.sample[i], *n = s + 1;
  const ntk_sigmas of = ntk_flow_sigmas(out, start, i);
  const double low = of.low, high = of.high;
  const double error_r = out->alpha * high * s->error + out->rounding_r, growth = out->alpha * lip * (s->residual + error_r);
  /* the speed of the true flow: ||F(w) - F(w^)|| <= sup ||DF|| e_w */
  const double speed = s->speed + (out->alpha * out->alpha * high * high + growth) * s->error;
  const double fall = s->residual - n->residual + error_r + out->alpha * high * n->error + out->rounding_r;
  return ntk_segment_least(ntk_segment_by_speed(speed, growth, n->t - s->t), ntk_segment_by_decrease(fall, out->alpha, low, lip));
}

ntk_status ntk_flow_close_segment(ntk_measured_flow *out, const ntk_flow_start *start, ntk_local *local, size_t i, ntk_error *err) {
  /*@ loop invariant range: 0 <= k <= 8;
      loop invariant norms: norms_valid(&local->norms);
      loop assigns k, out->lip_at[i], out->segment[i], local->radius, local->lip, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant 8 - k; */
  for (size_t k = 0; isfinite(local->lip) && k < 8; k++) {
    out->lip_at[i] = local->lip;
    out->segment[i] = path_between(out, start, i, local->lip);
    const double reach = out->segment[i] + out->tr.sample[i].error;
    if (reach <= local->radius) return NTK_OK;
    if (!isfinite(reach)) break;
    const ntk_status status = ntk_local_widen(local, reach);
    if (status != NTK_OK) return ntk_fail(err, status, "Lipschitz constant on a ball of radius %.3g: %s", reach, ntk_status_text(status));
  }
  out->lip_at[i] = out->segment[i] = INFINITY;
  return NTK_OK;
}

/* The chord between two samples is never longer than the path: a bound below it contradicts itself. */
/*@ requires valid: \valid(out) && 1 <= out->tr.count <= 200 && \valid_read(out->tr.sample + (0 .. out->tr.count - 1)) && flow_arrays(out);
    terminates \true;
    exits \false;
    assigns out->status, out->why[0 .. 255];
    ensures status: out->status == \old(out->status) || out->status == NTK_EINTERNAL; */
static void check_chords(ntk_measured_flow *out, double w_norm) {
  /*@ loop invariant range: 0 <= i < out->tr.count;
      loop assigns i;
      loop variant out->tr.count - i; */
  for (size_t i = 0; i + 1 < out->tr.count; i++) {
    const double allowed = out->segment[i] + out->tr.sample[i].error + out->tr.sample[i + 1].error + 8.0 * DBL_EPSILON * w_norm;
    if (out->chord[i] <= allowed) continue;
    out->status = NTK_EINTERNAL;
    snprintf(out->why, sizeof out->why, "path-bound: %.6g between samples %zu and %zu, but they are %.6g apart", allowed, i, i + 1, out->chord[i]);
    return;
  }
}

/* The recorder's drift against the linearised flow's closed form and the gap between both, measured by itself: |drift - lin_drift| <= gap_w,
   but for what K's error does to the closed form (not looked at with K singular, where that is large). */
/*@ requires valid: \valid(out) && 1 <= out->tr.count <= 200 && \valid_read(out->tr.sample + (0 .. out->tr.count - 1)) && flow_arrays(out) && \valid_read(start) && modes_valid(start->lin);
    terminates \true;
    exits \false;
    assigns out->status, out->why[0 .. 255];
    ensures status: out->status == \old(out->status) || out->status == NTK_EINTERNAL; */
static void check_drift(ntk_measured_flow *out, const ntk_flow_start *start, double w_norm) {
  const double least = start->lin->lambda[0], relative = start->eigen_error / least + 1e-9;
  /*@ loop invariant range: 0 <= i <= out->tr.count;
      loop assigns i;
      loop variant out->tr.count - i; */
  for (size_t i = 0; least > start->eigen_error && i < out->tr.count; i++) {
    const double off = fabs(out->tr.sample[i].drift - out->lin_drift[i]);
    if (off <= out->gap_w[i] + relative * out->lin_drift[i] + 8.0 * DBL_EPSILON * w_norm) continue;
    out->status = NTK_EINTERNAL;
    snprintf(out->why, sizeof out->why, "drift: recorded %.6g, linearised %.6g, but only %.3g apart at sample %zu", out->tr.sample[i].drift, out->lin_drift[i], out->gap_w[i], i);
    return;
  }
}

void ntk_flow_between(ntk_measured_flow *out, const ntk_flow_start *start, double w_norm) {
  const size_t n = out->tr.count;
  const double a2 = out->alpha * out->alpha, r0 = out->tr.sample[0].residual, e = start->eigen_error;
  const double slowest = fmax(0.0, start->lin->lambda[0] - e);
  double inf = INFINITY, sup = 0.0, greatest = 0.0, reach = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant infimum: \forall integer j; 0 <= j < i ==> inf <= out->sigma_low[j];
      loop assigns i, inf, sup, greatest, reach, out->sigma_low[0 .. 199];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const size_t next = i + 1 < n ? i + 1 : i;
    const double lip = out->lip_at[i], length = out->segment[i];
    const ntk_sigmas here = ntk_flow_sigmas(out, start, i), there = ntk_flow_sigmas(out, start, next);
    const double least = isfinite(lip) ? ntk_segment_sigma_low(here.low, there.low, lip, length) : 0.0;
    out->sigma_low[i] = least;
    inf = fmin(inf, least);
    sup = fmax(sup, isfinite(lip) ? ntk_segment_sigma_high(here.high, there.high, lip, length) : here.high);
    greatest = fmax(greatest, lip);
    reach = fmax(reach, out->tr.sample[i].drift + out->tr.sample[i].error + length);
  }
  out->sigma_inf = inf;
  out->sigma_sup = sup;
  out->lip = greatest;
  out->reach = reach;
  //@ assert infimum: \forall integer j; 0 <= j < n ==> out->sigma_inf <= out->sigma_low[j];
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, out->error_r[0 .. 199], out->lin_error[0 .. 199];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const double t = out->tr.sample[i].t;
    out->error_r[i] = out->alpha * out->sigma_sup * out->tr.sample[i].error + out->rounding_r;
    out->lin_error[i] = (a2 * e * t * exp(-a2 * slowest * t) + 8.0 * (double)start->net->N * DBL_EPSILON) * r0 + out->rounding_r;
  }
  check_chords(out, w_norm);
  check_drift(out, start, w_norm);
}
