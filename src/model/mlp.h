/* A multilayer perceptron on a fixed batch of inputs: forward, backward, tangents, as matrix products. */
#ifndef NTK_MODEL_MLP_H
#define NTK_MODEL_MLP_H

#include <gsl/gsl_blas.h>
#include <gsl/gsl_matrix.h>
#include "core/alloc.h"
#include "model/arch.h"

#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/matrix.h"

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

#include "../../spec/acsl/mlp.h"

/* theta0 (all parameters) is copied; with `centred`, f0 := raw output at theta0. With `antisymmetric` and a theta0 of that form
   (ntk_is_antisymmetric) the exact output is 0, but a matrix product adds in its own order and leaves rounding, so f0 := that rounding
   (at most 2 gamma_m s_L sum_j |a_j h_j|). In both cases ntk_mlp_output at the trained part of theta0 is 0 exactly: the same code on the
   same bytes. The point is theta0; x must outlive the mlp. NULL + err: NTK_ENOMEM, NTK_EUSAGE, NTK_ENUMERIC. */
/*@ requires valid: \valid_read(arch) && matrix_readable(x) && (err == \null || (\valid(err) && \separated(err, arch)));
    requires activation: arch->activation == \null || activation_known(arch->activation);
    requires integers: x->tda <= INT_MAX;
    requires parameters: arch_ok(*arch) ==> \valid_read(theta0 + (0 .. arch_params(*arch) - 1));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX], \result \from *arch, x, theta0, ntk_alloc_countdown;
    ensures valid: \result != \null ==> mlp_valid(\result);
    ensures network: \result != \null ==> \result->arch == \old(*arch) && \result->n == \old(x->size1) && \result->x == x; */
ntk_mlp *ntk_mlp_alloc(const ntk_arch *arch, const gsl_matrix *x, const double *theta0, ntk_error *err);
/*@ requires valid: mlp == \null || (\valid(mlp) && mlp->arch.depth <= 64);
    requires tables: mlp != \null ==> table_readable(mlp->H, 1, mlp->arch.depth) && table_readable(mlp->D, 1, mlp->arch.depth) &&
                     table_readable(mlp->scratch, 0, mlp->arch.depth + 1);
    requires outputs: mlp != \null ==> (mlp->f == \null || \valid_read(mlp->f)) && (mlp->f0 == \null || \valid_read(mlp->f0));
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_mlp_free(ntk_mlp *mlp);

/* Moves the trained parameters to w (p) and runs the forward pass (from the first trained layer: what lies below never changes). NTK_ENUMERIC when an output is not finite. */
/*@ requires valid: mlp_valid(mlp) && \valid_read(w + (0 .. trained_count(mlp->arch) - 1));
    requires apart: mlp_outside(mlp, w, trained_count(mlp->arch)) &&
                    \separated(w + (0 .. trained_count(mlp->arch) - 1), mlp->theta + (0 .. arch_params(mlp->arch) - 1));
    terminates \true;
    exits \false;
    assigns mlp->theta[trained_offset(mlp->arch) .. trained_offset(mlp->arch) + trained_count(mlp->arch) - 1],
            { mlp->H[l]->data[i] | integer l, i; 1 <= l < mlp->arch.depth && 0 <= i < mlp_cells(mlp, l) },
            { mlp->D[l]->data[i] | integer l, i; 1 <= l < mlp->arch.depth && 0 <= i < mlp_cells(mlp, l) }, mlp->f->data[0 .. mlp_outputs(mlp) - 1], \result;
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC;
    ensures output: \forall integer i, o; 0 <= i < mlp->n && 0 <= o < mlp->arch.width[mlp->arch.depth] ==>
      mlp->f->data[entry(i, mlp->arch.width[mlp->arch.depth], o)] == forward_entry(mlp, mlp->arch.depth, i, o);
    ensures moved: \forall integer i; 0 <= i < trained_count(mlp->arch) ==> mlp->theta[trained_offset(mlp->arch) + i] == w[i];
    ensures valid: mlp_valid(mlp); */
ntk_status ntk_mlp_forward(ntk_mlp *mlp, const double *w);

/* f (n k, example-major) := raw output minus f0. */
/*@ requires valid: mlp_valid(mlp) && \valid(f + (0 .. mlp_outputs(mlp) - 1));
    requires apart: \separated(mlp, f + (0 .. mlp_outputs(mlp) - 1)) && outside_block(f, mlp_outputs(mlp), mlp->f) &&
                    outside_block(f, mlp_outputs(mlp), mlp->f0);
    terminates \true;
    exits \false;
    assigns f[0 .. mlp_outputs(mlp) - 1] \from *mlp, mlp->f->data[0 .. mlp_outputs(mlp) - 1], mlp->f0->data[0 .. mlp_outputs(mlp) - 1];
    ensures output: \forall integer i; 0 <= i < mlp_outputs(mlp) ==> f[i] == \old(mlp->f->data[i]) - \old(mlp->f0->data[i]); */
void ntk_mlp_output(const ntk_mlp *mlp, double *f);

/* JTu (p) := J^T u, u: n k. */
/*@ requires valid: mlp_valid(mlp) && \valid_read(u + (0 .. mlp_outputs(mlp) - 1)) && \valid(JTu + (0 .. trained_count(mlp->arch) - 1));
    requires apart: mlp_outside(mlp, u, mlp_outputs(mlp)) && mlp_outside(mlp, JTu, trained_count(mlp->arch)) &&
                    \separated(JTu + (0 .. trained_count(mlp->arch) - 1), mlp->theta + (0 .. arch_params(mlp->arch) - 1));
    requires apart_ends: \separated(u + (0 .. mlp_outputs(mlp) - 1), JTu + (0 .. trained_count(mlp->arch) - 1));
    terminates \true;
    exits \false;
    assigns JTu[0 .. trained_count(mlp->arch) - 1], { mlp->scratch[l]->data[i] | integer l, i; 0 <= l <= mlp->arch.depth && 0 <= i < mlp_cells(mlp, l) };
    ensures valid: mlp_valid(mlp); */
void ntk_mlp_vjp(ntk_mlp *mlp, const double *u, double *JTu);

/* Jv (n k) := J v, v: p. */
/*@ requires valid: mlp_valid(mlp) && \valid_read(v + (0 .. trained_count(mlp->arch) - 1)) && \valid(Jv + (0 .. mlp_outputs(mlp) - 1));
    requires apart: mlp_outside(mlp, v, trained_count(mlp->arch)) && mlp_outside(mlp, Jv, mlp_outputs(mlp));
    requires apart_ends: \separated(v + (0 .. trained_count(mlp->arch) - 1), Jv + (0 .. mlp_outputs(mlp) - 1));
    terminates \true;
    exits \false;
    assigns Jv[0 .. mlp_outputs(mlp) - 1], { mlp->scratch[l]->data[i] | integer l, i; 0 <= l <= mlp->arch.depth && 0 <= i < mlp_cells(mlp, l) };
    ensures tangent: \forall integer i; 0 <= i < mlp_outputs(mlp) ==> Jv[i] == mlp->scratch[mlp->arch.depth]->data[i];
    ensures valid: mlp_valid(mlp); */
void ntk_mlp_jvp(ntk_mlp *mlp, const double *v, double *Jv);

/* delta[l] := d f_o / d z_l, n x m_l for l = 1..L, for output o (theory, notation); delta: array of L+1 matrices, [0] unused.
   Stops below the last layer whose delta[l] is not NULL. */
/*@ requires valid: mlp_valid(mlp) && output < mlp->arch.width[mlp->arch.depth] && \valid_read(delta + (0 .. mlp->arch.depth));
    requires deltas: \forall integer l; 1 <= l <= mlp->arch.depth && delta[l] != \null ==> matrix_full(delta[l], mlp->n, mlp->arch.width[l]);
    requires some: delta[mlp->arch.depth] != \null;
    requires apart: \forall integer l; 1 <= l <= mlp->arch.depth && delta[l] != \null ==>
      mlp_outside(mlp, delta[l]->data, matrix_cells(delta[l])) && \separated(delta[l]->data + (0 .. matrix_cells(delta[l]) - 1), mlp->theta + (0 .. arch_params(mlp->arch) - 1));
    requires distinct: \forall integer i, j; 1 <= i < j <= mlp->arch.depth && delta[i] != \null && delta[j] != \null ==> matrix_apart(delta[i], delta[j]);
    terminates \true;
    exits \false;
    assigns { delta[l]->data[i] | integer l, i; 1 <= l <= mlp->arch.depth && delta[l] != \null && 0 <= i < mlp_cells(mlp, l) }; */
void ntk_mlp_deltas(ntk_mlp *mlp, size_t output, gsl_matrix **delta);

/* One step of the backward pass: g (n x m_{l-1}) := s_l delta W_l, delta: n x m_l, 2 <= l <= L: with delta = d f_o / d z_l, g = d f_o / d h_{l-1}. */
/*@ requires valid: mlp_shapes(mlp) && 2 <= l <= mlp->arch.depth && matrix_readable(delta) && matrix_writable(g);
    requires shape: delta->size2 == mlp->arch.width[l] && g->size1 == delta->size1 && g->size2 == mlp->arch.width[l - 1];
    requires integers: matrix_blas(delta) && matrix_blas(g);
    requires apart: matrix_apart(g, delta) && \separated(mlp, g->data + (0 .. matrix_cells(g) - 1)) && \separated(g->data + (0 .. matrix_cells(g) - 1), mlp->theta + (0 .. arch_params(mlp->arch) - 1));
    terminates \true;
    exits \false;
    assigns g->data[0 .. matrix_cells(g) - 1];
    ensures back: \forall integer i, j; 0 <= i < g->size1 && 0 <= j < g->size2 ==> g->data[entry(i, g->tda, j)] ==
      \old(back_entry(layer_scale(mlp->arch, l), delta->data + i * delta->tda, mlp->theta + layer_offset(mlp->arch, l) + j, mlp->arch.width[l - 1], delta->size2)); */
void ntk_mlp_back(const ntk_mlp *mlp, size_t l, const gsl_matrix *delta, gsl_matrix *g);

/* C := beta C + alpha op(A) op(B). The shapes are right by construction; should GSL still refuse, C becomes NaN, which no check accepts. */
/*@ requires trans: (transA == CblasNoTrans || transA == CblasTrans) && (transB == CblasNoTrans || transB == CblasTrans);
    requires valid: matrix_readable(A) && matrix_readable(B) && matrix_writable(C);
    requires integers: matrix_blas(A) && matrix_blas(B) && matrix_blas(C);
    requires apart: matrix_apart(C, A) && matrix_apart(C, B);
    terminates \true;
    exits \false;
    assigns C->data[0 .. matrix_cells(C) - 1];
    ensures product: C->size1 == op_rows(transA, A) && C->size2 == op_columns(transB, B) && op_columns(transA, A) == op_rows(transB, B) ==>
      \forall integer i, j; 0 <= i < C->size1 && 0 <= j < C->size2 ==> C->data[entry(i, C->tda, j)] == scaled_sum(alpha, \old(matrix_product(transA, A, transB, B, i, j)), beta, \old(C->data[entry(i, C->tda, j)])); */
void ntk_product(gsl_matrix *C, double beta, double alpha, CBLAS_TRANSPOSE_t transA, const gsl_matrix *A,
                 CBLAS_TRANSPOSE_t transB, const gsl_matrix *B);

#endif
