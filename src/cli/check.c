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
#include "report/write.h"

/* The claims asked for: all[count] in the ledger's words, checked[checks] those that have a check. Borrowed from ledger. */
typedef struct {
  json_t *ledger;
  const char **all, **checked;
  size_t count, checks;
} selection;

static ntk_status add(selection *s, const json_t *claim, const char *text, ntk_error *err) {
  const char *id = ntk_json_string(claim, "id");
  for (size_t i = 0; i < s->count; i++)
    if (strcmp(s->all[i], id) == 0) return ntk_fail(err, NTK_EUSAGE, "--claims: expected each claim once, found %s again in '%.200s'", id, text);
  s->all[s->count++] = id;
  if (ntk_check_find(id) != NULL) s->checked[s->checks++] = id;
  return NTK_OK;
}

static ntk_status select_claims(selection *s, const char *list, ntk_error *err) {
  ntk_status status = ntk_ledger_load(&s->ledger, err);
  if (status != NTK_OK) return status;
  const size_t most = json_array_size(s->ledger);
  s->all = ntk_calloc(most, 1, sizeof *s->all);
  s->checked = ntk_calloc(most, 1, sizeof *s->checked);
  if (s->all == NULL || s->checked == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory: %zu claims", most);
  for (size_t i = 0; list == NULL && i < most && status == NTK_OK; i++) status = add(s, json_array_get(s->ledger, i), "", err);
  const size_t length = list == NULL ? 0 : strlen(list);
  size_t at = 0, size = 0;
  int more = list != NULL;
  while (more && status == NTK_OK) {
    char id[64] = "";
    const char *item = NULL;
    more = ntk_value_item(list, length, &at, &item, &size);
    if (size < sizeof id) memcpy(id, item, size);
    const json_t *claim = ntk_ledger_find(s->ledger, id);
    if (claim == NULL || id[0] == '\0')
      return ntk_fail(err, NTK_EUSAGE, "--claims: expected ids that `ntkcheck claims` lists, found '%.*s'", size > 100 ? 100 : (int)size, item);
    status = add(s, claim, list, err);
  }
  return status;
}

static void selection_clear(selection *s) {
  free(s->all);
  free(s->checked);
  json_decref(s->ledger);
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Apart from the report, so that the same seed gives the same bytes there. */
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

static ntk_status print(const ntk_options *options, const json_t *report, ntk_error *err) {
  const int json = ntk_given(options, NTK_OPTION_JSON);
  ntk_status status = NTK_OK;
  if (json) status = ntk_json_write(report, NULL, err);
  else {
    ntk_text table = {0};
    ntk_table(&table, report, isatty(STDOUT_FILENO) && getenv("NO_COLOR") == NULL);
    if (table.failed) status = ntk_fail(err, NTK_ENOMEM, "out of memory while printing the table");
    else fwrite(ntk_text_string(&table), 1, table.size, stdout);
    ntk_text_clear(&table);
  }
  if (status == NTK_OK && !(json && ntk_given(options, NTK_OPTION_QUIET))) fprintf(json ? stderr : stdout, "%s/report.html\n", options->out);
  return status;
}

static ntk_status report_on(const ntk_options *options, const ntk_experiment *experiment, const selection *s, const ntk_result *results, double spent, int *exit_status, ntk_error *err) {
  json_t *report = NULL, *series = NULL, *settings = ntk_experiment_settings(experiment, options);
  ntk_text command = {0};
  const double start = seconds();
  ntk_experiment_command(&command, options);
  const ntk_report_request request = {.settings = settings, .command = ntk_text_string(&command), .inits = options->inits,
                                      .replay_inits = experiment->theta == NULL, .ids = s->all, .id_count = s->count,
                                      .layers = options->layers, .folder = options->out};
  ntk_status status = settings == NULL || command.failed ? ntk_fail(err, NTK_ENOMEM, "out of memory while making the report")
                                                         : ntk_report_build(&request, s->checks, results, &report, &series, err);
  if (status == NTK_OK) {
    ntk_interrupt_hold();
    status = ntk_report_write(report, series, options->out, err);
    if (status == NTK_OK) status = write_timings(options, spent, seconds() - start, err);
    ntk_interrupt_release();
  }
  if (status == NTK_OK) status = print(options, report, err);
  if (status == NTK_OK) *exit_status = ntk_report_exit(report);
  ntk_text_clear(&command);
  json_decref(settings);
  json_decref(report);
  json_decref(series);
  return status;
}

static ntk_status check_claims(const ntk_options *options, const ntk_experiment *experiment, const selection *s, ntk_result *results, ntk_error *err) {
  ntk_progress progress;
  const ntk_setting setting = {.data = experiment->data, .arch = experiment->arch, .theta = experiment->theta, .alpha = options->alpha,
                               .seed = options->seed, .inits = experiment->theta != NULL ? 1 : options->inits, .threads = options->threads,
                               .stepper = options->stepper, .tolerance = options->tolerance, .time = options->time, .thorough = ntk_given(options, NTK_OPTION_THOROUGH),
                               .progress = ntk_progress_show, .progress_context = &progress};
  ntk_progress_start(&progress, ntk_given(options, NTK_OPTION_QUIET));
  const ntk_status status = s->checks == 0 ? NTK_OK : ntk_check_run(&setting, s->checked, s->checks, results, err);
  ntk_progress_end(&progress);
  return status;
}

static ntk_status save_weights(const ntk_options *options, const ntk_experiment *experiment, ntk_error *err) {
  double *theta;
  if (!ntk_given(options, NTK_OPTION_SAVE_WEIGHTS)) return NTK_OK;
  ntk_status status = ntk_experiment_weights(experiment, options, &theta, err);
  if (status != NTK_OK) return status;
  ntk_interrupt_hold();
  status = ntk_weights_save(options->text[NTK_OPTION_SAVE_WEIGHTS], &experiment->arch, theta, err);
  ntk_interrupt_release();
  free(theta);
  return status;
}

static ntk_status run(const ntk_options *options, int *exit_status, ntk_error *err) {
  ntk_experiment experiment = {0};
  selection s = {0};
  ntk_result *results = NULL;
  ntk_threads(options->threads);
  ntk_status status = select_claims(&s, options->text[NTK_OPTION_CLAIMS], err);
  if (status == NTK_OK) status = ntk_experiment_load(&experiment, options, err);
  if (status == NTK_OK) status = ntk_writable_folder(options->out, err);
  if (status == NTK_OK) status = save_weights(options, &experiment, err);
  if (status == NTK_OK && (results = ntk_calloc(s.checks, 1, sizeof *results)) == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory: %zu claims", s.checks);
  const double start = seconds();
  if (status == NTK_OK) status = check_claims(options, &experiment, &s, results, err);
  if (status == NTK_OK) status = report_on(options, &experiment, &s, results, seconds() - start, exit_status, err);
  for (size_t i = 0; results != NULL && i < s.checks; i++) ntk_result_clear(&results[i]);
  free(results);
  selection_clear(&s);
  ntk_experiment_clear(&experiment);
  return status;
}

const ntk_subcommand ntk_subcommand_check = {
    "check", NTK_COMMAND_CHECK, "ntkcheck check [options]",
    "the claims over random initialisations -> report. Writes report.json, report.html, report.xml, plots.json and timings.json into the folder "
    "of --out and prints a table. Proof results of this very source (theorems.json, prove.json) are taken from there.",
    run};
