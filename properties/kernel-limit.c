/* kernel-limit on random two-layer networks: there E K(w0) = Theta exactly, at every width (the hidden units are independent and the same). The mean
   over 400 initialisations of v^T K v, v a random unit vector, against v^T Theta v: normal test with the sample's deviation (widths 32..128: the mean
   of 400 times as many units is normal enough at five deviations). Control: mean field scaling, s_2 = 1/m, whose kernel falls like 1/m. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include "core/alloc.h"
#include "core/vec.h"
#include "draw.h"
#include "kernel/limit.h"
#include "material.h"
#include "stats/stats.h"

enum { INITS = 400 };

static double form(size_t n, const double *K, const double *v) {
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += v[i] * ntk_dot(n, K + i * n, v);
  return sum;
}

static ntk_status sample(const ntk_arch *arch, const gsl_matrix *x, uint64_t seed, const double *v, double *value, ntk_error *err) {
  const size_t n = x->size1;
  double *K = ntk_doubles(n, n);
  ntk_status status = K == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory") : NTK_OK;
  for (size_t i = 0; i < INITS && status == NTK_OK; i++) {
    ntk_net net;
    status = ntk_net_init(&net, arch, x, NULL, seed, i, err);
    if (status != NTK_OK) break;
    status = ntk_kernel(net.mlp, K);
    value[i] = form(n, K, v);
    ntk_net_clear(&net);
  }
  free(K);
  return status;
}

static void direction(const ntk_case *c, double *v) {
  gsl_rng *rng = ntk_case_rng(c);
  for (size_t i = 0; i < c->n; i++) v[i] = rng != NULL ? gsl_ran_gaussian_ziggurat(rng, 1) : 1;
  if (rng != NULL) gsl_rng_free(rng);
  const double norm = ntk_norm(c->n, v);
  for (size_t i = 0; i < c->n; i++) v[i] /= norm;
}

static void test(const ntk_case *c, double power, ntk_observation *o) {
  ntk_error err = {.text = ""};
  ntk_dataset *data;
  double v[1000], value[INITS], limit = NAN;
  ntk_arch arch = ntk_case_arch(c);
  ntk_status status = ntk_case_dataset(c, &data, &err);
  if (status != NTK_OK) {
    ntk_observe_status(o, status, &err);
    return;
  }
  gsl_matrix *theta = gsl_matrix_alloc(c->n, c->n);
  if (theta == NULL) status = ntk_fail(&err, NTK_ENOMEM, "out of memory");
  else status = ntk_limit(&arch, data->x, data->x, NULL, theta, &err);
  direction(c, v);
  arch.scale_power = power;
  if (status == NTK_OK) limit = form(c->n, theta->data, v);
  if (status == NTK_OK) status = sample(&arch, data->x, c->seed, v, value, &err);
  if (theta != NULL) gsl_matrix_free(theta);
  ntk_dataset_free(data);
  if (status != NTK_OK) {
    ntk_observe_status(o, status, &err);
    return;
  }
  const double mean = ntk_mean(INITS, value), deviation = sqrt(ntk_variance(INITS, value) / INITS);
  if (!(deviation > 1e-12 * fabs(mean))) /* identity in the first layer, or a constant kernel: nothing random */
    ntk_observe(o, fabs(mean - limit) <= 1e-11 * fabs(limit) ? NTK_DISCARD : NTK_FAIL, NAN, "constant: kernel %.17g, limit %.17g", mean, limit);
  else ntk_observe_p(o, ntk_normal_two_sided((mean - limit) / deviation), "mean %.6g +- %.2g, limit %.6g", mean, deviation, limit);
}

static void run(const ntk_case *c, ntk_observation *o) { test(c, 0.5, o); }
static void control(const ntk_case *c, ntk_observation *o) { test(c, 1, o); }

static void draw(gsl_rng *rng, ntk_case *c) {
  ntk_draw_network(rng, c, NTK_DRAW_RELU | NTK_DRAW_BUNDLED, 4, 1);
  c->init = 0;
  c->width[0] = ntk_draw_size(rng, 32, 128);
  if (ntk_draw_chance(rng, 0.3)) c->train = ntk_draw_chance(rng, 0.5) ? NTK_TRAIN_FIRST : NTK_TRAIN_OUTPUT;
}

static const ntk_label labels[] = {{"relu", ntk_is_relu, 8},
                                   {"biases", ntk_has_biases, 15},
                                   {"part trained", ntk_is_partly_trained, 8},
                                   {"bundled", ntk_is_bundled, 5},
                                   {NULL, NULL, 0}};

const ntk_property ntk_property_kernel_limit = {.id = "kernel-limit",
                                                .statement = "E K(w0) = Theta for two layers, whatever the width",
                                                .draw = draw,
                                                .run = run,
                                                .control = control,
                                                .control_what = "mean field scaling 1/m",
                                                .control_share = 1,
                                                .labels = labels,
                                                .cases = 40,
                                                .controls = 20,
                                                .statistical = 1};
