/* A network's scratch matrices are its own memory (heap.h): what writes them need not be named by a caller that cannot see them. */
#ifndef NTK_ACSL_HEAP_SCRATCH_H
#define NTK_ACSL_HEAP_SCRATCH_H

#include "heap.h"
#include "mlp.h"

/*@ predicate scratch_owned{L}(ntk_mlp *m) = \forall integer l, i; 0 <= l <= m->arch.depth && 0 <= i < mlp_cells(m, l) ==> owned((char *)(m->scratch[l]->data + i)); */

/* m was just allocated by the calling function, or by one that it called. */
/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures own: scratch_owned(m); @/
    void heap_own_scratch(const ntk_mlp *m); */

#endif
