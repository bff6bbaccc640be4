/* Checks: each claim's experiment. Every check measures through flow/ and kernel/ and decides through the predicate of src/claim. */
#ifndef NTK_CHECK_CHECK_H
#define NTK_CHECK_CHECK_H

#include <stdint.h>
#include "check/result.h"
#include "data/dataset.h"
#include "flow/stepper.h"
#include "model/arch.h"

/* What is to be checked. */
typedef struct {
  const ntk_dataset *data;
  ntk_arch arch;
  const double *theta;              /* given weights (all parameters), or NULL: random initialisations */
  double alpha;
  uint64_t seed;
  size_t inits;                     /* random initialisations; with theta: 1 */
  int threads;
  const ntk_stepper_type *stepper;  /* NULL: auto */
  double tolerance;                 /* 1e-8 by default */
  double time;                      /* horizon T; 0: alpha^2 lambda_min T = 3 */
  int thorough;                     /* verify-full: more sizes, more samples */
  void (*progress)(void *context, const char *what, double fraction); /* may be NULL; called from the main thread */
  void *progress_context;
} ntk_setting;

struct ntk_trial;

/* Either `measure` and `control` (per initialisation, on a trial all such claims share) or `study` (its own experiment). */
typedef struct {
  const char *id;
  void (*measure)(const struct ntk_trial *trial, ntk_outcome *out);
  void (*control)(const struct ntk_trial *trial, ntk_outcome *out, char what[256]);
  void (*facts)(const struct ntk_trial *trial, ntk_result *result); /* called for each initialisation (trial->init), in order; may be NULL */
  ntk_status (*study)(const ntk_setting *setting, ntk_result *result, ntk_error *err);
} ntk_check;

/* All checks, in the ledger's order; NULL-terminated. Remarks have none. */
extern const ntk_check *const ntk_checks[];

const ntk_check *ntk_check_find(const char *id);

/* Runs the named checks (ids NULL: all) and fills results[] (as many as ids, or as ntk_checks; init'ed here, cleared by the caller).
   Trials are computed once for all per-initialisation claims. Deterministic for a seed, whatever the threads. */
ntk_status ntk_check_run(const ntk_setting *setting, const char *const *ids, size_t count, ntk_result *results, ntk_error *err);

#endif
