#include "model/naive.h"

#include "../../spec/acsl/index.h"

void ntk_naive_affine(size_t m, size_t m_in, double s, const double *W, double c_b, const double *beta, const double *h, double *z) {
  /*@ loop invariant range: 0 <= j <= m;
      loop invariant affine: \forall integer k; 0 <= k < j ==> z[k] == \at(affine(W, m_in, s, c_b, beta, h, \at(k, Here)), Pre);
      loop assigns j, z[0 .. m - 1];
      loop variant m - j; */
  for (size_t j = 0; j < m; j++) {
    double sum = 0.0;
    //@ ghost row_inside(j, m, m_in);
    /*@ loop invariant range: 0 <= i <= m_in;
        loop invariant sum: sum == row_dot{Pre}(W, m_in, h, j, i);
        loop assigns i, sum;
        loop variant m_in - i; */
    for (size_t i = 0; i < m_in; i++) sum += W[j * m_in + i] * h[i];
    z[j] = s * sum + (beta ? c_b * beta[j] : 0.0);
  }
}

void ntk_naive_back(size_t m, size_t m_in, double s, const double *W, const double *delta, double *g) {
  /*@ loop invariant range: 0 <= i <= m_in;
      loop invariant back: \forall integer k; 0 <= k < i ==> g[k] == s * column_dot{Pre}(W, m_in, delta, k, m);
      loop assigns i, g[0 .. m_in - 1];
      loop variant m_in - i; */
  for (size_t i = 0; i < m_in; i++) {
    double sum = 0.0;
    /*@ loop invariant range: 0 <= j <= m;
        loop invariant sum: sum == column_dot{Pre}(W, m_in, delta, i, j);
        loop assigns j, sum;
        loop variant m - j; */
    for (size_t j = 0; j < m; j++) {
      //@ ghost row_inside(j, m, m_in);
      sum += W[j * m_in + i] * delta[j];
    }
    g[i] = s * sum;
  }
}

void ntk_naive_scale(size_t m, const double *g, const double *d, double *delta) {
  /*@ loop invariant range: 0 <= j <= m;
      loop invariant scale: \forall integer k; 0 <= k < j ==> delta[k] == g[k] * d[k];
      loop assigns j, delta[0 .. m - 1];
      loop variant m - j; */
  for (size_t j = 0; j < m; j++) delta[j] = g[j] * d[j];
}

void ntk_naive_outer(size_t m, size_t m_in, double s, const double *delta, const double *h, double *G) {
  /*@ loop invariant range: 0 <= j <= m;
      loop invariant rows: \forall integer k, l; 0 <= k < j && 0 <= l < m_in ==> G[k * m_in + l] == s * delta[k] * h[l];
      loop assigns j, G[0 .. m * m_in - 1];
      loop variant m - j; */
  for (size_t j = 0; j < m; j++) {
    //@ ghost row_inside(j, m, m_in);
    /*@ loop invariant range: 0 <= i <= m_in;
        loop invariant rows: \forall integer k, l; 0 <= k < j && 0 <= l < m_in ==> G[k * m_in + l] == s * delta[k] * h[l];
        loop invariant row: \forall integer l; 0 <= l < i ==> G[j * m_in + l] == s * delta[j] * h[l];
        loop assigns i, G[0 .. m * m_in - 1];
        loop variant m_in - i; */
    for (size_t i = 0; i < m_in; i++) G[j * m_in + i] = s * delta[j] * h[i];
  }
}
