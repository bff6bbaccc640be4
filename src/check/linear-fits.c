/* linear-fits: p >= N and J0 of full row rank => f(w0) + J0 (u - w0) fits any y exactly.
   u - w0 = J0^T q, q = K^{-1} (y - f0) by the eigendecomposition of K, for the data's targets and 3 random ones; the residual is
   computed by the passes J0^T and J0. What is left is rounding: (8 N eps + 8 L (m + d) eps) ||K|| ||q||.
   Control: two equal rows with opposite targets. */
#include <float.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "check/net.h"
#include "check/study.h"
#include "claim/linear-fits.h"
#include "core/alloc.h"
#include "core/rng.h"
#include "core/vec.h"
#include "kernel/spectrum.h"
#include "model/map-call.h"

#include "../../spec/acsl/heap-matrix.h"
#include "../../spec/acsl/index.h"
#include "../../spec/acsl/rows.h"

enum { TARGETS = 4 };

typedef struct { double *f0, *lambda, *V, *b, *q, *r, *du; } room;

/*@ predicate room_valid{L}(room *m, integer N, integer p) = \valid_read(m) && 0 < N && 0 < p && 8 * N <= SIZE_MAX && 8 * N * N <= SIZE_MAX && 8 * p <= SIZE_MAX && \valid(m->f0 + (0 .. N - 1)) && \valid(m->lambda + (0 .. N - 1)) &&
      \valid(m->V + (0 .. N * N - 1)) && \valid(m->b + (0 .. N - 1)) && \valid(m->q + (0 .. N - 1)) && \valid(m->r + (0 .. N - 1)) && \valid(m->du + (0 .. p - 1));

    // what is written beside what is read
    predicate room_apart{L}(room *m, integer N, integer p) = \separated(m->V + (0 .. N * N - 1), m->lambda + (0 .. N - 1)) && \separated(m->q + (0 .. N - 1), m->V + (0 .. N * N - 1)) &&
      \separated(m->q + (0 .. N - 1), m->b + (0 .. N - 1)) && \separated(m->q + (0 .. N - 1), m->lambda + (0 .. N - 1)) && \separated(m->q + (0 .. N - 1), m->du + (0 .. p - 1)) &&
      \separated(m->du + (0 .. p - 1), m->r + (0 .. N - 1));

    predicate room_owned{L}(room *m) = owned((char *)m->f0) && owned((char *)m->lambda) && owned((char *)m->V) && owned((char *)m->b) && owned((char *)m->q) &&
      owned((char *)m->r) && owned((char *)m->du); */

/*@ requires valid: \valid_read(m);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void room_free(room *m) { free(m->f0), free(m->lambda), free(m->V), free(m->b), free(m->q), free(m->r), free(m->du); }

/*@ requires valid: \valid(m) && 0 < N && 0 < p;
    terminates \true;
    exits \false;
    assigns *m, ntk_alloc_countdown;
    ensures boolean: \result == 0 || \result == 1;
    ensures valid: \result == 1 ==> room_valid(m, N, p);
    ensures apart: \result == 1 ==> room_apart(m, N, p);
    ensures own: \result == 1 ==> room_owned(m); */
static int room_alloc(room *m, size_t N, size_t p) {
  m->f0 = ntk_doubles(N, 1), m->lambda = ntk_doubles(N, 1), m->V = ntk_doubles(N, N);
  m->b = ntk_doubles(N, 1), m->q = ntk_doubles(N, 1), m->r = ntk_doubles(N, 1), m->du = ntk_doubles(p, 1);
  if (m->f0 == NULL || m->lambda == NULL || m->V == NULL || m->b == NULL || m->q == NULL || m->r == NULL || m->du == NULL) return 0;
  //@ ghost heap_own(m->f0), heap_own(m->lambda), heap_own(m->V), heap_own(m->b), heap_own(m->q), heap_own(m->r), heap_own(m->du);
  //@ ghost heap_apart(m->V, N * N, m->lambda, N), heap_apart(m->q, N, m->V, N * N), heap_apart(m->q, N, m->b, N), heap_apart(m->q, N, m->lambda, N);
  //@ ghost heap_apart(m->q, N, m->du, p), heap_apart(m->du, p, m->r, N);
  return 1;
}

/*@ // sum_{j<n} V_je b_j
    logic real mode_of{L}(double *V, double *b, integer N, integer e, integer n) = n <= 0 ? 0.0 : mode_of(V, b, N, e, n - 1) + V[(n - 1) * N + e] * b[n - 1]; */

/* Coordinate e of b in K's eigenvectors. */
/*@ requires valid: e < N && N * N <= SIZE_MAX && \valid_read(V + (0 .. N * N - 1)) && \valid_read(b + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns \result \from N, e, V[0 .. N * N - 1], b[0 .. N - 1];
    ensures mode: \result == mode_of(V, b, N, e, N); */
static double mode(size_t N, size_t e, const double *V, const double *b) {
  double c = 0.0;
  /*@ loop invariant range: 0 <= i <= N;
      loop invariant sum: c == mode_of(V, b, N, e, i);
      loop assigns i, c;
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, N, N);
    c += V[i * N + e] * b[i];
  }
  return c;
}

/*@ logic real multiple(real a, real v) = a * v; */

/* q := q + a times eigenvector e. */
/*@ requires valid: e < N && N * N <= SIZE_MAX && \valid_read(V + (0 .. N * N - 1)) && \valid(q + (0 .. N - 1));
    requires apart: \separated(q + (0 .. N - 1), V + (0 .. N * N - 1));
    terminates \true;
    exits \false;
    assigns q[0 .. N - 1];
    ensures added: \forall integer i; 0 <= i < N ==> q[i] == \at(q[i], Pre) + multiple(a, \at(V[i * N + e], Pre)); */
static void add_mode(size_t N, size_t e, const double *V, double a, double *q) {
  /*@ loop invariant range: 0 <= i <= N;
      loop invariant same: same{Pre, Here}(V, N * N);
      loop invariant rest: \forall integer k; i <= k < N ==> q[k] == \at(q[k], Pre);
      loop invariant added: \forall integer k; 0 <= k < i ==> q[k] == \at(q[k], Pre) + multiple(a, \at(V[k * N + e], Pre));
      loop assigns i, q[0 .. N - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, N, N);
    const double more = a * V[i * N + e];
    //@ assert more: more == multiple(a, \at(V[\at(i, Here) * N + e], Pre));
    q[i] += more;
  }
}

/* q := pseudo-inverse of K (eigenvalues up to cut left out) times b. */
/*@ requires valid: N * N <= SIZE_MAX && \valid_read(lambda + (0 .. N - 1)) && \valid_read(V + (0 .. N * N - 1)) && \valid_read(b + (0 .. N - 1)) && \valid(q + (0 .. N - 1));
    requires apart: \separated(q + (0 .. N - 1), V + (0 .. N * N - 1)) && \separated(q + (0 .. N - 1), b + (0 .. N - 1)) && \separated(q + (0 .. N - 1), lambda + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns q[0 .. N - 1]; */
static void solve(size_t N, const double *lambda, const double *V, double cut, const double *b, double *q) {
  ntk_zero(N, q);
  /*@ loop invariant range: 0 <= e <= N;
      loop assigns e, q[0 .. N - 1];
      loop variant N - e; */
  for (size_t e = 0; e < N; e++)
    if (!(lambda[e] <= cut)) add_mode(N, e, V, mode(N, e, V, b) / lambda[e], q);
}

/* Fits m->b + f0; *residual, *error as the claim's predicate takes them. rounding: of a pass. */
/*@ requires valid: \valid_read(net) && net_map(net) && room_valid(m, net->N, net->p) && \valid(residual) && \valid(error);
    requires apart: room_apart(m, net->N, net->p) && \separated(residual, error);
    terminates \true;
    exits \false;
    assigns m->q[0 .. net->N - 1], m->du[0 .. net->p - 1], m->r[0 .. net->N - 1], *residual, *error; */
static void fit(const ntk_net *net, const room *m, double cut, double rounding, double *residual, double *error) {
  const double top = m->lambda[net->N - 1];
  solve(net->N, m->lambda, m->V, cut, m->b, m->q);
  ntk_map_vjp(net->map, m->q, m->du);
  ntk_map_jvp(net->map, m->du, m->r);
  *residual = ntk_distance(net->N, m->r, m->b);
  *error = (8.0 * (double)net->N * DBL_EPSILON + rounding) * top * ntk_norm(net->N, m->q);
}

/* K's eigenvalues and eigenvectors. */
/*@ requires valid: \valid_read(net) && net_map(net) && room_valid(m, net->N, net->p);
    requires apart: room_apart(m, net->N, net->p);
    terminates \true;
    exits \false;
    assigns m->lambda[0 .. net->N - 1], m->V[0 .. net->N * net->N - 1], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status decompose(const ntk_net *net, const room *m) {
  const size_t N = net->N;
  double *K = ntk_doubles(N, N);
  if (K == NULL) return NTK_ENOMEM;
  //@ ghost heap_own(K), heap_apart(K, N * N, m->lambda, N), heap_apart(K, N * N, m->V, N * N);
  ntk_status status = ntk_map_kernel(net->map, K);
  if (status == NTK_OK) status = ntk_eigen(N, K, m->lambda, m->V);
  free(K);
  return status;
}

/*@ logic real target_of(real y, real f0) = y - f0; */

/* b := target j - f0: the data's, else a random one. */
/*@ requires valid: \valid_read(y + (0 .. N - 1)) && \valid_read(f0 + (0 .. N - 1)) && \valid(b + (0 .. N - 1)) && \valid_read(rng);
    requires apart: \separated(b + (0 .. N - 1), y + (0 .. N - 1)) && \separated(b + (0 .. N - 1), f0 + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns b[0 .. N - 1];
    ensures data: j == 0 ==> \forall integer i; 0 <= i < N ==> b[i] == target_of(y[i], f0[i]); */
static void set_target(size_t N, size_t j, const double *y, const double *f0, gsl_rng *rng, double *b) {
  /*@ loop invariant range: 0 <= i <= N;
      loop invariant data: j == 0 ==> \forall integer k; 0 <= k < i ==> b[k] == target_of(y[k], f0[k]);
      loop assigns i, b[0 .. N - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) b[i] = (j == 0 ? y[i] : gsl_ran_gaussian_ziggurat(rng, 1.0)) - f0[i];
}

/* One target's residual against what rounding leaves. */
/*@ requires valid: \valid(out);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->margin, out->value, out->error;
    ensures verdict: out->verdict == \old(out->verdict) || out->verdict == NTK_UNDECIDED || out->verdict == NTK_REFUTED;
    ensures refuted: !linear_fits(residual, error) ==> out->verdict == NTK_REFUTED || out->verdict == NTK_UNDECIDED; */
static void judge(size_t j, double residual, double error, ntk_outcome *out) {
  if (!isfinite(residual) || !isfinite(error)) ntk_outcome_set(out, NTK_UNDECIDED, "not-finite: residual of target %zu", j);
  else if (!ntk_linear_fits(residual, error)) ntk_outcome_set(out, NTK_REFUTED, "no-fit: residual %.3g of target %zu, rounding %.3g", residual, j, error);
  if (!(error / residual >= out->margin)) out->margin = error / residual, out->value = residual, out->error = error;
}

/* All targets, with K decomposed and f0 known. */
/*@ requires valid: \valid_read(net) && net_map(net) && room_valid(m, net->N, net->p) && \valid_read(y + (0 .. net->N - 1)) && \valid_read(rng) && \valid(out);
    requires apart: room_apart(m, net->N, net->p) && \separated(m->b + (0 .. net->N - 1), y + (0 .. net->N - 1)) && \separated(m->b + (0 .. net->N - 1), m->f0 + (0 .. net->N - 1));
    terminates \true;
    exits \false;
    assigns m->b[0 .. net->N - 1], m->q[0 .. net->N - 1], m->du[0 .. net->p - 1], m->r[0 .. net->N - 1], out->verdict, out->reason[0 .. 511], out->margin, out->value, out->error; */
static void fit_targets(const ntk_net *net, const room *m, const double *y, double cut, double rounding, gsl_rng *rng, ntk_outcome *out) {
  double residual, error;
  /*@ loop invariant range: 0 <= j <= TARGETS;
      loop assigns j, residual, error, m->b[0 .. net->N - 1], m->q[0 .. net->N - 1], m->du[0 .. net->p - 1], m->r[0 .. net->N - 1],
                   out->verdict, out->reason[0 .. 511], out->margin, out->value, out->error;
      loop variant TARGETS - j; */
  for (size_t j = 0; j < TARGETS; j++) {
    set_target(net->N, j, y, m->f0, rng, m->b);
    fit(net, m, cut, rounding, &residual, &error);
    judge(j, residual, error, out);
    if (out->verdict != NTK_HELD) break;
  }
}

/*@ requires valid: \valid_read(net) && net_map(net) && room_valid(m, net->N, net->p) && \valid_read(y + (0 .. net->N - 1)) && \valid_read(rng) && \valid(out);
    requires apart: room_apart(m, net->N, net->p) && \separated(m->b + (0 .. net->N - 1), y + (0 .. net->N - 1)) && \separated(m->b + (0 .. net->N - 1), m->f0 + (0 .. net->N - 1));
    terminates \true;
    exits \false;
    assigns m->f0[0 .. net->N - 1], m->lambda[0 .. net->N - 1], m->V[0 .. net->N * net->N - 1], m->b[0 .. net->N - 1], m->q[0 .. net->N - 1], m->du[0 .. net->p - 1],
            m->r[0 .. net->N - 1], *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status decide(const ntk_net *net, const room *m, const double *y, double rounding, gsl_rng *rng, int control, ntk_outcome *out) {
  const ntk_status status = decompose(net, m);
  if (status != NTK_OK) return status;
  const double cut = ntk_eigen_error(net->N, m->lambda[net->N - 1]);
  ntk_map_value(net->map, m->f0);
  if (!control && (net->p < net->N || m->lambda[0] <= cut)) {
    ntk_outcome_set(out, NTK_HYPOTHESIS_FAILS, "rank-deficient: p = %zu, N = %zu, lambda_min %.3g within rounding %.3g of 0", net->p, net->N, m->lambda[0], cut);
    return NTK_OK;
  }
  ntk_outcome_set(out, NTK_HELD, "fits: %d targets, lambda_min %.3g", TARGETS, m->lambda[0]);
  out->margin = INFINITY;
  fit_targets(net, m, y, cut, rounding, rng, out);
  return NTK_OK;
}

/* Room for the network, and its generator. */
/*@ requires valid: \valid_read(net) && net_map(net) && \valid_read(y + (0 .. net->N - 1)) && \valid(out);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status one_net(uint64_t seed, const ntk_net *net, const double *y, double rounding, size_t init, int control, ntk_outcome *out) {
  room m = {0};
  const size_t N = net->N;
  ntk_status status = NTK_ENOMEM;
  gsl_rng *rng = ntk_rng(seed, NTK_RNG_CASES, init);
  if (rng != NULL && room_alloc(&m, N, net->p)) {
    //@ ghost heap_apart(m.b, N, y, N), heap_apart(m.b, N, m.f0, N);
    status = decide(net, &m, y, rounding, rng, control, out);
  }
  if (rng != NULL) gsl_rng_free(rng);
  room_free(&m);
  return status;
}

/*@ requires valid: seeds_valid(arch, theta) && matrix_readable(x) && x->tda <= INT_MAX && \valid_read(y + (0 .. x->size1 * width(arch, arch.depth) - 1)) && init <= 1000000 && \valid(out) && \valid(err);
    requires apart: \separated(out, err);
    terminates \true;
    exits \false;
    assigns *out, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status one_init(ntk_arch arch, const double *theta, uint64_t seed, const gsl_matrix *x, double rounding, const double *y, size_t init, int control, ntk_outcome *out, ntk_error *err) {
  ntk_net net;
  //@ ghost width_fits(&arch, arch.depth);
  ntk_status status = ntk_net_init(&net, &arch, x, theta, seed, init, err);
  if (status != NTK_OK) return status;
  status = one_net(seed, &net, y, rounding, init, control, out);
  out->init = (long)init;
  if (status != NTK_OK) ntk_fail(err, status, "linear-fits: initialisation %zu: %s", init, ntk_status_text(status));
  ntk_net_clear(&net);
  return status;
}

/* Row 1 := row 0. */
/*@ requires valid: matrix_writable(x) && 2 <= x->size1;
    terminates \true;
    exits \false;
    assigns x->data[0 .. matrix_cells(x) - 1];
    ensures valid: matrix_writable(x); */
static void make_twins(gsl_matrix *x) {
  /*@ loop invariant range: 0 <= j <= x->size2;
      loop invariant valid: matrix_writable(x);
      loop assigns j, x->data[0 .. matrix_cells(x) - 1];
      loop variant x->size2 - j; */
  for (size_t j = 0; j < x->size2; j++) gsl_matrix_set(x, 1, j, gsl_matrix_get(x, 0, j));
}

/* The first two of the rows of targets in z (k outputs): opposite, the second of the other sign than y's first. */
/*@ requires valid: 2 * k <= SIZE_MAX && \valid_read(y + (0 .. k - 1)) && \valid(z + (0 .. 2 * k - 1));
    terminates \true;
    exits \false;
    assigns z[0 .. 2 * k - 1]; */
static void oppose(size_t k, const double *y, double *z) {
  /*@ loop invariant range: 0 <= o <= k;
      loop assigns o, z[0 .. 2 * k - 1];
      loop variant k - o; */
  for (size_t o = 0; o < k; o++) z[k + o] = y[o] > 0.0 ? -1.0 : 1.0, z[o] = -z[k + o];
}

/* The control: x with row 1 made equal to row 0, and opposite targets z in place of y. */
/*@ requires valid: seeds_valid(arch, theta) && matrix_writable(x) && x->tda <= INT_MAX && 1 <= width(arch, arch.depth) && x->size1 * width(arch, arch.depth) <= SIZE_MAX &&
                    \valid_read(y + (0 .. x->size1 * width(arch, arch.depth) - 1)) && \valid(z + (0 .. x->size1 * width(arch, arch.depth) - 1)) && \valid(out) && \valid(err);
    requires apart: \separated(out, err);
    terminates \true;
    exits \false;
    assigns x->data[0 .. matrix_cells(x) - 1], z[0 .. x->size1 * width(arch, arch.depth) - 1], *out, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status control(ntk_arch arch, const double *theta, uint64_t seed, gsl_matrix *x, double rounding, const double *y, double *z, ntk_outcome *out, ntk_error *err) {
  const size_t k = arch.width[arch.depth];
  if (x->size1 < 2) {
    ntk_outcome_set(out, NTK_NOT_APPLICABLE, "one-row: there is no pair to make equal");
    return NTK_OK;
  }
  //@ ghost row_inside(1, x->size1, k);
  make_twins(x);
  oppose(k, y, z);
  return one_init(arch, theta, seed, x, rounding, z, 0, 1, out, err);
}

/*@ requires valid: \valid_read(s) && seeds_valid(arch, theta) && matrix_readable(x) && x->tda <= INT_MAX && \valid_read(y + (0 .. x->size1 * width(arch, arch.depth) - 1)) && inits <= 1000000 &&
                    result_valid(result) && \valid(err);
    requires apart: \separated(result, err) && \separated(result, x);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures valid: result_valid(result); */
static ntk_status each_init(const ntk_setting *s, ntk_arch arch, const double *theta, uint64_t seed, size_t inits, const gsl_matrix *x, double rounding, const double *y, ntk_result *result, ntk_error *err) {
  ntk_outcome out;
  /*@ loop invariant range: 0 <= i <= inits;
      loop invariant valid: result_valid(result);
      loop invariant inputs: matrix_readable(x) && x->tda <= INT_MAX && x->size1 == \at(x->size1, Pre);
      loop assigns i, out, result->sample, result->held, result->tried, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant inits - i; */
  for (size_t i = 0; i < inits; i++) {
    ntk_outcome_init(&out);
    const ntk_status status = one_init(arch, theta, seed, x, rounding, y, i, 0, &out, err);
    ntk_result_fold(result, &out);
    ntk_study_progress(s, "linear-fits", (double)(i + 1) / (double)inits);
    if (status != NTK_OK) return status;
  }
  return NTK_OK;
}

/* Everything on the rows x; twins: a copy of them, z of their targets, for the control. */
/*@ requires valid: \valid_read(s) && arch_ok(s->arch) && seeds_valid(s->arch, s->theta) && matrix_readable(x) && x->tda <= INT_MAX && matrix_writable(twins) && twins->tda <= INT_MAX &&
                    twins->size1 == x->size1 && x->size1 * s->arch.width[s->arch.depth] <= SIZE_MAX && \valid_read(y + (0 .. x->size1 * s->arch.width[s->arch.depth] - 1)) &&
                    \valid(z + (0 .. x->size1 * s->arch.width[s->arch.depth] - 1)) && result_valid(result) && \valid(err);
    requires apart: \separated(result, s, err) && \separated(result, x) && \separated(result, twins);
    terminates \true;
    exits \false;
    assigns twins->data[0 .. matrix_cells(twins) - 1], z[0 .. x->size1 * s->arch.width[s->arch.depth] - 1], result->sample, result->held, result->tried, result->control, *err,
            ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures valid: result_valid(result); */
static ntk_status on_rows(const ntk_setting *s, const gsl_matrix *x, gsl_matrix *twins, const double *y, double *z, ntk_result *result, ntk_error *err) {
  const ntk_arch arch = s->arch; /* by value, so that no proof need ask whether what is written changes it */
  const double *theta = s->theta;
  const uint64_t seed = s->seed;
  const double rounding = ntk_pass_rounding(&s->arch, 8.0);
  const size_t inits = ntk_study_inits(s, 20);
  //@ assert outputs: width(arch, arch.depth) == s->arch.width[s->arch.depth] && 1 <= width(arch, arch.depth);
  const ntk_status status = each_init(s, arch, theta, seed, inits, x, rounding, y, result, err);
  return status == NTK_OK ? control(arch, theta, seed, twins, rounding, y, z, &result->control, err) : status;
}

/*@ requires valid: setting_valid(s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures valid: result_valid(result); */
static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  //@ assert rows: s->data->y->size1 == s->data->x->size1 && s->data->y->size2 == s->arch.width[s->arch.depth];
  double *y = ntk_study_targets(s->data), *z = ntk_study_targets(s->data);
  ntk_dataset *twin = ntk_study_rows(s, s->data->x->size1);
  ntk_status status;
  if (y == NULL || z == NULL || twin == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for targets");
  else {
    //@ ghost heap_own_matrix(twin->x), heap_own(z), row_inside(twin->x->size1 - 1, INT_MAX, twin->x->tda), heap_apart_any(twin->x, sizeof(gsl_matrix), result, sizeof(ntk_result));
    //@ assert cells: twin->x->size1 * twin->x->tda <= SIZE_MAX / 2;
    //@ assert seeds: seeds_valid(s->arch, s->theta);
    //@ assert inputs: matrix_readable(s->data->x) && s->data->x->tda <= INT_MAX;
    //@ assert outputs: s->data->y->size1 * s->data->y->size2 == s->data->x->size1 * s->arch.width[s->arch.depth];
    status = on_rows(s, s->data->x, twin->x, y, z, result, err);
  }
  snprintf(result->control_what, sizeof result->control_what, "rows 0 and 1 made equal, with opposite targets");
  if (twin != NULL) ntk_dataset_free(twin);
  free(y), free(z);
  return status;
}

const ntk_check ntk_check_linear_fits = {.id = "linear-fits", .study = study};
