// header: gsl/gsl_cdf.h
// For whole parameters a tail of the beta law is a tail of the binomial law, summed here term by term; met within 1e-12.
// test gsl_cdf_beta_P.binomial: close(\result)
// test gsl_cdf_beta_Q.binomial: close(\result)
static double shape(void) { return ntk_uniform(0.5, 60.0); }
/* P(X >= k), X ~ Binomial(n, p): the recursion of spec/acsl/binomial.h, upwards in n. */
static double at_least(size_t k, size_t n, double p) {
  static long double tail[64];
  for (size_t j = 0; j <= k; j++) tail[j] = j == 0 ? 1.0L : 0.0L;
  for (size_t m = 0; m < n; m++)
    for (size_t j = k; j > 0; j--) tail[j] = p * tail[j - 1] + (1.0L - p) * tail[j];
  return (double)tail[k];
}
static void drive_gsl_cdf_beta_P(void) {
  const size_t n = 1 + ntk_below(40), k = 1 + ntk_below(n);
  const double x = ntk_uniform(0.0, 1.0);
  ntk_oracle = at_least(k, n, x);
  ntk_tolerance = 1e-12;
  CALL(gsl_cdf_beta_P)(x, (double)k, (double)(n - k + 1));
}
static void drive_gsl_cdf_beta_Q(void) {
  const size_t n = 1 + ntk_below(40), k = ntk_below(n);
  const double x = ntk_uniform(0.0, 1.0);
  ntk_oracle = 1.0 - at_least(k + 1, n, x);
  ntk_tolerance = 1e-12;
  CALL(gsl_cdf_beta_Q)(x, (double)(k + 1), (double)(n - k));
}
static void drive_gsl_cdf_chisq_P(void) { CALL(gsl_cdf_chisq_P)(ntk_uniform(0.0, 90.0), shape()); }
static void drive_gsl_cdf_chisq_Q(void) { CALL(gsl_cdf_chisq_Q)(ntk_uniform(0.0, 90.0), shape()); }
