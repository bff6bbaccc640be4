/* The header of NPY 1.0 (NumPy Enhancement Proposal 1): "\x93NUMPY" 1 0, its length in two bytes, then a Python dictionary with the keys
   descr, fortran_order, shape, each once, in any order. */
#include <string.h>

#include "core/size.h"
#include "data/message.h"
#include "data/npy.h"

#define PREFIX ((size_t)10)

static const char magic[6] = {(char)0x93, 'N', 'U', 'M', 'P', 'Y'};

typedef struct {
  const char *s;
  size_t at, end;
  const char *path;
  ntk_error *err;
} scanner;

/*@ predicate header_inside{L}(scanner *sc) = \valid_read(sc) && sc->at <= sc->end && \valid_read(sc->s + (0 .. sc->end - 1)) && \valid_read(sc->path) &&
      (sc->err == \null || \valid(sc->err)); */

/*@ requires valid: header_inside(sc) && \valid_read(what);
    terminates \true;
    exits \false;
    assigns sc->err->status, sc->err->text[0 .. 1023];
    ensures status: \result == NTK_EDATA; */
static ntk_status expected(const scanner *sc, const char *what) {
  char shown[NTK_SHOWN];
  if (sc->at >= sc->end)
    return ntk_fail(sc->err, NTK_EDATA, "%s: byte %zu: expected %s, found the end of the header", sc->path, sc->at, what);
  const size_t left = sc->end - sc->at;
  return ntk_fail(sc->err, NTK_EDATA, "%s: byte %zu: expected %s, found %s", sc->path, sc->at, what,
                  ntk_show(shown, sc->s + sc->at, left < 12 ? left : 12));
}

/*@ requires valid: \valid(sc) && header_inside(sc);
    terminates \true;
    exits \false;
    assigns sc->at;
    ensures inside: header_inside(sc) && \old(sc->at) <= sc->at; */
static void skip_blanks(scanner *sc) {
  /*@ loop invariant inside: header_inside(sc) && \at(sc->at, Pre) <= sc->at;
      loop assigns sc->at;
      loop variant sc->end - sc->at; */
  while (sc->at < sc->end && (sc->s[sc->at] == ' ' || sc->s[sc->at] == '\n')) sc->at++;
}

/* Goes over c (and the blanks before it) if it is next. */
/*@ requires valid: \valid(sc) && header_inside(sc);
    terminates \true;
    exits \false;
    assigns sc->at, \result;
    ensures inside: header_inside(sc) && \old(sc->at) <= sc->at;
    ensures boolean: \result == 0 || \result == 1;
    ensures taken: \result == 1 ==> \old(sc->at) < sc->at; */
static int take(scanner *sc, char c) {
  skip_blanks(sc);
  if (sc->at == sc->end || sc->s[sc->at] != c) return 0;
  sc->at++;
  return 1;
}

/*@ requires valid: \valid(sc) && header_inside(sc) && \valid_read(word);
    terminates \true;
    exits \false;
    assigns sc->at, \result;
    ensures inside: header_inside(sc) && \old(sc->at) <= sc->at;
    ensures boolean: \result == 0 || \result == 1; */
static int take_word(scanner *sc, const char *word) {
  const size_t n = strlen(word);
  skip_blanks(sc);
  if (sc->end - sc->at < n || memcmp(sc->s + sc->at, word, n) != 0) return 0;
  sc->at += n;
  return 1;
}

/* A quoted string without escapes. */
/*@ requires valid: \valid(sc) && header_inside(sc) && \valid(text) && \valid(n);
    requires apart: \separated(sc, text, n);
    terminates \true;
    exits \false;
    assigns sc->at, *text, *n, \result;
    ensures inside: header_inside(sc) && \old(sc->at) <= sc->at;
    ensures boolean: \result == 0 || \result == 1;
    ensures text: \result == 1 ==> \valid_read(*text + (0 .. *n)) && *n < sc->at;
    ensures place: \result == 1 ==> \old(sc->at) + *n + 2 <= sc->at; */
static int take_string(scanner *sc, const char **text, size_t *n) {
  char quote = '\'';
  if (!take(sc, quote)) {
    quote = '"';
    if (!take(sc, quote)) return 0;
  }
  const size_t start = sc->at;
  size_t close = start;
  /*@ loop invariant range: start <= close <= sc->end;
      loop assigns close;
      loop variant sc->end - close; */
  while (close < sc->end && sc->s[close] != quote) close++;
  if (close == sc->end) return 0;
  *text = sc->s + start;
  *n = close - start;
  sc->at = close + 1;
  return 1;
}

/*@ requires valid: \valid_read(text + (0 .. n - 1)) && \valid_read(word);
    terminates \true;
    exits \false;
    assigns \result \from text[0 .. n - 1], n, word[0 ..];
    ensures boolean: \result == 0 || \result == 1; */
static int is_text(const char *text, size_t n, const char *word) { return n == strlen(word) && memcmp(text, word, n) == 0; }

/* '<f8' and the like: byte order, kind, size. */
/*@ requires valid: \valid(sc) && header_inside(sc) && \valid(item);
    requires apart: \separated(sc, item) && \separated(sc->err, sc) && \separated(sc->err, item);
    terminates \true;
    exits \false;
    assigns sc->at, *item, sc->err->status, sc->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures inside: header_inside(sc);
    ensures item: \result == NTK_OK ==> item_known(item->kind, item->size); */
static ntk_status take_descr(scanner *sc, ntk_item *item) {
  const char *text;
  size_t n;
  skip_blanks(sc);
  const size_t start = sc->at;
  if (!take_string(sc, &text, &n)) return expected(sc, "a type such as '<f8' (arrays of records are not read)");
  sc->at = start;
  if (n != 3 || !(text[1] == 'f' || text[1] == 'i' || text[1] == 'u') || !(text[2] == '1' || text[2] == '2' || text[2] == '4' || text[2] == '8'))
    return expected(sc, "a type f4, f8, i1 to i8 or u1 to u8");
  item->size = (size_t)(text[2] - '0');
  item->kind = text[1] == 'f' ? NTK_FLOAT : text[1] == 'i' ? NTK_SIGNED : NTK_UNSIGNED;
  item->big_endian = 0;
  if (item->kind == NTK_FLOAT && item->size < 4) return expected(sc, "a float of 4 or 8 bytes");
  if (text[0] != '<' && !(item->size == 1 && text[0] == '|')) return expected(sc, "little-endian items ('<')");
  sc->at = start + n + 2;
  return NTK_OK;
}

/*@ requires valid: \valid(sc) && header_inside(sc) && \valid(fortran);
    requires apart: \separated(sc, fortran) && \separated(sc->err, sc);
    terminates \true;
    exits \false;
    assigns sc->at, *fortran, sc->err->status, sc->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures inside: header_inside(sc); */
static ntk_status take_order(scanner *sc, int *fortran) {
  *fortran = take_word(sc, "True");
  return *fortran || take_word(sc, "False") ? NTK_OK : expected(sc, "True or False");
}

/*@ requires valid: \valid(sc) && header_inside(sc) && \valid(value);
    requires apart: \separated(sc, value) && \separated(sc->err, sc);
    terminates \true;
    exits \false;
    assigns sc->at, *value, sc->err->status, sc->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures inside: header_inside(sc); */
static ntk_status take_size(scanner *sc, size_t *value) {
  size_t number = 0, digits = 0;
  skip_blanks(sc);
  /*@ loop invariant inside: header_inside(sc) && digits <= sc->at;
      loop assigns sc->at, number, digits, sc->err->status, sc->err->text[0 .. 1023];
      loop variant sc->end - sc->at; */
  while (sc->at < sc->end && sc->s[sc->at] >= '0' && sc->s[sc->at] <= '9') {
    if (!ntk_size_mul(number, 10, &number) || !ntk_size_add(number, (size_t)(sc->s[sc->at] - '0'), &number))
      return expected(sc, "a size that fits this machine");
    sc->at++;
    digits++;
  }
  if (digits == 0) return expected(sc, "a size");
  *value = number;
  return NTK_OK;
}

/* (n,) or (n, d), with or without a last comma in the second. */
/*@ requires valid: \valid(sc) && header_inside(sc) && \valid(rows) && \valid(cols);
    requires apart: \separated(sc, rows, cols) && \separated(sc->err, sc);
    terminates \true;
    exits \false;
    assigns sc->at, *rows, *cols, sc->err->status, sc->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures inside: header_inside(sc); */
static ntk_status take_shape(scanner *sc, size_t *rows, size_t *cols) {
  if (!take(sc, '(')) return expected(sc, "a shape such as (100, 8)");
  if (take(sc, ')')) return expected(sc, "rank 1 or 2 before this (rank 0 is not read)");
  ntk_status status = take_size(sc, rows);
  if (status != NTK_OK) return status;
  *cols = 1;
  if (!take(sc, ',')) return expected(sc, "','");
  if (take(sc, ')')) return NTK_OK;
  if ((status = take_size(sc, cols)) != NTK_OK) return status;
  take(sc, ',');
  return take(sc, ')') ? NTK_OK : expected(sc, "')' (rank 1 or 2)");
}

enum { SEEN_DESCR = 1, SEEN_ORDER = 2, SEEN_SHAPE = 4, SEEN_ALL = 7 };

/*@ requires valid: \valid(sc) && header_inside(sc) && \valid(out) && \valid(seen) && *seen < SEEN_ALL;
    requires apart: \separated(sc, out, seen) && \separated(sc->err, sc) && \separated(sc->err, out) && \separated(sc->err, seen);
    requires item: item_known(out->item.kind, out->item.size);
    terminates \true;
    exits \false;
    assigns sc->at, *out, *seen, sc->err->status, sc->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures inside: header_inside(sc);
    ensures seen: \result == NTK_OK ==> \old(*seen) < *seen <= SEEN_ALL;
    ensures item: \result == NTK_OK ==> item_known(out->item.kind, out->item.size);
    ensures offset: out->offset == \old(out->offset); */
static ntk_status take_entry(scanner *sc, ntk_array *out, unsigned *seen) {
  const char *key;
  size_t n;
  skip_blanks(sc);
  const size_t start = sc->at;
  unsigned entry = 0;
  if (!take_string(sc, &key, &n)) return expected(sc, "a key");
  if (is_text(key, n, "descr")) entry = SEEN_DESCR;
  if (is_text(key, n, "fortran_order")) entry = SEEN_ORDER;
  if (is_text(key, n, "shape")) entry = SEEN_SHAPE;
  if (entry == 0 || *seen / entry % 2 == 1) {
    sc->at = start;
    return expected(sc, "one each of the keys 'descr', 'fortran_order', 'shape'");
  }
  *seen += entry; /* its bit */
  if (!take(sc, ':')) return expected(sc, "':'");
  if (entry == SEEN_DESCR) return take_descr(sc, &out->item);
  if (entry == SEEN_ORDER) return take_order(sc, &out->fortran);
  return take_shape(sc, &out->rows, &out->cols);
}

/*@ requires valid: \valid(sc) && header_inside(sc) && \valid(out);
    requires apart: \separated(sc, out) && \separated(sc->err, sc) && \separated(sc->err, out);
    requires item: item_known(out->item.kind, out->item.size);
    terminates \true;
    exits \false;
    assigns sc->at, *out, sc->err->status, sc->err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EDATA;
    ensures item: \result == NTK_OK ==> item_known(out->item.kind, out->item.size);
    ensures offset: out->offset == \old(out->offset); */
static ntk_status take_dictionary(scanner *sc, ntk_array *out) {
  unsigned seen = 0;
  if (!take(sc, '{')) return expected(sc, "'{'");
  /*@ loop invariant inside: header_inside(sc) && seen <= SEEN_ALL;
      loop invariant item: item_known(out->item.kind, out->item.size) && out->offset == \at(out->offset, Pre);
      loop assigns sc->at, *out, seen, sc->err->status, sc->err->text[0 .. 1023];
      loop variant SEEN_ALL - seen; */
  while (seen != SEEN_ALL) {
    const ntk_status status = take_entry(sc, out, &seen);
    if (status != NTK_OK) return status;
    if (!take(sc, ',') && seen != SEEN_ALL) return expected(sc, "',' and another key");
  }
  if (!take(sc, '}')) return expected(sc, "'}'");
  skip_blanks(sc);
  return sc->at == sc->end ? NTK_OK : expected(sc, "only blanks after the dictionary");
}

int ntk_npy_is(const ntk_bytes *bytes) { return bytes->size >= sizeof magic && memcmp(bytes->at, magic, sizeof magic) == 0; }

ntk_status ntk_npy_header(ntk_array *out, const ntk_bytes *bytes, const char *path, ntk_error *err) {
  out->item.kind = NTK_FLOAT;
  out->item.size = 8;
  out->item.big_endian = out->fortran = 0;
  out->offset = out->rows = out->cols = 0;
  if (!ntk_npy_is(bytes))
    return ntk_fail(err, NTK_EDATA, "%s: byte 0: expected an NPY file (the bytes 93 'NUMPY'), found %zu bytes of something else", path, bytes->size);
  if (bytes->size < PREFIX)
    return ntk_fail(err, NTK_EDATA, "%s: byte %zu: expected %zu bytes before the header, found the end of the file", path, bytes->size, PREFIX);
  if (bytes->at[6] != 1 || bytes->at[7] != 0)
    return ntk_fail(err, NTK_EDATA, "%s: byte 6: expected NPY version 1.0, found %u.%u", path, bytes->at[6], bytes->at[7]);
  const size_t length = (size_t)ntk_decode_unsigned(bytes->at + 8, 2, 0);
  if (length > bytes->size - PREFIX)
    return ntk_fail(err, NTK_EDATA, "%s: byte 8: expected a header of %zu bytes, found %zu bytes to the end of the file", path, length,
                    bytes->size - PREFIX);
  scanner sc;
  sc.s = (const char *)bytes->at;
  sc.at = PREFIX;
  sc.end = PREFIX + length;
  sc.path = path;
  sc.err = err;
  out->offset = PREFIX + length;
  return take_dictionary(&sc, out);
}
