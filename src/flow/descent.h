/* Discrete dynamics: gradient descent, Nesterov, mini-batch SGD, Langevin. Time is t = eta k. */
#ifndef NTK_FLOW_DESCENT_H
#define NTK_FLOW_DESCENT_H

#include <gsl/gsl_rng.h>
#include "flow/recorder.h"

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
ntk_status ntk_descent_run(const ntk_problem *problem, const ntk_descent_options *options, double *w, ntk_trajectory *tr, const ntk_recording *how, size_t *done, ntk_error *err);

/* Draws `batch` of n examples without replacement (1 <= batch <= n, each subset alike) and sets masked (n k) := (n / batch) r on the
   examples drawn and 0 elsewhere: J^T masked has J^T r as its mean (sgd-unbiased). all: 0 .. n-1; chosen: scratch, batch. r: n k. */
void ntk_batch_residual(size_t n, size_t k, size_t batch, gsl_rng *rng, const size_t *all, size_t *chosen, const double *r, double *masked);

#endif
