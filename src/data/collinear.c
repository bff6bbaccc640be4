/* Rows that make the kernel singular (theory B6): equal, opposite, collinear. Entry by entry rather than by the cosine: at distance t the
   cosine differs from 1 by t^2 / 2, so below t = 1e-8 it takes near-equal rows for equal ones. */
#include <float.h>
#include <math.h>
#include <stdint.h>

#include "data/dataset.h"

#include "../../spec/acsl/index.h"

/* Both rows are the rounding of collinear ones if each entry is off by a few units in its own last place: decimal input u, normalisation
   2 u (normalise.c), for both rows 6 u; as much again in the factor, which is a quotient of two entries; 2 u for that quotient and the
   product below: 14 u = 7 eps relative, u = eps / 2. An entry that is 0 must be 0 in both. */
#define ENTRY_TOLERANCE (8.0 * DBL_EPSILON)

/*@ predicate entries_agree(real a, real b, real c) = \abs(a - c * b) <= ENTRY_TOLERANCE * \abs(a); */

/* The index of the entry of largest size in row i. */
/*@ requires valid: matrix_readable(x) && i < x->size1;
    terminates \true;
    exits \false;
    assigns \result \from *x, x->data[0 .. matrix_cells(x) - 1], i;
    ensures inside: \result < x->size2;
    ensures largest: \forall integer k; 0 <= k < x->size2 ==> \abs(x->data[entry(i, x->tda, k)]) <= \abs(x->data[i * x->tda + \result]); */
static size_t largest_entry(const gsl_matrix *x, size_t i) {
  size_t best = 0;
  //@ ghost row_inside(i, x->size1, x->tda);
  /*@ loop invariant range: 1 <= k <= x->size2 && best < x->size2;
      loop invariant largest: \forall integer l; 0 <= l < k ==> \abs(x->data[entry(i, x->tda, l)]) <= \abs(x->data[i * x->tda + best]);
      loop assigns k, best;
      loop variant x->size2 - k; */
  for (size_t k = 1; k < x->size2; k++)
    if (fabs(gsl_matrix_get(x, i, k)) > fabs(gsl_matrix_get(x, i, best))) best = k;
  return best;
}

/* c with x_ik = c x_jk at entry k, exactly 1 or -1 when it is so up to rounding; 0 when there is none (both rows zero: 1). */
/*@ requires valid: matrix_readable(x) && i < x->size1 && j < x->size1 && k < x->size2;
    terminates \true;
    exits \false;
    assigns \result \from *x, x->data[0 .. matrix_cells(x) - 1], i, j, k; */
static double row_factor(const gsl_matrix *x, size_t i, size_t j, size_t k) {
  const double a = gsl_matrix_get(x, i, k), b = gsl_matrix_get(x, j, k);
  if (a == 0.0 && b == 0.0) return 1.0; /* k is the largest entry of row i: row i is zero, and row j must be */
  if (a == 0.0 || b == 0.0) return 0.0;
  const double c = a / b;
  if (!isfinite(c)) return 0.0;
  if (fabs(c - 1.0) <= ENTRY_TOLERANCE) return 1.0;
  if (fabs(c + 1.0) <= ENTRY_TOLERANCE) return -1.0;
  return c;
}

/* 1 if |a - c b| <= ENTRY_TOLERANCE |a|. */
/*@ terminates \true;
    exits \false;
    assigns \result \from a, b, c;
    ensures agree: \result == 1 <==> entries_agree(a, b, c);
    ensures boolean: \result == 0 || \result == 1; */
static int agree(double a, double b, double c) { return fabs(a - c * b) <= ENTRY_TOLERANCE * fabs(a); }

/* 1 if |x_il - c x_jl| <= ENTRY_TOLERANCE |x_il| for all l. */
/*@ requires valid: matrix_readable(x) && i < x->size1 && j < x->size1;
    terminates \true;
    exits \false;
    assigns \result \from *x, x->data[0 .. matrix_cells(x) - 1], i, j, c;
    ensures boolean: \result == 0 || \result == 1;
    ensures agree: \result == 1 <==> \forall integer l; 0 <= l < x->size2 ==> entries_agree(x->data[entry(i, x->tda, l)], x->data[entry(j, x->tda, l)], c); */
static int rows_agree(const gsl_matrix *x, size_t i, size_t j, double c) {
  /*@ loop invariant range: 0 <= l <= x->size2;
      loop invariant agree: \forall integer k; 0 <= k < l ==> entries_agree(x->data[entry(i, x->tda, k)], x->data[entry(j, x->tda, k)], c);
      loop assigns l;
      loop variant x->size2 - l; */
  for (size_t l = 0; l < x->size2; l++) {
    const double a = gsl_matrix_get(x, i, l), b = gsl_matrix_get(x, j, l);
    //@ assert entries: a == x->data[entry(i, x->tda, l)] && b == x->data[entry(j, x->tda, l)];
    if (!agree(a, b, c)) {
      //@ assert differ: !entries_agree(x->data[entry(i, x->tda, l)], x->data[entry(j, x->tda, l)], c);
      return 0;
    }
  }
  return 1;
}

size_t ntk_collinear_pairs(const gsl_matrix *x, ntk_pair *pairs, size_t max) {
  size_t count = 0;
  /*@ loop invariant range: 0 <= i <= x->size1;
      loop invariant pairs: \forall integer p; 0 <= p < count && p < max ==> pairs[p].i < pairs[p].j < x->size1;
      loop assigns i, count, pairs[0 .. max - 1];
      loop variant x->size1 - i; */
  for (size_t i = 0; i < x->size1; i++) {
    const size_t k = largest_entry(x, i);
    /*@ loop invariant range: i + 1 <= j <= x->size1;
        loop invariant pairs: \forall integer p; 0 <= p < count && p < max ==> pairs[p].i < pairs[p].j < x->size1;
        loop assigns j, count, pairs[0 .. max - 1];
        loop variant x->size1 - j; */
    for (size_t j = i + 1; j < x->size1; j++) {
      const double c = row_factor(x, i, j, k);
      if (c == 0.0 || !rows_agree(x, i, j, c)) continue;
      if (count < max) {
        pairs[count].i = i;
        pairs[count].j = j;
        pairs[count].factor = c;
      }
      count += count < SIZE_MAX;
    }
  }
  return count;
}
