#include "claim/lemma-1.h"

#include "claim/below.h"

double ntk_lemma_1_bound(double r0, double rate, double t) { return ntk_decay_bound(r0, rate, t); }

int ntk_lemma_1(size_t n, const double *t, const double *residual, const double *error, double r0, double rate) {
  return ntk_all_decay(n, t, residual, error, r0, rate);
}
