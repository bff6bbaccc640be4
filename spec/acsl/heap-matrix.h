/* heap_own (heap.h) for a matrix and its entries. */
#ifndef NTK_ACSL_HEAP_MATRIX_H
#define NTK_ACSL_HEAP_MATRIX_H

#include <gsl/gsl_matrix.h>

#include "heap.h"

/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures own: m != \null ==> owned((char *)m) && owned((char *)m->data); @/
    void heap_own_matrix(gsl_matrix *m); */

/* heap_apart_any for a matrix and its entries. */
/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures apart: m != \null ==> \separated((char *)m + (0 .. sizeof(gsl_matrix) - 1), (char *)other + (0 .. n - 1));
       ensures apart_data: m != \null ==> \separated((char *)m->data + (0 .. matrix_cells(m) - 1), (char *)other + (0 .. n - 1)); @/
    void heap_apart_matrix(const gsl_matrix *m, const void *other, size_t n); */

#endif
