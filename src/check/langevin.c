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
#include "stats/stats.h"

#define FALSE_ALARM 1e-6
enum { BLOCK = 100, BLOCKS = 20, SAMPLES = BLOCK * BLOCKS, STEPS = 400, RUNS = 200 };
static const double temperature = 0.3, step = 0.05;

static double scaled_normal(double x, void *deviation) { return ntk_normal_cdf(x / *(double *)deviation, NULL); }

/* SAMPLES draws from the chain on h = 1. */
static ntk_status draw(const ntk_setting *s, double *sample, ntk_error *err) {
  ntk_quadratic q;
  ntk_status status = ntk_quadratic_init(&q, BLOCK, 1.0, 1.0, err);
  for (size_t b = 0; status == NTK_OK && b < BLOCKS; b++) {
    const ntk_descent_options options = {.kind = NTK_LANGEVIN, .eta = step, .steps = STEPS, .temperature = temperature, .rng = ntk_rng(s->seed, NTK_RNG_NOISE, b)};
    if (options.rng == NULL) status = ntk_fail(err, NTK_ENOMEM, "out of memory for a generator");
    for (size_t i = 0; i < BLOCK; i++) sample[b * BLOCK + i] = q.x0[i];
    if (status == NTK_OK) status = ntk_descent_run(&q.problem, &options, sample + b * BLOCK, NULL, NULL, NULL, err);
    if (options.rng != NULL) gsl_rng_free(options.rng);
    ntk_study_progress(s, "langevin", (double)(b + 1) / BLOCKS);
  }
  ntk_quadratic_clear(&q);
  return status;
}

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
