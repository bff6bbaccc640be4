#include "cli/new-rows.h"

#include <limits.h>
#include <stdint.h>

#include "data/table.h"

#include "../../spec/acsl/heap-matrix.h"

/* The row of the least (sign 1) or the largest (-1) entry of column j. */
/*@ requires valid: matrix_readable(raw) && j < raw->size2;
    terminates \true;
    exits \false;
    assigns \result \from *raw, raw->data[0 .. matrix_cells(raw) - 1], j, least;
    ensures range: \result < raw->size1; */
static size_t extreme(const gsl_matrix *raw, size_t j, int least) {
  size_t best = 0;
  /*@ loop invariant range: 1 <= i <= raw->size1 && best < raw->size1;
      loop assigns i, best;
      loop variant raw->size1 - i; */
  for (size_t i = 1; i < raw->size1; i++) {
    const double here = gsl_matrix_get(raw, i, j), there = gsl_matrix_get(raw, best, j);
    if (least ? here < there : here > there) best = i;
  }
  return best;
}

/* x -> u + (v - u) (x - a) / (b - a) in column j; 0 where a = b. */
/*@ requires valid: matrix_writable(x) && j < x->size2;
    requires apart: \separated(x, x->data + (0 .. matrix_cells(x) - 1));
    terminates \true;
    exits \false;
    assigns x->data[0 .. matrix_cells(x) - 1]; */
static void affine(gsl_matrix *x, size_t j, double a, double b, double u, double v) {
  /*@ loop invariant range: 0 <= i <= x->size1;
      loop assigns i, x->data[0 .. matrix_cells(x) - 1];
      loop variant x->size1 - i; */
  for (size_t i = 0; i < x->size1; i++) {
    //@ ghost row_inside(i, x->size1, x->tda);
    gsl_matrix_set(x, i, j, b > a ? u + (v - u) * ((gsl_matrix_get(x, i, j) - a) / (b - a)) : 0.0);
  }
}

void ntk_normalise_like(gsl_matrix *x, const gsl_matrix *raw, const gsl_matrix *normalised) {
  /*@ loop invariant range: 0 <= j <= x->size2;
      loop assigns j, x->data[0 .. matrix_cells(x) - 1];
      loop variant x->size2 - j; */
  for (size_t j = 0; j < x->size2; j++) {
    const size_t low = extreme(raw, j, 1), high = extreme(raw, j, 0);
    affine(x, j, gsl_matrix_get(raw, low, j), gsl_matrix_get(raw, high, j), gsl_matrix_get(normalised, low, j), gsl_matrix_get(normalised, high, j));
  }
}

/* The data once more, as they were before normalisation. */
/*@ requires valid: matrix_writable(x) && matrix_readable(trained) && \valid_read(options) && \valid_read(options->data.data) && \valid(err);
    requires texts: (options->data.labels == \null || \valid_read(options->data.labels)) && (options->data.target == \null || \valid_read(options->data.target));
    requires apart: \separated(x, x->data + (0 .. matrix_cells(x) - 1)) && \separated(trained, x->data + (0 .. matrix_cells(x) - 1)) && matrix_apart(x, trained) &&
                    \separated(x, err) && \separated(trained, err);
    requires columns: x->size2 == trained->size2;
    terminates \true;
    exits \false;
    assigns x->data[0 .. matrix_cells(x) - 1], ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EDATA, NTK_ENOINPUT, NTK_ENOMEM}; */
static ntk_status like_training(gsl_matrix *x, const gsl_matrix *trained, const ntk_options *options, ntk_error *err) {
  ntk_data_options raw_options = options->data;
  ntk_dataset *raw;
  raw_options.normalise = NTK_NORMALISE_NONE;
  ntk_status status = ntk_dataset_load(&raw, &raw_options, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_apart(raw->x->data, raw->x->size1 * raw->x->tda, x->data, x->size1 * x->tda);
  //@ ghost heap_apart_any(raw->x, sizeof(gsl_matrix), x->data, SIZE_MAX);
  if (raw->x->size1 != trained->size1 || raw->x->size2 != trained->size2)
    status = ntk_fail(err, NTK_EDATA, "%s: expected the same rows again, found another number: did the file change?", raw_options.data);
  else ntk_normalise_like(x, raw->x, trained);
  ntk_dataset_free(raw);
  return status;
}

/* As the training inputs were. */
/*@ requires valid: matrix_writable(x) && matrix_readable(trained) && \valid_read(options) && network_valid(options) && \valid_read(path) && \valid(err);
    requires apart: \separated(x, x->data + (0 .. matrix_cells(x) - 1)) && \separated(trained, x->data + (0 .. matrix_cells(x) - 1)) && matrix_apart(x, trained) &&
                    \separated(x, err) && \separated(trained, err);
    requires columns: x->size2 == trained->size2;
    terminates \true;
    exits \false;
    assigns x->data[0 .. matrix_cells(x) - 1], ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EDATA, NTK_ENOINPUT, NTK_ENOMEM}; */
static ntk_status normalise(gsl_matrix *x, const gsl_matrix *trained, const ntk_options *options, const char *path, ntk_error *err) {
  if (options->data.normalise == NTK_NORMALISE_SPHERE) return ntk_normalise_rows(x, NTK_NORMALISE_SPHERE, path, NULL, err);
  return options->data.normalise == NTK_NORMALISE_STANDARD ? like_training(x, trained, options, err) : NTK_OK;
}

/* The rows as they stand in the file. */
/*@ requires valid: \valid(out) && \valid(table) && \valid_read(path) && \valid(err);
    requires apart: \separated(out, table, err);
    terminates \true;
    exits \false;
    assigns *out, *table, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EDATA, NTK_ENOINPUT, NTK_ENOMEM};
    ensures rows: \result == NTK_OK ==> matrix_writable(*out) && (*out)->size2 == d && (*out)->tda <= INT_MAX && 8 * matrix_cells(*out) <= SIZE_MAX;
    ensures fresh: \result == NTK_OK ==> owned((char *)(*out)->data) && \separated(*out, err) && \separated(*out, table);
    ensures none: \result != NTK_OK ==> *out == \null; */
static ntk_status read_inputs(gsl_matrix **out, ntk_table *table, const char *path, size_t d, ntk_error *err) {
  *out = NULL;
  ntk_status status = ntk_table_read(table, path, err);
  if (status != NTK_OK) return status;
  if (table->cols != d) return ntk_fail(err, NTK_EDATA, "%s: expected %zu columns of inputs, found %zu", path, d, table->cols);
  //@ ghost heap_apart_table(table, out, sizeof(gsl_matrix *));
  status = ntk_table_inputs(out, table, table->rows, SIZE_MAX, err);
  if (status != NTK_OK) return status;
  //@ ghost heap_own_matrix(*out);
  //@ ghost heap_apart_any(*out, sizeof(gsl_matrix), err, sizeof(ntk_error));
  //@ ghost heap_apart_any(*out, sizeof(gsl_matrix), table, sizeof(ntk_table));
  if ((*out)->tda <= INT_MAX && (*out)->size1 * (*out)->tda <= SIZE_MAX / sizeof(double)) return NTK_OK;
  gsl_matrix_free(*out);
  *out = NULL;
  return ntk_fail(err, NTK_EUSAGE, "%s: expected at most %d inputs, found %zu", path, INT_MAX, d);
}

/* The same, the file's table forgotten. */
/*@ requires valid: \valid(out) && \valid(table) && \valid_read(path) && \valid(err);
    requires apart: \separated(out, table, err);
    terminates \true;
    exits \false;
    assigns *out, *table, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EDATA, NTK_ENOINPUT, NTK_ENOMEM};
    ensures rows: \result == NTK_OK ==> matrix_writable(*out) && (*out)->size2 == d && (*out)->tda <= INT_MAX && 8 * matrix_cells(*out) <= SIZE_MAX;
    ensures fresh: \result == NTK_OK ==> owned((char *)(*out)->data) && \separated(*out, err);
    ensures none: \result != NTK_OK ==> *out == \null; */
static ntk_status inputs(gsl_matrix **out, ntk_table *table, const char *path, size_t d, ntk_error *err) {
  const ntk_status status = read_inputs(out, table, path, d, err);
  ntk_table_clear(table);
  return status;
}

ntk_status ntk_new_rows(gsl_matrix **out, const char *path, const ntk_experiment *experiment, const ntk_options *options, ntk_error *err) {
  const gsl_matrix *trained = experiment->data->x;
  ntk_table table;
  ntk_status status = inputs(out, &table, path, trained->size2, err);
  /*@ ghost if (status == NTK_OK) {
        heap_apart_any(*out, sizeof(gsl_matrix), &table, sizeof(ntk_table));
        heap_apart_any((*out)->data, SIZE_MAX, &table, sizeof(ntk_table));
        heap_apart_any((*out)->data, SIZE_MAX, *out, sizeof(gsl_matrix));
        heap_apart_any((*out)->data, SIZE_MAX, trained, sizeof(gsl_matrix));
        heap_apart((*out)->data, (*out)->size1 * (*out)->tda, trained->data, trained->size1 * trained->tda);
      } */
  if (status == NTK_OK) status = normalise(*out, trained, options, path, err);
  if (status != NTK_OK && *out != NULL) {
    gsl_matrix_free(*out);
    *out = NULL;
  }
  return status;
}
