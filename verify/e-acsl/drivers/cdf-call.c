// header: src/stats/cdf-call.h
// source: src/stats/cdf-call.c
// clause ntk_cdf_at.called: close(\result)
static double cdf(double x, void *context) { return x + *(const double *)context; }
static void drive_ntk_cdf_at(void) {
  double shift = ntk_uniform(-1.0, 1.0);
  const double x = ntk_uniform(-1.0, 1.0);
  ntk_oracle = x + shift;
  ntk_tolerance = 1e-12;
  CALL(ntk_cdf_at)(cdf, x, &shift);
}
