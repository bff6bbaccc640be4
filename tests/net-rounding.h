/* How far a computed pass may lie from the exact one: a-priori bounds in norms, for tests that compare two ways of computing a network. */
#ifndef NTK_TESTS_NET_ROUNDING_H
#define NTK_TESTS_NET_ROUNDING_H

#include <float.h>
#include <math.h>

#include "core/vec.h"
#include "model/arch.h"

/* Per example: |error of f_o|, ||error of grad f_o||, ||grad f_o||, |error of J v| / ||v||. */
typedef struct { double f, gradient, gradient_norm, tangent; } net_rounding;

/* Forward, with W = s_l ||W_l||_F, b = c_b ||beta_l||, u_q = (q + 4) eps (twice gamma_{q+4}: any order of summation, FMA or not; a product of length q, its scale
   and its bias), from exact norms' bounds H (||h||) and errors eh (of h), ez (of z), ed (of phi'(z); 8 eps for its own rounding, 4 eps for phi's):
   Z = W H + b, ez = u Z + W eh, H' = |phi(0)| sqrt m + L1 Z, eh' = L1 ez + 4 eps H', ed = L2 ez + 8 eps L1 sqrt m.
   Tangents likewise: T, et; backward likewise: B >= ||delta||, eb. For relu L2 counts 0: the data keep clear of the kink. */
typedef struct { double H, eh, ed, T, et; } net_rounding_layer;

static inline double net_rounding_weight(const ntk_arch *arch, const double *theta, size_t l) {
  return ntk_layer_scale(arch, l) * ntk_norm(arch->width[l] * arch->width[l - 1], theta + ntk_layer_offset(arch, l));
}

static inline net_rounding net_rounding_of(const ntk_arch *arch, const double *theta, double x_norm) {
  const ntk_activation *phi = arch->activation;
  const double L1 = phi->lipschitz1, L2 = isfinite(phi->lipschitz2) ? phi->lipschitz2 : 0.0;
  const size_t L = arch->depth;
  size_t first, last;
  ntk_trained_layers(arch, &first, &last);
  net_rounding_layer at[NTK_MAX_DEPTH + 1] = {{.H = x_norm}};
  net_rounding out = {0};
  for (size_t l = 1; l <= L; l++) {
    const net_rounding_layer *below = &at[l - 1];
    const double s = ntk_layer_scale(arch, l), W = net_rounding_weight(arch, theta, l), root = sqrt((double)arch->width[l]);
    const double *beta = ntk_layer_bias(arch, theta, 0, l);
    const double b = beta == NULL ? 0.0 : arch->bias_scale * ntk_norm(arch->width[l], beta);
    const double u = (double)(arch->width[l - 1] + 4) * DBL_EPSILON, own = first <= l && l <= last;
    const double Z = W * below->H + b, ez = u * Z + W * below->eh;
    const double Zdot = W * below->T + own * (s * below->H + arch->bias_scale);
    const double ezdot = 2.0 * u * Zdot + W * below->et + own * s * below->eh;
    at[l].H = fabs(phi->value(0.0)) * root + L1 * Z;
    at[l].eh = L1 * ez + 4.0 * DBL_EPSILON * at[l].H;
    at[l].ed = L2 * ez + 8.0 * DBL_EPSILON * L1 * root;
    at[l].T = L1 * Zdot;
    at[l].et = L1 * ezdot + at[l].ed * Zdot + DBL_EPSILON * at[l].T;
    out.f = ez;
    out.tangent = ezdot;
  }
  double B = 1.0, eb = 0.0, error = 0.0, norm = 0.0;
  for (size_t l = L; l >= first; l--) {
    const double s = ntk_layer_scale(arch, l), W = net_rounding_weight(arch, theta, l), c_b = arch->bias_scale;
    if (l <= last) {
      error += s * (eb * at[l - 1].H + B * at[l - 1].eh + 4.0 * DBL_EPSILON * B * at[l - 1].H) + c_b * (eb + 4.0 * DBL_EPSILON * B);
      norm += s * B * at[l - 1].H + c_b * B;
    }
    if (l == first) break;
    const double G = W * B, eg = W * eb + (double)(arch->width[l] + 4) * DBL_EPSILON * G;
    eb = L1 * eg + G * at[l - 1].ed + DBL_EPSILON * L1 * G;
    B = L1 * G;
  }
  out.gradient = error;
  out.gradient_norm = norm;
  return out;
}

#endif
