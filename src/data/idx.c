#include "data/idx.h"

#include "core/size.h"

#include "../../spec/acsl/heap-matrix.h"

/*@ requires valid: \valid(item) && item_known(kind, size);
    terminates \true;
    exits \false;
    assigns *item, \result;
    ensures item: item_known(item->kind, item->size) && item->kind == kind && item->size == size;
    ensures known: \result == 1; */
static int set_item(ntk_item *item, ntk_item_kind kind, size_t size) {
  item->kind = kind;
  item->size = size;
  item->big_endian = 1;
  return 1;
}

/* http://yann.lecun.com/exdb/mnist: the type byte. */
/*@ requires valid: \valid(item);
    terminates \true;
    exits \false;
    assigns *item, \result \from type;
    ensures boolean: \result == 0 || \result == 1;
    ensures item: \result == 1 ==> item_known(item->kind, item->size);
    ensures known: \result == 1 <==> idx_type(type); */
static int item_of(unsigned char type, ntk_item *item) {
  switch (type) {
  case 0x08: return set_item(item, NTK_UNSIGNED, 1);
  case 0x09: return set_item(item, NTK_SIGNED, 1);
  case 0x0b: return set_item(item, NTK_SIGNED, 2);
  case 0x0c: return set_item(item, NTK_SIGNED, 4);
  case 0x0d: return set_item(item, NTK_FLOAT, 4);
  case 0x0e: return set_item(item, NTK_FLOAT, 8);
  default: return 0;
  }
}

int ntk_idx_is(const ntk_bytes *bytes) {
  ntk_item item;
  return bytes->size >= 4 && bytes->at[0] == 0 && bytes->at[1] == 0 && item_of(bytes->at[2], &item) && bytes->at[3] >= 1 && bytes->at[3] <= 3;
}

ntk_status ntk_idx_header(ntk_array *out, const ntk_bytes *bytes, const char *path, ntk_error *err) {
  set_item(&out->item, NTK_UNSIGNED, 1);
  out->offset = out->rows = 0;
  out->cols = 1;
  out->fortran = 0;
  if (!ntk_idx_is(bytes))
    return ntk_fail(err, NTK_EDATA, "%s: byte 0: expected an IDX file (0 0, a type, a rank from 1 to 3), found %zu bytes of something else", path,
                    bytes->size);
  item_of(bytes->at[2], &out->item);
  const size_t rank = bytes->at[3];
  out->offset = 4 + 4 * rank;
  if (bytes->size < out->offset)
    return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected %zu sizes of 4 bytes, found the end of the file", path, bytes->size, rank);
  out->rows = (size_t)ntk_decode_unsigned(bytes->at + 4, 4, 1);
  /*@ loop invariant range: 1 <= k <= rank;
      loop invariant inside: \valid_read(bytes) && bytes->size >= out->offset == 4 + 4 * rank && item_known(out->item.kind, out->item.size);
      loop assigns k, out->cols;
      loop variant rank - k; */
  for (size_t k = 1; k < rank; k++) {
    const size_t at = 4 + 4 * k, size = (size_t)ntk_decode_unsigned(bytes->at + at, 4, 1);
    if (!ntk_size_mul(out->cols, size, &out->cols))
      return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected sizes that fit the file, found %zu times %zu", path, at, out->cols, size);
  }
  return NTK_OK;
}

ntk_status ntk_idx_read(gsl_matrix **out, const char *path, ntk_error *err) {
  ntk_bytes bytes;
  ntk_array array;
  *out = NULL;
  ntk_status status = ntk_bytes_read(&bytes, path, NTK_BYTES_LIMIT, err);
  if (status == NTK_OK) status = ntk_idx_header(&array, &bytes, path, err);
  if (status == NTK_OK) status = ntk_array_read(out, &array, &bytes, path, err);
  //@ ghost heap_apart_matrix(*out, &bytes, sizeof bytes);
  //@ ghost heap_apart_matrix(*out, &array, sizeof array);
  ntk_bytes_clear(&bytes);
  return status;
}
