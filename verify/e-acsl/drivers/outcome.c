// header: src/check/result.h
// linked: libntk.a
// clause ntk_outcome_set.reason: ntk_seen == 1.0
// The other functions of result.h are proved.
static char word[700];
static ntk_outcome outcome;
static size_t length;
static double whole(void) { /* "N: word", cut at 511 bytes, then a zero */
  const char *reason = outcome.reason;
  size_t i = 0;
  for (; i < length && i + 3 < 511; i++)
    if (reason[3 + i] != word[i]) return 0.0;
  return reason[0] == 'N' && reason[1] == ':' && reason[2] == ' ' && reason[3 + i] == '\0' ? 1.0 : 0.0;
}
static void drive_ntk_outcome_set(void) {
  static const ntk_verdict all[] = {NTK_HELD, NTK_REFUTED, NTK_UNDECIDED, NTK_HYPOTHESIS_FAILS};
  length = ntk_below(10) ? ntk_below(60) : 480 + ntk_below(100);
  for (size_t i = 0; i < length; i++) word[i] = (char)('a' + ntk_below(26));
  word[length] = '\0';
  ntk_measure = whole;
  CALL(ntk_outcome_set)(&outcome, all[ntk_below(4)], "N: %s", word);
}
