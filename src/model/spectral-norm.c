/* A safe upper bound of ||W||_2: mu >= lambda_max(G), G the smaller Gram matrix. Power iteration proposes mu, and a Cholesky factorisation
   of mu I - G disposes: when it succeeds in floating point, lambda_max(G) <= mu + c with c from Rump, "Verification of positive
   definiteness", BIT 46 (2006). So a bad start of the iteration costs tightness, never safety. About q^2 (r + q/3) multiplications for q = min, r = max side. */
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "model/lipschitz.h"

#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/index.h"

/* Cholesky in place, column-major uplo; *info > 0: not positive definite (netlib.org/lapack; OpenBLAS carries it). */
/*@ requires valid: \valid_read(uplo) && \valid_read(n) && \valid_read(lda) && \valid(info) && 1 <= *n == *lda && \valid(a + (0 .. *n * *n - 1));
    requires apart: \separated(info, n) && \separated(info, lda);
    terminates \true;
    exits \false;
    assigns a[0 .. *n * *n - 1], *info; */
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info, size_t uplo_length);

#define POWER_STEPS 40
#define DOUBLINGS 1100 /* more than doubles have exponents: only a lambda of 0 gets there */
#define TILE 32u /* doubles: tiles of 8 KiB keep the copy across the diagonal in cache */

/* The part of a tile that is below the diagonal := -upper^T. */
/*@ requires valid: matrix_full(G, G->size1, G->size1) && G->size1 <= INT_MAX && ib < G->size1 && jb <= ib;
    terminates \true;
    exits \false;
    assigns G->data[0 .. matrix_cells(G) - 1]; */
static void transpose_tile(gsl_matrix *G, size_t ib, size_t jb) {
  const size_t q = G->size1;
  /*@ loop invariant range: ib <= i <= ib + TILE;
      loop assigns i, G->data[0 .. matrix_cells(G) - 1];
      loop variant ib + TILE - i; */
  for (size_t i = ib; i < ib + TILE && i < q; i++) {
    //@ ghost row_inside(i, q, q);
    /*@ loop invariant range: jb <= j <= jb + TILE;
        loop assigns j, G->data[0 .. matrix_cells(G) - 1];
        loop variant jb + TILE - j; */
    for (size_t j = jb; j < jb + TILE && j < i; j++) gsl_matrix_set(G, i, j, -gsl_matrix_get(G, j, i));
  }
}

/* Lower triangle (below the diagonal) := -upper^T, diagonal := mu - g. */
/*@ requires valid: matrix_full(G, G->size1, G->size1) && G->size1 <= INT_MAX && \valid_read(g + (0 .. G->size1 - 1));
    terminates \true;
    exits \false;
    assigns G->data[0 .. matrix_cells(G) - 1]; */
static void shift_into_lower(gsl_matrix *G, const double *g, double mu) {
  const size_t q = G->size1;
  /*@ loop invariant range: 0 <= ib <= q + TILE;
      loop assigns ib, G->data[0 .. matrix_cells(G) - 1];
      loop variant q + TILE - ib; */
  for (size_t ib = 0; ib < q; ib += TILE)
    /*@ loop invariant range: 0 <= jb <= ib + TILE;
        loop assigns jb, G->data[0 .. matrix_cells(G) - 1];
        loop variant ib + TILE - jb; */
    for (size_t jb = 0; jb <= ib; jb += TILE) transpose_tile(G, ib, jb);
  /*@ loop invariant range: 0 <= i <= q;
      loop assigns i, G->data[0 .. matrix_cells(G) - 1];
      loop variant q - i; */
  for (size_t i = 0; i < q; i++) gsl_matrix_set(G, i, i, mu - g[i]);
}

/* Nonzero iff mu I - G is found positive definite; G's upper triangle and its diagonal g are kept. */
/*@ requires valid: matrix_full(G, G->size1, G->size1) && G->size1 <= INT_MAX && \valid_read(g + (0 .. G->size1 - 1));
    terminates \true;
    exits \false;
    assigns G->data[0 .. matrix_cells(G) - 1], \result; */
static int is_above_spectrum(gsl_matrix *G, const double *g, double mu) {
  const int q = (int)G->size1;
  int info;
  shift_into_lower(G, g, mu);
  dpotrf_("U", &q, G->data, &q, &info, 1); /* row-major lower is column-major upper */
  return info == 0;
}

/* A lower bound of lambda_max(G), close to it after enough steps; v: start, t: space. */
/*@ requires valid: matrix_full(G, G->size1, G->size1) && G->size1 <= INT_MAX && vector_writable(v) && vector_writable(t) && v->size == G->size1 && t->size == G->size1;
    requires apart: \separated(v->data + (0 .. v->size - 1), t->data + (0 .. t->size - 1)) &&
                    \separated(v->data + (0 .. v->size - 1), G->data + (0 .. matrix_cells(G) - 1)) &&
                    \separated(t->data + (0 .. t->size - 1), G->data + (0 .. matrix_cells(G) - 1));
    terminates \true;
    exits \false;
    assigns v->data[0 .. v->size - 1], t->data[0 .. t->size - 1], \result; */
static double power_iteration(const gsl_matrix *G, gsl_vector *v, gsl_vector *t) {
  double lambda = 0.0;
  /*@ loop invariant range: 0 <= step <= POWER_STEPS;
      loop assigns step, lambda, v->data[0 .. v->size - 1], t->data[0 .. t->size - 1];
      loop variant POWER_STEPS - step; */
  for (size_t step = 0; step < POWER_STEPS; step++) {
    const double norm = gsl_blas_dnrm2(v);
    if (!(norm > 0.0)) return lambda;
    gsl_vector_scale(v, 1.0 / norm);
    gsl_blas_dsymv(CblasUpper, 1.0, G, v, 0.0, t);
    lambda = gsl_blas_dnrm2(t);
    gsl_vector_memcpy(v, t);
  }
  return lambda;
}

/* v := G's row with the largest diagonal element: never orthogonal to all large eigenvectors; from the upper triangle. */
/*@ requires valid: matrix_full(G, G->size1, G->size1) && G->size1 <= INT_MAX && \valid_read(g + (0 .. G->size1 - 1)) && vector_writable(v) && v->size == G->size1;
    requires apart: \separated(v->data + (0 .. v->size - 1), G->data + (0 .. matrix_cells(G) - 1));
    terminates \true;
    exits \false;
    assigns v->data[0 .. v->size - 1]; */
static void start_vector(const gsl_matrix *G, const double *g, gsl_vector *v) {
  const size_t q = G->size1;
  size_t largest = 0;
  /*@ loop invariant range: 1 <= i <= q && 0 <= largest < q;
      loop assigns i, largest;
      loop variant q - i; */
  for (size_t i = 1; i < q; i++)
    if (g[i] > g[largest]) largest = i;
  /*@ loop invariant range: 0 <= j <= q;
      loop assigns j, v->data[0 .. v->size - 1];
      loop variant q - j; */
  for (size_t j = 0; j < q; j++)
    gsl_vector_set(v, j, j < largest ? gsl_matrix_get(G, j, largest) : gsl_matrix_get(G, largest, j));
}

/* Upper bound of lambda_max of the exact Gram matrix: mu, plus q (q+2) eps mu for Cholesky (trace <= q mu), plus r eps trace for the
   products that made G (r: their length). mu starts 1.6% above the iteration's value (0.8% in the norm) and doubles that until Cholesky agrees. */
/*@ requires valid: matrix_full(G, G->size1, G->size1) && G->size1 <= INT_MAX && \valid_read(g + (0 .. G->size1 - 1));
    requires apart: \separated(g + (0 .. G->size1 - 1), G->data + (0 .. matrix_cells(G) - 1));
    terminates \true;
    exits \false;
    assigns G->data[0 .. matrix_cells(G) - 1], \result; */
static double certified_top(gsl_matrix *G, const double *g, double lambda, size_t r) {
  const double q = (double)G->size1;
  double trace = 0.0, excess = 1.0 / 64.0;
  /*@ loop invariant range: 0 <= i <= G->size1;
      loop assigns i, trace;
      loop variant G->size1 - i; */
  for (size_t i = 0; i < G->size1; i++) trace += g[i];
  if (!isfinite(trace) || !isfinite(lambda)) return INFINITY;
  double mu = lambda * (1.0 + excess);
  size_t left = DOUBLINGS;
  /*@ loop invariant range: 0 <= left <= DOUBLINGS;
      loop assigns left, excess, mu, G->data[0 .. matrix_cells(G) - 1];
      loop variant left; */
  while (mu < trace && !is_above_spectrum(G, g, mu)) {
    if (left == 0) return INFINITY;
    left--;
    excess *= 2.0;
    mu = lambda * (1.0 + excess);
  }
  return fmin(mu, trace * (1.0 + q * DBL_EPSILON)) * (1.0 + q * (q + 2.0) * DBL_EPSILON) + (double)r * DBL_EPSILON * trace;
}

/* The diagonal of G. */
/*@ requires valid: matrix_full(G, G->size1, G->size1) && \valid(g + (0 .. G->size1 - 1));
    requires apart: \separated(g + (0 .. G->size1 - 1), G->data + (0 .. matrix_cells(G) - 1)) && \separated(G, g + (0 .. G->size1 - 1));
    terminates \true;
    exits \false;
    assigns g[0 .. G->size1 - 1]; */
static void copy_diagonal(const gsl_matrix *G, double *g) {
  const size_t q = G->size1;
  /*@ loop invariant range: 0 <= i <= q;
      loop assigns i, g[0 .. q - 1];
      loop variant q - i; */
  for (size_t i = 0; i < q; i++) g[i] = gsl_matrix_get(G, i, i);
}

/* The bound of ||W||, whose sides are q <= r. G (q x q), v, t and g (q each): space. */
/*@ requires valid: matrix_readable(W) && matrix_blas(W) && matrix_full(G, G->size1, G->size1) && G->size1 <= INT_MAX &&
                    vector_writable(v) && vector_writable(t) && v->size == G->size1 && t->size == G->size1 && \valid(g + (0 .. G->size1 - 1));
    requires apart: \separated(v->data + (0 .. v->size - 1), t->data + (0 .. t->size - 1)) &&
                    \separated(v->data + (0 .. v->size - 1), G->data + (0 .. matrix_cells(G) - 1)) &&
                    \separated(t->data + (0 .. t->size - 1), G->data + (0 .. matrix_cells(G) - 1));
    requires apart_g: \separated(g + (0 .. G->size1 - 1), G->data + (0 .. matrix_cells(G) - 1)) && \separated(G, g + (0 .. G->size1 - 1)) &&
                      \separated(v, g + (0 .. G->size1 - 1)) && \separated(t, g + (0 .. G->size1 - 1));
    requires apart_headers: \separated(G, v->data + (0 .. v->size - 1)) && \separated(t, v->data + (0 .. v->size - 1)) &&
                            \separated(G, G->data + (0 .. matrix_cells(G) - 1)) && \separated(v, G->data + (0 .. matrix_cells(G) - 1)) &&
                            \separated(t, G->data + (0 .. matrix_cells(G) - 1)) && \separated(G, t->data + (0 .. t->size - 1)) && \separated(v, t->data + (0 .. t->size - 1));
    requires apart_W: matrix_apart(G, W) && \separated(W, G->data + (0 .. matrix_cells(G) - 1)) && \separated(W, g + (0 .. G->size1 - 1)) &&
                      \separated(W, v->data + (0 .. v->size - 1)) && \separated(W, t->data + (0 .. t->size - 1));
    terminates \true;
    exits \false;
    assigns G->data[0 .. matrix_cells(G) - 1], v->data[0 .. v->size - 1], t->data[0 .. t->size - 1], g[0 .. G->size1 - 1]; */
static double bound_norm(const gsl_matrix *W, size_t r, gsl_matrix *G, gsl_vector *v, gsl_vector *t, double *g) {
  const size_t q = G->size1;
  gsl_blas_dsyrk(CblasUpper, W->size1 <= W->size2 ? CblasNoTrans : CblasTrans, 1.0, W, 0.0, G);
  copy_diagonal(G, g);
  start_vector(G, g, v);
  const double lambda = power_iteration(G, v, t);
  const double underflow = (double)q * (double)r * DBL_MIN; /* products below DBL_MIN may be lost */
  return gsl_matrix_isnull(W) ? 0.0 : sqrt(certified_top(G, g, lambda, r) + underflow);
}

ntk_status ntk_spectral_norm(const gsl_matrix *W, double *norm) {
  const int wide = W->size1 <= W->size2;
  const size_t q = wide ? W->size1 : W->size2, r = wide ? W->size2 : W->size1;
  double *space = ntk_doubles(q, q + 3);
  if (space == NULL) return NTK_ENOMEM;
  //@ ghost heap_own(space);
  //@ ghost size_t cells = q * (q + 3);
  //@ assert room: cells == q * q + 3 * q;
  //@ assert fits: q <= q * q && cells * sizeof(double) <= SIZE_MAX;
  const size_t qq = q * q;
  gsl_matrix_view G = gsl_matrix_view_array(space, q, q);
  gsl_vector_view v = gsl_vector_view_array(space + qq, q), t = gsl_vector_view_array(space + qq + q, q);
  //@ ghost heap_apart(space, cells, W->data, W->size1 * W->tda);
  //@ ghost heap_apart_any(space, cells * sizeof *space, W, sizeof *W);
  //@ ghost heap_apart_any(space, cells * sizeof *space, &G, sizeof G);
  //@ ghost heap_apart_any(space, cells * sizeof *space, &v, sizeof v);
  //@ ghost heap_apart_any(space, cells * sizeof *space, &t, sizeof t);
  //@ assert valid_W: matrix_readable(W) && matrix_blas(W);
  //@ assert valid_g: \valid(space + (qq + 2 * q .. qq + 3 * q - 1));
  //@ assert valid_G: matrix_full(&G.matrix, q, q);
  //@ assert valid_v: vector_writable(&v.vector);
  //@ assert valid_t: vector_writable(&t.vector);
  //@ assert apart_G: matrix_apart(&G.matrix, W) && \separated(W, space + (0 .. cells - 1)) && \separated(&G.matrix, space + (0 .. cells - 1));
  //@ assert apart_v: \separated(&v.vector, space + (0 .. cells - 1)) && \separated(&t.vector, space + (0 .. cells - 1));
  const double bound = bound_norm(W, r, &G.matrix, &v.vector, &t.vector, space + qq + 2 * q);
  *norm = bound;
  free(space);
  return NTK_OK;
}
