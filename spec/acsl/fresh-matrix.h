/* heap_fresh (fresh.h) for a matrix and its entries. */
#ifndef NTK_ACSL_FRESH_MATRIX_H
#define NTK_ACSL_FRESH_MATRIX_H

#include <gsl/gsl_matrix.h>

#include "fresh.h"

/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures fresh: m != \null ==> in_heap((char *)m, sizeof(gsl_matrix)) && in_heap((char *)m->data, m->size1 * m->tda * sizeof(double)); @/
    void heap_fresh_matrix(gsl_matrix *m); */

/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures alive: m != \null ==> apart_from_heap((char *)m, sizeof(gsl_matrix)) &&
         apart_from_heap((char *)m->data, m->size1 * m->tda * sizeof(double)); @/
    void heap_used_matrix(const gsl_matrix *m); */

#endif
