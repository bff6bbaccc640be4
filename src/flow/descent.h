/* Discrete dynamics: gradient descent, Nesterov, mini-batch SGD, Langevin. Time is t = eta k. */
#ifndef NTK_FLOW_DESCENT_H
#define NTK_FLOW_DESCENT_H

#include <gsl/gsl_rng.h>
#include "flow/recorder.h"

#include "../../spec/acsl/descent.h"

typedef enum { NTK_GD, NTK_NESTEROV, NTK_SGD, NTK_LANGEVIN } ntk_descent_kind;

typedef struct {
  ntk_descent_kind kind;
  double eta;           /* step */
  size_t steps;
  size_t every;         /* record each every-th step (0: only the ends) */
  double momentum;      /* nesterov: mu in [0, 1); NAN: (sqrt kappa - 1)/(sqrt kappa + 1) from the first kernel */
  size_t batch;         /* sgd: examples a step, without replacement, rescaled n / batch */
  size_t outputs;       /* sgd: k, coordinates an example */
  double temperature;   /* langevin: w += -eta grad R + sqrt(2 eta temperature) N(0, I) */
  gsl_rng *rng;         /* sgd, langevin; borrowed */
  double stop_residual; /* stop when ||r|| <= this (0: never) */
  void (*progress)(void *context, double fraction);
  void *progress_context;
} ntk_descent_options;

/* With g = grad R = alpha J^T r:
     gd         w := w - eta g(w)
     nesterov   w := x - eta g(x), x := w + mu (w - w before), x = w at the start (agd-rate; w is the claim's g_t and what is recorded)
     sgd        w := w - eta g_B(w), g_B from ntk_batch_residual's masked residual
     langevin   w := w - eta g(w) + sqrt(2 eta temperature) N(0, I)
   w (p): in the start, out the end. Samples: t = eta k, path = sum of ||steps||, error = rounding, accumulated: eps (||w|| + N ||step||) a
   step, its growth not counted. *done (may be NULL): steps taken. tr and how may be NULL.
   NTK_ENUMERIC when it diverges to a non-finite value (w is then the point reached), or when momentum is NAN and the kernel singular;
   NTK_EUSAGE, NTK_ENOMEM, or the observer's own. */
/*@ requires valid: problem_valid(problem) && \valid_read(options) && \valid(w + (0 .. problem->map->p - 1));
    requires valid_optional: (tr == \null || trajectory_valid(tr)) && (how == \null || \valid_read(how)) && (done == \null || \valid(done)) &&
                             (err == \null || \valid(err));
    requires valid_generator: options->rng == \null || \valid(options->rng);
    requires apart: \separated(w + (0 .. problem->map->p - 1), problem) && \separated(w + (0 .. problem->map->p - 1), options) &&
                    \separated(w + (0 .. problem->map->p - 1), problem->y + (0 .. problem->map->N - 1)) &&
                    \separated(w + (0 .. problem->map->p - 1), problem->w0 + (0 .. problem->map->p - 1)) &&
                    \separated(tr, problem) && \separated(tr, problem->map) && \separated(tr, options) && (tr == \null || \separated(tr, how)) &&
                    \separated(tr, w + (0 .. problem->map->p - 1)) && (tr == \null || \separated(tr, done)) && (tr == \null || \separated(tr, err)) &&
                    \separated(done, problem) && \separated(done, problem->map) && \separated(done, options) &&
                    (done == \null || \separated(done, how)) &&
                    \separated(done, w + (0 .. problem->map->p - 1)) && (done == \null || \separated(done, err)) &&
                    \separated(err, problem) && \separated(err, problem->map) && \separated(err, options) && (err == \null || \separated(err, how)) &&
                    \separated(err, w + (0 .. problem->map->p - 1));
    terminates \true;
    exits \false;
    assigns w[0 .. problem->map->p - 1], *tr, *done, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: tr != \null ==> trajectory_valid(tr) && \old(tr->count) <= tr->count;
    ensures done: done != \null ==> *done <= options->steps; */
ntk_status ntk_descent_run(const ntk_problem *problem, const ntk_descent_options *options, double *w, ntk_trajectory *tr, const ntk_recording *how, size_t *done, ntk_error *err);

/* Draws `batch` of n examples without replacement (1 <= batch <= n, each subset alike) and sets masked (n k) := (n / batch) r on the
   examples drawn and 0 elsewhere: J^T masked has J^T r as its mean (sgd-unbiased). all: 0 .. n-1; chosen: scratch, batch. r: n k. */
/*@ requires sizes: 1 <= batch <= n && n * k <= SIZE_MAX;
    requires valid: \valid_read(rng) && \valid_read(all + (0 .. n - 1)) && \valid(chosen + (0 .. batch - 1)) && \valid_read(r + (0 .. n * k - 1)) &&
                    \valid(masked + (0 .. n * k - 1));
    requires apart: \separated(masked + (0 .. n * k - 1), r + (0 .. n * k - 1)) && \separated(chosen + (0 .. batch - 1), all + (0 .. n - 1)) &&
                    \separated(chosen + (0 .. batch - 1), rng);
    requires all: \forall integer i; 0 <= i < n ==> all[i] == i;
    terminates \true;
    exits \false;
    assigns chosen[0 .. batch - 1], masked[0 .. n * k - 1];
    ensures drawn: \forall integer b; 0 <= b < batch ==> chosen[b] < n;
    ensures masked: masked_residual(masked, r, chosen, batch, (double)n / (double)batch, n, k); */
void ntk_batch_residual(size_t n, size_t k, size_t batch, gsl_rng *rng, const size_t *all, size_t *chosen, const double *r, double *masked);

#endif
