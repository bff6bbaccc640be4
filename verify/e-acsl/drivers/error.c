// header: src/core/error.h
// linked: src/core/error.c
// clause ntk_fail.text: err != \null ==> ntk_seen == 1.0
static char word[1200];
static ntk_error err;
static size_t length;
static double whole(void) { /* "N: word", cut at 1023 bytes, then a zero */
  size_t i = 0;
  for (; i < length && i + 3 < 1023; i++)
    if (err.text[3 + i] != word[i]) return 0.0;
  return err.text[0] == 'N' && err.text[1] == ':' && err.text[2] == ' ' && err.text[3 + i] == '\0' ? 1.0 : 0.0;
}
static void drive_ntk_fail(void) {
  static const ntk_status all[] = {NTK_EUSAGE, NTK_EDATA, NTK_ENOMEM, NTK_ENUMERIC, NTK_EWRITE, NTK_EINTERNAL};
  length = ntk_below(10) ? ntk_below(60) : 1000 + ntk_below(100);
  for (size_t i = 0; i < length; i++) word[i] = (char)('a' + ntk_below(26));
  word[length] = '\0';
  ntk_measure = whole;
  CALL(ntk_fail)(ntk_below(5) ? &err : (ntk_error *)0, all[ntk_below(6)], "N: %s", word);
}
