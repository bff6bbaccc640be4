/* The one trajectory recorder: samples of any dynamics along its time. */
#ifndef NTK_FLOW_RECORDER_H
#define NTK_FLOW_RECORDER_H

#include <stdint.h>

#include "core/alloc.h"
#include "core/error.h"
#include "flow/problem.h"

typedef struct {
  double t;            /* flow time (GD: eta k) */
  double R;            /* ||r||^2 / 2 */
  double residual;     /* ||r|| */
  double drift;        /* ||w - w0|| */
  double path;         /* length of the path so far: flow: integral of ||w'|| (by the integrator's steps); discrete: sum of steps */
  double lambda_min;   /* of Q = alpha^2 J J^T at this sample; NAN when not asked for */
  double lambda_max;
  double error;        /* estimated ||w - true w|| accumulated by the integrator up to here */
  double speed;        /* ||alpha J^T r|| */
} ntk_sample;

typedef struct ntk_trajectory {
  size_t count, capacity;
  ntk_sample *sample;
  size_t p;            /* of last */
  double *last;        /* the point of the last sample, kept by ntk_record for the chord */
} ntk_trajectory;

/* Called at each sample with the point itself; r: N, w: p; a status other than NTK_OK stops the run with it. May be NULL. */
typedef ntk_status (*ntk_observer)(void *context, const ntk_sample *s, const double *w, const double *r);

typedef struct {
  int spectrum;          /* record lambda_min, lambda_max of Q */
  ntk_observer observer; /* may be NULL */
  void *context;
} ntk_recording;

#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/trajectory.h"

/* Appends a sample measured at w (the map is moved to w when it is not there: at_point = 1 says it is). tr and how may be NULL.
   The path grows by the interval times the logarithmic mean of the speeds at its ends (exact for one decaying exponential, too long for
   sums of them), and never by less than the chord. NTK_ENOMEM, NTK_ENUMERIC, or what map and observer say. */
/*@ requires valid: (tr == \null || trajectory_valid(tr)) && (how == \null || \valid_read(how)) && problem_valid(problem);
    requires valid_point: \valid_read(w + (0 .. problem->map->p - 1)) && \valid_read(r + (0 .. problem->map->N - 1));
    requires apart: \separated(tr, problem) && \separated(tr, problem->map) && (tr == \null || \separated(tr, how));
    terminates \true;
    exits \false;
    assigns *tr, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: tr != \null ==> trajectory_valid(tr);
    ensures count: tr != \null ==> \old(tr->count) <= tr->count <= \old(tr->count) + 1;
    ensures appended: tr != \null && \result == NTK_OK ==> tr->count == \old(tr->count) + 1 && sample_of(tr->sample + (tr->count - 1), problem, w, r);
    ensures time: tr != \null && \result == NTK_OK ==> tr->sample[tr->count - 1].t == t && tr->sample[tr->count - 1].error == error; */
ntk_status ntk_record(ntk_trajectory *tr, const ntk_recording *how, const ntk_problem *problem, double t, const double *w, const double *r, double error, int at_point);

/* The same for a caller that knows more: *sample comes with t, path, error and speed filled in, the rest is measured; the map is at w. */
/*@ requires valid: (tr == \null || trajectory_valid(tr)) && (how == \null || \valid_read(how)) && problem_valid(problem) && \valid_read(sample);
    requires valid_point: \valid_read(w + (0 .. problem->map->p - 1)) && \valid_read(r + (0 .. problem->map->N - 1));
    requires apart: \separated(tr, problem) && \separated(tr, problem->map) && (tr == \null || \separated(tr, how));
    terminates \true;
    exits \false;
    assigns *tr, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: tr != \null ==> trajectory_valid(tr);
    ensures count: tr != \null ==> \old(tr->count) <= tr->count <= \old(tr->count) + 1;
    ensures appended: tr != \null && \result == NTK_OK ==> tr->count == \old(tr->count) + 1 && sample_of(tr->sample + (tr->count - 1), problem, w, r);
    ensures given: tr != \null && \result == NTK_OK ==> tr->sample[tr->count - 1].t == sample->t && tr->sample[tr->count - 1].path == sample->path &&
                   tr->sample[tr->count - 1].error == sample->error; */
ntk_status ntk_record_sample(ntk_trajectory *tr, const ntk_recording *how, const ntk_problem *problem, const ntk_sample *sample, const double *w, const double *r);

/* Frees what tr holds; tr is then as after {0}. */
/*@ requires valid: \valid(tr);
    terminates \true;
    exits \false;
    assigns *tr;
    ensures empty: tr->count == 0 && tr->capacity == 0 && tr->sample == \null && tr->last == \null && tr->p == 0; */
void ntk_trajectory_clear(ntk_trajectory *tr);

/* CSV with header t,R,residual,drift,path,lambda_min,lambda_max (design), 17 digits; "nan" where not asked for. NTK_EWRITE. */
/*@ requires valid: trajectory_valid(tr) && \valid_read(path) && (err == \null || \valid(err));
    requires apart: err == \null || ((err == \null || \separated(err, tr)) && \separated(err, tr->sample + (0 .. tr->count - 1)));
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EWRITE || \result == NTK_ENOMEM; */
ntk_status ntk_trajectory_write(const ntk_trajectory *tr, const char *path, ntk_error *err);

#endif
