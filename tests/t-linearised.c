/* The linearised flow against a closed form that needs no eigendecomposition: A = H diag(s), H = I - (1/2) ones (4 x 4 reflection, exact in
   binary), s powers of 2; with y = A e and w0 = 0 the flow is u_i = e_i (1 - exp(-alpha^2 s_i^2 t)), r = -A (e - u). */
#include <float.h>
#include <math.h>

#include "core/alloc.h"
#include "flow/linearised.h"
#include "harness.h"

enum { N = 4 };
static const double s[N] = {1.0, 0.25, 0.0625, 0.00390625}, e[N] = {1.0, -2.0, 3.0, -4.0}, alpha = 2.0;

static double A(size_t i, size_t j) { return ((i == j) - 0.5) * s[j]; }

static void make(double K[N * N], double r0[N], double rank_deficient) {
  for (size_t i = 0; i < N; i++) {
    r0[i] = 0.0;
    for (size_t j = 0; j < N; j++) {
      r0[i] -= (j == 3 && rank_deficient != 0.0 ? (i == 3) - 0.5 : A(i, j)) * alpha * e[j];
      K[i * N + j] = 0.0;
      for (size_t k = 0; k < (rank_deficient != 0.0 ? 3 : N); k++) K[i * N + j] += A(i, k) * A(j, k);
    }
  }
}

/* Backward error of the eigendecomposition, N eps lambda_max, acts on exponents: relative change alpha^2 t N eps; the constant 8 covers
   the sums of N terms. */
static double tolerance(double t, double size) { return 8.0 * N * DBL_EPSILON * (1.0 + alpha * alpha * t) * size; }

static void closed_form(void) {
  double K[N * N], r0[N], r[N], q[N];
  ntk_linearised lin;
  make(K, r0, 0.0);
  CU_ASSERT_EQUAL_FATAL(ntk_linearised_init(&lin, N, alpha, K, r0), NTK_OK);
  for (double t = 1e-3; t < 1e6; t *= 10.0) {
    double drift = 0.0;
    ntk_linearised_residual(&lin, t, r);
    ntk_linearised_dual(&lin, t, q);
    for (size_t i = 0; i < N; i++) {
      double exact = 0.0, u = 0.0;
      for (size_t j = 0; j < N; j++) exact -= A(i, j) * alpha * e[j] * exp(-alpha * alpha * s[j] * s[j] * t);
      NTK_NEAR(r[i], exact, tolerance(fmin(t, 1.0 / (alpha * alpha * s[3] * s[3])), 10.0));
      /* u - w0 = -alpha A^T q */
      for (size_t k = 0; k < N; k++) u -= alpha * A(k, i) * q[k];
      const double u_exact = -e[i] * expm1(-alpha * alpha * s[i] * s[i] * t);
      NTK_NEAR(u, u_exact, tolerance(fmin(t, 1.0 / (alpha * alpha * s[3] * s[3])), 10.0));
      drift += u_exact * u_exact;
    }
    NTK_NEAR(ntk_linearised_drift(&lin, t), sqrt(drift), tolerance(fmin(t, 1.0 / (alpha * alpha * s[3] * s[3])), 10.0));
  }
  ntk_linearised_residual(&lin, 0.0, r);
  for (size_t i = 0; i < N; i++) NTK_NEAR(r[i], r0[i], tolerance(0.0, 10.0));
  CU_ASSERT_EQUAL(ntk_linearised_drift(&lin, 0.0), 0.0);
  ntk_linearised_clear(&lin);
}

/* lemma-1's control: r_lin tends to the projection of r(0) on ker K, here the last column of H times -alpha e_4. */
static void singular_kernel(void) {
  double K[N * N], r0[N], r[N];
  ntk_linearised lin;
  make(K, r0, 1.0);
  CU_ASSERT_EQUAL_FATAL(ntk_linearised_init(&lin, N, alpha, K, r0), NTK_OK);
  const double t = 1e5; /* alpha^2 s_3^2 t = 1562 */
  ntk_linearised_residual(&lin, t, r);
  for (size_t i = 0; i < N; i++) NTK_NEAR(r[i], -alpha * e[3] * ((i == 3) - 0.5), tolerance(t, 10.0));
  for (size_t j = 0; j < N; j++) CU_ASSERT(lin.lambda[j] >= 0.0);
  ntk_linearised_clear(&lin);
}

static void failures(void) {
  double K[N * N], r0[N];
  ntk_linearised lin;
  make(K, r0, 0.0);
  unsigned long count = 1;
  for (; count < 20; count++) {
    ntk_alloc_fail_at(count);
    const ntk_status status = ntk_linearised_init(&lin, N, alpha, K, r0);
    ntk_alloc_fail_at(0);
    if (status == NTK_OK) break;
    CU_ASSERT_EQUAL(status, NTK_ENOMEM);
    CU_ASSERT(lin.lambda == NULL && lin.V == NULL && lin.c == NULL);
  }
  CU_ASSERT(count > 3 && count < 20);
  ntk_linearised_clear(&lin);
  K[5] = (double)NAN;
  CU_ASSERT_EQUAL(ntk_linearised_init(&lin, N, alpha, K, r0), NTK_ENUMERIC);
}

NTK_TESTS("linearised", {"residual, dual and drift in closed form", closed_form}, {"singular kernel: projection on its null space", singular_kernel},
          {"memory and NaN", failures})
