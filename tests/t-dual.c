/* ntk_dual against nested adaptive quadrature (independent of its series), against limits in closed form and Price's theorem. */
#include <float.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_math.h>
#include <math.h>

#include "core/alloc.h"
#include "harness.h"
#include "kernel/limit.h"

/* ---- the oracle: E g(s1 x) E_y g(slope x + tau y), x, y ~ N(0,1), by gsl_integration_qag split where g turns ---- */

#define REACH 9.0 /* P(|x| > 9) < 3e-19 */
#define LIMIT 400

typedef struct {
  double (*g)(double);
  double s1, slope, tau, mean; /* v = slope x + tau y, mean = slope x of the current x */
  gsl_integration_workspace *inner, *outer;
} nest;

static double density(double x) { return exp(-0.5 * x * x) / sqrt(2.0 * M_PI); }

static double inner_value(double y, void *context) {
  const nest *it = context;
  return it->g(it->mean + it->tau * y) * density(y);
}

/* Both sides of the turn, each by 61-point Kronrod with absolute error 1e-15; roundoff may be reported instead, the test's tolerance sees it. */
static double split(gsl_function f, double turn, gsl_integration_workspace *work) {
  double left = 0.0, right = 0.0, error;
  const double at = fmax(-REACH, fmin(REACH, turn));
  if (at > -REACH) gsl_integration_qag(&f, -REACH, at, 1e-15, 0.0, LIMIT, GSL_INTEG_GAUSS61, work, &left, &error);
  if (at < REACH) gsl_integration_qag(&f, at, REACH, 1e-15, 0.0, LIMIT, GSL_INTEG_GAUSS61, work, &right, &error);
  return left + right;
}

static double outer_value(double x, void *context) {
  nest *it = context;
  it->mean = it->slope * x;
  const double left = it->g(it->s1 * x);
  if (it->tau == 0.0) return left * it->g(it->mean) * density(x);
  return left * split((gsl_function){inner_value, it}, -it->mean / it->tau, it->inner) * density(x);
}

static double oracle(double (*g)(double), double S11, double S12, double S22) {
  const long double det = (long double)S11 * S22 - (long double)S12 * S12;
  nest it = {g, sqrt(S11), S12 / sqrt(S11), det > 0 ? sqrt((double)(det / S11)) : 0.0, 0.0, NULL, NULL};
  it.inner = gsl_integration_workspace_alloc(LIMIT);
  it.outer = gsl_integration_workspace_alloc(LIMIT);
  const double result = split((gsl_function){outer_value, &it}, 0.0, it.outer);
  gsl_integration_workspace_free(it.inner);
  gsl_integration_workspace_free(it.outer);
  return result;
}

static const double moderate[][3] = {/* S11, correlation, S22 */
                                     {1e-4, 0.5, 1e-4}, {0.3, -0.7, 0.3}, {1, 0, 1}, {1, 0.5, 1}, {1, 0.99, 1}, {1, 1 - 1e-6, 1},
                                     {1, 1 - 1e-12, 1}, {1, 1, 1}, {1, -1, 1}, {2, 0.3, 0.25}, {0.25, 0.3, 2}, {4, 0.9, 4}, {30, 0.6, 30}};
static const double large[][3] = {{100, 0.999, 64}, {1e4, 0.9, 1e4}, {1e4, 1 - 1e-6, 1e4}, {1e4, 1, 1e4}, {1e4, 0.5, 1}, {1e6, 0.2, 1e6}};

/* The header's promise: 1e-13 of the scale, which is 1 where |phi| <= 1. */
static void against_oracle(const ntk_activation *phi, const double (*cases)[3], size_t count) {
  for (size_t i = 0; i < count; i++) {
    const double S11 = cases[i][0], S22 = cases[i][2], S12 = cases[i][1] * sqrt(S11 * S22);
    const double scale = phi == &ntk_tanh || phi == &ntk_erf ? 1.0 : 1.0 + S11 + S22;
    double value, slope;
    CU_ASSERT_EQUAL(ntk_dual(phi, S11, S12, S22, &value, &slope), NTK_OK);
    NTK_NEAR(value, oracle(phi->value, S11, S12, S22), 1e-13 * scale);
    NTK_NEAR(slope, oracle(phi->first, S11, S12, S22), 1e-13);
  }
}
#define COUNT(cases) (sizeof(cases) / sizeof(cases)[0])

static void oracle_itself(void) {
  against_oracle(&ntk_erf, moderate, COUNT(moderate));
  against_oracle(&ntk_erf, large, COUNT(large));
  against_oracle(&ntk_identity, moderate, COUNT(moderate));
}
static void quadrature_moderate(void) {
  against_oracle(&ntk_tanh, moderate, COUNT(moderate));
  against_oracle(&ntk_softplus, moderate, COUNT(moderate));
}
static void quadrature_large(void) {
  against_oracle(&ntk_tanh, large, COUNT(large));
  against_oracle(&ntk_softplus, large, COUNT(large));
}

/* relu jumps, so the oracle's inner split is exact there but its outer one not where the correlation is 1: moderate ones below. */
static void relu_by_oracle(void) {
  static const double cases[][3] = {{1, 0, 1}, {1, 0.5, 1}, {2, -0.8, 0.5}, {3, 0.95, 3}, {1, 1, 1}, {1, -1, 1}};
  against_oracle(&ntk_relu, cases, COUNT(cases));
}

/* Homogeneity and the angle's ends, exactly: correlation 1 gives S/2 and 1/2, -1 gives 0 and 0. */
static void relu_ends(void) {
  for (double S = 0.1; S < 50.0; S *= 1.7) {
    double value, slope;
    ntk_dual(&ntk_relu, S, S, S, &value, &slope);
    NTK_NEAR(value, S / 2.0, 2.0 * DBL_EPSILON * S);
    NTK_NEAR(slope, 0.5, DBL_EPSILON);
    ntk_dual(&ntk_relu, S, -S, S, &value, &slope);
    NTK_NEAR(value, 0.0, 0.0);
    NTK_NEAR(slope, 0.0, 0.0);
  }
}

/* Near correlation 1 the angle is small: tan = sqrt(S^2 - S12^2) / S12, = angle (1 + 3e-12) for h < 4e-12 S; by acos of the rounded
   correlation it would be off by eps / angle. Inside S^2 - S12^2 = h (2 S - h) nothing is lost. */
static void relu_small_angle(void) {
  for (size_t i = 0; i < 32; i++) {
    const double S = 1.1 + 0.7 * (double)i, S12 = S * (1.0 - 1e-13 * (double)(i + 1)), h = S - S12, angle = sqrt(h * (2.0 * S - h)) / S12; /* h is exact */
    double value, slope;
    ntk_dual(&ntk_relu, S, S12, S, &value, &slope);
    NTK_NEAR(slope, 0.5 - angle / (2.0 * M_PI), 4.0 * DBL_EPSILON);
  }
}

/* Wide: tanh -> sign with E sign sign = (2/pi) asin rho, error O(1/s^2): |tanh - sign| has integral log 2 on each side, and correlation
   with the other's sign; 4 / S is generous for |rho| <= 1/2. Narrow: tanh u ~ u - u^3/3, relative error 2 S. */
static void tanh_ends(void) {
  double value, slope;
  for (double S = 1e2; S < 2e7; S *= 10.0) {
    ntk_dual(&ntk_tanh, S, 0.5 * S, S, &value, &slope);
    NTK_NEAR(value, M_2_PI * asin(0.5), 4.0 / S);
  }
  for (double S = 1e-3; S > 1e-14; S *= 0.1) {
    ntk_dual(&ntk_tanh, S, 0.25 * S, S, &value, &slope);
    NTK_NEAR(value / (0.25 * S), 1.0, 2.0 * S + 16.0 * DBL_EPSILON);
    NTK_NEAR(slope, 1.0, 2.0 * S + 16.0 * DBL_EPSILON);
  }
  ntk_dual(&ntk_tanh, 0.0, 0.0, 0.0, &value, &slope);
  NTK_NEAR(value, 0.0, 0.0);
  NTK_NEAR(slope, 1.0, 16.0 * DBL_EPSILON);
}

/* Equal and wide, where the root of S S is not S and the oracle sees nothing: density(u) = (1 - u^2 / 2 S) / sqrt(2 pi S) + O(S^-5/2)
   against int tanh'^2 = 4/3, int u^2 tanh'^2 = (pi^2 - 6) / 9, int 1 - tanh^2 = 2, int u^2 (1 - tanh^2) = pi^2 / 6,
   int softplus^2 - relu^2 = 2 zeta(3). */
static void wide_and_equal(void) {
  for (double S = 1e7; S < 1e8; S += 1e7) {
    const double root = sqrt(2.0 * M_PI * S), zeta3 = 1.2020569031595943;
    double value, slope;
    CU_ASSERT_EQUAL(ntk_dual(&ntk_tanh, S, S, S, &value, &slope), NTK_OK);
    NTK_NEAR(slope, (4.0 / 3.0 - (M_PI * M_PI - 6.0) / (18.0 * S)) / root, 1e-13);
    NTK_NEAR(value, 1.0 - (2.0 - M_PI * M_PI / (12.0 * S)) / root, 1e-13);
    CU_ASSERT_EQUAL(ntk_dual(&ntk_softplus, S, S, S, &value, &slope), NTK_OK);
    NTK_NEAR(value, S / 2.0 + 2.0 * zeta3 / root, 16.0 * DBL_EPSILON * S);
  }
}

/* Price 1958
: d value / d S12 = slope. Central difference h: truncation h^2 (max third derivative < 10 here) and 1e-14 / h. */
static void price(void) {
  static const ntk_activation *const all[] = {&ntk_tanh, &ntk_softplus, &ntk_erf, &ntk_relu, &ntk_identity};
  const double h = 1e-5;
  for (size_t a = 0; a < COUNT(all); a++)
    for (double S12 = -0.8; S12 < 1.0; S12 += 0.2) {
      double up, down, value, slope, unused;
      ntk_dual(all[a], 1.0, S12 + h, 1.3, &up, &unused);
      ntk_dual(all[a], 1.0, S12 - h, 1.3, &down, &unused);
      ntk_dual(all[a], 1.0, S12, 1.3, &value, &slope);
      NTK_NEAR((up - down) / (2.0 * h), slope, 10.0 * h * h + 4e-15 / h);
    }
}

/* Exchanging u and v changes rounding only; the sign of both changes nothing for the odd. */
static void symmetries(void) {
  static const ntk_activation *const all[] = {&ntk_tanh, &ntk_softplus, &ntk_erf, &ntk_relu};
  for (size_t a = 0; a < COUNT(all); a++) {
    double v1, s1, v2, s2;
    ntk_dual(all[a], 2.0, 0.7, 5.0, &v1, &s1);
    ntk_dual(all[a], 5.0, 0.7, 2.0, &v2, &s2);
    NTK_NEAR(v1, v2, 64.0 * DBL_EPSILON);
    NTK_NEAR(s1, s2, 64.0 * DBL_EPSILON);
    ntk_dual(all[a], 2.0, -0.7, 5.0, &v2, &s2);
    if (all[a]->odd) CU_ASSERT(v2 == -v1 && s1 == s2);
  }
}

static double always_one(double z) { return z; }

static void refused(void) {
  const ntk_activation other = {.name = "other", .value = always_one};
  double value, slope;
  CU_ASSERT_EQUAL(ntk_dual(&ntk_tanh, -1.0, 0.0, 1.0, &value, &slope), NTK_EUSAGE);
  CU_ASSERT_EQUAL(ntk_dual(&other, 1.0, 0.0, 1.0, &value, &slope), NTK_EUSAGE);
  CU_ASSERT_EQUAL(ntk_dual(&ntk_relu, 1.0, NAN, 1.0, &value, &slope), NTK_ENUMERIC);
  CU_ASSERT_EQUAL(ntk_dual(&ntk_relu, INFINITY, 0.0, 1.0, &value, &slope), NTK_ENUMERIC);
  CU_ASSERT_EQUAL(ntk_dual(&ntk_relu, 1e200, 0.0, 1e200, &value, &slope), NTK_ENUMERIC);
  CU_ASSERT_EQUAL(ntk_dual(&ntk_tanh, 1e9, 0.0, 1.0, &value, &slope), NTK_ENUMERIC);
  ntk_alloc_fail_at(1);
  CU_ASSERT_EQUAL(ntk_dual(&ntk_softplus, 1.0, 0.5, 1.0, &value, &slope), NTK_ENOMEM);
  ntk_alloc_fail_at(0);
}

NTK_TESTS("dual", {"nested quadrature agrees with erf's closed form", oracle_itself},
          {"tanh and softplus agree with it", quadrature_moderate}, {"also at large variances", quadrature_large},
          {"relu agrees with it", relu_by_oracle}, {"relu at correlation +-1", relu_ends}, {"relu near correlation 1", relu_small_angle},
          {"wide and equal: the density's expansion", wide_and_equal},
          {"tanh wide is sign, narrow is identity", tanh_ends}, {"the value's derivative in S12 is the slope", price},
          {"exchange and sign", symmetries}, {"what is refused", refused})
