/* Counting: labels' coverage by the exact binomial test, reasons of discards, the least margin. */
#include <math.h>
#include <string.h>
#include "../properties/tally.h"
#include "harness.h"

static int wide(const ntk_case *c) { return c->width[0] > 10; }
static int everything(const ntk_case *c) {
  (void)c;
  return 1;
}
static const ntk_label labels[] = {{"wide", wide, 30}, {"all", everything, 0}, {NULL, NULL, 0}};
static const ntk_property property = {.id = "test", .labels = labels};

/* passes cases, of which `wides` have the label */
static ntk_tally tally_of(size_t passes, size_t wides) {
  ntk_tally tally;
  ntk_observation o;
  ntk_case c = ntk_case_simplest();
  ntk_tally_init(&tally);
  for (size_t i = 0; i < passes; i++) {
    c.width[0] = i < wides ? 11 : 10;
    ntk_observe(&o, NTK_PASS, 2 + fabs((double)i - 7), "unused");
    ntk_tally_add(&tally, &property, &c, &o);
  }
  return tally;
}

/* X ~ Bin(100, 0.3): P(X <= 10) = 1.6e-6, P(X <= 9) = 4.0e-7 (R: pbinom). */
static void coverage(void) {
  char why[256] = "";
  ntk_tally enough = tally_of(100, 10), few = tally_of(100, 9), none = tally_of(3, 0);
  CU_ASSERT(ntk_coverage(&enough, &property, 1, why));
  CU_ASSERT(!ntk_coverage(&few, &property, 1, why));
  CU_ASSERT_STRING_EQUAL(why, "coverage: label 'wide': 9 of 100 cases, at least 30% are required (so few by chance: probability 4e-07)");
  CU_ASSERT(!ntk_coverage(&none, &property, 1, why)); /* 0 of 3 may be chance, but nothing was covered */
  CU_ASSERT(ntk_coverage(&none, &property, 0, why));
}

static void margins(void) {
  const ntk_tally tally = tally_of(20, 8);
  CU_ASSERT_EQUAL(tally.passed, 20);
  CU_ASSERT_EQUAL(tally.margin, 2);
  CU_ASSERT_EQUAL(tally.tightest.width[0], 11); /* the 7th */
  CU_ASSERT(tally.label[0] == 8 && tally.label[1] == 20);
}

static void reasons(void) {
  ntk_tally tally = tally_of(60, 30);
  const ntk_case c = ntk_case_simplest();
  ntk_observation o;
  for (size_t i = 0; i < 20; i++) {
    ntk_observe(&o, NTK_DISCARD, NAN, i % 4 == 0 ? "too-stiff: case %zu" : "singular-kernel: case %zu", i);
    ntk_tally_add(&tally, &property, &c, &o);
  }
  CU_ASSERT(tally.discarded == 20 && tally.passed == 60);
  char text[1024] = "";
  FILE *file = fmemopen(text, sizeof text, "w");
  ntk_tally_print(&tally, &property, file);
  fclose(file);
  CU_ASSERT_STRING_EQUAL(
      text, "60 held (a case fails with probability below 4.9%), margin 2, 20 discarded (too-stiff 5, singular-kernel 15); wide 50%, all 100%");
  for (size_t i = 0; i < 20; i++) { /* more codes than places: the last place collects them */
    ntk_observe(&o, NTK_DISCARD, NAN, "code-%zu: x", i);
    ntk_tally_add(&tally, &property, &c, &o);
  }
  size_t sum = 0;
  for (size_t i = 0; i < NTK_REASONS; i++) sum += tally.reason[i].count;
  CU_ASSERT_EQUAL(sum, 40);
}

NTK_TESTS("tally", {"coverage", coverage}, {"least margin", margins}, {"reasons of discards", reasons})
