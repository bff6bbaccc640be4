#include "model/naive.h"

#include "../../spec/acsl/index.h"

/*@ requires valid: beta == \null || \valid_read(beta + j);
    terminates \true;
    exits \false;
    assigns \result \from c_b, j, indirect:beta, beta[j];
    ensures bias: \result == bias(c_b, beta, j); */
static double bias(double c_b, const double *beta, size_t j) { return beta ? c_b * beta[j] : 0.0; }

void ntk_naive_affine(size_t m, size_t m_in, double s, const double *W, double c_b, const double *beta, const double *h, double *z) {
  /*@ loop invariant range: 0 <= j <= m;
      loop invariant same_W: same{Pre, Here}(W, m * m_in);
      loop invariant same_h: same{Pre, Here}(h, m_in);
      loop invariant same_beta: beta == \null || same{Pre, Here}(beta, m);
      loop invariant affine: \forall integer k; 0 <= k < j ==> z[k] == affine{Pre}(W, m_in, s, c_b, beta, h, k);
      loop assigns j, z[0 .. m - 1];
      loop variant m - j; */
  for (size_t j = 0; j < m; j++) {
    double sum = 0.0;
    //@ ghost row_inside(j, m, m_in);
    /*@ loop invariant range: 0 <= i <= m_in;
        loop invariant sum: sum == row_dot{Pre}(W, m_in, h, j, i);
        loop assigns i, sum;
        loop variant m_in - i; */
    for (size_t i = 0; i < m_in; i++) {
      //@ assert inside: 0 <= j * m_in + i < m * m_in;
      //@ assert entry: W[j * m_in + i] == \at(W[\at(j * m_in + i, Here)], Pre);
      sum += W[j * m_in + i] * h[i];
    }
    const double value = s * sum + bias(c_b, beta, j);
    //@ assert value: value == affine{Pre}(W, m_in, s, c_b, beta, h, j);
    z[j] = value;
  }
}

void ntk_naive_back(size_t m, size_t m_in, double s, const double *W, const double *delta, double *g) {
  /*@ loop invariant range: 0 <= i <= m_in;
      loop invariant same_W: same{Pre, Here}(W, m * m_in);
      loop invariant same_delta: same{Pre, Here}(delta, m);
      loop invariant back: \forall integer k; 0 <= k < i ==> g[k] == back{Pre}(W, m_in, s, delta, k, m);
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
      //@ assert inside: 0 <= j * m_in + i < m * m_in;
      //@ assert entry: W[j * m_in + i] == \at(W[\at(j * m_in + i, Here)], Pre);
      sum += W[j * m_in + i] * delta[j];
    }
    const double value = s * sum;
    //@ assert value: value == back{Pre}(W, m_in, s, delta, i, m);
    g[i] = value;
  }
}

void ntk_naive_scale(size_t m, const double *g, const double *d, double *delta) {
  /*@ loop invariant range: 0 <= j <= m;
      loop invariant same: same{Pre, Here}(g, m) && same{Pre, Here}(d, m);
      loop invariant scale: \forall integer k; 0 <= k < j ==> delta[k] == \at(g[k], Pre) * \at(d[k], Pre);
      loop assigns j, delta[0 .. m - 1];
      loop variant m - j; */
  for (size_t j = 0; j < m; j++) delta[j] = g[j] * d[j];
}

/* One row of the outer product: row_i = s delta h_i. */
/*@ requires valid: \valid_read(h + (0 .. m_in - 1)) && \valid(row + (0 .. m_in - 1));
    requires apart: \separated(row + (0 .. m_in - 1), h + (0 .. m_in - 1));
    terminates \true;
    exits \false;
    assigns row[0 .. m_in - 1];
    ensures row: \forall integer i; 0 <= i < m_in ==> row[i] == outer(s, delta, \old(h[i])); */
static void outer_row(size_t m_in, double s, double delta, const double *h, double *row) {
  /*@ loop invariant range: 0 <= i <= m_in;
      loop invariant same: same{Pre, Here}(h, m_in);
      loop invariant row: \forall integer l; 0 <= l < i ==> row[l] == outer(s, delta, \at(h[l], Pre));
      loop assigns i, row[0 .. m_in - 1];
      loop variant m_in - i; */
  for (size_t i = 0; i < m_in; i++) {
    const double value = s * delta * h[i];
    //@ assert value: value == outer(s, delta, \at(h[\at(i, Here)], Pre));
    row[i] = value;
  }
}

void ntk_naive_outer(size_t m, size_t m_in, double s, const double *delta, const double *h, double *G) {
  /*@ loop invariant range: 0 <= j <= m;
      loop invariant same_delta: same{Pre, Here}(delta, m);
      loop invariant same_h: same{Pre, Here}(h, m_in);
      loop invariant order: \forall integer k, l; 0 <= k < j && 0 <= l < m_in ==> entry(k, m_in, l) < entry(j, m_in, 0);
      loop invariant rows: \forall integer k, l; 0 <= k < j && 0 <= l < m_in ==>
        G[entry(k, m_in, l)] == outer(s, \at(delta[k], Pre), \at(h[l], Pre));
      loop assigns j, G[0 .. m * m_in - 1];
      loop variant m - j; */
  for (size_t j = 0; j < m; j++) {
    //@ ghost row_inside(j, m, m_in);
    outer_row(m_in, s, delta[j], h, G + j * m_in);
    //@ assert row: \forall integer l; 0 <= l < m_in ==> G[entry(j, m_in, l)] == outer(s, \at(delta[\at(j, Here)], Pre), \at(h[l], Pre));
  }
}
