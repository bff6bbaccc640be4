/* NPY version 1: arrays of rank 1 or 2, f4 or f8 little-endian (integers i1..i8, u1..u8 are read as labels), C or Fortran order; .gz through zlib. */
#ifndef NTK_DATA_NPY_H
#define NTK_DATA_NPY_H

#include <gsl/gsl_matrix.h>

#include "core/error.h"
#include "data/array.h"

/* What the header of NPY bytes says: type, order, shape (rank 1: n x 1) and where the data begin. NTK_EDATA with the byte: not version
   1.0, a header longer than the file, a dictionary that is not the format's, an item type that is not read. Allocates nothing. */
/*@ requires valid: \valid(out) && \valid_read(bytes) && \valid_read(bytes->at + (0 .. bytes->size - 1));
    requires valid_path: \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    requires apart: \separated(out, bytes) && \separated(out, err) && \separated(bytes, err);
    terminates \true;
    exits \false;
    assigns *out, err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures begins: \result == NTK_OK ==> array_begins(out, bytes->size); */
ntk_status ntk_npy_header(ntk_array *out, const ntk_bytes *bytes, const char *path, ntk_error *err);

/* 1 if the bytes begin as an NPY file does. */
/*@ requires valid: \valid_read(bytes) && \valid_read(bytes->at + (0 .. bytes->size - 1));
    terminates \true;
    exits \false;
    assigns \result \from *bytes, bytes->at[0 .. bytes->size - 1];
    ensures boolean: \result == 0 || \result == 1;
    ensures begins: \result == 1 ==> 6 <= bytes->size; */
int ntk_npy_is(const ntk_bytes *bytes);

/* *out: rows x cols, row-major, owned by the caller (rank 1: n x 1). */
/*@ requires valid: \valid(out);
    requires valid_path: \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOINPUT || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> matrix_writable(*out);
    ensures none: \result != NTK_OK ==> *out == \null; */
ntk_status ntk_npy_read(gsl_matrix **out, const char *path, ntk_error *err);

/* Writes f8, C order, through a temporary and rename. */
/*@ requires valid_path: \valid_read(path);
    requires valid: matrix_readable(m);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EWRITE || \result == NTK_ENOMEM; */
ntk_status ntk_npy_write(const char *path, const gsl_matrix *m, ntk_error *err);
/* The same, rank 1. */
/*@ requires valid_path: \valid_read(path);
    requires valid: \valid_read(v + (0 .. n - 1));
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EWRITE || \result == NTK_ENOMEM; */
ntk_status ntk_npy_write_vector(const char *path, const double *v, size_t n, ntk_error *err);

#endif
