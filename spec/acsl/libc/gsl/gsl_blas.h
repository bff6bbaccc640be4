/* Stands in for <gsl/gsl_blas.h> when Frama-C reads the sources: assumed contracts over the reals (verify/README.md). */
#ifndef NTK_ACSL_GSL_BLAS_H
#define NTK_ACSL_GSL_BLAS_H

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_vector.h>

#include "../../sums.h"

/*@ // op(A) is as long and as wide as this
    logic integer op_rows{L}(CBLAS_TRANSPOSE_t trans, gsl_matrix *A) = trans == CblasNoTrans ? A->size1 : A->size2;
    logic integer op_columns{L}(CBLAS_TRANSPOSE_t trans, gsl_matrix *A) = trans == CblasNoTrans ? A->size2 : A->size1;

    // where row i and column j of op(A) begin, and their steps
    logic integer op_row{L}(CBLAS_TRANSPOSE_t trans, gsl_matrix *A, integer i) = trans == CblasNoTrans ? i * A->tda : i;
    logic integer op_row_step{L}(CBLAS_TRANSPOSE_t trans, gsl_matrix *A) = trans == CblasNoTrans ? 1 : A->tda;
    logic integer op_column{L}(CBLAS_TRANSPOSE_t trans, gsl_matrix *A, integer j) = trans == CblasNoTrans ? j : j * A->tda;
    logic integer op_column_step{L}(CBLAS_TRANSPOSE_t trans, gsl_matrix *A) = trans == CblasNoTrans ? A->tda : 1;

    // entry (i, j) of op(A) op(B)
    logic real matrix_product{L}(CBLAS_TRANSPOSE_t transA, gsl_matrix *A, CBLAS_TRANSPOSE_t transB, gsl_matrix *B, integer i, integer j) =
      strided(A->data + op_row(transA, A, i), op_row_step(transA, A), B->data + op_column(transB, B, j), op_column_step(transB, B), op_columns(transA, A));

    // entry (i, j) of op(A) op(A)^T
    logic real matrix_square{L}(CBLAS_TRANSPOSE_t trans, gsl_matrix *A, integer i, integer j) =
      strided(A->data + op_row(trans, A, i), op_row_step(trans, A), A->data + op_row(trans, A, j), op_row_step(trans, A), op_columns(trans, A));

    // what y := alpha A B + beta y makes of an entry
    logic real scaled_sum(real alpha, real product, real beta, real before) = alpha * product + beta * before;

    // the triangle `uplo` of a symmetric matrix holds entry (i, j)
    predicate in_triangle(CBLAS_UPLO_t uplo, integer i, integer j) = uplo == CblasUpper ? i <= j : j <= i;

    // sum_{e<n} A_ie x_e of a symmetric A of which the upper triangle is read
    logic real symmetric_row{L}(gsl_matrix *A, double *x, integer i, integer n) =
      n <= 0 ? 0.0 : symmetric_row(A, x, i, n - 1) + (i <= n - 1 ? A->data[i * A->tda + (n - 1)] : A->data[(n - 1) * A->tda + i]) * x[n - 1]; */

/* C := alpha op(A) op(B) + beta C; nonzero when the shapes do not fit. */
/*@ requires trans: (transA == CblasNoTrans || transA == CblasTrans) && (transB == CblasNoTrans || transB == CblasTrans);
    requires valid: matrix_readable(A) && matrix_readable(B) && matrix_writable(C);
    requires integers: matrix_blas(A) && matrix_blas(B) && matrix_blas(C);
    requires apart: matrix_apart(C, A) && matrix_apart(C, B);
    terminates \true;
    exits \false;
    assigns C->data[0 .. matrix_cells(C) - 1], \result \from *A, *B, *C, A->data[0 .. matrix_cells(A) - 1], B->data[0 .. matrix_cells(B) - 1],
            C->data[0 .. matrix_cells(C) - 1], transA, transB, alpha, beta;
    ensures status: \result == 0 <==> C->size1 == op_rows(transA, A) && C->size2 == op_columns(transB, B) && op_columns(transA, A) == op_rows(transB, B);
    ensures product: \result == 0 ==> \forall integer i, j; 0 <= i < C->size1 && 0 <= j < C->size2 ==>
      C->data[entry(i, C->tda, j)] == scaled_sum(alpha, \old(matrix_product(transA, A, transB, B, i, j)), beta, \old(C->data[entry(i, C->tda, j)])); */
extern int gsl_blas_dgemm(CBLAS_TRANSPOSE_t transA, CBLAS_TRANSPOSE_t transB, double alpha, const gsl_matrix *A, const gsl_matrix *B,
                          double beta, gsl_matrix *C);

/* The triangle `uplo` of C := alpha op(A) op(A)^T + beta C. */
/*@ requires trans: trans == CblasNoTrans || trans == CblasTrans;
    requires valid: matrix_readable(A) && matrix_writable(C);
    requires integers: matrix_blas(A) && matrix_blas(C);
    requires uplo: uplo == CblasUpper || uplo == CblasLower;
    requires apart: matrix_apart(C, A);
    terminates \true;
    exits \false;
    assigns C->data[0 .. matrix_cells(C) - 1], \result \from *A, *C, A->data[0 .. matrix_cells(A) - 1], C->data[0 .. matrix_cells(C) - 1], uplo, trans, alpha, beta;
    ensures status: \result == 0 <==> C->size1 == C->size2 == op_rows(trans, A);
    ensures square: \result == 0 ==> \forall integer i, j; 0 <= i < C->size1 && 0 <= j < C->size2 && in_triangle(uplo, i, j) ==>
      C->data[entry(i, C->tda, j)] == scaled_sum(alpha, \old(matrix_square(trans, A, i, j)), beta, \old(C->data[entry(i, C->tda, j)]));
    ensures other: \forall integer i, j; 0 <= i < C->size1 && 0 <= j < C->size2 && !in_triangle(uplo, i, j) ==>
      C->data[entry(i, C->tda, j)] == \old(C->data[entry(i, C->tda, j)]); */
extern int gsl_blas_dsyrk(CBLAS_UPLO_t uplo, CBLAS_TRANSPOSE_t trans, double alpha, const gsl_matrix *A, double beta, gsl_matrix *C);

/* y := alpha op(A) x + beta y */
/*@ requires trans: trans == CblasNoTrans || trans == CblasTrans;
    requires valid: matrix_readable(A) && vector_readable(x) && vector_writable(y);
    requires integers: matrix_blas(A);
    requires apart: \separated(y->data + (0 .. y->size - 1), A->data + (0 .. matrix_cells(A) - 1)) &&
                    \separated(y->data + (0 .. y->size - 1), x->data + (0 .. x->size - 1));
    terminates \true;
    exits \false;
    assigns y->data[0 .. y->size - 1], \result \from *A, *x, *y, A->data[0 .. matrix_cells(A) - 1], x->data[0 .. x->size - 1], y->data[0 .. y->size - 1],
            trans, alpha, beta;
    ensures status: \result == 0 <==> y->size == op_rows(trans, A) && x->size == op_columns(trans, A);
    ensures product: \result == 0 ==> \forall integer i; 0 <= i < y->size ==>
      y->data[i] == scaled_sum(alpha, \old(strided(A->data + op_row(trans, A, i), op_row_step(trans, A), x->data, 1, x->size)), beta, \old(y->data[i])); */
extern int gsl_blas_dgemv(CBLAS_TRANSPOSE_t trans, double alpha, const gsl_matrix *A, const gsl_vector *x, double beta, gsl_vector *y);

/* y := alpha A x + beta y, A symmetric, its triangle `uplo` is read. */
/*@ requires valid: matrix_readable(A) && vector_readable(x) && vector_writable(y);
    requires integers: matrix_blas(A);
    requires apart: \separated(y->data + (0 .. y->size - 1), A->data + (0 .. matrix_cells(A) - 1)) &&
                    \separated(y->data + (0 .. y->size - 1), x->data + (0 .. x->size - 1));
    terminates \true;
    exits \false;
    assigns y->data[0 .. y->size - 1], \result \from *A, *x, *y, A->data[0 .. matrix_cells(A) - 1], x->data[0 .. x->size - 1], y->data[0 .. y->size - 1],
            uplo, alpha, beta;
    ensures status: \result == 0 <==> A->size1 == A->size2 == x->size == y->size;
    ensures product: \result == 0 && uplo == CblasUpper ==> \forall integer i; 0 <= i < y->size ==>
      y->data[i] == scaled_sum(alpha, \old(symmetric_row(A, x->data, i, x->size)), beta, \old(y->data[i])); */
extern int gsl_blas_dsymv(CBLAS_UPLO_t uplo, double alpha, const gsl_matrix *A, const gsl_vector *x, double beta, gsl_vector *y);

/* x := op(A)^-1 x, A triangular. */
/*@ requires valid: matrix_readable(A) && vector_writable(x);
    requires apart: \separated(x->data + (0 .. x->size - 1), A->data + (0 .. matrix_cells(A) - 1));
    terminates \true;
    exits \false;
    assigns x->data[0 .. x->size - 1], \result \from *A, *x, A->data[0 .. matrix_cells(A) - 1], x->data[0 .. x->size - 1], uplo, trans, diag;
    ensures status: \result == 0 <==> A->size1 == A->size2 == x->size; */
extern int gsl_blas_dtrsv(CBLAS_UPLO_t uplo, CBLAS_TRANSPOSE_t trans, CBLAS_DIAG_t diag, const gsl_matrix *A, gsl_vector *x);

/*@ requires valid: vector_readable(x);
    requires integers: x->size <= INT_MAX;
    terminates \true;
    exits \false;
    assigns \result \from *x, x->data[0 .. x->size - 1];
    ensures norm: \result == \sqrt(sum_squares(x->data, x->size));
    ensures positive: 0.0 <= \result; */
extern double gsl_blas_dnrm2(const gsl_vector *x);

/*@ requires valid: vector_readable(x) && vector_readable(y) && \valid(out);
    requires apart: \separated(out, x->data + (0 .. x->size - 1)) && \separated(out, y->data + (0 .. y->size - 1)) && \separated(out, x) && \separated(out, y);
    terminates \true;
    exits \false;
    assigns *out, \result \from *x, *y, x->data[0 .. x->size - 1], y->data[0 .. y->size - 1];
    ensures status: \result == 0 <==> x->size == y->size;
    ensures sum: \result == 0 ==> *out == dot(x->data, y->data, x->size); */
extern int gsl_blas_ddot(const gsl_vector *x, const gsl_vector *y, double *out);

#endif
