/* sgd-escapes: small batches leave a spurious local minimum where large ones stay. The problem of landscape.h with 64 examples, 300 SGD
   steps from the spurious minimum at n eta = 1/4: batches of 1 against batches of 32. Held when the exact (Clopper-Pearson)
   intervals of the two frequencies of escape, each at confidence 1 - 1e-6, are disjoint. Control: the whole batch in place of 1. */
#include <stdio.h>

#include "check/escape.h"
#include "check/study.h"
#include "claim/sgd-escapes.h"
#include "stats/stats.h"

enum { EXAMPLES = 64, SMALL = 1, LARGE = 32, STEPS = 300 };
static const double confidence = 1.0 - 1e-6;

/* Escapes of runs first .. first + runs - 1 with batches of this size. */
/*@ requires valid: \valid_read(s) && \valid(escaped) && \valid(err);
    requires range: runs <= 1000000 && first <= 1000000;
    requires apart: \separated(escaped, err);
    terminates \true;
    exits \false;
    assigns *escaped, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures some: *escaped <= runs; */
static ntk_status count(const ntk_setting *s, size_t batch, uint64_t first, size_t runs, size_t *escaped, ntk_error *err) {
  ntk_landscape l;
  ntk_landscape_init(&l, EXAMPLES, 0.6, 0);
  const ntk_descent_options options = {.kind = NTK_SGD, .eta = 0.25 / EXAMPLES, .steps = STEPS, .batch = batch, .outputs = 1};
  return ntk_escape_count(&l, options, s->seed, NTK_RNG_BATCHES, first, runs, escaped, err);
}

/* Held when the intervals of the two frequencies are disjoint. */
/*@ requires valid: \valid(out);
    terminates \true;
    exits \false;
    assigns out->verdict, out->reason[0 .. 511], out->value, out->bound, out->margin;
    ensures verdict: out->verdict == NTK_HELD || out->verdict == NTK_REFUTED;
    ensures held: out->verdict == NTK_HELD <==> sgd_escapes(out->bound, out->value); */
static void compare(size_t small, size_t large, size_t runs, ntk_outcome *out) {
  double low, high, large_low, large_high;
  ntk_clopper_pearson(small, runs, confidence, &low, &high);
  ntk_clopper_pearson(large, runs, confidence, &large_low, &large_high);
  if (ntk_sgd_escapes(low, large_high)) ntk_outcome_set(out, NTK_HELD, "escapes: %zu of %zu small-batch runs, %zu of %zu large-batch runs", small, runs, large, runs);
  else ntk_outcome_set(out, NTK_REFUTED, "not-told-apart: %zu of %zu small-batch runs, %zu of %zu large-batch runs", small, runs, large, runs);
  out->value = large_high;
  out->bound = low;
  out->margin = low / large_high;
}

/*@ requires valid: setting_valid(s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  const size_t runs = s->thorough ? 4000 : 400;
  size_t small, large, whole;
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_status status = count(s, SMALL, 0, runs, &small, err);
  if (status == NTK_OK) status = count(s, LARGE, runs, runs, &large, err);
  if (status == NTK_OK) status = count(s, EXAMPLES, 2 * runs, runs, &whole, err);
  if (status != NTK_OK) return status;
  compare(small, large, runs, &out);
  ntk_result_fold(result, &out);
  compare(whole, large, runs, &result->control);
  ntk_fact(result, "runs", (double)runs);
  ntk_fact(result, "escaped_batch_1", (double)small);
  ntk_fact(result, "escaped_batch_32", (double)large);
  ntk_fact(result, "escaped_batch_64", (double)whole);
  snprintf(result->control_what, sizeof result->control_what, "the whole batch of 64 in place of batches of 1");
  ntk_study_progress(s, "sgd-escapes", 1.0);
  return NTK_OK;
}

const ntk_check ntk_check_sgd_escapes = {.id = "sgd-escapes", .study = study};
