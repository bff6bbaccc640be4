/* One property: kept failures, random cases, coverage, control. */
#include "engine-run.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "core/alloc.h"
#include "core/rng.h"
#include "shrink.h"

/* Cases are drawn and run this many at a time, in parallel, and counted in their order. */
#define BATCH 8
/* So many cases may be discarded for each that counts (and 20 more) before the property gives up. */
#define DISCARDS 10
#define SHRINK_CASES 5000

double ntk_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* FNV-1a, 32 bits: names a property's streams. */
static uint64_t hash(const char *id) {
  uint32_t h = 2166136261u;
  for (; *id != '\0'; id++) h = (h ^ (unsigned char)*id) * 16777619u;
  return h;
}

ntk_status ntk_engine_draw(const ntk_property *property, uint64_t seed, int control, uint64_t i, ntk_case *c) {
  gsl_rng *rng = ntk_rng(seed, NTK_RNG_CASES, hash(property->id) << 24 | (uint64_t)(control != 0) << 23 | i);
  if (rng == NULL) return NTK_ENOMEM;
  *c = ntk_case_simplest();
  property->draw(rng, c);
  ntk_case_repair(c);
  gsl_rng_free(rng);
  return NTK_OK;
}

ntk_observation ntk_property_observe(const ntk_property *property, int control, const ntk_case *c) {
  ntk_observation o;
  ntk_observe(&o, NTK_FAIL, NAN, "the property gave no answer");
  (control ? property->control : property->run)(c, &o);
  if (property->statistical && o.answer == NTK_PASS && isnan(o.p_value)) {
    o.answer = NTK_FAIL;
    if (o.message[0] == '\0') snprintf(o.message, sizeof o.message, "the p-value is not a number");
  }
  return o;
}

int ntk_observation_fails(const ntk_property *property, int control, const ntk_observation *o, double threshold) {
  if (o->answer == NTK_DISCARD) return 0;
  if (!property->statistical) return control ? o->answer == NTK_PASS : o->answer == NTK_FAIL;
  const int rejected = o->answer == NTK_PASS && o->p_value <= threshold;
  return control ? !rejected : rejected || o->answer == NTK_FAIL; /* a control whose p-value is not known was not caught */
}

typedef struct {
  const ntk_property *property;
  int control;
  double threshold, deadline;
} shrinking;

static int still_fails(void *context, const ntk_case *c) {
  const shrinking *s = context;
  if (ntk_now() > s->deadline) return 0;
  const ntk_observation o = ntk_property_observe(s->property, s->control, c);
  return ntk_observation_fails(s->property, s->control, &o, s->threshold);
}

void ntk_property_fail(ntk_property_run *run, const ntk_engine_options *options, const ntk_case *c, int control, double threshold, const char *why) {
  run->failed = 1;
  snprintf(run->why, sizeof run->why, "%s", why);
  if (c == NULL) return;
  run->has_case = 1;
  run->drawn = (ntk_failure){.control = control, .c = *c};
  snprintf(run->drawn.id, sizeof run->drawn.id, "%s", run->property->id);
  run->failure = run->drawn;
  shrinking s = {run->property, control, threshold, ntk_now() + (options->shrink_seconds > 0 ? options->shrink_seconds : 20)};
  run->shrunk = ntk_shrink(&run->failure.c, still_fails, &s, SHRINK_CASES);
}

static void add_p(ntk_property_run *run, int control, const ntk_case *c, double p) {
  if (!run->property->statistical) return;
  if (control) run->control_p[run->control_p_count++] = (ntk_p_case){*c, p};
  else run->p[run->p_count++] = (ntk_p_case){*c, p};
}

/* Counts one case. 1: go on; 0: it failed. */
static int count(ntk_property_run *run, const ntk_engine_options *options, int control, const ntk_case *c, const ntk_observation *o) {
  if (control) {
    if (o->answer == NTK_DISCARD) run->idle++;
    else if (run->property->statistical) add_p(run, 1, c, o->answer == NTK_PASS ? o->p_value : NAN);
    else if (o->answer == NTK_FAIL) run->caught++;
    else if (run->escaped++ == 0) run->escape = *c;
    return 1;
  }
  if (o->answer == NTK_FAIL) {
    ntk_property_fail(run, options, c, 0, -1, o->message);
    return 0;
  }
  ntk_tally_add(&run->tally, run->property, c, o);
  if (o->answer == NTK_PASS) add_p(run, 0, c, o->p_value);
  return 1;
}

static size_t counted(const ntk_property_run *run, int control) {
  if (!control) return run->tally.passed;
  return run->property->statistical ? run->control_p_count : run->caught + run->escaped;
}

/* Random cases until `wanted` of them count. NTK_ENOMEM; else NTK_OK, run->failed saying whether one failed, too many were discarded or time was out. */
static ntk_status random_cases(ntk_property_run *run, const ntk_engine_options *options, int control, size_t wanted, double deadline) {
  const char *what = control ? "control: " : "";
  char why[512];
  for (uint64_t next = 0; !run->failed && counted(run, control) < wanted; next += BATCH) {
    ntk_case c[BATCH];
    ntk_observation o[BATCH];
    int out_of_memory = 0;
#pragma omp parallel for schedule(dynamic, 1) num_threads(options->threads > 0 ? options->threads : omp_get_num_procs())
    for (size_t i = 0; i < BATCH; i++) {
      if (ntk_engine_draw(run->property, options->seed, control, next + i, &c[i]) == NTK_OK)
        o[i] = ntk_property_observe(run->property, control, &c[i]);
      else {
#pragma omp atomic write
        out_of_memory = 1;
      }
    }
    if (out_of_memory) return NTK_ENOMEM;
    for (size_t i = 0; i < BATCH && counted(run, control) < wanted; i++)
      if (!count(run, options, control, &c[i], &o[i])) return NTK_OK;
    const size_t discarded = control ? run->idle : run->tally.discarded, enough = counted(run, control);
    if (options->progress != NULL)
      fprintf(options->progress, "\r\033[K%s: %s%zu of %zu", run->property->id, what, enough, wanted), fflush(options->progress);
    if (enough < wanted && discarded > DISCARDS * enough + 20) {
      snprintf(why, sizeof why, "%sgave up: %zu cases discarded, %zu of %zu counted (%s)", what, discarded, enough, wanted,
               o[BATCH - 1].answer == NTK_DISCARD ? o[BATCH - 1].message : "see the reasons");
      ntk_property_fail(run, options, NULL, control, -1, why);
    } else if (enough < wanted && ntk_now() > deadline) {
      snprintf(why, sizeof why, "%sout of time: %zu of %zu cases", what, enough, wanted);
      ntk_property_fail(run, options, NULL, control, -1, why);
    }
  }
  return NTK_OK;
}

/* The kept failures of this property. A p-value is judged alone here: such a case was kept because its p was far below. */
static void replay_known(ntk_property_run *run, const ntk_engine_options *options, const ntk_failures *known) {
  for (size_t i = 0; i < known->count && !run->failed; i++) {
    const ntk_failure *f = &known->failure[i];
    if (strcmp(f->id, run->property->id) != 0) continue;
    const ntk_observation o = ntk_property_observe(run->property, f->control, &f->c);
    char why[512];
    run->replayed++;
    if (!ntk_observation_fails(run->property, f->control, &o, NTK_FAMILY_ALARM)) continue;
    snprintf(why, sizeof why, "kept failure: %s%s", f->control ? "the control holds: " : "", o.message);
    ntk_property_fail(run, options, &f->c, f->control, NTK_FAMILY_ALARM, why);
  }
}

void ntk_property_judge_control(ntk_property_run *run, const ntk_engine_options *options, const ntk_case *escaped, double threshold) {
  const size_t n = run->caught + run->escaped;
  if (run->failed || (n > 0 && (double)run->caught >= run->property->control_share * (double)n)) return;
  char why[512];
  snprintf(why, sizeof why, "the control holds: %s: caught in %zu of %zu cases, at least %g%% and one are required", run->property->control_what,
           run->caught, n, 100 * run->property->control_share);
  ntk_property_fail(run, options, escaped, 1, threshold, why);
}

ntk_status ntk_property_run_all(const ntk_property *property, const ntk_engine_options *options, const ntk_failures *known, ntk_property_run *run,
                                ntk_error *err) {
  const size_t cases = options->cases > 0 ? options->cases : property->cases;
  const size_t controls = options->cases > 0 ? options->cases : property->controls;
  const double deadline = options->max_seconds > 0 ? ntk_now() + options->max_seconds : INFINITY;
  *run = (ntk_property_run){.property = property};
  ntk_tally_init(&run->tally);
  run->p = ntk_calloc(cases + 1, 1, sizeof *run->p);
  run->control_p = ntk_calloc(controls + 1, 1, sizeof *run->control_p);
  if (run->p == NULL || run->control_p == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory");
  replay_known(run, options, known);
  if (!run->failed && random_cases(run, options, 0, cases, deadline) != NTK_OK) return ntk_fail(err, NTK_ENOMEM, "out of memory");
  char why[256];
  if (!run->failed && !ntk_coverage(&run->tally, property, cases >= property->cases, why)) ntk_property_fail(run, options, NULL, 0, -1, why);
  if (!run->failed && random_cases(run, options, 1, controls, deadline) != NTK_OK) return ntk_fail(err, NTK_ENOMEM, "out of memory");
  if (!property->statistical) ntk_property_judge_control(run, options, run->escaped > 0 ? &run->escape : NULL, -1);
  return NTK_OK;
}

void ntk_property_run_clear(ntk_property_run *run) {
  free(run->p), free(run->control_p);
  run->p = run->control_p = NULL;
}
