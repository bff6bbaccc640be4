// header: string.h
// Short texts over three letters, so that letters are found, missed, and repeated; the byte behind a text is a letter too.
// test memcpy.copy: \forall integer i; 0 <= i < n ==> ((char *)to)[i] == ntk_expected[i]
// test memmove.copy: \forall integer i; 0 <= i < n ==> ((char *)to)[i] == ntk_expected[i]
// untested strerror.valid: E-ACSL does not know of the memory of a library's own tables
static char text[40], other[40], copy[40];
static size_t length;

static void some(char *s) {
  length = ntk_below(12);
  for (size_t i = 0; i < 40; i++) s[i] = (char)('a' + ntk_below(3));
  s[length] = 0;
}
static int letter(void) { return ntk_below(6) ? 'a' + (int)ntk_below(4) : 0; }
static void drive_strlen(void) { some(text); CALL(strlen)(text); }
static void drive_strchr(void) { some(text); CALL(strchr)(text, letter()); }
static void drive_strrchr(void) { some(text); CALL(strrchr)(text, letter()); }
static void drive_strstr(void) { some(other); other[ntk_below(3)] = 0; some(text); CALL(strstr)(text, other); }
static void drive_strspn(void) { some(other); other[1] = 0; some(text); CALL(strspn)(text, other); }
static void drive_strcspn(void) { some(other); other[1] = 0; some(text); CALL(strcspn)(text, other); }
static void drive_strerror(void) { CALL(strerror)((int)ntk_below(140)); }
static void drive_strncat(void) { some(other); some(text); CALL(strncat)(text, other, ntk_below(14)); }
static void expect(const char *from) { for (size_t i = 0; i < 32; i++) ntk_expected[i] = from[i]; }
static void drive_memcpy(void) { some(other); expect(other); CALL(memcpy)(copy + ntk_below(8), other, ntk_below(30)); }
static void drive_memmove(void) {
  const size_t from = ntk_below(8);
  some(text);
  expect(text + from);
  CALL(memmove)(text + ntk_below(8), text + from, ntk_below(30));
}
static void drive_memset(void) { CALL(memset)(copy + ntk_below(8), (int)ntk_below(256), ntk_below(30)); }
static void drive_memcmp(void) {
  const size_t n = ntk_below(30);
  some(other);
  for (size_t i = 0; i < 40; i++) text[i] = other[i];
  if (ntk_below(2)) text[ntk_below(40)] ^= 1;
  CALL(memcmp)(text, other, n);
}
static void drive_memchr(void) { some(text); CALL(memchr)(text, 'a' + (int)ntk_below(4), ntk_below(12)); }
