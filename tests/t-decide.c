/* From predicates to outcomes: where the verdict turns, the margin, and that a NaN is never good news. */
#include "check/decide.h"

#include <math.h>
#include <string.h>

#include "check/result.h"
#include "claim/agree.h"
#include "claim/slope.h"
#include "harness.h"

static ntk_outcome agree(double value, double expected, double error) {
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_decide_agree(&out, "it", ntk_agree(1, &value, &expected, &error), 1, &value, &expected, &error);
  return out;
}

static void agreement(void) {
  const ntk_outcome inside = agree(1.5, 1.0, 1.0), outside = agree(3.0, 1.0, 1.0), nothing = agree(NAN, 1.0, 1.0), free_error = agree(1.0, 2.0, NAN);
  CU_ASSERT_EQUAL(inside.verdict, NTK_HELD);
  NTK_NEAR(inside.margin, 2.0, 1e-15);
  CU_ASSERT_EQUAL(outside.verdict, NTK_REFUTED);
  NTK_NEAR(outside.margin, 0.5, 1e-15);
  NTK_NEAR(outside.value, 2.0, 1e-15);
  CU_ASSERT_EQUAL(nothing.verdict, NTK_UNDECIDED);
  CU_ASSERT_EQUAL(free_error.verdict, NTK_UNDECIDED);
}

static void agreement_names_the_worst(void) {
  const double value[3] = {1.0, 2.0, 3.0}, expected[3] = {1.0, 2.5, 3.1}, error[3] = {0.1, 1.0, 0.05};
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_decide_agree(&out, "it", ntk_agree(3, value, expected, error), 3, value, expected, error);
  CU_ASSERT_EQUAL(out.verdict, NTK_REFUTED);
  CU_ASSERT(strstr(out.reason, "entry 2") != NULL);
}

static ntk_verdict slope(double low, double high, double expected, double other) {
  const ntk_fit fit = {0.0, (low + high) / 2.0, low, high, 0.0};
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_decide_slope(&out, "it", ntk_slope_within(low, high, expected, NTK_SLOPE_TOLERANCE), &fit, expected, other);
  return out.verdict;
}

static void exponents(void) {
  CU_ASSERT_EQUAL(slope(-1.05, -0.95, -1.0, -2.0), NTK_HELD);
  CU_ASSERT_EQUAL(slope(-1.2, -0.95, -1.0, -2.0), NTK_UNDECIDED);
  CU_ASSERT_EQUAL(slope(-0.8, -0.7, -1.0, -2.0), NTK_REFUTED);
  CU_ASSERT_EQUAL(slope(-1.5, -1.2, -1.0, -2.0), NTK_REFUTED);
  CU_ASSERT_EQUAL(slope(-1.05, -0.95, -1.0, -1.0), NTK_UNDECIDED);
  CU_ASSERT_EQUAL(slope(-1.05, -0.95, -1.0, NAN), NTK_HELD);
  CU_ASSERT_EQUAL(slope(NAN, NAN, -1.0, -2.0), NTK_UNDECIDED);
}

static ntk_verdict falls(double low, double high, double expected) {
  const ntk_fit fit = {0.0, (low + high) / 2.0, low, high, 0.0};
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_decide_slope_at_most(&out, "it", ntk_slope_at_most(high, expected, NTK_SLOPE_TOLERANCE), &fit, expected);
  return out.verdict;
}

static void one_sided_exponents(void) {
  CU_ASSERT_EQUAL(falls(-2.0, -1.8, -0.5), NTK_HELD);
  CU_ASSERT_EQUAL(falls(-0.6, -0.45, -0.5), NTK_HELD);
  CU_ASSERT_EQUAL(falls(-0.6, -0.3, -0.5), NTK_UNDECIDED);
  CU_ASSERT_EQUAL(falls(-0.2, -0.1, -0.5), NTK_REFUTED);
  CU_ASSERT_EQUAL(falls(NAN, NAN, -0.5), NTK_UNDECIDED);
}

static void p_values(void) {
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_decide_p_value(&out, "it", 1, 0.3, 1e-6);
  CU_ASSERT_EQUAL(out.verdict, NTK_HELD);
  CU_ASSERT(out.margin > 1.0);
  ntk_decide_p_value(&out, "it", 0, 1e-7, 1e-6);
  CU_ASSERT_EQUAL(out.verdict, NTK_REFUTED);
  CU_ASSERT(out.margin < 1.0);
  ntk_decide_p_value(&out, "it", 0, NAN, 1e-6);
  CU_ASSERT_EQUAL(out.verdict, NTK_UNDECIDED);
}

NTK_TESTS("decide", {"agreement turns where the error ends", agreement}, {"agreement names the worst entry", agreement_names_the_worst},
          {"an exponent holds, is open, or is refuted", exponents}, {"one-sided exponents", one_sided_exponents}, {"p-values", p_values})
