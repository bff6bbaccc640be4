/* Rows, targets and networks of cases. */
#include "material.h"

#include <float.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include "core/alloc.h"
#include "core/rng.h"
#include "core/vec.h"

static void gaussian(gsl_rng *rng, double scale, size_t n, double *x) {
  for (size_t i = 0; i < n; i++) x[i] = scale * gsl_ran_gaussian_ziggurat(rng, 1);
}

void ntk_orthonormalise(size_t rows, size_t d, double *x) {
  for (size_t i = 0; i < rows; i++) {
    double *row = x + i * d;
    for (size_t pass = 0; pass < 2; pass++)
      for (size_t j = 0; j < i; j++) ntk_axpy(d, -ntk_dot(d, row, x + j * d), x + j * d, row);
    const double norm = ntk_norm(d, row);
    for (size_t j = 0; j < d; j++) row[j] /= norm;
  }
}

/* Clusters: up to 3 centres, rows at distance about 0.1 of them before they go to the sphere. */
static void fill_rows(const ntk_case *c, gsl_rng *rng, gsl_matrix *x) {
  for (size_t i = 0; i < c->n; i++) {
    double *row = gsl_matrix_ptr(x, i, 0);
    if (c->data == NTK_CASE_CLUSTERED && i >= 3) {
      gaussian(rng, 0.1, c->d, row);
      ntk_axpy(c->d, 1, gsl_matrix_ptr(x, i % 3, 0), row);
    } else gaussian(rng, 1, c->d, row);
  }
  if (c->data == NTK_CASE_ORTHONORMAL) ntk_orthonormalise(c->n, c->d, x->data); /* a fresh gsl_matrix has no gap between its rows */
}

static ntk_status synthetic(const ntk_case *c, ntk_dataset **out, ntk_error *err) {
  gsl_rng *rng = ntk_rng(c->seed, NTK_RNG_DATA, 0);
  gsl_matrix *x = gsl_matrix_alloc(c->n, c->d), *y = gsl_matrix_alloc(c->n, c->k);
  *out = NULL;
  if (rng != NULL && x != NULL && y != NULL) {
    fill_rows(c, rng, x);
    gaussian(rng, 1, c->n * c->k, y->data);
    for (size_t j = 0; c->data == NTK_CASE_DUPLICATE && j < c->d; j++) gsl_matrix_set(x, c->n - 1, j, gsl_matrix_get(x, 0, j));
    for (size_t o = 0; c->data == NTK_CASE_DUPLICATE && o < c->k; o++) gsl_matrix_set(y, c->n - 1, o, -gsl_matrix_get(y, 0, o));
    *out = ntk_dataset_make("case", x, y);
  }
  if (rng != NULL) gsl_rng_free(rng);
  if (x != NULL) gsl_matrix_free(x);
  if (y != NULL) gsl_matrix_free(y);
  if (*out == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory");
  return ntk_normalise_rows((*out)->x, NTK_NORMALISE_SPHERE, "case", (*out)->row, err);
}

/* n of the rows of a bundled set, in their order; the first k targets. */
static ntk_status bundled(const ntk_case *c, ntk_dataset **out, ntk_error *err) {
  const ntk_data_options options = {
      .data = ntk_case_word("data", c->data), .rows = 100, .target = c->k > 1 ? "one-hot" : NULL, .normalise = NTK_NORMALISE_SPHERE};
  ntk_dataset *all;
  const ntk_status status = ntk_dataset_load(&all, &options, err);
  if (status != NTK_OK) return status;
  gsl_rng *rng = ntk_rng(c->seed, NTK_RNG_DATA, 0);
  gsl_matrix *x = gsl_matrix_alloc(c->n, c->d), *y = gsl_matrix_alloc(c->n, c->k);
  size_t chosen[100], index[100];
  *out = NULL;
  for (size_t i = 0; i < 100; i++) index[i] = i;
  if (rng != NULL && x != NULL && y != NULL && all->y->size2 >= c->k && all->x->size2 == c->d && all->x->size1 >= c->n) {
    gsl_ran_choose(rng, chosen, c->n, index, all->x->size1, sizeof *chosen);
    for (size_t i = 0; i < c->n; i++) {
      for (size_t j = 0; j < c->d; j++) gsl_matrix_set(x, i, j, gsl_matrix_get(all->x, chosen[i], j));
      for (size_t o = 0; o < c->k; o++) gsl_matrix_set(y, i, o, gsl_matrix_get(all->y, chosen[i], o));
    }
    *out = ntk_dataset_make(options.data, x, y);
  }
  for (size_t i = 0; *out != NULL && i < c->n; i++) (*out)->row[i] = all->row[chosen[i]];
  if (rng != NULL) gsl_rng_free(rng);
  if (x != NULL) gsl_matrix_free(x);
  if (y != NULL) gsl_matrix_free(y);
  ntk_dataset_free(all);
  return *out != NULL ? NTK_OK : ntk_fail(err, NTK_EINTERNAL, "%s: out of memory, or fewer rows, columns or classes than expected", options.data);
}

ntk_status ntk_case_dataset(const ntk_case *c, ntk_dataset **out, ntk_error *err) {
  const ntk_status status = (c->data >= NTK_CASE_DIGITS ? bundled : synthetic)(c, out, err);
  if (status != NTK_OK && c->data < NTK_CASE_DIGITS) ntk_dataset_free(*out), *out = NULL;
  return status;
}

ntk_arch ntk_case_arch(const ntk_case *c) {
  ntk_arch arch = ntk_arch_default(c->d, c->k);
  arch.depth = c->depth;
  for (size_t l = 0; l + 1 < c->depth; l++) arch.width[l + 1] = c->width[l];
  arch.width[c->depth] = c->k;
  arch.activation = ntk_activation_find(ntk_case_word("activation", c->activation));
  arch.parametrisation = (ntk_parametrisation)c->parametrisation;
  arch.weight_scale = c->weight_scale;
  arch.bias_scale = c->bias_scale;
  arch.train = (ntk_train)c->train;
  arch.output_init = (ntk_output_init)c->output_init;
  arch.init = (ntk_init)c->init;
  return arch;
}

ntk_setting ntk_case_setting(const ntk_case *c, const ntk_dataset *data) {
  return (ntk_setting){.data = data, .arch = ntk_case_arch(c), .alpha = c->alpha, .seed = c->seed, .inits = 1, .threads = 1, .tolerance = 1e-8};
}

gsl_rng *ntk_case_rng(const ntk_case *c) { return ntk_rng(c->seed, NTK_RNG_TESTS, 0); }

void ntk_observe_status(ntk_observation *o, ntk_status status, const ntk_error *err) {
  if (status == NTK_ENUMERIC) ntk_observe(o, NTK_DISCARD, NAN, "not-finite: %.200s", err->text);
  else if (status == NTK_ESTEPS) ntk_observe(o, NTK_DISCARD, NAN, "steps: %.200s", err->text);
  else ntk_observe(o, NTK_FAIL, NAN, "%s: %.200s", ntk_status_text(status), err->text);
}

int ntk_material_init(ntk_material *m, const ntk_case *c, ntk_observation *o) {
  ntk_error err = {.text = ""};
  *m = (ntk_material){.arch = ntk_case_arch(c)};
  ntk_status status = ntk_case_dataset(c, &m->data, &err);
  if (status == NTK_OK) status = ntk_net_init(&m->net, &m->arch, m->data->x, NULL, c->seed, 0, &err);
  if (status == NTK_OK) {
    m->N = m->net.N;
    m->p = m->net.p;
    m->y = ntk_doubles(m->N, 1);
    if (m->y == NULL) status = ntk_fail(&err, NTK_ENOMEM, "out of memory");
  }
  if (status != NTK_OK) {
    ntk_material_clear(m);
    ntk_observe_status(o, status, &err);
    return 0;
  }
  size_t widest = 0;
  for (size_t l = 0; l <= m->arch.depth; l++) widest = m->arch.width[l] > widest ? m->arch.width[l] : widest;
  m->rounding = (double)m->arch.depth * (double)(widest + c->d) * DBL_EPSILON;
  for (size_t i = 0; i < c->n; i++)
    for (size_t k = 0; k < c->k; k++) m->y[i * c->k + k] = gsl_matrix_get(m->data->y, i, k);
  return 1;
}

void ntk_material_clear(ntk_material *m) {
  ntk_net_clear(&m->net);
  if (m->data != NULL) ntk_dataset_free(m->data);
  free(m->y);
  *m = (ntk_material){0};
}

void ntk_observe_agree(ntk_observation *o, const char *what, int holds, size_t n, const double *value, const double *expected, const double *error) {
  size_t worst = 0;
  double margin = INFINITY;
  for (size_t i = 0; i < n; i++) {
    const double ratio = error[i] / fabs(value[i] - expected[i]); /* 0/0: NAN, equal without tolerance */
    if (isnan(value[i]) || isnan(expected[i]) || isnan(error[i])) {
      ntk_observe(o, NTK_FAIL, NAN, "%s: entry %zu: %g against %g +- %g", what, i, value[i], expected[i], error[i]);
      return;
    }
    if (ratio < margin) margin = ratio, worst = i;
  }
  if (holds) ntk_observe(o, NTK_PASS, margin, "%s", what);
  else
    ntk_observe(o, NTK_FAIL, margin, "%s: entry %zu: %.17g against %.17g, allowed difference %.3g", what, worst, value[worst], expected[worst],
                error[worst]);
}
