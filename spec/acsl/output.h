/* Invariants of ntk_output. */
#ifndef NTK_ACSL_OUTPUT_H
#define NTK_ACSL_OUTPUT_H

/*@ predicate output_open{L}(ntk_output *o) = \valid(o) && \valid(o->file) && \valid_read(o->path) && (o->temporary == \null || \valid_read(o->temporary));

    predicate output_none{L}(ntk_output *o) = o->file == \null && o->path == \null && o->temporary == \null; */

#endif
