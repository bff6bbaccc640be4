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

#include "core/alloc.h"
#include "core/vec.h"
#include "flow/length.h"
#include "flow/linearised.h"
#include "flow/stepper.h"
#include "kernel/spectrum.h"
#include "model/map-call.h"

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

#include "../../spec/acsl/etd3.h"
#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/index.h"

/*@ predicate etd3_made{L}(etd3 *s) = \valid(s) && problem_valid(s->problem) && s->N == s->problem->map->N && s->p == s->problem->map->p &&
      5 * s->N <= SIZE_MAX / 8 && s->N * s->N <= SIZE_MAX / 8 && s->p <= SIZE_MAX / 8 &&
      \valid(s->lambda + (0 .. s->N - 1)) && \valid(s->c + (0 .. s->N - 1)) && \valid(s->R2 + (0 .. s->N - 1)) && \valid(s->D2 + (0 .. s->N - 1)) &&
      \valid(s->R3 + (0 .. s->N - 1)) && \valid(s->D3 + (0 .. s->N - 1)) && \valid(s->hat + (0 .. s->N - 1)) && \valid(s->x + (0 .. s->N - 1)) &&
      \valid(s->D2w + (0 .. s->p - 1)) && \valid(s->G3 + (0 .. s->p - 1)) && \valid(s->move + (0 .. s->p - 1)) &&
      \valid(s->V + (0 .. s->N * s->N - 1)) && \valid(s->K + (0 .. s->N * s->N - 1)) &&
      \valid(s->half + (0 .. 5 * s->N - 1)) && \valid(s->full + (0 .. 5 * s->N - 1));

    // LAPACK has taken this N, and CBLAS will
    predicate etd3_prepared{L}(etd3 *s) = etd3_made(s) && 1 <= s->N <= 32765;

    predicate etd3_semidefinite{L}(etd3 *s) = \forall integer j; 0 <= j < s->N ==> 0.0 <= s->lambda[j]; */

/* The formulas above, one coordinate at a time. */
/*@ terminates \true;
    exits \false;
    assigns \result \from phi0, c;
    ensures formula: \result == stage2_residual(phi0, c); */
static double stage2_residual(double phi0, double c) { return phi0 * c; }

/*@ terminates \true;
    exits \false;
    assigns \result \from h, phi1, c;
    ensures formula: \result == stage2_dual(h, phi1, c); */
static double stage2_dual(double h, double phi1, double c) { return -0.5 * h * phi1 * c; }

/*@ terminates \true;
    exits \false;
    assigns \result \from h, phi0, phi1, c, D2;
    ensures formula: \result == stage3_residual(h, phi0, phi1, c, D2); */
static double stage3_residual(double h, double phi0, double phi1, double c, double D2) { return phi0 * c + 2.0 * h * phi1 * D2; }

/*@ terminates \true;
    exits \false;
    assigns \result \from h, phi1, phi2, c, D2;
    ensures formula: \result == stage3_dual(h, phi1, phi2, c, D2); */
static double stage3_dual(double h, double phi1, double phi2, double c, double D2) { return -h * phi1 * c - 2.0 * h * h * phi2 * D2; }

/*@ terminates \true;
    exits \false;
    assigns \result \from h, phi3, phi4, R3, D2, D3;
    ensures formula: \result == estimate_dual(h, phi3, phi4, R3, D2, D3); */
static double estimate_dual(double h, double phi3, double phi4, double R3, double D2, double D3) { return h / 6.0 * R3 - h * h * ((2.0 * phi3 - 8.0 * phi4) * D2 + (4.0 * phi4 - phi3) * D3); }

/*@ terminates \true;
    exits \false;
    assigns \result \from h, move, G3, D2w;
    ensures formula: \result == estimate_point(h, move, G3, D2w); */
static double estimate_point(double h, double move, double G3, double D2w) { return move + h * (G3 / 6.0 - D2w / 3.0); }

/*@ terminates \true;
    exits \false;
    assigns \result \from h, w, move, G3, D2w;
    ensures formula: \result == step_point(h, w, move, G3, D2w); */
static double step_point(double h, double w, double move, double G3, double D2w) { return w + move + h * (G3 / 6.0 + 2.0 / 3.0 * D2w); }

/*@ requires valid: \valid_read(phi + (0 .. 4));
    terminates \true;
    exits \false;
    assigns \result \from h, phi[0 .. 4], c, R3, D2, D3;
    ensures formula: \result == step_dual(h, phi[1], phi[3], phi[4], c, R3, D2, D3); */
static double step_dual(double h, const double *phi, double c, double R3, double D2, double D3) {
  return -h * phi[1] * c + h / 6.0 * R3 - h * h * ((4.0 * phi[3] - 8.0 * phi[4]) * D2 + (4.0 * phi[4] - phi[3]) * D3);
}

/*@ requires valid: \valid_read(phi + (0 .. 4));
    terminates \true;
    exits \false;
    assigns \result \from h, phi[0 .. 4], c, D2, D3;
    ensures formula: \result == step_residual(h, phi[0], phi[2], phi[3], c, D2, D3); */
static double step_residual(double h, const double *phi, double c, double D2, double D3) {
  return phi[0] * c + h * ((4.0 * phi[2] - 8.0 * phi[3]) * D2 + (4.0 * phi[3] - phi[2]) * D3);
}

/*@ terminates \true;
    exits \false;
    assigns \result \from lambda, h, phi1, d, R;
    ensures formula: \result == departure_of(lambda, h, phi1, d, R); */
static double departure_of(double lambda, double h, double phi1, double d, double R) {
  const double q = h * phi1 * (d - R);
  return lambda * q * q;
}

/*@ requires valid: \valid_read((etd3 *)state);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void etd3_free(void *state) {
  etd3 *s = state;
  free(s->lambda), free(s->V), free(s->K), free(s->c), free(s->half), free(s->full);
  free(s->R2), free(s->D2), free(s->R3), free(s->D3), free(s->hat), free(s->x);
  free(s->D2w), free(s->G3), free(s->move);
  free(s);
}

/*@ requires valid: problem_valid(problem);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result \from problem;
    ensures made: \result != \null ==> etd3_made((etd3 *)\result) && ((etd3 *)\result)->problem == problem; */
static void *etd3_alloc(const ntk_problem *problem, double tolerance) {
  (void)tolerance;
  etd3 *s = ntk_calloc(1, 1, sizeof *s);
  if (s == NULL) return NULL;
  /*@ ghost
      heap_own(s);
      heap_apart_any(s, sizeof *s, problem, sizeof *problem);
      heap_apart_any(s, sizeof *s, problem->map, sizeof *problem->map); */
  s->problem = problem;
  s->N = problem->map->N;
  s->p = problem->map->p;
  s->lambda = ntk_doubles(s->N, 1), s->c = ntk_doubles(s->N, 1), s->R2 = ntk_doubles(s->N, 1), s->D2 = ntk_doubles(s->N, 1);
  s->R3 = ntk_doubles(s->N, 1), s->D3 = ntk_doubles(s->N, 1), s->hat = ntk_doubles(s->N, 1), s->x = ntk_doubles(s->N, 1);
  s->D2w = ntk_doubles(s->p, 1), s->G3 = ntk_doubles(s->p, 1), s->move = ntk_doubles(s->p, 1);
  s->V = ntk_doubles(s->N, s->N), s->K = ntk_doubles(s->N, s->N);
  s->half = ntk_doubles(s->N, 5), s->full = ntk_doubles(s->N, 5);
  const int vectors = s->lambda != NULL && s->c != NULL && s->R2 != NULL && s->D2 != NULL && s->R3 != NULL && s->D3 != NULL && s->hat != NULL && s->x != NULL;
  const int points = s->D2w != NULL && s->G3 != NULL && s->move != NULL;
  if (vectors && points && s->V != NULL && s->K != NULL && s->half != NULL && s->full != NULL) {
    /*@ assert problem: s->problem == problem && s->N == problem->map->N && s->p == problem->map->p; */
    /*@ assert sizes: 5 * s->N <= SIZE_MAX / 8 && s->N * s->N <= SIZE_MAX / 8 && s->p <= SIZE_MAX / 8; */
    /*@ assert vectors: \valid(s->lambda + (0 .. s->N - 1)) && \valid(s->c + (0 .. s->N - 1)) && \valid(s->R2 + (0 .. s->N - 1)) &&
                        \valid(s->D2 + (0 .. s->N - 1)) && \valid(s->R3 + (0 .. s->N - 1)) && \valid(s->D3 + (0 .. s->N - 1)) &&
                        \valid(s->hat + (0 .. s->N - 1)) && \valid(s->x + (0 .. s->N - 1)); */
    /*@ assert points: \valid(s->D2w + (0 .. s->p - 1)) && \valid(s->G3 + (0 .. s->p - 1)) && \valid(s->move + (0 .. s->p - 1)); */
    /*@ assert matrices: \valid(s->V + (0 .. s->N * s->N - 1)) && \valid(s->K + (0 .. s->N * s->N - 1)); */
    /*@ assert tables: \valid(s->half + (0 .. 5 * s->N - 1)) && \valid(s->full + (0 .. 5 * s->N - 1)); */
    /*@ assert own: \valid(s); */
    /*@ assert still_valid: problem_valid(problem); */
    /*@ assert made: etd3_made(s); */
    return s;
  }
  etd3_free(s);
  return NULL;
}

/* out := V x_hat */
/*@ requires valid: etd3_prepared(s) && \valid_read(x_hat + (0 .. s->N - 1)) && \valid(out + (0 .. s->N - 1));
    requires apart: \separated(out + (0 .. s->N - 1), s->V + (0 .. s->N * s->N - 1)) && \separated(out + (0 .. s->N - 1), x_hat + (0 .. s->N - 1));
    terminates \true;
    exits \false;
    assigns out[0 .. s->N - 1]; */
static void from_hat(const etd3 *s, const double *x_hat, double *out) {
  cblas_dgemv(CblasRowMajor, CblasNoTrans, (int)s->N, (int)s->N, 1.0, s->V, (int)s->N, x_hat, 1, 0.0, out, 1);
}

/* out := V^T x */
/*@ requires valid: etd3_prepared(s) && \valid_read(x + (0 .. s->N - 1)) && \valid(out + (0 .. s->N - 1));
    requires apart: \separated(out + (0 .. s->N - 1), s->V + (0 .. s->N * s->N - 1)) && \separated(out + (0 .. s->N - 1), x + (0 .. s->N - 1));
    terminates \true;
    exits \false;
    assigns out[0 .. s->N - 1]; */
static void to_hat(const etd3 *s, const double *x, double *out) {
  cblas_dgemv(CblasRowMajor, CblasTrans, (int)s->N, (int)s->N, 1.0, s->V, (int)s->N, x, 1, 0.0, out, 1);
}

/*@ requires valid: etd3_made((etd3 *)state) && \valid_read(r + (0 .. ((etd3 *)state)->N - 1));
    terminates \true;
    exits \false;
    assigns ((etd3 *)state)->at_point, ((etd3 *)state)->lambda[0 .. ((etd3 *)state)->N - 1], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: map_status(\result) || \result == NTK_EUSAGE;
    ensures prepared: \result == NTK_OK ==> etd3_prepared((etd3 *)state) && etd3_semidefinite((etd3 *)state); */
static ntk_status etd3_prepare(void *state, const double *w, const double *r, const double *g) {
  (void)w, (void)g;
  etd3 *s = state;
  /*@ ghost
      heap_own(s->K);
      heap_own(s->V);
      heap_own(s->c);
      heap_apart(s->lambda, s->N, s->K, s->N * s->N);
      heap_apart(s->V, s->N * s->N, s->K, s->N * s->N);
      heap_apart(s->V, s->N * s->N, s->lambda, s->N);
      heap_apart(s->c, s->N, s->V, s->N * s->N);
      heap_apart(s->c, s->N, s->lambda, s->N);
      heap_apart(s->c, s->N, r, s->N); */
  ntk_status status = ntk_map_kernel(s->problem->map, s->K);
  if (status != NTK_OK) return status;
  const size_t cells = s->N * s->N;
  /*@ loop invariant range: 0 <= i <= cells;
      loop assigns i, s->K[0 .. cells - 1];
      loop variant cells - i; */
  for (size_t i = 0; i < cells; i++) s->K[i] *= s->problem->alpha * s->problem->alpha;
  status = ntk_eigen(s->N, s->K, s->lambda, s->V);
  if (status != NTK_OK) return status;
  /* K is positive semidefinite; below 0 is rounding. */
  /*@ loop invariant range: 0 <= j <= s->N;
      loop invariant clipped: \forall integer l; 0 <= l < j ==> 0.0 <= s->lambda[l];
      loop assigns j, s->lambda[0 .. s->N - 1];
      loop variant s->N - j; */
  for (size_t j = 0; j < s->N; j++)
    if (s->lambda[j] < 0.0) s->lambda[j] = 0.0;
  to_hat(s, r, s->c);
  s->at_point = 1;
  return NTK_OK;
}

/* out (p) := A_k^T V x_hat */
/*@ requires valid: etd3_prepared(s) && \valid_read(w + (0 .. s->p - 1)) && \valid_read(x_hat + (0 .. s->N - 1)) && \valid(out + (0 .. s->p - 1));
    requires apart: \separated(out + (0 .. s->p - 1), s) && \separated(out + (0 .. s->p - 1), s->problem);
    terminates \true;
    exits \false;
    assigns out[0 .. s->p - 1], s->at_point, ntk_heap[0 .. SIZE_MAX];
    ensures status: map_status(\result); */
static ntk_status pull(etd3 *s, const double *w, const double *x_hat, double *out) {
  if (!s->at_point) {
    const ntk_status status = ntk_map_at(s->problem->map, w);
    if (status != NTK_OK) return status;
    s->at_point = 1;
  }
  /*@ ghost
      heap_own(s->x);
      heap_apart(s->x, s->N, s->V, s->N * s->N);
      heap_apart(s->x, s->N, x_hat, s->N);
      heap_apart(s->x, s->N, out, s->p); */
  from_hat(s, x_hat, s->x);
  ntk_gradient(s->problem, s->x, out);
  return NTK_OK;
}

/* At U with residual V R_hat: G (p) and D_hat = V^T D^r (N). */
/*@ requires valid: etd3_prepared(s) && \valid_read(U + (0 .. s->p - 1)) && \valid_read(R_hat + (0 .. s->N - 1)) && \valid(G + (0 .. s->p - 1)) &&
                    \valid(D_hat + (0 .. s->N - 1));
    requires own: (G == s->D2w || G == s->G3) && (D_hat == s->D2 || D_hat == s->D3);
    terminates \true;
    exits \false;
    assigns s->at_point, ntk_heap[0 .. SIZE_MAX];
    ensures status: map_status(\result); */
static ntk_status stage(etd3 *s, const double *U, const double *R_hat, double *G, double *D_hat) {
  s->at_point = 0;
  const ntk_status status = ntk_map_at(s->problem->map, U);
  if (status != NTK_OK) return status;
  /*@ ghost
      heap_own(s->x);
      heap_apart(s->x, s->N, s->V, s->N * s->N);
      heap_apart(s->x, s->N, R_hat, s->N);
      heap_apart(s->x, s->N, G, s->p); */
  /*@ ghost
      heap_own(G);
      heap_own(D_hat);
      heap_apart_any(G, s->p * sizeof *G, s->problem, sizeof *s->problem);
      heap_apart(D_hat, s->N, s->V, s->N * s->N);
      heap_apart(D_hat, s->N, s->x, s->N); */
  from_hat(s, R_hat, s->x);
  ntk_gradient(s->problem, s->x, G);
  /*@ loop invariant range: 0 <= i <= s->p;
      loop assigns i, G[0 .. s->p - 1];
      loop variant s->p - i; */
  for (size_t i = 0; i < s->p; i++) G[i] = -G[i];
  ntk_map_jvp(s->problem->map, G, s->x);
  /*@ loop invariant range: 0 <= j <= s->N;
      loop assigns j, s->x[0 .. s->N - 1];
      loop variant s->N - j; */
  for (size_t j = 0; j < s->N; j++) s->x[j] *= s->problem->alpha;
  to_hat(s, s->x, D_hat);
  /*@ loop invariant range: 0 <= j <= s->N;
      loop assigns j, D_hat[0 .. s->N - 1];
      loop variant s->N - j; */
  for (size_t j = 0; j < s->N; j++) D_hat[j] += s->lambda[j] * R_hat[j];
  return NTK_OK;
}

/* U2, D2; *growth := h max(0, <D^w_2, v> / ||v||^2), v = U2 - w. D^w_2 is -alpha sum_i R_i Hess f_i v to first order: the part of the
   flow's Jacobian that is not dissipative, of which this is the Rayleigh quotient in the direction of motion. */
/*@ requires valid: etd3_prepared(s) && \valid_read(w + (0 .. s->p - 1)) && \valid(U + (0 .. s->p - 1)) && \valid(growth);
    requires apart: \separated(U + (0 .. s->p - 1), s) && \separated(U + (0 .. s->p - 1), s->problem);
    requires apart_growth: \separated(growth, s) && \separated(growth, s->problem) && \separated(growth, U + (0 .. s->p - 1));
    terminates \true;
    exits \false;
    assigns U[0 .. s->p - 1], *growth, s->at_point, ntk_heap[0 .. SIZE_MAX];
    ensures status: map_status(\result); */
static ntk_status second_stage(etd3 *s, const double *w, double h, double *U, double *growth) {
  /*@ ghost
      heap_own(s->R2);
      heap_own(s->hat);
      heap_own(s->D2w);
      heap_own(s->move);
      heap_apart(s->move, s->p, s->D2w, s->p);
      heap_apart_any(s->move, s->p * sizeof *s->move, s, sizeof *s);
      heap_apart_any(s->move, s->p * sizeof *s->move, s->problem, sizeof *s->problem); */
  /*@ loop invariant range: 0 <= j <= s->N;
      loop assigns j, s->R2[0 .. s->N - 1], s->hat[0 .. s->N - 1];
      loop variant s->N - j; */
  for (size_t j = 0; j < s->N; j++) {
    s->R2[j] = stage2_residual(s->half[5 * j], s->c[j]);
    s->hat[j] = stage2_dual(h, s->half[5 * j + 1], s->c[j]);
  }
  ntk_status status = pull(s, w, s->hat, U);
  if (status != NTK_OK) return status;
  /*@ loop invariant range: 0 <= i <= s->p;
      loop assigns i, U[0 .. s->p - 1];
      loop variant s->p - i; */
  for (size_t i = 0; i < s->p; i++) U[i] += w[i];
  status = stage(s, U, s->R2, s->D2w, s->D2);
  if (status != NTK_OK) return status;
  /*@ loop invariant range: 0 <= i <= s->p;
      loop assigns i, U[0 .. s->p - 1];
      loop variant s->p - i; */
  for (size_t i = 0; i < s->p; i++) U[i] -= w[i];
  status = pull(s, w, s->R2, s->move);
  if (status != NTK_OK) return status;
  ntk_axpy(s->p, 1.0, s->move, s->D2w);
  const double square = ntk_sum_squares(s->p, U), along = ntk_dot(s->p, s->D2w, U);
  *growth = square > 0.0 && along > 0.0 ? h * along / square : 0.0;
  return NTK_OK;
}

/*@ requires valid: etd3_prepared(s) && \valid_read(w + (0 .. s->p - 1)) && \valid(U + (0 .. s->p - 1));
    requires apart: \separated(U + (0 .. s->p - 1), s) && \separated(U + (0 .. s->p - 1), s->problem);
    terminates \true;
    exits \false;
    assigns U[0 .. s->p - 1], s->at_point, ntk_heap[0 .. SIZE_MAX];
    ensures status: map_status(\result); */
static ntk_status third_stage(etd3 *s, const double *w, double h, double *U) {
  /*@ ghost
      heap_own(s->R3);
      heap_own(s->hat); */
  /*@ loop invariant range: 0 <= j <= s->N;
      loop assigns j, s->R3[0 .. s->N - 1], s->hat[0 .. s->N - 1];
      loop variant s->N - j; */
  for (size_t j = 0; j < s->N; j++) {
    const double *phi = s->full + 5 * j;
    s->R3[j] = stage3_residual(h, phi[0], phi[1], s->c[j], s->D2[j]);
    s->hat[j] = stage3_dual(h, phi[1], phi[2], s->c[j], s->D2[j]);
  }
  const ntk_status status = pull(s, w, s->hat, U);
  if (status != NTK_OK) return status;
  /*@ loop invariant range: 0 <= i <= s->p;
      loop assigns i, U[0 .. s->p - 1];
      loop variant s->p - i; */
  for (size_t i = 0; i < s->p; i++) U[i] += w[i] + 2.0 * h * s->D2w[i];
  return stage(s, U, s->R3, s->G3, s->D3);
}

/* w_next, and part 1 of the estimate. On return s->hat is R+_hat. D^w_3 = G_3 + A_k^T R_3 is formed within the products with A_k^T;
   the weights of D^w: 4/2! - 8/3! = 2/3, 4/3! - 1/2! = 1/6, 2/2! - 8/3! = -1/3. */
/*@ requires valid: etd3_prepared(s) && \valid_read(w + (0 .. s->p - 1)) && \valid(w_next + (0 .. s->p - 1)) && \valid(estimate);
    requires apart: \separated(w_next + (0 .. s->p - 1), s) && \separated(w_next + (0 .. s->p - 1), s->problem);
    requires apart_estimate: \separated(estimate, s) && \separated(estimate, s->problem) && \separated(estimate, w_next + (0 .. s->p - 1));
    terminates \true;
    exits \false;
    assigns w_next[0 .. s->p - 1], *estimate, s->at_point, ntk_heap[0 .. SIZE_MAX];
    ensures status: map_status(\result);
    ensures positive: \result == NTK_OK ==> 0.0 <= *estimate; */
static ntk_status combine(etd3 *s, const double *w, double h, double *w_next, double *estimate) {
  /*@ ghost
      heap_own(s->hat);
      heap_own(s->move);
      heap_apart_any(s->move, s->p * sizeof *s->move, s, sizeof *s);
      heap_apart_any(s->move, s->p * sizeof *s->move, s->problem, sizeof *s->problem); */
  /*@ loop invariant range: 0 <= j <= s->N;
      loop assigns j, s->hat[0 .. s->N - 1];
      loop variant s->N - j; */
  for (size_t j = 0; j < s->N; j++) {
    const double *phi = s->full + 5 * j;
    s->hat[j] = estimate_dual(h, phi[3], phi[4], s->R3[j], s->D2[j], s->D3[j]);
  }
  ntk_status status = pull(s, w, s->hat, s->move);
  if (status != NTK_OK) return status;
  /*@ loop invariant range: 0 <= i <= s->p;
      loop assigns i, s->move[0 .. s->p - 1];
      loop variant s->p - i; */
  for (size_t i = 0; i < s->p; i++) s->move[i] = estimate_point(h, s->move[i], s->G3[i], s->D2w[i]);
  const double norm = ntk_norm(s->p, s->move);
  /*@ loop invariant range: 0 <= j <= s->N;
      loop assigns j, s->hat[0 .. s->N - 1];
      loop variant s->N - j; */
  for (size_t j = 0; j < s->N; j++) {
    const double *phi = s->full + 5 * j;
    s->hat[j] = step_dual(h, phi, s->c[j], s->R3[j], s->D2[j], s->D3[j]);
  }
  status = pull(s, w, s->hat, s->move);
  if (status != NTK_OK) return status;
  /*@ loop invariant range: 0 <= i <= s->p;
      loop assigns i, w_next[0 .. s->p - 1];
      loop variant s->p - i; */
  for (size_t i = 0; i < s->p; i++) w_next[i] = step_point(h, w[i], s->move[i], s->G3[i], s->D2w[i]);
  /*@ loop invariant range: 0 <= j <= s->N;
      loop assigns j, s->hat[0 .. s->N - 1];
      loop variant s->N - j; */
  for (size_t j = 0; j < s->N; j++) {
    const double *phi = s->full + 5 * j;
    s->hat[j] = step_residual(h, phi, s->c[j], s->D2[j], s->D3[j]);
  }
  *estimate = norm;
  return NTK_OK;
}

/* Part 2 of the estimate. Leaves the map at w_next; s->D3 is overwritten. */
/*@ requires valid: etd3_prepared(s) && \valid_read(w_next + (0 .. s->p - 1)) && \valid(estimate);
    requires apart: \separated(estimate, s) && \separated(estimate, s->problem);
    terminates \true;
    exits \false;
    assigns *estimate, s->at_point, ntk_heap[0 .. SIZE_MAX];
    ensures status: map_status(\result); */
static ntk_status departure(etd3 *s, double h, const double *w_next, double *estimate) {
  s->at_point = 0;
  /*@ ghost
      heap_own(s->x);
      heap_own(s->D3);
      heap_apart_any(s->x, s->N * sizeof *s->x, s->problem, sizeof *s->problem);
      heap_apart(s->x, s->N, s->problem->y, s->N);
      heap_apart(s->D3, s->N, s->V, s->N * s->N);
      heap_apart(s->D3, s->N, s->x, s->N); */
  const ntk_status status = ntk_move(s->problem, w_next, s->x);
  if (status != NTK_OK) return status;
  to_hat(s, s->x, s->D3);
  double sum = 0.0;
  /*@ loop invariant range: 0 <= j <= s->N;
      loop assigns j, sum;
      loop variant s->N - j; */
  for (size_t j = 0; j < s->N; j++) sum += departure_of(s->lambda[j], h, s->full[5 * j + 1], s->D3[j], s->hat[j]);
  *estimate = sqrt(sum);
  return NTK_OK;
}

/* Rounding of one step. An eigendecomposition is exact for K + E, ||E|| <= ntk_eigen_error; by the variation of constants this changes
   pred(1) by at most max_lambda (1 - e^{-h lambda})/sqrt(lambda) ||E|| int_0^h ||e^{-tK} r|| dt <= 0.64 sqrt(h) ||E|| ||h phi_1 c||_1;
   a product with A_k^T of N terms is off by N eps in the like measure 0.64 sqrt(h) ||r||; w itself is stored to eps. */
/*@ requires valid: etd3_prepared(s) && \valid_read(w_next + (0 .. s->p - 1));
    terminates \true;
    exits \false;
    assigns \result \from *s, h; */
static double rounding(const etd3 *s, double h, const double *w_next) {
  double dual = 0.0;
  /*@ loop invariant range: 0 <= j <= s->N;
      loop assigns j, dual;
      loop variant s->N - j; */
  for (size_t j = 0; j < s->N; j++) dual += h * s->full[5 * j + 1] * fabs(s->c[j]);
  const double E = ntk_eigen_error(s->N, s->lambda[s->N - 1]);
  return DBL_EPSILON * ntk_norm(s->p, w_next) + 0.64 * sqrt(h) * (E * dual + (double)s->N * DBL_EPSILON * ntk_norm(s->N, s->c));
}

/*@ requires valid: etd3_prepared((etd3 *)state) && \valid_read(w + (0 .. ((etd3 *)state)->p - 1)) && \valid(w_next + (0 .. ((etd3 *)state)->p - 1));
    requires apart: \separated(w_next + (0 .. ((etd3 *)state)->p - 1), (etd3 *)state) &&
                    \separated(w_next + (0 .. ((etd3 *)state)->p - 1), ((etd3 *)state)->problem);
    terminates \true;
    exits \false;
    assigns w_next[0 .. ((etd3 *)state)->p - 1], ((etd3 *)state)->at_point, ntk_heap[0 .. SIZE_MAX], \result;
    ensures status: map_status(\result.status); */
static ntk_step_result etd3_step(void *state, const double *w, double h, double *w_next) {
  etd3 *s = state;
  ntk_step_result result = {.status = NTK_OK};
  double first = 0.0, second = 0.0;
  /*@ ghost
      heap_own(s->half);
      heap_own(s->full); */
  /*@ loop invariant range: 0 <= j <= s->N;
      loop assigns j, s->half[0 .. 5 * s->N - 1], s->full[0 .. 5 * s->N - 1];
      loop variant s->N - j; */
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
/*@ requires valid: etd3_prepared((etd3 *)state) && etd3_semidefinite((etd3 *)state);
    terminates \true;
    exits \false;
    assigns \result \from *(etd3 *)state, h, speed_next; */
static double etd3_length(void *state, double h, double speed_next) {
  const etd3 *s = state;
  double speed_end;
  const double length = ntk_linear_length(s->N, s->lambda, s->c, h, &speed_end);
  return length + 0.5 * h * (speed_next - speed_end);
}

/*@ requires valid: \valid((etd3 *)state);
    terminates \true;
    exits \false;
    assigns ((etd3 *)state)->at_point; */
static void etd3_reset(void *state) { ((etd3 *)state)->at_point = 0; }

const ntk_stepper_type ntk_stepper_etd3 = {
    .name = "etd3", .order = 3, .estimate_order = 3, .stiff = 1, .alloc = etd3_alloc, .prepare = etd3_prepare,
    .step = etd3_step, .length = etd3_length, .reset = etd3_reset, .free = etd3_free};
