/* A multilayer perceptron on a fixed batch of inputs: forward, backward, tangents, as matrix products. */
#ifndef NTK_MODEL_MLP_H
#define NTK_MODEL_MLP_H

#include <gsl/gsl_blas.h>
#include <gsl/gsl_matrix.h>
#include "model/arch.h"

/* Shapes: n inputs; H[l]: n x m_l (H[0] = x), D[l] = phi'(z_l): n x m_l for 1 <= l < L. */
typedef struct {
  ntk_arch arch;
  size_t n;
  const gsl_matrix *x;   /* n x d, borrowed */
  double *theta;         /* all parameters at the current point, owned */
  gsl_matrix **H;        /* [0..L-1] */
  gsl_matrix **D;        /* [1..L-1] */
  gsl_matrix *f;         /* n x k: raw output z_L (not centred) */
  gsl_matrix *f0;        /* n x k: what is subtracted; zeros unless centred or antisymmetric, see ntk_mlp_alloc */
  gsl_matrix **scratch;  /* [0..L]: n x m_l, for backward and tangents */
} ntk_mlp;

/* theta0 (all parameters) is copied; with `centred`, f0 := raw output at theta0. With `antisymmetric` and a theta0 of that form
   (ntk_is_antisymmetric) the exact output is 0, but a matrix product adds in its own order and leaves rounding, so f0 := that rounding
   (at most 2 gamma_m s_L sum_j |a_j h_j|). In both cases ntk_mlp_output at the trained part of theta0 is 0 exactly: the same code on the
   same bytes. The point is theta0; x must outlive the mlp. NULL + err: NTK_ENOMEM, NTK_EUSAGE, NTK_ENUMERIC. */
ntk_mlp *ntk_mlp_alloc(const ntk_arch *arch, const gsl_matrix *x, const double *theta0, ntk_error *err);
void ntk_mlp_free(ntk_mlp *mlp);

/* Moves the trained parameters to w (p) and runs the forward pass (from the first trained layer: what lies below never changes). NTK_ENUMERIC when an output is not finite. */
ntk_status ntk_mlp_forward(ntk_mlp *mlp, const double *w);

/* f (n k, example-major) := raw output minus f0. */
void ntk_mlp_output(const ntk_mlp *mlp, double *f);

/* JTu (p) := J^T u, u: n k. */
void ntk_mlp_vjp(ntk_mlp *mlp, const double *u, double *JTu);

/* Jv (n k) := J v, v: p. */
void ntk_mlp_jvp(ntk_mlp *mlp, const double *v, double *Jv);

/* delta[l] := d f_o / d z_l, n x m_l for l = 1..L, for output o (theory, notation); delta: array of L+1 matrices, [0] unused.
   Stops below the last layer whose delta[l] is not NULL. */
void ntk_mlp_deltas(ntk_mlp *mlp, size_t output, gsl_matrix **delta);

/* One step of the backward pass: g (n x m_{l-1}) := s_l delta W_l, delta: n x m_l, 2 <= l <= L: with delta = d f_o / d z_l, g = d f_o / d h_{l-1}. */
void ntk_mlp_back(const ntk_mlp *mlp, size_t l, const gsl_matrix *delta, gsl_matrix *g);

/* C := beta C + alpha op(A) op(B). The shapes are right by construction; should GSL still refuse, C becomes NaN, which no check accepts. */
void ntk_product(gsl_matrix *C, double beta, double alpha, CBLAS_TRANSPOSE_t transA, const gsl_matrix *A,
                 CBLAS_TRANSPOSE_t transB, const gsl_matrix *B);

#endif
