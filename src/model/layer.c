/* Pieces of a layer's pass, over a batch. */
#include "model/layer.h"

#include <math.h>

#include "core/vec.h"

#include "../../spec/acsl/index.h"

void ntk_product(gsl_matrix *C, double beta, double alpha, CBLAS_TRANSPOSE_t transA, const gsl_matrix *A,
                 CBLAS_TRANSPOSE_t transB, const gsl_matrix *B) {
  if (gsl_blas_dgemm(transA, transB, alpha, A, B, beta, C) != 0) gsl_matrix_set_all(C, NAN);
}

void ntk_add_bias(gsl_matrix *Z, double c_b, const double *beta) {
  if (beta == NULL) return;
  /*@ loop invariant range: 0 <= i <= Z->size1;
      loop invariant same: same{Pre, Here}(beta, Z->size2);
      loop invariant order: \forall integer k, j; 0 <= k < i && 0 <= j < Z->size2 ==> entry(k, Z->tda, j) < entry(i, Z->tda, 0);
      loop invariant done: \forall integer k, j; 0 <= k < i && 0 <= j < Z->size2 ==>
        Z->data[entry(k, Z->tda, j)] == \at(Z->data[entry(k, Z->tda, j)], Pre) + bias{Pre}(c_b, beta, j);
      loop invariant rest: \forall integer e; entry(i, Z->tda, 0) <= e < matrix_cells(Z) ==> Z->data[e] == \at(Z->data[e], Pre);
      loop assigns i, Z->data[0 .. matrix_cells(Z) - 1];
      loop variant Z->size1 - i; */
  for (size_t i = 0; i < Z->size1; i++) {
    double *row = gsl_matrix_ptr(Z, i, 0);
    //@ ghost row_inside(i, Z->size1, Z->tda);
    //@ assert row: row == Z->data + entry(i, Z->tda, 0);
    ntk_axpy(Z->size2, c_b, beta, row);
    /*@ assert done: \forall integer j; 0 <= j < Z->size2 ==>
          Z->data[entry(i, Z->tda, j)] == \at(Z->data[\at(entry(i, Z->tda, j), Here)], Pre) + bias{Pre}(c_b, beta, j); */
  }
}

void ntk_multiply(size_t n, const double *d, double *x) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant same: same{Pre, Here}(d, n);
      loop invariant done: \forall integer k; 0 <= k < i ==> x[k] == \at(x[k], Pre) * \at(d[k], Pre);
      loop invariant rest: \forall integer k; i <= k < n ==> x[k] == \at(x[k], Pre);
      loop assigns i, x[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) x[i] *= d[i];
}
