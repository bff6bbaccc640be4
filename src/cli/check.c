/* ntkcheck check: the claims over random initialisations -> report. */
#include "check/check.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/experiment.h"
#include "cli/machine.h"
#include "cli/progress.h"
#include "cli/value.h"
#include "core/alloc.h"
#include "model/init.h"
#include "report/build.h"
#include "report/json.h"
#include "report/ledger.h"
#include "report/source.h"
#include "report/table.h"
#include "report/words.h"
#include "report/write.h"

/* The claims asked for: all[count] in the ledger's words, checked[checks] those that have a check. Borrowed from ledger. */
typedef struct {
  json_t *ledger;
  const char **all, **checked; /* report/words.h; room for most, for NTK_CHECKS */
  size_t most, count, checks;
} selection;

/*@ predicate selection_valid{L}(selection *s) = \valid(s) && json(s->ledger) && s->all != \null && s->checked != \null &&
      s->checks <= s->count <= s->most && s->checks <= NTK_CHECKS; */

/* Is it among them? Where all claims are, it must be. */
/*@ requires valid: selection_valid(s) && \valid_read(id);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures boolean: \result == 0 || \result == 1;
    ensures room: \result == 0 ==> s->count < s->most; */
static int is_selected(const selection *s, const char *id) {
  /*@ loop invariant range: 0 <= i <= s->count;
      loop assigns i;
      loop variant s->count - i; */
  for (size_t i = 0; i < s->count; i++)
    if (strcmp(ntk_words_at(s->all, s->count, i), id) == 0) return 1;
  return s->count == s->most;
}

/*@ requires valid: selection_valid(s) && json(claim) && \valid_read(text) && \valid(err);
    requires apart: \separated(s, err);
    terminates \true;
    exits \false;
    assigns s->count, s->checks, err->status, err->text[0 .. 1023];
    ensures valid: selection_valid(s);
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE; */
static ntk_status add(selection *s, const json_t *claim, const char *text, ntk_error *err) {
  const char *id = ntk_json_string(claim, "id");
  if (is_selected(s, id)) return ntk_fail(err, NTK_EUSAGE, "--claims: expected each claim once, found %s again in '%.200s'", id, text);
  ntk_words_put(s->all, s->most, s->count, id);
  s->count++;
  if (s->checks == NTK_CHECKS || ntk_check_find(id) == NULL) return NTK_OK;
  ntk_words_put(s->checked, NTK_CHECKS, s->checks, id);
  s->checks++;
  return NTK_OK;
}

/*@ requires valid: selection_valid(s) && \valid(err);
    requires apart: \separated(s, err);
    terminates \true;
    exits \false;
    assigns s->count, s->checks, err->status, err->text[0 .. 1023];
    ensures valid: selection_valid(s);
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE; */
static ntk_status add_all(selection *s, ntk_error *err) {
  ntk_status status = NTK_OK;
  const size_t most = s->most;
  /*@ loop invariant range: 0 <= i <= most;
      loop invariant valid: selection_valid(s);
      loop invariant status: status == NTK_OK || status == NTK_EUSAGE;
      loop assigns i, status, s->count, s->checks, err->status, err->text[0 .. 1023];
      loop variant most - i; */
  for (size_t i = 0; i < most && status == NTK_OK; i++) status = add(s, json_array_get(s->ledger, i), "", err);
  return status;
}

/* The claim that the list's item names. */
/*@ requires valid: selection_valid(s) && \valid_read(item + (0 .. size)) && \valid_read(list) && \valid(err);
    requires apart: \separated(s, err);
    terminates \true;
    exits \false;
    assigns s->count, s->checks, err->status, err->text[0 .. 1023];
    ensures valid: selection_valid(s);
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE; */
static ntk_status add_item(selection *s, const char *item, size_t size, const char *list, ntk_error *err) {
  char id[64] = "";
  if (size < sizeof id) memcpy(id, item, size);
  const json_t *claim = ntk_ledger_find(s->ledger, id);
  if (claim == NULL || id[0] == '\0')
    return ntk_fail(err, NTK_EUSAGE, "--claims: expected ids that `ntkcheck claims` lists, found '%.*s'", size > 100 ? 100 : (int)size, item);
  return add(s, claim, list, err);
}

/*@ requires valid: selection_valid(s) && \valid_read(list) && \valid(err);
    requires apart: \separated(s, err);
    terminates \true;
    exits \false;
    assigns s->count, s->checks, err->status, err->text[0 .. 1023];
    ensures valid: selection_valid(s);
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE; */
static ntk_status add_list(selection *s, const char *list, ntk_error *err) {
  const size_t length = strlen(list);
  size_t at = 0, size = 0;
  int more = 1;
  ntk_status status = NTK_OK;
  /*@ loop invariant range: 0 <= at <= length && (more == 0 || more == 1);
      loop invariant valid: selection_valid(s);
      loop invariant status: status == NTK_OK || status == NTK_EUSAGE;
      loop assigns at, more, size, status, s->count, s->checks, err->status, err->text[0 .. 1023];
      loop variant length - at + more; */
  while (more && status == NTK_OK) {
    const char *item = NULL;
    more = ntk_value_item(list, length, &at, &item, &size);
    status = add_item(s, item, size, list, err);
  }
  return status;
}

/*@ requires valid: \valid(s) && (list == \null || \valid_read(list)) && \valid(err);
    requires apart: \separated(s, err);
    terminates \true;
    exits \false;
    assigns *s, err->status, err->text[0 .. 1023], ntk_alloc_countdown;
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_ENOMEM, NTK_EINTERNAL};
    ensures valid: \result == NTK_OK ==> selection_valid(s); */
static ntk_status select_claims(selection *s, const char *list, ntk_error *err) {
  s->all = NULL;
  s->checked = NULL;
  s->most = 0;
  s->count = 0;
  s->checks = 0;
  const ntk_status status = ntk_ledger_load(&s->ledger, err);
  if (status != NTK_OK) return status;
  s->most = json_array_size(s->ledger);
  s->all = ntk_words_alloc(s->most);
  s->checked = ntk_words_alloc(NTK_CHECKS);
  if (s->all == NULL || s->checked == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory: %zu claims", s->most);
  return list == NULL ? add_all(s, err) : add_list(s, list, err);
}

/*@ requires valid: \valid_read(s) && json(s->ledger);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void selection_clear(const selection *s) {
  free(s->all);
  free(s->checked);
  json_decref(s->ledger);
}

/*@ terminates \true;
    exits \false;
    assigns \nothing; */
static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Apart from the report, so that the same seed gives the same bytes there. */
/*@ requires valid: \valid_read(options) && \valid_read(options->out) && \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EWRITE, NTK_ENOMEM}; */
static ntk_status write_timings(const ntk_options *options, double checks, double report, ntk_error *err) {
  char path[4096];
  ntk_status status = ntk_report_path(path, options->out, "timings.json", err);
  if (status != NTK_OK) return status;
  json_t *out = json_object(), *spent = json_object();
  json_object_set_new(spent, "checks", json_real(checks));
  json_object_set_new(spent, "report", json_real(report));
  json_object_set_new(out, "source", json_string(ntk_source_hash()));
  json_object_set_new(out, "seconds", spent);
  json_object_set_new(out, "threads", json_integer(options->threads));
  status = ntk_json_write(out, path, err);
  json_decref(out);
  return status;
}

/*@ requires valid: json(report) && \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], ntk_alloc_countdown;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
static ntk_status print_table(const json_t *report, ntk_error *err) {
  ntk_status status = NTK_OK;
  ntk_text table;
  ntk_text_start(&table);
  ntk_table(&table, report, isatty(STDOUT_FILENO) && getenv("NO_COLOR") == NULL);
  if (table.failed) status = ntk_fail(err, NTK_ENOMEM, "out of memory while printing the table");
  else if (table.size > 0) fwrite(ntk_text_string(&table), 1, table.size, stdout);
  ntk_text_clear(&table);
  return status;
}

/*@ requires valid: \valid_read(options) && \valid_read(options->out) && json(report) && \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EWRITE, NTK_ENOMEM}; */
static ntk_status print(const ntk_options *options, const json_t *report, ntk_error *err) {
  const int json = ntk_given(options, NTK_OPTION_JSON);
  const ntk_status status = json ? ntk_json_write(report, NULL, err) : print_table(report, err);
  if (status == NTK_OK && !(json && ntk_given(options, NTK_OPTION_QUIET))) fprintf(json ? stderr : stdout, "%s/report.html\n", options->out);
  return status;
}

/* The report's files, while an interrupt waits. */
/*@ requires valid: \valid_read(options) && \valid_read(options->out) && json(report) && json(series) && \valid(err);
    requires apart: \separated(options, err);
    terminates \true;
    exits \false;
    assigns *err, ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EINTERNAL, NTK_EWRITE, NTK_ENOMEM}; */
static ntk_status write_report(const ntk_options *options, const json_t *report, const json_t *series, double spent, double start, ntk_error *err) {
  ntk_interrupt_hold();
  ntk_status status = ntk_report_write(report, series, options->out, err);
  if (status == NTK_OK) status = write_timings(options, spent, seconds() - start, err);
  ntk_interrupt_release();
  return status;
}

/* What the report is made from. */
/*@ requires valid: \valid(request) && \valid_read(options) && \valid_read(options->out) && \valid_read(experiment) && json(settings) && \valid_read(command);
    requires ids: ids != \null && \forall integer i; 0 <= i < count ==> \valid_read(ids + i) && \valid_read(ids[i]);
    requires apart: \separated(request, options) && \separated(request, experiment) && \separated(request, ids + (0 .. count - 1));
    terminates \true;
    exits \false;
    assigns *request;
    ensures valid: request_valid(request); */
static void fill(ntk_report_request *request, const ntk_options *options, const ntk_experiment *experiment, json_t *settings, const char *command, const char *const *ids,
                 size_t count) {
  request->settings = settings;
  request->command = command;
  request->inits = options->inits;
  request->replay_inits = experiment->theta == NULL;
  request->layers = options->layers;
  request->folder = options->out;
  request->ids = ids;
  request->id_count = count;
}

/* *report, *series := of the results (report/build.h), the replays' command made from the options. */
/*@ requires valid: \valid(err) && \valid_read(s) && \valid(command) && \valid(request) && \valid(report) && \valid(series);
    requires options: options_valid(options) && network_valid(options);
    requires experiment: experiment_valid(experiment);
    requires results: results_valid(results, s->checks);
    requires ids: ids != \null && \forall integer i; 0 <= i < s->count ==> \valid_read(ids + i) && \valid_read(ids[i]);
    requires apart: \separated(command, request, report, series) && \separated(err, command) && \separated(err, request);
    requires command_apart: \separated(command, options) && \separated(command, experiment) && \separated(command, s) && \separated(command, ids + (0 .. s->count - 1)) &&
                            \separated(command, results + (0 .. s->checks - 1));
    requires request_apart: \separated(request, options) && \separated(request, experiment) && \separated(request, s) && \separated(request, ids + (0 .. s->count - 1)) &&
                            \separated(request, results + (0 .. s->checks - 1));
    requires report_apart: \separated(report, results + (0 .. s->checks - 1)) && \separated(series, results + (0 .. s->checks - 1));
    terminates \true;
    exits \false;
    assigns *command, *request, *report, *series, err->status, err->text[0 .. 1023], ntk_alloc_countdown;
    ensures status: \result \in {NTK_OK, NTK_EINTERNAL, NTK_ENOMEM}; */
static ntk_status build(const ntk_options *options, const ntk_experiment *experiment, const selection *s, const char *const *ids, const ntk_result *results, ntk_text *command,
                        ntk_report_request *request, json_t **report, json_t **series, ntk_error *err) {
  ntk_status status;
  json_t *settings = ntk_experiment_settings(experiment, options);
  ntk_text_start(command);
  ntk_experiment_command(command, options);
  fill(request, options, experiment, settings, ntk_text_string(command), ids, s->count);
  if (settings == NULL || command->failed) status = ntk_fail(err, NTK_ENOMEM, "out of memory while making the report");
  else status = ntk_report_build(request, s->checks, results, report, series, err);
  ntk_text_clear(command);
  json_decref(settings);
  return status;
}

/*@ requires valid: \valid(exit_status) && \valid(err) && \valid_read(s);
    requires options: options_valid(options) && network_valid(options);
    requires experiment: experiment_valid(experiment);
    requires results: results_valid(results, s->checks);
    requires ids: ids != \null && \forall integer i; 0 <= i < s->count ==> \valid_read(ids + i) && \valid_read(ids[i]);
    requires apart: \separated(err, options);
    terminates \true;
    exits \false;
    assigns *exit_status, *err, ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EINTERNAL, NTK_EWRITE, NTK_ENOMEM};
    ensures exit: \result == NTK_OK ==> *exit_status \in {0, 1, 2}; */
static ntk_status report_on(const ntk_options *options, const ntk_experiment *experiment, const selection *s, const char *const *ids, const ntk_result *results, double spent,
                            int *exit_status, ntk_error *err) {
  json_t *report = NULL, *series = NULL;
  ntk_text command;
  ntk_report_request request;
  const double start = seconds();
  ntk_status status = build(options, experiment, s, ids, results, &command, &request, &report, &series, err);
  if (status == NTK_OK) status = write_report(options, report, series, spent, start, err);
  if (status == NTK_OK) status = print(options, report, err);
  if (status == NTK_OK) *exit_status = ntk_report_exit(report);
  json_decref(report);
  json_decref(series);
  return status;
}

/* What is to be checked. */
/*@ requires valid: \valid(setting) && \valid_read(progress);
    requires options: \valid_read(options) && network_valid(options);
    requires experiment: experiment_valid(experiment);
    requires apart: \separated(setting, options) && \separated(setting, experiment) && \separated(setting, experiment->data) && \separated(setting, experiment->data->x) &&
                    \separated(setting, experiment->data->y);
    terminates \true;
    exits \false;
    assigns *setting;
    ensures given: setting_given(setting); */
static void set(ntk_setting *setting, const ntk_options *options, const ntk_experiment *experiment, ntk_progress *progress) {
  setting->data = experiment->data;
  setting->arch = experiment->arch;
  setting->theta = experiment->theta;
  setting->alpha = options->alpha;
  setting->seed = options->seed;
  setting->inits = experiment->theta != NULL ? 1 : options->inits;
  setting->threads = options->threads;
  setting->stepper = options->stepper;
  setting->tolerance = options->tolerance;
  setting->time = options->time;
  setting->thorough = ntk_given(options, NTK_OPTION_THOROUGH);
  setting->progress = ntk_progress_show;
  setting->progress_context = progress;
}

/*@ requires valid: \valid(results + (0 .. count - 1)) && \valid(err) && \valid(setting) && \valid(progress);
    requires options: \valid_read(options) && network_valid(options);
    requires experiment: experiment_valid(experiment);
    requires ids: \forall integer i; 0 <= i < count ==> \valid_read(ids + i) && \valid_read(ids[i]);
    requires count: 1 <= count <= NTK_CHECKS;
    requires apart: \separated(results + (0 .. count - 1), err) && \separated(results + (0 .. count - 1), ids + (0 .. count - 1)) && \separated(results + (0 .. count - 1), setting);
    requires setting_apart: \separated(setting, options) && \separated(setting, experiment) && \separated(setting, experiment->data) && \separated(setting, experiment->data->x) &&
                    \separated(setting, experiment->data->y) && \separated(setting, progress) && \separated(setting, err) && \separated(setting, ids + (0 .. count - 1));
    requires progress_apart: \separated(progress, experiment) && \separated(progress, experiment->data) && \separated(progress, experiment->data->x) && \separated(progress, experiment->data->y);
    terminates \true;
    exits \false;
    assigns *setting, *progress, results[0 .. count - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_ENOMEM, NTK_EDATA, NTK_EINTERNAL}; */
static ntk_status check_with(const ntk_options *options, const ntk_experiment *experiment, const char *const *ids, size_t count, ntk_result *results, ntk_setting *setting,
                             ntk_progress *progress, ntk_error *err) {
  set(setting, options, experiment, progress);
  ntk_progress_start(progress, ntk_given(options, NTK_OPTION_QUIET));
  const ntk_status status = ntk_check_run(setting, ids, count, results, err);
  ntk_progress_end(progress);
  return status;
}

/*@ requires valid: \valid(results + (0 .. count - 1)) && \valid(err);
    requires options: \valid_read(options) && network_valid(options);
    requires experiment: experiment_valid(experiment);
    requires ids: \forall integer i; 0 <= i < count ==> \valid_read(ids + i) && \valid_read(ids[i]);
    requires count: 1 <= count <= NTK_CHECKS;
    requires apart: \separated(results + (0 .. count - 1), err) && \separated(results + (0 .. count - 1), ids + (0 .. count - 1));
    terminates \true;
    exits \false;
    assigns results[0 .. count - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_ENOMEM, NTK_EDATA, NTK_EINTERNAL}; */
static ntk_status check_claims(const ntk_options *options, const ntk_experiment *experiment, const char *const *ids, size_t count, ntk_result *results, ntk_error *err) {
  ntk_progress progress;
  ntk_setting setting;
  return check_with(options, experiment, ids, count, results, &setting, &progress, err);
}

/* The results bear the ledger's own ids, which live as long as the selection does. */
/*@ requires valid: \valid(results + (0 .. count - 1));
    requires ids: \forall integer i; 0 <= i < count ==> \valid_read(ids + i) && \valid_read(ids[i]);
    requires apart: \separated(results + (0 .. count - 1), ids + (0 .. count - 1));
    terminates \true;
    exits \false;
    assigns results[0 .. count - 1];
    ensures named: results_valid(results, count); */
static void name_results(size_t count, ntk_result *results, const char *const *ids) {
  /*@ loop invariant range: 0 <= i <= count;
      loop invariant named: \forall integer k; 0 <= k < i ==> \valid_read(results[k].id);
      loop invariant ids: \forall integer k; 0 <= k < count ==> \valid_read(ids[k]);
      loop assigns i, results[0 .. count - 1];
      loop variant count - i; */
  for (size_t i = 0; i < count; i++) results[i].id = ids[i];
}

/*@ requires valid: count == 0 || \valid(results + (0 .. count - 1));
    terminates \true;
    exits \false;
    assigns results[0 .. count - 1]; */
static void clear_results(size_t count, ntk_result *results) {
  /*@ loop invariant range: 0 <= i <= count;
      loop assigns i, results[0 .. count - 1];
      loop variant count - i; */
  for (size_t i = 0; i < count; i++) ntk_result_clear(&results[i]);
  free(results);
}

/*@ requires valid: \valid(exit_status) && \valid(err);
    requires options: options_valid(options) && network_valid(options);
    requires experiment: experiment_valid(experiment);
    requires selection: selection_valid(s);
    requires apart: \separated(err, options) && \separated(err, experiment) && \separated(err, s) && experiment_apart(experiment, err);
    terminates \true;
    exits \false;
    assigns *exit_status, *err, ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EDATA, NTK_EINTERNAL, NTK_EWRITE, NTK_ENOMEM};
    ensures exit: \result == NTK_OK ==> *exit_status \in {0, 1, 2}; */
static ntk_status check(const ntk_options *options, const ntk_experiment *experiment, const selection *s, int *exit_status, ntk_error *err) {
  ntk_status status = NTK_OK;
  const size_t count = s->checks;
  const char *const *ids = ntk_words_all(s->checked, count);
  ntk_result *results = ntk_calloc(count, 1, sizeof *results);
  if (results == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory: %zu claims", count);
  //@ ghost heap_own(results);
  //@ ghost heap_apart_any(results, count * sizeof(ntk_result), ids, count * sizeof(char *));
  //@ ghost heap_apart_any(results, count * sizeof(ntk_result), err, sizeof(ntk_error));
  //@ ghost heap_apart_any(results, count * sizeof(ntk_result), experiment, sizeof(ntk_experiment));
  //@ ghost heap_apart_any(results, count * sizeof(ntk_result), experiment->data, sizeof(ntk_dataset));
  //@ ghost heap_apart_any(results, count * sizeof(ntk_result), experiment->data->x, sizeof(gsl_matrix));
  //@ ghost heap_apart_any(results, count * sizeof(ntk_result), experiment->data->y, sizeof(gsl_matrix));
  //@ ghost heap_apart_any(results, count * sizeof(ntk_result), options, sizeof(ntk_options));
  //@ ghost heap_apart_any(results, count * sizeof(ntk_result), s, sizeof(selection));
  const double start = seconds();
  if (count > 0) {
    status = check_claims(options, experiment, ids, count, results, err);
    name_results(count, results, ids);
  }
  if (status == NTK_OK) status = report_on(options, experiment, s, ntk_words_all(s->all, s->count), results, seconds() - start, exit_status, err);
  clear_results(count, results);
  return status;
}

/*@ requires valid: \valid(err);
    requires options: options_valid(options);
    requires experiment: experiment_valid(experiment);
    requires apart: \separated(err, options) && experiment_apart(experiment, err);
    terminates \true;
    exits \false;
    assigns *err, ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EDATA, NTK_EWRITE, NTK_ENOMEM}; */
static ntk_status save_weights(const ntk_options *options, const ntk_experiment *experiment, ntk_error *err) {
  double *theta = NULL;
  if (!ntk_given(options, NTK_OPTION_SAVE_WEIGHTS)) return NTK_OK;
  ntk_status status = ntk_experiment_weights(experiment, options, &theta, err);
  if (status != NTK_OK) return status;
  ntk_interrupt_hold();
  status = ntk_weights_save(options->text[NTK_OPTION_SAVE_WEIGHTS], &experiment->arch, theta, err);
  ntk_interrupt_release();
  free(theta);
  return status;
}

/*@ requires valid: options_valid(options) && network_valid(options) && \valid(experiment) && experiment->data == \null && \valid(s) && \valid(exit_status) && \valid(err);
    requires apart: \separated(options, experiment, s, err) && \separated(exit_status, experiment) && \separated(exit_status, s);
    terminates \true;
    exits \false;
    assigns *experiment, *s, *exit_status, *err, ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EDATA, NTK_ENOINPUT, NTK_EINTERNAL, NTK_EWRITE, NTK_ENOMEM};
    ensures exit: \result == NTK_OK ==> *exit_status \in {0, 1, 2};
    ensures some: experiment->data == \null || \valid_read(experiment->data); */
static ntk_status load_and_check(const ntk_options *options, ntk_experiment *experiment, selection *s, int *exit_status, ntk_error *err) {
  ntk_status status = select_claims(s, options->text[NTK_OPTION_CLAIMS], err);
  if (status == NTK_OK) status = ntk_experiment_load(experiment, options, err);
  if (status == NTK_OK) status = ntk_writable_folder(options->out, err);
  if (status == NTK_OK) status = save_weights(options, experiment, err);
  return status == NTK_OK ? check(options, experiment, s, exit_status, err) : status;
}

/*@ requires valid: options_valid(options) && \valid(exit_status) && \valid(err);
    requires network: network_valid(options);
    requires apart: \separated(options, exit_status, err);
    terminates \true;
    exits \false;
    assigns *exit_status, *err, ntk_alloc_countdown, ntk_interrupted, ntk_heap[0 .. SIZE_MAX];
    ensures status: 0 <= \result < NTK_STATUS_COUNT;
    ensures exit: \result == NTK_OK ==> *exit_status \in {0, 1, 2}; */
static ntk_status run(const ntk_options *options, int *exit_status, ntk_error *err) {
  ntk_experiment experiment;
  selection s;
  experiment.data = NULL;
  experiment.theta = NULL;
  ntk_threads(options->threads);
  const ntk_status status = load_and_check(options, &experiment, &s, exit_status, err);
  selection_clear(&s);
  ntk_experiment_clear(&experiment);
  return status;
}

const ntk_subcommand ntk_subcommand_check = {
    "check", NTK_COMMAND_CHECK, "ntkcheck check [options]",
    "the claims over random initialisations -> report. Writes report.json, report.html, report.xml, plots.json and timings.json into the folder "
    "of --out and prints a table. Proof results of this very source (theorems.json, prove.json) are taken from there.",
    run};
