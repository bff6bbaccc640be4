#include "check/segment.h"

double ntk_segment_by_decrease(double decrease, double alpha, double sigma, double lip) {
  if (isnan(decrease) || isnan(alpha) || isnan(sigma) || isnan(lip)) return NAN;
  if (!(sigma > 0.0) || !(alpha > 0.0)) return INFINITY;
  if (decrease <= 0.0) return 0.0;
  const double root = 1.0 - 2.0 * lip * decrease / (alpha * sigma * sigma);
  //@ assert root: root == segment_root(decrease, alpha, sigma, lip);
  if (!(root >= 0.0)) return INFINITY;
  return 2.0 * decrease / (alpha * sigma * (1.0 + sqrt(root)));
}

/* (e^x - 1)/x, by its series to second order where growth would be divided away. */
/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures factor: \result == segment_factor(x); */
static double factor(double x) { return x < 1e-8 ? 1.0 + x : expm1(x) / x; }

double ntk_segment_by_speed(double speed, double growth, double tau) {
  const double exponent = growth * tau;
  if (isnan(speed) || isnan(exponent)) return NAN;
  const double by = factor(exponent);
  //@ assert by: by == segment_factor(growth * tau);
  const double path = speed * tau * by;
  //@ assert path: path == segment_by_speed(speed, growth, tau);
  return path;
}

double ntk_segment_time(double length, double speed, double growth) {
  if (!(speed > 0.0)) return isnan(speed) ? NAN : INFINITY;
  const double x = growth * length / speed;
  return x < 1e-8 ? length / speed : log1p(x) / growth;
}

/*@ terminates \true;
    exits \false;
    assigns \result \from a, b;
    ensures lesser: \result == \min(a, b); */
static double lesser(double a, double b) { return a < b ? a : b; }

double ntk_segment_least(double a, double b) {
  if (isnan(a) || isnan(b)) return NAN;
  return lesser(a, b);
}

double ntk_segment_sigma_low(double a, double b, double lip, double length) {
  const double middle = 0.5 * (a + b - lip * length);
  if (isnan(middle) || isnan(a) || isnan(b)) return NAN;
  const double least = lesser(middle, lesser(a, b));
  return least < 0.0 ? 0.0 : least;
}

double ntk_segment_sigma_high(double a, double b, double lip, double length) {
  const double middle = 0.5 * (a + b + lip * length);
  if (isnan(middle) || isnan(a) || isnan(b)) return NAN;
  return -lesser(-middle, lesser(-a, -b));
}
