/* The layer-wise kernel (theory, notation): per layer two Gram matrices, of the batched deltas (N x m_l, example-major) and of the
   inputs h_{l-1} (n x m_{l-1}), multiplied entry by entry and added. The deltas of all k outputs go through the backward pass together. */
#include "kernel/ntk.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/size.h"
#include "core/vec.h"

#include "../../spec/acsl/heap-mlp.h"
#include "../../spec/acsl/index.h"

/* A backward pass of the outputs' unit vectors: delta (N x m_l) of the current layer, room for the one below. */
typedef struct {
  const ntk_mlp *mlp;
  size_t N, k, widest;
  double *now, *below;
} sweep;

/*@ // room for the deltas of every layer, twice, apart from the network
    predicate sweep_ok{L}(sweep *s) = \valid(s) && mlp_valid(s->mlp) && s->N == mlp_outputs(s->mlp) && 1 <= s->N <= INT_MAX &&
      s->k == s->mlp->arch.width[s->mlp->arch.depth] && s->widest <= INT_MAX && s->N * s->widest <= SIZE_MAX &&
      (\forall integer l; 1 <= l <= s->mlp->arch.depth ==> s->mlp->arch.width[l] <= s->widest) &&
      \valid(s->now + (0 .. s->N * s->widest - 1)) && \valid(s->below + (0 .. s->N * s->widest - 1)) &&
      \separated(s->now + (0 .. s->N * s->widest - 1), s->below + (0 .. s->N * s->widest - 1)) &&
      kernel_outside(s->mlp, s->now, s->N * s->widest) && kernel_outside(s->mlp, s->below, s->N * s->widest);

    // the n numbers at x are none of the sweep's
    predicate sweep_outside{L}(sweep *s, double *x, integer n) = kernel_outside(s->mlp, x, n) &&
      \separated(x + (0 .. n - 1), s->now + (0 .. s->N * s->widest - 1)) && \separated(x + (0 .. n - 1), s->below + (0 .. s->N * s->widest - 1));

    // two batches of one network
    predicate sweeps_match{L}(sweep *a, sweep *b) = a->k == b->k && a->mlp->arch.depth == b->mlp->arch.depth &&
      (\forall integer l; 0 <= l <= a->mlp->arch.depth ==> a->mlp->arch.width[l] == b->mlp->arch.width[l]);

    predicate room_ok{L}(sweep *a, sweep *b, double *G, double *P, double *K) =
      a->N * b->N <= SIZE_MAX && a->mlp->n * b->mlp->n <= SIZE_MAX &&
      \valid(G + (0 .. a->N * b->N - 1)) && \valid(K + (0 .. a->N * b->N - 1)) && \valid(P + (0 .. a->mlp->n * b->mlp->n - 1)) &&
      \separated(G + (0 .. a->N * b->N - 1), K + (0 .. a->N * b->N - 1)) && \separated(P + (0 .. a->mlp->n * b->mlp->n - 1), K + (0 .. a->N * b->N - 1)) &&
      \separated(G + (0 .. a->N * b->N - 1), P + (0 .. a->mlp->n * b->mlp->n - 1)) &&
      sweep_outside(a, G, a->N * b->N) && sweep_outside(b, G, a->N * b->N) && sweep_outside(a, K, a->N * b->N) && sweep_outside(b, K, a->N * b->N) &&
      sweep_outside(a, P, a->mlp->n * b->mlp->n) && sweep_outside(b, P, a->mlp->n * b->mlp->n); */

/*@ requires valid: \valid_read(s);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void sweep_clear(sweep *s) {
  free(s->now);
  free(s->below);
}

/* Starts at layer L: delta_L of example i, output o is e_o. */
/*@ requires valid: \valid(s) && mlp_valid(mlp);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], *s, \result;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures ready: \result == NTK_OK ==> sweep_ok(s) && s->mlp == mlp; */
static ntk_status sweep_start(sweep *s, const ntk_mlp *mlp) {
  const ntk_arch *arch = &mlp->arch;
  size_t widest = 0;
  *s = (sweep){.mlp = mlp, .k = arch->width[arch->depth]};
  /*@ loop invariant range: 1 <= l <= arch->depth + 1;
      loop invariant widest: widest <= INT_MAX && \forall integer i; 1 <= i < l ==> arch->width[i] <= widest;
      loop assigns l, widest;
      loop variant arch->depth + 1 - l; */
  for (size_t l = 1; l <= arch->depth; l++) {
    //@ ghost width_fits(arch, l);
    if (arch->width[l] > widest) widest = arch->width[l];
  }
  s->widest = widest;
  if (!ntk_size_mul(mlp->n, s->k, &s->N) || s->N > INT_MAX) return NTK_ENOMEM;
  s->now = ntk_doubles(s->N, widest);
  s->below = ntk_doubles(s->N, widest);
  if (s->now == NULL || s->below == NULL) return NTK_ENOMEM;
  //@ ghost heap_own(s->now);
  //@ ghost heap_own(s->below);
  //@ ghost heap_apart(s->now, s->N * widest, s->below, s->N * widest);
  //@ ghost heap_apart_mlp(s->now, s->N * widest, mlp);
  //@ ghost heap_apart_mlp(s->below, s->N * widest, mlp);
  /*@ loop invariant range: 0 <= row <= s->N;
      loop assigns row, s->now[0 .. s->N * s->widest - 1];
      loop variant s->N - row; */
  for (size_t row = 0; row < s->N; row++) s->now[row * s->k + row % s->k] = 1.0;
  return NTK_OK;
}

/*@ requires valid: sweep_ok(s) && 1 <= l <= s->mlp->arch.depth;
    terminates \true;
    exits \false;
    assigns \result \from *s, l;
    ensures shape: \result.matrix.size1 == s->N && \result.matrix.size2 == s->mlp->arch.width[l] && \result.matrix.tda == s->mlp->arch.width[l] && \result.matrix.data == s->now; */
static gsl_matrix_view sweep_delta(const sweep *s, size_t l) { return gsl_matrix_view_array(s->now, s->N, s->mlp->arch.width[l]); }

/* From layer l to l - 1: delta_{l-1} = (s_l delta_l W_l) . phi'(z_{l-1}), the k rows of an example sharing its phi'.
   ntk_mlp_back takes as many rows as delta has: here N, not n. */
/*@ requires valid: sweep_ok(s) && 2 <= l <= s->mlp->arch.depth;
    terminates \true;
    exits \false;
    assigns s->now, s->below, s->now[0 .. s->N * s->widest - 1], s->below[0 .. s->N * s->widest - 1];
    ensures valid: sweep_ok(s); */
static void sweep_down(sweep *s, size_t l) {
  const size_t m = s->mlp->arch.width[l - 1];
  const gsl_matrix_view delta = sweep_delta(s, l);
  gsl_matrix_view g = gsl_matrix_view_array(s->below, s->N, m);
  ntk_mlp_back(s->mlp, l, &delta.matrix, &g.matrix);
  for (size_t row = 0; row < s->N; row++) {
    const double *slope = gsl_matrix_const_ptr(s->mlp->D[l - 1], row / s->k, 0);
    double *g_row = s->below + row * m;
    for (size_t j = 0; j < m; j++) g_row[j] *= slope[j];
  }
  double *kept = s->now;
  s->now = s->below;
  s->below = kept;
}

/* G := A B^T; symmetric (A and B hold the same): only its lower triangle. */
/*@ requires valid: matrix_readable(A) && matrix_readable(B) && matrix_writable(G) && matrix_blas(A) && matrix_blas(B) && matrix_blas(G);
    requires apart: matrix_apart(G, A) && matrix_apart(G, B);
    terminates \true;
    exits \false;
    assigns G->data[0 .. matrix_cells(G) - 1], \result;
    ensures square: \result == 0 && symmetric != 0 ==> \forall integer i, j; 0 <= j <= i < G->size1 ==>
      G->data[entry(i, G->tda, j)] == scaled_sum(1.0, \old(matrix_square(CblasNoTrans, A, i, j)), 0.0, \old(G->data[entry(i, G->tda, j)]));
    ensures product: \result == 0 && symmetric == 0 ==> \forall integer i, j; 0 <= i < G->size1 && 0 <= j < G->size2 ==>
      G->data[entry(i, G->tda, j)] == scaled_sum(1.0, \old(matrix_product(CblasNoTrans, A, CblasTrans, B, i, j)), 0.0, \old(G->data[entry(i, G->tda, j)])); */
static int gram(int symmetric, const gsl_matrix *A, const gsl_matrix *B, gsl_matrix *G) {
  if (symmetric) return gsl_blas_dsyrk(CblasLower, CblasNoTrans, 1.0, A, 0.0, G);
  return gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1.0, A, B, 0.0, G);
}

/* K_row += G_row (s_l^2 P_i + c_b^2) for columns 0..columns-1, the k columns of an example sharing its P_ij. */
/*@ requires some: 1 <= k;
    requires valid: \valid_read(G + (0 .. columns - 1)) && \valid(K + (0 .. columns - 1)) && (\forall integer j; 0 <= j < columns ==> \valid_read(P + j / k));
    requires apart: \separated(K + (0 .. columns - 1), G + (0 .. columns - 1)) && (\forall integer j; 0 <= j < columns ==> \separated(P + j / k, K + (0 .. columns - 1)));
    terminates \true;
    exits \false;
    assigns K[0 .. columns - 1];
    ensures sum: \forall integer j; 0 <= j < columns ==>
      K[j] == \old(K[j]) + layer_term(\old(G[j]), scale2, \old(P[j / k]), bias2); */
static void add_row(size_t columns, size_t k, double scale2, double bias2, const double *P, const double *G, double *K) {
  if (k == 1) {
    /*@ loop invariant range: 0 <= j <= columns;
        loop invariant same: same{Pre, Here}(G, columns);
        loop invariant same_P: \forall integer i; 0 <= i < columns ==> P[i / k] == \at(P[i / k], Pre);
        loop invariant done: \forall integer i; 0 <= i < j ==> K[i] == \at(K[i], Pre) + layer_term(\at(G[i], Pre), scale2, \at(P[i / k], Pre), bias2);
        loop invariant rest: \forall integer i; j <= i < columns ==> K[i] == \at(K[i], Pre);
        loop assigns j, K[0 .. columns - 1];
        loop variant columns - j; */
    for (size_t j = 0; j < columns; j++) {
      //@ assert one: j / k == j;
      K[j] += G[j] * (scale2 * P[j] + bias2);
    }
    return;
  }
  /*@ loop invariant range: 0 <= j <= columns;
      loop invariant same: same{Pre, Here}(G, columns);
      loop invariant same_P: \forall integer i; 0 <= i < columns ==> P[i / k] == \at(P[i / k], Pre);
      loop invariant done: \forall integer i; 0 <= i < j ==> K[i] == \at(K[i], Pre) + layer_term(\at(G[i], Pre), scale2, \at(P[i / k], Pre), bias2);
      loop invariant rest: \forall integer i; j <= i < columns ==> K[i] == \at(K[i], Pre);
      loop assigns j, K[0 .. columns - 1];
      loop variant columns - j; */
  for (size_t j = 0; j < columns; j++) K[j] += G[j] * (scale2 * P[j / k] + bias2);
}

/* G := Delta_a Delta_b^T of layer l */
/*@ requires valid: sweep_ok(a) && sweep_ok(b) && sweeps_match(a, b) && 1 <= l <= a->mlp->arch.depth && a->N * b->N <= SIZE_MAX && \valid(G + (0 .. a->N * b->N - 1));
    requires apart: sweep_outside(a, G, a->N * b->N) && sweep_outside(b, G, a->N * b->N);
    terminates \true;
    exits \false;
    assigns G[0 .. a->N * b->N - 1], \result; */
static int delta_gram(const sweep *a, const sweep *b, size_t l, double *G) {
  const gsl_matrix_view delta_a = sweep_delta(a, l), delta_b = sweep_delta(b, l);
  gsl_matrix_view view = gsl_matrix_view_array(G, a->N, b->N);
  return gram(a == b, &delta_a.matrix, &delta_b.matrix, &view.matrix);
}

/* P := H_a H_b^T of the inputs of layer l */
/*@ requires valid: sweep_ok(a) && sweep_ok(b) && sweeps_match(a, b) && 1 <= l <= a->mlp->arch.depth && a->mlp->n * b->mlp->n <= SIZE_MAX &&
                    \valid(P + (0 .. a->mlp->n * b->mlp->n - 1));
    requires apart: sweep_outside(a, P, a->mlp->n * b->mlp->n) && sweep_outside(b, P, a->mlp->n * b->mlp->n);
    terminates \true;
    exits \false;
    assigns P[0 .. a->mlp->n * b->mlp->n - 1], \result; */
static int input_gram(const sweep *a, const sweep *b, size_t l, double *P) {
  gsl_matrix_view view = gsl_matrix_view_array(P, a->mlp->n, b->mlp->n);
  return gram(a == b, a->mlp->H[l - 1], b->mlp->H[l - 1], &view.matrix);
}

/* K (N_a x N_b) += the part of layer l; G: N_a x N_b, P: n_a x n_b. With a == b only the lower triangles. */
/*@ requires valid: sweep_ok(a) && sweep_ok(b) && sweeps_match(a, b) && room_ok(a, b, G, P, K) && 1 <= l <= a->mlp->arch.depth;
    terminates \true;
    exits \false;
    assigns G[0 .. a->N * b->N - 1], P[0 .. a->mlp->n * b->mlp->n - 1], K[0 .. a->N * b->N - 1], \result;
    ensures status: \result == NTK_OK || \result == NTK_EINTERNAL; */
static ntk_status add_layer(const sweep *a, const sweep *b, size_t l, double *G, double *P, double *K) {
  const ntk_arch *arch = &a->mlp->arch;
  const double scale = ntk_layer_scale(arch, l), scale2 = scale * scale, bias2 = arch->bias_scale * arch->bias_scale;
  const size_t n_b = b->mlp->n;
  if (delta_gram(a, b, l, G) != 0) return NTK_EINTERNAL;
  if (input_gram(a, b, l, P) != 0) return NTK_EINTERNAL;
  /*@ loop invariant range: 0 <= row <= a->N;
      loop assigns row, K[0 .. a->N * b->N - 1];
      loop variant a->N - row; */
  for (size_t row = 0; row < a->N; row++) {
    //@ ghost row_inside(row, a->N, b->N);
    //@ ghost row_inside(row / a->k, a->mlp->n, n_b);
    add_row(a == b ? row + 1 : b->N, a->k, scale2, bias2, P + row / a->k * n_b, G + row * b->N, K + row * b->N);
  }
  return NTK_OK;
}

/* K (N_a x N_b) := the sum over the trained layers, from the last to the first. */
/*@ requires valid: sweep_ok(a) && sweep_ok(b) && sweeps_match(a, b) && room_ok(a, b, G, P, K) && (a == b || \separated(a, b));
    terminates \true;
    exits \false;
    assigns G[0 .. a->N * b->N - 1], P[0 .. a->mlp->n * b->mlp->n - 1], K[0 .. a->N * b->N - 1], a->now, a->below, b->now, b->below, a->now[0 .. a->N * a->widest - 1], a->below[0 .. a->N * a->widest - 1],
            b->now[0 .. b->N * b->widest - 1], b->below[0 .. b->N * b->widest - 1], \result;
    ensures status: \result == NTK_OK || \result == NTK_EINTERNAL; */
static ntk_status add_layers(sweep *a, sweep *b, double *G, double *P, double *K) {
  size_t first, last;
  ntk_trained_layers(&a->mlp->arch, &first, &last);
  ntk_zero(a->N * b->N, K);
  for (size_t l = a->mlp->arch.depth; l >= first; l--) {
    const ntk_status status = l <= last ? add_layer(a, b, l, G, P, K) : NTK_OK;
    if (status != NTK_OK) return status;
    if (l > first) sweep_down(a, l);
    if (l > first && a != b) sweep_down(b, l);
  }
  return NTK_OK;
}

static ntk_status kernel(sweep *a, sweep *b, double *K) {
  double *G = ntk_doubles(a->N, b->N), *P = ntk_doubles(a->mlp->n, b->mlp->n);
  const ntk_status status = G == NULL || P == NULL ? NTK_ENOMEM : add_layers(a, b, G, P, K);
  free(G);
  free(P);
  return status;
}

/* The upper triangle := the lower one. */
/*@ requires valid: N <= INT_MAX && \valid(K + (0 .. N * N - 1));
    terminates \true;
    exits \false;
    assigns K[0 .. N * N - 1];
    ensures symmetric: symmetric(K, N); */
static void mirror_lower(size_t N, double *K) {
  /*@ loop invariant range: 0 <= i <= N;
      loop invariant done: \forall integer a, b; 0 <= b < a < i ==> K[entry(b, N, a)] == K[entry(a, N, b)];
      loop assigns i, K[0 .. N * N - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, N, N);
    /*@ loop invariant range: 0 <= j <= i;
        loop invariant row: \forall integer b; 0 <= b < j ==> K[entry(b, N, i)] == K[entry(i, N, b)];
        loop invariant done: \forall integer a, b; 0 <= b < a < i ==> K[entry(b, N, a)] == K[entry(a, N, b)];
        loop assigns j, K[0 .. N * N - 1];
        loop variant i - j; */
    for (size_t j = 0; j < i; j++) {
      //@ ghost row_inside(j, N, N);
      K[j * N + i] = K[i * N + j];
    }
  }
}

ntk_status ntk_kernel(ntk_mlp *mlp, double *K) {
  sweep s;
  ntk_status status = sweep_start(&s, mlp);
  if (status == NTK_OK) status = kernel(&s, &s, K);
  sweep_clear(&s);
  if (status != NTK_OK) return status;
  mirror_lower(s.N, K);
  return ntk_all_finite(s.N * s.N, K) ? NTK_OK : NTK_ENUMERIC;
}

/* What K depends on: everything but the number of rows and how the first point was drawn. */
static int same_network(const ntk_mlp *a, const ntk_mlp *b) {
  const ntk_arch *x = &a->arch, *y = &b->arch;
  if (x->depth != y->depth || memcmp(x->width, y->width, (x->depth + 1) * sizeof x->width[0]) != 0) return 0;
  if (x->activation != y->activation || x->parametrisation != y->parametrisation || x->train != y->train) return 0;
  if (x->weight_scale != y->weight_scale || x->bias_scale != y->bias_scale || x->scale_power != y->scale_power) return 0;
  return memcmp(a->theta, b->theta, ntk_arch_params(x) * sizeof *a->theta) == 0;
}

ntk_status ntk_kernel_cross(ntk_mlp *a, ntk_mlp *b, double *K) {
  sweep s, t = {0};
  if (!same_network(a, b)) return NTK_EUSAGE;
  ntk_status status = sweep_start(&s, a);
  if (status == NTK_OK) status = sweep_start(&t, b);
  if (status == NTK_OK) status = kernel(&s, &t, K);
  sweep_clear(&s);
  sweep_clear(&t);
  if (status != NTK_OK) return status;
  return ntk_all_finite(s.N * t.N, K) ? NTK_OK : NTK_ENUMERIC;
}
