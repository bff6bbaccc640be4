/* A property: what must hold on every case its generator draws, with labels whose coverage is required, and a control. */
#ifndef NTK_PROPERTIES_PROPERTY_H
#define NTK_PROPERTIES_PROPERTY_H

#include <gsl/gsl_rng.h>
#include "case.h"

typedef enum { NTK_PASS, NTK_FAIL, NTK_DISCARD } ntk_answer;

/* What running a property on a case said. */
typedef struct {
  ntk_answer answer; /* discard: the hypothesis does not hold in this case, so that it says nothing */
  double margin;     /* bound / value at its worst; NAN where there is none */
  double p_value;    /* statistical properties, when they pass: the family's test decides; else NAN */
  char message[256]; /* fail: what was found and expected; discard: starts with a reason code, "reason: ..." */
} ntk_observation;

/* At least so many percent of the cases that count must be of this kind; 0: counted and shown only. */
typedef struct {
  const char *name;
  int (*holds)(const ntk_case *c);
  double percent;
} ntk_label;

typedef struct {
  const char *id;                          /* of the claim */
  const char *statement;                   /* one line */
  void (*draw)(gsl_rng *rng, ntk_case *c); /* *c is the simplest case before, and repaired after */
  void (*run)(const ntk_case *c, ntk_observation *o);
  void (*control)(const ntk_case *c, ntk_observation *o); /* the same with the hypothesis broken: must fail */
  const char *control_what;                               /* how it is broken */
  double control_share;                                   /* share of the control's cases that must fail, in (0, 1]; 1: all */
  const ntk_label *labels;                                /* ends with name NULL */
  size_t cases, controls;                                 /* how many that count (not discarded) */
  int statistical;                                        /* answers are p-values, judged as one family by Holm */
} ntk_property;

/* Fill an observation: answer, margin and text; or a p-value and text (NAN: a failure, an unknown p-value is never good news). */
void ntk_observe(ntk_observation *o, ntk_answer answer, double margin, const char *format, ...) __attribute__((format(printf, 4, 5)));
void ntk_observe_p(ntk_observation *o, double p_value, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
