/* gaussian-process: f(.; w0) tends to a Gaussian process with the NNGP kernel Sigma; along the linearised flow it stays one:
   f_t = f_0 - Theta(., X) Phi (f_0(X) - y / alpha), Phi = Theta(X,X)^{-1} (I - exp(-alpha^2 Theta(X,X) t)), so
   f_t = M f_0 + b with M = I - Theta(., X) Phi E_X, b = Theta(., X) Phi y / alpha: mean b, covariance M Sigma M^T.
   Over random networks (plain initialisation) on up to 4 training rows and 2 others, first output: at t = 0 and at
   alpha^2 lambda_max t = 1, sum v^T C^{-1} v over networks against chi-squared (two-sided), the mean at each row against normal, and
   Kolmogorov-Smirnov at a row outside training. One family, false alarm 1e-6. At finite width the law is off by O(1/m): the width is stated.
   Control: the NTK in place of the NNGP kernel. */
#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/net.h"
#include "check/study.h"
#include "claim/gaussian-process.h"
#include "core/alloc.h"
#include "flow/linearised.h"
#include "kernel/limit.h"
#include "model/map-call.h"

#include "../../spec/acsl/heap-matrix.h"
#include "../../spec/acsl/index.h"
#include "../../spec/acsl/rows.h"

#define FALSE_ALARM 1e-6
enum { TRAINED = 4, OTHERS = 2, TIMES = 2, ROWS = TRAINED + OTHERS, DRAWS_MOST = 4000 };

typedef struct {
  size_t n, trained, draws;
  double alpha, time;              /* of the second law */
  gsl_matrix *sigma, *theta;       /* limits, n x n */
  gsl_matrix *factor[TIMES];       /* Cholesky factors of the covariances */
  gsl_vector *mean[TIMES];
  double *y;                       /* trained, first output */
  double *f[TIMES];                /* draws x n */
} law;

/*@ predicate kernel_matrix{L}(gsl_matrix *m, integer n) = matrix_writable(m) && matrix_shape(m, n, n);

    predicate law_sizes{L}(law *g) = 1 <= g->trained <= TRAINED && g->trained <= g->n <= ROWS && 1 <= g->draws <= DRAWS_MOST;

    predicate law_valid{L}(law *g) = \valid(g) && law_sizes(g) && g->n * g->n <= ROWS * ROWS && g->draws * g->n <= DRAWS_MOST * ROWS && kernel_matrix(g->sigma, g->n) && kernel_matrix(g->theta, g->n) && kernel_matrix(g->factor[0], g->n) &&
      kernel_matrix(g->factor[1], g->n) && vector_writable(g->mean[0]) && g->mean[0]->size == g->n && vector_writable(g->mean[1]) && g->mean[1]->size == g->n &&
      \valid(g->y + (0 .. g->trained - 1)) && \valid(g->f[0] + (0 .. g->draws * g->n - 1)) && \valid(g->f[1] + (0 .. g->draws * g->n - 1));

    // what is written is none of what is read
    predicate law_apart{L}(law *g) = \separated(g, g->mean[1]->data + (0 .. g->n - 1)) && matrix_apart(g->factor[0], g->sigma) && matrix_apart(g->factor[0], g->theta) &&
      matrix_apart(g->theta, g->sigma);

    predicate law_owned{L}(law *g) = owned((char *)g->sigma->data) && owned((char *)g->theta->data) && owned((char *)g->factor[0]->data) && owned((char *)g->factor[1]->data) &&
      owned((char *)g->mean[1]->data) && owned((char *)g->y) && owned((char *)g->f[0]) && owned((char *)g->f[1]); */

/*@ requires valid: \valid_read(g);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void law_free(law *g) {
  if (g->sigma != NULL) gsl_matrix_free(g->sigma);
  if (g->theta != NULL) gsl_matrix_free(g->theta);
  if (g->factor[0] != NULL) gsl_matrix_free(g->factor[0]);
  if (g->factor[1] != NULL) gsl_matrix_free(g->factor[1]);
  if (g->mean[0] != NULL) gsl_vector_free(g->mean[0]);
  if (g->mean[1] != NULL) gsl_vector_free(g->mean[1]);
  free(g->f[0]), free(g->f[1]);
  free(g->y);
}

/*@ requires valid: \valid(g) && 1 <= trained <= TRAINED && trained <= n <= ROWS && 1 <= draws <= DRAWS_MOST;
    terminates \true;
    exits \false;
    assigns *g, ntk_alloc_countdown;
    ensures boolean: \result == 0 || \result == 1;
    ensures sizes: g->n == n && g->trained == trained && g->draws == draws;
    ensures valid: \result == 1 ==> law_valid(g) && law_apart(g) && law_owned(g); */
static int law_alloc(law *g, size_t n, size_t trained, size_t draws) {
  g->n = n, g->trained = trained, g->draws = draws, g->alpha = g->time = 0.0;
  g->sigma = gsl_matrix_alloc(n, n), g->theta = gsl_matrix_alloc(n, n), g->factor[0] = gsl_matrix_calloc(n, n), g->factor[1] = gsl_matrix_calloc(n, n);
  g->mean[0] = gsl_vector_calloc(n), g->mean[1] = gsl_vector_calloc(n);
  g->y = ntk_doubles(trained, 1), g->f[0] = ntk_doubles(draws, n), g->f[1] = ntk_doubles(draws, n);
  if (g->sigma == NULL || g->theta == NULL || g->factor[0] == NULL || g->factor[1] == NULL) return 0;
  if (g->mean[0] == NULL || g->mean[1] == NULL || g->y == NULL || g->f[0] == NULL || g->f[1] == NULL) return 0;
  //@ ghost row_inside(n - 1, ROWS, n), row_inside(draws - 1, DRAWS_MOST, n);
  //@ ghost heap_own_matrix(g->sigma), heap_own_matrix(g->theta), heap_own_matrix(g->factor[0]), heap_own_matrix(g->factor[1]), heap_own(g->mean[1]->data);
  //@ ghost heap_own(g->y), heap_own(g->f[0]), heap_own(g->f[1]);
  //@ ghost heap_apart(g->factor[0]->data, n * n, g->sigma->data, n * n), heap_apart(g->factor[0]->data, n * n, g->theta->data, n * n);
  //@ ghost heap_apart(g->theta->data, n * n, g->sigma->data, n * n), heap_apart_any(g->mean[1]->data, n * sizeof(double), g, sizeof(law));
  return 1;
}

/* The trained block of an n x n kernel, contiguous. */
/*@ requires valid: 1 <= trained <= TRAINED && trained <= n <= ROWS && \valid_read(K + (0 .. n * n - 1)) && \valid(block + (0 .. TRAINED * TRAINED - 1));
    terminates \true;
    exits \false;
    assigns block[0 .. TRAINED * TRAINED - 1]; */
static void trained_block(size_t n, size_t trained, const double *K, double *block) {
  /*@ loop invariant range: 0 <= i <= trained;
      loop assigns i, block[0 .. TRAINED * TRAINED - 1];
      loop variant trained - i; */
  for (size_t i = 0; i < trained; i++) {
    //@ ghost row_inside(i, TRAINED, trained), row_inside(i, n, n);
    /*@ loop invariant range: 0 <= j <= trained;
        loop assigns j, block[0 .. TRAINED * TRAINED - 1];
        loop variant trained - j; */
    for (size_t j = 0; j < trained; j++) block[i * trained + j] = K[i * n + j];
  }
}

/* r := alpha f - y */
/*@ requires valid: 1 <= k <= TRAINED && \valid_read(f + (0 .. k - 1)) && \valid_read(y + (0 .. k - 1)) && \valid(r + (0 .. TRAINED - 1));
    requires apart: \separated(r + (0 .. TRAINED - 1), f + (0 .. k - 1)) && \separated(r + (0 .. TRAINED - 1), y + (0 .. k - 1));
    terminates \true;
    exits \false;
    assigns r[0 .. TRAINED - 1];
    ensures residual: \forall integer i; 0 <= i < k ==> r[i] == alpha * f[i] - y[i]; */
static void residual_of(size_t k, double alpha, const double *f, const double *y, double *r) {
  /*@ loop invariant range: 0 <= i <= k;
      loop invariant residual: \forall integer j; 0 <= j < i ==> r[j] == alpha * f[j] - y[j];
      loop assigns i, r[0 .. TRAINED - 1];
      loop variant k - i; */
  for (size_t i = 0; i < k; i++) r[i] = alpha * f[i] - y[i];
}

/* f := f - alpha K(., X) q */
/*@ requires valid: 1 <= k <= n <= ROWS && \valid_read(K + (0 .. n * n - 1)) && \valid_read(q + (0 .. k - 1)) && \valid(f + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns f[0 .. n - 1]; */
static void move_outputs(size_t n, size_t k, double alpha, const double *K, const double *q, double *f) {
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, f[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    //@ ghost row_inside(i, n, n);
    /*@ loop invariant range: 0 <= j <= k;
        loop assigns j, f[0 .. n - 1];
        loop variant k - j; */
    for (size_t j = 0; j < k; j++) f[i] -= alpha * K[i * n + j] * q[j];
  }
}

/* f (n) := f - alpha K(., X) q, with q from the residual alpha f(X) - y: the linearised flow at time t. */
/*@ requires valid: \valid_read(g) && law_sizes(g) && \valid_read(g->y + (0 .. g->trained - 1)) && \valid_read(K + (0 .. g->n * g->n - 1)) && \valid(f + (0 .. g->n - 1));
    terminates \true;
    exits \false;
    assigns f[0 .. g->n - 1], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status flow_outputs(const law *g, const double *K, double t, double *f) {
  const size_t k = g->trained, n = g->n;
  const double alpha = g->alpha;
  double block[TRAINED * TRAINED], r[TRAINED], q[TRAINED];
  ntk_linearised lin;
  trained_block(n, k, K, block);
  residual_of(k, alpha, f, g->y, r);
  //@ ghost row_inside(k - 1, TRAINED, k);
  const ntk_status status = ntk_linearised_init(&lin, k, alpha, block, r);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart(lin.lambda, k, q, TRAINED), heap_apart(lin.V, k * k, q, TRAINED), heap_apart(lin.c, k, q, TRAINED);
  ntk_linearised_dual(&lin, t, q);
  ntk_linearised_clear(&lin);
  move_outputs(n, k, alpha, K, q, f);
  return NTK_OK;
}

/* Column j: what the flow makes of 0 (the mean), or of unit vector j - 1, the mean taken off (a column of M). */
/*@ requires valid: 1 <= n <= ROWS && j <= n && \valid_read(f + (0 .. n - 1)) && vector_writable(mean) && mean->size == n && kernel_matrix(M, n);
    requires apart: \separated(mean, M->data + (0 .. matrix_cells(M) - 1)) && \separated(M, mean->data + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns mean->data[0 .. n - 1], M->data[0 .. matrix_cells(M) - 1]; */
static void keep_column(size_t n, size_t j, const double *f, gsl_vector *mean, gsl_matrix *M) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant valid: vector_writable(mean) && mean->size == n && kernel_matrix(M, n);
      loop assigns i, mean->data[0 .. n - 1], M->data[0 .. n * n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    //@ ghost row_inside(i, n, n);
    if (j == 0) gsl_vector_set(mean, i, f[i]);
    else gsl_matrix_set(M, i, j - 1, f[i] - gsl_vector_get(mean, i));
  }
}

/* f := unit vector j - 1, or 0. */
/*@ requires valid: 1 <= n <= ROWS && \valid(f + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns f[0 .. n - 1]; */
static void unit_vector(size_t n, size_t j, double *f) {
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, f[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) f[i] = j > 0 && i == j - 1 ? 1.0 : 0.0;
}

/* The flow map f_0 -> f_t, affine: its action on 0 is the mean, on unit vectors, the mean taken off, the columns of M. */
/*@ requires valid: law_valid(g) && kernel_matrix(M, g->n);
    requires apart: \separated(g, M->data + (0 .. matrix_cells(M) - 1)) && \separated(g, g->mean[1]->data + (0 .. g->n - 1)) && \separated(g->mean[1], M->data + (0 .. matrix_cells(M) - 1)) &&
                    \separated(M, g->mean[1]->data + (0 .. g->n - 1));
    terminates \true;
    exits \false;
    assigns g->mean[1]->data[0 .. g->n - 1], M->data[0 .. matrix_cells(M) - 1], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status flow_map(const law *g, gsl_matrix *M) {
  const size_t n = g->n;
  const double *theta = g->theta->data;
  gsl_vector *mean = g->mean[1];
  double f[ROWS];
  /*@ loop invariant range: 0 <= j <= n + 1;
      loop invariant valid: law_valid(g) && kernel_matrix(M, n);
      loop assigns j, f[0 .. ROWS - 1], mean->data[0 .. n - 1], M->data[0 .. matrix_cells(M) - 1], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant n + 1 - j; */
  for (size_t j = 0; j <= n; j++) {
    unit_vector(n, j, f);
    const ntk_status status = flow_outputs(g, theta, g->time, f);
    if (status != NTK_OK) return status;
    keep_column(n, j, f, mean, M);
  }
  return NTK_OK;
}

/* The factors of the covariance (at time 0) and of M covariance M^T. */
/*@ requires valid: 1 <= n <= ROWS && kernel_matrix(covariance, n) && kernel_matrix(M, n) && kernel_matrix(product, n) && kernel_matrix(first, n) && kernel_matrix(second, n);
    requires apart: matrix_apart(first, covariance) && matrix_apart(product, M) && matrix_apart(product, covariance) && matrix_apart(second, product) && matrix_apart(second, M);
    terminates \true;
    exits \false;
    assigns first->data[0 .. matrix_cells(first) - 1], second->data[0 .. matrix_cells(second) - 1], product->data[0 .. matrix_cells(product) - 1];
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC; */
static ntk_status factors(size_t n, const gsl_matrix *covariance, const gsl_matrix *M, gsl_matrix *product, gsl_matrix *first, gsl_matrix *second) {
  (void)n;
  gsl_matrix_memcpy(first, covariance);
  gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1.0, M, covariance, 0.0, product);
  gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1.0, product, M, 0.0, second);
  const int one = gsl_linalg_cholesky_decomp1(first), two = gsl_linalg_cholesky_decomp1(second);
  return one != 0 || two != 0 ? NTK_ENUMERIC : NTK_OK;
}

/* Mean and covariance factor at both times, from the limit kernels. covariance: Sigma (the claim) or Theta (the control). */
/*@ requires valid: law_valid(g) && kernel_matrix(covariance, g->n);
    requires apart: law_apart(g) && matrix_apart(g->factor[0], covariance);
    terminates \true;
    exits \false;
    assigns g->mean[1]->data[0 .. g->n - 1], g->factor[0]->data[0 .. matrix_cells(g->factor[0]) - 1], g->factor[1]->data[0 .. matrix_cells(g->factor[1]) - 1], ntk_alloc_countdown,
            ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status predict(const law *g, const gsl_matrix *covariance) {
  const size_t n = g->n;
  gsl_matrix *M = gsl_matrix_calloc(n, n), *product = gsl_matrix_alloc(n, n);
  ntk_status status = NTK_ENOMEM;
  if (M != NULL && product != NULL) {
    //@ ghost row_inside(n - 1, ROWS, n);
    //@ ghost heap_own_matrix(M), heap_own_matrix(product), heap_apart(product->data, n * n, M->data, n * n), heap_apart(product->data, n * n, covariance->data, n * n);
    //@ ghost heap_apart(product->data, n * n, g->factor[1]->data, n * n), heap_apart(M->data, n * n, g->factor[1]->data, n * n);
    //@ ghost heap_apart_any(M->data, n * n * sizeof(double), g, sizeof(law)), heap_apart_any(M->data, n * n * sizeof(double), g->mean[1], sizeof(gsl_vector));
    //@ ghost heap_apart_any(M, sizeof(gsl_matrix), g->mean[1]->data, n * sizeof(double));
    status = flow_map(g, M);
    if (status == NTK_OK) status = factors(n, covariance, M, product, g->factor[0], g->factor[1]);
  }
  if (M != NULL) gsl_matrix_free(M);
  if (product != NULL) gsl_matrix_free(product);
  return status;
}

/* Outputs and kernel of network d, first output: f (n k), K (n k x n k) into rows d of both laws and first (n x n). */
/*@ requires sizes: 1 <= n <= ROWS && 1 <= k && n * k <= SIZE_MAX && (n * k) * (n * k) <= SIZE_MAX;
    requires valid: \valid_read(f + (0 .. n * k - 1)) && \valid_read(K + (0 .. (n * k) * (n * k) - 1)) && \valid(at_0 + (0 .. n - 1)) && \valid(at_t + (0 .. n - 1)) &&
                    \valid(first + (0 .. n * n - 1));
    terminates \true;
    exits \false;
    assigns at_0[0 .. n - 1], at_t[0 .. n - 1], first[0 .. n * n - 1]; */
static void first_output(size_t n, size_t k, const double *f, const double *K, double *at_0, double *at_t, double *first) {
  const size_t N = n * k;
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, at_0[0 .. n - 1], at_t[0 .. n - 1], first[0 .. n * n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    //@ ghost row_inside(i, n, k), row_inside(i, n, n);
    const size_t row = i * k;
    //@ ghost row_inside(row, N, N);
    at_0[i] = at_t[i] = f[row];
    /*@ loop invariant range: 0 <= j <= n;
        loop assigns j, first[0 .. n * n - 1];
        loop variant n - j; */
    for (size_t j = 0; j < n; j++) {
      //@ ghost row_inside(j, n, k);
      first[i * n + j] = K[row * N + j * k];
    }
  }
}

/* Network d: its outputs at both times. K: n k x n k, f: n k, first: n x n, scratch. */
/*@ requires valid: \valid_read(s) && \valid_read(arch) && activation_known(arch->activation) && arch->depth <= 64 && law_valid(g) && dataset_valid(rows) && rows->x->tda <= INT_MAX &&
                    rows->x->size1 == g->n && 1 <= k && arch->width[arch->depth] == k && d < g->draws && \valid(err);
    requires sizes: g->n * k <= SIZE_MAX && (g->n * k) * (g->n * k) <= SIZE_MAX;
    requires scratch: \valid(K + (0 .. (g->n * k) * (g->n * k) - 1)) && \valid(f + (0 .. g->n * k - 1)) && \valid(first + (0 .. g->n * g->n - 1));
    requires apart: \separated(err, arch);
    terminates \true;
    exits \false;
    assigns K[0 .. (g->n * k) * (g->n * k) - 1], f[0 .. g->n * k - 1], first[0 .. g->n * g->n - 1], g->f[0][0 .. g->draws * g->n - 1], g->f[1][0 .. g->draws * g->n - 1], *err,
            ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status draw_one(const ntk_setting *s, const ntk_arch *arch, const law *g, const ntk_dataset *rows, size_t k, size_t d, double *K, double *f, double *first, ntk_error *err) {
  const size_t n = g->n;
  double *at_0 = g->f[0], *at_t = g->f[1];
  ntk_net net;
  ntk_status status = ntk_net_init(&net, arch, rows->x, NULL, s->seed, d, err);
  if (status != NTK_OK) return status;
  ntk_map_value(net.map, f);
  status = ntk_map_kernel(net.map, K);
  ntk_net_clear(&net);
  if (status != NTK_OK) return status;
  //@ ghost row_inside(d, g->draws, n);
  first_output(n, k, f, K, at_0 + d * n, at_t + d * n, first);
  return flow_outputs(g, first, g->time, at_t + d * n);
}

/* All networks, with the scratch of draw_one. */
/*@ requires valid: \valid_read(s) && \valid_read(arch) && activation_known(arch->activation) && arch->depth <= 64 && law_valid(g) && dataset_valid(rows) && rows->x->tda <= INT_MAX &&
                    rows->x->size1 == g->n && 1 <= k && arch->width[arch->depth] == k && \valid(err);
    requires sizes: g->n * k <= SIZE_MAX && (g->n * k) * (g->n * k) <= SIZE_MAX;
    requires scratch: \valid(K + (0 .. (g->n * k) * (g->n * k) - 1)) && \valid(f + (0 .. g->n * k - 1)) && \valid(first + (0 .. g->n * g->n - 1));
    requires apart: \separated(err, arch);
    terminates \true;
    exits \false;
    assigns K[0 .. (g->n * k) * (g->n * k) - 1], f[0 .. g->n * k - 1], first[0 .. g->n * g->n - 1], g->f[0][0 .. g->draws * g->n - 1], g->f[1][0 .. g->draws * g->n - 1], *err,
            ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status draw_all(const ntk_setting *s, const ntk_arch *arch, const law *g, const ntk_dataset *rows, size_t k, double *K, double *f, double *first, ntk_error *err) {
  const size_t draws = g->draws;
  /*@ loop invariant range: 0 <= d <= draws;
      loop assigns d, K[0 .. (g->n * k) * (g->n * k) - 1], f[0 .. g->n * k - 1], first[0 .. g->n * g->n - 1], g->f[0][0 .. draws * g->n - 1], g->f[1][0 .. draws * g->n - 1], *err,
                   ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant draws - d; */
  for (size_t d = 0; d < draws; d++) {
    const ntk_status status = draw_one(s, arch, g, rows, k, d, K, f, first, err);
    if (status != NTK_OK) return status;
    if (d % 50 == 0) ntk_study_progress(s, "gaussian-process", (double)d / (double)draws);
  }
  return NTK_OK;
}

/*@ requires valid: setting_valid(s) && law_valid(g) && rows_valid(rows, s) && rows->x->size1 == g->n && \valid(err);
    terminates \true;
    exits \false;
    assigns g->f[0][0 .. g->draws * g->n - 1], g->f[1][0 .. g->draws * g->n - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status draw(const ntk_setting *s, const law *g, const ntk_dataset *rows, ntk_error *err) {
  ntk_arch arch = s->arch;
  const size_t n = g->n, k = arch.width[arch.depth];
  arch.init = NTK_INIT_PLAIN;
  //@ assert outputs: 1 <= k <= INT_MAX;
  const size_t N = n * k;
  double *K = ntk_doubles(N, N), *f = ntk_doubles(N, 1), *first = ntk_doubles(n, n);
  ntk_status status;
  if (K == NULL || f == NULL || first == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for kernels");
  else {
    //@ ghost heap_own(K), heap_own(f), heap_own(first);
    status = draw_all(s, &arch, g, rows, k, K, f, first, err);
  }
  free(K), free(f), free(first);
  return status;
}

/* One draw f: scratch := f - mean, added to sum; |L^{-1} (f - mean)|^2, L the covariance's factor. */
/*@ requires valid: 1 <= n <= ROWS && kernel_matrix(factor, n) && vector_readable(mean) && mean->size == n && \valid_read(f + (0 .. n - 1)) && \valid(scratch + (0 .. n - 1)) &&
                    \valid(sum + (0 .. n - 1));
    requires apart: \separated(scratch + (0 .. n - 1), factor->data + (0 .. matrix_cells(factor) - 1)) && \separated(scratch + (0 .. n - 1), mean) && \separated(sum + (0 .. n - 1), mean);
    terminates \true;
    exits \false;
    assigns scratch[0 .. n - 1], sum[0 .. n - 1]; */
static double whiten(size_t n, const gsl_matrix *factor, const gsl_vector *mean, const double *f, double *scratch, double *sum) {
  double square;
  gsl_vector_view v = gsl_vector_view_array(scratch, n);
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant valid: vector_readable(mean) && mean->size == n;
      loop assigns i, scratch[0 .. n - 1], sum[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    scratch[i] = f[i] - gsl_vector_get(mean, i);
    sum[i] += scratch[i];
  }
  gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit, factor, &v.vector);
  gsl_blas_ddot(&v.vector, &v.vector, &square);
  return square;
}

/* The deviation of coordinate i: the norm of row i of the factor. */
/*@ requires valid: 1 <= n <= ROWS && kernel_matrix(factor, n) && i < n;
    terminates \true;
    exits \false;
    assigns \nothing; */
static double deviation_of(size_t n, const gsl_matrix *factor, size_t i) {
  double deviation = 0.0;
  (void)n;
  /*@ loop invariant range: 0 <= j <= i + 1;
      loop assigns j, deviation;
      loop variant i + 1 - j; */
  for (size_t j = 0; j <= i; j++) deviation += gsl_matrix_get(factor, i, j) * gsl_matrix_get(factor, i, j);
  return sqrt(deviation);
}

/* p-values at one time: chi-squared, means, KS at the last row: n + 2 of them. f: draws x n; scratch: draws + n. */
/*@ requires valid: 1 <= n <= ROWS && 1 <= draws <= DRAWS_MOST && kernel_matrix(factor, n) && vector_readable(mean) && mean->size == n && \valid_read(f + (0 .. draws * n - 1)) &&
                    \valid(p + (0 .. n + 1)) && \valid(scratch + (0 .. draws + n - 1));
    requires apart: \separated(scratch + (0 .. draws + n - 1), factor->data + (0 .. matrix_cells(factor) - 1)) && \separated(scratch + (0 .. draws + n - 1), mean);
    terminates \true;
    exits \false;
    assigns p[0 .. n + 1], scratch[0 .. draws + n - 1], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void test(size_t n, size_t draws, const gsl_matrix *factor, const gsl_vector *mean, const double *f, double *p, double *scratch) {
  double chi2 = 0.0, deviation = 0.0, sum[ROWS] = {0};
  /*@ loop invariant range: 0 <= d <= draws;
      loop invariant valid: vector_readable(mean) && mean->size == n;
      loop assigns d, chi2, sum[0 .. ROWS - 1], scratch[0 .. draws + n - 1];
      loop variant draws - d; */
  for (size_t d = 0; d < draws; d++) {
    //@ ghost row_inside(d, draws, n);
    chi2 += whiten(n, factor, mean, f + d * n, scratch, sum);
  }
  p[0] = ntk_chi_squared_two_sided(chi2, (double)(draws * n));
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, deviation, p[1 .. n];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    deviation = deviation_of(n, factor, i);
    p[1 + i] = ntk_normal_two_sided(sum[i] / (deviation * sqrt((double)draws)));
  }
  const double last = gsl_vector_get(mean, n - 1);
  /*@ loop invariant range: 0 <= d <= draws;
      loop assigns d, scratch[0 .. draws + n - 1];
      loop variant draws - d; */
  for (size_t d = 0; d < draws; d++) {
    //@ ghost row_inside(d, draws, n);
    scratch[d] = (f[d * n + n - 1] - last) / deviation;
  }
  p[n + 1] = ntk_ks_test(draws, scratch, ntk_normal_cdf, NULL);
}

/* Both times, the factors and means being there. scratch: draws + n. */
/*@ requires valid: law_valid(g) && \valid(out) && \valid_read(what) && \valid(scratch + (0 .. g->draws + g->n - 1));
    requires apart: \separated(scratch + (0 .. g->draws + g->n - 1), g->factor[0]->data + (0 .. matrix_cells(g->factor[0]) - 1)) && \separated(scratch + (0 .. g->draws + g->n - 1), g) &&
                    \separated(scratch + (0 .. g->draws + g->n - 1), g->factor[1]->data + (0 .. matrix_cells(g->factor[1]) - 1)) &&
                    \separated(scratch + (0 .. g->draws + g->n - 1), g->mean[0]) && \separated(scratch + (0 .. g->draws + g->n - 1), g->mean[1]);
    terminates \true;
    exits \false;
    assigns scratch[0 .. g->draws + g->n - 1], out->verdict, out->reason[0 .. 511], out->value, out->bound, out->error, out->margin, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures verdict: out->verdict == NTK_HELD || out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
static void test_both(const law *g, const char *what, double *scratch, ntk_outcome *out) {
  const size_t n = g->n, tests = TIMES * (n + 2);
  double p[TIMES * (ROWS + 2)];
  test(n, g->draws, g->factor[0], g->mean[0], g->f[0], p, scratch);
  test(n, g->draws, g->factor[1], g->mean[1], g->f[1], p + n + 2, scratch);
  const double family = ntk_study_family(tests, p);
  ntk_decide_p_value(out, what, ntk_gaussian_process(family, FALSE_ALARM), family, FALSE_ALARM);
}

/* *tests: how many p-values there were. */
/*@ requires valid: law_valid(g) && kernel_matrix(covariance, g->n) && \valid(out) && \valid_read(what) && \valid(tests) && \valid(err);
    requires apart: law_apart(g) && matrix_apart(g->factor[0], covariance) && \separated(tests, g);
    terminates \true;
    exits \false;
    assigns g->mean[1]->data[0 .. g->n - 1], g->factor[0]->data[0 .. matrix_cells(g->factor[0]) - 1], g->factor[1]->data[0 .. matrix_cells(g->factor[1]) - 1],
            out->verdict, out->reason[0 .. 511], out->value, out->bound, out->error, out->margin, *tests, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status decide(const law *g, const gsl_matrix *covariance, const char *what, ntk_outcome *out, size_t *tests, ntk_error *err) {
  const size_t room = g->draws + g->n;
  double *scratch = ntk_doubles(room, 1);
  ntk_status status = NTK_ENOMEM;
  size_t count = 0;
  if (scratch != NULL) status = predict(g, covariance);
  if (status == NTK_OK) {
    //@ ghost heap_own(scratch), heap_apart(scratch, room, g->factor[0]->data, g->n * g->n), heap_apart(scratch, room, g->factor[1]->data, g->n * g->n);
    //@ ghost heap_apart_any(scratch, room * sizeof(double), g, sizeof(law));
    //@ ghost heap_apart_any(scratch, room * sizeof(double), g->mean[0], sizeof(gsl_vector)), heap_apart_any(scratch, room * sizeof(double), g->mean[1], sizeof(gsl_vector));
    test_both(g, what, scratch, out);
    count = TIMES * (g->n + 2);
  } else if (status == NTK_ENUMERIC) {
    ntk_outcome_set(out, NTK_HYPOTHESIS_FAILS, "singular-covariance: equal rows, or the limit is degenerate on these");
    status = NTK_OK;
  }
  free(scratch);
  *tests = count;
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "gaussian-process: %s", ntk_status_text(status));
}

/* The limits, the targets and the second law's time. */
/*@ requires valid: setting_valid(s) && law_valid(g) && rows_valid(rows, s) && rows->x->size1 == g->n && \valid(err);
    requires apart: law_apart(g) && matrix_apart(g->sigma, rows->x) && matrix_apart(g->theta, rows->x) && g->sigma != rows->x && g->theta != rows->x && \separated(g, s) &&
                    \separated(g, g->sigma->data + (0 .. matrix_cells(g->sigma) - 1)) && \separated(g, g->theta->data + (0 .. matrix_cells(g->theta) - 1)) && \separated(err, g) &&
                    \separated(g, g->y + (0 .. g->trained - 1));
    terminates \true;
    exits \false;
    assigns g->sigma->data[0 .. matrix_cells(g->sigma) - 1], g->theta->data[0 .. matrix_cells(g->theta) - 1], g->y[0 .. g->trained - 1], g->alpha, g->time, *err, ntk_alloc_countdown,
            ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status limits(const ntk_setting *s, law *g, const ntk_dataset *rows, ntk_error *err) {
  const size_t trained = g->trained, n = g->n;
  const double alpha = s->alpha;
  double block[TRAINED * TRAINED], *y = g->y;
  ntk_linearised lin;
  ntk_status status = ntk_limit(&s->arch, rows->x, rows->x, g->sigma, g->theta, err);
  if (status != NTK_OK) return status;
  /*@ loop invariant range: 0 <= i <= trained;
      loop assigns i, y[0 .. trained - 1];
      loop variant trained - i; */
  for (size_t i = 0; i < trained; i++) y[i] = gsl_matrix_get(rows->y, i, 0);
  trained_block(n, trained, g->theta->data, block);
  //@ ghost row_inside(trained - 1, TRAINED, trained);
  status = ntk_linearised_init(&lin, trained, alpha, block, y);
  if (status != NTK_OK) return ntk_fail(err, status, "gaussian-process: %s", ntk_status_text(status));
  const double time = 1.0 / (alpha * alpha * lin.lambda[trained - 1]);
  ntk_linearised_clear(&lin);
  g->alpha = alpha;
  g->time = time;
  return NTK_OK;
}

/*@ requires valid: setting_valid(s) && law_valid(g) && rows_valid(rows, s) && rows->x->size1 == g->n && result_valid(result) && \valid(err);
    requires apart: law_apart(g) && matrix_apart(g->sigma, rows->x) && matrix_apart(g->theta, rows->x) && g->sigma != rows->x && g->theta != rows->x && \separated(g, s) &&
                    \separated(g, g->sigma->data + (0 .. matrix_cells(g->sigma) - 1)) && \separated(g, g->theta->data + (0 .. matrix_cells(g->theta) - 1)) && \separated(err, g) &&
                    \separated(g, g->y + (0 .. g->trained - 1)) && \separated(g, result) && \separated(result, s, err) && rows_apart(rows, result, err) &&
                    \separated(s, g->sigma->data + (0 .. matrix_cells(g->sigma) - 1)) && \separated(s, g->theta->data + (0 .. matrix_cells(g->theta) - 1)) &&
                    \separated(s, g->y + (0 .. g->trained - 1)) && \separated(s, g->mean[1]->data + (0 .. g->n - 1));
    terminates \true;
    exits \false;
    assigns g->sigma->data[0 .. matrix_cells(g->sigma) - 1], g->theta->data[0 .. matrix_cells(g->theta) - 1], g->y[0 .. g->trained - 1], g->alpha, g->time,
            g->f[0][0 .. g->draws * g->n - 1], g->f[1][0 .. g->draws * g->n - 1], g->mean[1]->data[0 .. g->n - 1], g->factor[0]->data[0 .. matrix_cells(g->factor[0]) - 1],
            g->factor[1]->data[0 .. matrix_cells(g->factor[1]) - 1], result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures valid: result_valid(result); */
static ntk_status check(const ntk_setting *s, law *g, const ntk_dataset *rows, ntk_result *result, ntk_error *err) {
  ntk_outcome out;
  size_t tests;
  const double width = (double)s->arch.width[1];
  ntk_outcome_init(&out);
  ntk_status status = limits(s, g, rows, err);
  if (status == NTK_OK) status = draw(s, g, rows, err);
  if (status == NTK_OK) status = decide(g, g->sigma, "outputs against the Gaussian process", &out, &tests, err);
  if (status != NTK_OK) return status;
  ntk_result_fold(result, &out);
  ntk_fact(result, "networks", (double)g->draws);
  ntk_fact(result, "tests", (double)tests);
  ntk_fact(result, "false_alarm", FALSE_ALARM);
  ntk_fact(result, "width", width);
  ntk_fact(result, "flow_time", g->time);
  return decide(g, g->theta, "outputs against the process with the NTK as covariance", &result->control, &tests, err);
}

/* Both laws on these rows. */
/*@ requires valid: setting_valid(s) && rows_valid(rows, s) && 2 <= rows->x->size1 <= ROWS && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s) && rows_apart(rows, result, err);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures valid: result_valid(result); */
static ntk_status on_rows(const ntk_setting *s, const ntk_dataset *rows, ntk_result *result, ntk_error *err) {
  law g;
  const size_t n = rows->x->size1, trained = n > TRAINED ? TRAINED : n - 1;
  const size_t draws = (s->arch.depth == 2 ? 1000 : 300) * (s->thorough ? 4 : 1);
  ntk_status status;
  if (law_alloc(&g, n, trained, draws)) {
    //@ ghost row_inside(n - 1, ROWS, n);
    //@ ghost heap_apart(g.sigma->data, n * n, rows->x->data, n * rows->x->tda), heap_apart(g.theta->data, n * n, rows->x->data, n * rows->x->tda);
    //@ ghost heap_apart_any(g.sigma, sizeof(gsl_matrix), rows->x, sizeof(gsl_matrix)), heap_apart_any(g.theta, sizeof(gsl_matrix), rows->x, sizeof(gsl_matrix));
    //@ ghost heap_apart_any(g.sigma->data, n * n * sizeof(double), &g, sizeof(law)), heap_apart_any(g.theta->data, n * n * sizeof(double), &g, sizeof(law)), heap_apart_any(g.y, trained * sizeof(double), &g, sizeof(law));
    //@ ghost heap_apart_any(g.sigma->data, n * n * sizeof(double), s, sizeof(ntk_setting)), heap_apart_any(g.theta->data, n * n * sizeof(double), s, sizeof(ntk_setting));
    //@ ghost heap_apart_any(g.y, trained * sizeof(double), s, sizeof(ntk_setting)), heap_apart_any(g.mean[1]->data, n * sizeof(double), s, sizeof(ntk_setting));
    status = check(s, &g, rows, result, err);
  } else status = ntk_fail(err, NTK_ENOMEM, "out of memory for %zu networks", draws);
  law_free(&g);
  return status;
}

/*@ requires valid: setting_valid(s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures valid: result_valid(result); */
static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  snprintf(result->control_what, sizeof result->control_what, "the NTK in place of the NNGP kernel");
  if (s->arch.parametrisation != NTK_PARAM_NTK || s->data->x->size1 < 2) {
    ntk_study_decline(result, NTK_NOT_APPLICABLE, "no-limit: the standard parametrisation, or fewer than 2 rows");
    return NTK_OK;
  }
  ntk_dataset *rows = ntk_study_rows(s, ROWS);
  if (rows == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for %d rows", ROWS);
  //@ ghost NTK_ROWS_FRESH(rows, result, err);
  const ntk_status status = on_rows(s, rows, result, err);
  ntk_dataset_free(rows);
  return status;
}

const ntk_check ntk_check_gaussian_process = {.id = "gaussian-process", .study = study};
