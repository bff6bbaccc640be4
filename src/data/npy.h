/* NPY version 1: arrays of rank 1 or 2, f4 or f8 little-endian (integers i1..i8, u1..u8 are read as labels), C or Fortran order; .gz through zlib. */
#ifndef NTK_DATA_NPY_H
#define NTK_DATA_NPY_H

#include <gsl/gsl_matrix.h>

#include "core/error.h"
#include "data/array.h"

/* What the header of NPY bytes says: type, order, shape (rank 1: n x 1) and where the data begin. NTK_EDATA with the byte: not version
   1.0, a header longer than the file, a dictionary that is not the format's, an item type that is not read. Allocates nothing. */
ntk_status ntk_npy_header(ntk_array *out, const ntk_bytes *bytes, const char *path, ntk_error *err);

/* 1 if the bytes begin as an NPY file does. */
int ntk_npy_is(const ntk_bytes *bytes);

/* *out: rows x cols, row-major, owned by the caller (rank 1: n x 1). */
ntk_status ntk_npy_read(gsl_matrix **out, const char *path, ntk_error *err);

/* Writes f8, C order, through a temporary and rename. */
ntk_status ntk_npy_write(const char *path, const gsl_matrix *m, ntk_error *err);
/* The same, rank 1. */
ntk_status ntk_npy_write_vector(const char *path, const double *v, size_t n, ntk_error *err);

#endif
