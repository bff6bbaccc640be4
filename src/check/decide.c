#include "check/decide.h"

#include <math.h>
#include <stdio.h>

/*@ requires valid: \valid(out);
    terminates \true;
    exits \false;
    assigns out->value, out->bound, out->error, out->margin;
    ensures set: out->value == value && out->bound == bound && out->error == error && out->margin == margin; */
static void numbers(ntk_outcome *out, double value, double bound, double error, double margin) {
  out->value = value;
  out->bound = bound;
  out->error = error;
  out->margin = margin;
}

void ntk_decide_agree(ntk_outcome *out, const char *what, int holds, size_t n, const double *value, const double *expected, const double *error) {
  size_t worst = 0;
  double ratio = -1.0;
  /*@ loop invariant range: 0 <= i <= n && (worst < n || n == 0);
      loop assigns i, worst, ratio;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const double r = fabs(value[i] - expected[i]) / error[i];
    if (isnan(value[i]) || isnan(expected[i]) || isnan(error[i]) || isinf(expected[i])) {
      ntk_outcome_set(out, NTK_UNDECIDED, "not-finite: %s, entry %zu", what, i);
      return;
    }
    if (value[i] != expected[i] && r > ratio) ratio = r, worst = i;
  }
  const double difference = n == 0 ? 0.0 : fabs(value[worst] - expected[worst]), bound = n == 0 ? 0.0 : error[worst];
  if (n > 0 && holds)
    ntk_outcome_set(out, NTK_HELD, "agree: %s differs by at most %.3g, allowed %.3g", what, difference, bound);
  else ntk_outcome_set(out, NTK_REFUTED, "differ: %s, entry %zu, by %.3g, allowed %.3g", what, worst, difference, bound);
  numbers(out, difference, 0.0, bound, ratio > 0.0 ? 1.0 / ratio : NAN);
}

void ntk_decide_slope(ntk_outcome *out, const char *what, int holds, const ntk_fit *fit, double expected, double other) {
  const double off = fmax(fabs(fit->low - expected), fabs(fit->high - expected));
  if (!isfinite(off)) ntk_outcome_set(out, NTK_UNDECIDED, "not-finite: exponent of %s", what);
  else if (!holds && (fit->low > expected + NTK_SLOPE_TOLERANCE || fit->high < expected - NTK_SLOPE_TOLERANCE))
    ntk_outcome_set(out, NTK_REFUTED, "exponent: %s in [%.3f, %.3f], nowhere within %.3g of %.3g", what, fit->low, fit->high, NTK_SLOPE_TOLERANCE, expected);
  else if (!holds)
    ntk_outcome_set(out, NTK_UNDECIDED, "exponent: %s in [%.3f, %.3f], not wholly within %.3g of %.3g", what, fit->low, fit->high, NTK_SLOPE_TOLERANCE, expected);
  else if (!isnan(other) && !ntk_slope_excludes(fit->low, fit->high, other))
    ntk_outcome_set(out, NTK_UNDECIDED, "exponent: %s in [%.3f, %.3f] does not exclude the control's %.3g", what, fit->low, fit->high, other);
  else ntk_outcome_set(out, NTK_HELD, "exponent: %s in [%.3f, %.3f], theory %.3g", what, fit->low, fit->high, expected);
  numbers(out, fit->slope, expected, NTK_SLOPE_TOLERANCE, off > 0.0 ? NTK_SLOPE_TOLERANCE / off : NAN);
}

void ntk_decide_slope_at_most(ntk_outcome *out, const char *what, int holds, const ntk_fit *fit, double expected) {
  if (!isfinite(fit->high)) ntk_outcome_set(out, NTK_UNDECIDED, "not-finite: exponent of %s", what);
  else if (holds)
    ntk_outcome_set(out, NTK_HELD, "exponent: %s in [%.3f, %.3f], theory at most %.3g", what, fit->low, fit->high, expected);
  else if (fit->low > expected + NTK_SLOPE_TOLERANCE)
    ntk_outcome_set(out, NTK_REFUTED, "exponent: %s in [%.3f, %.3f] exceeds %.3g by more than %.3g", what, fit->low, fit->high, expected, NTK_SLOPE_TOLERANCE);
  else ntk_outcome_set(out, NTK_UNDECIDED, "exponent: %s in [%.3f, %.3f] may exceed %.3g by more than %.3g", what, fit->low, fit->high, expected, NTK_SLOPE_TOLERANCE);
  /* expected is negative (a rate of decay): bound / value in magnitudes, value over bound. */
  numbers(out, fit->high, expected, NTK_SLOPE_TOLERANCE, expected + NTK_SLOPE_TOLERANCE < 0.0 ? fit->high / (expected + NTK_SLOPE_TOLERANCE) : NAN);
}

void ntk_decide_p_value(ntk_outcome *out, const char *what, int holds, double p, double false_alarm) {
  if (!isfinite(p)) ntk_outcome_set(out, NTK_UNDECIDED, "not-finite: p-value of %s", what);
  else if (holds) ntk_outcome_set(out, NTK_HELD, "p-value: %s %.3g, false alarm at %.3g", what, p, false_alarm);
  else ntk_outcome_set(out, NTK_REFUTED, "p-value: %s %.3g, below the false alarm %.3g", what, p, false_alarm);
  numbers(out, p, false_alarm, 0.0, p < 1.0 ? log(false_alarm) / log(p) : NAN);
}

void ntk_fact_fit(ntk_result *result, const char *name, const ntk_fit *fit) {
  char key[128];
  ntk_fact(result, name, fit->slope);
  snprintf(key, sizeof key, "%s_low", name);
  ntk_fact(result, key, fit->low);
  snprintf(key, sizeof key, "%s_high", name);
  ntk_fact(result, key, fit->high);
}
