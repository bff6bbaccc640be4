/* All properties, the family of the statistical ones, and what is printed. */
#include "engine.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "core/alloc.h"
#include "engine-run.h"
#include "stats/stats.h"

const ntk_property *ntk_property_find(const ntk_property *const *properties, const char *id) {
  for (; *properties != NULL; properties++)
    if (strcmp((*properties)->id, id) == 0) return *properties;
  return NULL;
}

/* Holm over every p-value of every statistical property; the least one of a property is its failure. The controls are held against the strictest
   threshold, the first of Holm's. */
static ntk_status judge_family(size_t count, ntk_property_run *runs, const ntk_engine_options *options, size_t *family, ntk_error *err) {
  size_t m = 0, at = 0;
  for (size_t r = 0; r < count; r++) m += runs[r].p_count;
  *family = m;
  double *p = ntk_doubles(m + 1, 1);
  int *reject = ntk_calloc(m + 1, 1, sizeof *reject);
  if (p == NULL || reject == NULL) {
    free(p), free(reject);
    return ntk_fail(err, NTK_ENOMEM, "out of memory");
  }
  for (size_t r = 0; r < count; r++)
    for (size_t i = 0; i < runs[r].p_count; i++) p[at++] = runs[r].p[i].p;
  ntk_holm(m, p, NTK_FAMILY_ALARM, reject);
  at = 0;
  for (size_t r = 0; r < count; r++) {
    ntk_property_run *run = &runs[r];
    const double strictest = NTK_FAMILY_ALARM / (double)(m > 0 ? m : 1);
    size_t worst = run->p_count, escaped = run->control_p_count;
    for (size_t i = 0; i < run->p_count; i++, at++)
      if (reject[at] && (worst == run->p_count || p[at] < run->p[worst].p)) worst = i;
    if (worst < run->p_count && !run->failed) {
      char why[256];
      snprintf(why, sizeof why, "p = %.3g, rejected by Holm among %zu tests with family-wise false alarm %g", run->p[worst].p, m, NTK_FAMILY_ALARM);
      ntk_property_fail(run, options, &run->p[worst].c, 0, fmax(run->p[worst].p, strictest), why);
    }
    for (size_t i = 0; i < run->control_p_count; i++) {
      const int caught = run->control_p[i].p <= strictest;
      run->caught += (size_t)caught;
      run->escaped += (size_t)!caught;
      if (!caught) escaped = i;
    }
    if (run->property->statistical)
      ntk_property_judge_control(run, options, escaped < run->control_p_count ? &run->control_p[escaped].c : NULL, strictest);
  }
  free(p), free(reject);
  return NTK_OK;
}

static void print_line(const ntk_property_run *run, FILE *out) {
  fprintf(out, "%-18s %s  ", run->property->id, run->failed ? "FAILED" : "passed");
  ntk_tally_print(&run->tally, run->property, out);
  if (run->caught + run->escaped > 0) fprintf(out, "; control caught %zu of %zu", run->caught, run->caught + run->escaped);
  if (run->idle > 0) fprintf(out, " (%zu discarded)", run->idle);
  if (run->replayed > 0) fprintf(out, "; %zu kept failures replayed", run->replayed);
  if (run->p_count > 0) {
    double least = 1;
    for (size_t i = 0; i < run->p_count; i++) least = fmin(least, run->p[i].p);
    fprintf(out, "; least p %.2g", least);
  }
  fprintf(out, "\n");
}

static void print_failure(const ntk_property_run *run, FILE *out) {
  char line[NTK_FAILURE_LINE];
  fprintf(out, "\n%s: %s\n  %s\n", run->property->id, run->property->statement, run->why);
  if (!run->has_case) return;
  ntk_failure_print(&run->drawn, line);
  fprintf(out, "  found at  %s\n", line);
  const ntk_observation o = ntk_property_observe(run->property, run->failure.control, &run->failure.c);
  ntk_failure_print(&run->failure, line);
  fprintf(out, "  smallest  %s\n            %s\n  replay    ntk-properties --replay '%s'   (%zu cases tried in shrinking)\n", line, o.message, line,
          run->shrunk);
}

static size_t select_properties(const ntk_property *const *properties, const char *only, ntk_property_run *runs) {
  size_t count = 0;
  for (; *properties != NULL; properties++)
    if (only == NULL || strcmp(only, (*properties)->id) == 0) {
      if (runs != NULL) runs[count].property = *properties;
      count++;
    }
  return count;
}

static ntk_status known_ids(const ntk_property *const *properties, const ntk_failures *known, const char *path, ntk_error *err) {
  for (size_t i = 0; i < known->count; i++)
    if (ntk_property_find(properties, known->failure[i].id) == NULL)
      return ntk_fail(err, NTK_EDATA, "%s: there is no property '%s'", path, known->failure[i].id);
  return NTK_OK;
}

static ntk_status run_selected(size_t count, ntk_property_run *runs, const ntk_engine_options *options, const ntk_failures *known,
                               ntk_engine_summary *summary, ntk_error *err) {
  size_t family = 0;
  ntk_status status = NTK_OK;
  for (size_t r = 0; r < count && status == NTK_OK; r++) {
    status = ntk_property_run_all(runs[r].property, options, known, &runs[r], err);
    if (options->progress != NULL) fprintf(options->progress, "\r\033[K"), fflush(options->progress);
    if (status == NTK_OK && !runs[r].property->statistical) print_line(&runs[r], options->out), fflush(options->out);
  }
  if (status == NTK_OK) status = judge_family(count, runs, options, &family, err);
  for (size_t r = 0; r < count && status == NTK_OK; r++) {
    if (runs[r].property->statistical) print_line(&runs[r], options->out);
    *(runs[r].failed ? &summary->failed : &summary->passed) += 1;
  }
  if (status == NTK_OK && family > 0)
    fprintf(options->out, "family of statistical tests: %zu p-values, Holm, false alarm of the family %g\n", family, NTK_FAMILY_ALARM);
  for (size_t r = 0; r < count && status == NTK_OK; r++) {
    if (!runs[r].failed) continue;
    print_failure(&runs[r], options->out);
    if (runs[r].has_case) status = ntk_failures_add(options->failures, known, &runs[r].failure, runs[r].why, err);
  }
  return status;
}

ntk_status ntk_engine_run(const ntk_property *const *properties, const ntk_engine_options *options, ntk_engine_summary *summary, ntk_error *err) {
  *summary = (ntk_engine_summary){0};
  const size_t count = select_properties(properties, options->only, NULL);
  if (count == 0) return ntk_fail(err, NTK_EUSAGE, "there is no property '%s'", options->only != NULL ? options->only : "");
  ntk_failures known;
  ntk_status status = ntk_failures_read(options->failures, &known, err);
  if (status != NTK_OK) return status;
  status = known_ids(properties, &known, options->failures, err);
  ntk_property_run *runs = ntk_calloc(count, 1, sizeof *runs);
  if (runs == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory");
  if (status == NTK_OK) {
    select_properties(properties, options->only, runs);
    status = run_selected(count, runs, options, &known, summary, err);
    for (size_t r = 0; r < count; r++) ntk_property_run_clear(&runs[r]);
  }
  free(runs);
  ntk_failures_clear(&known);
  if (status == NTK_OK) fprintf(options->out, "%zu passed, %zu failed\n", summary->passed, summary->failed);
  return status;
}

ntk_status ntk_engine_replay(const ntk_property *const *properties, const char *line, FILE *out, int *failed, ntk_error *err) {
  static const char *const words[] = {"holds", "does not hold", "says nothing (discarded)"};
  ntk_failure f;
  const ntk_status status = ntk_failure_parse(line, &f, err);
  if (status != NTK_OK) return status;
  const ntk_property *property = ntk_property_find(properties, f.id);
  if (property == NULL) return ntk_fail(err, NTK_EUSAGE, "there is no property '%s'", f.id);
  const ntk_observation o = ntk_property_observe(property, f.control, &f.c);
  char again[NTK_FAILURE_LINE];
  ntk_failure_print(&f, again);
  *failed = ntk_observation_fails(property, f.control, &o, NTK_FAMILY_ALARM);
  fprintf(out, "%s\n%s: %s%s", again, f.control ? "the control" : "the property", words[o.answer], o.message[0] ? ": " : "");
  fprintf(out, "%s", o.message);
  if (!isnan(o.margin)) fprintf(out, " (margin %.6g)", o.margin);
  if (!isnan(o.p_value)) fprintf(out, " (p = %.6g)", o.p_value);
  fprintf(out, "\n%d passed, %d failed\n", !*failed, *failed);
  return NTK_OK;
}
