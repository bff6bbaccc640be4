/* ntkcheck kernel: the NTK of a network on data, or its infinite-width limit. */
#include <stdlib.h>

#include "cli/command.h"
#include "cli/experiment.h"
#include "cli/machine.h"
#include "cli/new-rows.h"
#include "core/alloc.h"
#include "core/size.h"
#include "data/npy.h"
#include "kernel/limit.h"
#include "kernel/ntk.h"
#include "kernel/predict.h"
#include "kernel/spectrum.h"
#include "model/init.h"
#include "report/json.h"

#include "../../spec/acsl/heap-error.h"
#include "../../spec/acsl/heap-mlp.h"
#include "../../spec/acsl/index.h"

/* N = n k; new rows: m of them, M = m k. */
typedef struct {
  size_t n, k, N, m, M, parameters;
  double *K, *lambda;        /* N x N; N */
  gsl_matrix *x_new;         /* m x d, or NULL */
  double *K_new, *y, *f, *f_new, *prediction; /* M x N; N; N; M; M */
} kernel;

/*@ // sizes that can be counted, in bytes too
    predicate kernel_sized{L}(kernel *k) = \valid(k) && 1 <= k->n && 1 <= k->k && k->N == k->n * k->k && k->M == k->m * k->k && 1 <= k->N &&
      8 * k->N * k->N <= SIZE_MAX && 8 * k->M * k->N <= SIZE_MAX && 8 * k->N <= SIZE_MAX && 8 * k->M <= SIZE_MAX;

    predicate kernel_blocks{L}(kernel *k) =
      \valid(k->K + (0 .. k->N * k->N - 1)) && \valid(k->lambda + (0 .. k->N - 1)) && \valid(k->K_new + (0 .. k->M * k->N - 1)) && \valid(k->y + (0 .. k->N - 1)) &&
      \valid(k->f + (0 .. k->N - 1)) && \valid(k->f_new + (0 .. k->M - 1)) && \valid(k->prediction + (0 .. k->M - 1));

    predicate kernel_valid{L}(kernel *k) = kernel_sized(k) && kernel_blocks(k) && (0 < k->m ==> matrix_readable(k->x_new) && k->x_new->size1 == k->m);

    // of one architecture with the experiment
    predicate kernel_of{L}(kernel *k, ntk_experiment *e) = k->n == e->data->x->size1 && k->k == e->data->y->size2;

    predicate kernel_apart{L}(kernel *k) = \separated(k->lambda + (0 .. k->N - 1), k->K + (0 .. k->N * k->N - 1)) &&
      \separated(k->prediction + (0 .. k->M - 1), k->K_new + (0 .. k->M * k->N - 1)) && \separated(k->prediction + (0 .. k->M - 1), k->f_new + (0 .. k->M - 1));

    // writing the numbers leaves the experiment as it is
    predicate kernel_away{L}(kernel *k, ntk_experiment *e) = \separated(e, k->K + (0 .. k->N * k->N - 1)) && \separated(e, k->K_new + (0 .. k->M * k->N - 1)) &&
      \separated(e, k->f + (0 .. k->N - 1)) && \separated(e, k->f_new + (0 .. k->M - 1));

    predicate kernel_owned{L}(kernel *k) = owned((char *)k->K) && owned((char *)k->lambda) && owned((char *)k->K_new) && owned((char *)k->y) && owned((char *)k->f) &&
      owned((char *)k->f_new) && owned((char *)k->prediction); */

/*@ ghost
    /@ requires order: a <= b && 0 <= c;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures grows: a * c <= b * c; @/
    void product_grows(size_t a, size_t b, size_t c) {
      /@ loop invariant range: a <= i <= b;
         loop invariant grows: a * c <= i * c;
         loop assigns i;
         loop variant b - i; @/
      for (size_t i = a; i < b; i++) ;
    } */

/*@ requires valid: \valid_read(k);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void kernel_clear(const kernel *k) {
  free(k->K);
  free(k->lambda);
  free(k->K_new);
  free(k->y);
  free(k->f);
  free(k->f_new);
  free(k->prediction);
  gsl_matrix_free(k->x_new);
}

/*@ requires valid: \valid(k);
    terminates \true;
    exits \false;
    assigns *k;
    ensures rows: k->x_new == \null; */
static void kernel_start(kernel *k) {
  k->n = 0;
  k->k = 0;
  k->N = 0;
  k->m = 0;
  k->M = 0;
  k->parameters = 0;
  k->K = NULL;
  k->lambda = NULL;
  k->x_new = NULL;
  k->K_new = NULL;
  k->y = NULL;
  k->f = NULL;
  k->f_new = NULL;
  k->prediction = NULL;
}

/*@ requires valid: \valid(k) && \valid(err) && 1 <= k->n && 1 <= k->k && (0 < k->m ==> matrix_readable(k->x_new) && k->x_new->size1 == k->m);
    requires apart: \separated(k, err) && (0 < k->m ==> \separated(k->x_new, k) && \separated(k->x_new, err));
    terminates \true;
    exits \false;
    assigns k->N, k->M, k->K, k->lambda, k->K_new, k->y, k->f, k->f_new, k->prediction, err->status, err->text[0 .. 1023], ntk_alloc_countdown;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures valid: \result == NTK_OK ==> kernel_valid(k);
    ensures apart: \result == NTK_OK ==> kernel_apart(k);
    ensures owned: \result == NTK_OK ==> kernel_owned(k); */
static ntk_status kernel_alloc(kernel *k, ntk_error *err) {
  if (!ntk_size_mul(k->n, k->k, &k->N) || !ntk_size_mul(k->m, k->k, &k->M)) return ntk_fail(err, NTK_ENOMEM, "out of memory: a kernel of %zu rows", k->n);
  k->K = ntk_doubles(k->N, k->N);
  k->lambda = ntk_doubles(k->N, 1);
  k->K_new = ntk_doubles(k->M, k->N);
  k->y = ntk_doubles(k->N, 1);
  k->f = ntk_doubles(k->N, 1);
  k->f_new = ntk_doubles(k->M, 1);
  k->prediction = ntk_doubles(k->M, 1);
  if (k->K == NULL || k->lambda == NULL || k->K_new == NULL || k->y == NULL || k->f == NULL || k->f_new == NULL || k->prediction == NULL)
    return ntk_fail(err, NTK_ENOMEM, "out of memory: a kernel of %zu x %zu", k->N, k->N);
  //@ ghost product_room(k->n, k->k);
  //@ ghost heap_own(k->K);
  //@ ghost heap_own(k->lambda);
  //@ ghost heap_own(k->K_new);
  //@ ghost heap_own(k->y);
  //@ ghost heap_own(k->f);
  //@ ghost heap_own(k->f_new);
  //@ ghost heap_own(k->prediction);
  //@ ghost heap_apart(k->lambda, k->N, k->K, k->N * k->N);
  //@ ghost heap_apart(k->prediction, k->M, k->K_new, k->M * k->N);
  //@ ghost heap_apart(k->prediction, k->M, k->f_new, k->M);
  return NTK_OK;
}

/* One row of blocks: out (k x wide) := row i of theta Kronecker I_k. */
/*@ requires valid: matrix_readable(theta) && i < theta->size1 && 1 <= k && wide == theta->size2 * k && k * wide <= SIZE_MAX && \valid(out + (0 .. k * wide - 1));
    requires apart: \separated(theta, out + (0 .. k * wide - 1));
    terminates \true;
    exits \false;
    assigns out[0 .. k * wide - 1]; */
static void kronecker_row(double *out, const gsl_matrix *theta, size_t i, size_t k, size_t wide) {
  /*@ loop invariant range: 0 <= j <= theta->size2;
      loop assigns j, out[0 .. k * wide - 1];
      loop variant theta->size2 - j; */
  for (size_t j = 0; j < theta->size2; j++) {
    const double value = gsl_matrix_get(theta, i, j);
    //@ ghost row_inside(j, theta->size2, k);
    const size_t column = j * k;
    /*@ loop invariant range: 0 <= o <= k;
        loop assigns o, out[0 .. k * wide - 1];
        loop variant k - o; */
    for (size_t o = 0; o < k; o++) {
      //@ ghost row_inside(o, k, wide);
      out[o * wide + (column + o)] = value;
    }
  }
}

/* out (rows k x wide) := theta (rows x cols) Kronecker I_k, example-major */
/*@ requires valid: matrix_readable(theta) && 1 <= k && wide == theta->size2 * k && k * wide <= SIZE_MAX && theta->size1 * (k * wide) <= SIZE_MAX &&
                    \valid(out + (0 .. theta->size1 * (k * wide) - 1));
    requires apart: \separated(theta, out + (0 .. theta->size1 * (k * wide) - 1));
    terminates \true;
    exits \false;
    assigns out[0 .. theta->size1 * (k * wide) - 1]; */
static void kronecker(double *out, const gsl_matrix *theta, size_t k, size_t wide) {
  const size_t rows = theta->size1, block = k * wide;
  /*@ loop invariant range: 0 <= i <= rows;
      loop assigns i, out[0 .. rows * block - 1];
      loop variant rows - i; */
  for (size_t i = 0; i < rows; i++) {
    //@ ghost row_inside(i, rows, block);
    kronecker_row(out + i * block, theta, i, k, wide);
  }
}

/*@ requires valid: \valid_read(e) && matrix_readable(xa) && matrix_readable(xb) && \valid(err) && 1 <= k;
    requires sizes: wide == xb->size1 * k && k * wide <= SIZE_MAX && xa->size1 * (k * wide) <= SIZE_MAX && \valid(out + (0 .. xa->size1 * (k * wide) - 1));
    requires apart: \separated(xa, err) && \separated(xb, err);
    terminates \true;
    exits \false;
    assigns out[0 .. xa->size1 * (k * wide) - 1], err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_ENUMERIC, NTK_ENOMEM}; */
static ntk_status limit_block(double *out, const ntk_experiment *e, const gsl_matrix *xa, const gsl_matrix *xb, size_t k, size_t wide, ntk_error *err) {
  const size_t rows = xa->size1, columns = xb->size1;
  double *block = ntk_doubles(rows, columns);
  if (block == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory: a kernel of %zu x %zu", rows, columns);
  //@ ghost heap_own(block);
  //@ ghost heap_apart(block, rows * columns, xa->data, xa->size1 * xa->tda);
  //@ ghost heap_apart(block, rows * columns, xb->data, xb->size1 * xb->tda);
  gsl_matrix_view theta = gsl_matrix_view_array(block, rows, columns);
  const ntk_status status = ntk_limit(&e->arch, xa, xb, NULL, &theta.matrix, err);
  if (status == NTK_OK) kronecker(out, &theta.matrix, k, wide);
  free(block);
  return status;
}

/*@ requires valid: kernel_valid(k) && experiment_valid(e) && kernel_of(k, e) && \valid(err);
    requires apart: \separated(err, k) && experiment_apart(e, err) && (0 < k->m ==> \separated(k->x_new, err));
    terminates \true;
    exits \false;
    assigns k->K[0 .. k->N * k->N - 1], k->K_new[0 .. k->M * k->N - 1], err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_ENUMERIC, NTK_ENOMEM}; */
static ntk_status limit(kernel *k, const ntk_experiment *e, ntk_error *err) {
  //@ ghost product_room(k->n, k->k);
  //@ ghost product_grows(k->k, k->N, k->N);
  //@ assert square: k->N * k->N == k->n * (k->k * k->N);
  //@ assert new_rows: k->M * k->N == k->m * (k->k * k->N);
  const ntk_status status = limit_block(k->K, e, e->data->x, e->data->x, k->k, k->N, err);
  return status == NTK_OK && k->m > 0 ? limit_block(k->K_new, e, k->x_new, e->data->x, k->k, k->N, err) : status;
}

/* What ntk_mlp_alloc says where it fails. */
/*@ requires valid: \valid_read(err);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures status: \result \in {NTK_EUSAGE, NTK_ENUMERIC, NTK_ENOMEM}; */
static ntk_status refused(const ntk_error *err) { return err->status == NTK_EUSAGE || err->status == NTK_ENUMERIC ? err->status : NTK_ENOMEM; }

/*@ requires valid: kernel_valid(k) && \valid_read(e) && arch_ok(e->arch) && k->k == e->arch.width[e->arch.depth] && \valid_read(theta + (0 .. arch_params(e->arch) - 1)) && \valid(err);
    requires network: mlp_valid(mlp) && mlp->n == k->n && mlp->arch == e->arch;
    requires integers: 0 < k->m ==> k->x_new->tda <= INT_MAX;
    requires apart: \separated(e, err) && \separated(k, err) && mlp_off_error(mlp, err) && (0 < k->m ==> \separated(k->x_new, err)) && kernel_away(k, e);
    terminates \true;
    exits \false;
    assigns k->K_new[0 .. k->M * k->N - 1], k->f_new[0 .. k->M - 1], err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_ENUMERIC, NTK_ENOMEM, NTK_EINTERNAL}; */
static ntk_status empirical_new(kernel *k, const ntk_experiment *e, ntk_mlp *mlp, const double *theta, ntk_error *err) {
  if (k->m == 0) return NTK_OK;
  ntk_mlp *fresh = ntk_mlp_alloc(&e->arch, k->x_new, theta, err);
  if (fresh == NULL) return refused(err);
  //@ assert arch: mlp->arch == \at(mlp->arch, Pre) && mlp->n == \at(mlp->n, Pre);
  //@ assert tables: mlp->H == \at(mlp->H, Pre) && mlp->D == \at(mlp->D, Pre) && mlp->scratch == \at(mlp->scratch, Pre);
  //@ assert H: \forall integer l; 0 <= l < mlp->arch.depth ==> mlp->H[l] == \at(mlp->H[l], Pre) && *mlp->H[l] == \at(*mlp->H[l], Pre);
  //@ assert D: \forall integer l; 1 <= l < mlp->arch.depth ==> mlp->D[l] == \at(mlp->D[l], Pre) && *mlp->D[l] == \at(*mlp->D[l], Pre);
  //@ assert scratch: \forall integer l; 0 <= l <= mlp->arch.depth ==> mlp->scratch[l] == \at(mlp->scratch[l], Pre) && *mlp->scratch[l] == \at(*mlp->scratch[l], Pre);
  //@ assert outputs: *mlp->f == \at(*mlp->f, Pre) && *mlp->f0 == \at(*mlp->f0, Pre);
  //@ assert shapes: mlp_shapes(mlp);
  //@ assert apart: mlp_apart(mlp);
  //@ assert rows: mlp_outputs(mlp) == k->N;
  //@ assert new_rows: mlp_outputs(fresh) == k->M;
  //@ ghost heap_apart_mlp(k->K_new, k->M * k->N, fresh);
  //@ ghost heap_apart_mlp(k->K_new, k->M * k->N, mlp);
  //@ ghost heap_apart_mlp(k->f_new, k->M, fresh);
  const ntk_status status = ntk_kernel_cross(fresh, mlp, k->K_new);
  ntk_mlp_output(fresh, k->f_new);
  ntk_mlp_free(fresh);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "kernel of the new rows: %s", ntk_status_text(status));
}

/* K and f on the data, then on the new rows. */
/*@ requires valid: kernel_valid(k) && experiment_valid(e) && kernel_of(k, e) && \valid_read(theta + (0 .. arch_params(e->arch) - 1)) && \valid(err);
    requires integers: 0 < k->m ==> k->x_new->tda <= INT_MAX;
    requires apart: \separated(k, err) && experiment_apart(e, err) && (0 < k->m ==> \separated(k->x_new, err)) && kernel_away(k, e);
    terminates \true;
    exits \false;
    assigns k->K[0 .. k->N * k->N - 1], k->f[0 .. k->N - 1], k->K_new[0 .. k->M * k->N - 1], k->f_new[0 .. k->M - 1], err->status, err->text[0 .. 1023],
            ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_ENUMERIC, NTK_ENOMEM, NTK_EINTERNAL}; */
static ntk_status at_weights(kernel *k, const ntk_experiment *e, const double *theta, ntk_error *err) {
  ntk_mlp *mlp = ntk_mlp_alloc(&e->arch, e->data->x, theta, err);
  if (mlp == NULL) return refused(err);
  //@ assert rows: mlp_outputs(mlp) == k->N;
  //@ ghost heap_apart_mlp(k->K, k->N * k->N, mlp);
  //@ ghost heap_apart_mlp(k->f, k->N, mlp);
  //@ ghost heap_apart_error(mlp, err);
  ntk_status status = ntk_kernel(mlp, k->K);
  ntk_mlp_output(mlp, k->f);
  if (status != NTK_OK) ntk_fail(err, status, "kernel: %s", ntk_status_text(status));
  else status = empirical_new(k, e, mlp, theta, err);
  ntk_mlp_free(mlp);
  return status;
}

/*@ requires valid: kernel_valid(k) && experiment_valid(e) && kernel_of(k, e) && options_valid(options) && \valid(err);
    requires integers: 0 < k->m ==> k->x_new->tda <= INT_MAX;
    requires apart: \separated(k, err) && \separated(options, err) && experiment_apart(e, err) && (0 < k->m ==> \separated(k->x_new, err)) && kernel_away(k, e);
    terminates \true;
    exits \false;
    assigns k->K[0 .. k->N * k->N - 1], k->f[0 .. k->N - 1], k->K_new[0 .. k->M * k->N - 1], k->f_new[0 .. k->M - 1], err->status, err->text[0 .. 1023],
            ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EDATA, NTK_EWRITE, NTK_ENUMERIC, NTK_ENOMEM, NTK_EINTERNAL}; */
static ntk_status empirical(kernel *k, const ntk_experiment *e, const ntk_options *options, ntk_error *err) {
  double *theta = NULL;
  ntk_status status = ntk_experiment_weights(e, options, &theta, err);
  if (status != NTK_OK) return status;
  status = at_weights(k, e, theta, err);
  if (status == NTK_OK && ntk_given(options, NTK_OPTION_SAVE_WEIGHTS)) status = ntk_weights_save(options->text[NTK_OPTION_SAVE_WEIGHTS], &e->arch, theta, err);
  free(theta);
  return status;
}

/* out (n k) := y, example-major. */
/*@ requires valid: matrix_readable(y) && y->size1 * y->size2 <= SIZE_MAX && \valid(out + (0 .. y->size1 * y->size2 - 1));
    requires apart: \separated(y, out + (0 .. y->size1 * y->size2 - 1));
    terminates \true;
    exits \false;
    assigns out[0 .. y->size1 * y->size2 - 1]; */
static void flatten(double *out, const gsl_matrix *y) {
  const size_t n = y->size1, k = y->size2;
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, out[0 .. n * k - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    //@ ghost row_inside(i, n, k);
    const size_t row = i * k;
    /*@ loop invariant range: 0 <= o <= k;
        loop assigns o, out[0 .. n * k - 1];
        loop variant k - o; */
    for (size_t o = 0; o < k; o++) out[row + o] = gsl_matrix_get(y, i, o);
  }
}

/*@ requires valid: \valid(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns x[0 .. n - 1]; */
static void scale(size_t n, double *x, double factor) {
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, x[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) x[i] *= factor;
}

/* Why the kernel is not positive definite, as far as the data show it. */
/*@ requires valid: kernel_valid(k) && dataset_valid(data) && \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023];
    ensures status: \result == status; */
static ntk_status no_prediction(const kernel *k, const ntk_dataset *data, ntk_status status, ntk_error *err) {
  ntk_pair pair;
  if (status == NTK_ENUMERIC && ntk_collinear_pairs(data->x, &pair, 1) > 0)
    return ntk_fail(err, status, "prediction needs a positive definite kernel: rows %zu and %zu of the data are equal or collinear", data->row[pair.i], data->row[pair.j]);
  return ntk_fail(err, status, "prediction needs a positive definite kernel; lambda_min is %.3g, lambda_max %.3g", k->lambda[0], k->lambda[k->N - 1]);
}

/* alpha f(x) after training the linearised network to the end: alpha f_new + K_new K^{-1} (y - alpha f). */
/*@ requires valid: kernel_valid(k) && dataset_valid(data) && k->n == data->y->size1 && k->k == data->y->size2 && \valid(err);
    requires apart: kernel_apart(k) && \separated(k, err) && \separated(data->y, k->y + (0 .. k->N - 1));
    terminates \true;
    exits \false;
    assigns k->y[0 .. k->N - 1], k->f[0 .. k->N - 1], k->f_new[0 .. k->M - 1], k->prediction[0 .. k->M - 1], err->status, err->text[0 .. 1023],
            ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_ENUMERIC, NTK_ENOMEM, NTK_EINTERNAL}; */
static ntk_status predict(kernel *k, const ntk_dataset *data, double alpha, ntk_error *err) {
  if (k->m == 0) return NTK_OK;
  flatten(k->y, data->y);
  scale(k->N, k->f, alpha);
  scale(k->M, k->f_new, alpha);
  const ntk_status status = ntk_kernel_predict(k->N, k->M, k->K, k->K_new, k->y, k->f, k->f_new, k->prediction);
  return status == NTK_OK ? NTK_OK : no_prediction(k, data, status, err);
}

/*@ requires valid: kernel_valid(k) && \valid_read(path) && \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EWRITE, NTK_ENOMEM}; */
static ntk_status write_kernel(const kernel *k, const char *path, ntk_error *err) {
  const gsl_matrix_view view = gsl_matrix_view_array(k->K, k->N, k->N);
  return ntk_npy_write(path, &view.matrix, err);
}

/*@ requires valid: kernel_valid(k) && \valid_read(options) && texts_valid(options) && \valid(err);
    requires apart: \separated(k, err) && \separated(options, err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EWRITE, NTK_ENOMEM}; */
static ntk_status write_files(const kernel *k, const ntk_options *options, ntk_error *err) {
  ntk_status status = NTK_OK;
  ntk_interrupt_hold();
  if (ntk_given(options, NTK_OPTION_OUTPUT)) status = write_kernel(k, options->text[NTK_OPTION_OUTPUT], err);
  if (status == NTK_OK && ntk_given(options, NTK_OPTION_EIGENVALUES)) status = ntk_npy_write_vector(options->text[NTK_OPTION_EIGENVALUES], k->lambda, k->N, err);
  ntk_interrupt_release();
  return status;
}

/*@ requires valid: kernel_valid(k);
    terminates \true;
    exits \false;
    assigns \nothing; */
static double trace(const kernel *k) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= i <= k->N;
      loop assigns i, sum;
      loop variant k->N - i; */
  for (size_t i = 0; i < k->N; i++) {
    //@ ghost row_inside(i, k->N, k->N);
    sum += k->K[i * k->N + i];
  }
  return sum;
}

/*@ requires valid: \valid_read(arch) && arch_ok(*arch);
    terminates \true;
    exits \false;
    assigns \nothing; */
static size_t trained(const ntk_arch *arch) {
  size_t offset, count;
  ntk_trained_slice(arch, &offset, &count);
  return count;
}

/*@ requires valid: kernel_valid(k);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures valid: json(\result); */
static json_t *predictions(const kernel *k) {
  json_t *rows = json_array();
  const size_t m = k->m, outputs = k->k;
  /*@ loop invariant range: 0 <= i <= m;
      loop assigns i;
      loop variant m - i; */
  for (size_t i = 0; i < m; i++) {
    json_t *row = json_array();
    //@ ghost row_inside(i, m, outputs);
    const double *prediction = k->prediction + i * outputs;
    /*@ loop invariant range: 0 <= o <= outputs;
        loop assigns o;
        loop variant outputs - o; */
    for (size_t o = 0; o < outputs; o++) json_array_append_new(row, json_real(prediction[o]));
    json_array_append_new(rows, row);
  }
  return rows;
}

/*@ requires valid: kernel_valid(k) && \valid_read(options) && \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EWRITE, NTK_ENOMEM}; */
static ntk_status print_json(const kernel *k, const ntk_options *options, ntk_error *err) {
  json_t *out = json_object();
  json_object_set_new(out, "n", json_integer((json_int_t)k->n));
  json_object_set_new(out, "outputs", json_integer((json_int_t)k->k));
  json_object_set_new(out, "parameters", ntk_given(options, NTK_OPTION_LIMIT) ? json_null() : json_integer((json_int_t)k->parameters));
  ntk_json_number(out, "lambda_min", k->lambda[0]);
  ntk_json_number(out, "lambda_max", k->lambda[k->N - 1]);
  ntk_json_number(out, "trace", trace(k));
  if (ntk_given(options, NTK_OPTION_PREDICT)) json_object_set_new(out, "predictions", predictions(k));
  const ntk_status status = ntk_json_write(out, NULL, err);
  json_decref(out);
  return status;
}

/*@ requires valid: kernel_valid(k);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void print_predictions(const kernel *k) {
  const size_t count = k->M, outputs = k->k;
  /*@ loop invariant range: 0 <= i <= count;
      loop assigns i;
      loop variant count - i; */
  for (size_t i = 0; i < count; i++) printf("%.17g%c", k->prediction[i], (i + 1) % outputs == 0 ? '\n' : ' ');
}

/*@ requires valid: kernel_valid(k) && dataset_valid(data) && \valid_read(options);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void print(const kernel *k, const ntk_dataset *data, const ntk_options *options) {
  const double least = k->lambda[0], most = k->lambda[k->N - 1], error = ntk_eigen_error(k->N, most);
  ntk_pair pair;
  printf("rows         %zu\noutputs      %zu\n", k->n, k->k);
  if (ntk_given(options, NTK_OPTION_LIMIT)) printf("parameters   infinite width\n");
  else printf("parameters   %zu trained\n", k->parameters);
  printf("lambda_min   %.17g\nlambda_max   %.17g\ntrace        %.17g\n", least, most, trace(k));
  printf("error        %.2g (what plain double may be off by; not certified)\n", error);
  if (least > error) printf("condition    %.4g\n", most / least);
  else if (ntk_collinear_pairs(data->x, &pair, 1) > 0) printf("condition    singular: rows %zu and %zu are equal or collinear\n", data->row[pair.i], data->row[pair.j]);
  else printf("condition    lambda_min is not distinguishable from 0\n");
}

/*@ requires valid: \valid_read(options) && texts_valid(options) && \valid(err);
    requires apart: \separated(options, err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EWRITE, NTK_ENOMEM}; */
static ntk_status writable(const ntk_options *options, ntk_error *err) {
  ntk_status status = NTK_OK;
  if (ntk_given(options, NTK_OPTION_OUTPUT)) status = ntk_writable_file(options->text[NTK_OPTION_OUTPUT], err);
  if (status == NTK_OK && ntk_given(options, NTK_OPTION_EIGENVALUES)) status = ntk_writable_file(options->text[NTK_OPTION_EIGENVALUES], err);
  if (status == NTK_OK && ntk_given(options, NTK_OPTION_SAVE_WEIGHTS)) status = ntk_writable_file(options->text[NTK_OPTION_SAVE_WEIGHTS], err);
  return status;
}

/* K and its eigenvalues, predictions, the files. */
/*@ requires valid: kernel_valid(k) && experiment_valid(e) && kernel_of(k, e) && options_valid(options) && network_valid(options) && \valid(err);
    requires integers: 0 < k->m ==> k->x_new->tda <= INT_MAX;
    requires apart: kernel_apart(k) && kernel_away(k, e) && \separated(k, err) && \separated(options, err) && experiment_apart(e, err) && (0 < k->m ==> \separated(k->x_new, err)) &&
                    \separated(e->data->y, k->y + (0 .. k->N - 1));
    terminates \true;
    exits \false;
    assigns k->K[0 .. k->N * k->N - 1], k->lambda[0 .. k->N - 1], k->K_new[0 .. k->M * k->N - 1], k->y[0 .. k->N - 1], k->f[0 .. k->N - 1], k->f_new[0 .. k->M - 1],
            k->prediction[0 .. k->M - 1], err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EDATA, NTK_EWRITE, NTK_ENUMERIC, NTK_ENOMEM, NTK_EINTERNAL}; */
static ntk_status compute(kernel *k, const ntk_experiment *e, const ntk_options *options, ntk_error *err) {
  const double alpha = options->alpha;
  ntk_status status = ntk_given(options, NTK_OPTION_LIMIT) ? limit(k, e, err) : empirical(k, e, options, err);
  if (status != NTK_OK) return status;
  status = ntk_eigen(k->N, k->K, k->lambda, NULL);
  if (status != NTK_OK) return ntk_fail(err, status, "eigenvalues of the kernel: %s", ntk_status_text(status));
  status = predict(k, e->data, alpha, err);
  return status == NTK_OK ? write_files(k, options, err) : status;
}

/* The same, once the inputs are there. */
/*@ requires valid: \valid(k) && experiment_valid(e) && options_valid(options) && network_valid(options) && \valid(err);
    requires rows: k->x_new == \null || matrix_readable(k->x_new) && k->x_new->tda <= INT_MAX;
    requires apart: \separated(k, e) && \separated(k, e->data) && \separated(k, e->data->x) && \separated(k, e->data->y) && \separated(k, err) && \separated(options, err) && \separated(options, k) &&
                    experiment_apart(e, err) && (k->x_new != \null ==> \separated(k->x_new, err) && \separated(k->x_new, k));
    terminates \true;
    exits \false;
    assigns *k, err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EDATA, NTK_EWRITE, NTK_ENUMERIC, NTK_ENOMEM, NTK_EINTERNAL};
    ensures valid: \result == NTK_OK ==> kernel_valid(k);
    ensures rows: k->x_new == \old(k->x_new);
    ensures data: \result == NTK_OK ==> dataset_valid(e->data); */
static ntk_status kernel_of_data(kernel *k, const ntk_experiment *e, const ntk_options *options, ntk_error *err) {
  k->n = e->data->x->size1;
  k->k = e->data->y->size2;
  k->m = k->x_new == NULL ? 0 : k->x_new->size1;
  k->parameters = trained(&e->arch);
  const ntk_status status = kernel_alloc(k, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_any(k->K, 8 * k->N * k->N, e, sizeof(ntk_experiment));
  //@ ghost heap_apart_any(k->K_new, 8 * k->M * k->N, e, sizeof(ntk_experiment));
  //@ ghost heap_apart_any(k->f, 8 * k->N, e, sizeof(ntk_experiment));
  //@ ghost heap_apart_any(k->f_new, 8 * k->M, e, sizeof(ntk_experiment));
  //@ ghost heap_apart_any(k->y, 8 * k->N, e->data->y, sizeof(gsl_matrix));
  return compute(k, e, options, err);
}

/*@ requires valid: kernel_valid(k) && dataset_valid(data) && \valid_read(options) && \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EWRITE, NTK_ENOMEM}; */
static ntk_status tell(const kernel *k, const ntk_dataset *data, const ntk_options *options, ntk_error *err) {
  if (ntk_given(options, NTK_OPTION_JSON)) return print_json(k, options, err);
  if (ntk_given(options, NTK_OPTION_PREDICT)) print_predictions(k);
  else print(k, data, options);
  return NTK_OK;
}

/*@ requires valid: options_valid(options) && network_valid(options) && \valid(e) && e->data == \null && \valid(k) && k->x_new == \null && \valid(err);
    requires apart: \separated(options, e, err) && \separated(options, k) && \separated(e, k) && \separated(k, err);
    terminates \true;
    exits \false;
    assigns *e, *k, err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EDATA, NTK_ENOINPUT, NTK_EWRITE, NTK_ENUMERIC, NTK_ENOMEM, NTK_EINTERNAL};
    ensures some: e->data == \null || \valid_read(e->data); */
static ntk_status load_and_compute(kernel *k, ntk_experiment *e, const ntk_options *options, ntk_error *err) {
  ntk_status status = ntk_experiment_load(e, options, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_any(e->data, sizeof(ntk_dataset), k, sizeof(kernel));
  //@ ghost heap_apart_any(e->data->x, sizeof(gsl_matrix), k, sizeof(kernel));
  //@ ghost heap_apart_any(e->data->y, sizeof(gsl_matrix), k, sizeof(kernel));
  status = writable(options, err);
  if (status == NTK_OK && ntk_given(options, NTK_OPTION_PREDICT)) status = ntk_new_rows(&k->x_new, options->text[NTK_OPTION_PREDICT], e, options, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_any(k->x_new, sizeof(gsl_matrix), err, sizeof(ntk_error));
  //@ ghost heap_apart_any(k->x_new, sizeof(gsl_matrix), k, sizeof(kernel));
  status = kernel_of_data(k, e, options, err);
  return status == NTK_OK ? tell(k, e->data, options, err) : status;
}

/*@ requires valid: options_valid(options) && \valid(exit_status) && \valid(err);
    requires network: network_valid(options);
    requires apart: \separated(options, exit_status, err);
    terminates \true;
    exits \false;
    assigns *exit_status, *err, ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures status: 0 <= \result < NTK_STATUS_COUNT;
    ensures exit: \result == NTK_OK ==> *exit_status \in {0, 1, 2}; */
static ntk_status run(const ntk_options *options, int *exit_status, ntk_error *err) {
  ntk_experiment e;
  kernel k;
  e.data = NULL;
  e.theta = NULL;
  kernel_start(&k);
  *exit_status = 0;
  ntk_threads(options->threads);
  const ntk_status status = load_and_compute(&k, &e, options, err);
  kernel_clear(&k);
  ntk_experiment_clear(&e);
  return status;
}

const ntk_subcommand ntk_subcommand_kernel = {
    "kernel", NTK_COMMAND_KERNEL, "ntkcheck kernel [options]",
    "the NTK of a network on data; infinite-width limit. Without --weights: initialisation 0 of the seed. The kernel is that of f, without alpha; "
    "predictions are of alpha f.",
    run};
