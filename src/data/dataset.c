/* Data sets in memory. */
#include "data/dataset.h"

#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "data/matrix.h"
#include "data/message.h"

#include "../../spec/acsl/heap-matrix.h"

void ntk_dataset_free(ntk_dataset *data) {
  if (data == NULL) return;
  gsl_matrix_free(data->x);
  gsl_matrix_free(data->y);
  free(data->row);
  free(data->name);
  free(data);
}

/* The first n rows of x and y; row numbers not yet set. */
/*@ requires valid: \valid_read(name) && matrix_readable(x) && matrix_readable(y);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result;
    ensures made: \result != \null ==> dataset_valid(\result) && \valid(\result->row + (0 .. n - 1)) && n == \result->x->size1 <= x->size1 && n <= y->size1 &&
      \result->x->size2 == \result->x->tda == x->size2 && \result->y->size2 == \result->y->tda == y->size2; */
static ntk_dataset *copy(const char *name, const gsl_matrix *x, const gsl_matrix *y, size_t n) {
  char *own_name = ntk_join(name, "");
  gsl_matrix *own_x = ntk_matrix_head(x, n);
  gsl_matrix *own_y = ntk_matrix_head(y, n);
  size_t *row = ntk_calloc(n, 1, sizeof *row);
  ntk_dataset *out = ntk_calloc(1, 1, sizeof *out);
  if (own_name != NULL && own_x != NULL && own_y != NULL && row != NULL && out != NULL) {
    //@ ghost heap_own(out);
    //@ ghost heap_apart_any(out, sizeof *out, own_x, sizeof *own_x);
    //@ ghost heap_apart_any(out, sizeof *out, own_y, sizeof *own_y);
    //@ assert x_kept: matrix_writable(own_x) && own_x->size1 == n && own_x->size2 == own_x->tda == x->size2 && n <= x->size1;
    //@ assert y_kept: matrix_writable(own_y) && own_y->size1 == n && own_y->size2 == own_y->tda == y->size2 && n <= y->size1;
    out->name = own_name;
    out->x = own_x;
    out->y = own_y;
    out->row = row;
    //@ assert x_still: out->x == own_x && matrix_writable(own_x) && own_x->size1 == n && own_x->size2 == own_x->tda == x->size2 && n <= x->size1;
    //@ assert y_still: out->y == own_y && matrix_writable(own_y) && own_y->size1 == n && own_y->size2 == own_y->tda == y->size2 && n <= y->size1;
    return out;
  }
  free(own_name);
  gsl_matrix_free(own_x);
  gsl_matrix_free(own_y);
  free(row);
  free(out);
  return NULL;
}

ntk_dataset *ntk_dataset_make(const char *name, const gsl_matrix *x, const gsl_matrix *y) {
  if (x->size1 != y->size1) return NULL;
  const size_t n = x->size1;
  ntk_dataset *out = copy(name, x, y, n);
  if (out == NULL) return NULL;
  //@ ghost heap_own_many(out->row, n);
  //@ ghost heap_apart_any(out->row, n, out->x, sizeof(gsl_matrix));
  //@ ghost heap_apart_any(out->row, n, out->y, sizeof(gsl_matrix));
  //@ ghost heap_apart_any(out->row, n, x, sizeof(gsl_matrix));
  //@ ghost heap_apart_any(out->row, n, y, sizeof(gsl_matrix));
  size_t *row = out->row;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant valid: dataset_valid(out) && out->x->size1 == n && out->x->size2 == out->x->tda == x->size2 && out->y->size2 == out->y->tda == y->size2;
      loop assigns i, row[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) row[i] = i;
  return out;
}

ntk_dataset *ntk_dataset_head(const ntk_dataset *data, size_t n) {
  ntk_dataset *out = copy(data->name, data->x, data->y, n);
  if (out == NULL) return NULL;
  //@ ghost heap_own_many(out->row, n);
  //@ ghost heap_apart_any(out->row, n, out->x, sizeof(gsl_matrix));
  //@ ghost heap_apart_any(out->row, n, out->y, sizeof(gsl_matrix));
  //@ ghost heap_apart_any(out->row, n, data->x, sizeof(gsl_matrix));
  //@ ghost heap_apart_any(out->row, n, data->y, sizeof(gsl_matrix));
  size_t *row = out->row;
  /*@ loop invariant range: 0 <= i <= n <= data->x->size1;
      loop invariant valid: dataset_valid(out) && out->x->size1 == n && out->x->size2 == out->x->tda == data->x->size2 && out->y->size2 == out->y->tda == data->y->size2;
      loop invariant source: dataset_valid(data);
      loop assigns i, row[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) row[i] = data->row[i];
  return out;
}
