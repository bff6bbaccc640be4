/* One initialisation, trained by gradient flow and measured: what all per-initialisation claims share. */
#ifndef NTK_CHECK_TRIAL_H
#define NTK_CHECK_TRIAL_H

#include "check/check.h"
#include "flow/flow.h"
#include "flow/linearised.h"
#include "kernel/ntk.h"

/* What is measured of one flow beside the recorder's samples; arrays as long as tr.count. */
typedef struct {
  ntk_trajectory tr;
  double alpha, T;
  double *gap_r;      /* ||r(t) - r_lin(t)|| */
  double *gap_w;      /* ||w(t) - u(t)|| */
  double *lin_r;      /* ||r_lin(t)||, closed form */
  double *segment;    /* upper estimate of the path length from sample i to i+1: (local Kantorovich, see the .c); [count-1] = 0 */
  double sigma_inf;   /* lower estimate of inf_t sigma_min(J(w(t))): min over samples minus Lip times the path to the next */
  double sigma_sup;   /* upper estimate of sup_t sigma_max(J(w(t))) */
  double lip, radius; /* B4's constant on the ball of this radius, which holds the whole trajectory */
  ntk_flow_stats stats;
  ntk_status status;  /* not NTK_OK: the trajectory could not be computed; text says why */
  char why[256];
} ntk_measured_flow;

typedef struct ntk_trial {
  const ntk_setting *setting;
  size_t init;
  size_t N, p;
  ntk_mlp *mlp;       /* at w0 when measured */
  ntk_map *map;
  double *w0;         /* p */
  double *y, *f0, *r0;/* N; r0 = alpha f0 - y */
  double r0_norm;
  double *K;          /* K(w0) */
  ntk_linearised lin; /* at setting->alpha */
  double lambda_min, lambda_max;     /* of K(w0), without alpha */
  double eigen_error;                /* what both may be off by */
  double sigma, sigma_max;           /* square roots, sigma rounded down by eigen_error (0 when singular) */
  ntk_pair pair[8];   /* rows that make K singular for this network */
  size_t pairs;
  char singular[256]; /* "" or why K is singular, rows named by their original numbers */
  ntk_measured_flow flow;      /* at setting->alpha */
  double threshold;            /* main-theorem's alpha: 24 (sigma_max/sigma) Lip ||r0|| / sigma^2; INFINITY when sigma = 0 or Lip is infinite */
  ntk_measured_flow main_flow; /* at 1.1 threshold */
} ntk_trial;

/* Computes everything. NTK_ENOMEM or NTK_EUSAGE are errors; a flow that fails is recorded in its status. */
ntk_status ntk_trial_alloc(ntk_trial **out, const ntk_setting *setting, size_t init, ntk_error *err);
void ntk_trial_free(ntk_trial *trial);

#endif
