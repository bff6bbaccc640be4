/* The invariant of ntk_text (src/report/text.h). The bytes belong to the text alone and are reached through src/report/text-put.h only: what
   they hold is in no contract, so writing them assigns nothing that a contract names. */
#ifndef NTK_ACSL_TEXT_H
#define NTK_ACSL_TEXT_H

/*@ predicate text_fits{L}(ntk_text *t) = t->data == \null ? t->size == 0 && t->capacity == 0 : t->size < t->capacity;

    predicate text_valid{L}(ntk_text *t) = \valid(t) && text_fits(t);

    predicate text_readable{L}(ntk_text *t) = \valid_read(t) && text_fits(t); */

#endif
