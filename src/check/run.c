/* Runs checks: the trials in parallel, everything that is folded together in their order, so that threads change nothing. */
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/study.h"
#include "check/trial.h"
#include "core/alloc.h"

/* OpenBLAS: one thread a worker, and the same sums whatever the number of workers. */
extern void openblas_set_num_threads(int threads);
extern int openblas_get_num_threads(void);

typedef struct {
  const ntk_setting *setting;
  const ntk_check **check; /* count */
  ntk_result *results;     /* count */
  size_t count, inits, done;
  ntk_status status;       /* the first error, by initialisation */
  ntk_error *err;
} run_state;

const ntk_check *ntk_check_find(const char *id) {
  for (size_t i = 0; ntk_checks[i] != NULL; i++)
    if (strcmp(ntk_checks[i]->id, id) == 0) return ntk_checks[i];
  return NULL;
}

static void progress(const ntk_setting *setting, const char *what, double fraction) {
  if (setting->progress != NULL && omp_get_thread_num() == 0) setting->progress(setting->progress_context, what, fraction);
}

/* What one initialisation says of one claim. */
typedef struct {
  ntk_outcome measured, control;
  char what[256];
} finding;

static void look(const ntk_check *check, const ntk_trial *trial, finding *f) {
  ntk_outcome_init(&f->measured);
  ntk_outcome_init(&f->control);
  check->measure(trial, &f->measured);
  if (check->control != NULL) check->control(trial, &f->control, f->what);
  f->measured.init = f->control.init = (long)trial->init;
}

static void fold(ntk_result *result, const ntk_check *check, const ntk_trial *trial, const finding *f) {
  ntk_result_fold(result, &f->measured);
  ntk_study_control(result, &f->control);
  if (trial->init == 0) memcpy(result->control_what, f->what, sizeof result->control_what);
  if (check->facts != NULL) check->facts(trial, result);
  /* Rows equal to the last bit make K singular in exact arithmetic: no certificate is needed for that. */
  if (f->measured.verdict == NTK_HYPOTHESIS_FAILS && trial->singular.exact && strcmp(f->measured.reason, trial->singular.reason) == 0)
    ntk_outcome_set(&result->run, NTK_HYPOTHESIS_FAILS, "%s", trial->singular.reason);
}

static int per_init(const ntk_check *check) { return check->measure != NULL; }

/* Everything of one initialisation; called in any order, folds in theirs (inside an ordered region of the caller's loop). */
static ntk_status examine(run_state *run, size_t init, ntk_trial **trial, finding *findings, ntk_error *err) {
  const ntk_status status = ntk_trial_alloc(trial, run->setting, init, err);
  if (status != NTK_OK) return status;
  for (size_t c = 0; c < run->count; c++)
    if (per_init(run->check[c])) look(run->check[c], *trial, &findings[c]);
  return NTK_OK;
}

static void collect(run_state *run, const ntk_trial *trial, const finding *findings, ntk_status status, const ntk_error *err) {
  if (status != NTK_OK && run->status == NTK_OK) {
    run->status = status;
    ntk_fail(run->err, status, "%s", err->text);
  }
  if (status != NTK_OK || run->status != NTK_OK) return;
  for (size_t c = 0; c < run->count; c++)
    if (per_init(run->check[c])) fold(&run->results[c], run->check[c], trial, &findings[c]);
}

static ntk_status run_trials(run_state *run) {
  const int threads = run->setting->threads > 0 ? run->setting->threads : omp_get_max_threads();
  progress(run->setting, "initialisations", 0.0);
#pragma omp parallel for ordered schedule(dynamic, 1) num_threads(threads)
  for (size_t init = 0; init < run->inits; init++) {
    ntk_error err = {NTK_OK, ""};
    ntk_trial *trial = NULL;
    finding *findings = ntk_calloc(run->count, 1, sizeof *findings);
    double fraction = 0.0;
    const ntk_status status = findings == NULL ? ntk_fail(&err, NTK_ENOMEM, "out of memory for %zu claims", run->count) : examine(run, init, &trial, findings, &err);
#pragma omp ordered
    {
      collect(run, trial, findings, status, &err);
      fraction = (double)++run->done / (double)run->inits;
    }
    progress(run->setting, "initialisations", fraction);
    ntk_trial_free(trial);
    free(findings);
  }
  return run->status;
}

/* A computation that broke down is news of this claim, not the end of the others. */
static ntk_status run_study(const ntk_setting *setting, const ntk_check *check, ntk_result *result, ntk_error *err) {
  ntk_outcome out;
  const ntk_status status = check->study(setting, result, err);
  if (status != NTK_ENUMERIC && status != NTK_ESTEPS) return status;
  ntk_outcome_init(&out);
  ntk_outcome_set(&out, NTK_UNDECIDED, "computation: %s", err->text);
  ntk_result_fold(result, &out);
  return NTK_OK;
}

/* The studies side by side: each fills its own result, so their order changes nothing. */
static ntk_status run_studies(run_state *run) {
  const int threads = run->setting->threads > 0 ? run->setting->threads : omp_get_max_threads();
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
  for (size_t c = 0; c < run->count; c++) {
    ntk_error err = {NTK_OK, ""};
    if (run->check[c]->study == NULL) continue;
    const ntk_status status = run_study(run->setting, run->check[c], &run->results[c], &err);
    progress(run->setting, run->check[c]->id, 1.0);
#pragma omp critical
    if (status != NTK_OK && run->status == NTK_OK) {
      run->status = status;
      ntk_fail(run->err, status, "%s", err.text);
    }
  }
  return run->status;
}

static ntk_status run_all(run_state *run) {
  size_t shared = 0;
  for (size_t c = 0; c < run->count; c++) shared += (size_t)per_init(run->check[c]);
  const int before = openblas_get_num_threads();
  openblas_set_num_threads(1);
  ntk_status status = shared > 0 ? run_trials(run) : NTK_OK;
  if (status == NTK_OK) status = run_studies(run);
  openblas_set_num_threads(before);
  for (size_t c = 0; c < run->count; c++) ntk_result_close(&run->results[c]);
  return status;
}

static ntk_status choose(run_state *run, const char *const *ids, ntk_error *err) {
  for (size_t c = 0; c < run->count; c++) {
    run->check[c] = ids == NULL ? ntk_checks[c] : ntk_check_find(ids[c]);
    if (run->check[c] == NULL) return ntk_fail(err, NTK_EUSAGE, "no check named %s", ids == NULL ? "(beyond the last)" : ids[c]);
    ntk_outcome_set(&run->results[c].run, NTK_UNDECIDED, "no-certificate: plain floating point is a sample");
    run->results[c].id = run->check[c]->id;
  }
  return NTK_OK;
}

ntk_status ntk_check_run(const ntk_setting *setting, const char *const *ids, size_t count, ntk_result *results, ntk_error *err) {
  run_state run = {.setting = setting, .results = results, .inits = setting->theta != NULL ? 1 : setting->inits, .err = err};
  for (size_t i = 0; i < count; i++) ntk_result_init(&results[i], "");
  if (ids == NULL)
    for (run.count = 0; ntk_checks[run.count] != NULL && run.count < count;) run.count++;
  else run.count = count;
  if (run.inits == 0) return ntk_fail(err, NTK_EUSAGE, "at least one initialisation is needed");
  run.check = ntk_calloc(run.count, 1, sizeof *run.check);
  if (run.check == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for %zu claims", run.count);
  ntk_status status = choose(&run, ids, err);
  if (status == NTK_OK) status = run_all(&run);
  free(run.check);
  return status;
}
