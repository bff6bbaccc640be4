#include "flow/residual.h"

#include "core/vec.h"

void ntk_residual_of(size_t N, double alpha, const double *f, const double *y, double *r) {
  /*@ loop invariant range: 0 <= i <= N;
      loop invariant same: same{Pre, Here}(y, N);
      loop invariant rest: \forall integer j; i <= j < N ==> f[j] == \at(f[j], Pre);
      loop invariant done: \forall integer j; 0 <= j < i ==> r[j] == alpha * \at(f[j], Pre) - \at(y[j], Pre);
      loop assigns i, r[0 .. N - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) r[i] = alpha * f[i] - y[i];
}

double ntk_loss(size_t N, const double *r) { return 0.5 * ntk_sum_squares(N, r); }

void ntk_gd_step(size_t p, double eta, const double *g, double *w) {
  /*@ loop invariant range: 0 <= i <= p;
      loop invariant same: same{Pre, Here}(g, p);
      loop invariant done: \forall integer j; 0 <= j < i ==> w[j] == \at(w[j], Pre) - eta * \at(g[j], Pre);
      loop invariant rest: \forall integer j; i <= j < p ==> w[j] == \at(w[j], Pre);
      loop assigns i, w[0 .. p - 1];
      loop variant p - i; */
  for (size_t i = 0; i < p; i++) w[i] -= eta * g[i];
}
