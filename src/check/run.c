/* Runs checks: the trials in parallel, everything that is folded together in their order, so that threads change nothing. */
#include <limits.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/call.h"
#include "check/study.h"
#include "check/trial.h"
#include "core/alloc.h"
#include "core/size.h"

/* OpenBLAS: one thread a worker, and the same sums whatever the number of workers. */
/*@ terminates \true;
    exits \false;
    assigns \nothing; */
extern void openblas_set_num_threads(int threads);
/*@ terminates \true;
    exits \false;
    assigns \result \from \nothing; */
extern int openblas_get_num_threads(void);

typedef struct {
  const ntk_setting *setting;
  const ntk_check **check; /* count */
  ntk_result *results;     /* count */
  size_t count, inits, done;
  ntk_status status;       /* the first error, by initialisation */
  ntk_error *err;
} run_state;

/* What one initialisation says of one claim. */
typedef struct {
  ntk_outcome measured, control;
  char what[256];
} finding;

/*@ predicate results_valid{L}(ntk_result *results, integer n) = \forall integer c; 0 <= c < n ==> result_valid(results + c);
    predicate checks_valid{L}(ntk_check **check, integer n) = \forall integer c; 0 <= c < n ==> check_valid(check[c]);

    // writing results, or an error, changes nothing of the rest
    predicate run_apart{L}(run_state *r) =
      \separated(r->results + (0 .. r->count - 1), r) && \separated(r->results + (0 .. r->count - 1), r->setting) &&
      \separated(r->results + (0 .. r->count - 1), r->setting->data) && \separated(r->results + (0 .. r->count - 1), r->setting->data->x) &&
      \separated(r->results + (0 .. r->count - 1), r->setting->data->y) && \separated(r->results + (0 .. r->count - 1), r->err) &&
      \separated(r->err, r) && \separated(r->err, r->setting) && \separated(r, r->setting) && \separated(r, r->setting->data) &&
      \separated(r, r->setting->data->x) && \separated(r, r->setting->data->y) && \separated(r, r->check + (0 .. r->count - 1));

    predicate run_valid{L}(run_state *r) = \valid(r) && setting_valid(r->setting) && r->count * sizeof(ntk_result) <= SIZE_MAX && 0 < r->inits &&
      \valid_read(r->check + (0 .. r->count - 1)) && checks_valid(r->check, r->count) &&
      \valid(r->results + (0 .. r->count - 1)) && results_valid(r->results, r->count) && (r->err == \null || \valid(r->err)) && run_apart(r);

    predicate finding_apart{L}(finding *f, ntk_trial *t) = \separated(f, t) && \separated(f, t->setting); */

const ntk_check *ntk_check_find(const char *id) {
  /*@ loop invariant range: 0 <= i <= NTK_CHECKS;
      loop assigns i;
      loop variant NTK_CHECKS - i; */
  for (size_t i = 0; i < NTK_CHECKS; i++) {
    const ntk_check *check = ntk_check_at(i);
    if (strcmp(check->id, id) == 0) return check;
  }
  return NULL;
}

/*@ requires valid: check_valid(check) && check->measure != \null && trial_valid(trial) && \valid(f);
    requires apart: finding_apart(f, trial);
    terminates \true;
    exits \false;
    assigns *f, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
static void look(const ntk_check *check, const ntk_trial *trial, finding *f) {
  ntk_outcome_init(&f->measured);
  ntk_outcome_init(&f->control);
  ntk_check_measure(check, trial, &f->measured);
  if (check->control != NULL) ntk_check_control(check, trial, &f->control, f->what);
  f->measured.init = f->control.init = (long)trial->init;
}

/*@ requires valid: result_valid(result) && check_valid(check) && trial_valid(trial) && \valid_read(f);
    requires apart: \separated(result, f) && \separated(result, trial) && result_apart(result, trial->setting);
    terminates \true;
    exits \false;
    assigns *result, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures valid: result_valid(result); */
static void fold(ntk_result *result, const ntk_check *check, const ntk_trial *trial, const finding *f) {
  ntk_result_fold(result, &f->measured);
  ntk_study_control(result, &f->control);
  if (trial->init == 0) memcpy(result->control_what, f->what, sizeof result->control_what);
  if (check->facts != NULL) ntk_check_facts(check, trial, result);
  /* Rows equal to the last bit make K singular in exact arithmetic: no certificate is needed for that. */
  if (f->measured.verdict == NTK_HYPOTHESIS_FAILS && trial->singular.exact && strcmp(f->measured.reason, trial->singular.reason) == 0)
    ntk_outcome_set(&result->run, NTK_HYPOTHESIS_FAILS, "%s", trial->singular.reason);
}

/*@ requires valid: \valid_read(check);
    terminates \true;
    exits \false;
    assigns \result \from check->measure;
    ensures measures: \result == 1 <==> check->measure != \null;
    ensures boolean: \result == 0 || \result == 1; */
static int per_init(const ntk_check *check) { return check->measure != NULL; }

/* Everything of one initialisation; called in any order, folds in theirs (inside an ordered region of the caller's loop). */
/*@ requires valid: run_valid(run) && \valid(trial) && \valid(findings + (0 .. run->count - 1)) && \valid(err);
    requires apart: \separated(findings + (0 .. run->count - 1), run, run->setting) && \separated(err, run->setting) && \separated(err, run);
    terminates \true;
    exits \false;
    assigns *trial, findings[0 .. run->count - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_EUSAGE;
    ensures trial: \result == NTK_OK ==> \valid(*trial) && trial_valid(*trial) && (*trial)->setting == run->setting;
    ensures none: \result != NTK_OK ==> *trial == \null; */
static ntk_status examine(run_state *run, size_t init, ntk_trial **trial, finding *findings, ntk_error *err) {
  const ntk_status status = ntk_trial_alloc(trial, run->setting, init, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_any(findings, run->count * sizeof *findings, *trial, sizeof **trial);
  const ntk_trial *made = *trial;
  const size_t count = run->count;
  /*@ loop invariant range: 0 <= c <= count;
      loop invariant valid: trial_valid(made) && checks_valid(run->check, count);
      loop assigns c, findings[0 .. count - 1], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant count - c; */
  for (size_t c = 0; c < count; c++)
    if (per_init(run->check[c])) look(run->check[c], made, &findings[c]);
  return NTK_OK;
}

/*@ requires valid: run_valid(run) && \valid_read(err) && (status == NTK_OK ==> trial_valid(trial) && trial->setting == run->setting && \valid_read(findings + (0 .. run->count - 1)));
    requires apart: \separated(run->results + (0 .. run->count - 1), trial) && \separated(run->results + (0 .. run->count - 1), findings + (0 .. run->count - 1)) &&
                    \separated(run, trial) && \separated(run->err, trial) && \separated(run->err, err) && \separated(run, err);
    terminates \true;
    exits \false;
    assigns run->status, run->results[0 .. run->count - 1], *run->err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures valid: run_valid(run);
    ensures status: run->status == \old(run->status) || run->status == status; */
static void collect(run_state *run, const ntk_trial *trial, const finding *findings, ntk_status status, const ntk_error *err) {
  if (status != NTK_OK && run->status == NTK_OK) {
    run->status = status;
    ntk_fail(run->err, status, "%s", err->text);
  }
  if (status != NTK_OK || run->status != NTK_OK) return;
  const size_t count = run->count;
  /*@ loop invariant range: 0 <= c <= count;
      loop invariant valid: run_valid(run) && trial_valid(trial) && run->count == count;
      loop assigns c, run->results[0 .. count - 1], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant count - c; */
  for (size_t c = 0; c < count; c++)
    if (per_init(run->check[c])) fold(&run->results[c], run->check[c], trial, &findings[c]);
}

/* One initialisation on its way: what is computed in any order, and what it took. */
typedef struct {
  ntk_trial *trial;
  finding *findings;
  ntk_status status;
  ntk_error err;
} turn;

/*@ requires valid: run_valid(run) && \valid(t);
    requires apart: \separated(t, run) && \separated(t, run->setting) && \separated(t, run->results + (0 .. run->count - 1));
    terminates \true;
    exits \false;
    assigns *t, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: t->status == NTK_OK || t->status == NTK_ENOMEM || t->status == NTK_EUSAGE;
    ensures made: t->status == NTK_OK ==> \valid(t->trial) && trial_valid(t->trial) && t->trial->setting == run->setting && \valid(t->findings + (0 .. run->count - 1));
    ensures none: t->status != NTK_OK ==> t->trial == \null; */
static void begin(run_state *run, size_t init, turn *t) {
  t->err.status = NTK_OK;
  t->err.text[0] = '\0';
  t->trial = NULL;
  t->findings = ntk_calloc(run->count, 1, sizeof *t->findings);
  t->status = t->findings == NULL ? ntk_fail(&t->err, NTK_ENOMEM, "out of memory for %zu claims", run->count) : examine(run, init, &t->trial, t->findings, &t->err);
}

/* In the order of the initialisations. Returns the share that is done. */
/*@ requires valid: run_valid(run) && \valid_read(t) && run->done < run->inits &&
                    (t->status == NTK_OK ==> trial_valid(t->trial) && t->trial->setting == run->setting && \valid_read(t->findings + (0 .. run->count - 1)));
    requires apart: \separated(run->results + (0 .. run->count - 1), t->trial) && \separated(run->results + (0 .. run->count - 1), t->findings + (0 .. run->count - 1)) &&
                    \separated(run, t->trial) && \separated(run->err, t->trial) && \separated(run->err, t) && \separated(run, t) && \separated(run->results + (0 .. run->count - 1), t);
    terminates \true;
    exits \false;
    assigns run->status, run->done, run->results[0 .. run->count - 1], *run->err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures valid: run_valid(run);
    ensures done: run->done == \old(run->done) + 1;
    ensures status: run->status == \old(run->status) || run->status == t->status; */
static double end(run_state *run, const turn *t) {
  collect(run, t->trial, t->findings, t->status, &t->err);
  return (double)++run->done / (double)run->inits;
}

/*@ requires valid: run_valid(run) && run->done == 0 && run->status == NTK_OK;
    terminates \true;
    exits \false;
    assigns run->status, run->done, run->results[0 .. run->count - 1], *run->err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures valid: run_valid(run);
    ensures status: \result == run->status && (\result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_EUSAGE); */
static ntk_status run_trials(run_state *run) {
  const int threads = run->setting->threads > 0 ? run->setting->threads : omp_get_max_threads();
  ntk_study_progress(run->setting, "initialisations", 0.0);
#pragma omp parallel for ordered schedule(dynamic, 1) num_threads(threads)
  /*@ loop invariant range: 0 <= init <= run->inits && run->done == init;
      loop invariant valid: run_valid(run) && run->count == \at(run->count, Pre) && run->inits == \at(run->inits, Pre);
      loop invariant status: run->status == NTK_OK || run->status == NTK_ENOMEM || run->status == NTK_EUSAGE;
      loop assigns init, run->status, run->done, run->results[0 .. run->count - 1], *run->err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant run->inits - init; */
  for (size_t init = 0; init < run->inits; init++) {
    turn t;
    double fraction = 0.0;
    begin(run, init, &t);
#pragma omp ordered
    fraction = end(run, &t);
    ntk_study_progress(run->setting, "initialisations", fraction);
    ntk_trial_free(t.trial);
    free(t.findings);
  }
  return run->status;
}

/* A computation that broke down is news of this claim, not the end of the others. */
/*@ requires valid: setting_valid(setting) && check_valid(check) && check->study != \null && result_valid(result) && \valid(err);
    requires apart: \separated(result, setting, err) && result_apart(result, setting);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result) && \result != NTK_ENUMERIC && \result != NTK_ESTEPS;
    ensures valid: result_valid(result); */
static ntk_status run_study(const ntk_setting *setting, const ntk_check *check, ntk_result *result, ntk_error *err) {
  ntk_outcome out;
  const ntk_status status = ntk_check_study(check, setting, result, err);
  if (status != NTK_ENUMERIC && status != NTK_ESTEPS) return status;
  ntk_outcome_init(&out);
  ntk_outcome_set(&out, NTK_UNDECIDED, "computation: %s", err->text);
  ntk_result_fold(result, &out);
  return NTK_OK;
}

/* Keeps the first error. */
/*@ requires valid: \valid(run) && (run->err == \null || \valid(run->err)) && \valid_read(err);
    terminates \true;
    exits \false;
    assigns run->status, *run->err;
    ensures first: run->status == (\old(run->status) == NTK_OK ? status : \old(run->status)); */
static void note(run_state *run, ntk_status status, const ntk_error *err) {
  if (status == NTK_OK || run->status != NTK_OK) return;
  run->status = status;
  ntk_fail(run->err, status, "%s", err->text);
}
/* The studies side by side: each fills its own result, so their order changes nothing. */
/*@ requires valid: run_valid(run) && run->status == NTK_OK;
    terminates \true;
    exits \false;
    assigns run->status, run->results[0 .. run->count - 1], *run->err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures valid: run_valid(run);
    ensures status: \result == run->status && study_status(\result) && \result != NTK_ENUMERIC && \result != NTK_ESTEPS; */
static ntk_status run_studies(run_state *run) {
  const int threads = run->setting->threads > 0 ? run->setting->threads : omp_get_max_threads();
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
  /*@ loop invariant range: 0 <= c <= run->count;
      loop invariant valid: run_valid(run) && run->count == \at(run->count, Pre);
      loop invariant status: study_status(run->status) && run->status != NTK_ENUMERIC && run->status != NTK_ESTEPS;
      loop assigns c, run->status, run->results[0 .. run->count - 1], *run->err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant run->count - c; */
  for (size_t c = 0; c < run->count; c++) {
    ntk_error err = {NTK_OK, ""};
    if (run->check[c]->study == NULL) continue;
    const ntk_status status = run_study(run->setting, run->check[c], &run->results[c], &err);
    ntk_study_progress(run->setting, run->check[c]->id, 1.0);
#pragma omp critical
    note(run, status, &err);
  }
  return run->status;
}

/*@ requires valid: run_valid(run) && run->done == 0 && run->status == NTK_OK;
    terminates \true;
    exits \false;
    assigns run->status, run->done, run->results[0 .. run->count - 1], *run->err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures valid: results_valid(run->results, run->count);
    ensures status: study_status(\result) && \result != NTK_ENUMERIC && \result != NTK_ESTEPS; */
static ntk_status run_all(run_state *run) {
  int shared = 0;
  const size_t count = run->count;
  /*@ loop invariant range: 0 <= c <= count;
      loop assigns c, shared;
      loop variant count - c; */
  for (size_t c = 0; c < count; c++) shared = shared || per_init(run->check[c]);
  const int before = openblas_get_num_threads();
  openblas_set_num_threads(1);
  ntk_status status = shared ? run_trials(run) : NTK_OK;
  if (status == NTK_OK) status = run_studies(run);
  openblas_set_num_threads(before);
  /*@ loop invariant range: 0 <= c <= count;
      loop invariant valid: results_valid(run->results, count) && run->results == \at(run->results, Pre);
      loop assigns c, run->results[0 .. count - 1];
      loop variant count - c; */
  for (size_t c = 0; c < count; c++) ntk_result_close(&run->results[c]);
  return status;
}

/*@ requires valid: \valid(run->check + (0 .. run->count - 1)) && \valid_read(run) && \valid(run->results + (0 .. run->count - 1)) && results_valid(run->results, run->count) && (err == \null || \valid(err));
    requires valid_ids: ids == \null ? run->count <= NTK_CHECKS : \valid_read(ids + (0 .. run->count - 1)) && \forall integer i; 0 <= i < run->count ==> \valid_read(ids[i]);
    terminates \true;
    exits \false;
    assigns run->check[0 .. run->count - 1], run->results[0 .. run->count - 1], *err;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures valid: results_valid(run->results, run->count);
    ensures chosen: \result == NTK_OK ==> checks_valid(run->check, run->count); */
static ntk_status choose(run_state *run, const char *const *ids, ntk_error *err) {
  const size_t count = run->count;
  /*@ loop invariant range: 0 <= c <= count;
      loop invariant valid: results_valid(run->results, count);
      loop invariant chosen: \forall integer k; 0 <= k < c ==> check_valid(run->check[k]);
      loop assigns c, run->check[0 .. count - 1], run->results[0 .. count - 1];
      loop variant count - c; */
  for (size_t c = 0; c < count; c++) {
    const ntk_check *check = ids == NULL ? ntk_check_at(c) : ntk_check_find(ids[c]);
    if (check == NULL) return ntk_fail(err, NTK_EUSAGE, "no check named %s", ids[c]);
    run->check[c] = check;
    ntk_outcome_set(&run->results[c].run, NTK_UNDECIDED, "no-certificate: plain floating point is a sample");
    run->results[c].id = check->id;
  }
  return NTK_OK;
}

/* 1 iff BLAS and the norms of theory B4 can count with these sizes. */
/*@ requires valid: setting_given(setting);
    terminates \true;
    exits \false;
    assigns \result \from *setting, *setting->data->x;
    ensures fits: \result != 0 ==> setting_fits(setting); */
static int countable(const ntk_setting *setting) {
  const gsl_matrix *x = setting->data->x;
  size_t layers, rows, bytes;
  return x->tda <= INT_MAX && x->size1 <= INT_MAX && ntk_size_mul(setting->arch.width[setting->arch.depth], setting->arch.depth + 1, &layers) &&
         ntk_size_mul(layers, x->size1, &rows) && ntk_size_mul(rows, sizeof(double), &bytes);
}

ntk_status ntk_check_run(const ntk_setting *setting, const char *const *ids, size_t count, ntk_result *results, ntk_error *err) {
  run_state run = {.setting = setting, .results = results, .inits = setting->theta != NULL ? 1 : setting->inits, .err = err};
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant valid: results_valid(results, i);
      loop assigns i, results[0 .. count - 1];
      loop variant count - i; */
  for (size_t i = 0; i < count; i++) ntk_result_init(&results[i], "");
  run.count = ids != NULL || count < NTK_CHECKS ? count : NTK_CHECKS;
  if (run.inits == 0) return ntk_fail(err, NTK_EUSAGE, "at least one initialisation is needed");
  if (!countable(setting)) return ntk_fail(err, NTK_EUSAGE, "too many rows and outputs to count with");
  run.check = ntk_calloc(run.count, 1, sizeof *run.check);
  if (run.check == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for %zu claims", run.count);
  //@ ghost heap_own(run.check);
  ntk_status status = choose(&run, ids, err);
  if (status == NTK_OK) status = run_all(&run);
  free(run.check);
  return status;
}
