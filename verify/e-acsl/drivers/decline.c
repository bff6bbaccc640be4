// header: src/check/study.h
// linked: libntk.a
// clause ntk_study_decline.reason: ntk_seen == 1.0
// test ntk_study_decline.sample: \old(result->tried) == 0 ==> (int)result->sample.verdict == (int)ntk_bits
// The other functions of study.h are proved.
static char word[700];
static ntk_result result;
static size_t length;
static double whole(void) { /* "N: word", cut at 511 bytes, then a zero: in the control and in the sample */
  size_t i = 0;
  for (; i < length && i + 3 < 511; i++)
    if (result.control.reason[3 + i] != word[i] || result.sample.reason[3 + i] != word[i]) return 0.0;
  return result.control.reason[0] == 'N' && result.control.reason[3 + i] == '\0' && result.sample.reason[3 + i] == '\0' ? 1.0 : 0.0;
}
static void drive_ntk_study_decline(void) {
  static const ntk_verdict all[] = {NTK_REFUTED, NTK_UNDECIDED, NTK_HYPOTHESIS_FAILS};
  const ntk_verdict verdict = all[ntk_below(3)];
  length = ntk_below(10) ? ntk_below(60) : 480 + ntk_below(100);
  for (size_t i = 0; i < length; i++) word[i] = (char)('a' + ntk_below(26));
  word[length] = '\0';
  ntk_outcome_init(&result.sample);
  ntk_outcome_init(&result.control);
  result.held = 0, result.tried = 0;
  ntk_bits = verdict;
  ntk_measure = whole;
  CALL(ntk_study_decline)(&result, verdict, "N: %s", word);
}
