/* Data sets in memory. */
#include "data/dataset.h"

#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "data/matrix.h"
#include "data/message.h"

void ntk_dataset_free(ntk_dataset *data) {
  if (data == NULL) return;
  gsl_matrix_free(data->x);
  gsl_matrix_free(data->y);
  free(data->row);
  free(data->name);
  free(data);
}

/* The first n rows of x and y; row numbers not yet set. */
static ntk_dataset *copy(const char *name, const gsl_matrix *x, const gsl_matrix *y, size_t n) {
  ntk_dataset *out = ntk_calloc(1, 1, sizeof *out);
  if (out == NULL) return NULL;
  out->name = ntk_join(name, "");
  out->x = ntk_matrix_head(x, n);
  out->y = ntk_matrix_head(y, n);
  out->row = ntk_calloc(n, 1, sizeof *out->row);
  if (out->name != NULL && out->x != NULL && out->y != NULL && out->row != NULL) return out;
  ntk_dataset_free(out);
  return NULL;
}

ntk_dataset *ntk_dataset_make(const char *name, const gsl_matrix *x, const gsl_matrix *y) {
  if (x->size1 != y->size1) return NULL;
  ntk_dataset *out = copy(name, x, y, x->size1);
  for (size_t i = 0; out != NULL && i < x->size1; i++) out->row[i] = i;
  return out;
}

ntk_dataset *ntk_dataset_head(const ntk_dataset *data, size_t n) {
  ntk_dataset *out = copy(data->name, data->x, data->y, n);
  for (size_t i = 0; out != NULL && i < n; i++) out->row[i] = data->row[i];
  return out;
}
