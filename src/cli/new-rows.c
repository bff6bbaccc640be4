#include "cli/new-rows.h"

#include <stdint.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "data/table.h"

void ntk_normalise_like(gsl_matrix *x, const gsl_matrix *raw, const gsl_matrix *normalised) {
  for (size_t j = 0; j < x->size2; j++) {
    size_t low = 0, high = 0;
    for (size_t i = 1; i < raw->size1; i++) {
      if (gsl_matrix_get(raw, i, j) < gsl_matrix_get(raw, low, j)) low = i;
      if (gsl_matrix_get(raw, i, j) > gsl_matrix_get(raw, high, j)) high = i;
    }
    const double a = gsl_matrix_get(raw, low, j), b = gsl_matrix_get(raw, high, j);
    const double u = gsl_matrix_get(normalised, low, j), v = gsl_matrix_get(normalised, high, j);
    for (size_t i = 0; i < x->size1; i++) gsl_matrix_set(x, i, j, b > a ? u + (v - u) * ((gsl_matrix_get(x, i, j) - a) / (b - a)) : 0.0);
  }
}

static ntk_status like_training(gsl_matrix *x, const ntk_experiment *experiment, const ntk_options *options, ntk_error *err) {
  ntk_data_options raw_options = options->data;
  ntk_dataset *raw;
  raw_options.normalise = NTK_NORMALISE_NONE;
  const ntk_status status = ntk_dataset_load(&raw, &raw_options, err);
  if (status != NTK_OK) return status;
  ntk_normalise_like(x, raw->x, experiment->data->x);
  ntk_dataset_free(raw);
  return NTK_OK;
}

/* Each row to norm sqrt d; errors name the row of the file. */
static ntk_status on_sphere(gsl_matrix *x, const char *path, ntk_error *err) {
  size_t *row = ntk_calloc(x->size1, 1, sizeof *row);
  if (row == NULL) return ntk_fail(err, NTK_ENOMEM, "%s: out of memory", path);
  for (size_t i = 0; i < x->size1; i++) row[i] = i;
  const ntk_status status = ntk_normalise_rows(x, NTK_NORMALISE_SPHERE, path, row, err);
  free(row);
  return status;
}

ntk_status ntk_new_rows(gsl_matrix **out, const char *path, const ntk_experiment *experiment, const ntk_options *options, ntk_error *err) {
  const size_t d = experiment->data->x->size2;
  ntk_table table;
  *out = NULL;
  ntk_status status = ntk_table_read(&table, path, err);
  if (status == NTK_OK && table.cols != d) status = ntk_fail(err, NTK_EDATA, "%s: expected %zu columns of inputs, found %zu", path, d, table.cols);
  if (status == NTK_OK) status = ntk_table_inputs(out, &table, table.rows, SIZE_MAX, err);
  ntk_table_clear(&table);
  if (status == NTK_OK && options->data.normalise == NTK_NORMALISE_SPHERE) status = on_sphere(*out, path, err);
  if (status == NTK_OK && options->data.normalise == NTK_NORMALISE_STANDARD) status = like_training(*out, experiment, options, err);
  if (status != NTK_OK) {
    gsl_matrix_free(*out);
    *out = NULL;
  }
  return status;
}
