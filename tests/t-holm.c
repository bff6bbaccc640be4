/* Holm against examples done by hand, and its family-wise error. */
#include <math.h>
#include "core/rng.h"
#include "harness.h"
#include "stats/stats.h"

static void by_hand(void) {
  int reject[4];
  /* alpha 0.05: 0.005 <= 0.05/4, 0.01 <= 0.05/3, 0.03 > 0.05/2: stop, although 0.04 <= 0.05/1. */
  ntk_holm(4, (const double[]){0.01, 0.04, 0.03, 0.005}, 0.05, reject);
  CU_ASSERT(reject[0] && !reject[1] && !reject[2] && reject[3]);
  /* 0.0125 = 0.05/4, 0.0166.. < 0.05/3, 0.025 = 0.05/2, 0.05: all at their thresholds */
  ntk_holm(4, (const double[]){0.05, 0.0125, 0.025, 0.0166}, 0.05, reject);
  CU_ASSERT(reject[0] && reject[1] && reject[2] && reject[3]);
  /* The least is above alpha/m: none, whatever the rest */
  ntk_holm(4, (const double[]){0.013, 0.013, 0.013, 0.013}, 0.05, reject);
  CU_ASSERT(!reject[0] && !reject[1] && !reject[2] && !reject[3]);
  ntk_holm(1, (const double[]){0.05}, 0.05, reject);
  CU_ASSERT(reject[0]);
  ntk_holm(0, NULL, 0.05, NULL);
}

static void unknown_is_rejected(void) {
  int reject[3];
  ntk_holm(3, (const double[]){0.9, NAN, 0.02}, 0.05, reject);
  CU_ASSERT(!reject[0] && reject[1] && reject[2]); /* 0.02 <= 0.05/2 after the NAN */
  ntk_holm(3, (const double[]){NAN, NAN, NAN}, 0, reject);
  CU_ASSERT(reject[0] && reject[1] && reject[2]);
}

/* m = 6 true hypotheses with uniform p: P(any rejected) <= alpha = 0.1. False alarm of this test 1e-6; that Holm is not idle: the
   probability is 1 - (1 - alpha/6)^6 = 0.0960 here, tested from below too. */
static void family_wise_error(void) {
  enum { TRIALS = 20000, M = 6 };
  gsl_rng *rng = ntk_rng(1, NTK_RNG_TESTS, 11);
  size_t any = 0;
  for (size_t trial = 0; trial < TRIALS; trial++) {
    double p[M];
    int reject[M], one = 0;
    for (size_t i = 0; i < M; i++) p[i] = gsl_rng_uniform(rng);
    ntk_holm(M, p, 0.1, reject);
    for (size_t i = 0; i < M; i++) one |= reject[i];
    any += (size_t)one;
  }
  gsl_rng_free(rng);
  const double rate = 1 - pow(1 - 0.1 / M, M);
  CU_ASSERT(ntk_binomial_at_least(any, TRIALS, rate) >= 1e-6);
  CU_ASSERT(ntk_binomial_at_most(any, TRIALS, rate) >= 1e-6);
}

NTK_TESTS("holm", {"examples by hand", by_hand}, {"an unknown p-value is rejected", unknown_is_rejected}, {"family-wise error", family_wise_error})
