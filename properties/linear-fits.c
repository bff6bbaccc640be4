/* linear-fits on random networks: p >= N and J0 of full row rank => f(w0) + J0 (u - w0) fits the targets. The least-norm u by the singular values of
   the explicit Jacobian (the check goes through K): J0^T = U S V^T, u - w0 = U S^{-1} V^T (y - f0), singular values up to C (p eps s_max + L (m + d)
   eps sum scale_i) left out (scale.h: J's own rounding). The fit is measured by the network's own tangent pass; what is left is rounding, C ((p + N)
   eps s_max + L (m + d) eps sum scale_i) ||u - w0||, C = 4. Full rank means: none was left out. Control: the last row equal to the first, with
   opposite targets. */
#include <float.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include "claim/linear-fits.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "draw.h"
#include "material.h"
#include "scale.h"

static const double C = 4;

/* The least-norm step du to b (N); the number of singular values left out: those up to C (p eps s_max + error_J). U: p x N, holds J^T. */
static size_t least_norm(gsl_matrix *U, gsl_matrix *V, gsl_vector *S, gsl_vector *work, double error_J, const double *b, double *du) {
  const size_t p = U->size1, N = U->size2;
  size_t out = 0;
  gsl_linalg_SV_decomp(U, V, S, work);
  for (size_t j = 0; j < p; j++) du[j] = 0;
  for (size_t e = 0; e < N; e++) {
    double coefficient = 0;
    if (gsl_vector_get(S, e) <= C * ((double)p * DBL_EPSILON * gsl_vector_get(S, 0) + error_J)) {
      out++;
      continue;
    }
    for (size_t i = 0; i < N; i++) coefficient += gsl_matrix_get(V, i, e) * b[i];
    coefficient /= gsl_vector_get(S, e);
    for (size_t j = 0; j < p; j++) du[j] += coefficient * gsl_matrix_get(U, j, e);
  }
  return out;
}

static void fit(ntk_material *m, int control, gsl_matrix *U, gsl_matrix *V, gsl_vector *S, gsl_vector *work, double *v, ntk_observation *o) {
  double *J = v, *b = J + m->N * m->p, *Jdu = b + m->N, *du = Jdu + m->N;
  double scale = 0;
  ntk_status status = ntk_jacobian(m->net.mlp, J);
  for (size_t i = 0; i < m->N && status == NTK_OK; i++) {
    double one;
    status = ntk_gradient_scale(&m->arch, m->net.theta, gsl_matrix_const_ptr(m->data->x, i / m->arch.width[m->arch.depth], 0),
                                i % m->arch.width[m->arch.depth], &one);
    scale += one;
  }
  if (status != NTK_OK) {
    ntk_observe_status(o, status, &(ntk_error){status, "Jacobian"});
    return;
  }
  for (size_t i = 0; i < m->N; i++)
    for (size_t j = 0; j < m->p; j++) gsl_matrix_set(U, j, i, J[i * m->p + j]);
  m->net.map->value(m->net.map->context, b);
  for (size_t i = 0; i < m->N; i++) b[i] = m->y[i] - b[i];
  const size_t out = least_norm(U, V, S, work, m->rounding * scale, b, du);
  if (!control && out > 0) {
    ntk_observe(o, NTK_DISCARD, NAN, "rank-deficient: %zu singular values are 0 up to rounding", out);
    return;
  }
  m->net.map->jvp(m->net.map->context, du, Jdu);
  const double residual = ntk_distance(m->N, Jdu, b);
  const double error = C * ((double)(m->p + m->N) * DBL_EPSILON * gsl_vector_get(S, 0) + m->rounding * scale) * ntk_norm(m->p, du);
  const int holds = ntk_linear_fits(residual, error);
  ntk_observe(o, holds ? NTK_PASS : NTK_FAIL, error / residual, "residual %.3g, rounding %.3g, N = %zu, p = %zu", residual, error, m->N, m->p);
}

static void solve(const ntk_case *c, int control, ntk_observation *o) {
  ntk_material m;
  if (!ntk_material_init(&m, c, o)) return;
  if (m.p < m.N) {
    ntk_observe(o, NTK_DISCARD, NAN, "too-few-parameters: p = %zu, N = %zu", m.p, m.N);
    ntk_material_clear(&m);
    return;
  }
  gsl_matrix *U = gsl_matrix_alloc(m.p, m.N), *V = gsl_matrix_alloc(m.N, m.N);
  gsl_vector *S = gsl_vector_alloc(m.N), *work = gsl_vector_alloc(m.N);
  double *v = ntk_doubles(m.N * m.p + 2 * m.N + m.p, 1);
  if (U && V && S && work && v) fit(&m, control, U, V, S, work, v, o);
  else ntk_observe(o, NTK_FAIL, NAN, "out of memory");
  if (U != NULL) gsl_matrix_free(U);
  if (V != NULL) gsl_matrix_free(V);
  if (S != NULL) gsl_vector_free(S);
  if (work != NULL) gsl_vector_free(work);
  free(v);
  ntk_material_clear(&m);
}

static void run(const ntk_case *c, ntk_observation *o) { solve(c, 0, o); }
static void control(const ntk_case *c, ntk_observation *o) {
  ntk_case twin = *c;
  twin.data = NTK_CASE_DUPLICATE;
  ntk_case_repair(&twin);
  solve(&twin, 1, o);
}

static void draw(gsl_rng *rng, ntk_case *c) { ntk_draw_network(rng, c, NTK_DRAW_ALL & ~NTK_DRAW_DUPLICATE, 6, 24); }

static const ntk_label labels[] = {
    {"depth>=3", ntk_is_deep, 15},  {"k>1", ntk_has_outputs, 10}, {"relu", ntk_is_relu, 8},    {"biases", ntk_has_biases, 20},
    {"bundled", ntk_is_bundled, 8}, {"n=1", ntk_is_one_row, 5},   {"plain", ntk_is_plain, 15}, {NULL, NULL, 0}};

const ntk_property ntk_property_linear_fits = {.id = "linear-fits",
                                               .statement = "p >= N, J0 of full row rank: f(w0) + J0 (u - w0) = y has a solution",
                                               .draw = draw,
                                               .run = run,
                                               .control = control,
                                               .control_what = "the last row equal to the first, with opposite targets",
                                               .control_share = 1,
                                               .labels = labels,
                                               .cases = 600,
                                               .controls = 100};
