// header: stdlib.h
// untested getenv.valid: E-ACSL does not know of the environment's memory
static char text[40];
static char *end;

/* Numbers, half-numbers and no numbers. */
static void some(void) {
  static const char letters[] = "0123456789.+-eEx aInf";
  const size_t n = ntk_below(16);
  for (size_t i = 0; i < n; i++) text[i] = letters[ntk_below(ntk_below(3) ? 10 : sizeof letters - 1)];
  text[n] = 0;
}
static void drive_calloc(void) { free(CALL(calloc)(ntk_below(9), 1 + ntk_below(40))); }
static void drive_strtod(void) { some(); CALL(strtod)(text, ntk_below(8) ? &end : (char **)0); }
static void drive_strtoul(void) { some(); CALL(strtoul)(text, ntk_below(8) ? &end : (char **)0, 10); }
static void drive_strtoull(void) { some(); CALL(strtoull)(text, ntk_below(8) ? &end : (char **)0, ntk_below(2) ? 10 : 16); }
static void drive_getenv(void) { CALL(getenv)(ntk_below(2) ? "PATH" : "no such name"); }
