/* Pieces of a layer's pass, over a batch. */
#include "model/layer.h"

#include <math.h>

#include "core/vec.h"

void ntk_product(gsl_matrix *C, double beta, double alpha, CBLAS_TRANSPOSE_t transA, const gsl_matrix *A,
                 CBLAS_TRANSPOSE_t transB, const gsl_matrix *B) {
  if (gsl_blas_dgemm(transA, transB, alpha, A, B, beta, C) != 0) gsl_matrix_set_all(C, NAN);
}

void ntk_add_bias(gsl_matrix *Z, double c_b, const double *beta) {
  if (beta == NULL) return;
  for (size_t i = 0; i < Z->size1; i++) ntk_axpy(Z->size2, c_b, beta, gsl_matrix_ptr(Z, i, 0));
}

void ntk_multiply(size_t n, const double *d, double *x) {
  for (size_t i = 0; i < n; i++) x[i] *= d[i];
}
