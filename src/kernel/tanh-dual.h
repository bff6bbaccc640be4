/* Gaussian moments of tanh and log(2 cosh), which have no closed form: quadrature for ntk_dual. */
#ifndef NTK_KERNEL_TANH_DUAL_H
#define NTK_KERNEL_TANH_DUAL_H

#include "core/alloc.h"
#include "core/status.h"

#include "../../spec/acsl/heap.h"

/* The largest variance taken: the number of terms grows as its root (1e8: 4e6 terms, 0.1 s a pair). */
#define NTK_TANH_DUAL_MAX 1e8

/* (u, v) ~ N(0, [[S11,S12],[S12,S22]]) */
typedef struct {
  double value;    /* E tanh(u) tanh(v) */
  double slope;    /* E tanh'(u) tanh'(v) */
  double logcosh;  /* Cov(log(2 cosh u), log(2 cosh v)) */
  double mean1;    /* E log(2 cosh u) */
  double mean2;    /* E log(2 cosh v) */
} ntk_tanh_moments;

/* Errors: a few 1e-15 of each moment (tested to 1e-13). det = S11 S22 - S12^2 >= 0 is the caller's, who knows it best near singularity.
   NTK_ENUMERIC when a variance exceeds NTK_TANH_DUAL_MAX, NTK_ENOMEM. */
/*@ requires valid: \valid(out);
    requires variances: 0.0 <= S11 && 0.0 <= S22 && 0.0 <= det;
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], *out, \result;
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC || \result == NTK_ENOMEM; */
ntk_status ntk_tanh_dual(double S11, double S12, double S22, double det, ntk_tanh_moments *out);

#endif
