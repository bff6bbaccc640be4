#include "flow/recorder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/size.h"
#include "core/vec.h"
#include "flow/length.h"
#include "kernel/spectrum.h"

/* Makes room for one more sample. */
static ntk_status grow(ntk_trajectory *tr) {
  size_t capacity;
  if (tr->count < tr->capacity) return NTK_OK;
  if (!ntk_size_mul(tr->capacity, 2, &capacity)) return NTK_ENOMEM;
  if (capacity == 0) capacity = 64;
  ntk_sample *larger = ntk_calloc(capacity, 1, sizeof *larger);
  if (larger == NULL) return NTK_ENOMEM;
  if (tr->count > 0) memcpy(larger, tr->sample, tr->count * sizeof *larger);
  free(tr->sample);
  tr->sample = larger;
  tr->capacity = capacity;
  return NTK_OK;
}

/* Ends of the spectrum of Q at the map's point. */
static ntk_status measure_spectrum(const ntk_problem *problem, ntk_sample *s) {
  const size_t N = problem->map->N;
  double *K = ntk_doubles(N, N);
  if (K == NULL) return NTK_ENOMEM;
  ntk_status status = problem->map->kernel(problem->map->context, K);
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
    const ntk_status status = grow(tr);
    if (status != NTK_OK) return status;
    tr->sample[tr->count++] = s;
  }
  return how != NULL && how->observer != NULL ? how->observer(how->context, &s, w, r) : NTK_OK;
}

/* ||alpha J^T r|| at the map's point. */
static ntk_status measure_speed(const ntk_problem *problem, const double *r, double *speed) {
  double *g = ntk_doubles(problem->map->p, 1);
  if (g == NULL) return NTK_ENOMEM;
  ntk_gradient(problem, r, g);
  *speed = ntk_norm(problem->map->p, g);
  free(g);
  return isfinite(*speed) ? NTK_OK : NTK_ENUMERIC;
}

static ntk_status keep_point(ntk_trajectory *tr, size_t p, const double *w) {
  if (tr->last == NULL || tr->p != p) {
    free(tr->last);
    tr->last = ntk_doubles(p, 1);
    if (tr->last == NULL) return NTK_ENOMEM;
    tr->p = p;
  }
  memcpy(tr->last, w, p * sizeof *w);
  return NTK_OK;
}

ntk_status ntk_record(ntk_trajectory *tr, const ntk_recording *how, const ntk_problem *problem, double t, const double *w, const double *r, double error, int at_point) {
  const size_t p = problem->map->p;
  ntk_sample s = {.t = t, .error = error};
  ntk_status status = at_point ? NTK_OK : problem->map->at(problem->map->context, w);
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
