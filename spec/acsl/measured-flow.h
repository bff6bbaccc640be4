/* A measured flow (src/check/measured-flow.h). */
#ifndef NTK_ACSL_MEASURED_FLOW_H
#define NTK_ACSL_MEASURED_FLOW_H

/*@ // the arrays beside the samples
    predicate flow_arrays{L}(ntk_measured_flow *f) = \valid(f->gap_r + (0 .. 199)) && \valid(f->gap_w + (0 .. 199)) && \valid(f->lin_r + (0 .. 199)) &&
      \valid(f->lin_drift + (0 .. 199)) && \valid(f->lin_error + (0 .. 199)) && \valid(f->error_r + (0 .. 199)) && \valid(f->chord + (0 .. 199)) &&
      \valid(f->segment + (0 .. 199)) && \valid(f->sigma_low + (0 .. 199)) && \valid(f->lip_at + (0 .. 199));

    // the points kept along it
    predicate flow_points{L}(ntk_measured_flow *f, integer p) = 1 <= f->points <= 3 &&
      f->at[0] < f->tr.count && \valid(f->point[0] + (0 .. p - 1)) &&
      (1 < f->points ==> f->at[1] < f->tr.count && \valid(f->point[1] + (0 .. p - 1))) &&
      (2 < f->points ==> f->at[2] < f->tr.count && \valid(f->point[2] + (0 .. p - 1)));

    // samples, and what was measured at them
    predicate flow_samples{L}(ntk_measured_flow *f) = \valid_read(f) && 1 <= f->tr.count <= 200 && \valid(f->tr.sample + (0 .. f->tr.count - 1)) && flow_arrays(f);

    // a flow that was computed
    predicate flow_measured{L}(ntk_measured_flow *f, integer N, integer p) = flow_samples(f) && flow_points(f, p) && 0.0 < f->alpha;

    predicate start_valid{L}(ntk_flow_start *s) = \valid_read(s) && setting_valid(s->setting) && net_map(s->net) && norms_valid(s->norms) &&
      \valid_read(s->y + (0 .. s->net->N - 1)) && 0.0 < s->alpha && linearised_valid(s->lin) && s->lin->N == s->net->N &&
      s->net->N == s->setting->data->x->size1 * s->setting->arch.width[s->setting->arch.depth] && s->net->p == trained_count(s->setting->arch) &&
      \valid_read(s->net->theta + (0 .. arch_params(s->setting->arch) - 1)); */

#endif
