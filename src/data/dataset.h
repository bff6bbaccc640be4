/* A data set ready for training: inputs and targets, with the number each row had in its source. */
#ifndef NTK_DATA_DATASET_H
#define NTK_DATA_DATASET_H

#include <gsl/gsl_matrix.h>
#include "core/error.h"

typedef enum { NTK_NORMALISE_SPHERE, NTK_NORMALISE_STANDARD, NTK_NORMALISE_NONE } ntk_normalise;

typedef struct {
  char *name;      /* "digits", "iris", "wine" or the file's path */
  gsl_matrix *x;   /* n x d, normalised */
  gsl_matrix *y;   /* n x k targets */
  size_t *row;     /* n: 0-based row in the source's original order */
} ntk_dataset;

/* What to load: the options --data --labels --rows --target --normalise (design's table and defaults). */
typedef struct {
  const char *data;     /* "digits", "iris", "wine" or a path: .csv, .npy, IDX; each may be .gz (found by content) */
  const char *labels;   /* path or NULL: targets of an NPY or IDX file */
  size_t rows;          /* 0: all; NTK_ROWS_DEFAULT: digits 50, else all */
  const char *target;   /* NULL: the default of the data set; COLUMN, "parity", "one-vs-rest:CLASS", "one-hot" */
  ntk_normalise normalise;
} ntk_data_options;
#define NTK_ROWS_DEFAULT ((size_t)-1)

/* Loads, selects rows, makes targets, normalises; *out owns everything, free with ntk_dataset_free.
   NTK_ENOINPUT no such file; NTK_EDATA with file and line or byte, expected and found; NTK_EUSAGE a bad target name;
   NTK_ENOMEM. The bundled sets are found in the folder compiled in or in $NTKCHECK_DATA. */
ntk_status ntk_dataset_load(ntk_dataset **out, const ntk_data_options *options, ntk_error *err);

/* A data set of given x (n x d) and y (n x k), copied; rows numbered 0..n-1. NULL when memory is out. */
ntk_dataset *ntk_dataset_make(const char *name, const gsl_matrix *x, const gsl_matrix *y);

/* The first n rows of a data set, copied. NULL when memory is out. */
ntk_dataset *ntk_dataset_head(const ntk_dataset *data, size_t n);

void ntk_dataset_free(ntk_dataset *data);

/* Scales rows to norm sqrt d (sphere) or columns to mean 0 and deviation 1 (standard; a constant column becomes 0), in place.
   NTK_EDATA when a row of zeros cannot be put on the sphere (it is named). */
ntk_status ntk_normalise_rows(gsl_matrix *x, ntk_normalise how, const char *name, const size_t *row, ntk_error *err);

/* A pair of rows of the normalised inputs that make the kernel singular. sign +1: x_i = c x_j with c > 0 (c = 1: equal); -1: c < 0. */
typedef struct { size_t i, j; double factor; } ntk_pair;

/* Finds equal and collinear pairs (|cos| >= 1 - 4 d eps, then a check of the difference), at most max of them; returns how many there are in all.
   i, j index rows of x (0..n-1), i < j. Which of them matter depends on the network (theory B6): equal always; collinear or
   opposite where the activation is positively homogeneous or odd and there is no bias. */
size_t ntk_collinear_pairs(const gsl_matrix *x, ntk_pair *pairs, size_t max);

#endif
