/* Inequalities along a trajectory: value_i <= bound_i + error_i at t_i. */
#ifndef NTK_ACSL_CURVE_H
#define NTK_ACSL_CURVE_H

/*@ predicate curve_valid{L}(ntk_curve *c) = \valid(c) && c->n <= 400;
    predicate curve_readable{L}(ntk_curve *c) = \valid_read(c) && c->n <= 400;

    // samples at t = 0 are left out of shares and margins where there are others
    // adding to the curve changes nothing of the flow
    predicate curve_apart{L}(ntk_curve *c, ntk_measured_flow *f) = \separated(c, f) && \separated(c, f->tr.sample + (0 .. f->tr.count - 1)) &&
      \separated(c, f->error_r + (0 .. 199)) && \separated(c, f->lin_error + (0 .. 199)) && \separated(c, f->gap_r + (0 .. 199)) && \separated(c, f->gap_w + (0 .. 199));

    predicate curve_counts{L}(ntk_curve *c, integer i) = 0.0 < c->t[i] || c->n == 1; */

#endif
