/* ntk-kernel: K(x_i, x_j) = <grad f(x_i; w0), grad f(x_j; w0)>.
   On up to 12 rows: the layer-wise kernel against J J^T with J formed explicitly, entry by entry, error
   8 L (m + d) eps sqrt(K_ii K_jj); J against central differences along random directions (1e-6); symmetric, positive semidefinite
   up to the eigenvalues' error; and the kernel predictor returns the targets on the rows it was fitted to.
   Control: the kernel of the network with other layers trained (for `all`: the last layer left out). */
#include <gsl/gsl_blas.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/decide.h"
#include "check/net.h"
#include "check/study.h"
#include "claim/ntk-kernel.h"
#include "core/alloc.h"
#include "core/rng.h"
#include "core/vec.h"
#include "kernel/predict.h"
#include "kernel/spectrum.h"
#include "model/map-call.h"

enum { ROWS = 12 };

typedef struct { double *K, *JJ, *error, *v, *w, *a, *b, *c; } room;

static void room_free(room *m) { free(m->K), free(m->JJ), free(m->error), free(m->v), free(m->w), free(m->a), free(m->b), free(m->c); }

static int room_alloc(room *m, size_t N, size_t p) {
  *m = (room){ntk_doubles(N, N), ntk_doubles(N, N), ntk_doubles(N, N), ntk_doubles(p, 1), ntk_doubles(p, 1), ntk_doubles(N, 1), ntk_doubles(N, 1), ntk_doubles(N, 1)};
  return m->K && m->JJ && m->error && m->v && m->w && m->a && m->b && m->c;
}

/* JJ := J J^T, J formed. */
static ntk_status explicit_kernel(const ntk_net *net, double *JJ) {
  double *J = ntk_doubles(net->N, net->p);
  if (J == NULL) return NTK_ENOMEM;
  const ntk_status status = ntk_jacobian(net->mlp, J);
  const gsl_matrix_const_view j = gsl_matrix_const_view_array(J, net->N, net->p);
  gsl_matrix_view k = gsl_matrix_view_array(JJ, net->N, net->N);
  if (status == NTK_OK) gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1.0, &j.matrix, &j.matrix, 0.0, &k.matrix);
  free(J);
  return status;
}

static void compare_kernels(const ntk_net *net, const room *m, const double *K, const char *what, ntk_outcome *out) {
  const size_t N = net->N;
  const double c = ntk_pass_rounding(&net->mlp->arch, 8.0);
  for (size_t i = 0; i < N; i++)
    for (size_t j = 0; j < N; j++) m->error[i * N + j] = c * sqrt(m->JJ[i * N + i] * m->JJ[j * N + j]);
  ntk_decide_agree(out, what, ntk_ntk_kernel(N * N, K, m->JJ, m->error), N * N, K, m->JJ, m->error);
}

/* J v against (f(w0 + h v) - f(w0 - h v)) / 2h, ||v|| = 1: error of the difference h^2 |f'''| / 6 + eps |f| / h, about 1e-10 at h = 1e-5 for these scales. */
static ntk_status compare_differences(const ntk_net *net, room *m, gsl_rng *rng, ntk_outcome *out) {
  const double h = 1e-5;
  double norm;
  for (size_t j = 0; j < net->p; j++) m->v[j] = gsl_ran_gaussian_ziggurat(rng, 1.0);
  norm = ntk_norm(net->p, m->v);
  for (size_t j = 0; j < net->p; j++) m->v[j] /= norm;
  ntk_map_jvp(net->map, m->v, m->a);
  for (int sign = 1; sign >= -1; sign -= 2) {
    for (size_t j = 0; j < net->p; j++) m->w[j] = net->w0[j] + sign * h * m->v[j];
    const ntk_status status = ntk_map_at(net->map, m->w);
    if (status != NTK_OK) return status;
    ntk_map_value(net->map, sign == 1 ? m->b : m->c);
  }
  for (size_t i = 0; i < net->N; i++) m->b[i] = (m->b[i] - m->c[i]) / (2.0 * h), m->error[i] = 1e-6 * fmax(1.0, ntk_norm(net->N, m->a));
  ntk_decide_agree(out, "J v against central differences", ntk_ntk_kernel(net->N, m->a, m->b, m->error), net->N, m->a, m->b, m->error);
  return ntk_map_at(net->map, net->w0);
}

static ntk_status check_spectrum(const ntk_net *net, room *m, const double *y, ntk_outcome *psd, ntk_outcome *prediction) {
  const size_t N = net->N;
  double low, high;
  ntk_status status = ntk_eigen_ends(N, m->K, &low, &high);
  if (status != NTK_OK) return status;
  const double error = ntk_eigen_error(N, high);
  ntk_outcome_set(psd, low >= -error ? NTK_HELD : NTK_REFUTED, "semidefinite: lambda_min %.3g, error %.3g", low, error);
  if (low <= 1e3 * error) {
    ntk_outcome_set(prediction, NTK_UNDECIDED, "ill-conditioned: lambda_min %.3g, no prediction", low);
    return NTK_OK;
  }
  ntk_map_value(net->map, m->a);
  status = ntk_kernel_predict(N, N, m->K, m->K, y, m->a, m->a, m->b);
  for (size_t i = 0; i < N; i++) m->error[i] = 8.0 * error / low * fmax(1.0, ntk_norm(N, y));
  if (status == NTK_OK) ntk_decide_agree(prediction, "prediction on the fitted rows", ntk_ntk_kernel(N, m->b, y, m->error), N, m->b, y, m->error);
  return status;
}

static ntk_status control_kernel(const ntk_setting *s, const ntk_net *net, const gsl_matrix *x, room *m, ntk_outcome *control, ntk_error *err) {
  ntk_net other;
  ntk_arch arch = s->arch;
  arch.train = arch.train == NTK_TRAIN_ALL ? NTK_TRAIN_HIDDEN : arch.train == NTK_TRAIN_OUTPUT ? NTK_TRAIN_FIRST : NTK_TRAIN_OUTPUT;
  ntk_status status = ntk_net_init(&other, &arch, x, net->theta, s->seed, 0, err);
  if (status != NTK_OK) return status;
  status = ntk_map_kernel(other.map, m->K);
  if (status == NTK_OK) compare_kernels(net, m, m->K, "kernel with other layers trained", control);
  ntk_net_clear(&other);
  return status;
}

static ntk_status one_init(const ntk_setting *s, const ntk_dataset *rows, const double *y, size_t init, ntk_result *result, ntk_error *err) {
  ntk_net net;
  room m = {0};
  ntk_outcome out[4], control;
  for (size_t i = 0; i < 4; i++) ntk_outcome_init(&out[i]);
  ntk_outcome_init(&control);
  ntk_status status = ntk_net_init(&net, &s->arch, rows->x, s->theta, s->seed, init, err);
  if (status != NTK_OK) return status;
  gsl_rng *rng = ntk_rng(s->seed, NTK_RNG_CASES, init);
  if (rng == NULL || !room_alloc(&m, net.N, net.p)) status = NTK_ENOMEM;
  if (status == NTK_OK) status = explicit_kernel(&net, m.JJ);
  if (status == NTK_OK) status = ntk_map_kernel(net.map, m.K);
  if (status == NTK_OK) {
    compare_kernels(&net, &m, m.K, "layer-wise kernel against J J^T", &out[0]);
    status = check_spectrum(&net, &m, y, &out[1], &out[2]);
  }
  if (status == NTK_OK) status = compare_differences(&net, &m, rng, &out[3]);
  if (status == NTK_OK) status = control_kernel(s, &net, rows->x, &m, &control, err);
  if (status == NTK_OK) {
    for (size_t i = 0; i < 4; i++) out[i].init = (long)init;
    for (size_t i = 0; i < 4; i++)
      if (i != 2 || out[i].verdict != NTK_UNDECIDED) ntk_result_fold(result, &out[i]);
    ntk_study_control(result, &control);
  } else ntk_fail(err, status, "ntk-kernel: initialisation %zu: %s", init, ntk_status_text(status));
  if (rng != NULL) gsl_rng_free(rng);
  room_free(&m);
  ntk_net_clear(&net);
  return status;
}

static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  const size_t inits = ntk_study_inits(s, 5);
  ntk_dataset *rows = ntk_study_rows(s, ROWS);
  double *y = rows == NULL ? NULL : ntk_study_targets(rows);
  ntk_status status = y == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory for %d rows", ROWS) : NTK_OK;
  for (size_t i = 0; status == NTK_OK && i < inits; i++) {
    status = one_init(s, rows, y, i, result, err);
    ntk_study_progress(s, "ntk-kernel", (double)(i + 1) / (double)inits);
  }
  snprintf(result->control_what, sizeof result->control_what, "K of the network with other layers trained (all: the last layer left out)");
  if (rows != NULL) ntk_dataset_free(rows);
  free(y);
  return status;
}

const ntk_check ntk_check_ntk_kernel = {.id = "ntk-kernel", .study = study};
