#include "data/idx.h"

#include "core/size.h"

#include "../../spec/acsl/fresh-matrix.h"

/* http://yann.lecun.com/exdb/mnist: the type byte. */
/*@ requires valid: \valid(item);
    terminates \true;
    exits \false;
    assigns *item, \result \from type;
    ensures boolean: \result == 0 || \result == 1;
    ensures item: \result == 1 ==> item_known(item->kind, item->size);
    ensures known: \result == 1 <==> type == 0x08 || type == 0x09 || 0x0b <= type <= 0x0e; */
static int item_of(unsigned char type, ntk_item *item) {
  switch (type) {
  case 0x08: *item = (ntk_item){NTK_UNSIGNED, 1, 1}; return 1;
  case 0x09: *item = (ntk_item){NTK_SIGNED, 1, 1}; return 1;
  case 0x0b: *item = (ntk_item){NTK_SIGNED, 2, 1}; return 1;
  case 0x0c: *item = (ntk_item){NTK_SIGNED, 4, 1}; return 1;
  case 0x0d: *item = (ntk_item){NTK_FLOAT, 4, 1}; return 1;
  case 0x0e: *item = (ntk_item){NTK_FLOAT, 8, 1}; return 1;
  default: return 0;
  }
}

int ntk_idx_is(const ntk_bytes *bytes) {
  ntk_item item;
  return bytes->size >= 4 && bytes->at[0] == 0 && bytes->at[1] == 0 && item_of(bytes->at[2], &item) && bytes->at[3] >= 1 && bytes->at[3] <= 3;
}

ntk_status ntk_idx_header(ntk_array *out, const ntk_bytes *bytes, const char *path, ntk_error *err) {
  *out = (ntk_array){{NTK_UNSIGNED, 1, 1}, 0, 0, 1, 0};
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
  //@ ghost heap_used(out, sizeof *out);
  *out = NULL;
  ntk_status status = ntk_bytes_read(&bytes, path, NTK_BYTES_LIMIT, err);
  if (status == NTK_OK) status = ntk_idx_header(&array, &bytes, path, err);
  if (status == NTK_OK) status = ntk_array_read(out, &array, &bytes, path, err);
  //@ ghost heap_fresh_matrix(*out);
  //@ ghost heap_used(&bytes, sizeof bytes);
  ntk_bytes_clear(&bytes);
  return status;
}
