/* random-matrix: two layers, output weights +-1, first layer trained, ||s_1 x_i|| = 1. Over 200 initialisations the event lambda_min(K) <= lambda_inf
   / 2 may not be more frequent than the bound n exp(-m lambda_inf / (8 B^2)), B^2 = sup |phi'|^2 ||s_1 X||^2, lambda_inf of the limit kernel: the
   exact binomial test, p = P(X >= count). Control: one row given twice while lambda_inf is that of the distinct rows: the event then always occurs. */
#include <gsl/gsl_blas.h>
#include <math.h>
#include <stdlib.h>
#include "claim/random-matrix.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "draw.h"
#include "kernel/limit.h"
#include "kernel/spectrum.h"
#include "material.h"
#include "stats/stats.h"

#define INITS 200

/* lambda_inf and the bound, from the rows x. */
static ntk_status theory(const ntk_arch *arch, const gsl_matrix *x, double *lambda, double *bound, ntk_error *err) {
  const size_t n = x->size1;
  const double s = ntk_layer_scale(arch, 1);
  double top;
  gsl_matrix *K = gsl_matrix_alloc(n, n);
  if (K == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory");
  ntk_status status = ntk_limit(arch, x, x, NULL, K, err);
  if (status == NTK_OK) status = ntk_eigen_ends(n, K->data, lambda, NULL);
  gsl_blas_dgemm(CblasNoTrans, CblasTrans, s * s, x, x, 0, K);
  if (status == NTK_OK) status = ntk_eigen_ends(n, K->data, NULL, &top);
  gsl_matrix_free(K);
  if (status != NTK_OK) return status;
  const double L1 = arch->activation->lipschitz1;
  *bound = ntk_random_matrix_bound((double)n, (double)arch->width[1], *lambda, L1 * L1 * top);
  return NTK_OK;
}

static ntk_status count_events(const ntk_arch *arch, const gsl_matrix *x, uint64_t seed, double threshold, size_t *count, ntk_error *err) {
  const size_t n = x->size1;
  double *K = ntk_doubles(n, n), low;
  ntk_status status = K == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory") : NTK_OK;
  *count = 0;
  for (size_t i = 0; i < INITS && status == NTK_OK; i++) {
    ntk_net net;
    status = ntk_net_init(&net, arch, x, NULL, seed, i, err);
    if (status != NTK_OK) break;
    status = ntk_kernel(net.mlp, K);
    if (status == NTK_OK) status = ntk_eigen_ends(n, K, &low, NULL);
    if (status == NTK_OK) *count += low <= threshold;
    ntk_net_clear(&net);
  }
  free(K);
  return status;
}

static void test(const ntk_case *c, int control, ntk_observation *o) {
  ntk_error err = {.text = ""};
  ntk_dataset *data;
  double lambda = NAN, bound = NAN;
  size_t count = 0;
  const ntk_arch arch = ntk_case_arch(c);
  ntk_status status = ntk_case_dataset(c, &data, &err);
  if (status == NTK_OK) {
    status = theory(&arch, data->x, &lambda, &bound, &err);
    for (size_t j = 0; control && j < c->d; j++) gsl_matrix_set(data->x, c->n - 1, j, gsl_matrix_get(data->x, 0, j));
    if (status == NTK_OK && bound < 0.9) status = count_events(&arch, data->x, c->seed, lambda / 2, &count, &err);
    ntk_dataset_free(data);
  }
  if (status != NTK_OK) ntk_observe_status(o, status, &err);
  else if (!(bound < 0.9)) ntk_observe(o, NTK_DISCARD, NAN, "vacuous: the bound is %.3g", bound);
  else
    ntk_observe_p(o, ntk_binomial_at_least(count, INITS, bound), "%zu of %d initialisations, bound %.4g, lambda_inf %.4g", count, INITS, bound,
                  lambda);
}

static void run(const ntk_case *c, ntk_observation *o) { test(c, 0, o); }
static void control(const ntk_case *c, ntk_observation *o) {
  if (c->n < 2) ntk_observe(o, NTK_DISCARD, NAN, "one-row: there is no pair");
  else test(c, 1, o);
}

static void draw(gsl_rng *rng, ntk_case *c) {
  static const size_t activations[] = {1, 2, 4}; /* tanh, erf, relu: softplus' slope is nearly constant, its bound vacuous */
  c->data = ntk_draw_chance(rng, 0.5) ? NTK_CASE_ORTHONORMAL : NTK_CASE_SPHERE;
  c->init = 2; /* plain: output weights stay +-1 */
  c->train = NTK_TRAIN_FIRST;
  c->output_init = NTK_OUTPUT_SIGN;
  c->activation = activations[gsl_rng_uniform_int(rng, 3)];
  c->n = ntk_draw_size(rng, 1, 4);
  c->d = ntk_draw_size(rng, 4, 8);
  c->width[0] = ntk_draw_size(rng, 10, 250);
  c->seed = gsl_rng_uniform_int(rng, 1000000);
}

static int is_orthonormal(const ntk_case *c) { return c->data == NTK_CASE_ORTHONORMAL; }
static const ntk_label labels[] = {{"orthonormal", is_orthonormal, 25}, {"relu", ntk_is_relu, 5}, {"n=1", ntk_is_one_row, 5}, {NULL, NULL, 0}};

const ntk_property ntk_property_random_matrix = {.id = "random-matrix",
                                                 .statement = "P(lambda_min(K) <= lambda_inf/2) <= n exp(-m lambda_inf / (8 B^2))",
                                                 .draw = draw,
                                                 .run = run,
                                                 .control = control,
                                                 .control_what = "the last row equal to the first, lambda_inf of the distinct rows",
                                                 .control_share = 1,
                                                 .labels = labels,
                                                 .cases = 40,
                                                 .controls = 20,
                                                 .statistical = 1};
