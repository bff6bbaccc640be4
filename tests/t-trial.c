/* One initialisation, measured: the start, the samples, what lies between them, the errors, and what can go wrong. */
#include "check/trial.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "check-setting.h"
#include "claim/main-theorem.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "harness.h"

static void the_start(void) {
  for (size_t depth = 2; depth < 4; depth++) {
    check_case c = check_case_make("digits", 8, NULL, depth, 32);
    ntk_trial *t = check_trial(&c.setting);
    CU_ASSERT_EQUAL(t->status, NTK_OK);
    CU_ASSERT_EQUAL(t->N, 8);
    CU_ASSERT(!t->singular.singular && t->lambda_min > t->eigen_error);
    for (size_t i = 0; i < 8; i++) NTK_NEAR(t->r0[i], 10.0 * t->f0[i] - gsl_matrix_get(c.data->y, i, 0), 1e-14);
    NTK_NEAR(t->sigma * t->sigma + t->eigen_error, t->lambda_min, 1e-14 * t->lambda_max);
    NTK_NEAR(t->sigma_max * t->sigma_max - t->eigen_error, t->lambda_max, 1e-14 * t->lambda_max);
    CU_ASSERT(100.0 * t->lambda_min * t->T >= 3.0 * (1.0 - 1e-12));
    NTK_NEAR(t->threshold, ntk_main_theorem_threshold(t->sigma, t->sigma_max, t->main_lip, t->r0_norm), 1e-9 * t->threshold);
    NTK_NEAR(t->main_alpha, 1.1 * t->threshold, 1e-12 * t->threshold);
    CU_ASSERT(t->edge_ball.h < 1.0 && t->edge_alpha < t->threshold);
    ntk_trial_free(t);
    check_case_drop(&c);
  }
}

static void samples_of(const ntk_measured_flow *f) {
  const size_t n = f->tr.count;
  CU_ASSERT_EQUAL(f->status, NTK_OK);
  CU_ASSERT(n >= 25 && n <= NTK_FLOW_SAMPLES);
  CU_ASSERT(f->tr.sample[0].t == 0.0 && f->tr.sample[n - 1].t == f->T && f->segment[n - 1] == 0.0);
  CU_ASSERT(f->points == 3 && f->at[0] == 0 && f->at[2] == n - 1);
  CU_ASSERT(f->gap_r[0] <= 1e-13 * f->tr.sample[0].residual && f->gap_w[0] == 0.0 && f->lin_drift[0] == 0.0);
  CU_ASSERT(f->sigma_inf > 0.0 && f->sigma_inf <= f->sigma_sup);
  for (size_t i = 0; i + 1 < n; i++) {
    const ntk_sample *s = &f->tr.sample[i];
    CU_ASSERT(s[1].t > s->t && s[1].residual < s->residual && s[1].error >= s->error);
    CU_ASSERT(f->chord[i] <= f->segment[i] * (1 + 1e-9) + 2.0 * s[1].error && s[1].path - s->path <= f->segment[i] + 2.0 * s[1].error);
    CU_ASSERT(f->sigma_low[i] >= f->sigma_inf && f->sigma_low[i] <= sqrt(s->lambda_min) / f->alpha * (1 + 1e-9));
    CU_ASSERT(fabs(s->drift - f->lin_drift[i]) <= f->gap_w[i] + 1e-6 * s->drift && f->gap_w[i] <= 0.3 * s->drift);
    CU_ASSERT(fabs(s->residual - f->lin_r[i]) <= f->gap_r[i] * (1 + 1e-9) + 1e-13);
  }
}

static void the_samples(void) {
  check_case c = check_case_make("digits", 8, NULL, 2, 32);
  ntk_trial *t = check_trial(&c.setting);
  samples_of(&t->flow), samples_of(&t->main_flow), samples_of(&t->edge_flow);
  CU_ASSERT_EQUAL(ntk_certified_flow(t), &t->edge_flow);
  CU_ASSERT(t->flow.gap_r[t->flow.tr.count / 2] > 4.0 * t->edge_flow.gap_r[t->edge_flow.tr.count / 2]);
  ntk_trial_free(t);
  c.setting.alpha = 1e6; /* B1 closes here */
  t = check_trial(&c.setting);
  CU_ASSERT(t->ball.h < 1.0 && t->edge_alpha == 1e6 && t->edge_flow.tr.count == 0);
  CU_ASSERT_EQUAL(ntk_certified_flow(t), &t->flow);
  ntk_trial_free(t);
  check_case_drop(&c);
}

/* Between two samples, sampled 40 times more: nothing leaves the bounds. */
static void between_samples(void) {
  check_case c = check_case_make("digits", 8, NULL, 3, 24);
  ntk_trial *t = check_trial(&c.setting);
  const ntk_measured_flow *f = &t->flow;
  ntk_net net;
  ntk_trajectory tr = {0};
  const size_t i = f->at[1];
  double *w = ntk_doubles(t->p, 1);
  CU_ASSERT_EQUAL(ntk_net_init(&net, &c.setting.arch, c.data->x, t->net.theta, 0, 0, NULL), NTK_OK);
  const ntk_problem problem = {net.map, 10.0, t->y, f->point[1]};
  const ntk_flow_options options = {.T = f->tr.sample[i + 1].t - f->tr.sample[i].t, .tolerance = 1e-10, .samples = 40};
  const ntk_recording how = {.spectrum = 1};
  CU_ASSERT_EQUAL(ntk_flow_run(&problem, &options, w, &tr, &how, NULL, NULL), NTK_OK);
  CU_ASSERT(f->sigma_low[i] < 0.98 * sqrt(tr.sample[0].lambda_min) / 10.0); /* the bound has something to say */
  for (size_t k = 0; k < tr.count; k++) {
    CU_ASSERT(sqrt(tr.sample[k].lambda_min) / 10.0 >= f->sigma_low[i]);
    CU_ASSERT(sqrt(tr.sample[k].lambda_max) / 10.0 <= f->sigma_sup);
    CU_ASSERT(tr.sample[k].path <= f->segment[i]);
  }
  NTK_NEAR(tr.sample[tr.count - 1].residual, f->tr.sample[i + 1].residual, 2.0 * f->error_r[i + 1]);
  ntk_trajectory_clear(&tr);
  ntk_net_clear(&net);
  free(w);
  ntk_trial_free(t);
  check_case_drop(&c);
}

/* The stated error covers the distance to a run a thousand times more exact. */
static void errors_are_honest(void) {
  check_case c = check_case_make("digits", 6, NULL, 2, 24);
  c.setting.alpha = 3.0;
  ntk_trial *rough = check_trial(&c.setting);
  c.setting.tolerance = 1e-11;
  ntk_trial *fine = check_trial(&c.setting);
  const ntk_measured_flow *a = &rough->flow, *b = &fine->flow;
  const double distance = ntk_distance(rough->p, a->point[2], b->point[2]), error = a->tr.sample[a->tr.count - 1].error;
  CU_ASSERT_EQUAL(a->T, b->T);
  CU_ASSERT(distance <= error && error < 1e-4 * a->tr.sample[a->tr.count - 1].drift);
  CU_ASSERT(distance > 1e-10); /* far above rounding: the comparison says something */
  NTK_NEAR(a->tr.sample[a->tr.count - 1].residual, b->tr.sample[b->tr.count - 1].residual, a->error_r[a->tr.count - 1]);
  ntk_trial_free(rough), ntk_trial_free(fine);
  check_case_drop(&c);
}

static void several_outputs(void) {
  check_case c = check_case_make("iris", 9, "one-hot", 2, 48);
  ntk_trial *t = check_trial(&c.setting);
  CU_ASSERT_EQUAL(t->N, 27);
  CU_ASSERT_EQUAL(t->flow.status, NTK_OK);
  for (size_t i = 0; i < 27; i++) CU_ASSERT_EQUAL(t->y[i], gsl_matrix_get(c.data->y, i / 3, i % 3));
  ntk_trial_free(t);
  check_case_drop(&c);
}

static void without_a_lipschitz_constant(void) {
  check_case c = check_case_make("digits", 6, NULL, 2, 64);
  c.setting.arch.activation = &ntk_relu;
  ntk_trial *t = check_trial(&c.setting);
  CU_ASSERT(t->status == NTK_OK && t->flow.status == NTK_OK);
  CU_ASSERT(isinf(t->flow.lip) && isinf(t->flow.reach) && t->flow.sigma_inf == 0.0 && isinf(t->threshold) && t->main_flow.status == NTK_EUSAGE);
  CU_ASSERT(!(t->ball.h < 1.0) && !(t->edge_ball.h < 1.0));
  ntk_trial_free(t);
  /* only the output layer: J is constant, B1 closes at every scale, the threshold is 0 */
  c.setting.arch.train = NTK_TRAIN_OUTPUT;
  t = check_trial(&c.setting);
  CU_ASSERT(t->flow.lip == 0.0 && t->ball.h == 0.0 && t->threshold == 0.0 && t->main_alpha == 10.0 && t->flow.sigma_inf > 0.0);
  CU_ASSERT(t->flow.gap_r[t->flow.tr.count - 1] <= t->flow.error_r[t->flow.tr.count - 1] + t->flow.lin_error[t->flow.tr.count - 1]);
  ntk_trial_free(t);
  check_case_drop(&c);
}

static void a_singular_kernel(void) {
  check_case c = check_case_make("digits", 8, NULL, 2, 32);
  check_case_duplicate(&c, 2, 5);
  ntk_trial *t = check_trial(&c.setting);
  CU_ASSERT(t->status == NTK_OK && t->singular.singular && t->singular.exact && t->sigma == 0.0);
  CU_ASSERT(strstr(t->singular.reason, "rows 2 and 5 of digits are equal") != NULL);
  CU_ASSERT(t->flow.status == NTK_OK && t->flow.sigma_inf == 0.0 && isinf(t->threshold) && isfinite(t->T));
  ntk_trial_free(t);
  check_case_drop(&c);
}

static void not_finite(void) {
  check_case c = check_case_make("digits", 6, NULL, 2, 16);
  double *theta = ntk_doubles(ntk_arch_params(&c.setting.arch), 1);
  theta[3] = NAN;
  c.setting.theta = theta;
  ntk_trial *t = check_trial(&c.setting);
  CU_ASSERT(t->status == NTK_ENUMERIC && t->why[0] != '\0');
  ntk_trial_free(t);
  free(theta);
  ntk_error err;
  c.setting.theta = NULL;
  c.setting.alpha = -1.0;
  CU_ASSERT_EQUAL(ntk_trial_alloc(&t, &c.setting, 0, &err), NTK_EUSAGE);
  CU_ASSERT(t == NULL && strstr(err.text, "alpha must be positive") != NULL);
  check_case_drop(&c);
}

/* A flow that fails is recorded, the rest stands. */
static void a_flow_that_fails(void) {
  check_case c = check_case_make("digits", 6, NULL, 2, 16);
  c.setting.tolerance = NAN;
  ntk_trial *t = NULL;
  ntk_error err;
  CU_ASSERT_EQUAL(ntk_trial_alloc(&t, &c.setting, 0, &err), NTK_EUSAGE);
  c.setting.tolerance = 1e-300; /* below rounding: the step limit or the spacing of doubles ends it, or rounding is accepted as error */
  CU_ASSERT_EQUAL(ntk_trial_alloc(&t, &c.setting, 0, &err), NTK_OK);
  CU_ASSERT(t->flow.status == NTK_OK || (t->flow.status == NTK_ESTEPS && t->flow.why[0] != '\0'));
  ntk_trial_free(t);
  check_case_drop(&c);
}

static void memory_runs_out(void) {
  check_case c = check_case_make("digits", 4, NULL, 2, 8);
  size_t failures = 0;
  for (unsigned long k = 1; k < 20000; k += 1 + k / 12) {
    ntk_trial *t = NULL;
    ntk_alloc_fail_at(k);
    const ntk_status status = ntk_trial_alloc(&t, &c.setting, 0, NULL);
    ntk_alloc_fail_at(0);
    if (status == NTK_OK) {
      ntk_trial_free(t);
      break;
    }
    CU_ASSERT_EQUAL(status, NTK_ENOMEM);
    CU_ASSERT_PTR_NULL(t);
    failures++;
  }
  CU_ASSERT(failures > 50);
  check_case_drop(&c);
}

NTK_TESTS("trial", {"the start: residual, kernel, horizon, thresholds", the_start}, {"samples of the three flows", the_samples},
          {"nothing leaves the bounds between samples", between_samples}, {"the stated error covers the true one", errors_are_honest},
          {"several outputs", several_outputs}, {"relu has no Lipschitz constant; a constant J has 0", without_a_lipschitz_constant},
          {"a singular kernel", a_singular_kernel}, {"weights that are not numbers", not_finite}, {"a flow that fails", a_flow_that_fails},
          {"memory runs out", memory_runs_out})
