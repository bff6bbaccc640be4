/* langevin: Langevin dynamics leaves the spurious minimum where noiseless descent stays; on a quadratic its stationary law is the
   Gibbs measure exp(-F/T).
   Law: independent coordinates of F(x) = h |x|^2 / 2 after 400 steps from 1 at eta h = 1/20. The chain x+ = (1 - eta h) x +
   sqrt(2 eta T) xi has exactly the stationary variance T / (h (1 - eta h / 2)), which is Gibbs's T/h up to the factor of the step size,
   and is within (1 - eta h)^800 of it in mean square: Kolmogorov-Smirnov, false alarm 1e-6. Control: the law at twice the temperature. */
#include <math.h>
#include <stdio.h>

#include "check/decide.h"
#include "check/escape.h"
#include "check/quadratic.h"
#include "check/study.h"
#include "claim/langevin.h"
#include "claim/sgd-escapes.h"
#include "core/rng.h"
#include "core/vec.h"
#include "stats/stats.h"

#define FALSE_ALARM 1e-6
enum { BLOCK = 100, BLOCKS = 20, SAMPLES = BLOCK * BLOCKS, STEPS = 400, RUNS = 200 };
static const double temperature = 0.3, step = 0.05;

/*@ requires valid: \valid_read((double *)deviation);
    terminates \true;
    exits \false;
    assigns \result \from x, *(double *)deviation;
    ensures probability: 0.0 <= \result <= 1.0; */
static double scaled_normal(double x, void *deviation) { return ntk_normal_cdf(x / *(double *)deviation, NULL); }

/* One block of draws: sample := BLOCK independent chains after STEPS steps from 1. */
/*@ requires valid: quadratic_valid(q) && q->n == BLOCK && \valid(rng) && \valid(sample + (0 .. BLOCK - 1)) && \valid(err);
    requires apart: \separated(sample + (0 .. BLOCK - 1), q) && \separated(sample + (0 .. BLOCK - 1), q->map) && \separated(sample + (0 .. BLOCK - 1), q->x0 + (0 .. BLOCK - 1)) &&
                    \separated(sample + (0 .. BLOCK - 1), q->zero + (0 .. BLOCK - 1)) && \separated(err, q) && \separated(err, q->map) && \separated(err, sample + (0 .. BLOCK - 1));
    terminates \true;
    exits \false;
    assigns sample[0 .. BLOCK - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status draw_block(const ntk_quadratic *q, gsl_rng *rng, double *sample, ntk_error *err) {
  const ntk_descent_options options = {.kind = NTK_LANGEVIN, .eta = step, .steps = STEPS, .temperature = temperature, .rng = rng};
  ntk_copy(BLOCK, q->x0, sample);
  return ntk_descent_run(&q->problem, &options, sample, NULL, NULL, NULL, err);
}

/*@ requires valid: quadratic_valid(q) && q->n == BLOCK && \valid_read(s) && \valid(sample + (0 .. SAMPLES - 1)) && \valid(err);
    requires apart: \separated(sample + (0 .. SAMPLES - 1), q) && \separated(sample + (0 .. SAMPLES - 1), q->map) && \separated(sample + (0 .. SAMPLES - 1), q->x0 + (0 .. BLOCK - 1)) &&
                    \separated(sample + (0 .. SAMPLES - 1), q->zero + (0 .. BLOCK - 1)) && \separated(err, q) && \separated(err, q->map) &&
                    \separated(err, sample + (0 .. SAMPLES - 1)) && \separated(sample + (0 .. SAMPLES - 1), s) && \separated(err, s);
    terminates \true;
    exits \false;
    assigns sample[0 .. SAMPLES - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status draw_blocks(const ntk_quadratic *q, const ntk_setting *s, double *sample, ntk_error *err) {
  ntk_status status = NTK_OK;
  /*@ loop invariant range: 0 <= b <= BLOCKS;
      loop invariant status: any_status(status);
      loop assigns b, status, sample[0 .. SAMPLES - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant BLOCKS - b; */
  for (size_t b = 0; b < BLOCKS; b++) {
    gsl_rng *rng = ntk_rng(s->seed, NTK_RNG_NOISE, b);
    if (rng == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for a generator");
    status = draw_block(q, rng, sample + b * BLOCK, err);
    gsl_rng_free(rng);
    if (status != NTK_OK) return status;
    ntk_study_progress(s, "langevin", (double)(b + 1) / BLOCKS);
  }
  return NTK_OK;
}

/* SAMPLES draws from the chain on h = 1. */
/*@ requires valid: \valid_read(s) && \valid(sample + (0 .. SAMPLES - 1)) && \valid(err);
    requires apart: \separated(sample + (0 .. SAMPLES - 1), s) && \separated(err, s) && \separated(err, sample + (0 .. SAMPLES - 1));
    terminates \true;
    exits \false;
    assigns sample[0 .. SAMPLES - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result); */
static ntk_status draw(const ntk_setting *s, double *sample, ntk_error *err) {
  ntk_quadratic q;
  ntk_status status = ntk_quadratic_init(&q, BLOCK, 1.0, 1.0, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart_any(q.map, sizeof(ntk_map), err, sizeof(ntk_error)), heap_apart_any(q.map, sizeof(ntk_map), sample, SAMPLES * sizeof(double));
  //@ ghost heap_apart(q.x0, BLOCK, sample, SAMPLES), heap_apart(q.zero, BLOCK, sample, SAMPLES);
  status = draw_blocks(&q, s, sample, err);
  ntk_quadratic_clear(&q);
  return status;
}

/* Runs that leave the spurious minimum, with noise and without. */
/*@ requires valid: \valid_read(s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status escapes(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  ntk_landscape l;
  size_t warm, cold;
  double warm_low, warm_high, cold_low, cold_high;
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_landscape_init(&l, 2, 0.6, 0);
  ntk_descent_options options = {.kind = NTK_LANGEVIN, .eta = 0.02, .steps = 1500, .temperature = 0.05};
  ntk_status status = ntk_escape_count(&l, options, s->seed, NTK_RNG_NOISE, BLOCKS, RUNS, &warm, err);
  options.temperature = 0.0;
  if (status == NTK_OK) status = ntk_escape_count(&l, options, s->seed, NTK_RNG_NOISE, BLOCKS, RUNS, &cold, err);
  if (status != NTK_OK) return status;
  ntk_clopper_pearson(warm, RUNS, 1.0 - FALSE_ALARM, &warm_low, &warm_high);
  ntk_clopper_pearson(cold, RUNS, 1.0 - FALSE_ALARM, &cold_low, &cold_high);
  ntk_outcome_set(&out, ntk_sgd_escapes(warm_low, cold_high) ? NTK_HELD : NTK_REFUTED, "escapes: %zu of %d runs at temperature 0.05, %zu without noise", warm, RUNS, cold);
  out.margin = warm_low / cold_high;
  ntk_result_fold(result, &out);
  ntk_fact(result, "escaped_warm", (double)warm);
  ntk_fact(result, "escaped_cold", (double)cold);
  return NTK_OK;
}

/*@ requires valid: setting_valid(s) && result_valid(result) && \valid(err);
    requires apart: \separated(s, result, err) && result_apart(result, s);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result);
    ensures valid: result_valid(result); */
static ntk_status study(const ntk_setting *s, ntk_result *result, ntk_error *err) {
  double sample[SAMPLES], deviation = sqrt(temperature / (1.0 - step / 2.0)), wrong = sqrt(2.0) * deviation;
  ntk_outcome out;
  ntk_outcome_init(&out);
  ntk_status status = draw(s, sample, err);
  if (status != NTK_OK) return status;
  ntk_fact(result, "variance", ntk_variance(SAMPLES, sample));
  ntk_fact(result, "variance_gibbs", temperature);
  ntk_fact(result, "variance_chain", deviation * deviation);
  double p = ntk_ks_test(SAMPLES, sample, scaled_normal, &deviation);
  ntk_decide_p_value(&out, "stationary law against the Gibbs measure", ntk_langevin(p, FALSE_ALARM), p, FALSE_ALARM);
  ntk_result_fold(result, &out);
  p = ntk_ks_test(SAMPLES, sample, scaled_normal, &wrong);
  ntk_decide_p_value(&result->control, "law at twice the temperature", ntk_langevin(p, FALSE_ALARM), p, FALSE_ALARM);
  snprintf(result->control_what, sizeof result->control_what, "the Gibbs measure of twice the temperature");
  return escapes(s, result, err);
}

const ntk_check ntk_check_langevin = {.id = "langevin", .study = study};
