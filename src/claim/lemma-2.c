#include "claim/lemma-2.h"

#include "claim/below.h"

double ntk_lemma_2_bound(double R0, double lambda, double t) { return ntk_decay_bound(R0, 2.0 * lambda, t); }

int ntk_lemma_2(size_t n, const double *t, const double *R, const double *error, double R0, double lambda) {
  return ntk_all_decay(n, t, R, error, R0, 2.0 * lambda);
}
