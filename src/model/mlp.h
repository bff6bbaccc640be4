/* A multilayer perceptron on a fixed batch of inputs: forward, backward, tangents, as matrix products. */
#ifndef NTK_MODEL_MLP_H
#define NTK_MODEL_MLP_H

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
  gsl_matrix *f0;        /* n x k: what is subtracted; zeros unless centred */
  gsl_matrix **scratch;  /* [0..L]: n x m_l, for backward and tangents */
} ntk_mlp;

/* theta0 (all parameters) is copied; with `centred`, f0 := raw output at theta0. The point is theta0. NULL + err: NTK_ENOMEM, NTK_EUSAGE, NTK_ENUMERIC. */
ntk_mlp *ntk_mlp_alloc(const ntk_arch *arch, const gsl_matrix *x, const double *theta0, ntk_error *err);
void ntk_mlp_free(ntk_mlp *mlp);

/* Moves the trained parameters to w (p) and runs the forward pass. NTK_ENUMERIC when an output is not finite. */
ntk_status ntk_mlp_forward(ntk_mlp *mlp, const double *w);

/* f (n k, example-major) := raw output minus f0. */
void ntk_mlp_output(const ntk_mlp *mlp, double *f);

/* JTu (p) := J^T u, u: n k. */
void ntk_mlp_vjp(ntk_mlp *mlp, const double *u, double *JTu);

/* Jv (n k) := J v, v: p. */
void ntk_mlp_jvp(ntk_mlp *mlp, const double *v, double *Jv);

/* delta[l] := d f_o / d z_l, n x m_l for l = 1..L, for output o (theory, notation); delta: array of L+1 matrices, [0] unused. */
void ntk_mlp_deltas(ntk_mlp *mlp, size_t output, gsl_matrix **delta);

#endif
