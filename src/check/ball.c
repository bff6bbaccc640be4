#include "check/ball.h"

#include <math.h>

#include "claim/kantorovich.h"
#include "core/vec.h"
#include "flow/problem.h"

#define BALL_ITERATIONS 12
#define EDGE_TRIES 40
#define EDGE_ROOM 1.1
#define BALL_ROOM 1.05 /* so that Lip, which grows with the radius, does not chase rho* for ever */

ntk_status ntk_ball_find(ntk_ball *ball, const ntk_norms *norms, double r0, double alpha, double sigma) {
  double radius = 0.0;
  *ball = (ntk_ball){.h = INFINITY, .rho = INFINITY};
  if (!(sigma > 0.0)) return NTK_OK;
  /*@ loop invariant range: 0 <= i <= BALL_ITERATIONS;
      loop invariant h: 0 < i ==> ball->h == kantorovich_h(ball->lip, r0, alpha, sigma);
      loop invariant open: ball->rho == INFINITY;
      loop assigns i, radius, *ball, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant BALL_ITERATIONS - i; */
  for (size_t i = 0; i < BALL_ITERATIONS; i++) {
    double lip;
    const ntk_status status = ntk_norms_lipschitz(norms, radius, &lip);
    if (status != NTK_OK) return status;
    const double h = ntk_kantorovich_h(lip, r0, alpha, sigma);
    *ball = (ntk_ball){.lip = lip, .radius = radius, .h = h, .rho = INFINITY};
    if (!(h < 1.0)) return NTK_OK;
    const double rho = ntk_kantorovich_radius(r0, alpha, sigma, h);
    if (rho <= radius) {
      ball->rho = rho;
      return NTK_OK;
    }
    radius = BALL_ROOM * rho;
  }
  ball->h = INFINITY; /* not found: not closed */
  return NTK_OK;
}

ntk_status ntk_edge_find(double *alpha, ntk_ball *ball, const ntk_norms *norms, size_t N, const double *f0, const double *y, double sigma, double start, double *r) {
  *alpha = start;
  /*@ loop invariant range: 0 <= i <= EDGE_TRIES;
      loop invariant scale: 0.0 < *alpha;
      loop assigns i, *alpha, *ball, r[0 .. N - 1], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant EDGE_TRIES - i; */
  for (size_t i = 0; i < EDGE_TRIES; i++) {
    ntk_residual_of(N, *alpha, f0, y, r);
    const ntk_status status = ntk_ball_find(ball, norms, ntk_norm(N, r), *alpha, sigma);
    if (status != NTK_OK || ball->h < 1.0) return status;
    *alpha *= EDGE_ROOM * (isfinite(ball->h) ? ball->h : 1.0);
  }
  return NTK_OK;
}

ntk_status ntk_main_lipschitz(double *lip, const ntk_norms *norms, double sigma) {
  double first;
  *lip = INFINITY;
  const ntk_status status = ntk_norms_lipschitz(norms, 0.0, &first);
  if (status != NTK_OK || !(sigma > 0.0) || !isfinite(first)) return status;
  if (!(first > 0.0)) { /* linear in w: any radius */
    *lip = 0.0;
    return NTK_OK;
  }
  return ntk_norms_lipschitz(norms, sigma / (4.0 * first), lip);
}

double ntk_main_threshold(double C, size_t N, const double *f0, const double *y) {
  const double a = 1.0 - C * C * ntk_sum_squares(N, f0), b = C * C * ntk_dot(N, f0, y), c = C * C * ntk_sum_squares(N, y);
  if (!isfinite(a) || !isfinite(b) || !isfinite(c)) return INFINITY;
  /* a alpha^2 + 2 b alpha - c >= 0 with c >= 0: the least positive root, from its stable form c / (b + sqrt(b^2 + a c)). */
  const double discriminant = b * b + a * c;
  if (discriminant < 0.0) return INFINITY;
  const double below = b + sqrt(discriminant);
  if (c == 0.0) return a >= 0.0 ? 0.0 : INFINITY;
  return below > 0.0 ? c / below : INFINITY;
}
