/* Stands in for <gsl/gsl_matrix.h> when Frama-C reads the sources: assumed contracts (verify/README.md). */
#ifndef NTK_ACSL_GSL_MATRIX_H
#define NTK_ACSL_GSL_MATRIX_H

#include <stdint.h>
#include <gsl/gsl_vector.h>

#include "../../matrix.h"

typedef struct { gsl_matrix matrix; } gsl_matrix_view;
typedef struct { gsl_matrix matrix; } _gsl_matrix_const_view;
typedef const _gsl_matrix_const_view gsl_matrix_const_view;

/*@ requires some: 0 < rows && 0 < columns;
    terminates \true;
    exits \false;
    assigns \result \from rows, columns;
    ensures valid: \result != \null ==> matrix_writable(\result) && \valid(\result);
    ensures shape: \result != \null ==> \result->size1 == rows && \result->size2 == columns && \result->tda == columns; */
extern gsl_matrix *gsl_matrix_alloc(size_t rows, size_t columns);

/*@ requires some: 0 < rows && 0 < columns;
    terminates \true;
    exits \false;
    assigns \result \from rows, columns;
    ensures valid: \result != \null ==> matrix_writable(\result) && \valid(\result);
    ensures shape: \result != \null ==> \result->size1 == rows && \result->size2 == columns && \result->tda == columns;
    ensures zero: \result != \null ==> \forall integer i; 0 <= i < rows * columns ==> is_zero(\result->data[i]); */
extern gsl_matrix *gsl_matrix_calloc(size_t rows, size_t columns);

/*@ terminates \true;
    exits \false;
    assigns \nothing; */
extern void gsl_matrix_free(gsl_matrix *m);

/*@ requires some: 0 < rows && 0 < columns;
    terminates \true;
    exits \false;
    assigns \result \from base, rows, columns;
    ensures shape: \result.matrix.size1 == rows && \result.matrix.size2 == columns && \result.matrix.tda == columns && \result.matrix.data == base; */
extern gsl_matrix_view gsl_matrix_view_array(double *base, size_t rows, size_t columns);

/*@ requires some: 0 < rows && 0 < columns;
    terminates \true;
    exits \false;
    assigns \result \from base, rows, columns;
    ensures shape: \result.matrix.size1 == rows && \result.matrix.size2 == columns && \result.matrix.tda == columns && \result.matrix.data == base; */
extern gsl_matrix_const_view gsl_matrix_const_view_array(const double *base, size_t rows, size_t columns);

/*@ requires valid: matrix_readable(m);
    requires inside: i < m->size1 && j < m->size2;
    terminates \true;
    exits \false;
    assigns \result \from *m, m->data[i * m->tda + j];
    ensures entry: \result == m->data[i * m->tda + j]; */
extern double gsl_matrix_get(const gsl_matrix *m, size_t i, size_t j);

/*@ requires valid: matrix_writable(m);
    requires inside: i < m->size1 && j < m->size2;
    terminates \true;
    exits \false;
    assigns m->data[i * m->tda + j] \from x;
    ensures entry: m->data[i * m->tda + j] == x; */
extern void gsl_matrix_set(gsl_matrix *m, size_t i, size_t j, double x);

/*@ requires valid: matrix_readable(m);
    requires inside: i < m->size1 && j < m->size2;
    terminates \true;
    exits \false;
    assigns \result \from *m, i, j;
    ensures address: \result == m->data + (i * m->tda + j); */
extern double *gsl_matrix_ptr(gsl_matrix *m, size_t i, size_t j);

/*@ requires valid: matrix_readable(m);
    requires inside: i < m->size1 && j < m->size2;
    terminates \true;
    exits \false;
    assigns \result \from *m, i, j;
    ensures address: \result == m->data + (i * m->tda + j); */
extern const double *gsl_matrix_const_ptr(const gsl_matrix *m, size_t i, size_t j);

/*@ requires valid: matrix_writable(m);
    terminates \true;
    exits \false;
    assigns m->data[0 .. matrix_cells(m) - 1] \from m->data[0 .. matrix_cells(m) - 1], x;
    ensures set: \forall integer i, j; 0 <= i < m->size1 && 0 <= j < m->size2 ==> m->data[i * m->tda + j] == x; */
extern void gsl_matrix_set_all(gsl_matrix *m, double x);

/*@ requires valid: matrix_writable(m);
    terminates \true;
    exits \false;
    assigns m->data[0 .. matrix_cells(m) - 1] \from m->data[0 .. matrix_cells(m) - 1];
    ensures zero: \forall integer i, j; 0 <= i < m->size1 && 0 <= j < m->size2 ==> is_zero(m->data[i * m->tda + j]); */
extern void gsl_matrix_set_zero(gsl_matrix *m);

/*@ requires valid: matrix_readable(m);
    terminates \true;
    exits \false;
    assigns \result \from *m, m->data[0 .. matrix_cells(m) - 1];
    ensures zero: \result == 1 <==> (\forall integer i, j; 0 <= i < m->size1 && 0 <= j < m->size2 ==> is_zero(m->data[i * m->tda + j]));
    ensures boolean: \result == 0 || \result == 1; */
extern int gsl_matrix_isnull(const gsl_matrix *m);

/*@ requires valid: matrix_writable(to) && matrix_readable(from);
    requires shape: to->size1 == from->size1 && to->size2 == from->size2;
    requires apart: \separated(to->data + (0 .. matrix_cells(to) - 1), from->data + (0 .. matrix_cells(from) - 1));
    terminates \true;
    exits \false;
    assigns to->data[0 .. matrix_cells(to) - 1], \result \from from->data[0 .. matrix_cells(from) - 1];
    ensures copy: \forall integer i, j; 0 <= i < to->size1 && 0 <= j < to->size2 ==> to->data[i * to->tda + j] == from->data[i * from->tda + j];
    ensures done: \result == 0; */
extern int gsl_matrix_memcpy(gsl_matrix *to, const gsl_matrix *from);

#endif
