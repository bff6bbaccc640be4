/* A random network on Gaussian inputs, and the rounding that the tests of kernel/ allow. */
#ifndef NTK_TESTS_NTK_FIXTURE_H
#define NTK_TESTS_NTK_FIXTURE_H

#include <float.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "harness.h"
#include "kernel/ntk.h"
#include "random-net.h"

/* The constant C of |K_ij - (J J^T)_ij| <= C L (m + d) eps sqrt(K_ii K_jj), m the widest layer. */
#define C_KERNEL 1.0

typedef struct {
  gsl_matrix *x;
  ntk_mlp *mlp;
  size_t N, p;
  double rounding; /* C L (m + d) eps */
} fixture;

static inline ntk_mlp *network(const ntk_arch *arch, const gsl_matrix *x, uint64_t index) {
  double *theta = random_theta(arch, index);
  ntk_mlp *mlp = ntk_mlp_alloc(arch, x, theta, NULL);
  CU_ASSERT_PTR_NOT_NULL_FATAL(mlp);
  free(theta);
  return mlp;
}

static inline fixture fixture_new(const ntk_arch *arch, size_t n, uint64_t index) {
  size_t offset, widest = 0;
  fixture it = {.x = random_matrix(index, n, arch->width[0]), .N = n * arch->width[arch->depth]};
  it.mlp = network(arch, it.x, index);
  ntk_trained_slice(arch, &offset, &it.p);
  for (size_t l = 1; l <= arch->depth; l++) widest = arch->width[l] > widest ? arch->width[l] : widest;
  it.rounding = C_KERNEL * (double)(arch->depth * (widest + arch->width[0])) * DBL_EPSILON;
  return it;
}

static inline void fixture_clear(fixture *it) {
  ntk_mlp_free(it->mlp);
  gsl_matrix_free(it->x);
}

#endif
