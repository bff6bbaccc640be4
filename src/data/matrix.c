#include "data/matrix.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/size.h"
#include "core/vec.h"

#include "../../spec/acsl/heap-matrix.h"
#include "../../spec/acsl/index.h"

gsl_matrix *ntk_matrix(size_t rows, size_t cols) {
  size_t count, bytes;
  if (rows == 0 || cols == 0) return NULL;
  if (!ntk_size_mul(rows, cols, &count) || !ntk_size_mul(count, sizeof(double), &bytes)) return NULL;
  /* GSL allocates by itself; this makes injected faults reach it. */
  void *probe = ntk_calloc(1, 1, 1);
  if (probe == NULL) return NULL;
  free(probe);
  return gsl_matrix_calloc(rows, cols);
}

/*@ requires valid: \valid_read(from + (0 .. n - 1)) && \valid(to + (0 .. n - 1));
    requires apart: \separated(from + (0 .. n - 1), to + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns to[0 .. n - 1];
    ensures copy: equal(to, from, n); */
static void copy_numbers(size_t n, const double *from, double *to) { ntk_copy(n, from, to); }

/* Row i of to := row i of from. */
/*@ requires valid: matrix_writable(to) && matrix_readable(from);
    requires shape: to->size2 == to->tda == from->size2 && i < to->size1 <= from->size1;
    requires apart: matrix_apart(to, from);
    terminates \true;
    exits \false;
    assigns to->data[i * to->tda .. i * to->tda + to->tda - 1] \from from->data[0 .. matrix_cells(from) - 1], i;
    ensures copy: row_copied(to, from, i);
    ensures before: \forall integer k; 0 <= k < i && row_copied{Old}(to, from, k) ==> row_copied(to, from, k); */
static void copy_row(gsl_matrix *to, const gsl_matrix *from, size_t i) {
  //@ ghost row_inside(i, to->size1, to->tda);
  //@ ghost row_inside(i, from->size1, from->tda);
  copy_numbers(from->size2, from->data + i * from->tda, to->data + i * to->tda);
  //@ assert copy: equal(to->data + i * to->tda, from->data + i * from->tda, from->size2);
  /*@ ghost
      /@ loop invariant range: 0 <= k <= i;
         loop invariant before: \forall integer l; 0 <= l < k && row_copied{Pre}(to, from, l) ==> row_copied(to, from, l);
         loop assigns k;
         loop variant i - k; @/
      for (size_t k = 0; k < i; k++) {
        row_inside(k, i, to->tda);
        row_inside(k, i, from->tda);
        /@ assert to_kept: same{Pre, Here}(to->data + k * to->tda, to->tda); @/
        /@ assert from_kept: same{Pre, Here}(from->data + k * from->tda, from->size2); @/
        /@ assert row: row_copied{Pre}(to, from, k) ==> row_copied(to, from, k); @/
      } */
}

/* to := the first rows of from. */
/*@ requires valid: matrix_writable(to) && matrix_readable(from);
    requires shape: to->size2 == to->tda == from->size2 && to->size1 <= from->size1;
    requires apart: matrix_apart(to, from);
    terminates \true;
    exits \false;
    assigns to->data[0 .. matrix_cells(to) - 1] \from from->data[0 .. matrix_cells(from) - 1];
    ensures copy: \forall integer i; 0 <= i < to->size1 ==> row_copied(to, from, i); */
static void copy_rows(gsl_matrix *to, const gsl_matrix *from) {
  /*@ loop invariant range: 0 <= i <= to->size1;
      loop invariant same: same{Pre, Here}(from->data, matrix_cells(from));
      loop invariant copy: \forall integer k; 0 <= k < i ==> row_copied(to, from, k);
      loop assigns i, to->data[0 .. matrix_cells(to) - 1];
      loop variant to->size1 - i; */
  for (size_t i = 0; i < to->size1; i++) {
    //@ ghost row_inside(i, to->size1, to->tda);
    //@ ghost row_inside(i, from->size1, from->tda);
    copy_row(to, from, i);
    //@ assert last: row_copied(to, from, i);
  }
}

gsl_matrix *ntk_matrix_head(const gsl_matrix *m, size_t rows) {
  if (rows > m->size1) return NULL;
  gsl_matrix *out = ntk_matrix(rows, m->size2);
  if (out == NULL) return NULL;
  //@ ghost heap_own_matrix(out);
  //@ ghost heap_apart(out->data, rows * m->size2, m->data, m->size1 * m->tda);
  copy_rows(out, m);
  return out;
}
