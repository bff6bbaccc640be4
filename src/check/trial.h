/* One initialisation, trained by gradient flow and measured: what all per-initialisation claims share. */
#ifndef NTK_CHECK_TRIAL_H
#define NTK_CHECK_TRIAL_H

#include "check/ball.h"
#include "check/check.h"
#include "check/measured-flow.h"
#include "check/net.h"
#include "check/singular.h"
#include "kernel/ntk.h"

typedef struct ntk_trial {
  const ntk_setting *setting;
  size_t init;
  size_t N, p;
  ntk_net net;        /* at w0, where it stays: flows move networks of their own */
  ntk_norms norms;    /* of net at w0 */
  double *y, *f0, *r0;/* N; r0 = alpha f0 - y */
  double r0_norm;
  double *K;          /* K(w0) */
  ntk_linearised lin; /* at setting->alpha */
  double lambda_min, lambda_max;     /* of K(w0), without alpha */
  double eigen_error;                /* what both may be off by: LAPACK's backward error and K's own rounding */
  double sigma, sigma_max;           /* square roots, sigma rounded down and sigma_max up by eigen_error (sigma 0 when singular) */
  double rounding_f;                 /* what ||f|| may be off by because of rounding */
  ntk_singular singular;             /* whether and why K is singular; rows named by their original numbers */
  double T;                          /* horizon at setting->alpha: alpha^2 sigma^2 T = 3, or setting->time */
  ntk_ball ball;                     /* B1 at setting->alpha */
  ntk_measured_flow flow;            /* at setting->alpha */
  double main_lip;                   /* Lip on the ball that the main theorem speaks of (ball.h) */
  double threshold;                  /* main-theorem's alpha: 24 (sigma_max/sigma) Lip ||r0|| / sigma^2; INFINITY when sigma = 0, Lip is infinite or no alpha is big enough */
  double main_alpha;                 /* 1.1 threshold */
  ntk_linearised main_lin;           /* at main_alpha */
  ntk_measured_flow main_flow;       /* at main_alpha; status NTK_EUSAGE when threshold is infinite */
  double edge_alpha;                 /* a scale near the least one at which B1 closes; setting->alpha where it closes there */
  ntk_ball edge_ball;                /* B1 there */
  ntk_linearised edge_lin;           /* there; empty where edge_alpha is setting->alpha */
  ntk_measured_flow edge_flow;       /* there; likewise, and where B1 closes nowhere */
  ntk_status status;  /* not NTK_OK: not even K(w0) could be computed (only setting, init, N, p and why hold) */
  char why[256];
} ntk_trial;

#include "../../spec/acsl/trial.h"

/* The flow on which B1 closes (h < 1): trial->flow or, where h >= 1 at setting->alpha, trial->edge_flow; its ball is trial->edge_ball. */
/*@ requires valid: \valid_read(trial);
    terminates \true;
    exits \false;
    assigns \result \from trial, *trial;
    ensures flow: \result == (trial->ball.h < 1.0 ? &trial->flow : &trial->edge_flow); */
const ntk_measured_flow *ntk_certified_flow(const ntk_trial *trial);

/* Computes everything. NTK_ENOMEM or NTK_EUSAGE are errors; what is not finite or fails is recorded in status. */
/*@ requires valid: \valid(out) && setting_valid(setting) && (err == \null || \valid(err));
    requires apart: \separated(out, setting, err) && \separated(out, setting->data) && \separated(out, setting->data->x) && \separated(out, setting->data->y);
    terminates \true;
    exits \false;
    assigns *out, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_EUSAGE;
    ensures valid: \result == NTK_OK ==> \valid(*out) && trial_valid(*out) && (*out)->init == init && (*out)->setting == setting;
    ensures none: \result != NTK_OK ==> *out == \null; */
ntk_status ntk_trial_alloc(ntk_trial **out, const ntk_setting *setting, size_t init, ntk_error *err);
/*@ requires valid: trial == \null || \valid(trial);
    terminates \true;
    exits \false;
    assigns *trial; */
void ntk_trial_free(ntk_trial *trial);

#endif
