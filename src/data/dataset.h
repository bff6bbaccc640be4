/* A data set ready for training: inputs and targets, with the number each row had in its source. */
#ifndef NTK_DATA_DATASET_H
#define NTK_DATA_DATASET_H

#include <gsl/gsl_matrix.h>
#include "core/alloc.h"
#include "core/error.h"

typedef enum { NTK_NORMALISE_SPHERE, NTK_NORMALISE_STANDARD, NTK_NORMALISE_NONE } ntk_normalise;

typedef struct {
  char *name;      /* "digits", "iris", "wine" or the file's path */
  gsl_matrix *x;   /* n x d, normalised */
  gsl_matrix *y;   /* n x k targets */
  size_t *row;     /* n: 0-based row in the source's original order */
} ntk_dataset;

#include "../../spec/acsl/dataset.h"
#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/normalise.h"

/* What to load: the options --data --labels --rows --target --normalise (design's table and defaults). */
typedef struct {
  const char *data;     /* "digits" (or NULL), "iris", "wine" or a path: CSV, NPY, IDX, each also as gzip, found by content */
  const char *labels;   /* path or NULL: the targets of a file stand in this one, row by row (an IDX file of inputs needs it) */
  size_t rows;          /* 0: all; NTK_ROWS_DEFAULT: digits 50, else all */
  const char *target;   /* NULL: the default of the data set (labels: all columns of that file); COLUMN (its name, or its number from 0),
                           "parity", "one-vs-rest:CLASS" (+1, -1), "one-hot" (1, 0; k = classes of the whole file, in order): data/target.h.
                           Without labels all columns but the target's are inputs. */
  ntk_normalise normalise;
} ntk_data_options;
#define NTK_ROWS_DEFAULT ((size_t)-1)

/* Loads, selects rows, makes targets, normalises; *out owns everything, free with ntk_dataset_free.
   NTK_ENOINPUT no such file; NTK_EDATA with file and line or byte, expected and found; NTK_EUSAGE a bad target,
   a class that no row has, labels for a bundled set, an IDX file without labels; NTK_ENOMEM. Only the rows asked for must be numbers,
   the shape of the whole file is checked. The bundled sets are found in the folder compiled in or in $NTKCHECK_DATA. */
/*@ requires valid: \valid(out) && \valid_read(options);
    requires apart: \separated(out, options) && \separated(out, err) && \separated(err, options);
    requires valid_text: (options->data == \null || \valid_read(options->data)) && (options->labels == \null || \valid_read(options->labels)) &&
                         (options->target == \null || \valid_read(options->target));
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOINPUT || \result == NTK_EDATA || \result == NTK_EUSAGE || \result == NTK_ENOMEM;
    ensures loaded: \result == NTK_OK ==> dataset_valid(*out);
    ensures none: \result != NTK_OK ==> *out == \null; */
ntk_status ntk_dataset_load(ntk_dataset **out, const ntk_data_options *options, ntk_error *err);

/* A data set of given x (n x d) and y (n x k), copied; rows numbered 0..n-1. NULL when memory is out. */
/*@ requires valid: \valid_read(name) && matrix_readable(x) && matrix_readable(y);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result;
    ensures made: \result != \null ==> dataset_valid(\result) && \result->x->size1 == x->size1 && \result->x->size2 == \result->x->tda == x->size2 &&
      \result->y->size2 == \result->y->tda == y->size2; */
ntk_dataset *ntk_dataset_make(const char *name, const gsl_matrix *x, const gsl_matrix *y);

/* The first n rows of a data set, copied. NULL when memory is out. */
/*@ requires valid: dataset_valid(data);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result;
    ensures made: \result != \null ==> dataset_valid(\result) && \result->x->size1 == n <= data->x->size1 && \result->x->size2 == \result->x->tda == data->x->size2 &&
      \result->y->size2 == \result->y->tda == data->y->size2; */
ntk_dataset *ntk_dataset_head(const ntk_dataset *data, size_t n);

/*@ requires valid: data == \null || \valid_read(data);
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_dataset_free(ntk_dataset *data);

/* Scales rows to norm sqrt d (sphere) or columns to mean 0 and deviation 1 (standard: sum of squares / n; a constant column becomes 0), in
   place. Equal rows stay equal. row (or NULL: 0..n-1) numbers the rows in messages.
   NTK_EDATA when a row of zeros cannot be put on the sphere (it is named). */
/*@ requires valid: matrix_writable(x) && (row == \null || \valid_read(row + (0 .. x->size1 - 1))) && \valid_read(name);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns x->data[0 .. matrix_cells(x) - 1], err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures standard: how == NTK_NORMALISE_STANDARD ==> \result == NTK_OK &&
      \forall integer j; 0 <= j < x->size2 ==> standardised(x->data, x->size1, x->tda, j); */
ntk_status ntk_normalise_rows(gsl_matrix *x, ntk_normalise how, const char *name, const size_t *row, ntk_error *err);

/* A pair of rows of the normalised inputs that make the kernel singular. sign +1: x_i = c x_j with c > 0 (c = 1: equal); -1: c < 0. */
typedef struct { size_t i, j; double factor; } ntk_pair;

/* Finds equal, opposite and collinear pairs, at most max of them; returns how many there are in all. i, j index rows of x (0..n-1), i < j.
   The test: with c = x_ik / x_jk at the largest entry k of row i (c := 1 or -1 when within 8 eps of it), |x_il - c x_jl| <= 8 eps |x_il| for
   every entry l: what decimal input and normalisation may round (collinear.c), and no more. The cosine is not asked: at 1 - cos = eps
   rows still differ by 1e-8. Two zero rows are equal; a zero row and another are no pair. With d = 1 every pair is collinear.
   Which of them matter depends on the network (theory B6): equal always; collinear or opposite where the activation is positively
   homogeneous or odd and there is no bias. */
/*@ requires valid: matrix_readable(x) && \valid(pairs + (0 .. max - 1));
    requires apart: \separated(pairs + (0 .. max - 1), x) && \separated(pairs + (0 .. max - 1), x->data + (0 .. matrix_cells(x) - 1));
    terminates \true;
    exits \false;
    assigns pairs[0 .. max - 1];
    ensures pairs: \forall integer k; 0 <= k < \result && k < max ==> pairs[k].i < pairs[k].j < x->size1; */
size_t ntk_collinear_pairs(const gsl_matrix *x, ntk_pair *pairs, size_t max);

#endif
