/* The checks of the inequalities through ntk_check_run: they hold where the theory applies, say which hypothesis fails where it does not,
   and are refuted when the measured numbers are tampered with. Controls never hold. */
#include <math.h>
#include <pthread.h>
#include <string.h>

#include "check-setting.h"
#include "core/alloc.h"
#include "harness.h"

static const char *const ids[] = {"prediction-flow", "lemma-1", "stay-close", "gronwall", "lemma-2", "corollary", "drift-bound", "spectrum-stays", "main-theorem"};
enum { COUNT = sizeof ids / sizeof *ids };

static size_t place(const char *id) {
  for (size_t i = 0; i < COUNT; i++)
    if (strcmp(ids[i], id) == 0) return i;
  abort();
}

static void run(const ntk_setting *setting, ntk_result *results) {
  ntk_error err = {NTK_OK, ""};
  CU_ASSERT_EQUAL(ntk_check_run(setting, ids, COUNT, results, &err), NTK_OK);
}

static void drop(ntk_result *results) {
  for (size_t i = 0; i < COUNT; i++) ntk_result_clear(&results[i]);
}

static int starts(const char *text, const char *start) { return strncmp(text, start, strlen(start)) == 0; }

static void no_control_holds(const ntk_result *results) {
  for (size_t i = 0; i < COUNT; i++) {
    if (results[i].control.verdict == NTK_HELD) printf("control of %s holds: %s\n", ids[i], results[i].control.reason);
    CU_ASSERT_NOT_EQUAL(results[i].control.verdict, NTK_HELD);
    CU_ASSERT(results[i].control_what[0] != '\0');
  }
}

static double fact(const ntk_result *result, const char *name) { return json_number_value(json_object_get(result->facts, name)); }

static void all_hold(const check_case *c) {
  ntk_result results[COUNT];
  run(&c->setting, results);
  for (size_t i = 0; i < COUNT; i++) {
    const ntk_result *r = &results[i];
    if (r->sample.verdict != NTK_HELD) printf("%s: %s %s\n", ids[i], ntk_verdict_text(r->sample.verdict), r->sample.reason);
    CU_ASSERT_EQUAL(r->sample.verdict, NTK_HELD);
    CU_ASSERT(r->held == 2 && r->tried == 2 && r->failure_bound > 0.0 && r->failure_bound < 1.0);
    CU_ASSERT(r->sample.margin >= 1.0 && r->sample.init >= 0);
    CU_ASSERT_EQUAL(r->run.verdict, NTK_UNDECIDED);
    CU_ASSERT(starts(r->run.reason, "no-certificate"));
    CU_ASSERT_EQUAL(r->control.verdict, NTK_REFUTED);
    CU_ASSERT(fact(r, "horizon") >= 3.0 - 1e-9);
    for (size_t k = 0; k < json_array_size(r->series); k++) CU_ASSERT(json_array_size(json_object_get(json_array_get(r->series, k), "x")) <= 200);
  }
  /* a curve and a bound for each of the two initialisations */
  CU_ASSERT_EQUAL(json_array_size(results[place("lemma-2")].series), 4);
  CU_ASSERT_EQUAL(json_array_size(results[place("drift-bound")].series), 4);
  const char *name = json_string_value(json_object_get(json_array_get(results[place("lemma-2")].series, 2), "name"));
  CU_ASSERT(name != NULL && strcmp(name, "loss seed 1") == 0);
  no_control_holds(results);
  drop(results);
}

static void they_hold_on_digits(void) {
  for (size_t depth = 2; depth < 4; depth++) {
    check_case c = check_case_make("digits", 8, NULL, depth, 48);
    all_hold(&c);
    check_case_drop(&c);
  }
}

static void they_hold_with_several_outputs(void) {
  check_case c = check_case_make("iris", 5, "one-hot", 2, 64);
  c.setting.arch.init = NTK_INIT_ANTISYMMETRIC;
  c.setting.arch.bias_scale = 0.5;
  all_hold(&c);
  check_case_drop(&c);
}

/* The two equal flowers among a few others. */
static ntk_dataset *flowers(const ntk_dataset *iris) {
  enum { ROWS = 6 };
  gsl_matrix *x = gsl_matrix_alloc(ROWS, iris->x->size2), *y = gsl_matrix_alloc(ROWS, iris->y->size2);
  size_t source[ROWS], n = 0;
  for (size_t i = 0; i < iris->x->size1 && n < ROWS; i++) {
    const size_t left = (size_t)(iris->row[i] != 101 && iris->row[i] != 142);
    if (left && n >= ROWS - 2 && iris->row[i] != 101) continue;
    source[n++] = i;
  }
  n = 0;
  for (size_t i = 0; i < iris->x->size1; i++)
    if (iris->row[i] == 101 || iris->row[i] == 142) source[n++] = i;
  for (size_t i = 0; i < iris->x->size1 && n < ROWS; i++)
    if (iris->row[i] != 101 && iris->row[i] != 142) source[n++] = i;
  for (size_t i = 0; i < ROWS; i++) {
    gsl_vector_const_view a = gsl_matrix_const_row(iris->x, source[i]), b = gsl_matrix_const_row(iris->y, source[i]);
    gsl_matrix_set_row(x, i, &a.vector);
    gsl_matrix_set_row(y, i, &b.vector);
  }
  ntk_dataset *some = ntk_dataset_make("iris", x, y);
  for (size_t i = 0; i < ROWS; i++) some->row[i] = iris->row[source[i]];
  gsl_matrix_free(x), gsl_matrix_free(y);
  return some;
}

static void equal_flowers_are_named(void) {
  check_case c = check_case_make("iris", 0, NULL, 2, 48);
  ntk_dataset *some = flowers(c.data);
  ntk_result results[COUNT];
  c.setting.data = some;
  run(&c.setting, results);
  for (size_t i = 0; i < COUNT; i++) {
    const int rank_free = i == place("prediction-flow") || i == place("gronwall");
    CU_ASSERT_EQUAL(results[i].sample.verdict, rank_free ? NTK_HELD : NTK_HYPOTHESIS_FAILS);
    CU_ASSERT_EQUAL(results[i].run.verdict, rank_free ? NTK_UNDECIDED : NTK_HYPOTHESIS_FAILS);
    if (rank_free) continue;
    CU_ASSERT_STRING_EQUAL(results[i].sample.reason, "singular-kernel: rows 101 and 142 of iris are equal");
    CU_ASSERT_STRING_EQUAL(results[i].run.reason, "singular-kernel: rows 101 and 142 of iris are equal");
  }
  CU_ASSERT(fact(&results[place("lemma-1")], "control_limit") >= fact(&results[place("lemma-1")], "control_projection") * (1 - 1e-9));
  no_control_holds(results);
  drop(results);
  ntk_dataset_free(some);
  check_case_drop(&c);
}

static void relu_is_not_lipschitz(void) {
  check_case c = check_case_make("digits", 6, NULL, 2, 64);
  ntk_result results[COUNT];
  c.setting.arch.activation = &ntk_relu;
  run(&c.setting, results);
  static const char *const fails[] = {"stay-close", "spectrum-stays", "main-theorem"}, *const unknown[] = {"lemma-2", "corollary", "drift-bound"};
  for (size_t i = 0; i < 3; i++) {
    CU_ASSERT_EQUAL(results[place(fails[i])].sample.verdict, NTK_HYPOTHESIS_FAILS);
    CU_ASSERT(starts(results[place(fails[i])].sample.reason, "jacobian-not-lipschitz: "));
    CU_ASSERT_EQUAL(results[place(unknown[i])].sample.verdict, NTK_UNDECIDED);
    CU_ASSERT(starts(results[place(unknown[i])].sample.reason, "infimum-unknown: "));
  }
  CU_ASSERT_EQUAL(results[place("gronwall")].sample.verdict, NTK_UNDECIDED);
  CU_ASSERT_EQUAL(results[place("lemma-1")].sample.verdict, NTK_HELD);
  CU_ASSERT_NOT_EQUAL(results[place("prediction-flow")].sample.verdict, NTK_REFUTED);
  no_control_holds(results);
  drop(results);
  check_case_drop(&c);
}

static void plain_initialisation(void) {
  check_case c = check_case_make("digits", 6, NULL, 2, 32);
  ntk_result results[COUNT];
  c.setting.arch.init = NTK_INIT_PLAIN;
  run(&c.setting, results);
  CU_ASSERT_EQUAL(results[place("main-theorem")].sample.verdict, NTK_HYPOTHESIS_FAILS);
  CU_ASSERT(starts(results[place("main-theorem")].sample.reason, "no-scale: "));
  CU_ASSERT_EQUAL(results[place("lemma-2")].sample.verdict, NTK_HELD);
  CU_ASSERT_EQUAL(results[place("lemma-1")].sample.verdict, NTK_HELD);
  no_control_holds(results);
  drop(results);
  check_case_drop(&c);
}

static void not_numbers_are_undecided(void) {
  check_case c = check_case_make("digits", 6, NULL, 2, 16);
  ntk_result results[COUNT];
  double *theta = ntk_doubles(ntk_arch_params(&c.setting.arch), 1);
  theta[5] = NAN;
  c.setting.theta = theta;
  run(&c.setting, results);
  for (size_t i = 0; i < COUNT; i++) {
    CU_ASSERT(results[i].sample.verdict == NTK_UNDECIDED && results[i].tried == 1 && results[i].held == 0);
    CU_ASSERT_EQUAL(results[i].control.verdict, NTK_UNDECIDED);
  }
  drop(results);
  free(theta);
  check_case_drop(&c);
}

/* Any number of threads: the same outcomes, facts and curves, to the last bit. */
static void threads_change_nothing(void) {
  check_case c = check_case_make("digits", 6, NULL, 2, 24);
  ntk_result one[COUNT], three[COUNT];
  c.setting.inits = 5;
  run(&c.setting, one);
  c.setting.threads = 3;
  run(&c.setting, three);
  for (size_t i = 0; i < COUNT; i++) {
    CU_ASSERT_EQUAL(memcmp(&one[i].sample.margin, &three[i].sample.margin, sizeof(double)), 0);
    CU_ASSERT_EQUAL(one[i].sample.init, three[i].sample.init);
    CU_ASSERT_STRING_EQUAL(one[i].sample.reason, three[i].sample.reason);
    CU_ASSERT_STRING_EQUAL(one[i].control.reason, three[i].control.reason);
    CU_ASSERT(json_equal(one[i].facts, three[i].facts));
    CU_ASSERT(json_equal(one[i].series, three[i].series));
  }
  drop(one), drop(three);
  check_case_drop(&c);
}

/* Each check, given numbers that break the claim, says so; given a NaN, says nothing. */
typedef struct { const char *id; void (*tamper)(ntk_trial *t); ntk_verdict expected; } tampering;

static size_t last(const ntk_measured_flow *f) { return f->tr.count - 1; }
static void loss(ntk_trial *t) { t->flow.tr.sample[last(&t->flow)].R *= 1e4; }
static void loss_nan(ntk_trial *t) { t->flow.tr.sample[last(&t->flow) / 2].R = NAN; }
static void residual(ntk_trial *t) { t->flow.tr.sample[last(&t->flow) / 2].residual *= 100.0; }
static void residual_nan(ntk_trial *t) { t->flow.tr.sample[last(&t->flow) / 2].residual = NAN; }
static void drift(ntk_trial *t) { t->flow.tr.sample[last(&t->flow)].drift *= 1e6; }
static void drift_nan(ntk_trial *t) { t->flow.tr.sample[3].drift = NAN; }
static void speed(ntk_trial *t) { t->flow.tr.sample[last(&t->flow)].speed *= 1e9; }
static void growth(ntk_trial *t) { t->flow.tr.sample[last(&t->flow)].speed *= 1e-3; }
static void least(ntk_trial *t) { t->edge_flow.tr.sample[5].lambda_min *= 1e-4; }
static void largest(ntk_trial *t) { t->edge_flow.tr.sample[5].lambda_max *= 9.0; }
static void main_loss(ntk_trial *t) { t->main_flow.tr.sample[last(&t->main_flow)].R *= 1e4; }
static void main_drift(ntk_trial *t) { t->main_flow.tr.sample[last(&t->main_flow)].drift *= 1e6; }
static void main_linearised(ntk_trial *t) { t->main_flow.lin_r[last(&t->main_flow)] *= 100.0; }
static void main_alpha(ntk_trial *t) { t->main_alpha = 0.5 * t->threshold; }
static void gap_r(ntk_trial *t) { t->edge_flow.gap_r[4] += 1e6; }
static void gap_w(ntk_trial *t) { t->edge_flow.gap_w[4] += 1e6; }
static void sigma(ntk_trial *t) { t->sigma = t->sigma_max; }
static void kernel(ntk_trial *t) { for (size_t i = 0; i < t->N * t->N; i++) t->K[i] *= 1.02; }
static void infimum(ntk_trial *t) { t->flow.sigma_inf = 3.0 * t->sigma_max; }

static void tampering_is_noticed(void) {
  static const tampering cases[] = {
      {"lemma-2", loss, NTK_REFUTED}, {"lemma-2", loss_nan, NTK_UNDECIDED}, {"lemma-2", infimum, NTK_REFUTED}, {"corollary", residual, NTK_REFUTED},
      {"corollary", residual_nan, NTK_UNDECIDED}, {"corollary", infimum, NTK_REFUTED}, {"drift-bound", drift, NTK_REFUTED}, {"drift-bound", drift_nan, NTK_UNDECIDED},
      {"gronwall", residual, NTK_REFUTED}, {"gronwall", speed, NTK_REFUTED}, {"gronwall", growth, NTK_HYPOTHESIS_FAILS}, {"spectrum-stays", least, NTK_REFUTED},
      {"spectrum-stays", largest, NTK_REFUTED}, {"main-theorem", main_loss, NTK_REFUTED}, {"main-theorem", main_drift, NTK_REFUTED},
      {"main-theorem", main_linearised, NTK_REFUTED}, {"main-theorem", main_alpha, NTK_HYPOTHESIS_FAILS}, {"stay-close", gap_r, NTK_REFUTED},
      {"stay-close", gap_w, NTK_REFUTED}, {"lemma-1", sigma, NTK_REFUTED}, {"prediction-flow", kernel, NTK_REFUTED}};
  check_case c = check_case_make("digits", 6, NULL, 2, 24);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    ntk_trial *t = check_trial(&c.setting);
    ntk_outcome out;
    ntk_check_find(cases[i].id)->measure(t, &out);
    CU_ASSERT_EQUAL(out.verdict, NTK_HELD);
    cases[i].tamper(t);
    ntk_check_find(cases[i].id)->measure(t, &out);
    if (out.verdict != cases[i].expected) printf("%zu: %s: %s %s\n", i, cases[i].id, ntk_verdict_text(out.verdict), out.reason);
    CU_ASSERT_EQUAL(out.verdict, cases[i].expected);
    ntk_trial_free(t);
  }
  check_case_drop(&c);
}

typedef struct { pthread_t thread; size_t calls, elsewhere; double last; } listener;
static void listen(void *context, const char *what, double fraction) {
  listener *l = context;
  l->calls++;
  l->elsewhere += !pthread_equal(l->thread, pthread_self()) || what == NULL || !(fraction >= 0.0 && fraction <= 1.0);
  l->last = fraction;
}

static void progress_comes_from_the_main_thread(void) {
  check_case c = check_case_make("digits", 4, NULL, 2, 16);
  listener l = {.thread = pthread_self()};
  static const char *const one[] = {"lemma-2"};
  ntk_result result;
  c.setting.inits = 6, c.setting.threads = 3, c.setting.progress = listen, c.setting.progress_context = &l;
  CU_ASSERT_EQUAL(ntk_check_run(&c.setting, one, 1, &result, NULL), NTK_OK);
  CU_ASSERT(l.calls >= 2 && l.elsewhere == 0 && l.last > 0.0);
  CU_ASSERT_EQUAL(result.tried, 6);
  ntk_result_clear(&result);
  check_case_drop(&c);
}

static void wrong_use(void) {
  check_case c = check_case_make("digits", 4, NULL, 2, 16);
  static const char *const wrong[] = {"lemma-2", "lemma-3"};
  ntk_result results[2];
  ntk_error err;
  CU_ASSERT_EQUAL(ntk_check_run(&c.setting, wrong, 2, results, &err), NTK_EUSAGE);
  CU_ASSERT(strstr(err.text, "lemma-3") != NULL);
  ntk_result_clear(&results[0]), ntk_result_clear(&results[1]);
  c.setting.inits = 0;
  CU_ASSERT_EQUAL(ntk_check_run(&c.setting, ids, 1, results, &err), NTK_EUSAGE);
  ntk_result_clear(&results[0]);
  CU_ASSERT_PTR_NULL(ntk_check_find("lemma-3"));
  for (size_t i = 0; i < COUNT; i++) CU_ASSERT_STRING_EQUAL(ntk_check_find(ids[i])->id, ids[i]);
  check_case_drop(&c);
}

static void memory_runs_out(void) {
  check_case c = check_case_make("digits", 3, NULL, 2, 8);
  static const char *const some[] = {"lemma-1", "prediction-flow", "spectrum-stays"};
  size_t failures = 0;
  for (unsigned long k = 1; k < 60000; k += 1 + k / 4) {
    ntk_result results[3];
    ntk_error err = {NTK_OK, ""};
    c.setting.inits = 1;
    ntk_alloc_fail_at(k);
    const ntk_status status = ntk_check_run(&c.setting, some, 3, results, &err);
    ntk_alloc_fail_at(0);
    int whole = status == NTK_OK;
    for (size_t i = 0; i < 3; i++) whole = whole && results[i].sample.verdict == NTK_HELD && results[i].control.verdict == NTK_REFUTED;
    for (size_t i = 0; i < 3; i++) CU_ASSERT_NOT_EQUAL(results[i].sample.verdict, NTK_REFUTED);
    CU_ASSERT(status == NTK_OK || status == NTK_ENOMEM);
    failures += !whole;
    for (size_t i = 0; i < 3; i++) ntk_result_clear(&results[i]);
  }
  CU_ASSERT(failures > 20);
  check_case_drop(&c);
}

NTK_TESTS("check-inequalities", {"all hold on digits, depth 2 and 3", they_hold_on_digits}, {"all hold with several outputs", they_hold_with_several_outputs},
          {"equal flowers are named", equal_flowers_are_named}, {"relu", relu_is_not_lipschitz}, {"plain initialisation", plain_initialisation},
          {"what is not a number is undecided", not_numbers_are_undecided}, {"threads change nothing", threads_change_nothing},
          {"tampering is noticed", tampering_is_noticed}, {"progress comes from the main thread", progress_comes_from_the_main_thread},
          {"wrong ids and numbers", wrong_use}, {"memory runs out", memory_runs_out})
