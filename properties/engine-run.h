/* Inside the engine: one property's run, before the family of statistical properties is judged. */
#ifndef NTK_PROPERTIES_ENGINE_RUN_H
#define NTK_PROPERTIES_ENGINE_RUN_H

#include "engine.h"
#include "failures.h"
#include "tally.h"

/* A case with its p-value, for the family. */
typedef struct {
  ntk_case c;
  double p;
} ntk_p_case;

typedef struct {
  const ntk_property *property;
  ntk_tally tally;
  size_t replayed;              /* kept failures that were run first */
  size_t caught, escaped, idle; /* control: failed as it must, held, discarded */
  ntk_case escape;              /* the first case in which it held */
  ntk_p_case *p, *control_p;    /* statistical: one each case that counts; owned */
  size_t p_count, control_p_count;
  int failed;
  int has_case;               /* failure holds the case */
  ntk_failure failure, drawn; /* the smallest and the drawn case */
  size_t shrunk;              /* cases tried in shrinking */
  char why[512];
} ntk_property_run;

/* Everything but the family. NTK_ENOMEM. */
ntk_status ntk_property_run_all(const ntk_property *property, const ntk_engine_options *options, const ntk_failures *known, ntk_property_run *run,
                                ntk_error *err);
void ntk_property_run_clear(ntk_property_run *run);

/* Marks a failure at a case and shrinks it; threshold: a p-value fails if at most this. why is kept as found on the drawn case. */
void ntk_property_fail(ntk_property_run *run, const ntk_engine_options *options, const ntk_case *c, int control, double threshold, const char *why);

/* Runs the property or its control; a statistical one without a p-value fails. */
ntk_observation ntk_property_observe(const ntk_property *property, int control, const ntk_case *c);

/* Does this observation fail the property (of a control: does it hold, which fails it)? */
int ntk_observation_fails(const ntk_property *property, int control, const ntk_observation *o, double threshold);

/* The control's verdict, once its cases are counted. */
void ntk_property_judge_control(ntk_property_run *run, const ntk_engine_options *options, const ntk_case *escaped, double threshold);

double ntk_now(void); /* seconds of a monotonic clock */

#endif
