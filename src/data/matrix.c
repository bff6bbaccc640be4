#include "data/matrix.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/size.h"

gsl_matrix *ntk_matrix(size_t rows, size_t cols) {
  size_t count, bytes;
  if (rows == 0 || cols == 0) return NULL;
  if (!ntk_size_mul(rows, cols, &count) || !ntk_size_mul(count, sizeof(double), &bytes)) return NULL;
  /* GSL allocates by itself; this makes injected faults reach it. */
  void *probe = ntk_calloc(1, 1, 1);
  if (probe == NULL) return NULL;
  free(probe);
  return gsl_matrix_calloc(rows, cols);
}

gsl_matrix *ntk_matrix_head(const gsl_matrix *m, size_t rows) {
  if (rows > m->size1) return NULL;
  gsl_matrix *out = ntk_matrix(rows, m->size2);
  if (out == NULL) return NULL;
  for (size_t i = 0; i < rows; i++)
    for (size_t j = 0; j < m->size2; j++) out->data[i * out->tda + j] = m->data[i * m->tda + j];
  return out;
}
