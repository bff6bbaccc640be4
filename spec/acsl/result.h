/* What a check found: how outcomes are ranked and counted. */
#ifndef NTK_ACSL_RESULT_H
#define NTK_ACSL_RESULT_H

/*@ // one outcome cannot be proved by a sample: it counts as held
    logic integer folded(integer verdict) = verdict == NTK_PROVED ? NTK_HELD : verdict;
    logic integer favourable(integer verdict) = verdict == NTK_HELD || verdict == NTK_PROVED ? 1 : 0;

    // refuted worst of all, then hypothesis-fails, undecided, not-applicable, held
    logic integer badness(integer verdict) =
      verdict == NTK_REFUTED ? 4 : verdict == NTK_HYPOTHESIS_FAILS ? 3 : verdict == NTK_NOT_APPLICABLE ? 1 : verdict == NTK_HELD ? 0 : 2;

    predicate result_valid{L}(ntk_result *r) = \valid(r) && json(r->facts) && json(r->series) && r->held <= r->tried; */

#endif
