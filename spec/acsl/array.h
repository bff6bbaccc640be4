/* Invariants of ntk_item and ntk_array. */
#ifndef NTK_ACSL_ARRAY_H
#define NTK_ACSL_ARRAY_H

/*@ predicate item_known(integer kind, integer size) = (kind == NTK_FLOAT || kind == NTK_SIGNED || kind == NTK_UNSIGNED) &&
      (size == 4 || size == 8 || kind != NTK_FLOAT && (size == 1 || size == 2));

    predicate item_valid(ntk_item item) = item_known(item.kind, item.size);

    // the unsigned number in an item's bytes, and half of what they can hold
    logic integer item_bits{L}(unsigned char *at, ntk_item item) =
      item.big_endian != 0 ? big_endian(at, item.size) : little_endian(at, item.size, item.size);
    logic integer half_range(integer size) = size == 1 ? 0x80 : size == 2 ? 0x8000 : size == 4 ? 0x80000000 : 0x8000000000000000;

    // begins within the file
    predicate array_begins{L}(ntk_array *a, integer size) = \valid_read(a) && item_known(a->item.kind, a->item.size) && a->offset <= size;

    // lies within a file of that size
    predicate array_inside{L}(ntk_array *a, integer size) = array_begins(a, size) && 0 < a->rows && 0 < a->cols &&
      a->rows * a->cols <= SIZE_MAX && a->offset + a->rows * a->cols * a->item.size <= size;

    // which item (i, j) is
    logic integer item_index{L}(ntk_array *a, integer i, integer j) = a->fortran != 0 ? j * a->rows + i : i * a->cols + j; */

#endif
