/* A = diag(sqrt h) Q, Q orthonormal rows by Gram-Schmidt of normal ones: A^T A = Q^T diag(h) Q. */
#include "quadratic-case.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include "core/alloc.h"
#include "core/vec.h"
#include "draw.h"
#include "material.h"

static double curvature(const ntk_case *c, size_t j) { return c->d > 1 ? pow(c->kappa, (double)j / (double)(c->d - 1)) : 1; }

ntk_status ntk_quadratic_case_init(ntk_quadratic_case *q, const ntk_case *c) {
  const size_t d = c->d;
  gsl_rng *rng = ntk_case_rng(c);
  *q = (ntk_quadratic_case){.d = d,
                            .lambda = c->alpha * c->alpha,
                            .B = c->alpha * c->alpha * curvature(c, d - 1),
                            .A = ntk_doubles(d, d),
                            .y = ntk_doubles(d, 1),
                            .w0 = ntk_doubles(d, 1),
                            .best = ntk_doubles(d, 1)};
  if (q->A != NULL) q->map = ntk_linear_map(d, d, q->A, NULL);
  if (rng == NULL || !q->y || !q->w0 || !q->best || !q->map) {
    if (rng != NULL) gsl_rng_free(rng);
    return NTK_ENOMEM;
  }
  for (size_t j = 0; j < d * d; j++) q->A[j] = gsl_ran_gaussian_ziggurat(rng, 1);
  for (size_t j = 0; j < d; j++) {
    q->best[j] = gsl_ran_gaussian_ziggurat(rng, 1);
    q->w0[j] = gsl_ran_gaussian_ziggurat(rng, 1);
  }
  ntk_orthonormalise(d, d, q->A);
  for (size_t i = 0; i < d; i++) {
    for (size_t j = 0; j < d; j++) q->A[i * d + j] *= sqrt(curvature(c, i));
    q->y[i] = c->alpha * ntk_dot(d, q->A + i * d, q->best);
  }
  q->problem = (ntk_problem){q->map, c->alpha, q->y, q->w0};
  gsl_rng_free(rng);
  return NTK_OK;
}

void ntk_quadratic_case_clear(ntk_quadratic_case *q) {
  if (q->map != NULL) ntk_linear_map_free(q->map);
  free(q->A), free(q->y), free(q->w0), free(q->best);
  *q = (ntk_quadratic_case){0};
}

void ntk_draw_quadratic(gsl_rng *rng, ntk_case *c, size_t most_steps) {
  c->d = ntk_draw_size(rng, 1, 8);
  c->kappa = ntk_draw_real(rng, 1, 1e4);
  c->alpha = ntk_draw_real(rng, 0.1, 100);
  c->steps = ntk_draw_size(rng, 1, most_steps);
  c->seed = gsl_rng_uniform_int(rng, 1000000);
}
