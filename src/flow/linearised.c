#include "flow/linearised.h"

#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "kernel/spectrum.h"

#include "../../spec/acsl/index.h"

/* K is positive semidefinite; below 0 is rounding. */
/*@ requires valid: \valid(lambda + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns lambda[0 .. N - 1] \from lambda[0 .. N - 1];
    ensures clipped: \forall integer j; 0 <= j < N ==> 0.0 <= lambda[j]; */
static void clip(size_t N, double *lambda) {
  /*@ loop invariant range: 0 <= j <= N;
      loop invariant clipped: \forall integer l; 0 <= l < j ==> 0.0 <= lambda[l];
      loop assigns j, lambda[0 .. N - 1];
      loop variant N - j; */
  for (size_t j = 0; j < N; j++)
    if (lambda[j] < 0.0) lambda[j] = 0.0;
}

/* c := c + r row */
/*@ requires valid: \valid_read(row + (0 .. N - 1)) && \valid(c + (0 .. N - 1));
    requires apart: \separated(row + (0 .. N - 1), c + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns c[0 .. N - 1];
    ensures added: \forall integer j; 0 <= j < N ==> c[j] == \old(c[j]) + \old(row[j]) * r; */
static void add_row(size_t N, double r, const double *row, double *c) {
  /*@ loop invariant range: 0 <= j <= N;
      loop invariant same: same{Pre, Here}(row, N);
      loop invariant done: \forall integer l; 0 <= l < j ==> c[l] == \at(c[l], Pre) + \at(row[l], Pre) * r;
      loop invariant rest: \forall integer l; j <= l < N ==> c[l] == \at(c[l], Pre);
      loop assigns j, c[0 .. N - 1];
      loop variant N - j; */
  for (size_t j = 0; j < N; j++) c[j] += row[j] * r;
}

/* c := V^T r, c being 0 before */
/*@ requires size: N * N <= SIZE_MAX;
    requires valid: \valid_read(V + (0 .. N * N - 1)) && \valid_read(r + (0 .. N - 1)) && \valid(c + (0 .. N - 1));
    requires apart: \separated(c + (0 .. N - 1), V + (0 .. N * N - 1)) && \separated(c + (0 .. N - 1), r + (0 .. N - 1));
    requires zero: zeros(c, N);
    terminates \true;
    exits \false;
    assigns c[0 .. N - 1];
    ensures coefficients: \forall integer j; 0 <= j < N ==> c[j] == column_dot(V, N, r, j, N); */
static void project(size_t N, const double *V, const double *r, double *c) {
  /*@ loop invariant range: 0 <= i <= N;
      loop invariant same: same{Pre, Here}(V, N * N) && same{Pre, Here}(r, N);
      loop invariant sums: \forall integer j; 0 <= j < N ==> c[j] == column_dot{Pre}(V, N, r, j, i);
      loop assigns i, c[0 .. N - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, N, N);
    //@ ghost Before: ;
    add_row(N, r[i], V + i * N, c);
    /*@ assert added: \forall integer j; 0 <= j < N ==> c[j] == \at(c[j], Before) + \at(V[entry(\at(i, Here), N, j)], Pre) * \at(r[\at(i, Here)], Pre); */
  }
}

ntk_status ntk_linearised_init(ntk_linearised *lin, size_t N, double alpha, const double *K, const double *r0) {
  double *const lambda = ntk_doubles(N, 1), *const V = ntk_doubles(N, N), *const c = ntk_doubles(N, 1);
  *lin = (ntk_linearised){.N = N, .alpha = alpha, .lambda = lambda, .V = V, .c = c};
  ntk_status status = NTK_ENOMEM;
  if (lambda != NULL && V != NULL && c != NULL) {
    /*@ ghost
        heap_own(lambda);
        heap_own(V);
        heap_own(c);
        heap_apart(lambda, N, K, N * N);
        heap_apart(V, N * N, K, N * N);
        heap_apart(V, N * N, lambda, N);
        heap_apart(c, N, lambda, N);
        heap_apart(c, N, V, N * N);
        heap_apart(c, N, r0, N);
        heap_apart_any(lambda, N * sizeof *lambda, lin, sizeof *lin);
        heap_apart_any(V, N * N * sizeof *V, lin, sizeof *lin);
        heap_apart_any(c, N * sizeof *c, lin, sizeof *lin); */
    status = ntk_eigen(N, K, lambda, V);
  }
  if (status != NTK_OK) {
    ntk_linearised_clear(lin);
    return status;
  }
  clip(N, lambda);
  project(N, V, r0, c);
  return NTK_OK;
}

void ntk_linearised_clear(ntk_linearised *lin) {
  free(lin->lambda), free(lin->V), free(lin->c);
  *lin = (ntk_linearised){0};
}

/* out := V x, one eigenvector at a time, where x_j comes from the caller: out += x_j v_j */
/*@ requires size: j < N && N * N <= SIZE_MAX;
    requires valid: \valid_read(V + (0 .. N * N - 1)) && \valid(out + (0 .. N - 1));
    requires apart: \separated(out + (0 .. N - 1), V + (0 .. N * N - 1));
    terminates \true;
    exits \false;
    assigns out[0 .. N - 1];
    ensures added: \forall integer i; 0 <= i < N ==> out[i] == \old(out[i]) + x * \old(V[entry(i, N, j)]); */
static void add_mode(size_t N, const double *V, size_t j, double x, double *out) {
  /*@ loop invariant range: 0 <= i <= N;
      loop invariant same: same{Pre, Here}(V, N * N);
      loop invariant done: \forall integer l; 0 <= l < i ==> out[l] == \at(out[l], Pre) + x * \at(V[entry(l, N, j)], Pre);
      loop invariant rest: \forall integer l; i <= l < N ==> out[l] == \at(out[l], Pre);
      loop assigns i, out[0 .. N - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, N, N);
    out[i] += x * V[i * N + j];
  }
}

/*@ terminates \true;
    exits \false;
    assigns \result \from alpha, lambda, c, t;
    ensures coordinate: \result == residual_coordinate(alpha, lambda, c, t); */
static double residual_mode(double alpha, double lambda, double c, double t) { return exp(-alpha * alpha * lambda * t) * c; }

/* Coefficient of an eigenvector in q(t): t phi_1(-alpha^2 lambda t) c. No division by lambda: rank-deficient K is no special case. */
/*@ terminates \true;
    exits \false;
    assigns \result \from alpha, lambda, c, t;
    ensures coordinate: \result == dual_coordinate(alpha, lambda, c, t); */
static double dual_mode(double alpha, double lambda, double c, double t) {
  double phi[5];
  ntk_phi(alpha * alpha * lambda * t, phi);
  return t * phi[1] * c;
}

void ntk_linearised_residual(const ntk_linearised *lin, double t, double *r) {
  ntk_zero(lin->N, r);
  /*@ loop invariant range: 0 <= j <= lin->N;
      loop invariant same: same{Pre, Here}(lin->V, lin->N * lin->N) && same{Pre, Here}(lin->lambda, lin->N) && same{Pre, Here}(lin->c, lin->N);
      loop invariant modes: \forall integer i; 0 <= i < lin->N ==>
                              r[i] == residual_modes{Pre}(lin->V, lin->lambda, lin->c, lin->N, lin->alpha, t, i, j);
      loop assigns j, r[0 .. lin->N - 1];
      loop variant lin->N - j; */
  for (size_t j = 0; j < lin->N; j++) add_mode(lin->N, lin->V, j, residual_mode(lin->alpha, lin->lambda[j], lin->c[j], t), r);
}

void ntk_linearised_dual(const ntk_linearised *lin, double t, double *q) {
  ntk_zero(lin->N, q);
  /*@ loop invariant range: 0 <= j <= lin->N;
      loop invariant same: same{Pre, Here}(lin->V, lin->N * lin->N) && same{Pre, Here}(lin->lambda, lin->N) && same{Pre, Here}(lin->c, lin->N);
      loop invariant modes: \forall integer i; 0 <= i < lin->N ==>
                              q[i] == dual_modes{Pre}(lin->V, lin->lambda, lin->c, lin->N, lin->alpha, t, i, j);
      loop assigns j, q[0 .. lin->N - 1];
      loop variant lin->N - j; */
  for (size_t j = 0; j < lin->N; j++) add_mode(lin->N, lin->V, j, dual_mode(lin->alpha, lin->lambda[j], lin->c[j], t), q);
}

/*@ terminates \true;
    exits \false;
    assigns \result \from lambda, q;
    ensures energy: \result == energy(lambda, q);
    ensures positive: 0.0 <= lambda ==> 0.0 <= \result; */
static double energy(double lambda, double q) { return lambda * q * q; }

double ntk_linearised_drift(const ntk_linearised *lin, double t) {
  double sum = 0.0;
  /*@ loop invariant range: 0 <= j <= lin->N;
      loop invariant sum: sum == dual_energy(lin->lambda, lin->c, lin->alpha, t, j);
      loop invariant positive: 0.0 <= sum;
      loop assigns j, sum;
      loop variant lin->N - j; */
  for (size_t j = 0; j < lin->N; j++) sum += energy(lin->lambda[j], dual_mode(lin->alpha, lin->lambda[j], lin->c[j], t));
  return lin->alpha * sqrt(sum);
}
