/* Invariants of ntk_bytes. */
#ifndef NTK_ACSL_BYTES_H
#define NTK_ACSL_BYTES_H

/*@ // empty, or a block with at least one byte behind the last
    predicate bytes_valid{L}(ntk_bytes *b) = \valid(b) && (0 < b->capacity ? b->size < b->capacity : b->size == 0) &&
      \valid(b->at + (0 .. b->capacity - 1));

    predicate bytes_empty{L}(ntk_bytes *b) = b->at == \null && b->size == 0 && b->capacity == 0;

    // a file as it was read: a zero byte stands behind the last
    predicate bytes_whole{L}(ntk_bytes *b) = \valid_read(b) && b->size < b->capacity && \valid(b->at + (0 .. b->size)) && b->at[b->size] == 0; */

/*@ // the number in n bytes, the least significant last, or first
    logic integer big_endian{L}(unsigned char *at, integer n) = n <= 0 ? 0 : 256 * big_endian(at, n - 1) + at[n - 1];
    logic integer little_endian{L}(unsigned char *at, integer size, integer n) = n <= 0 ? 0 : 256 * little_endian(at, size, n - 1) + at[size - n];

    // below 256^n
    predicate fits_bytes(integer value, integer n) = 0 <= value && (n <= 0 ==> value == 0) && (n <= 1 ==> value <= 0xff) && (n <= 2 ==> value <= 0xffff) &&
      (n <= 3 ==> value <= 0xffffff) && (n <= 4 ==> value <= 0xffffffff) && (n <= 5 ==> value <= 0xffffffffff) &&
      (n <= 6 ==> value <= 0xffffffffffff) && (n <= 7 ==> value <= 0xffffffffffffff) && (n <= 8 ==> value <= 0xffffffffffffffff); */

#endif
