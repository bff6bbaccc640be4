/* src/report/math.c, text.c: LaTeX to MathML, escapes. */
#include "report/math.h"

#include <string.h>

#include "core/alloc.h"
#include "harness.h"

static int converts_to(const char *latex, int display, const char *expected) {
  ntk_text out = {0};
  char whole[2048];
  const int good = ntk_math(&out, latex, strlen(latex), display);
  snprintf(whole, sizeof whole, "<math%s><mrow>%s</mrow></math>", display ? " display=\"block\"" : "", expected);
  const int same = good && strcmp(out.data, whole) == 0;
  if (!same) printf("%s\n  gives   %s\n  expected %s\n", latex, good ? out.data : "(refused)", whole);
  ntk_text_clear(&out);
  return same;
}

static int refused(const char *latex) {
  ntk_text out = {0};
  ntk_text_add(&out, "before");
  const int good = ntk_math(&out, latex, strlen(latex), 0);
  const int untouched = strcmp(out.data, "before") == 0;
  ntk_text_clear(&out);
  return !good && untouched;
}

static void test_atoms(void) {
  CU_ASSERT(converts_to("x", 0, "<mi>x</mi>"));
  CU_ASSERT(converts_to("12.5", 0, "<mn>12.5</mn>"));
  CU_ASSERT(converts_to("a<b", 0, "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"));
  CU_ASSERT(converts_to("\\alpha", 0, "<mi>α</mi>"));
  CU_ASSERT(converts_to("-1", 0, "<mo>−</mo><mn>1</mn>"));
}

static void test_scripts(void) {
  CU_ASSERT(converts_to("x^2", 0, "<msup><mi>x</mi><mn>2</mn></msup>"));
  CU_ASSERT(converts_to("x_i", 0, "<msub><mi>x</mi><mpadded voffset=\"-0.13em\"><mi>i</mi></mpadded></msub>"));
  CU_ASSERT(converts_to("x_i^2", 0, "<msubsup><mi>x</mi><mpadded voffset=\"-0.13em\"><mi>i</mi></mpadded><mn>2</mn></msubsup>"));
  CU_ASSERT(converts_to("e^{-t}", 0, "<msup><mi>e</mi><mrow><mo>−</mo><mi>t</mi></mrow></msup>"));
  CU_ASSERT(converts_to("\\sum_i", 1, "<munder><mo movablelimits=\"false\">∑</mo><mi>i</mi></munder>"));
}

static void test_commands(void) {
  CU_ASSERT(converts_to("\\frac{1}{2}", 0, "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>"));
  CU_ASSERT(converts_to("\\frac12", 0, "<mfrac><mn>1</mn><mn>2</mn></mfrac>"));
  CU_ASSERT(converts_to("\\sqrt m", 0, "<msqrt><mi>m</mi></msqrt>"));
  CU_ASSERT(converts_to("\\mathrm{Lip}", 0, "<mi>Lip</mi>"));
  CU_ASSERT(converts_to("\\mathbb{E}", 0, "<mi>𝔼</mi>"));
  CU_ASSERT(converts_to("\\left(x\\right)", 0, "<mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow>"));
  CU_ASSERT(converts_to("\\text{a & b}", 0, "<mtext>a &amp; b</mtext>"));
}

static void test_outside_the_subset_is_refused(void) {
  static const char *const bad[] = {"\\unknown", "{", "}", "x^", "x^{", "x_i_j", "\\frac{1}", "\\left(x", "\\right)", "\\mathbb{Z}", "\\text{", "#", "\\", "^2", "\\left.x\\right)"};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    const int is_refused = refused(bad[i]);
    if (!is_refused) printf("not refused: %s\n", bad[i]);
    CU_ASSERT(is_refused);
  }
}

static void test_nesting_is_bounded(void) {
  char deep[4001];
  for (size_t i = 0; i < 2000; i++) deep[i] = '{', deep[2000 + i] = '}';
  deep[4000] = '\0';
  CU_ASSERT(refused(deep));
}

static void test_paragraph(void) {
  ntk_text out = {0};
  CU_ASSERT(ntk_math_paragraph(&out, "if $x$ & `y<z`: $$x$$ end") == 0);
  CU_ASSERT_STRING_EQUAL(out.data, "if <math><mrow><mi>x</mi></mrow></math> &amp; <code>y&lt;z</code>: <math display=\"block\"><mrow><mi>x</mi></mrow></math> end");
  ntk_text_clear(&out);
  CU_ASSERT(ntk_math_paragraph(&out, "$\\odd<$ rest") == 1);
  CU_ASSERT_STRING_EQUAL(out.data, "<code>\\odd&lt;</code> rest");
  ntk_text_clear(&out);
  CU_ASSERT(ntk_math_paragraph(&out, "open $x") == 1);
  CU_ASSERT_STRING_EQUAL(out.data, "open $x");
  ntk_text_clear(&out);
}

static void test_escape(void) {
  ntk_text out = {0};
  ntk_text_escape(&out, "<a href=\"x\">&'\x01\x7f\n</a>");
  CU_ASSERT_STRING_EQUAL(out.data, "&lt;a href=&quot;x&quot;&gt;&amp;&#39;??\n&lt;/a&gt;");
  ntk_text_clear(&out);
}

static void test_text_grows(void) {
  ntk_text out = {0};
  for (size_t i = 0; i < 10000; i++) ntk_text_format(&out, "%zu,", i % 10);
  CU_ASSERT(out.size == 20000 && !out.failed && strlen(out.data) == 20000 && out.data[19998] == '9');
  ntk_text_clear(&out);
  CU_ASSERT(out.data == NULL && out.size == 0);
}

static void test_memory_out(void) {
  ntk_text out = {0};
  ntk_alloc_fail_at(1);
  ntk_text_add(&out, "lost");
  CU_ASSERT(out.failed && out.data == NULL);
  ntk_text_add(&out, "still");
  CU_ASSERT(out.failed && out.size == 0);
  ntk_alloc_fail_at(0);
  ntk_text_clear(&out);
  for (unsigned long k = 1; k < 8; k++) { /* in the temporary texts too */
    ntk_alloc_fail_at(k);
    const int good = ntk_math(&out, "x_i^2", 5, 0);
    CU_ASSERT(out.failed || !good || k > 5);
    ntk_alloc_fail_at(0);
    ntk_text_clear(&out);
  }
}

static void test_too_long_for_format(void) {
  ntk_text out = {0};
  char longer[2000];
  memset(longer, 'a', sizeof longer - 1);
  longer[sizeof longer - 1] = '\0';
  ntk_text_format(&out, "%s", longer);
  CU_ASSERT(out.failed);
  ntk_text_clear(&out);
}

NTK_TESTS("math", {"atoms", test_atoms}, {"scripts", test_scripts}, {"commands", test_commands},
          {"what is outside the subset is refused", test_outside_the_subset_is_refused}, {"nesting is bounded", test_nesting_is_bounded},
          {"paragraph", test_paragraph}, {"escape", test_escape}, {"text grows", test_text_grows}, {"memory out", test_memory_out},
          {"too long for a format", test_too_long_for_format})
