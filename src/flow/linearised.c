#include "flow/linearised.h"

#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "kernel/spectrum.h"

#include "../../spec/acsl/index.h"

/*@ logic real times(real x, real v) = x * v;
    predicate pair_same(real a, real b, real c, real d) = a == c && b == d; */

/*@ ghost
    /@ terminates \true;
       exits \false;
       assigns \nothing;
       ensures equal: \forall real a, b, c, d; pair_same(a, b, c, d) ==> a * b == c * d; @/
    void equal_products(void) { } */

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
  /*@ ghost
      size_t j = 0;
      /@ loop invariant range: 0 <= j <= N;
         loop invariant same: \forall integer l; 0 <= l < j ==> column_dot(V, N, r, l, N) == column_dot{Pre}(V, N, r, l, N);
         loop assigns j;
         loop variant N - j; @/
      while (j < N) {
        size_t i = 0;
        /@ loop invariant range: 0 <= i <= N;
           loop invariant same: column_dot(V, N, r, j, i) == column_dot{Pre}(V, N, r, j, i);
           loop assigns i;
           loop variant N - i; @/
        while (i < N) {
          row_inside(i, N, N);
          equal_products();
          /@ assert entry: V[i * N + j] == \at(V[\at(i * N + j, Here)], Pre); @/
          /@ assert factor: r[i] == \at(r[\at(i, Here)], Pre); @/
          /@ assert pair: pair_same(V[i * N + j], r[i], \at(V[\at(i * N + j, Here)], Pre), \at(r[\at(i, Here)], Pre)); @/
          /@ assert product: V[i * N + j] * r[i] == \at(V[\at(i * N + j, Here)], Pre) * \at(r[\at(i, Here)], Pre); @/
          /@ assert now: column_dot(V, N, r, j, i + 1) == column_dot(V, N, r, j, i) + V[i * N + j] * r[i]; @/
          /@ assert then: column_dot{Pre}(V, N, r, j, i + 1) ==
                          column_dot{Pre}(V, N, r, j, i) + \at(V[\at(i * N + j, Here)], Pre) * \at(r[\at(i, Here)], Pre); @/
          i = i + 1;
        }
        j = j + 1;
      } */
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
    ensures added: \forall integer i; 0 <= i < N ==> out[i] == \old(out[i]) + times(x, \old(V[entry(i, N, j)])); */
static void add_mode(size_t N, const double *V, size_t j, double x, double *out) {
  /*@ loop invariant range: 0 <= i <= N;
      loop invariant same: same{Pre, Here}(V, N * N);
      loop invariant done: \forall integer l; 0 <= l < i ==> out[l] == \at(out[l], Pre) + times(x, \at(V[entry(l, N, j)], Pre));
      loop invariant rest: \forall integer l; i <= l < N ==> out[l] == \at(out[l], Pre);
      loop assigns i, out[0 .. N - 1];
      loop variant N - i; */
  for (size_t i = 0; i < N; i++) {
    //@ ghost row_inside(i, N, N);
    const double part = x * V[i * N + j];
    //@ assert here: part == times(x, V[i * N + j]);
    //@ assert entry: V[i * N + j] == \at(V[entry(\at(i, Here), N, j)], Pre);
    //@ assert part: part == times(x, \at(V[entry(\at(i, Here), N, j)], Pre));
    out[i] += part;
  }
}

/*@ terminates \true;
    exits \false;
    assigns \result \from alpha, lambda, c, t;
    ensures coordinate: \result == residual_coordinate(alpha, lambda, c, t); */
static double residual_mode(double alpha, double lambda, double c, double t) { return exp(-alpha * alpha * lambda * t) * c; }

/* phi_1(-x) */
/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures first: \result == phi_one(x); */
static double first_phi(double x) {
  double phi[5];
  ntk_phi(x, phi);
  return phi[1];
}

/* Coefficient of an eigenvector in q(t): t phi_1(-alpha^2 lambda t) c. No division by lambda: rank-deficient K is no special case. */
/*@ terminates \true;
    exits \false;
    assigns \result \from alpha, lambda, c, t;
    ensures coordinate: \result == dual_coordinate(alpha, lambda, c, t); */
static double dual_mode(double alpha, double lambda, double c, double t) { return t * first_phi(alpha * alpha * lambda * t) * c; }

/*@ ghost
    /@ requires size: N * N <= cells;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures inside: \forall integer i, j; 0 <= i < N && 0 <= j < N ==> 0 <= entry(i, N, j) < cells; @/
    void entries(size_t N, size_t cells) {
      /@ assert positive: \forall integer i; 0 <= i ==> 0 <= i * N; @/
      /@ assert below: \forall integer i; 0 <= i < N ==> 0 <= (N - i - 1) * N; @/
      /@ assert row: \forall integer i; 0 <= i < N ==> i * N + N <= N * N; @/
    } */

/* r := V x, x_j the coordinates of r_lin(t); V's size is a bound, since the provers get lost in products. */
/*@ requires size: N * N <= cells;
    requires valid: \valid_read(lambda + (0 .. N - 1)) && \valid_read(V + (0 .. cells - 1)) && \valid_read(c + (0 .. N - 1)) && \valid(r + (0 .. N - 1));
    requires apart: \separated(r + (0 .. N - 1), lambda + (0 .. N - 1)) && \separated(r + (0 .. N - 1), V + (0 .. cells - 1)) &&
                    \separated(r + (0 .. N - 1), c + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns r[0 .. N - 1];
    ensures modes: \forall integer i; 0 <= i < N ==> r[i] == residual_modes{Pre}(V, lambda, c, N, alpha, t, i, N); */
static void sum_residual_modes(size_t N, size_t cells, double alpha, const double *lambda, const double *V, const double *c, double t, double *r) {
  (void)cells;
  ntk_zero(N, r);
  /*@ loop invariant range: 0 <= j <= N;
      loop invariant same_V: same{Pre, Here}(V, cells);
      loop invariant same_lambda: same{Pre, Here}(lambda, N);
      loop invariant same_c: same{Pre, Here}(c, N);
      loop invariant modes: \forall integer i; 0 <= i < N ==> r[i] == residual_modes{Pre}(V, lambda, c, N, alpha, t, i, j);
      loop assigns j, r[0 .. N - 1];
      loop variant N - j; */
  for (size_t j = 0; j < N; j++) {
    const double x = residual_mode(alpha, lambda[j], c[j], t);
    //@ assert coordinate: x == residual_coordinate(alpha, \at(lambda[\at(j, Here)], Pre), \at(c[\at(j, Here)], Pre), t);
    //@ ghost entries(N, cells);
    /*@ assert column: \forall integer i; 0 <= i < N ==> V[entry(i, N, j)] == \at(V[entry(i, N, \at(j, Here))], Pre); */
    //@ ghost Before: ;
    add_mode(N, V, j, x, r);
    /*@ assert called: \forall integer i; 0 <= i < N ==> r[i] == \at(r[i], Before) + times(x, \at(V[entry(i, N, \at(j, Here))], Before)); */
    /*@ assert added: \forall integer i; 0 <= i < N ==> r[i] == \at(r[i], Before) + times(x, \at(V[entry(i, N, \at(j, Here))], Pre)); */
    /*@ assert next: \forall integer i; 0 <= i < N ==> residual_modes{Pre}(V, lambda, c, N, alpha, t, i, j + 1) ==
                       residual_modes{Pre}(V, lambda, c, N, alpha, t, i, j) + times(x, \at(V[entry(i, N, \at(j, Here))], Pre)); */
  }
}

/* q := V x, x_j the coordinates of q(t) */
/*@ requires size: N * N <= cells;
    requires valid: \valid_read(lambda + (0 .. N - 1)) && \valid_read(V + (0 .. cells - 1)) && \valid_read(c + (0 .. N - 1)) && \valid(q + (0 .. N - 1));
    requires apart: \separated(q + (0 .. N - 1), lambda + (0 .. N - 1)) && \separated(q + (0 .. N - 1), V + (0 .. cells - 1)) &&
                    \separated(q + (0 .. N - 1), c + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns q[0 .. N - 1];
    ensures modes: \forall integer i; 0 <= i < N ==> q[i] == dual_modes{Pre}(V, lambda, c, N, alpha, t, i, N); */
static void sum_dual_modes(size_t N, size_t cells, double alpha, const double *lambda, const double *V, const double *c, double t, double *q) {
  (void)cells;
  ntk_zero(N, q);
  /*@ loop invariant range: 0 <= j <= N;
      loop invariant same_V: same{Pre, Here}(V, cells);
      loop invariant same_lambda: same{Pre, Here}(lambda, N);
      loop invariant same_c: same{Pre, Here}(c, N);
      loop invariant modes: \forall integer i; 0 <= i < N ==> q[i] == dual_modes{Pre}(V, lambda, c, N, alpha, t, i, j);
      loop assigns j, q[0 .. N - 1];
      loop variant N - j; */
  for (size_t j = 0; j < N; j++) {
    const double x = dual_mode(alpha, lambda[j], c[j], t);
    //@ assert coordinate: x == dual_coordinate(alpha, \at(lambda[\at(j, Here)], Pre), \at(c[\at(j, Here)], Pre), t);
    //@ ghost entries(N, cells);
    /*@ assert column: \forall integer i; 0 <= i < N ==> V[entry(i, N, j)] == \at(V[entry(i, N, \at(j, Here))], Pre); */
    //@ ghost Before: ;
    add_mode(N, V, j, x, q);
    /*@ assert called: \forall integer i; 0 <= i < N ==> q[i] == \at(q[i], Before) + times(x, \at(V[entry(i, N, \at(j, Here))], Before)); */
    /*@ assert added: \forall integer i; 0 <= i < N ==> q[i] == \at(q[i], Before) + times(x, \at(V[entry(i, N, \at(j, Here))], Pre)); */
    /*@ assert next: \forall integer i; 0 <= i < N ==> dual_modes{Pre}(V, lambda, c, N, alpha, t, i, j + 1) ==
                       dual_modes{Pre}(V, lambda, c, N, alpha, t, i, j) + times(x, \at(V[entry(i, N, \at(j, Here))], Pre)); */
  }
}

void ntk_linearised_residual(const ntk_linearised *lin, double t, double *r) {
  sum_residual_modes(lin->N, lin->N * lin->N, lin->alpha, lin->lambda, lin->V, lin->c, t, r);
}

void ntk_linearised_dual(const ntk_linearised *lin, double t, double *q) { sum_dual_modes(lin->N, lin->N * lin->N, lin->alpha, lin->lambda, lin->V, lin->c, t, q); }

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
