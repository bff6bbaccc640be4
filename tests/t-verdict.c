/* Verdicts: the design's words, and never good news for an unknown value. */
#include "core/verdict.h"
#include "harness.h"

static void words(void) {
  CU_ASSERT_STRING_EQUAL(ntk_verdict_text(NTK_PROVED), "proved");
  CU_ASSERT_STRING_EQUAL(ntk_verdict_text(NTK_HELD), "held");
  CU_ASSERT_STRING_EQUAL(ntk_verdict_text(NTK_REFUTED), "refuted");
  CU_ASSERT_STRING_EQUAL(ntk_verdict_text(NTK_HYPOTHESIS_FAILS), "hypothesis-fails");
  CU_ASSERT_STRING_EQUAL(ntk_verdict_text(NTK_UNDECIDED), "undecided");
  CU_ASSERT_STRING_EQUAL(ntk_verdict_text(NTK_NOT_APPLICABLE), "not-applicable");
  CU_ASSERT_EQUAL(NTK_VERDICT_COUNT, 6);
}

static void unknown(void) {
  CU_ASSERT_STRING_EQUAL(ntk_verdict_text(NTK_VERDICT_COUNT), "undecided");
  CU_ASSERT_STRING_EQUAL(ntk_verdict_text((ntk_verdict)12345), "undecided");
  CU_ASSERT_EQUAL(NTK_UNDECIDED, 0); /* what is never set is undecided */
}

NTK_TESTS("verdict", {"the design's words", words}, {"an unknown one is undecided", unknown})
