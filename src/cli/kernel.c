/* ntkcheck kernel: the NTK of a network on data, or its infinite-width limit. */
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/experiment.h"
#include "cli/machine.h"
#include "cli/new-rows.h"
#include "core/alloc.h"
#include "data/npy.h"
#include "kernel/limit.h"
#include "kernel/ntk.h"
#include "kernel/predict.h"
#include "kernel/spectrum.h"
#include "model/init.h"
#include "report/json.h"

/* N = n k; new rows: m of them, M = m k. */
typedef struct {
  size_t n, k, N, m, M;
  double *K, *lambda;        /* N x N; N */
  gsl_matrix *x_new;         /* m x d, or NULL */
  double *K_new, *y, *f, *f_new, *prediction; /* M x N; N; N; M; M */
} kernel;

static void kernel_clear(kernel *k) {
  free(k->K);
  free(k->lambda);
  free(k->K_new);
  free(k->y);
  free(k->f);
  free(k->f_new);
  free(k->prediction);
  gsl_matrix_free(k->x_new);
}

static ntk_status kernel_alloc(kernel *k, ntk_error *err) {
  k->N = k->n * k->k;
  k->M = k->m * k->k;
  k->K = ntk_doubles(k->N, k->N);
  k->lambda = ntk_doubles(k->N, 1);
  k->K_new = ntk_doubles(k->M, k->N);
  k->y = ntk_doubles(k->N, 1);
  k->f = ntk_doubles(k->N, 1);
  k->f_new = ntk_doubles(k->M, 1);
  k->prediction = ntk_doubles(k->M, 1);
  if (k->K == NULL || k->lambda == NULL || k->K_new == NULL || k->y == NULL || k->f == NULL || k->f_new == NULL || k->prediction == NULL)
    return ntk_fail(err, NTK_ENOMEM, "out of memory: a kernel of %zu x %zu", k->N, k->N);
  return NTK_OK;
}

/* out (rows k x cols k) := theta (rows x cols) Kronecker I_k, example-major */
static void kronecker(double *out, const gsl_matrix *theta, size_t k) {
  for (size_t i = 0; i < theta->size1; i++)
    for (size_t j = 0; j < theta->size2; j++)
      for (size_t o = 0; o < k; o++) out[(i * k + o) * theta->size2 * k + j * k + o] = gsl_matrix_get(theta, i, j);
}

static ntk_status limit_block(double *out, const ntk_experiment *e, const gsl_matrix *xa, const gsl_matrix *xb, size_t k, ntk_error *err) {
  gsl_matrix *theta = gsl_matrix_calloc(xa->size1, xb->size1);
  if (theta == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory: a kernel of %zu x %zu", xa->size1, xb->size1);
  const ntk_status status = ntk_limit(&e->arch, xa, xb, NULL, theta, err);
  if (status == NTK_OK) kronecker(out, theta, k);
  gsl_matrix_free(theta);
  return status;
}

static ntk_status limit(kernel *k, const ntk_experiment *e, ntk_error *err) {
  ntk_status status = limit_block(k->K, e, e->data->x, e->data->x, k->k, err);
  if (status == NTK_OK && k->m > 0) status = limit_block(k->K_new, e, k->x_new, e->data->x, k->k, err);
  return status;
}

static ntk_status empirical_new(kernel *k, const ntk_experiment *e, ntk_mlp *mlp, const double *theta, ntk_error *err) {
  if (k->m == 0) return NTK_OK;
  ntk_mlp *fresh = ntk_mlp_alloc(&e->arch, k->x_new, theta, err);
  if (fresh == NULL) return err->status;
  const ntk_status status = ntk_kernel_cross(fresh, mlp, k->K_new);
  ntk_mlp_output(fresh, k->f_new);
  ntk_mlp_free(fresh);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "kernel of the new rows: %s", ntk_status_text(status));
}

static ntk_status empirical(kernel *k, const ntk_experiment *e, const ntk_options *options, ntk_error *err) {
  double *theta;
  ntk_status status = ntk_experiment_weights(e, options, &theta, err);
  if (status != NTK_OK) return status;
  ntk_mlp *mlp = ntk_mlp_alloc(&e->arch, e->data->x, theta, err);
  if (mlp == NULL) status = err->status;
  else {
    status = ntk_kernel(mlp, k->K);
    if (status != NTK_OK) ntk_fail(err, status, "kernel: %s", ntk_status_text(status));
    ntk_mlp_output(mlp, k->f);
  }
  if (status == NTK_OK) status = empirical_new(k, e, mlp, theta, err);
  if (status == NTK_OK && ntk_given(options, NTK_OPTION_SAVE_WEIGHTS)) status = ntk_weights_save(options->text[NTK_OPTION_SAVE_WEIGHTS], &e->arch, theta, err);
  ntk_mlp_free(mlp);
  free(theta);
  return status;
}

/* alpha f(x) after training the linearised network to the end: alpha f_new + K_new K^{-1} (y - alpha f). */
static ntk_status predict(kernel *k, const ntk_experiment *e, const ntk_options *options, ntk_error *err) {
  ntk_pair pair;
  if (k->m == 0) return NTK_OK;
  for (size_t i = 0; i < k->n; i++)
    for (size_t o = 0; o < k->k; o++) k->y[i * k->k + o] = gsl_matrix_get(e->data->y, i, o);
  for (size_t i = 0; i < k->N; i++) k->f[i] *= options->alpha;
  for (size_t i = 0; i < k->M; i++) k->f_new[i] *= options->alpha;
  const ntk_status status = ntk_kernel_predict(k->N, k->M, k->K, k->K_new, k->y, k->f, k->f_new, k->prediction);
  if (status == NTK_OK) return NTK_OK;
  if (status == NTK_ENUMERIC && ntk_collinear_pairs(e->data->x, &pair, 1) > 0)
    return ntk_fail(err, status, "prediction needs a positive definite kernel: rows %zu and %zu of the data are equal or collinear", e->data->row[pair.i], e->data->row[pair.j]);
  return ntk_fail(err, status, "prediction needs a positive definite kernel; lambda_min is %.3g, lambda_max %.3g", k->lambda[0], k->lambda[k->N - 1]);
}

static ntk_status write_files(const kernel *k, const ntk_options *options, ntk_error *err) {
  ntk_status status = NTK_OK;
  ntk_interrupt_hold();
  if (ntk_given(options, NTK_OPTION_OUTPUT)) {
    const gsl_matrix_view view = gsl_matrix_view_array(k->K, k->N, k->N);
    status = ntk_npy_write(options->text[NTK_OPTION_OUTPUT], &view.matrix, err);
  }
  if (status == NTK_OK && ntk_given(options, NTK_OPTION_EIGENVALUES)) status = ntk_npy_write_vector(options->text[NTK_OPTION_EIGENVALUES], k->lambda, k->N, err);
  ntk_interrupt_release();
  return status;
}

static double trace(const kernel *k) {
  double sum = 0.0;
  for (size_t i = 0; i < k->N; i++) sum += k->K[i * k->N + i];
  return sum;
}

static size_t trained(const ntk_arch *arch) {
  size_t offset, count;
  ntk_trained_slice(arch, &offset, &count);
  return count;
}

static json_t *predictions(const kernel *k) {
  json_t *rows = json_array();
  for (size_t i = 0; i < k->m; i++) {
    json_t *row = json_array();
    for (size_t o = 0; o < k->k; o++) json_array_append_new(row, json_real(k->prediction[i * k->k + o]));
    json_array_append_new(rows, row);
  }
  return rows;
}

static ntk_status print_json(const kernel *k, const ntk_experiment *e, const ntk_options *options, ntk_error *err) {
  json_t *out = json_object();
  json_object_set_new(out, "n", json_integer((json_int_t)k->n));
  json_object_set_new(out, "outputs", json_integer((json_int_t)k->k));
  json_object_set_new(out, "parameters", ntk_given(options, NTK_OPTION_LIMIT) ? json_null() : json_integer((json_int_t)trained(&e->arch)));
  ntk_json_number(out, "lambda_min", k->lambda[0]);
  ntk_json_number(out, "lambda_max", k->lambda[k->N - 1]);
  ntk_json_number(out, "trace", trace(k));
  if (ntk_given(options, NTK_OPTION_PREDICT)) json_object_set_new(out, "predictions", predictions(k));
  const ntk_status status = ntk_json_write(out, NULL, err);
  json_decref(out);
  return status;
}

static void print(const kernel *k, const ntk_experiment *e, const ntk_options *options) {
  const double least = k->lambda[0], most = k->lambda[k->N - 1], error = ntk_eigen_error(k->N, most);
  ntk_pair pair;
  if (ntk_given(options, NTK_OPTION_PREDICT)) {
    for (size_t i = 0; i < k->M; i++) printf("%.17g%c", k->prediction[i], (i + 1) % k->k == 0 ? '\n' : ' ');
    return;
  }
  printf("rows         %zu\noutputs      %zu\n", k->n, k->k);
  if (ntk_given(options, NTK_OPTION_LIMIT)) printf("parameters   infinite width\n");
  else printf("parameters   %zu trained\n", trained(&e->arch));
  printf("lambda_min   %.17g\nlambda_max   %.17g\ntrace        %.17g\n", least, most, trace(k));
  printf("error        %.2g (what plain double may be off by; not certified)\n", error);
  if (least > error) printf("condition    %.4g\n", most / least);
  else if (ntk_collinear_pairs(e->data->x, &pair, 1) > 0) printf("condition    singular: rows %zu and %zu are equal or collinear\n", e->data->row[pair.i], e->data->row[pair.j]);
  else printf("condition    lambda_min is not distinguishable from 0\n");
}

static ntk_status writable(const ntk_options *options, ntk_error *err) {
  static const ntk_option files[] = {NTK_OPTION_OUTPUT, NTK_OPTION_EIGENVALUES, NTK_OPTION_SAVE_WEIGHTS};
  for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
    const ntk_status status = ntk_given(options, files[i]) ? ntk_writable_file(options->text[files[i]], err) : NTK_OK;
    if (status != NTK_OK) return status;
  }
  return NTK_OK;
}

static ntk_status run(const ntk_options *options, int *exit_status, ntk_error *err) {
  ntk_experiment e = {0};
  kernel k = {0};
  *exit_status = 0;
  ntk_threads(options->threads);
  ntk_status status = ntk_experiment_load(&e, options, err);
  if (status == NTK_OK) status = writable(options, err);
  if (status == NTK_OK && ntk_given(options, NTK_OPTION_PREDICT)) status = ntk_new_rows(&k.x_new, options->text[NTK_OPTION_PREDICT], &e, options, err);
  if (status == NTK_OK) {
    k.n = e.data->x->size1;
    k.k = e.data->y->size2;
    k.m = k.x_new == NULL ? 0 : k.x_new->size1;
    status = kernel_alloc(&k, err);
  }
  if (status == NTK_OK) status = ntk_given(options, NTK_OPTION_LIMIT) ? limit(&k, &e, err) : empirical(&k, &e, options, err);
  if (status == NTK_OK && (status = ntk_eigen(k.N, k.K, k.lambda, NULL)) != NTK_OK) ntk_fail(err, status, "eigenvalues of the kernel: %s", ntk_status_text(status));
  if (status == NTK_OK) status = predict(&k, &e, options, err);
  if (status == NTK_OK) status = write_files(&k, options, err);
  if (status == NTK_OK && ntk_given(options, NTK_OPTION_JSON)) status = print_json(&k, &e, options, err);
  else if (status == NTK_OK) print(&k, &e, options);
  kernel_clear(&k);
  ntk_experiment_clear(&e);
  return status;
}

const ntk_subcommand ntk_subcommand_kernel = {
    "kernel", NTK_COMMAND_KERNEL, "ntkcheck kernel [options]",
    "the NTK of a network on data; infinite-width limit. Without --weights: initialisation 0 of the seed. The kernel is that of f, without alpha; "
    "predictions are of alpha f.",
    run};
