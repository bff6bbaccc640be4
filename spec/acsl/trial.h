/* One initialisation, trained and measured (src/check/trial.h). */
#ifndef NTK_ACSL_TRIAL_H
#define NTK_ACSL_TRIAL_H

/*@ // what is there when K(w0) could be computed
    predicate trial_computed{L}(ntk_trial *t) = net_map(&t->net) && t->net.N == t->N && t->net.p == t->p && norms_valid(&t->norms) &&
      t->N == t->setting->data->x->size1 * t->setting->arch.width[t->setting->arch.depth] && t->p == trained_count(t->setting->arch) &&
      \valid_read(t->net.theta + (0 .. arch_params(t->setting->arch) - 1)) &&
      8 * t->N * t->N <= SIZE_MAX && \valid_read(t->y + (0 .. t->N - 1)) && \valid_read(t->f0 + (0 .. t->N - 1)) && \valid_read(t->r0 + (0 .. t->N - 1)) &&
      \valid_read(t->K + (0 .. t->N * t->N - 1)) && linearised_valid(&t->lin) && t->lin.N == t->N &&
      0.0 < t->setting->alpha && (t->singular.singular == 0 ==> 0.0 < t->sigma);

    // the flows that were computed
    predicate trial_flows{L}(ntk_trial *t) =
      (t->flow.status == NTK_OK ==> flow_measured(&t->flow, t->N, t->p)) &&
      (t->main_flow.status == NTK_OK ==> flow_measured(&t->main_flow, t->N, t->p) && linearised_valid(&t->main_lin) && t->main_lin.N == t->N) &&
      (!(t->ball.h < 1.0) && t->edge_ball.h < 1.0 ==> linearised_valid(&t->edge_lin) && t->edge_lin.N == t->N &&
       (t->edge_flow.status == NTK_OK ==> flow_measured(&t->edge_flow, t->N, t->p)));

    predicate trial_valid{L}(ntk_trial *t) = \valid_read(t) && setting_valid(t->setting) && (t->status == NTK_OK ==> trial_computed(t) && trial_flows(t));

    // writing the outcome changes nothing of the trial
    predicate outcome_apart{L}(ntk_outcome *out, ntk_trial *t) = \separated(out, t) && \separated(out, t->setting); */

#endif
