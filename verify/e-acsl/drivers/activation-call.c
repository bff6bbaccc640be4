// header: src/model/activation-call.h
// source: src/model/activation-call.c
// linked: src/model/activation.c
// test ntk_activation_value.value: close(\result)
// test ntk_activation_first.slope: close(\result)
// Those of activation.c whose values are known in higher precision: tanh, erf, relu, identity.
static ntk_activation phi;
static double point(int slope) {
  const double z = ntk_uniform(-3.0, 3.0), t = ntk_oracle_of("tanh", z, 0.0, 0.0);
  const size_t which = ntk_below(4);
  phi = which == 0 ? ntk_tanh : which == 1 ? ntk_erf : which == 2 ? ntk_relu : ntk_identity;
  const double gauss = 1.1283791670955126 * ntk_oracle_of("exp", -z * z, 0.0, 0.0);
  if (slope) ntk_oracle = which == 0 ? 1.0 - t * t : which == 1 ? gauss : which == 2 ? (z > 0.0 ? 1.0 : 0.0) : 1.0;
  else ntk_oracle = which == 0 ? t : which == 1 ? ntk_oracle_of("erf", z, 0.0, 0.0) : which == 2 ? (z > 0.0 ? z : 0.0) : z;
  ntk_tolerance = 1e-14;
  return z;
}
static void drive_ntk_activation_value(void) { const double z = point(0); CALL(ntk_activation_value)(&phi, z); }
static void drive_ntk_activation_first(void) { const double z = point(1); CALL(ntk_activation_first)(&phi, z); }
