/* The predicates of src/claim: true at the bound, false strictly beyond it by more than the error term, false for a NaN anywhere, and
   bounds with known values. */
#include <math.h>

#include "claim/agd-rate.h"
#include "claim/agree.h"
#include "claim/corollary.h"
#include "claim/doubling.h"
#include "claim/drift-bound.h"
#include "claim/empirical-risk.h"
#include "claim/flow-limit.h"
#include "claim/gaussian-process.h"
#include "claim/gd-rate.h"
#include "claim/gronwall.h"
#include "claim/init-scaling.h"
#include "claim/kantorovich.h"
#include "claim/kernel-limit.h"
#include "claim/langevin.h"
#include "claim/least-squares.h"
#include "claim/lemma-1.h"
#include "claim/lemma-2.h"
#include "claim/linear-fits.h"
#include "claim/main-theorem.h"
#include "claim/moves-less.h"
#include "claim/ntk-kernel.h"
#include "claim/p-value.h"
#include "claim/prediction-flow.h"
#include "claim/random-matrix.h"
#include "claim/sgd-escapes.h"
#include "claim/sgd-unbiased.h"
#include "claim/slope.h"
#include "claim/spectrum-stays.h"
#include "claim/spurious-minima.h"
#include "claim/stay-close.h"
#include "claim/wide-enough.h"
#include "harness.h"

#define N 4
static const double t[N] = {0.0, 0.5, 1.0, 3.0}, none[N] = {0, 0, 0, 0}, small[N] = {1e-3, 1e-3, 1e-3, 1e-3};

/* A claim of the form value_i <= bound_i + error_i: values and errors in, the verdict out. */
typedef int (*at_most)(const double *value, const double *error);

static int lemma_1(const double *value, const double *error) { return ntk_lemma_1(N, t, value, error, 2.0, 0.7); }
static int lemma_2(const double *value, const double *error) { return ntk_lemma_2(N, t, value, error, 2.0, 0.7); }
static int corollary(const double *value, const double *error) { return ntk_corollary(N, t, value, error, 2.0, 0.7); }
static int gronwall(const double *value, const double *error) { return ntk_gronwall(N, t, value, error, 2.0); }
static int drift_bound(const double *value, const double *error) { return ntk_drift_bound(N, value, error, 2.0, 0.5, 9.0); }
static const double gaps[N] = {1, 2, 0.5, 4};
static int stay_close(const double *value, const double *error) { return ntk_stay_close(N, value, gaps, error); }
static int main_loss(const double *value, const double *error) { return ntk_main_theorem(N, t, value, error, none, none, 2.0, 0.7, 5.0); }
static int main_drift(const double *value, const double *error) { return ntk_main_theorem(N, t, none, none, value, error, 2.0, 0.7, 5.0); }
static int agd(const double *value, const double *error) { return ntk_agd_rate(N, value, error, 4.0, 16.0); }

/* At the bound: holds. Above it by half the error: holds. By twice the error, at any one sample: does not. NaN, anywhere: does not. */
static void inequality(at_most holds, const double bound[N]) {
  double value[N], error[N];
  for (size_t i = 0; i < N; i++) value[i] = bound[i];
  CU_ASSERT_EQUAL(holds(value, none), 1);
  CU_ASSERT_EQUAL(holds(value, small), 1);
  for (size_t i = 0; i < N; i++) {
    value[i] = bound[i] + 0.5e-3;
    CU_ASSERT_EQUAL(holds(value, small), 1);
    CU_ASSERT_EQUAL(holds(value, none), 0);
    value[i] = bound[i] + 2e-3;
    CU_ASSERT_EQUAL(holds(value, small), 0);
    value[i] = NAN;
    CU_ASSERT_EQUAL(holds(value, small), 0);
    value[i] = bound[i];
    for (size_t j = 0; j < N; j++) error[j] = i == j ? NAN : 1e-3;
    CU_ASSERT_EQUAL(holds(value, error), 0);
    value[i] = -INFINITY; /* far below */
    CU_ASSERT_EQUAL(holds(value, small), 1);
    value[i] = bound[i];
  }
}

static void inequalities(void) {
  double b[N];
  for (size_t i = 0; i < N; i++) b[i] = ntk_lemma_1_bound(2.0, 0.7, t[i]);
  inequality(lemma_1, b);
  for (size_t i = 0; i < N; i++) b[i] = ntk_lemma_2_bound(2.0, 0.7, t[i]);
  inequality(lemma_2, b);
  for (size_t i = 0; i < N; i++) b[i] = ntk_corollary_bound(2.0, 0.7, t[i]);
  inequality(corollary, b);
  for (size_t i = 0; i < N; i++) b[i] = ntk_gronwall_bound(2.0, t[i]);
  inequality(gronwall, b);
  for (size_t i = 0; i < N; i++) b[i] = ntk_drift_bound_bound(2.0, 0.5, 9.0);
  inequality(drift_bound, b);
  inequality(stay_close, gaps);
  for (size_t i = 0; i < N; i++) b[i] = ntk_main_theorem_loss_bound(2.0, 0.7, t[i]);
  inequality(main_loss, b);
  for (size_t i = 0; i < N; i++) b[i] = 5.0;
  inequality(main_drift, b);
  for (size_t i = 0; i < N; i++) b[i] = ntk_agd_rate_bound(4.0, 16.0, i);
  inequality(agd, b);
}

static void parameters_that_are_not_numbers(void) {
  CU_ASSERT_EQUAL(ntk_lemma_1(N, t, none, none, NAN, 0.7), 0);
  CU_ASSERT_EQUAL(ntk_lemma_1(N, t, none, none, 2.0, NAN), 0);
  CU_ASSERT_EQUAL(ntk_lemma_2(N, t, none, none, 2.0, NAN), 0);
  CU_ASSERT_EQUAL(ntk_corollary(N, t, none, none, 2.0, NAN), 0);
  const double no_time[N] = {0, NAN, 1, 2};
  CU_ASSERT_EQUAL(ntk_lemma_1(N, no_time, none, none, 2.0, 0.7), 0);
  CU_ASSERT_EQUAL(ntk_gronwall(N, no_time, none, none, 2.0), 0);
  CU_ASSERT_EQUAL(ntk_gronwall(N, t, none, none, NAN), 0);
  CU_ASSERT_EQUAL(ntk_main_theorem(N, t, none, none, none, none, 2.0, NAN, 5.0), 0);
  CU_ASSERT_EQUAL(ntk_main_theorem(N, t, none, none, none, none, 2.0, 0.7, NAN), 0);
  CU_ASSERT_EQUAL(ntk_drift_bound(N, none, none, NAN, 0.5, 9.0), 0);
  CU_ASSERT_EQUAL(ntk_drift_bound(N, none, none, 2.0, NAN, 9.0), 0);
  CU_ASSERT_EQUAL(ntk_drift_bound(N, none, none, 2.0, 0.5, NAN), 0);
  CU_ASSERT_EQUAL(ntk_drift_bound(N, none, none, 2.0, 0.0, 9.0), 0); /* an infinite bound holds of nothing */
  CU_ASSERT_EQUAL(ntk_drift_bound(N, none, none, 2.0, -0.5, 9.0), 0);
  CU_ASSERT_EQUAL(ntk_agd_rate(N, none, none, NAN, 1.0), 0);
  CU_ASSERT_EQUAL(ntk_agd_rate(N, none, none, 0.5, 1.0), 0);
  CU_ASSERT_EQUAL(ntk_agd_rate(N, none, none, 4.0, NAN), 0);
}

/* 8 eps for the handful of roundings in each expression. */
#define EQUAL(a, b) NTK_NEAR(a, b, 8 * 2.3e-16 * fabs(b))

static void bounds(void) {
  EQUAL(ntk_lemma_1_bound(3.0, 0.5, 2.0), 3.0 * exp(-1.0));
  EQUAL(ntk_lemma_2_bound(3.0, 0.5, 2.0), 3.0 * exp(-2.0)); /* the loss falls twice as fast as the residual */
  EQUAL(ntk_corollary_bound(3.0, 0.5, 2.0), 3.0 * exp(-1.0));
  EQUAL(ntk_lemma_2_bound(0.5 * 3.0 * 3.0, 0.5, 2.0), 0.5 * pow(ntk_corollary_bound(3.0, 0.5, 2.0), 2));
  EQUAL(ntk_gronwall_bound(3.0, 2.0), 3.0 * exp(2.0)); /* it grows */
  EQUAL(ntk_drift_bound_bound(2.0, 0.5, 9.0), 12.0);
  EQUAL(ntk_main_theorem_threshold(0.5, 2.0, 0.25, 3.0), 288.0);
  EQUAL(ntk_main_theorem_loss_bound(3.0, 0.5, 2.0), 3.0 * exp(-1.0));
  EQUAL(ntk_main_theorem_drift_bound(10.0, 0.5, 2.0, 3.0), 14.4);
  EQUAL(ntk_stay_close_D(0.5, 2.0, 3.0), 7.0);
  EQUAL(ntk_stay_close_residual_bound(10.0, 7.0, 3.0, 0.5, 2.0), 100.0 * 7.0 * 3.0 * 2.0 * exp(-1.0));
  EQUAL(ntk_stay_close_residual_bound(10.0, 7.0, 3.0, 0.5, 0.0), 0.0);
  EQUAL(ntk_stay_close_drift_bound(10.0, 0.5, 0.5, 0.5, 2.0, 7.0, 3.0, 6.0), 6.0 / (10.0 * 0.125) * (1.0 + 21.0 / 0.125));
  EQUAL(ntk_agd_rate_bound(4.0, 16.0, 3), 2.0);
  EQUAL(ntk_agd_rate_bound(1.0, 16.0, 0), 16.0);
  EQUAL(ntk_agd_rate_bound(1.0, 16.0, 1), 0.0);
  EQUAL(ntk_random_matrix_bound(10.0, 80.0, 0.5, 1.0), 10.0 * exp(-5.0));
  EQUAL(ntk_random_matrix_bound(10.0, 1.0, 0.5, 1.0), 1.0); /* a probability */
  CU_ASSERT(isnan(ntk_random_matrix_bound(10.0, NAN, 0.5, 1.0)));
  EQUAL(ntk_kantorovich_h(0.25, 3.0, 10.0, 0.5), 0.6);
  EQUAL(ntk_kantorovich_radius(3.0, 10.0, 0.5, 0.75), 0.8);
  EQUAL(ntk_sgd_variance_with(10.0, 5.0, 2.0), 40.0);
  EQUAL(ntk_sgd_variance_without(10.0, 5.0, 2.0), 40.0 * 5.0 / 9.0);
  EQUAL(ntk_sgd_variance_without(10.0, 10.0, 2.0), 0.0);
  /* h is 12 sigma_max/sigma below the main theorem's condition (theory B1): at its threshold h = sigma / (12 sigma_max). */
  EQUAL(ntk_kantorovich_h(0.25, 3.0, ntk_main_theorem_threshold(0.5, 2.0, 0.25, 3.0), 0.5), 0.5 / (12.0 * 2.0));
}

static void spectrum(void) {
  const double low[N] = {1, 2, 3, 4}, high[N] = {5, 6, 7, 8};
  CU_ASSERT_EQUAL(ntk_spectrum_stays(N, low, high, none, 1.0, 8.0), 1);
  CU_ASSERT_EQUAL(ntk_spectrum_stays(N, low, high, none, 1.0005, 8.0), 0);
  CU_ASSERT_EQUAL(ntk_spectrum_stays(N, low, high, small, 1.0005, 7.9995), 1);
  CU_ASSERT_EQUAL(ntk_spectrum_stays(N, low, high, none, 1.0, 7.9995), 0);
  CU_ASSERT_EQUAL(ntk_spectrum_stays(N, low, high, small, 1.002, 8.0), 0);
  CU_ASSERT_EQUAL(ntk_spectrum_stays(N, low, high, small, 1.0, 7.998), 0);
  CU_ASSERT_EQUAL(ntk_spectrum_stays(N, low, high, small, NAN, 8.0), 0);
  CU_ASSERT_EQUAL(ntk_spectrum_stays(N, low, high, small, 1.0, NAN), 0);
  const double bad[N] = {1, 2, NAN, 4};
  CU_ASSERT_EQUAL(ntk_spectrum_stays(N, bad, high, small, 1.0, 8.0), 0);
  CU_ASSERT_EQUAL(ntk_spectrum_stays(N, low, bad, small, 1.0, 8.0), 0);
  CU_ASSERT_EQUAL(ntk_spectrum_stays(N, low, high, bad, 1.0, 8.0), 0);
}

static void identities(void) {
  static int (*const claims[])(size_t, const double *, const double *, const double *) = {
      ntk_agree, ntk_prediction_flow, ntk_least_squares, ntk_doubling, ntk_ntk_kernel, ntk_empirical_risk};
  for (size_t c = 0; c < sizeof claims / sizeof claims[0]; c++) {
    double value[N] = {1, -2, 3, 0};
    const double expected[N] = {1, -2, 3, 0}, bad[N] = {0, 0, 0, NAN};
    CU_ASSERT_EQUAL(claims[c](N, value, expected, none), 1);
    for (size_t i = 0; i < N; i++)
      for (int sign = -1; sign <= 1; sign += 2) { /* both sides */
        value[i] = expected[i] + sign * 0.5e-3;
        CU_ASSERT_EQUAL(claims[c](N, value, expected, small), 1);
        CU_ASSERT_EQUAL(claims[c](N, value, expected, none), 0);
        value[i] = expected[i] + sign * 2e-3;
        CU_ASSERT_EQUAL(claims[c](N, value, expected, small), 0);
        value[i] = NAN;
        CU_ASSERT_EQUAL(claims[c](N, value, expected, small), 0);
        CU_ASSERT_EQUAL(claims[c](N, expected, value, small), 0);
        value[i] = expected[i];
      }
    CU_ASSERT_EQUAL(claims[c](N, value, expected, bad), 0);
  }
  CU_ASSERT_EQUAL(ntk_linear_fits(1e-9, 1e-9), 1);
  CU_ASSERT_EQUAL(ntk_linear_fits(2e-9, 1e-9), 0);
  CU_ASSERT_EQUAL(ntk_linear_fits(NAN, 1e-9), 0);
  CU_ASSERT_EQUAL(ntk_linear_fits(1e-9, NAN), 0);
}

static void rates(void) {
  CU_ASSERT_EQUAL(ntk_slope_within(-0.55, -0.45, -0.5, 0.1), 1);
  CU_ASSERT_EQUAL(ntk_slope_within(-0.61, -0.45, -0.5, 0.1), 0);
  CU_ASSERT_EQUAL(ntk_slope_within(-0.55, -0.39, -0.5, 0.1), 0);
  CU_ASSERT_EQUAL(ntk_slope_within(-0.45, -0.55, -0.5, 0.1), 0); /* not an interval */
  CU_ASSERT_EQUAL(ntk_slope_within(NAN, -0.45, -0.5, 0.1), 0);
  CU_ASSERT_EQUAL(ntk_slope_within(-0.55, NAN, -0.5, 0.1), 0);
  CU_ASSERT_EQUAL(ntk_slope_at_most(-1.4, -0.5, 0.1), 1);
  CU_ASSERT_EQUAL(ntk_slope_at_most(-0.39, -0.5, 0.1), 0);
  CU_ASSERT_EQUAL(ntk_slope_at_most(NAN, -0.5, 0.1), 0);
  CU_ASSERT_EQUAL(ntk_slope_excludes(-0.55, -0.45, -1.0), 1);
  CU_ASSERT_EQUAL(ntk_slope_excludes(-0.55, -0.45, 0.0), 1);
  CU_ASSERT_EQUAL(ntk_slope_excludes(-0.55, -0.45, -0.45), 0);
  CU_ASSERT_EQUAL(ntk_slope_excludes(NAN, -0.45, 0.0), 0);
  CU_ASSERT_EQUAL(ntk_slope_excludes(-0.55, NAN, -1.0), 0);
  CU_ASSERT_EQUAL(ntk_slope_excludes(-0.55, -0.45, NAN), 0);
  static const struct { int (*holds)(double, double); double exponent; } claims[] = {
      {ntk_flow_limit, 1.0}, {ntk_kernel_limit, -0.5}, {ntk_init_scaling, 0.0}, {ntk_sgd_unbiased, -1.0}};
  for (size_t c = 0; c < sizeof claims / sizeof claims[0]; c++) {
    const double e = claims[c].exponent;
    CU_ASSERT_EQUAL(claims[c].holds(e - 0.09, e + 0.09), 1);
    CU_ASSERT_EQUAL(claims[c].holds(e - 0.11, e + 0.09), 0);
    CU_ASSERT_EQUAL(claims[c].holds(e - 0.09, e + 0.11), 0);
    CU_ASSERT_EQUAL(claims[c].holds(-e - 0.5, -e - 0.5), 0);
    CU_ASSERT_EQUAL(claims[c].holds(NAN, e), 0);
  }
  CU_ASSERT_EQUAL(ntk_moves_less_scales(-1.05, -0.95, NTK_MOVES_LESS_DRIFT_ALPHA), 1);
  CU_ASSERT_EQUAL(ntk_moves_less_scales(-0.05, 0.05, NTK_MOVES_LESS_DRIFT_ALPHA), 0);
  CU_ASSERT_EQUAL(ntk_moves_less_falls(-1.0, NTK_MOVES_LESS_RELATIVE_WIDTH), 1);
  CU_ASSERT_EQUAL(ntk_moves_less_falls(-0.2, NTK_MOVES_LESS_RELATIVE_WIDTH), 0);
  CU_ASSERT_EQUAL(ntk_moves_less_falls(NAN, NTK_MOVES_LESS_RELATIVE_WIDTH), 0);
}

static void contraction(void) {
  double distance[N] = {8, 4, 2, 1};
  CU_ASSERT_EQUAL(ntk_gd_rate(N, distance, none, 0.5), 1);
  CU_ASSERT_EQUAL(ntk_gd_rate(N, distance, none, 0.4999), 0);
  CU_ASSERT_EQUAL(ntk_gd_rate(N, distance, small, 0.49999), 1);
  for (size_t i = 1; i < N; i++) {
    const double kept = distance[i];
    distance[i] = kept + 2e-3;
    CU_ASSERT_EQUAL(ntk_gd_rate(N, distance, small, 0.5), 0);
    distance[i] = NAN;
    CU_ASSERT_EQUAL(ntk_gd_rate(N, distance, small, 0.5), 0);
    distance[i] = kept;
  }
  CU_ASSERT_EQUAL(ntk_gd_rate(N, distance, none, NAN), 0);
  const double alone[] = {3.0}, bad[] = {NAN}, negative[] = {-1.0};
  CU_ASSERT_EQUAL(ntk_gd_rate(1, alone, none, 0.5), 1);
  CU_ASSERT_EQUAL(ntk_gd_rate(1, bad, none, 0.5), 0);
  CU_ASSERT_EQUAL(ntk_gd_rate(1, negative, none, 0.5), 0);
}

static void statistics(void) {
  static int (*const claims[])(double, double) = {ntk_p_value_passes, ntk_gaussian_process, ntk_langevin};
  for (size_t c = 0; c < sizeof claims / sizeof claims[0]; c++) {
    CU_ASSERT_EQUAL(claims[c](1e-6, 1e-6), 1);
    CU_ASSERT_EQUAL(claims[c](0.9e-6, 1e-6), 0);
    CU_ASSERT_EQUAL(claims[c](NAN, 1e-6), 0);
    CU_ASSERT_EQUAL(claims[c](0.5, NAN), 0);
  }
  CU_ASSERT_EQUAL(ntk_random_matrix(0.1, 0.1), 1);
  CU_ASSERT_EQUAL(ntk_random_matrix(0.11, 0.1), 0);
  CU_ASSERT_EQUAL(ntk_random_matrix(0.1, NAN), 0);
  CU_ASSERT_EQUAL(ntk_sgd_escapes(0.5, 0.4), 1);
  CU_ASSERT_EQUAL(ntk_sgd_escapes(0.4, 0.4), 0);
  CU_ASSERT_EQUAL(ntk_sgd_escapes(0.4, 0.5), 0);
  CU_ASSERT_EQUAL(ntk_sgd_escapes(NAN, 0.4), 0);
  CU_ASSERT_EQUAL(ntk_spurious_minima(1.0, 0.2, 0.1, 1e-9, 1e-8), 1);
  CU_ASSERT_EQUAL(ntk_spurious_minima(0.25, 0.2, 0.1, 1e-9, 1e-8), 0); /* as good as the best */
  CU_ASSERT_EQUAL(ntk_spurious_minima(1.0, 0.2, 0.1, 1e-7, 1e-8), 0);  /* not a critical point */
  CU_ASSERT_EQUAL(ntk_spurious_minima(NAN, 0.2, 0.1, 1e-9, 1e-8), 0);
  CU_ASSERT_EQUAL(ntk_spurious_minima(1.0, 0.2, 0.1, NAN, 1e-8), 0);
  CU_ASSERT_EQUAL(ntk_wide_enough(0.99, 1e-9, 1e-8), 1);
  CU_ASSERT_EQUAL(ntk_wide_enough(1.0, 1e-9, 1e-8), 0);
  CU_ASSERT_EQUAL(ntk_wide_enough(-0.1, 1e-9, 1e-8), 0);
  CU_ASSERT_EQUAL(ntk_wide_enough(0.5, 1e-7, 1e-8), 0);
  CU_ASSERT_EQUAL(ntk_wide_enough(NAN, 1e-9, 1e-8), 0);
}

NTK_TESTS("claim", {"inequalities hold at the bound and fail beyond it", inequalities}, {"a NaN never holds", parameters_that_are_not_numbers},
          {"bounds have known values", bounds}, {"the spectrum's two ends", spectrum}, {"identities, both signs", identities},
          {"rates", rates}, {"contraction", contraction}, {"statistics and conditions", statistics})
