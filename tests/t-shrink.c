/* Shrinking finds the smallest case of a known failure, and stops. */
#include <math.h>
#include <string.h>
#include "../properties/shrink.h"
#include "core/rng.h"
#include "harness.h"

static ntk_case parse(const char *line) {
  ntk_case c;
  ntk_error err = {.text = ""};
  if (ntk_case_parse(line, &c, &err) != NTK_OK) printf("%s: %s\n", line, err.text);
  return c;
}

static int n_and_alpha(void *context, const ntk_case *c) {
  (void)context;
  return c->n >= 5 && c->alpha > 2.5;
}
static int small_scale(void *context, const ntk_case *c) {
  (void)context;
  return c->weight_scale < 0.43 && c->depth >= 3;
}
static int second_wide(void *context, const ntk_case *c) {
  (void)context;
  return c->depth >= 3 && c->width[1] >= 6 && c->init == 1;
}
static int orthonormal(void *context, const ntk_case *c) {
  (void)context;
  return c->data == NTK_CASE_ORTHONORMAL && c->d >= 3;
}
static int odd_seed(void *context, const ntk_case *c) {
  (void)context;
  return c->seed % 2 == 1 && c->activation >= 2;
}
/* n can become 2 only after d has become 1, which stands behind it. */
static int second_round(void *context, const ntk_case *c) {
  (void)context;
  return (c->n >= 5 && c->d >= 3) || (c->n >= 2 && c->d == 1);
}
static int always(void *context, const ntk_case *c) {
  (void)c;
  ++*(size_t *)context;
  return 1;
}
static int never(void *context, const ntk_case *c) {
  (void)c;
  ++*(size_t *)context;
  return 0;
}

static void to_the_smallest(void) {
  static const struct {
    const char *from, *to;
    ntk_still_fails fails;
  } known[] = {{"data=digits init=plain activation=relu depth=5 width=17,9,33,8 n=37 k=3 d=64 alpha=739.1328 bias-scale=0.31 seed=991", "n=5 alpha=3",
                n_and_alpha},
               {"n=5 alpha=2.6", "n=5 alpha=2.6", n_and_alpha},
               {"depth=5 width=3 weight-scale=0.123456", "depth=3 weight-scale=0.4", small_scale},
               {"init=antisymmetric depth=4 width=40,41,32 n=2", "init=antisymmetric depth=3 width=1,6", second_wide},
               {"data=orthonormal n=9 d=20 k=2", "data=orthonormal d=3", orthonormal},
               {"activation=relu n=3 seed=123457", "activation=erf seed=1", odd_seed},
      {"n=40 d=30", "n=2", second_round}};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    ntk_case c = parse(known[i].from);
    char line[NTK_CASE_LINE];
    CU_ASSERT(known[i].fails(NULL, &c));
    const size_t tried = ntk_shrink(&c, known[i].fails, NULL, 5000);
    ntk_case_print(&c, line);
    CU_ASSERT_STRING_EQUAL(line, known[i].to);
    if (strcmp(line, known[i].to) != 0) printf("'%s' instead of '%s' after %zu\n", line, known[i].to, tried);
    CU_ASSERT(tried < 200);
  }
}

/* Nothing fails: it stays. Everything fails: the simplest case. The budget is kept. */
static void ends(void) {
  const char *from = "data=wine init=antisymmetric activation=relu depth=5 width=17,9,33,8 n=37 k=3 d=13 alpha=0.00123 seed=99100";
  size_t calls = 0;
  ntk_case c = parse(from), same = c, simplest = ntk_case_simplest();
  CU_ASSERT_EQUAL(ntk_shrink(&c, never, &calls, 100000), calls);
  CU_ASSERT(ntk_case_equal(&c, &same));
  CU_ASSERT(calls > 20 && calls < 200);
  calls = 0;
  ntk_shrink(&c, always, &calls, 100000);
  CU_ASSERT(ntk_case_equal(&c, &simplest));
  CU_ASSERT(calls < 100);
  c = same;
  calls = 0;
  CU_ASSERT_EQUAL(ntk_shrink(&c, never, &calls, 7), 7);
  CU_ASSERT_EQUAL(calls, 7);
}

/* On random failures "every field stands for itself above a threshold" the smallest is known for whole numbers: the threshold. */
static int above(void *context, const ntk_case *c) {
  const size_t *least = context;
  return c->n >= least[0] && c->k >= least[1] && c->d >= least[2] && c->steps >= least[3] && c->depth >= 2 + least[4] % 3;
}
static void thresholds(void) {
  gsl_rng *rng = ntk_rng(1, NTK_RNG_TESTS, 22);
  for (size_t i = 0; i < 300; i++) {
    size_t least[5];
    ntk_case c = ntk_case_simplest();
    for (size_t j = 0; j < 5; j++) least[j] = 1 + gsl_rng_uniform_int(rng, 9);
    c.n = least[0] + gsl_rng_uniform_int(rng, 50), c.k = 10, c.d = least[2] + gsl_rng_uniform_int(rng, 900),
    c.steps = least[3] + gsl_rng_uniform_int(rng, 100000), c.depth = 5;
    ntk_case_repair(&c);
    ntk_shrink(&c, above, least, 5000);
    CU_ASSERT(c.n == least[0] && c.k == least[1] && c.d == least[2] && c.steps == least[3] && c.depth == 2 + least[4] % 3);
  }
  gsl_rng_free(rng);
}

NTK_TESTS("shrink", {"known failures shrink to their smallest case", to_the_smallest}, {"it ends", ends}, {"thresholds are found", thresholds})
