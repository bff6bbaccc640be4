/* Residual-form exponential stepper of order 3: ETD3RK (Cox and Matthews, J. Comput. Phys. 176, 2002, eqs 23-25) on the doubled
   system (w, r): w' = -A(w)^T r, r' = -A(w) A(w)^T r, A = alpha J, which is linear in r (shared/speed.md).
   At w_k: r_k = alpha f - y, K = A_k A_k^T = V Lam V^T; split off L = [[0, -A_k^T], [0, -K]]. With stage residuals R_i of their own
   (not alpha f(U_i) - y): G_i = -A(U_i)^T R_i, D^w_i = G_i + A_k^T R_i, D^r_i = A(U_i) G_i + K R_i; D vanishes at w_k.
     phi_j(c h L)(D^w, D^r) = (D^w/j! - c h A_k^T V phi_{j+1}(-c h Lam) V^T D^r, V phi_j(-c h Lam) V^T D^r)
     pred(c) = w_k - c h A_k^T phi_1(-c h K) r_k,   U2 = pred(1/2),   U3 = pred(1) + 2 h phi_1 D2
     w+ = pred(1) + h [(4 phi_2 - 8 phi_3) D2 + (4 phi_3 - phi_2) D3]
   Error estimate, two parts, added:
   1. w+ minus the order-2 result pred(1) + 2 h phi_2 D2: h [(2 phi_2 - 8 phi_3) D2 + (4 phi_3 - phi_2) D3], which is O(h^3);
   2. ||h A_k^T phi_1(-h K) d||, d = alpha f(w+) - y - R+: what the flow makes, within a step, of the residual's departure from the
      w it belongs to. Of higher order; it sees what part 1 cannot when all of R has decayed before the first stage.
   Norms of A_k^T V x are sqrt(x^T Lam x). Eigenvector coordinates carry the suffix _hat: x_hat = V^T x. */
#include <float.h>
#include <gsl/gsl_cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "flow/length.h"
#include "flow/linearised.h"
#include "flow/stepper.h"
#include "kernel/spectrum.h"

typedef struct {
  const ntk_problem *problem;
  size_t N, p;
  int at_point;               /* the map stands at w_k */
  double *lambda, *V, *K;     /* of Q = alpha^2 J J^T: N, N x N, N x N */
  double *c;                  /* V^T r_k */
  double *half, *full;        /* phi_j(-h Lam / 2), phi_j(-h Lam): N x 5 */
  double *R2, *D2, *R3, *D3;  /* _hat: N */
  double *hat, *x;            /* scratch: N */
  double *D2w, *G3, *move;    /* D^w_2, G_3, scratch: p */
} etd3;

static void etd3_free(void *state) {
  etd3 *s = state;
  double *const owned[] = {s->lambda, s->V, s->K, s->c, s->half, s->full, s->R2, s->D2, s->R3, s->D3, s->hat, s->x, s->D2w, s->G3, s->move};
  for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++) free(owned[i]);
  free(s);
}

static void *etd3_alloc(const ntk_problem *problem, double tolerance) {
  (void)tolerance;
  etd3 *s = ntk_calloc(1, 1, sizeof *s);
  if (s == NULL) return NULL;
  s->problem = problem;
  s->N = problem->map->N;
  s->p = problem->map->p;
  double **const vectors[] = {&s->lambda, &s->c, &s->R2, &s->D2, &s->R3, &s->D3, &s->hat, &s->x};
  double **const points[] = {&s->D2w, &s->G3, &s->move};
  int whole = 1;
  for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) whole &= (*vectors[i] = ntk_doubles(s->N, 1)) != NULL;
  for (size_t i = 0; i < sizeof points / sizeof points[0]; i++) whole &= (*points[i] = ntk_doubles(s->p, 1)) != NULL;
  whole &= (s->V = ntk_doubles(s->N, s->N)) != NULL;
  whole &= (s->K = ntk_doubles(s->N, s->N)) != NULL;
  whole &= (s->half = ntk_doubles(s->N, 5)) != NULL;
  whole &= (s->full = ntk_doubles(s->N, 5)) != NULL;
  if (whole) return s;
  etd3_free(s);
  return NULL;
}

/* out := V x_hat */
static void from_hat(const etd3 *s, const double *x_hat, double *out) {
  cblas_dgemv(CblasRowMajor, CblasNoTrans, (int)s->N, (int)s->N, 1.0, s->V, (int)s->N, x_hat, 1, 0.0, out, 1);
}

/* out := V^T x */
static void to_hat(const etd3 *s, const double *x, double *out) {
  cblas_dgemv(CblasRowMajor, CblasTrans, (int)s->N, (int)s->N, 1.0, s->V, (int)s->N, x, 1, 0.0, out, 1);
}

static ntk_status etd3_prepare(void *state, const double *w, const double *r, const double *g) {
  (void)w, (void)g;
  etd3 *s = state;
  ntk_status status = s->problem->map->kernel(s->problem->map->context, s->K);
  if (status != NTK_OK) return status;
  for (size_t i = 0; i < s->N * s->N; i++) s->K[i] *= s->problem->alpha * s->problem->alpha;
  status = ntk_eigen(s->N, s->K, s->lambda, s->V);
  if (status != NTK_OK) return status;
  /* K is positive semidefinite; below 0 is rounding. */
  for (size_t j = 0; j < s->N; j++)
    if (s->lambda[j] < 0.0) s->lambda[j] = 0.0;
  to_hat(s, r, s->c);
  s->at_point = 1;
  return NTK_OK;
}

/* out (p) := A_k^T V x_hat */
static ntk_status pull(etd3 *s, const double *w, const double *x_hat, double *out) {
  if (!s->at_point) {
    const ntk_status status = s->problem->map->at(s->problem->map->context, w);
    if (status != NTK_OK) return status;
    s->at_point = 1;
  }
  from_hat(s, x_hat, s->x);
  ntk_gradient(s->problem, s->x, out);
  return NTK_OK;
}

/* At U with residual V R_hat: G (p) and D_hat = V^T D^r (N). */
static ntk_status stage(etd3 *s, const double *U, const double *R_hat, double *G, double *D_hat) {
  s->at_point = 0;
  const ntk_status status = s->problem->map->at(s->problem->map->context, U);
  if (status != NTK_OK) return status;
  from_hat(s, R_hat, s->x);
  ntk_gradient(s->problem, s->x, G);
  for (size_t i = 0; i < s->p; i++) G[i] = -G[i];
  s->problem->map->jvp(s->problem->map->context, G, s->x);
  for (size_t j = 0; j < s->N; j++) s->x[j] *= s->problem->alpha;
  to_hat(s, s->x, D_hat);
  for (size_t j = 0; j < s->N; j++) D_hat[j] += s->lambda[j] * R_hat[j];
  return NTK_OK;
}

/* U2, D2; *growth := h max(0, <D^w_2, v> / ||v||^2), v = U2 - w. D^w_2 is -alpha sum_i R_i Hess f_i v to first order: the part of the
   flow's Jacobian that is not dissipative, of which this is the Rayleigh quotient in the direction of motion. */
static ntk_status second_stage(etd3 *s, const double *w, double h, double *U, double *growth) {
  for (size_t j = 0; j < s->N; j++) {
    s->R2[j] = s->half[5 * j] * s->c[j];
    s->hat[j] = -0.5 * h * s->half[5 * j + 1] * s->c[j];
  }
  ntk_status status = pull(s, w, s->hat, U);
  if (status != NTK_OK) return status;
  for (size_t i = 0; i < s->p; i++) U[i] += w[i];
  status = stage(s, U, s->R2, s->D2w, s->D2);
  if (status != NTK_OK) return status;
  for (size_t i = 0; i < s->p; i++) U[i] -= w[i];
  status = pull(s, w, s->R2, s->move);
  if (status != NTK_OK) return status;
  ntk_axpy(s->p, 1.0, s->move, s->D2w);
  const double square = ntk_sum_squares(s->p, U), along = ntk_dot(s->p, s->D2w, U);
  *growth = square > 0.0 && along > 0.0 ? h * along / square : 0.0;
  return NTK_OK;
}

static ntk_status third_stage(etd3 *s, const double *w, double h, double *U) {
  for (size_t j = 0; j < s->N; j++) {
    const double *phi = s->full + 5 * j;
    s->R3[j] = phi[0] * s->c[j] + 2.0 * h * phi[1] * s->D2[j];
    s->hat[j] = -h * phi[1] * s->c[j] - 2.0 * h * h * phi[2] * s->D2[j];
  }
  const ntk_status status = pull(s, w, s->hat, U);
  if (status != NTK_OK) return status;
  for (size_t i = 0; i < s->p; i++) U[i] += w[i] + 2.0 * h * s->D2w[i];
  return stage(s, U, s->R3, s->G3, s->D3);
}

/* w_next, and part 1 of the estimate. On return s->hat is R+_hat. D^w_3 = G_3 + A_k^T R_3 is formed within the products with A_k^T;
   the weights of D^w: 4/2! - 8/3! = 2/3, 4/3! - 1/2! = 1/6, 2/2! - 8/3! = -1/3. */
static ntk_status combine(etd3 *s, const double *w, double h, double *w_next, double *estimate) {
  for (size_t j = 0; j < s->N; j++) {
    const double *phi = s->full + 5 * j;
    s->hat[j] = h / 6.0 * s->R3[j] - h * h * ((2.0 * phi[3] - 8.0 * phi[4]) * s->D2[j] + (4.0 * phi[4] - phi[3]) * s->D3[j]);
  }
  ntk_status status = pull(s, w, s->hat, s->move);
  if (status != NTK_OK) return status;
  for (size_t i = 0; i < s->p; i++) s->move[i] += h * (s->G3[i] / 6.0 - s->D2w[i] / 3.0);
  *estimate = ntk_norm(s->p, s->move);
  for (size_t j = 0; j < s->N; j++) {
    const double *phi = s->full + 5 * j;
    s->hat[j] = -h * phi[1] * s->c[j] + h / 6.0 * s->R3[j] -
                h * h * ((4.0 * phi[3] - 8.0 * phi[4]) * s->D2[j] + (4.0 * phi[4] - phi[3]) * s->D3[j]);
  }
  status = pull(s, w, s->hat, s->move);
  if (status != NTK_OK) return status;
  for (size_t i = 0; i < s->p; i++) w_next[i] = w[i] + s->move[i] + h * (s->G3[i] / 6.0 + 2.0 / 3.0 * s->D2w[i]);
  for (size_t j = 0; j < s->N; j++) {
    const double *phi = s->full + 5 * j;
    s->hat[j] = phi[0] * s->c[j] + h * ((4.0 * phi[2] - 8.0 * phi[3]) * s->D2[j] + (4.0 * phi[3] - phi[2]) * s->D3[j]);
  }
  return NTK_OK;
}

/* Part 2 of the estimate. Leaves the map at w_next; s->D3 is overwritten. */
static ntk_status departure(etd3 *s, double h, const double *w_next, double *estimate) {
  s->at_point = 0;
  const ntk_status status = ntk_move(s->problem, w_next, s->x);
  if (status != NTK_OK) return status;
  to_hat(s, s->x, s->D3);
  double sum = 0.0;
  for (size_t j = 0; j < s->N; j++) {
    const double q = h * s->full[5 * j + 1] * (s->D3[j] - s->hat[j]);
    sum += s->lambda[j] * q * q;
  }
  *estimate = sqrt(sum);
  return NTK_OK;
}

/* Rounding of one step. An eigendecomposition is exact for K + E, ||E|| <= ntk_eigen_error; by the variation of constants this changes
   pred(1) by at most max_lambda (1 - e^{-h lambda})/sqrt(lambda) ||E|| int_0^h ||e^{-tK} r|| dt <= 0.64 sqrt(h) ||E|| ||h phi_1 c||_1;
   a product with A_k^T of N terms is off by N eps in the like measure 0.64 sqrt(h) ||r||; w itself is stored to eps. */
static double rounding(const etd3 *s, double h, const double *w_next) {
  double dual = 0.0;
  for (size_t j = 0; j < s->N; j++) dual += h * s->full[5 * j + 1] * fabs(s->c[j]);
  const double E = ntk_eigen_error(s->N, s->lambda[s->N - 1]);
  return DBL_EPSILON * ntk_norm(s->p, w_next) + 0.64 * sqrt(h) * (E * dual + (double)s->N * DBL_EPSILON * ntk_norm(s->N, s->c));
}

static ntk_step_result etd3_step(void *state, const double *w, double h, double *w_next) {
  etd3 *s = state;
  ntk_step_result result = {.status = NTK_OK};
  double first = 0.0, second = 0.0;
  for (size_t j = 0; j < s->N; j++) {
    ntk_phi(0.5 * h * s->lambda[j], s->half + 5 * j);
    ntk_phi(h * s->lambda[j], s->full + 5 * j);
  }
  result.status = second_stage(s, w, h, w_next, &result.growth);
  if (result.status == NTK_OK) result.status = third_stage(s, w, h, w_next);
  if (result.status == NTK_OK) result.status = combine(s, w, h, w_next, &first);
  if (result.status == NTK_OK) result.status = departure(s, h, w_next, &second);
  if (result.status != NTK_OK) return result;
  result.error = first + second;
  result.rounding = rounding(s, h, w_next);
  result.at_next = 1;
  if (!isfinite(result.error + result.rounding + result.growth)) result.status = NTK_ENUMERIC;
  return result;
}

/* ||w'|| is the speed of the linearised flow from w_k, in closed form, plus a difference that is 0 at the start and known at the
   end, interpolated linearly: exact when the map is linear, and never negative (the linear speed falls). */
static double etd3_length(void *state, double h, double speed_next) {
  const etd3 *s = state;
  double speed_end;
  const double length = ntk_linear_length(s->N, s->lambda, s->c, h, &speed_end);
  return length + 0.5 * h * (speed_next - speed_end);
}

static void etd3_reset(void *state) { ((etd3 *)state)->at_point = 0; }

const ntk_stepper_type ntk_stepper_etd3 = {
    .name = "etd3", .order = 3, .estimate_order = 3, .stiff = 1, .alloc = etd3_alloc, .prepare = etd3_prepare,
    .step = etd3_step, .length = etd3_length, .reset = etd3_reset, .free = etd3_free};
