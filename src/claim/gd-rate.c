#include "claim/gd-rate.h"

#include "../../spec/acsl/theorems.h"

double ntk_gd_rate_bound(double distance, double contraction) { return contraction * distance; }

/*@ requires valid: \valid_read(before + (0 .. n - 1)) && \valid_read(after + (0 .. n - 1)) && \valid_read(error + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, before[0 .. n - 1], after[0 .. n - 1], error[0 .. n - 1], contraction;
    ensures decides: \result == 1 <==> contracts(before, after, error, n, contraction);
    ensures boolean: \result == 0 || \result == 1; */
static int all_contract(size_t n, const double *before, const double *after, const double *error, double contraction) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant so_far: contracts(before, after, error, i, contraction);
      loop assigns i;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    if (!(after[i] <= ntk_gd_rate_bound(before[i], contraction) + error[i])) return 0;
  return 1;
}

int ntk_gd_rate(size_t n, const double *distance, const double *error, double contraction) {
  if (!(distance[0] >= 0.0)) return 0;
  const int all = all_contract(n - 1, distance, distance + 1, error + 1, contraction);
  /*@ ghost
      if (all && contraction >= 0.0) {
        /@ assert step: \forall integer k; 0 <= k < n - 1 ==> decays_once(distance, error, contraction, k); @/
        monotone_decay(n, distance, error, contraction);
      } */
  return all;
}
