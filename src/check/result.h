/* The one result model: what a check found, per claim and layer. Reports only write it down. */
#ifndef NTK_CHECK_RESULT_H
#define NTK_CHECK_RESULT_H

#include <jansson.h>
#include <stdint.h>
#include "core/verdict.h"

/* One comparison, at its worst: value <= bound + error (or the quantities the reason names). */
typedef struct {
  ntk_verdict verdict;
  double margin;        /* bound / value at its worst; above 1 holds with room; NAN where there is none */
  double value, bound, error;
  double at;            /* time (or size) of the worst; NAN where there is none */
  long init;            /* initialisation of the worst; -1 where there is none */
  char reason[512];     /* starts with a reason code, e.g. "singular-kernel: rows 101 and 142 are equal" */
} ntk_outcome;

/* One claim, checked. */
typedef struct {
  const char *id;
  ntk_outcome run;      /* certificates; without one: undecided (or hypothesis-fails where that is exact) */
  ntk_outcome sample;   /* the worst over all tried */
  size_t held, tried;   /* initialisations (or tests) that held, of those tried */
  double failure_bound; /* Clopper-Pearson: it fails with at most this probability, at 95%; NAN when nothing was tried */
  ntk_outcome control;  /* the hypothesis broken: must not be held */
  char control_what[256];
  json_t *facts;        /* object: measured quantities, fits (exponent, low, high), p-values, sizes; owned */
  json_t *series;       /* array of {"name","x":[...],"y":[...],"x_label","y_label"[,"log","style"]} for plots; owned; may be empty */
} ntk_result;

#include "../../spec/acsl/result.h"

/* Undecided with the reason "not-checked: ...", numbers NAN, init -1. */
/*@ requires valid: \valid(out);
    terminates \true;
    exits \false;
    assigns *out;
    ensures undecided: out->verdict == NTK_UNDECIDED;
    ensures none: out->init == -1; */
void ntk_outcome_init(ntk_outcome *out);

/* Sets verdict and reason; the numbers stay as they are. */
/*@ requires valid: \valid(out) && \valid_read(format);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511] \from verdict, format;
    ensures verdict: out->verdict == verdict; */
void ntk_outcome_set(ntk_outcome *out, ntk_verdict verdict, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Where the text ends in a field of the given size; size where it does not. */
/*@ requires valid: \valid_read(text + (0 .. size - 1));
    terminates \true;
    exits \false;
    assigns \result \from text[0 .. size - 1], size;
    ensures inside: \result <= size;
    ensures end: \result < size ==> text[\result] == 0; */
size_t ntk_text_end(const char *text, size_t size);
/* facts := {}, series := [], everything undecided. */
/*@ requires valid: \valid(result) && \valid_read(id);
    terminates \true;
    exits \false;
    assigns *result;
    ensures valid: result_valid(result);
    ensures id: result->id == id;
    ensures none: result->held == 0 && result->tried == 0;
    ensures undecided: result->run.verdict == NTK_UNDECIDED && result->sample.verdict == NTK_UNDECIDED && result->control.verdict == NTK_UNDECIDED; */
void ntk_result_init(ntk_result *result, const char *id);

/*@ requires valid: \valid(result) && json(result->facts) && json(result->series);
    terminates \true;
    exits \false;
    assigns result->facts, result->series;
    ensures none: result->facts == \null && result->series == \null; */
void ntk_result_clear(ntk_result *result);

/* Puts name: value (null where not finite) into facts. */
/*@ requires valid: result_valid(result) && \valid_read(name);
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_fact(ntk_result *result, const char *name, double value);

/* Appends a curve for plots. Curves of one claim with the same labels share a figure. A name that ends in "seed I" is one of a
   bundle and drawn thin; a style is guessed from the name ("bound", "limit", "theory", "exp(": dashed; "control": red). */
/*@ requires valid: result_valid(result) && \valid_read(name) && \valid_read(x_label) && \valid_read(y_label);
    requires points: \valid_read(x + (0 .. n - 1)) && \valid_read(y + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_series(ntk_result *result, const char *name, const char *x_label, const char *y_label, size_t n, const double *x, const double *y);

/* Hints for the last curve appended. key "log": "", "x", "y" or "xy" (default: each axis whose values are all positive and
   span a factor of 50, or of 4 over at most 16 different x); key "style": "line", "points", "cloud" (no lines between; the default
   where x turns back), "bound", "control", "seed". */
/*@ requires valid: result_valid(result) && \valid_read(key) && \valid_read(value);
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_series_hint(ntk_result *result, const char *key, const char *value);

/* Folds one initialisation's outcome into the sample layer: counts, keeps the worst (refuted worst of all, then hypothesis-fails, undecided,
   not-applicable, least margin). A single outcome cannot be `proved` here: it counts as held. */
/*@ requires valid: \valid(result) && \valid_read(outcome);
    requires counts: result->held <= result->tried;
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried;
    ensures counts: result->held <= result->tried;
    ensures tried: \old(result->tried) < SIZE_MAX ==> result->tried == \old(result->tried) + 1;
    ensures held: \old(result->tried) < SIZE_MAX ==> result->held == \old(result->held) + favourable(\old(outcome->verdict));
    ensures first: \old(result->tried) == 0 ==> result->sample.verdict == folded(\old(outcome->verdict));
    ensures one: result->sample.verdict == \old(result->sample.verdict) || result->sample.verdict == folded(\old(outcome->verdict));
    ensures kept: \old(0 < result->tried < SIZE_MAX) ==> badness(result->sample.verdict) >= \old(badness(result->sample.verdict));
    ensures worst: \old(result->tried) < SIZE_MAX ==> badness(result->sample.verdict) >= badness(folded(\old(outcome->verdict))); */
void ntk_result_fold(ntk_result *result, const ntk_outcome *outcome);

/* Closes the fold: failure_bound (the fold has kept the sample layer's verdict: held only if all tried held). Nothing folded: stays as it was. */
/*@ requires valid: result_valid(result);
    terminates \true;
    exits \false;
    assigns result->failure_bound; */
void ntk_result_close(ntk_result *result);

#endif
