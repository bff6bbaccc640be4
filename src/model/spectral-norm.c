/* A safe upper bound of ||W||_2: mu >= lambda_max(G), G the smaller Gram matrix. Power iteration proposes mu, and a Cholesky factorisation
   of mu I - G disposes: when it succeeds in floating point, lambda_max(G) <= mu + c with c from Rump, "Verification of positive
   definiteness", BIT 46 (2006). So a bad start of the iteration costs tightness, never safety. About q^2 (r + q/3) multiplications for q = min, r = max side. */
#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "model/lipschitz.h"

/* Cholesky in place, column-major uplo; *info > 0: not positive definite (netlib.org/lapack; OpenBLAS carries it). */
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info, size_t uplo_length);

#define POWER_STEPS 40
#define TILE 32u /* doubles: tiles of 8 KiB keep the copy across the diagonal in cache */

/* Lower triangle (below the diagonal) := -upper^T, diagonal := mu - g. */
static void shift_into_lower(gsl_matrix *G, const double *g, double mu) {
  const size_t q = G->size1;
  for (size_t ib = 0; ib < q; ib += TILE)
    for (size_t jb = 0; jb <= ib; jb += TILE)
      for (size_t i = ib; i < ib + TILE && i < q; i++)
        for (size_t j = jb; j < jb + TILE && j < i; j++) gsl_matrix_set(G, i, j, -gsl_matrix_get(G, j, i));
  for (size_t i = 0; i < q; i++) gsl_matrix_set(G, i, i, mu - g[i]);
}

/* Nonzero iff mu I - G is found positive definite; G's upper triangle and its diagonal g are kept. */
static int is_above_spectrum(gsl_matrix *G, const double *g, double mu) {
  const int q = (int)G->size1;
  int info;
  shift_into_lower(G, g, mu);
  dpotrf_("U", &q, G->data, &q, &info, 1); /* row-major lower is column-major upper */
  return info == 0;
}

/* A lower bound of lambda_max(G), close to it after enough steps; v: start, t: space. */
static double power_iteration(const gsl_matrix *G, gsl_vector *v, gsl_vector *t) {
  double lambda = 0.0;
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
static void start_vector(const gsl_matrix *G, const double *g, gsl_vector *v) {
  const size_t q = G->size1;
  size_t largest = 0;
  for (size_t i = 1; i < q; i++)
    if (g[i] > g[largest]) largest = i;
  for (size_t j = 0; j < q; j++)
    gsl_vector_set(v, j, j < largest ? gsl_matrix_get(G, j, largest) : gsl_matrix_get(G, largest, j));
}

/* Upper bound of lambda_max of the exact Gram matrix: mu, plus q (q+2) eps mu for Cholesky (trace <= q mu), plus r eps trace for the
   products that made G (r: their length). mu starts 1.6% above the iteration's value (0.8% in the norm) and doubles that until Cholesky agrees. */
static double certified_top(gsl_matrix *G, const double *g, double lambda, size_t r) {
  const double q = (double)G->size1;
  double trace = 0.0, excess = 1.0 / 64.0;
  for (size_t i = 0; i < G->size1; i++) trace += g[i];
  if (!isfinite(trace) || !isfinite(lambda)) return INFINITY;
  double mu = lambda * (1.0 + excess);
  while (mu < trace && !is_above_spectrum(G, g, mu)) {
    excess *= 2.0;
    mu = lambda * (1.0 + excess);
  }
  return fmin(mu, trace * (1.0 + q * DBL_EPSILON)) * (1.0 + q * (q + 2.0) * DBL_EPSILON) + (double)r * DBL_EPSILON * trace;
}

ntk_status ntk_spectral_norm(const gsl_matrix *W, double *norm) {
  const int wide = W->size1 <= W->size2;
  const size_t q = wide ? W->size1 : W->size2, r = wide ? W->size2 : W->size1;
  double *space = ntk_doubles(q, q + 3);
  if (space == NULL) return NTK_ENOMEM;
  gsl_matrix_view G = gsl_matrix_view_array(space, q, q);
  gsl_vector_view v = gsl_vector_view_array(space + q * q, q), t = gsl_vector_view_array(space + q * (q + 1), q);
  double *g = space + q * (q + 2);
  gsl_blas_dsyrk(CblasUpper, wide ? CblasNoTrans : CblasTrans, 1.0, W, 0.0, &G.matrix);
  for (size_t i = 0; i < q; i++) g[i] = gsl_matrix_get(&G.matrix, i, i);
  start_vector(&G.matrix, g, &v.vector);
  const double lambda = power_iteration(&G.matrix, &v.vector, &t.vector);
  const double underflow = (double)q * (double)r * DBL_MIN; /* products below DBL_MIN may be lost */
  *norm = gsl_matrix_isnull(W) ? 0.0 : sqrt(certified_top(&G.matrix, g, lambda, r) + underflow);
  free(space);
  return NTK_OK;
}
