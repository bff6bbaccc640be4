/* The activations over the reals, one predicate or function a kind (theory B4). */
#ifndef NTK_ACSL_ACTIVATION_H
#define NTK_ACSL_ACTIVATION_H

/*@ // the five that the library has
    predicate activation_known(ntk_activation *phi) =
      phi == &ntk_tanh || phi == &ntk_erf || phi == &ntk_softplus || phi == &ntk_relu || phi == &ntk_identity;

    logic real relu(real z) = z <= 0.0 ? 0.0 : z;
    logic real relu_slope(real z) = z <= 0.0 ? 0.0 : 1.0;

    // max(z, 0) + log(1 + e), e = exp(-|z|): log(1 + e^z)
    logic real softplus_of(real z, real e) = (z < 0.0 ? 0.0 : z) + \log(1.0 + e);
    logic real sigmoid_of(real z, real e) = (z < 0.0 ? e : 1.0) / (1.0 + e);
    logic real decay_of(real z) = \exp(-\abs(z));

    logic real softplus(real z) = softplus_of(z, decay_of(z));
    logic real sigmoid(real z) = sigmoid_of(z, decay_of(z));

    logic real identity(real z) = z;
    logic real identity_slope(real z) = 1.0;

    predicate in_range(real h) = -1.0 <= h <= 1.0;

    logic real tanh_slope(real t) = 1.0 - t * t;
    logic real gauss(real z) = 1.1283791670955126 * \exp(-z * z);

    // h = phi(z); ACSL has no error function: only its range
    predicate is_activation(ntk_activation *phi, real z, real h) =
      (phi == &ntk_tanh ==> h == \tanh(z)) && (phi == &ntk_erf ==> in_range(h)) && (phi == &ntk_softplus ==> h == softplus(z)) &&
      (phi == &ntk_relu ==> h == relu(z)) && (phi == &ntk_identity ==> h == identity(z));

    // d = phi'(z)
    predicate is_slope(ntk_activation *phi, real z, real d) =
      (phi == &ntk_tanh ==> d == tanh_slope(\tanh(z))) && (phi == &ntk_erf ==> d == gauss(z)) && (phi == &ntk_softplus ==> d == sigmoid(z)) &&
      (phi == &ntk_relu ==> d == relu_slope(z)) && (phi == &ntk_identity ==> d == identity_slope(z)); */

#endif
