/* agd-rate: Nesterov with mu = (sqrt kappa - 1) / (sqrt kappa + 1):
   F(g_t) - F* <= (1 - 1/sqrt kappa)^t (F(x0) - F* + lambda ||x0 - x*||^2 / 2); iterations grow as sqrt kappa. */
#ifndef NTK_CLAIM_AGD_RATE_H
#define NTK_CLAIM_AGD_RATE_H

#include <stddef.h>

#include "../../spec/acsl/agd-rate.h"

/* The iterations' exponent in kappa. */
#define NTK_AGD_RATE_EXPONENT 0.5

/* (1 - 1/sqrt kappa)^t start; needs kappa >= 1. A loop of t products. */
/*@ requires conditioned: 1.0 <= kappa;
    terminates \true;
    exits \false;
    assigns \result \from kappa, start, t;
    ensures bound: \result == agd_rate_bound(kappa, start, t); */
double ntk_agd_rate_bound(double kappa, double start, size_t t);

/* 1 iff kappa >= 1 and gap_t <= (1 - 1/sqrt kappa)^t start + error_t for all t < n; gap_t = F(g_t) - F*,
   start = F(x0) - F* + lambda ||x0 - x*||^2 / 2. NaN: 0. */
/*@ requires valid: \valid_read(gap + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, gap[0 .. n - 1], error[0 .. n - 1], kappa, start;
    ensures decides: \result == 1 <==> agd_rate(gap, error, n, kappa, start);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_agd_rate(size_t n, const double *gap, const double *error, double kappa, double start);

#endif
