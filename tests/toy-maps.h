/* Small maps for the tests of src/flow with an explicit Jacobian, apart from the library's own. */
#ifndef NTK_TESTS_TOY_MAPS_H
#define NTK_TESTS_TOY_MAPS_H

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/rng.h"
#include "model/map.h"

typedef struct toy {
  ntk_map map;
  void (*evaluate)(struct toy *toy, const double *w); /* fills f and J */
  double *f, *J;      /* N, N x p */
  double *a, *b;      /* data of the kind */
  size_t d, m;
  double beta;
  size_t moves, fail_at; /* at() says NTK_ENUMERIC from that move on; 0: never */
} toy;

static inline ntk_status toy_at(void *context, const double *w) {
  toy *t = context;
  if (++t->moves >= t->fail_at && t->fail_at != 0) return NTK_ENUMERIC;
  t->evaluate(t, w);
  return NTK_OK;
}
static inline void toy_value(void *context, double *f) {
  const toy *t = context;
  memcpy(f, t->f, t->map.N * sizeof *f);
}
static inline void toy_jvp(void *context, const double *v, double *Jv) {
  const toy *t = context;
  for (size_t i = 0; i < t->map.N; i++) {
    Jv[i] = 0.0;
    for (size_t q = 0; q < t->map.p; q++) Jv[i] += t->J[i * t->map.p + q] * v[q];
  }
}
static inline void toy_vjp(void *context, const double *u, double *JTu) {
  const toy *t = context;
  memset(JTu, 0, t->map.p * sizeof *JTu);
  for (size_t i = 0; i < t->map.N; i++)
    for (size_t q = 0; q < t->map.p; q++) JTu[q] += t->J[i * t->map.p + q] * u[i];
}
static inline ntk_status toy_kernel(void *context, double *K) {
  const toy *t = context;
  const size_t N = t->map.N, p = t->map.p;
  for (size_t i = 0; i < N; i++)
    for (size_t j = 0; j < N; j++) {
      double sum = 0.0;
      for (size_t q = 0; q < p; q++) sum += t->J[i * p + q] * t->J[j * p + q];
      K[i * N + j] = sum;
    }
  return NTK_OK;
}

static inline toy *toy_alloc(size_t N, size_t p, void (*evaluate)(toy *, const double *)) {
  toy *t = calloc(1, sizeof *t);
  *t = (toy){.map = {p, N, t, toy_at, toy_value, toy_jvp, toy_vjp, toy_kernel}, .evaluate = evaluate};
  t->f = calloc(N, sizeof(double));
  t->J = calloc(N * p, sizeof(double));
  return t;
}
static inline void toy_free(toy *t) {
  free(t->f), free(t->J), free(t->a), free(t->b), free(t);
}

static inline double *toy_gaussians(size_t count, gsl_rng *rng) {
  double *x = calloc(count, sizeof *x);
  for (size_t i = 0; i < count; i++) x[i] = gsl_ran_gaussian(rng, 1.0);
  return x;
}

/* f_i = sum_j A_ij psi(w_j), psi(w) = w + beta w^2 / 2 with beta small: N x p, A = t->a. beta = 0: linear. */
static inline void toy_bent_evaluate(toy *t, const double *w) {
  for (size_t i = 0; i < t->map.N; i++) {
    t->f[i] = 0.0;
    for (size_t q = 0; q < t->map.p; q++) {
      const double a = t->a[i * t->map.p + q];
      t->f[i] += a * w[q] * (1.0 + 0.5 * t->beta * w[q]);
      t->J[i * t->map.p + q] = a * (1.0 + t->beta * w[q]);
    }
  }
}

/* Rows made orthonormal by Gram-Schmidt, twice. */
static inline void toy_orthonormalise(size_t rows, size_t cols, double *q) {
  for (size_t i = 0; i < rows; i++) {
    for (int pass = 0; pass < 2; pass++)
      for (size_t j = 0; j < i; j++) {
        double dot = 0.0;
        for (size_t c = 0; c < cols; c++) dot += q[i * cols + c] * q[j * cols + c];
        for (size_t c = 0; c < cols; c++) q[i * cols + c] -= dot * q[j * cols + c];
      }
    double norm = 0.0;
    for (size_t c = 0; c < cols; c++) norm += q[i * cols + c] * q[i * cols + c];
    for (size_t c = 0; c < cols; c++) q[i * cols + c] /= sqrt(norm);
  }
}

/* The bent map whose kernel at 0 has eigenvalues spaced geometrically from 1 / kappa to 1: A = U diag(sqrt lambda) V^T.
   target (N) := A e for a random unit e, so that every mode has to move about as far. */
static inline toy *toy_stiff(size_t N, size_t p, double kappa, double beta, uint64_t seed, double *target) {
  gsl_rng *rng = ntk_rng(seed, NTK_RNG_TESTS, 0);
  toy *t = toy_alloc(N, p, toy_bent_evaluate);
  double *U = toy_gaussians(N * N, rng), *V = toy_gaussians(N * p, rng);
  toy_orthonormalise(N, N, U);
  toy_orthonormalise(N, p, V);
  t->a = calloc(N * p, sizeof(double));
  t->beta = beta;
  for (size_t i = 0; i < N; i++) target[i] = 0.0;
  for (size_t k = 0; k < N; k++) {
    const double root = sqrt(pow(kappa, -(double)k / ((double)N - 1.0)));
    const double e = (gsl_rng_uniform(rng) < 0.5 ? -1.0 : 1.0) / sqrt((double)N);
    for (size_t i = 0; i < N; i++) {
      target[i] += U[k * N + i] * root * e;
      for (size_t q = 0; q < p; q++) t->a[i * p + q] += U[k * N + i] * root * V[k * p + q];
    }
  }
  free(U), free(V), gsl_rng_free(rng);
  return t;
}

/* Two layers, tanh, both trained, f(x_i) = m^{-1/2} sum_j a_j tanh(w_j . x_i) - b_i; w = (w_1 .. w_m, a); inputs x = t->a (N x d), b = t->b. */
static inline void toy_net_evaluate(toy *t, const double *w) {
  const size_t d = t->d, m = t->m, p = t->map.p;
  const double scale = 1.0 / sqrt((double)m);
  for (size_t i = 0; i < t->map.N; i++) {
    t->f[i] = -t->b[i];
    for (size_t j = 0; j < m; j++) {
      double z = 0.0;
      for (size_t c = 0; c < d; c++) z += w[j * d + c] * t->a[i * d + c];
      const double h = tanh(z);
      t->f[i] += scale * w[m * d + j] * h;
      t->J[i * p + m * d + j] = scale * h;
      for (size_t c = 0; c < d; c++) t->J[i * p + j * d + c] = scale * w[m * d + j] * (1.0 - h * h) * t->a[i * d + c];
    }
  }
}

/* Gaussian inputs on the unit sphere, Gaussian parameters w0 (p = m (d + 1)), centred: f(w0) = 0. */
static inline toy *toy_net(size_t N, size_t d, size_t m, uint64_t seed, double **w0) {
  gsl_rng *rng = ntk_rng(seed, NTK_RNG_TESTS, 1);
  toy *t = toy_alloc(N, m * (d + 1), toy_net_evaluate);
  t->d = d, t->m = m;
  t->a = toy_gaussians(N * d, rng);
  for (size_t i = 0; i < N; i++) {
    double norm = 0.0;
    for (size_t c = 0; c < d; c++) norm += t->a[i * d + c] * t->a[i * d + c];
    for (size_t c = 0; c < d; c++) t->a[i * d + c] /= sqrt(norm);
  }
  t->b = calloc(N, sizeof(double));
  *w0 = toy_gaussians(t->map.p, rng);
  toy_net_evaluate(t, *w0);
  memcpy(t->b, t->f, N * sizeof(double));
  gsl_rng_free(rng);
  return t;
}

#endif
