/* Dual activations (Daniely, Frostig, Singer 2016): relu by Cho and Saul 2009 (arc-cosine kernels of degree 1 and 0), erf by Williams
   1997, tanh and softplus by a sine series (tanh-dual.c), softplus(u) = u / 2 + log(2 cosh(u / 2)). */
#include <gsl/gsl_math.h>
#include <math.h>

#include "kernel/limit.h"
#include "kernel/tanh-dual.h"

/* S11 S22 - S12^2, at least 0, to about 2 eps of itself (Kahan's difference of products): an angle is as good as its root. */
/*@ terminates \true;
    exits \false;
    assigns \result \from S11, S12, S22;
    ensures determinant: \result == determinant(S11, S12, S22);
    ensures positive: 0.0 <= \result; */
static double determinant(double S11, double S12, double S22) {
  const double square = S12 * S12, lost = fma(S12, S12, -square);
  return fmax(0.0, fma(S11, S22, -square) - lost);
}

/*@ requires valid: \valid(value) && \valid(slope) && \separated(value, slope) && 0.0 <= det;
    terminates \true;
    exits \false;
    assigns *value, *slope;
    ensures relu: is_arc_cosine(S12, det, *value, *slope); */
static void dual_relu(double S12, double det, double *value, double *slope) {
  const double root = sqrt(det), angle = atan2(root, S12), rest = M_PI - angle;
  //@ assert angle: is_angle(\sqrt(det), S12, angle);
  *value = (root + rest * S12) / (2.0 * M_PI);
  *slope = rest / (2.0 * M_PI);
}

/* (1 + 2 S11)(1 + 2 S22) - 4 S12^2 = 1 + 2 S11 + 2 S22 + 4 det: a sum of positive terms. */
/*@ requires valid: \valid(value) && \valid(slope) && \separated(value, slope) && 0.0 <= det && 0.0 <= S11 && 0.0 <= S22;
    terminates \true;
    exits \false;
    assigns *value, *slope;
    ensures erf: is_arc_sine(S11, S12, S22, det, *value, *slope); */
static void dual_erf(double S11, double S12, double S22, double det, double *value, double *slope) {
  const double root = sqrt(1.0 + 2.0 * S11 + 2.0 * S22 + 4.0 * det);
  const double angle = atan2(2.0 * S12, root);
  //@ assert angle: is_angle(2.0 * S12, arc_sine_root(S11, S22, det), angle);
  *value = M_2_PI * angle;
  *slope = 2.0 * M_2_PI / root;
  //@ assert root: root == arc_sine_root(S11, S22, det);
  //@ assert quotient: *slope == 2.0 * 0.63661977236758134307553505349 / root;
  //@ assert slope: *slope == 2.0 * 0.63661977236758134307553505349 / arc_sine_root(S11, S22, det);
  //@ assert value: is_angle(2.0 * S12, arc_sine_root(S11, S22, det), angle) && *value == 0.63661977236758134307553505349 * angle;
}

/*@ requires valid: \valid(value) && \valid(slope) && \separated(value, slope) && 0.0 <= det && 0.0 <= S11 && 0.0 <= S22;
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], *value, *slope, \result;
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC || \result == NTK_ENOMEM; */
static ntk_status dual_tanh(double S11, double S12, double S22, double det, double *value, double *slope) {
  ntk_tanh_moments moments;
  const ntk_status status = ntk_tanh_dual(S11, S12, S22, det, &moments);
  *value = moments.value;
  *slope = moments.slope;
  return status;
}

/* u even against odd: E u log(2 cosh(v / 2)) = 0. softplus' = (1 + tanh(u / 2)) / 2. */
/*@ requires valid: \valid(value) && \valid(slope) && \separated(value, slope) && 0.0 <= det && 0.0 <= S11 && 0.0 <= S22;
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], *value, *slope, \result;
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC || \result == NTK_ENOMEM; */
static ntk_status dual_softplus(double S11, double S12, double S22, double det, double *value, double *slope) {
  ntk_tanh_moments half;
  const ntk_status status = ntk_tanh_dual(0.25 * S11, 0.25 * S12, 0.25 * S22, 0.0625 * det, &half);
  *value = 0.25 * S12 + half.mean1 * half.mean2 + half.logcosh;
  *slope = 0.25 * (1.0 + half.value);
  return status;
}

ntk_status ntk_dual(const ntk_activation *phi, double S11, double S12, double S22, double *value, double *slope) {
  ntk_status status = NTK_OK;
  if (!isfinite(S11) || !isfinite(S12) || !isfinite(S22)) return NTK_ENUMERIC;
  if (S11 < 0.0 || S22 < 0.0) return NTK_EUSAGE;
  const double det = determinant(S11, S12, S22);
  if (phi == &ntk_relu) {
    dual_relu(S12, det, value, slope);
  } else if (phi == &ntk_erf) {
    dual_erf(S11, S12, S22, det, value, slope);
  } else if (phi == &ntk_identity) {
    *value = S12;
    *slope = 1.0;
  } else if (phi == &ntk_tanh) {
    status = dual_tanh(S11, S12, S22, det, value, slope);
  } else if (phi == &ntk_softplus) {
    status = dual_softplus(S11, S12, S22, det, value, slope);
  } else {
    return NTK_EUSAGE;
  }
  if (status == NTK_OK && (!isfinite(*value) || !isfinite(*slope))) return NTK_ENUMERIC;
  return status;
}
