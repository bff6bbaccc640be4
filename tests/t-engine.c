/* The engine on properties whose truth is known: failures shrink to the smallest case and replay, nothing vacuous passes. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "../properties/engine.h"
#include "core/alloc.h"
#include "core/rng.h"
#include "harness.h"
#include "stats/stats.h"

static void draw(gsl_rng *rng, ntk_case *c) {
  c->n = 1 + gsl_rng_uniform_int(rng, 20);
  c->d = 1 + gsl_rng_uniform_int(rng, 9);
  c->alpha = 5 * gsl_rng_uniform(rng) + 0.01;
  c->data = gsl_rng_uniform_int(rng, 3);
  c->seed = gsl_rng_uniform_int(rng, 1000);
}

static void holds(const ntk_case *c, ntk_observation *o) { ntk_observe(o, NTK_PASS, 1 + c->alpha, "fine"); }
static void fails(const ntk_case *c, ntk_observation *o) { ntk_observe(o, NTK_FAIL, NAN, "n=%zu", c->n); }
static void discards(const ntk_case *c, ntk_observation *o) { ntk_observe(o, NTK_DISCARD, NAN, "no-case: n=%zu", c->n); }
static void silent(const ntk_case *c, ntk_observation *o) { (void)c, (void)o; }
/* False for n >= 5 and alpha > 2.5. */
static void sometimes(const ntk_case *c, ntk_observation *o) {
  if (c->n >= 5 && c->alpha > 2.5) ntk_observe(o, NTK_FAIL, 0.5, "n %zu and alpha %g", c->n, c->alpha);
  else holds(c, o);
}
static void even_rows_only(const ntk_case *c, ntk_observation *o) { (c->n % 2 ? discards : holds)(c, o); }
static void holds_where_d_is_1(const ntk_case *c, ntk_observation *o) { (c->d == 1 ? holds : fails)(c, o); }
static void slow(const ntk_case *c, ntk_observation *o) {
  const struct timespec pause = {.tv_nsec = 20000000};
  nanosleep(&pause, NULL);
  holds(c, o);
}

/* p-values: of a KS test on 30 normals of standard deviation 1, or 1.6. */
static void test_normals(const ntk_case *c, ntk_observation *o, double deviation) {
  double sample[200];
  gsl_rng *rng = ntk_rng(c->seed, NTK_RNG_TESTS, 30 + c->n);
  for (size_t i = 0; i < 200; i++) sample[i] = gsl_ran_gaussian(rng, deviation);
  gsl_rng_free(rng);
  ntk_observe_p(o, ntk_ks_test(200, sample, ntk_normal_cdf, NULL), "KS of 200 normals");
}
static void normal(const ntk_case *c, ntk_observation *o) { test_normals(c, o, 1); }
static void abnormal(const ntk_case *c, ntk_observation *o) { test_normals(c, o, 4); }
static void abnormal_when_large(const ntk_case *c, ntk_observation *o) { test_normals(c, o, c->n >= 7 ? 4 : 1); }
static void unknown_p(const ntk_case *c, ntk_observation *o) {
  (void)c;
  ntk_observe_p(o, NAN, "no p-value");
}

static int many(const ntk_case *c) { return c->n > 10; }
static int impossible(const ntk_case *c) { return c->n > 20; }
static const ntk_label no_labels[] = {{NULL, NULL, 0}};
static const ntk_label good_labels[] = {{"many", many, 40}, {"orthonormal", NULL, 0}, {NULL, NULL, 0}};
static const ntk_label bad_labels[] = {{"impossible", impossible, 5}, {NULL, NULL, 0}};

static ntk_property make(void (*run)(const ntk_case *, ntk_observation *), void (*control)(const ntk_case *, ntk_observation *)) {
  return (ntk_property){.id = "toy",
                        .statement = "a toy",
                        .draw = draw,
                        .run = run,
                        .control = control,
                        .control_what = "toy broken",
                        .control_share = 1,
                        .labels = no_labels,
                        .cases = 60,
                        .controls = 20};
}

static char output[20000];
static char path[] = "/tmp/ntk-engine-XXXXXX";

/* Runs; the printed text is in output. */
static ntk_engine_summary run_with(const ntk_property *property, ntk_engine_options options) {
  const ntk_property *const all[] = {property, NULL};
  ntk_engine_summary summary;
  ntk_error err = {.text = ""};
  memset(output, 0, sizeof output);
  options.out = fmemopen(output, sizeof output - 1, "w");
  if (ntk_engine_run(all, &options, &summary, &err) != NTK_OK) fprintf(options.out, "error: %s\n", err.text), summary.failed = 99;
  fclose(options.out);
  return summary;
}
static ntk_engine_summary run(const ntk_property *property) { return run_with(property, (ntk_engine_options){.seed = 1}); }

static int says(const char *text) {
  if (strstr(output, text) != NULL) return 1;
  printf("missing '%s' in:\n%s\n", text, output);
  return 0;
}

static void replays(const ntk_property *property, const char *line, int expected, const char *text) {
  const ntk_property *const all[] = {property, NULL};
  ntk_error err = {.text = ""};
  int failed = -1;
  memset(output, 0, sizeof output);
  FILE *file = fmemopen(output, sizeof output - 1, "w");
  CU_ASSERT_EQUAL(ntk_engine_replay(all, line, file, &failed, &err), NTK_OK);
  fclose(file);
  CU_ASSERT_EQUAL(failed, expected);
  CU_ASSERT(says(text));
}

static void true_property(void) {
  ntk_property p = make(holds, fails);
  const ntk_engine_summary s = run(&p);
  CU_ASSERT(s.passed == 1 && s.failed == 0);
  CU_ASSERT(says("toy                passed  60 held (a case fails with probability below 4.9%), margin 1."));
  CU_ASSERT(says("control caught 20 of 20\n1 passed, 0 failed\n"));
}

static void smallest_case(void) {
  ntk_property p = make(sometimes, fails);
  const ntk_engine_summary s = run(&p);
  CU_ASSERT(s.passed == 0 && s.failed == 1);
  CU_ASSERT(says("  smallest  toy n=5 alpha=3\n            n 5 and alpha 3\n  replay    ntk-properties --replay 'toy n=5 alpha=3'"));
  CU_ASSERT(says("0 passed, 1 failed\n"));
  replays(&p, "toy n=5 alpha=3", 1, "does not hold: n 5 and alpha 3 (margin 0.5)\n0 passed, 1 failed");
  replays(&p, "toy n=5 alpha=2.5", 0, "holds: fine (margin 3.5)\n1 passed, 0 failed");
}

static void nothing_vacuous_passes(void) {
  ntk_property p = make(discards, fails);
  CU_ASSERT_EQUAL(run(&p).failed, 1);
  CU_ASSERT(says("gave up: 24 cases discarded, 0 of 60 counted (no-case: "));
  p = make(silent, fails);
  CU_ASSERT_EQUAL(run(&p).failed, 1);
  CU_ASSERT(says("the property gave no answer"));
  p = make(even_rows_only, fails);
  CU_ASSERT_EQUAL(run(&p).failed, 0);
  CU_ASSERT(says("discarded (no-case "));
}

static void controls(void) {
  ntk_property p = make(holds, holds); /* a check that always agrees */
  CU_ASSERT_EQUAL(run(&p).failed, 1);
  CU_ASSERT(says("the control holds: toy broken: caught in 0 of 20 cases, at least 100% and one are required"));
  CU_ASSERT(says("--replay 'toy control'"));
  p = make(holds, discards);
  CU_ASSERT_EQUAL(run(&p).failed, 1);
  CU_ASSERT(says("control: gave up"));
  p = make(holds, holds_where_d_is_1); /* one case in nine escapes */
  p.controls = 100;
  CU_ASSERT_EQUAL(run(&p).failed, 1);
  p.control_share = 0.7;
  CU_ASSERT_EQUAL(run(&p).failed, 0);
  replays(&p, "toy control d=2", 0, "the control: does not hold");
  replays(&p, "toy control", 1, "the control: holds");
}

static void coverage(void) {
  ntk_property p = make(holds, fails);
  ntk_label labels[3];
  memcpy(labels, good_labels, sizeof labels);
  labels[1].holds = impossible; /* counted, not required */
  p.labels = labels;
  CU_ASSERT_EQUAL(run(&p).failed, 0);
  CU_ASSERT(says("orthonormal 0%"));
  p.labels = bad_labels; /* 5% of 60 cases: none at all has probability 0.046, and fails all the same */
  CU_ASSERT_EQUAL(run(&p).failed, 1);
  CU_ASSERT(says("coverage: label 'impossible': 0 of 60 cases, at least 5% are required"));
}

static void the_budget(void) {
  ntk_property p = make(slow, fails);
  CU_ASSERT_EQUAL(run_with(&p, (ntk_engine_options){.seed = 1, .max_seconds = 0.05, .threads = 1}).failed, 1);
  CU_ASSERT(says("out of time: 8 of 60 cases"));
}

static void statistical(void) {
  ntk_property p = make(normal, abnormal);
  p.statistical = 1;
  CU_ASSERT_EQUAL(run(&p).failed, 0);
  CU_ASSERT(says("control caught 20 of 20"));
  CU_ASSERT(says("family of statistical tests: 60 p-values, Holm, false alarm of the family 0.0001"));
  p = make(abnormal_when_large, abnormal);
  p.statistical = 1;
  CU_ASSERT_EQUAL(run(&p).failed, 1);
  CU_ASSERT(says("rejected by Holm among 60 tests"));
  CU_ASSERT(says("--replay 'toy n=7'"));
  replays(&p, "toy n=7", 1, "(p = ");
  p = make(normal, normal);
  p.statistical = 1;
  CU_ASSERT_EQUAL(run(&p).failed, 1);
  CU_ASSERT(says("the control holds"));
  p = make(unknown_p, abnormal);
  p.statistical = 1;
  CU_ASSERT_EQUAL(run(&p).failed, 1);
  CU_ASSERT(says("no p-value"));
  p = make(normal, unknown_p);
  p.statistical = 1;
  CU_ASSERT_EQUAL(run(&p).failed, 1);
  CU_ASSERT(says("caught in 0 of 20"));
}

/* Whatever the threads: the same margins, labels, cases found. Another seed: others. */
static void deterministic(void) {
  static char first[sizeof output], before[sizeof output];
  ntk_property property[] = {make(sometimes, fails), make(holds, fails)};
  for (uint64_t seed = 1; seed <= 6; seed++)
    for (size_t i = 0; i < 2; i++) {
      run_with(&property[i], (ntk_engine_options){.seed = seed, .threads = 1});
      memcpy(first, output, sizeof first);
      run_with(&property[i], (ntk_engine_options){.seed = seed, .threads = 3});
      CU_ASSERT_STRING_EQUAL(first, output);
      if (i == 1) CU_ASSERT(strcmp(first, before) != 0);
      if (i == 1) memcpy(before, first, sizeof before);
    }
}

static void kept_failures(void) {
  ntk_property p = make(sometimes, fails);
  const int descriptor = mkstemp(path);
  CU_ASSERT_FATAL(descriptor >= 0);
  close(descriptor);
  const ntk_engine_options options = {.seed = 1, .failures = path};
  run_with(&p, options);
  run_with(&p, options);
  CU_ASSERT(says("kept failure: n 5 and alpha 3"));
  CU_ASSERT(says("1 kept failures replayed"));
  p.run = holds; /* mended: it is still run first, and counted */
  CU_ASSERT_EQUAL(run_with(&p, options).failed, 0);
  CU_ASSERT(says("1 kept failures replayed"));
  FILE *file = fopen(path, "a");
  fputs("unheard-of n=2\n", file);
  fclose(file);
  run_with(&p, options);
  CU_ASSERT(says("there is no property 'unheard-of'"));
  unlink(path);
}

static void errors(void) {
  ntk_property p = make(holds, fails);
  const ntk_property *const all[] = {&p, NULL};
  ntk_engine_summary summary;
  ntk_error err;
  int failed;
  CU_ASSERT_EQUAL(ntk_engine_run(all, &(ntk_engine_options){.only = "tory", .out = stdout}, &summary, &err), NTK_EUSAGE);
  CU_ASSERT_STRING_EQUAL(err.text, "there is no property 'tory'");
  CU_ASSERT_EQUAL(ntk_engine_replay(all, "tory n=2", stdout, &failed, &err), NTK_EUSAGE);
  CU_ASSERT_EQUAL(ntk_engine_replay(all, "toy n=2 n=3", stdout, &failed, &err), NTK_EUSAGE);
  CU_ASSERT_STRING_EQUAL(err.text, "n=3: given twice");
  FILE *null = fopen("/dev/null", "w");
  for (unsigned long i = 1; i <= 5; i++) {
    ntk_alloc_fail_at(i);
    CU_ASSERT_EQUAL(ntk_engine_run(all, &(ntk_engine_options){.out = null}, &summary, &err), NTK_ENOMEM);
  }
  ntk_alloc_fail_at(0);
  fclose(null);
}

NTK_TESTS("engine", {"a true property passes", true_property}, {"a failure shrinks to the smallest case and replays", smallest_case},
          {"nothing vacuous passes", nothing_vacuous_passes}, {"controls", controls}, {"coverage", coverage}, {"time budget", the_budget},
          {"statistical properties", statistical}, {"deterministic", deterministic}, {"kept failures", kept_failures}, {"errors", errors})
