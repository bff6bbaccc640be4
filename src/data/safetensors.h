/* safetensors: named tensors in one file (8-byte little-endian header length, JSON header, data). F32 and F64 are read, F64 written. */
#ifndef NTK_DATA_SAFETENSORS_H
#define NTK_DATA_SAFETENSORS_H

#include <stddef.h>
#include "core/alloc.h"
#include "core/error.h"

typedef struct {
  char *name;
  size_t rank, shape[8];
  double *value; /* row-major */
} ntk_tensor;

typedef struct { size_t count; ntk_tensor *tensor; } ntk_tensors;

#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/tensors.h"

/* Reads all tensors. NTK_EDATA names file and byte offset, expected and found: header longer than the file, offsets that
   overlap or leave the file, shape that does not match, a type other than F32 / F64, NaN or infinity. Nothing is allocated
   on the word of a header that promises more than the file holds. */
/*@ requires valid: \valid(out);
    requires apart: \separated(out, err);
    requires valid_path: \valid_read(path);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOINPUT || \result == NTK_EDATA || \result == NTK_ENOMEM;
    ensures read: \result == NTK_OK ==> tensors_read(out); */
ntk_status ntk_safetensors_read(ntk_tensors *out, const char *path, ntk_error *err);

/* Writes F64 tensors, in the given order, to a temporary beside path, then renames. Same input, same bytes. */
/*@ requires valid_path: \valid_read(path);
    requires valid: tensors_valid(tensors);
    requires valid_err: err == \null || \valid(err);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_EWRITE || \result == NTK_ENOMEM || \result == NTK_EINTERNAL || \result == NTK_ENUMERIC; */
ntk_status ntk_safetensors_write(const char *path, const ntk_tensors *tensors, ntk_error *err);

/*@ requires valid: \valid(tensors) && \valid_read(tensors->tensor + (0 .. tensors->count - 1));
    terminates \true;
    exits \false;
    assigns *tensors;
    ensures empty: tensors->count == 0 && tensors->tensor == \null; */
void ntk_tensors_clear(ntk_tensors *tensors);

#endif
