/* The norms at a point that theory B4 starts from, for all examples and outputs. */
#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "model/layer.h"
#include "model/lipschitz.h"

#include "../../spec/acsl/index.h"

/*@ requires valid: \valid_read(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1];
    ensures above: \forall integer i; 0 <= i < n ==> \abs(x[i]) <= \result;
    ensures positive: 0.0 <= \result; */
static double largest_magnitude(size_t n, const double *x) {
  double largest = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant above: \forall integer j; 0 <= j < i ==> \abs(x[j]) <= largest;
      loop invariant positive: 0.0 <= largest;
      loop assigns i, largest;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) largest = fmax(largest, fabs(x[i]));
  return largest;
}

/* out_i := ||row i||_2 */
/*@ requires valid: matrix_readable(A) && \valid(out + (0 .. A->size1 - 1));
    requires apart: \separated(out + (0 .. A->size1 - 1), A->data + (0 .. matrix_cells(A) - 1));
    terminates \true;
    exits \false;
    assigns out[0 .. A->size1 - 1]; */
static void row_norms(const gsl_matrix *A, double *out) {
  /*@ loop invariant range: 0 <= i <= A->size1;
      loop assigns i, out[0 .. A->size1 - 1];
      loop variant A->size1 - i; */
  for (size_t i = 0; i < A->size1; i++) {
    //@ ghost row_inside(i, A->size1, A->tda);
    out[i] = ntk_norm(A->size2, gsl_matrix_const_ptr(A, i, 0));
  }
}

/* out_i := ||row i||_inf */
/*@ requires valid: matrix_readable(A) && \valid(out + (0 .. A->size1 - 1));
    requires apart: \separated(out + (0 .. A->size1 - 1), A->data + (0 .. matrix_cells(A) - 1));
    terminates \true;
    exits \false;
    assigns out[0 .. A->size1 - 1]; */
static void row_maxima(const gsl_matrix *A, double *out) {
  /*@ loop invariant range: 0 <= i <= A->size1;
      loop assigns i, out[0 .. A->size1 - 1];
      loop variant A->size1 - i; */
  for (size_t i = 0; i < A->size1; i++) {
    //@ ghost row_inside(i, A->size1, A->tda);
    out[i] = largest_magnitude(A->size2, gsl_matrix_const_ptr(A, i, 0));
  }
}

/* ||g_l||_inf and ||delta_l|| of output o: the backward pass, read between its two half-steps. */
/*@ requires valid: norms_valid(norms) && mlp_valid(mlp) && norms->arch == mlp->arch && norms->n == mlp->n && o < mlp->arch.width[mlp->arch.depth];
    requires apart: norms_outside(norms, mlp);
    terminates \true;
    exits \false;
    assigns norms->g_max[0 .. norms->arch.width[norms->arch.depth] * norms->arch.depth * norms->n - 1], norms->delta[0 .. norms->arch.width[norms->arch.depth] * (norms->arch.depth + 1) * norms->n - 1],
            { mlp->scratch[l]->data[i] | integer l, i; 0 <= l <= mlp->arch.depth && 0 <= i < mlp_cells(mlp, l) }; */
static void measure_backward(ntk_norms *norms, ntk_mlp *mlp, size_t o) {
  const size_t L = mlp->arch.depth, n = mlp->n;
  gsl_matrix *top = mlp->scratch[L];
  gsl_matrix_set_zero(top);
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, top->data[0 .. matrix_cells(top) - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) gsl_matrix_set(top, i, o, 1.0);
  row_norms(top, norms->delta + (o * (L + 1) + L) * n);
  /*@ loop invariant range: 0 <= l <= L - 1;
      loop assigns l, norms->g_max[0 .. norms->arch.width[norms->arch.depth] * norms->arch.depth * norms->n - 1], norms->delta[0 .. norms->arch.width[norms->arch.depth] * (norms->arch.depth + 1) * norms->n - 1], { mlp->scratch[e]->data[i] | integer e, i; 0 <= e <= mlp->arch.depth && 0 <= i < mlp_cells(mlp, e) };
      loop variant l; */
  for (size_t l = L - 1; l >= 1; l--) {
    gsl_matrix *below = mlp->scratch[l];
    ntk_mlp_back(mlp, l + 1, mlp->scratch[l + 1], below);
    row_maxima(below, norms->g_max + (o * L + l) * n);
    ntk_multiply(n * mlp->arch.width[l], mlp->D[l]->data, below->data);
    row_norms(below, norms->delta + (o * (L + 1) + l) * n);
  }
}

/*@ requires valid: norms_valid(norms) && mlp_valid(mlp) && norms->arch == mlp->arch && \separated(norms, mlp);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], norms->weight[0 .. 64], norms->output_max, norms->data, \result;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
static ntk_status measure_weights(ntk_norms *norms, const ntk_mlp *mlp) {
  const ntk_arch *arch = &mlp->arch;
  const size_t L = arch->depth;
  /*@ loop invariant range: 2 <= l <= L;
      loop assigns l, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], norms->weight[0 .. 64];
      loop variant L - l; */
  for (size_t l = 2; l < L; l++) {
    const gsl_matrix_const_view W = ntk_layer_const_weights(arch, mlp->theta, 0, l);
    if (ntk_spectral_norm(&W.matrix, &norms->weight[l]) != NTK_OK) return NTK_ENOMEM;
  }
  norms->output_max = largest_magnitude(arch->width[L] * arch->width[L - 1], mlp->theta + ntk_layer_offset(arch, L));
  if (ntk_spectral_norm(mlp->x, &norms->data) != NTK_OK) return NTK_ENOMEM;
  norms->data *= ntk_layer_scale(arch, 1);
  return NTK_OK;
}

ntk_status ntk_norms_init(ntk_norms *norms, ntk_mlp *mlp) {
  const size_t L = mlp->arch.depth, k = mlp->arch.width[L], n = mlp->n;
  *norms = (ntk_norms){.arch = mlp->arch, .n = n};
  norms->hidden = ntk_doubles(L, n);
  norms->g_max = ntk_doubles(k * L, n);
  norms->delta = ntk_doubles(k * (L + 1), n);
  if (norms->hidden == NULL || norms->g_max == NULL || norms->delta == NULL) return NTK_ENOMEM;
  for (size_t l = 0; l < L; l++) row_norms(mlp->H[l], norms->hidden + l * n);
  for (size_t o = 0; o < k; o++) measure_backward(norms, mlp, o);
  return measure_weights(norms, mlp);
}

void ntk_norms_clear(ntk_norms *norms) {
  free(norms->hidden);
  free(norms->g_max);
  free(norms->delta);
  norms->hidden = norms->g_max = norms->delta = NULL;
}
