/* What the parser of formulas (src/report/math.c) reads. */
#ifndef NTK_ACSL_MATH_SOURCE_H
#define NTK_ACSL_MATH_SOURCE_H

/*@ predicate source_valid{L}(source *s) = \valid(s) && s->at <= s->end && \valid_read(s->text + (0 .. s->end)) && 0 <= s->nesting <= MAX_NESTING; */

#endif
