/* Rows that make the kernel singular (theory B6): equal, opposite, collinear. Entry by entry rather than by the cosine: at distance t the
   cosine differs from 1 by t^2 / 2, so below t = 1e-8 it takes near-equal rows for equal ones. */
#include <float.h>
#include <math.h>

#include "data/dataset.h"

/* Both rows are the rounding of collinear ones if each entry is off by a few units in its own last place: decimal input u, normalisation
   2 u (normalise.c), for both rows 6 u; as much again in the factor, which is a quotient of two entries; 2 u for that quotient and the
   product below: 14 u = 7 eps relative, u = eps / 2. An entry that is 0 must be 0 in both. */
#define ENTRY_TOLERANCE (8.0 * DBL_EPSILON)

/* The index of the entry of largest size in row i. */
static size_t largest_entry(const gsl_matrix *x, size_t i) {
  size_t best = 0;
  for (size_t k = 1; k < x->size2; k++)
    if (fabs(gsl_matrix_get(x, i, k)) > fabs(gsl_matrix_get(x, i, best))) best = k;
  return best;
}

/* c with x_ik = c x_jk at entry k, exactly 1 or -1 when it is so up to rounding; 0 when there is none (both rows zero: 1). */
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

/* 1 if |x_il - c x_jl| <= ENTRY_TOLERANCE |x_il| for all l. */
static int rows_agree(const gsl_matrix *x, size_t i, size_t j, double c) {
  for (size_t l = 0; l < x->size2; l++) {
    const double a = gsl_matrix_get(x, i, l);
    if (!(fabs(a - c * gsl_matrix_get(x, j, l)) <= ENTRY_TOLERANCE * fabs(a))) return 0;
  }
  return 1;
}

size_t ntk_collinear_pairs(const gsl_matrix *x, ntk_pair *pairs, size_t max) {
  size_t count = 0;
  for (size_t i = 0; i < x->size1; i++) {
    const size_t k = largest_entry(x, i);
    for (size_t j = i + 1; j < x->size1; j++) {
      const double c = row_factor(x, i, j, k);
      if (c == 0.0 || !rows_agree(x, i, j, c)) continue;
      if (count < max) pairs[count] = (ntk_pair){i, j, c};
      count++;
    }
  }
  return count;
}
