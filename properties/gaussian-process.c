/* gaussian-process on random networks of width 256: over 400 plain initialisations g = v . f(X; w0) / sqrt(v^T Sigma v), v a random unit vector,
   Sigma the NNGP kernel, is standard normal up to O(1/m): Kolmogorov-Smirnov and sum g^2 against chi-squared; p = 2 min of both (Bonferroni). At m =
   256 the O(1/m) in the variance is well below the test's resolution, sqrt(2/400) = 7%. Control: Sigma of a network of twice the weight scale. */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include "core/vec.h"
#include "draw.h"
#include "kernel/limit.h"
#include "material.h"
#include "stats/stats.h"

enum { INITS = 400 };

/* sqrt(v^T Sigma v) */
static ntk_status deviation(const ntk_arch *arch, const gsl_matrix *x, const double *v, double *out, ntk_error *err) {
  const size_t n = x->size1;
  gsl_matrix *sigma = gsl_matrix_alloc(n, n);
  if (sigma == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory");
  const ntk_status status = ntk_limit(arch, x, x, sigma, NULL, err);
  double sum = 0;
  for (size_t i = 0; i < n; i++) sum += v[i] * ntk_dot(n, gsl_matrix_const_ptr(sigma, i, 0), v);
  gsl_matrix_free(sigma);
  *out = sqrt(sum);
  return status;
}

static void test(const ntk_case *c, double scale, ntk_observation *o) {
  ntk_error err = {.text = ""};
  ntk_dataset *data;
  double v[8], f[8], g[INITS], unit = NAN, squares = 0;
  ntk_arch arch = ntk_case_arch(c), limit = arch;
  limit.weight_scale *= scale;
  if (c->n > 8 || c->k > 1) {
    ntk_observe(o, NTK_DISCARD, NAN, "too-large: up to 8 rows, one output");
    return;
  }
  ntk_status status = ntk_case_dataset(c, &data, &err);
  if (status != NTK_OK) {
    ntk_observe_status(o, status, &err);
    return;
  }
  gsl_rng *rng = ntk_case_rng(c);
  if (rng == NULL) status = ntk_fail(&err, NTK_ENOMEM, "out of memory");
  for (size_t i = 0; status == NTK_OK && i < c->n; i++) v[i] = gsl_ran_gaussian_ziggurat(rng, 1);
  if (rng != NULL) gsl_rng_free(rng);
  if (status == NTK_OK) status = deviation(&limit, data->x, v, &unit, &err);
  for (size_t i = 0; i < INITS && status == NTK_OK; i++) {
    ntk_net net;
    status = ntk_net_init(&net, &arch, data->x, NULL, c->seed, i, &err);
    if (status != NTK_OK) break;
    ntk_mlp_output(net.mlp, f);
    g[i] = ntk_dot(c->n, v, f) / unit;
    squares += g[i] * g[i];
    ntk_net_clear(&net);
  }
  ntk_dataset_free(data);
  if (status != NTK_OK) ntk_observe_status(o, status, &err);
  else {
    const double p_law = ntk_ks_test(INITS, g, ntk_normal_cdf, NULL), p_size = ntk_chi_squared_two_sided(squares, INITS);
    ntk_observe_p(o, isnan(p_law) || isnan(p_size) ? NAN : fmin(1, 2 * fmin(p_law, p_size)), "normal: p %.3g; variance %.4f, p %.3g", p_law,
                  squares / INITS, p_size);
  }
}

static void run(const ntk_case *c, ntk_observation *o) { test(c, 1, o); }
static void control(const ntk_case *c, ntk_observation *o) { test(c, 2, o); }

static void draw(gsl_rng *rng, ntk_case *c) {
  ntk_draw_network(rng, c, NTK_DRAW_RELU, 4, 1);
  if (ntk_draw_chance(rng, 0.3)) c->depth = 3;
  for (size_t l = 0; l + 1 < c->depth; l++) c->width[l] = 256;
  c->init = 2; /* plain */
}

static const ntk_label labels[] = {{"depth>=3", ntk_is_deep, 8}, {"relu", ntk_is_relu, 5}, {"biases", ntk_has_biases, 12}, {NULL, NULL, 0}};

const ntk_property ntk_property_gaussian_process = {.id = "gaussian-process",
                                                    .statement = "f(.; w0) of a wide network is normal with the NNGP covariance",
                                                    .draw = draw,
                                                    .run = run,
                                                    .control = control,
                                                    .control_what = "the NNGP kernel of twice the weight scale",
                                                    .control_share = 1,
                                                    .labels = labels,
                                                    .cases = 30,
                                                    .controls = 10,
                                                    .statistical = 1};
