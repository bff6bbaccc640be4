/* Small random networks and batches for tests: every combination of the architecture's options, by number. */
#ifndef NTK_TESTS_RANDOM_NET_H
#define NTK_TESTS_RANDOM_NET_H

#include <gsl/gsl_randist.h>
#include <stdlib.h>

#include "core/rng.h"
#include "model/init.h"

#define RANDOM_NET_CASES 1280u

static const ntk_activation *const random_net_activations[] = {&ntk_tanh, &ntk_erf, &ntk_softplus, &ntk_relu, &ntk_identity};

/* Activation x parametrisation x bias or none x depth 2..5 x 1 or 3 outputs x trained layers x hidden widths that differ or are equal (where a
   matrix transposed by mistake still fits): case number c. */
static inline ntk_arch random_net_arch(size_t c) {
  ntk_arch arch = ntk_arch_default(3, 1);
  arch.activation = random_net_activations[c % 5], c /= 5;
  arch.parametrisation = c % 2 ? NTK_PARAM_STANDARD : NTK_PARAM_NTK, c /= 2;
  arch.bias_scale = c % 2 ? 0.7 : 0.0, c /= 2;
  arch.depth = 2 + c % 4, c /= 4;
  for (size_t l = 1; l < arch.depth; l++) arch.width[l] = 4 + (3 * l) % 5;
  arch.width[arch.depth] = c % 2 ? 3 : 1, c /= 2;
  arch.train = (ntk_train)(c % 4), c /= 4;
  if (c % 2) ntk_arch_set_width(&arch, 6);
  arch.weight_scale = 1.3;
  arch.init = NTK_INIT_PLAIN;
  return arch;
}

static inline void random_fill(uint64_t index, size_t n, double *a) {
  gsl_rng *rng = ntk_rng(7, NTK_RNG_TESTS, index);
  if (rng == NULL) abort();
  for (size_t i = 0; i < n; i++) a[i] = gsl_ran_gaussian(rng, 1.0);
  gsl_rng_free(rng);
}

static inline double *random_vector(uint64_t index, size_t n) {
  double *a = calloc(n, sizeof *a);
  if (a == NULL) abort();
  random_fill(index, n, a);
  return a;
}

static inline gsl_matrix *random_matrix(uint64_t index, size_t rows, size_t cols) {
  gsl_matrix *m = gsl_matrix_alloc(rows, cols);
  if (m == NULL) abort();
  random_fill(index, rows * cols, m->data);
  return m;
}

static inline double *random_theta(const ntk_arch *arch, uint64_t index) {
  double *theta = calloc(ntk_arch_params(arch), sizeof *theta);
  if (theta == NULL || ntk_init_weights(arch, 7, index, theta, NULL) != NTK_OK) abort();
  return theta;
}

#endif
