/* The decision on curves: NaN, refuted, held, errors too large; outcomes of one claim combined. */
#include "check/inequality.h"

#include <math.h>
#include <string.h>

#include "harness.h"

static void held_with_its_margin(void) {
  ntk_curve c = {.n = 0};
  ntk_outcome out;
  ntk_curve_add(&c, 0.0, 1.0, 1.0, 0.01); /* t = 0: equal by definition, no margin */
  ntk_curve_add(&c, 1.0, 0.5, 0.9, 0.01);
  ntk_curve_add(&c, 2.0, 0.4, 0.6, 0.01);
  ntk_decide_curve(&out, "R", 1, &c);
  CU_ASSERT_EQUAL(out.verdict, NTK_HELD);
  NTK_NEAR(out.margin, 1.5, 1e-15);
  CU_ASSERT(out.at == 2.0 && out.value == 0.4 && out.bound == 0.6 && out.error == 0.01);
  NTK_NEAR(ntk_curve_share(&c), 0.01 / 0.6, 1e-15);
}

static void refuted_with_its_witness(void) {
  ntk_curve c = {.n = 0};
  ntk_outcome out;
  ntk_curve_add(&c, 0.0, 1.0, 1.0, 0.0);
  ntk_curve_add(&c, 1.0, 0.95, 0.9, 0.06); /* explained by its error */
  ntk_curve_add(&c, 2.0, 0.8, 0.6, 0.01);
  ntk_decide_curve(&out, "R", 0, &c);
  CU_ASSERT_EQUAL(out.verdict, NTK_REFUTED);
  CU_ASSERT(out.at == 2.0 && out.value == 0.8);
  NTK_NEAR(out.margin, 0.75, 1e-15);
  CU_ASSERT(strncmp(out.reason, "exceeds: R = 0.8 at t = 2", 25) == 0);
}

static void not_finite_is_undecided(void) {
  for (int k = 0; k < 4; k++) {
    ntk_curve c = {.n = 0};
    ntk_outcome out;
    ntk_curve_add(&c, 0.0, 1.0, 1.0, 0.0);
    ntk_curve_add(&c, k == 0 ? NAN : 1.0, k == 1 ? NAN : 0.1, k == 2 ? INFINITY : 1.0, k == 3 ? NAN : 0.0);
    ntk_decide_curve(&out, "R", 1, &c);
    CU_ASSERT_EQUAL(out.verdict, NTK_UNDECIDED);
    ntk_decide_curve(&out, "R", 0, &c);
    CU_ASSERT_EQUAL(out.verdict, NTK_UNDECIDED);
  }
  ntk_curve none = {.n = 0};
  ntk_outcome out;
  ntk_decide_curve(&out, "R", 1, &none);
  CU_ASSERT_EQUAL(out.verdict, NTK_UNDECIDED);
}

static void a_large_error_says_nothing(void) {
  ntk_curve c = {.n = 0};
  ntk_outcome out;
  ntk_curve_add(&c, 0.0, 1.0, 1.0, 0.2);
  ntk_curve_add(&c, 1.0, 0.1, 0.5, 0.06);
  ntk_decide_curve(&out, "R", 1, &c);
  CU_ASSERT(out.verdict == NTK_UNDECIDED && strncmp(out.reason, "error-too-large", 15) == 0);
  ntk_decide_curve(&out, "R", 0, &c); /* beyond bound and error it is refuted whatever the share */
  CU_ASSERT_EQUAL(out.verdict, NTK_REFUTED);
}

static void a_full_curve_takes_no_more(void) {
  static ntk_curve c;
  c.n = 0;
  for (size_t i = 0; i < NTK_CURVE_MOST + 5; i++) ntk_curve_add(&c, (double)i, 1.0, 2.0, 0.0);
  CU_ASSERT_EQUAL(c.n, NTK_CURVE_MOST);
}

static void the_worse_of_two(void) {
  ntk_outcome a, b;
  ntk_outcome_init(&a), ntk_outcome_init(&b);
  a.verdict = NTK_HELD, a.margin = 3.0;
  b.verdict = NTK_HELD, b.margin = 2.0;
  ntk_outcome_worse(&a, &b);
  CU_ASSERT_EQUAL(a.margin, 2.0);
  b.margin = 9.0;
  ntk_outcome_worse(&a, &b);
  CU_ASSERT_EQUAL(a.margin, 2.0);
  b.verdict = NTK_REFUTED;
  ntk_outcome_worse(&a, &b);
  CU_ASSERT_EQUAL(a.verdict, NTK_REFUTED);
}

NTK_TESTS("inequality", {"held, with the least margin after t = 0", held_with_its_margin}, {"refuted, with the witness", refuted_with_its_witness},
          {"what is not finite is undecided", not_finite_is_undecided}, {"an error as large as the bound is undecided", a_large_error_says_nothing},
          {"a full curve", a_full_curve_takes_no_more}, {"the worse of two outcomes", the_worse_of_two})
