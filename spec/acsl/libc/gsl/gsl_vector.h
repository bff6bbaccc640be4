/* Stands in for <gsl/gsl_vector.h> when Frama-C reads the sources: assumed contracts (verify/README.md), for stride 1. */
#ifndef NTK_ACSL_GSL_VECTOR_H
#define NTK_ACSL_GSL_VECTOR_H

#include <stddef.h>
#include <gsl/gsl_errno.h>

typedef struct { size_t size, stride; double *data; void *block; int owner; } gsl_vector;
typedef struct { gsl_vector vector; } gsl_vector_view;
typedef struct { gsl_vector vector; } _gsl_vector_const_view;
typedef const _gsl_vector_const_view gsl_vector_const_view;

/*@ predicate vector_readable{L}(gsl_vector *v) = \valid_read(v) && 0 < v->size && v->stride == 1 && \valid_read(v->data + (0 .. v->size - 1));
    predicate vector_writable{L}(gsl_vector *v) = \valid_read(v) && 0 < v->size && v->stride == 1 && \valid(v->data + (0 .. v->size - 1)) &&
      \separated(v, v->data + (0 .. v->size - 1)); */

/*@ requires some: 0 < n;
    terminates \true;
    exits \false;
    assigns \result \from n;
    ensures valid: \result != \null ==> vector_writable(\result) && \valid(\result) && \result->size == n; */
extern gsl_vector *gsl_vector_calloc(size_t n);

/*@ terminates \true;
    exits \false;
    assigns \nothing; */
extern void gsl_vector_free(gsl_vector *v);

/*@ requires some: 0 < n;
    terminates \true;
    exits \false;
    assigns \result \from base, n;
    ensures shape: \result.vector.size == n && \result.vector.stride == 1 && \result.vector.data == base; */
extern gsl_vector_view gsl_vector_view_array(double *base, size_t n);

/*@ requires some: 0 < n;
    terminates \true;
    exits \false;
    assigns \result \from base, n;
    ensures shape: \result.vector.size == n && \result.vector.stride == 1 && \result.vector.data == base; */
extern gsl_vector_const_view gsl_vector_const_view_array(const double *base, size_t n);

/*@ requires valid: vector_readable(v);
    requires inside: i < v->size;
    terminates \true;
    exits \false;
    assigns \result \from *v, v->data[i];
    ensures entry: \result == v->data[i]; */
extern double gsl_vector_get(const gsl_vector *v, size_t i);

/*@ requires valid: vector_writable(v);
    requires inside: i < v->size;
    terminates \true;
    exits \false;
    assigns v->data[i] \from x;
    ensures entry: v->data[i] == x; */
extern void gsl_vector_set(gsl_vector *v, size_t i, double x);

/*@ requires valid: vector_readable(v);
    terminates \true;
    exits \false;
    assigns \result \from *v, v->data[0 .. v->size - 1];
    ensures above: \forall integer i; 0 <= i < v->size ==> v->data[i] <= \result; */
extern double gsl_vector_max(const gsl_vector *v);

/*@ requires valid: vector_writable(to) && vector_readable(from);
    requires shape: to->size == from->size;
    requires apart: \separated(to->data + (0 .. to->size - 1), from->data + (0 .. from->size - 1));
    terminates \true;
    exits \false;
    assigns to->data[0 .. to->size - 1], \result \from from->data[0 .. from->size - 1];
    ensures copy: \forall integer i; 0 <= i < to->size ==> to->data[i] == from->data[i];
    ensures done: \result == 0; */
extern int gsl_vector_memcpy(gsl_vector *to, const gsl_vector *from);

/*@ requires valid: vector_writable(v);
    terminates \true;
    exits \false;
    assigns v->data[0 .. v->size - 1], \result \from v->data[0 .. v->size - 1], a;
    ensures scaled: \forall integer i; 0 <= i < v->size ==> v->data[i] == a * \old(v->data[i]);
    ensures done: \result == 0; */
extern int gsl_vector_scale(gsl_vector *v, double a);

#endif
