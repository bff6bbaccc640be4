/* Fresh memory is apart from all that a network holds: heap_apart (heap.h), matrix by matrix. */
#ifndef NTK_ACSL_HEAP_MLP_H
#define NTK_ACSL_HEAP_MLP_H

#include "heap.h"
#include "kernel-sums.h"

/*@ ghost
    /@ requires valid: mlp_shapes(m);
       requires fits: 8 * n <= SIZE_MAX;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures apart: kernel_outside(m, block, n); @/
    void heap_apart_mlp(double *block, size_t n, const ntk_mlp *m) {
      size_t L = m->arch.depth;
      heap_apart_any(block, 8 * n, m, sizeof *m);
      /@ loop invariant range: 0 <= l <= L;
         loop invariant apart: outside_blocks(block, n, m->H, 0, l);
         loop assigns l;
         loop variant L - l; @/
      for (size_t l = 0; l < L; l++) heap_apart(block, n, m->H[l]->data, m->H[l]->size1 * m->H[l]->tda);
      /@ loop invariant range: 1 <= l <= L;
         loop invariant apart: outside_blocks(block, n, m->D, 1, l);
         loop assigns l;
         loop variant L - l; @/
      for (size_t l = 1; l < L; l++) heap_apart(block, n, m->D[l]->data, m->D[l]->size1 * m->D[l]->tda);
      /@ loop invariant range: 0 <= l <= L + 1;
         loop invariant apart: outside_blocks(block, n, m->scratch, 0, l);
         loop assigns l;
         loop variant L + 1 - l; @/
      for (size_t l = 0; l <= L; l++) heap_apart(block, n, m->scratch[l]->data, m->scratch[l]->size1 * m->scratch[l]->tda);
      heap_apart(block, n, m->f->data, m->f->size1 * m->f->tda);
      heap_apart(block, n, m->f0->data, m->f0->size1 * m->f0->tda);
      heap_apart(block, n, m->theta, SIZE_MAX / 8);
    } */

#endif
