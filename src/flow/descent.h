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
  double momentum;      /* nesterov: mu; NAN: (sqrt kappa - 1)/(sqrt kappa + 1) from the first kernel */
  size_t batch;         /* sgd: examples a step, without replacement, rescaled n / batch */
  size_t outputs;       /* k: coordinates an example */
  double temperature;   /* langevin: w += -eta grad R + sqrt(2 eta temperature) N(0, I) */
  gsl_rng *rng;         /* sgd, langevin; borrowed */
  double stop_residual; /* stop when ||r|| <= this (0: never) */
  void (*progress)(void *context, double fraction);
  void *progress_context;
} ntk_descent_options;

/* w (p): in the start, out the end. NTK_ENUMERIC when it diverges to a non-finite value. *done (may be NULL): steps taken. */
ntk_status ntk_descent_run(const ntk_problem *problem, const ntk_descent_options *options, double *w, ntk_trajectory *tr, const ntk_recording *how, size_t *done, ntk_error *err);

#endif
