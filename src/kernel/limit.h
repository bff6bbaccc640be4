/* Infinite-width limits: the NNGP kernel Sigma and the NTK Theta (claims gaussian-process, kernel-limit; shared references). */
#ifndef NTK_KERNEL_LIMIT_H
#define NTK_KERNEL_LIMIT_H

#include <gsl/gsl_matrix.h>
#include "core/alloc.h"
#include "model/arch.h"

#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/dual.h"
#include "../../spec/acsl/matrix.h"

/* Covariances after one nonlinearity, (u, v) ~ N(0, [[S11,S12],[S12,S22]]): *value = E phi(u) phi(v), *slope = E phi'(u) phi'(v).
   Closed form for relu (arc-cosine), erf (arcsine), identity; quadrature for tanh, softplus (absolute error below 1e-13 times the
   scale: 1 + S11 + S22 for the values of softplus, else 1). A correlation beyond +-1 by rounding is taken as +-1.
   NTK_EUSAGE: a negative variance or an unknown activation; NTK_ENUMERIC: not finite, or a variance beyond 1e8 (tanh), 4e8
   (softplus), where the quadrature would take too long; NTK_ENOMEM. */
/*@ requires valid: \valid(value) && \valid(slope) && \separated(value, slope);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], *value, *slope, \result;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE || \result == NTK_ENUMERIC || \result == NTK_ENOMEM;
    ensures variances: \result == NTK_OK ==> 0.0 <= S11 && 0.0 <= S22 && activation_known(phi);
    ensures relu: \result == NTK_OK && phi == &ntk_relu ==> is_arc_cosine(S12, determinant(S11, S12, S22), *value, *slope);
    ensures erf: \result == NTK_OK && phi == &ntk_erf ==> is_arc_sine(S11, S12, S22, determinant(S11, S12, S22), *value, *slope);
    ensures identity: \result == NTK_OK && phi == &ntk_identity ==> is_identity_dual(S12, *value, *slope); */
ntk_status ntk_dual(const ntk_activation *phi, double S11, double S12, double S22, double *value, double *slope);

/* nngp, ntk (each n_a x n_b, may be NULL): limits for the architecture's depth, scales and trained layers (widths are not used),
   between rows of xa and xb (d columns). One output; for k outputs the limit is the Kronecker product with I_k.
   With xa == xb the results are exactly symmetric.
   The limit of parametrisation `ntk` with scale_power 1/2; `standard` has none (hidden layers' kernels grow with the width): NTK_EUSAGE,
   as for shapes that do not match. NTK_ENUMERIC and NTK_ENOMEM as ntk_dual, err names the rows. */
/*@ requires valid: \valid_read(arch) && matrix_readable(xa) && matrix_readable(xb) && (err == \null || \valid(err));
    requires valid_out: (nngp == \null || matrix_writable(nngp)) && (ntk == \null || matrix_writable(ntk));
    requires apart_nngp: nngp == \null || (matrix_apart(nngp, xa) && matrix_apart(nngp, xb) && nngp != xa && nngp != xb);
    requires apart_ntk: ntk == \null || (matrix_apart(ntk, xa) && matrix_apart(ntk, xb) && ntk != xa && ntk != xb);
    requires apart_both: nngp == \null || ntk == \null || matrix_apart(nngp, ntk);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], nngp->data[0 .. matrix_cells(nngp) - 1], ntk->data[0 .. matrix_cells(ntk) - 1], err->status, err->text[0 .. 1023], \result;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE || \result == NTK_ENUMERIC || \result == NTK_ENOMEM; */
ntk_status ntk_limit(const ntk_arch *arch, const gsl_matrix *xa, const gsl_matrix *xb, gsl_matrix *nngp, gsl_matrix *ntk, ntk_error *err);

#endif
