/* Least squares at scale alpha, as the functions of src/flow want it. */
#ifndef NTK_ACSL_PROBLEM_H
#define NTK_ACSL_PROBLEM_H

/*@ predicate problem_valid{L}(ntk_problem *q) = \valid_read(q) && \valid_read(q->map) &&
      \valid_read(q->y + (0 .. q->map->N - 1)) && \valid_read(q->w0 + (0 .. q->map->p - 1));

    // what a map says of a point
    predicate map_status(integer s) = s == NTK_OK || s == NTK_ENUMERIC || s == NTK_ENOMEM || s == NTK_EINTERNAL;

    // one of the list: what observers say is theirs to choose
    predicate any_status(integer s) = 0 <= s < NTK_STATUS_COUNT;

    // all of them are numbers: no infinity, no NaN
    predicate all_finite{L}(double *x, integer n) = \forall integer i; 0 <= i < n ==> finite(x[i]); */

#endif
