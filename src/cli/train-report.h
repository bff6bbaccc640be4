/* What a training run found, for people, programs and plots. */
#ifndef NTK_CLI_TRAIN_REPORT_H
#define NTK_CLI_TRAIN_REPORT_H

#include "core/alloc.h"
#include "flow/flow.h"

#include "../../spec/acsl/heap.h"

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

#include "../../spec/acsl/trained.h"

/* On standard output. NTK_ENOMEM, NTK_EWRITE. */
/*@ requires valid: trained_valid(trained) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EWRITE, NTK_ENOMEM}; */
ntk_status ntk_trained_json(const ntk_trained *trained, ntk_error *err);
/*@ requires valid: trained_valid(trained) && \valid_read(folder);
    terminates \true;
    exits \false;
    assigns \result \from \nothing;
    ensures status: \result \in {NTK_OK}; */
ntk_status ntk_trained_print(const ntk_trained *trained, const char *folder);

/* loss.svg (with R(0) exp(-2 lambda t), lemma-2) and drift.svg (with its bound) into folder; where there is no gnuplot a note on stderr says so. */
/*@ requires valid: trained_valid(trained) && \valid(trained) && \valid_read(folder) && \valid(err);
    requires apart: \separated(trained, err);
    terminates \true;
    exits \false;
    assigns trained->plotted, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EWRITE, NTK_ENOMEM}; */
ntk_status ntk_trained_plots(ntk_trained *trained, const char *folder, int quiet, ntk_error *err);

#endif
