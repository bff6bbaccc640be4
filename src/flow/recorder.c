#include "flow/recorder.h"

#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/size.h"
#include "core/vec.h"
#include "flow/length.h"
#include "flow/observe.h"
#include "kernel/spectrum.h"
#include "model/map-call.h"

/* to := from */
/*@ requires valid: \valid_read(from + (0 .. n - 1)) && \valid(to + (0 .. n - 1));
    requires apart: \separated(from + (0 .. n - 1), to + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns to[0 .. n - 1]; */
static void copy_samples(size_t n, const ntk_sample *from, ntk_sample *to) {
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, to[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) to[i] = from[i];
}

/* Makes room for one more sample. */
/*@ requires valid: trajectory_valid(tr);
    terminates \true;
    exits \false;
    assigns tr->sample, tr->capacity, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures valid: trajectory_valid(tr);
    ensures room: \result == NTK_OK ==> tr->count < tr->capacity; */
static ntk_status grow(ntk_trajectory *tr) {
  size_t capacity;
  if (tr->count < tr->capacity) return NTK_OK;
  if (!ntk_size_mul(tr->capacity, 2, &capacity)) return NTK_ENOMEM;
  if (capacity == 0) capacity = 64;
  ntk_sample *larger = ntk_calloc(capacity, 1, sizeof *larger);
  if (larger == NULL) return NTK_ENOMEM;
  /*@ ghost
      heap_own(larger);
      heap_apart_any(larger, capacity * sizeof *larger, tr->sample, tr->count * sizeof *larger);
      heap_apart_any(larger, capacity * sizeof *larger, tr, sizeof *tr); */
  if (tr->count > 0) copy_samples(tr->count, tr->sample, larger);
  free(tr->sample);
  tr->sample = larger;
  tr->capacity = capacity;
  return NTK_OK;
}

/*@ requires valid: trajectory_valid(tr) && \valid_read(s);
    terminates \true;
    exits \false;
    assigns tr->sample, tr->capacity, tr->count, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures valid: trajectory_valid(tr);
    ensures out: \result == NTK_ENOMEM ==> tr->count == \old(tr->count);
    ensures appended: \result == NTK_OK ==> tr->count == \old(tr->count) + 1 && tr->sample[tr->count - 1] == \old(*s); */
static ntk_status append(ntk_trajectory *tr, const ntk_sample *s) {
  const ntk_status status = grow(tr);
  if (status != NTK_OK) return status;
  //@ ghost heap_own(tr->sample);
  tr->sample[tr->count++] = *s;
  return NTK_OK;
}

/* Ends of the spectrum of Q at the map's point. */
/*@ requires valid: problem_valid(problem) && \valid(s);
    requires apart: \separated(s, problem) && \separated(s, problem->map);
    terminates \true;
    exits \false;
    assigns s->lambda_min, s->lambda_max, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: map_status(\result) || \result == NTK_EUSAGE; */
static ntk_status measure_spectrum(const ntk_problem *problem, ntk_sample *s) {
  const size_t N = problem->map->N;
  double *K = ntk_doubles(N, N);
  if (K == NULL) return NTK_ENOMEM;
  //@ ghost heap_own(K);
  ntk_status status = ntk_map_kernel(problem->map, K);
  if (status == NTK_OK) status = ntk_eigen_ends(N, K, &s->lambda_min, &s->lambda_max);
  free(K);
  s->lambda_min *= problem->alpha * problem->alpha;
  s->lambda_max *= problem->alpha * problem->alpha;
  return status;
}

ntk_status ntk_record_sample(ntk_trajectory *tr, const ntk_recording *how, const ntk_problem *problem, const ntk_sample *sample, const double *w, const double *r) {
  ntk_sample s = *sample;
  s.R = ntk_loss(problem->map->N, r);
  s.residual = ntk_norm(problem->map->N, r);
  s.drift = ntk_distance(problem->map->p, w, problem->w0);
  s.lambda_min = s.lambda_max = (double)NAN;
  if (how != NULL && how->spectrum) {
    const ntk_status status = measure_spectrum(problem, &s);
    if (status != NTK_OK) return status;
  }
  if (tr != NULL) {
    const ntk_status status = append(tr, &s);
    if (status != NTK_OK) return status;
  }
  return how != NULL ? ntk_show_sample(how, problem, &s, w, r) : NTK_OK;
}

/* ||alpha J^T r|| at the map's point. */
/*@ requires valid: problem_valid(problem) && \valid_read(r + (0 .. problem->map->N - 1)) && \valid(speed);
    requires apart: \separated(speed, problem) && \separated(speed, problem->map);
    terminates \true;
    exits \false;
    assigns *speed, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_ENUMERIC; */
static ntk_status measure_speed(const ntk_problem *problem, const double *r, double *speed) {
  double *g = ntk_doubles(problem->map->p, 1);
  if (g == NULL) return NTK_ENOMEM;
  /*@ ghost
      heap_own(g);
      heap_apart(g, problem->map->p, r, problem->map->N);
      heap_apart_any(g, problem->map->p * sizeof *g, problem, sizeof *problem); */
  ntk_gradient(problem, r, g);
  *speed = ntk_norm(problem->map->p, g);
  free(g);
  return isfinite(*speed) ? NTK_OK : NTK_ENUMERIC;
}

/*@ requires valid: trajectory_valid(tr) && \valid_read(w + (0 .. p - 1));
    terminates \true;
    exits \false;
    assigns tr->last, tr->p, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures valid: trajectory_valid(tr);
    ensures kept: \result == NTK_OK ==> tr->last != \null && tr->p == p; */
static ntk_status keep_point(ntk_trajectory *tr, size_t p, const double *w) {
  if (tr->last == NULL || tr->p != p) {
    free(tr->last);
    tr->last = ntk_doubles(p, 1);
    if (tr->last == NULL) return NTK_ENOMEM;
    tr->p = p;
  }
  /*@ ghost
      heap_own(tr->last);
      heap_apart(tr->last, p, w, p); */
  ntk_copy(p, w, tr->last);
  return NTK_OK;
}

ntk_status ntk_record(ntk_trajectory *tr, const ntk_recording *how, const ntk_problem *problem, double t, const double *w, const double *r, double error, int at_point) {
  const size_t p = problem->map->p;
  ntk_sample s = {.t = t, .error = error};
  ntk_status status = at_point ? NTK_OK : ntk_map_at(problem->map, w);
  if (status == NTK_OK) status = measure_speed(problem, r, &s.speed);
  if (status != NTK_OK) return status;
  if (tr != NULL) {
    if (tr->count > 0) {
      const ntk_sample *before = &tr->sample[tr->count - 1];
      const double chord = tr->last != NULL && tr->p == p ? ntk_distance(p, w, tr->last) : 0.0;
      s.path = before->path + fmax(chord, (t - before->t) * ntk_logarithmic_mean(before->speed, s.speed));
    }
    status = keep_point(tr, p, w);
    if (status != NTK_OK) return status;
  }
  return ntk_record_sample(tr, how, problem, &s, w, r);
}

void ntk_trajectory_clear(ntk_trajectory *tr) {
  free(tr->sample);
  free(tr->last);
  *tr = (ntk_trajectory){0};
}
