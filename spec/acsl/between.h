/* What is known of J at the samples of a flow (src/check/between.c). */
#ifndef NTK_ACSL_BETWEEN_H
#define NTK_ACSL_BETWEEN_H

/*@ // lambda_max(K): the top eigenvalue
    logic real top_lambda{L}(ntk_linearised *lin) = lin->lambda[lin->N - 1];

    // what an eigenvalue of K at sample i may be off by: eigen_error, relative to the top
    logic real share_of(real error, real top) = 0.0 < top ? error / top : 0.0;
    logic real scaled_share(real share, real lambda, real a2) = share * lambda / a2;
    logic real lambda_error{L}(ntk_measured_flow *f, ntk_flow_start *s, integer i) =
      scaled_share(share_of(s->eigen_error, top_lambda(s->lin)), f->tr.sample[i].lambda_max, f->alpha * f->alpha);

    // what sigma(J) may be off by: Lip e_w, where Lip is finite (finite.h)
    logic real shift_by(real lip, real error) = lip < -0x1.fffffffffffffp1023 ? 0.0 : 0x1.fffffffffffffp1023 < lip ? 0.0 : lip * error;
    logic real sigma_shift{L}(ntk_measured_flow *f, integer i) = shift_by(f->lip_at[i], f->tr.sample[i].error);

    logic real sigma_least{L}(ntk_measured_flow *f, ntk_flow_start *s, integer i) =
      \max(0.0, \sqrt(\max(0.0, f->tr.sample[i].lambda_min / (f->alpha * f->alpha) - lambda_error(f, s, i))) - sigma_shift(f, i));
    logic real sigma_most{L}(ntk_measured_flow *f, ntk_flow_start *s, integer i) =
      \sqrt(\max(0.0, f->tr.sample[i].lambda_max / (f->alpha * f->alpha) + lambda_error(f, s, i))) + sigma_shift(f, i);

    // what is computed is apart from what it is computed from
    predicate between_apart{L}(ntk_measured_flow *f) = \separated(f, f->sigma_low + (0 .. 199)) && \separated(f, f->error_r + (0 .. 199)) && \separated(f, f->lin_error + (0 .. 199)) &&
      \separated(f->sigma_low + (0 .. 199), f->error_r + (0 .. 199)) && \separated(f->sigma_low + (0 .. 199), f->lin_error + (0 .. 199)); */

#endif
