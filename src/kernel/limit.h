/* Infinite-width limits: the NNGP kernel Sigma and the NTK Theta (claims gaussian-process, kernel-limit; shared references). */
#ifndef NTK_KERNEL_LIMIT_H
#define NTK_KERNEL_LIMIT_H

#include <gsl/gsl_matrix.h>
#include "model/arch.h"

/* Covariances after one nonlinearity, (u, v) ~ N(0, [[S11,S12],[S12,S22]]): *value = E phi(u) phi(v), *slope = E phi'(u) phi'(v).
   Closed form for relu (arc-cosine), erf (arcsine), identity; quadrature for tanh, softplus (absolute error below 1e-13 times the
   scale: 1 + S11 + S22 for the values of softplus, else 1). A correlation beyond +-1 by rounding is taken as +-1.
   NTK_EUSAGE: a negative variance or an unknown activation; NTK_ENUMERIC: not finite, or a variance beyond 1e8 (tanh), 4e8
   (softplus), where the quadrature would take too long; NTK_ENOMEM. */
ntk_status ntk_dual(const ntk_activation *phi, double S11, double S12, double S22, double *value, double *slope);

/* nngp, ntk (each n_a x n_b, may be NULL): limits for the architecture's depth, scales and trained layers (widths are not used),
   between rows of xa and xb (d columns). One output; for k outputs the limit is the Kronecker product with I_k.
   With xa == xb the results are exactly symmetric.
   The limit of parametrisation `ntk` with scale_power 1/2; `standard` has none (hidden layers' kernels grow with the width): NTK_EUSAGE,
   as for shapes that do not match. NTK_ENUMERIC and NTK_ENOMEM as ntk_dual, err names the rows. */
ntk_status ntk_limit(const ntk_arch *arch, const gsl_matrix *xa, const gsl_matrix *xb, gsl_matrix *nngp, gsl_matrix *ntk, ntk_error *err);

#endif
