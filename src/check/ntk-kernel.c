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

#include "../../spec/acsl/heap-mlp.h"
#include "../../spec/acsl/heap-scratch.h"
#include "../../spec/acsl/index.h"
#include "../../spec/acsl/rows.h"

enum { ROWS = 12 };

typedef struct { double *K, *JJ, *error, *v, *w, *a, *b, *c; } room;

/*@ predicate room_valid{L}(room *m, integer N, integer p) = \valid_read(m) && 0 < N && 0 < p && 8 * N <= SIZE_MAX && 8 * N * N <= SIZE_MAX && 8 * p <= SIZE_MAX &&
      \valid(m->K + (0 .. N * N - 1)) && \valid(m->JJ + (0 .. N * N - 1)) && \valid(m->error + (0 .. N * N - 1)) && \valid(m->v + (0 .. p - 1)) && \valid(m->w + (0 .. p - 1)) &&
      \valid(m->a + (0 .. N - 1)) && \valid(m->b + (0 .. N - 1)) && \valid(m->c + (0 .. N - 1));

    // what is written beside what is read
    predicate room_apart{L}(room *m, integer N, integer p) = \separated(m->v + (0 .. p - 1), m->a + (0 .. N - 1)) && \separated(m->b + (0 .. N - 1), m->K + (0 .. N * N - 1)) &&
      \separated(m->b + (0 .. N - 1), m->a + (0 .. N - 1));

    predicate room_owned{L}(room *m) = owned((char *)m->K) && owned((char *)m->JJ) && owned((char *)m->error) && owned((char *)m->v) && owned((char *)m->w) && owned((char *)m->a) &&
      owned((char *)m->b) && owned((char *)m->c); */

/*@ requires valid: \valid_read(m);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void room_free(room *m) { free(m->K), free(m->JJ), free(m->error), free(m->v), free(m->w), free(m->a), free(m->b), free(m->c); }

/*@ requires valid: \valid(m) && 0 < N && 0 < p;
    terminates \true;
    exits \false;
    assigns *m, ntk_alloc_countdown;
    ensures boolean: \result == 0 || \result == 1;
    ensures valid: \result == 1 ==> room_valid(m, N, p) && room_apart(m, N, p);
    ensures own: \result == 1 ==> room_owned(m); */
static int room_alloc(room *m, size_t N, size_t p) {
  m->K = ntk_doubles(N, N), m->JJ = ntk_doubles(N, N), m->error = ntk_doubles(N, N), m->v = ntk_doubles(p, 1), m->w = ntk_doubles(p, 1);
  m->a = ntk_doubles(N, 1), m->b = ntk_doubles(N, 1), m->c = ntk_doubles(N, 1);
  if (m->K == NULL || m->JJ == NULL || m->error == NULL || m->v == NULL || m->w == NULL || m->a == NULL || m->b == NULL || m->c == NULL) return 0;
  //@ ghost heap_own(m->K), heap_own(m->JJ), heap_own(m->error), heap_own(m->v), heap_own(m->w), heap_own(m->a), heap_own(m->b), heap_own(m->c);
  //@ ghost heap_apart(m->v, p, m->a, N), heap_apart(m->b, N, m->K, N * N), heap_apart(m->b, N, m->a, N);
  return 1;
}

/* JJ (N x N) := J J^T. */
/*@ requires sizes: 1 <= N <= INT_MAX && 1 <= p <= INT_MAX && N * p <= SIZE_MAX && N * N <= SIZE_MAX;
    requires valid: \valid_read(J + (0 .. N * p - 1)) && \valid(JJ + (0 .. N * N - 1));
    requires apart: \separated(J + (0 .. N * p - 1), JJ + (0 .. N * N - 1));
    terminates \true;
    exits \false;
    assigns JJ[0 .. N * N - 1]; */
static void square_of(size_t N, size_t p, const double *J, double *JJ) {
  const gsl_matrix_const_view j = gsl_matrix_const_view_array(J, N, p);
  gsl_matrix_view k = gsl_matrix_view_array(JJ, N, N);
  gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1.0, &j.matrix, &j.matrix, 0.0, &k.matrix);
}

/* JJ := J J^T, J formed. */
/*@ requires valid: net_valid(net) && scratch_owned(net->mlp) && \valid(JJ + (0 .. net->N * net->N - 1));
    terminates \true;
    exits \false;
    assigns JJ[0 .. net->N * net->N - 1], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status explicit_kernel(const ntk_net *net, double *JJ) {
  const size_t N = net->N, p = net->p;
  if (N > INT_MAX || p > INT_MAX) return NTK_ENOMEM; /* beyond what BLAS can count */
  double *J = ntk_doubles(N, p);
  if (J == NULL) return NTK_ENOMEM;
  //@ ghost heap_own(J), heap_apart_mlp(J, N * p, net->mlp), heap_apart(J, N * p, JJ, N * N);
  const ntk_status status = ntk_jacobian(net->mlp, J);
  if (status == NTK_OK) square_of(N, p, J, JJ);
  free(J);
  return status;
}

/* error_ij := c sqrt(JJ_ii JJ_jj) */
/*@ requires valid: N * N <= SIZE_MAX && \valid_read(JJ + (0 .. N * N - 1)) && \valid(error + (0 .. N * N - 1));
    terminates \true;
    exits \false;
    assigns error[0 .. N * N - 1]; */
static void set_errors(size_t N, double c, const double *JJ, double *error) {
  /*@ loop invariant range: 0 <= i <= N;
      loop assigns i, error[0 .. N * N - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, N, N);
    /*@ loop invariant range: 0 <= j <= N;
        loop assigns j, error[0 .. N * N - 1];
        loop variant N - j; */
    for (size_t j = 0; j < N; j++) {
      //@ ghost row_inside(j, N, N);
      error[i * N + j] = c * sqrt(JJ[i * N + i] * JJ[j * N + j]);
    }
  }
}

/* K (N x N) against JJ; c: rounding of a pass; error: scratch. */
/*@ requires valid: N * N <= SIZE_MAX && \valid_read(JJ + (0 .. N * N - 1)) && \valid(error + (0 .. N * N - 1)) && \valid_read(K + (0 .. N * N - 1)) && \valid_read(what) && \valid(out);
    requires apart: \separated(out, K + (0 .. N * N - 1)) && \separated(out, JJ + (0 .. N * N - 1)) && \separated(out, error + (0 .. N * N - 1));
    terminates \true;
    exits \false;
    assigns error[0 .. N * N - 1], out->verdict, out->reason[0 .. 511], out->value, out->bound, out->error, out->margin;
    ensures verdict: out->verdict == NTK_HELD || out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
static void compare_kernels(size_t N, double c, const double *JJ, double *error, const double *K, const char *what, ntk_outcome *out) {
  set_errors(N, c, JJ, error);
  ntk_decide_agree(out, what, ntk_ntk_kernel(N * N, K, JJ, error), N * N, K, JJ, error);
}

/* v := a random direction of norm 1. */
/*@ requires valid: \valid_read(rng) && \valid(v + (0 .. p - 1));
    terminates \true;
    exits \false;
    assigns v[0 .. p - 1]; */
static void direction(size_t p, gsl_rng *rng, double *v) {
  /*@ loop invariant range: 0 <= j <= p;
      loop assigns j, v[0 .. p - 1];
      loop variant p - j; */
  for (size_t j = 0; j < p; j++) v[j] = gsl_ran_gaussian_ziggurat(rng, 1.0);
  const double norm = ntk_norm(p, v);
  /*@ loop invariant range: 0 <= j <= p;
      loop assigns j, v[0 .. p - 1];
      loop variant p - j; */
  for (size_t j = 0; j < p; j++) v[j] /= norm;
}

/* f := f(w0 + h v); w: p, scratch. */
/*@ requires valid: \valid_read(net) && net_map(net) && \valid_read(v + (0 .. net->p - 1)) && \valid(w + (0 .. net->p - 1)) && \valid(f + (0 .. net->N - 1));
    terminates \true;
    exits \false;
    assigns w[0 .. net->p - 1], f[0 .. net->N - 1];
    ensures status: map_status(\result); */
static ntk_status value_at(const ntk_net *net, double h, const double *v, double *w, double *f) {
  const size_t p = net->p;
  const double *w0 = net->w0;
  /*@ loop invariant range: 0 <= j <= p;
      loop assigns j, w[0 .. p - 1];
      loop variant p - j; */
  for (size_t j = 0; j < p; j++) w[j] = w0[j] + h * v[j];
  const ntk_status status = ntk_map_at(net->map, w);
  if (status == NTK_OK) ntk_map_value(net->map, f);
  return status;
}

/* b := (b - c) / 2h, error := 1e-6 max(1, ||a||) */
/*@ requires valid: \valid_read(a + (0 .. N - 1)) && \valid(b + (0 .. N - 1)) && \valid_read(c + (0 .. N - 1)) && \valid(error + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns b[0 .. N - 1], error[0 .. N - 1]; */
static void difference(size_t N, double h, const double *a, double *b, const double *c, double *error) {
  /*@ loop invariant range: 0 <= i <= N;
      loop assigns i, b[0 .. N - 1], error[0 .. N - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) b[i] = (b[i] - c[i]) / (2.0 * h), error[i] = 1e-6 * fmax(1.0, ntk_norm(N, a));
}

/* J v against (f(w0 + h v) - f(w0 - h v)) / 2h, ||v|| = 1: error of the difference h^2 |f'''| / 6 + eps |f| / h, about 1e-10 at h = 1e-5 for these scales. */
/*@ requires valid: \valid_read(net) && net_map(net) && room_valid(m, net->N, net->p) && \valid_read(rng) && \valid(out);
    requires apart: room_apart(m, net->N, net->p) && \separated(out, m->a + (0 .. net->N - 1)) && \separated(out, m->b + (0 .. net->N - 1)) && \separated(out, m->error + (0 .. net->N * net->N - 1));
    terminates \true;
    exits \false;
    assigns m->v[0 .. net->p - 1], m->w[0 .. net->p - 1], m->a[0 .. net->N - 1], m->b[0 .. net->N - 1], m->c[0 .. net->N - 1], m->error[0 .. net->N * net->N - 1],
            out->verdict, out->reason[0 .. 511], out->value, out->bound, out->error, out->margin;
    ensures status: map_status(\result); */
static ntk_status compare_differences(const ntk_net *net, const room *m, gsl_rng *rng, ntk_outcome *out) {
  const double h = 1e-5;
  const size_t N = net->N;
  //@ ghost row_inside(0, N, N);
  direction(net->p, rng, m->v);
  ntk_map_jvp(net->map, m->v, m->a);
  ntk_status status = value_at(net, h, m->v, m->w, m->b);
  if (status == NTK_OK) status = value_at(net, -h, m->v, m->w, m->c);
  if (status != NTK_OK) return status;
  difference(N, h, m->a, m->b, m->c, m->error);
  ntk_decide_agree(out, "J v against central differences", ntk_ntk_kernel(N, m->a, m->b, m->error), N, m->a, m->b, m->error);
  return ntk_map_at(net->map, net->w0);
}

/* error_i := 8 error / low max(1, ||y||): what a prediction may be off by. */
/*@ requires valid: \valid_read(y + (0 .. N - 1)) && \valid(allowed + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns allowed[0 .. N - 1]; */
static void allow(size_t N, double error, double low, const double *y, double *allowed) {
  /*@ loop invariant range: 0 <= i <= N;
      loop assigns i, allowed[0 .. N - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) allowed[i] = 8.0 * error / low * fmax(1.0, ntk_norm(N, y));
}

/* Positive semidefinite, and the predictor on the rows it was fitted to (not where K is ill-conditioned: undecided). */
/*@ requires valid: \valid_read(net) && net_map(net) && room_valid(m, net->N, net->p) && \valid_read(y + (0 .. net->N - 1)) && \valid(psd) && \valid(prediction);
    requires apart: room_apart(m, net->N, net->p) && \separated(psd, prediction) && \separated(prediction, m->b + (0 .. net->N - 1)) && \separated(prediction, y + (0 .. net->N - 1)) &&
                    \separated(prediction, m->error + (0 .. net->N * net->N - 1));
    terminates \true;
    exits \false;
    assigns m->a[0 .. net->N - 1], m->b[0 .. net->N - 1], m->error[0 .. net->N * net->N - 1], psd->verdict, psd->reason[0 .. 511],
            prediction->verdict, prediction->reason[0 .. 511], prediction->value, prediction->bound, prediction->error, prediction->margin, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status check_spectrum(const ntk_net *net, const room *m, const double *y, ntk_outcome *psd, ntk_outcome *prediction) {
  const size_t N = net->N;
  double low, high;
  //@ ghost row_inside(0, N, N);
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
  allow(N, error, low, y, m->error);
  if (status == NTK_OK) ntk_decide_agree(prediction, "prediction on the fitted rows", ntk_ntk_kernel(N, m->b, y, m->error), N, m->b, y, m->error);
  return status;
}

/* The control: K (N x N, scratch, as error) of the network with the same weights and other layers trained. */
/*@ requires valid: arch_ok(arch) && matrix_readable(x) && x->tda <= INT_MAX && \valid_read(theta + (0 .. arch_params(arch) - 1)) && N == x->size1 * width(arch, arch.depth) && N * N <= SIZE_MAX &&
                    \valid_read(JJ + (0 .. N * N - 1)) && \valid(error + (0 .. N * N - 1)) && \valid(K + (0 .. N * N - 1)) && \valid(control) && \valid(err);
    requires apart: \separated(control, K + (0 .. N * N - 1)) && \separated(control, JJ + (0 .. N * N - 1)) && \separated(control, error + (0 .. N * N - 1)) && \separated(control, err);
    terminates \true;
    exits \false;
    assigns K[0 .. N * N - 1], error[0 .. N * N - 1], control->verdict, control->reason[0 .. 511], control->value, control->bound, control->error, control->margin, *err,
            ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status control_kernel(ntk_arch arch, const double *theta, uint64_t seed, double c, size_t N, const gsl_matrix *x, const double *JJ, double *error, double *K, ntk_outcome *control, ntk_error *err) {
  ntk_net other;
  //@ ghost width_fits(&arch, arch.depth);
  arch.train = arch.train == NTK_TRAIN_ALL ? NTK_TRAIN_HIDDEN : arch.train == NTK_TRAIN_OUTPUT ? NTK_TRAIN_FIRST : NTK_TRAIN_OUTPUT;
  ntk_status status = ntk_net_init(&other, &arch, x, theta, seed, 0, err);
  if (status != NTK_OK) return status;
  status = ntk_map_kernel(other.map, K);
  if (status == NTK_OK) compare_kernels(N, c, JJ, error, K, "kernel with other layers trained", control);
  ntk_net_clear(&other);
  return status;
}

/*@ // what is found is none of what is compared
    predicate outcome_outside{L}(ntk_outcome *out, room *m, double *y, integer N) = \separated(out, m->K + (0 .. N * N - 1)) && \separated(out, m->JJ + (0 .. N * N - 1)) &&
      \separated(out, m->error + (0 .. N * N - 1)) && \separated(out, m->a + (0 .. N - 1)) && \separated(out, m->b + (0 .. N - 1)) && \separated(out, y + (0 .. N - 1)); */

/* What is found of one network. */
typedef struct { ntk_outcome kernels, semidefinite, prediction, differences, control; } finding;

/* The comparisons, but the control. */
/*@ requires valid: net_valid(net) && scratch_owned(net->mlp) && room_valid(m, net->N, net->p) && \valid_read(y + (0 .. net->N - 1)) && \valid_read(rng) && \valid(f);
    requires apart: room_apart(m, net->N, net->p) && outcome_outside(&f->kernels, m, y, net->N) && outcome_outside(&f->prediction, m, y, net->N) && outcome_outside(&f->differences, m, y, net->N);
    terminates \true;
    exits \false;
    assigns m->K[0 .. net->N * net->N - 1], m->JJ[0 .. net->N * net->N - 1], m->error[0 .. net->N * net->N - 1], m->v[0 .. net->p - 1], m->w[0 .. net->p - 1], m->a[0 .. net->N - 1],
            m->b[0 .. net->N - 1], m->c[0 .. net->N - 1], *f, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status compare(const ntk_net *net, double c, const room *m, const double *y, gsl_rng *rng, finding *f) {
  ntk_status status = explicit_kernel(net, m->JJ);
  if (status == NTK_OK) status = ntk_map_kernel(net->map, m->K);
  if (status != NTK_OK) return status;
  compare_kernels(net->N, c, m->JJ, m->error, m->K, "layer-wise kernel against J J^T", &f->kernels);
  status = check_spectrum(net, m, y, &f->semidefinite, &f->prediction);
  if (status == NTK_OK) status = compare_differences(net, m, rng, &f->differences);
  return status;
}

/*@ requires valid: result_valid(result) && \valid(f) && init <= 1000000;
    requires apart: \separated(result, f);
    terminates \true;
    exits \false;
    assigns *f, result->sample, result->held, result->tried, result->control;
    ensures valid: result_valid(result); */
static void fold(ntk_result *result, size_t init, finding *f) {
  f->kernels.init = f->semidefinite.init = f->prediction.init = f->differences.init = (long)init;
  ntk_result_fold(result, &f->kernels);
  ntk_result_fold(result, &f->semidefinite);
  if (f->prediction.verdict != NTK_UNDECIDED) ntk_result_fold(result, &f->prediction);
  ntk_result_fold(result, &f->differences);
  ntk_study_control(result, &f->control);
}

/* The network at hand. */
/*@ requires valid: arch_ok(arch) && matrix_readable(x) && x->tda <= INT_MAX && net_valid(net) && scratch_owned(net->mlp) && \valid_read(net->theta + (0 .. arch_params(arch) - 1)) &&
                    net->N == x->size1 * width(arch, arch.depth) && \valid_read(y + (0 .. net->N - 1)) && init <= 1000000 && result_valid(result) && \valid(err);
    requires apart: \separated(result, err) && \separated(result, x);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures valid: result_valid(result); */
static ntk_status one_net(ntk_arch arch, uint64_t seed, double c, const gsl_matrix *x, const ntk_net *net, const double *y, size_t init, ntk_result *result, ntk_error *err) {
  const size_t N = net->N;
  const double *theta = net->theta;
  room m = {0};
  finding f;
  ntk_outcome_init(&f.kernels), ntk_outcome_init(&f.semidefinite), ntk_outcome_init(&f.prediction), ntk_outcome_init(&f.differences), ntk_outcome_init(&f.control);
  ntk_status status = NTK_ENOMEM;
  gsl_rng *rng = ntk_rng(seed, NTK_RNG_CASES, init);
  if (rng != NULL && room_alloc(&m, N, net->p)) {
    //@ ghost heap_apart_any(m.K, N * N * sizeof(double), &f, sizeof(finding)), heap_apart_any(m.JJ, N * N * sizeof(double), &f, sizeof(finding));
    //@ ghost heap_apart_any(m.error, N * N * sizeof(double), &f, sizeof(finding)), heap_apart_any(m.a, N * sizeof(double), &f, sizeof(finding)), heap_apart_any(m.b, N * sizeof(double), &f, sizeof(finding));
    status = compare(net, c, &m, y, rng, &f);
    if (status == NTK_OK) status = control_kernel(arch, theta, seed, c, N, x, m.JJ, m.error, m.K, &f.control, err);
  }
  if (status == NTK_OK) fold(result, init, &f);
  else ntk_fail(err, status, "ntk-kernel: initialisation %zu: %s", init, ntk_status_text(status));
  if (rng != NULL) gsl_rng_free(rng);
  room_free(&m);
  return status;
}

/*@ requires valid: seeds_valid(arch, theta) && matrix_readable(x) && x->tda <= INT_MAX && \valid_read(y + (0 .. x->size1 * width(arch, arch.depth) - 1)) && init <= 1000000 &&
                    result_valid(result) && \valid(err);
    requires apart: \separated(result, err) && \separated(result, x);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures valid: result_valid(result); */
static ntk_status one_init(ntk_arch arch, const double *theta, uint64_t seed, double c, const gsl_matrix *x, const double *y, size_t init, ntk_result *result, ntk_error *err) {
  const ntk_arch same = arch; /* a copy whose address nobody has */
  ntk_net net;
  //@ ghost width_fits(&arch, arch.depth);
  ntk_status status = ntk_net_init(&net, &arch, x, theta, seed, init, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_own_scratch(net.mlp);
  status = one_net(same, seed, c, x, &net, y, init, result, err);
  ntk_net_clear(&net);
  return status;
}

/* x: the rows, y: their targets. */
/*@ requires valid: \valid_read(s) && arch_ok(s->arch) && seeds_valid(s->arch, s->theta) && matrix_readable(x) && x->tda <= INT_MAX &&
                    \valid_read(y + (0 .. x->size1 * s->arch.width[s->arch.depth] - 1)) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && \separated(result, x);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures valid: result_valid(result); */
static ntk_status each_init(const ntk_setting *s, const gsl_matrix *x, const double *y, ntk_result *result, ntk_error *err) {
  const ntk_arch arch = s->arch; /* by value, so that no proof need ask whether what is written changes it */
  const double *theta = s->theta;
  const uint64_t seed = s->seed;
  const size_t inits = ntk_study_inits(s, 5);
  const double c = ntk_pass_rounding(&s->arch, 8.0);
  //@ assert outputs: width(arch, arch.depth) == s->arch.width[s->arch.depth];
  /*@ loop invariant range: 0 <= i <= inits;
      loop invariant valid: result_valid(result);
      loop invariant shape: x->size1 == \at(x->size1, Pre) && x->size2 == \at(x->size2, Pre) && x->tda == \at(x->tda, Pre) && x->data == \at(x->data, Pre);
      loop invariant inputs: matrix_readable(x) && x->tda <= INT_MAX;
      loop assigns i, result->sample, result->held, result->tried, result->control, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant inits - i; */
  for (size_t i = 0; i < inits; i++) {
    const ntk_status status = one_init(arch, theta, seed, c, x, y, i, result, err);
    ntk_study_progress(s, "ntk-kernel", (double)(i + 1) / (double)inits);
    if (status != NTK_OK) return status;
  }
  return NTK_OK;
}

/*@ requires valid: setting_valid(s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  ntk_dataset *rows = ntk_study_rows(s, ROWS);
  double *y = rows == NULL ? NULL : ntk_study_targets(rows);
  ntk_status status;
  if (rows == NULL || y == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for %d rows", ROWS);
  else {
    //@ ghost heap_apart_any(rows->x, sizeof(gsl_matrix), result, sizeof(ntk_result));
    //@ assert seeds: seeds_valid(s->arch, s->theta);
    //@ assert rows: rows->y->size1 == rows->x->size1 && rows->y->size2 == s->arch.width[s->arch.depth];
    //@ assert outputs: rows->y->size1 * rows->y->size2 == rows->x->size1 * s->arch.width[s->arch.depth];
    status = each_init(s, rows->x, y, result, err);
  }
  snprintf(result->control_what, sizeof result->control_what, "K of the network with other layers trained (all: the last layer left out)");
  if (rows != NULL) ntk_dataset_free(rows);
  free(y);
  return status;
}

const ntk_check ntk_check_ntk_kernel = {.id = "ntk-kernel", .study = study};
