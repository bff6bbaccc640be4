/* What is written into an error changes nothing of a network: heap_apart_any (heap.h), matrix by matrix. */
#ifndef NTK_ACSL_HEAP_ERROR_H
#define NTK_ACSL_HEAP_ERROR_H

#include "heap.h"
#include "mlp.h"

/*@ predicate blocks_off_error{L}(gsl_matrix **m, integer first, integer end, ntk_error *err) = \forall integer l; first <= l < end ==> \separated(m[l], err);

    predicate mlp_off_error{L}(ntk_mlp *m, ntk_error *err) = \separated(m, err) && \separated(m->f, err) && \separated(m->f0, err) &&
      blocks_off_error(m->H, 0, m->arch.depth, err) && blocks_off_error(m->D, 1, m->arch.depth, err) && blocks_off_error(m->scratch, 0, m->arch.depth + 1, err); */

/*@ ghost
    /@ requires valid: mlp_shapes(m);
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures apart: mlp_off_error(m, err); @/
    void heap_apart_error(const ntk_mlp *m, const ntk_error *err) {
      size_t L = m->arch.depth;
      heap_apart_any(m, sizeof *m, err, sizeof *err);
      heap_apart_any(m->f, sizeof *m->f, err, sizeof *err);
      heap_apart_any(m->f0, sizeof *m->f0, err, sizeof *err);
      /@ loop invariant range: 0 <= l <= L;
         loop invariant apart: blocks_off_error(m->H, 0, l, err);
         loop assigns l;
         loop variant L - l; @/
      for (size_t l = 0; l < L; l++) heap_apart_any(m->H[l], sizeof *m->H[l], err, sizeof *err);
      /@ loop invariant range: 1 <= l <= L;
         loop invariant apart: blocks_off_error(m->D, 1, l, err);
         loop assigns l;
         loop variant L - l; @/
      for (size_t l = 1; l < L; l++) heap_apart_any(m->D[l], sizeof *m->D[l], err, sizeof *err);
      /@ loop invariant range: 0 <= l <= L + 1;
         loop invariant apart: blocks_off_error(m->scratch, 0, l, err);
         loop assigns l;
         loop variant L + 1 - l; @/
      for (size_t l = 0; l <= L; l++) heap_apart_any(m->scratch[l], sizeof *m->scratch[l], err, sizeof *err);
    } */

#endif
