/* Invariants of ntk_label and ntk_classes. */
#ifndef NTK_ACSL_CLASSES_H
#define NTK_ACSL_CLASSES_H

#include "heap.h"

/*@ predicate label_valid{L}(ntk_label *l) = \valid_read(l) && (l->text == \null ? l->is_number == 1 : \valid_read(l->text));

    predicate classes_valid{L}(ntk_classes *c) = \valid_read(c) && 0 < c->count <= 1000 && \valid_read(c->label + (0 .. c->count - 1)) &&
      \valid_read(c->of_row + (0 .. c->rows - 1)) && (\forall integer k; 0 <= k < c->count ==> label_valid(c->label + k)) &&
      (\forall integer i; 0 <= i < c->rows ==> c->of_row[i] < c->count); */

#endif
