/* Invariants of ntk_tensor and ntk_tensors. */
#ifndef NTK_ACSL_TENSORS_H
#define NTK_ACSL_TENSORS_H

#include "heap.h"

/*@ // how many numbers a shape holds
    logic integer shape_items{L}(size_t *shape, integer rank) = rank <= 0 ? 1 : shape_items(shape, rank - 1) * shape[rank - 1];

    predicate tensor_valid{L}(ntk_tensor *t) = \valid_read(t) && t->rank <= 8 && \valid_read(t->name) &&
      (shape_items(&t->shape[0], t->rank) <= SIZE_MAX ==> \valid_read(t->value + (0 .. shape_items(&t->shape[0], t->rank) - 1)));

    predicate tensors_valid{L}(ntk_tensors *t) = \valid_read(t) && \valid_read(t->tensor + (0 .. t->count - 1)) &&
      \forall integer k; 0 <= k < t->count ==> tensor_valid(t->tensor + k);

    // what a reader promises: vectors and matrices have as many numbers as their shape says
    predicate extent{L}(double *value, size_t *shape, integer rank) = (rank == 0 ==> \valid(value)) && (rank == 1 ==> \valid(value + (0 .. shape[0] - 1))) &&
      (rank == 2 ==> \valid(value + (0 .. shape[0] * shape[1] - 1)));

    predicate tensor_read{L}(ntk_tensor *t) = \valid(t) && t->rank <= 8 && \valid_read(t->name) && extent(t->value, &t->shape[0], t->rank);

    predicate tensors_read{L}(ntk_tensors *t) = \valid(t) && \valid(t->tensor + (0 .. t->count - 1)) &&
      \forall integer k; 0 <= k < t->count ==> tensor_read(t->tensor + k); */

/* heap_apart_any (heap.h) for all that tensors just read own. */
/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures apart: \separated(t->tensor + (0 .. t->count - 1), (char *)other + (0 .. n - 1));
       ensures apart_each: \forall integer k; 0 <= k < t->count ==> \separated(t->tensor[k].name, (char *)other + (0 .. n - 1)) &&
         (t->tensor[k].rank == 0 ==> \separated(t->tensor[k].value, (char *)other + (0 .. n - 1))) &&
         (t->tensor[k].rank == 1 ==> \separated(t->tensor[k].value + (0 .. t->tensor[k].shape[0] - 1), (char *)other + (0 .. n - 1))) &&
         (t->tensor[k].rank == 2 ==> \separated(t->tensor[k].value + (0 .. t->tensor[k].shape[0] * t->tensor[k].shape[1] - 1), (char *)other + (0 .. n - 1))); @/
    void heap_apart_tensors(const ntk_tensors *t, const void *other, size_t n); */

#endif
