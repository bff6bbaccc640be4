/* What a training run found, for people, programs and plots. */
#ifndef NTK_CLI_TRAIN_REPORT_H
#define NTK_CLI_TRAIN_REPORT_H

#include "flow/flow.h"

typedef struct {
  size_t n, outputs, parameters;
  double alpha, lambda_min, lambda_max; /* of K at the start */
  int singular;                         /* lambda_min is not distinguishable from 0 */
  double T, eta;                        /* horizon; learning rate (flow: the one that t = eta k would use, 1/Lambda) */
  const char *dynamics, *integrator;    /* integrator NULL: discrete */
  int discrete;
  size_t steps;                         /* discrete: taken */
  ntk_trajectory trajectory;
  ntk_flow_stats stats;                 /* flow */
  int plotted;                          /* the plots were drawn */
} ntk_trained;

/* On standard output. NTK_ENOMEM, NTK_EWRITE. */
ntk_status ntk_trained_json(const ntk_trained *trained, ntk_error *err);
ntk_status ntk_trained_print(const ntk_trained *trained, const char *folder);

/* loss.svg (with R(0) exp(-2 lambda t), lemma-2) and drift.svg (with its bound) into folder; where there is no gnuplot a note on stderr says so. */
ntk_status ntk_trained_plots(ntk_trained *trained, const char *folder, int quiet, ntk_error *err);

#endif
