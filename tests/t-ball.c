/* B1's ball, its edge, and the main theorem's threshold. */
#include "check/ball.h"

#include <float.h>
#include <math.h>

#include "claim/kantorovich.h"
#include "claim/main-theorem.h"
#include "core/vec.h"
#include "flow/problem.h"
#include "harness.h"
#include "random-net.h"

#define ROWS 5

typedef struct { ntk_arch arch; gsl_matrix *x; double *theta; ntk_mlp *mlp; ntk_norms norms; } net;

static void make(net *n, size_t depth) {
  n->arch = ntk_arch_default(3, 1);
  n->arch.depth = depth;
  n->arch.width[depth] = 1;
  ntk_arch_set_width(&n->arch, 32);
  n->x = random_matrix(41, ROWS, 3);
  n->theta = random_theta(&n->arch, 3);
  n->mlp = ntk_mlp_alloc(&n->arch, n->x, n->theta, NULL);
  if (n->mlp == NULL || ntk_norms_init(&n->norms, n->mlp) != NTK_OK) abort();
}

static void drop(net *n) {
  ntk_norms_clear(&n->norms);
  ntk_mlp_free(n->mlp);
  free(n->theta);
  gsl_matrix_free(n->x);
}

static void a_closed_ball_holds_its_path(void) {
  for (size_t depth = 2; depth < 5; depth++) {
    net n;
    ntk_ball ball;
    double lip;
    make(&n, depth);
    CU_ASSERT_EQUAL(ntk_ball_find(&ball, &n.norms, 2.0, 1e5, 0.3), NTK_OK);
    CU_ASSERT(ball.h < 1.0 && ball.rho <= ball.radius);
    CU_ASSERT_EQUAL(ntk_norms_lipschitz(&n.norms, ball.radius, &lip), NTK_OK);
    CU_ASSERT_EQUAL(lip, ball.lip);
    CU_ASSERT_EQUAL(ball.h, ntk_kantorovich_h(lip, 2.0, 1e5, 0.3));
    CU_ASSERT_EQUAL(ball.rho, ntk_kantorovich_radius(2.0, 1e5, 0.3, ball.h));
    CU_ASSERT_EQUAL(ntk_ball_find(&ball, &n.norms, 2.0, 1e-3, 0.3), NTK_OK);
    CU_ASSERT(ball.h >= 1.0 && isinf(ball.rho));
    CU_ASSERT_EQUAL(ntk_ball_find(&ball, &n.norms, 2.0, 1e5, 0.0), NTK_OK);
    CU_ASSERT(isinf(ball.h));
    drop(&n);
  }
}

static void the_edge_is_near(void) {
  net n;
  ntk_ball ball, below;
  double f0[ROWS] = {0.0}, y[ROWS] = {1, -1, 1, 1, -1}, r[ROWS], alpha;
  make(&n, 2);
  CU_ASSERT_EQUAL(ntk_edge_find(&alpha, &ball, &n.norms, ROWS, f0, y, 0.2, 0.1, r), NTK_OK);
  CU_ASSERT(ball.h < 1.0 && ball.h > 0.6);
  CU_ASSERT_EQUAL(ntk_ball_find(&below, &n.norms, ntk_norm(ROWS, y), 0.5 * alpha, 0.2), NTK_OK);
  CU_ASSERT(below.h >= 1.0);
  /* plain: f(w0) so large that 2 Lip ||f0|| / sigma^2 >= 1: no scale */
  for (size_t i = 0; i < ROWS; i++) f0[i] = 10.0;
  CU_ASSERT_EQUAL(ntk_edge_find(&alpha, &ball, &n.norms, ROWS, f0, y, 0.2, 0.1, r), NTK_OK);
  CU_ASSERT(ball.h >= 1.0);
  drop(&n);
}

static void threshold_solves_its_equation(void) {
  double f0[ROWS], y[ROWS], r[ROWS];
  random_fill(51, ROWS, y);
  for (size_t k = 0; k < 40; k++) {
    random_fill(60 + k, ROWS, f0);
    const double C = 5.0, scale = 0.02 * (double)k / ntk_norm(ROWS, f0);
    for (size_t i = 0; i < ROWS; i++) f0[i] *= scale;
    const double alpha = ntk_main_threshold(C, ROWS, f0, y);
    if (isinf(alpha)) { /* then it fails at every scale */
      for (double a = 1e-3; a < 1e6; a *= 1.3) {
        ntk_residual_of(ROWS, a, f0, y, r);
        CU_ASSERT(a < C * ntk_norm(ROWS, r));
      }
    } else {
      ntk_residual_of(ROWS, alpha, f0, y, r);
      NTK_NEAR(alpha, C * ntk_norm(ROWS, r), 1e-9 * alpha);
      ntk_residual_of(ROWS, 0.999 * alpha, f0, y, r);
      CU_ASSERT(0.999 * alpha < C * ntk_norm(ROWS, r));
    }
  }
  const double zero[ROWS] = {0.0};
  NTK_NEAR(ntk_main_threshold(7.0, ROWS, zero, y), 7.0 * ntk_norm(ROWS, y), 1e-14 * 7.0 * ntk_norm(ROWS, y));
  CU_ASSERT(isinf(ntk_main_threshold(INFINITY, ROWS, zero, y)));
  CU_ASSERT_EQUAL(ntk_main_threshold(0.0, ROWS, zero, y), 0.0);
}

/* The theorem's ball at its own threshold lies within the ball whose Lip the threshold uses. */
static void main_lipschitz_closes(void) {
  net n;
  double lip, first;
  const double sigma = 0.2, sigma_max = 3.0, r0 = 2.0;
  make(&n, 3);
  CU_ASSERT_EQUAL(ntk_main_lipschitz(&lip, &n.norms, sigma), NTK_OK);
  CU_ASSERT_EQUAL(ntk_norms_lipschitz(&n.norms, 0.0, &first), NTK_OK);
  const double alpha = ntk_main_theorem_threshold(sigma, sigma_max, lip, r0);
  CU_ASSERT(ntk_main_theorem_drift_bound(alpha, sigma, sigma_max, r0) <= sigma / (4.0 * first));
  CU_ASSERT(lip >= first);
  CU_ASSERT_EQUAL(ntk_main_lipschitz(&lip, &n.norms, 0.0), NTK_OK);
  CU_ASSERT(isinf(lip));
  drop(&n);
}

NTK_TESTS("ball", {"a closed ball holds its path", a_closed_ball_holds_its_path}, {"the edge of B1", the_edge_is_near},
          {"the main threshold solves alpha = C ||alpha f0 - y||", threshold_solves_its_equation}, {"the main theorem's Lip", main_lipschitz_closes})
