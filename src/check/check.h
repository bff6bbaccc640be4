/* Checks: each claim's experiment. Every check measures through flow/ and kernel/ and decides through the predicate of src/claim. */
#ifndef NTK_CHECK_CHECK_H
#define NTK_CHECK_CHECK_H

#include <stdint.h>
#include "check/result.h"
#include "core/alloc.h"
#include "data/dataset.h"
#include "flow/stepper.h"
#include "model/lipschitz.h"

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

/* How many there are. */
#define NTK_CHECKS 27

#include "../../spec/acsl/check.h"
#include "../../spec/acsl/heap.h"

/* All checks, in the ledger's order; NULL-terminated. Remarks have none. */
extern const ntk_check *const ntk_checks[];

/* Number i of them, i < NTK_CHECKS (the registry, all.c: what it holds is assumed here). */
/*@ requires inside: i < NTK_CHECKS;
    terminates \true;
    exits \false;
    assigns \result \from i;
    ensures valid: check_valid(\result); */
const ntk_check *ntk_check_at(size_t i);

/* NULL when there is no check of this name. */
/*@ requires valid: \valid_read(id);
    terminates \true;
    exits \false;
    assigns \result \from id, id[0 ..];
    ensures known: \result == \null || check_valid(\result); */
const ntk_check *ntk_check_find(const char *id);

/* Runs the named checks (ids NULL: all) and fills results[] (as many as ids, or as ntk_checks; init'ed here, cleared by the caller).
   Trials are computed once for all per-initialisation claims. Deterministic for a seed, whatever the threads. */
/*@ requires valid: setting_given(setting) && \valid(results + (0 .. count - 1)) && (err == \null || \valid(err));
    requires valid_ids: ids == \null ? count <= NTK_CHECKS : \valid_read(ids + (0 .. count - 1)) && \forall integer i; 0 <= i < count ==> \valid_read(ids[i]);
    requires size: count * sizeof(ntk_result) <= SIZE_MAX;
    requires apart: \separated(results + (0 .. count - 1), setting, err) && \separated(results + (0 .. count - 1), ids + (0 .. count - 1));
    terminates \true;
    exits \false;
    assigns results[0 .. count - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE || \result == NTK_ENOMEM || \result == NTK_EDATA || \result == NTK_EINTERNAL;
    ensures valid: \forall integer i; 0 <= i < count ==> result_valid(results + i); */
ntk_status ntk_check_run(const ntk_setting *setting, const char *const *ids, size_t count, ntk_result *results, ntk_error *err);

#endif
