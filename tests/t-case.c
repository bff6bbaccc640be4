/* Cases: printed and read back they are the same; repairs; every kind of bad word is named. */
#include <math.h>
#include <string.h>
#include "../properties/case.h"
#include "core/rng.h"
#include "harness.h"

static void simplest_is_empty(void) {
  const ntk_case c = ntk_case_simplest();
  char line[NTK_CASE_LINE];
  ntk_case_print(&c, line);
  CU_ASSERT_STRING_EQUAL(line, "");
  ntk_case back;
  CU_ASSERT_EQUAL(ntk_case_parse("", &back, NULL), NTK_OK);
  CU_ASSERT(ntk_case_equal(&c, &back));
}

static void a_known_line(void) {
  ntk_case c = ntk_case_simplest();
  c.data = NTK_CASE_CLUSTERED;
  c.activation = 1;
  c.depth = 3;
  c.width[0] = 8, c.width[1] = 5;
  c.n = 3, c.d = 2;
  c.alpha = 0.1 + 0.2; /* not 0.3 */
  c.seed = UINT64_MAX;
  char line[NTK_CASE_LINE];
  ntk_case_print(&c, line);
  CU_ASSERT_STRING_EQUAL(line, "data=clustered activation=tanh depth=3 width=8,5 n=3 d=2 alpha=0.30000000000000004 seed=18446744073709551615");
  ntk_case back;
  CU_ASSERT_EQUAL(ntk_case_parse("  width=8,5\tseed=18446744073709551615 data=clustered activation=tanh n=3 d=2 depth=3 alpha=0.30000000000000004\n",
                                 &back, NULL),
                  NTK_OK);
  CU_ASSERT(ntk_case_equal(&c, &back));
  CU_ASSERT(back.alpha == c.alpha && back.seed == UINT64_MAX && back.width[2] == 0);
  CU_ASSERT_EQUAL(ntk_case_parse("depth=4 width=7", &back, NULL), NTK_OK);
  CU_ASSERT(back.width[0] == 7 && back.width[1] == 7 && back.width[2] == 7 && back.width[3] == 0);
  ntk_case_print(&back, line);
  CU_ASSERT_STRING_EQUAL(line, "depth=4 width=7,7,7");
}

/* Random fields all over their ranges, repaired: bit by bit the same after a round trip. */
static void round_trip(void) {
  gsl_rng *rng = ntk_rng(1, NTK_RNG_TESTS, 21);
  for (size_t i = 0; i < 5000; i++) {
    ntk_case c = ntk_case_simplest(), back;
    for (size_t f = 0; f < ntk_field_count; f++) {
      const ntk_field *field = &ntk_fields[f];
      const double u = gsl_rng_uniform(rng);
      if (field->type == NTK_FIELD_WORD || field->type == NTK_FIELD_SIZE)
        *ntk_field_size(&c, field) = (size_t)(field->low + u * (field->high - field->low) + 0.5);
      else if (field->type == NTK_FIELD_REAL) *ntk_field_real(&c, field) = fmin(field->high, fmax(field->low, exp((u - 0.5) * 50)));
    }
    for (size_t l = 0; l < NTK_CASE_HIDDEN; l++) c.width[l] = 1 + gsl_rng_uniform_int(rng, 4095);
    c.seed = (uint64_t)gsl_rng_get(rng) << 32 | gsl_rng_get(rng);
    ntk_case_repair(&c);
    char line[NTK_CASE_LINE];
    ntk_error err = {.text = ""};
    ntk_case_print(&c, line);
    if (ntk_case_parse(line, &back, &err) != NTK_OK) printf("%s\n%s\n", line, err.text);
    CU_ASSERT(memcmp(&c, &back, sizeof c) == 0);
  }
  gsl_rng_free(rng);
}

static void repairs(void) {
  ntk_case c = ntk_case_simplest();
  c.data = NTK_CASE_ORTHONORMAL, c.n = 5, c.d = 3, c.init = 1, c.depth = 3, c.width[0] = 7, c.batch = 9;
  ntk_case_repair(&c);
  CU_ASSERT(c.d == 5 && c.width[0] == 7 && c.width[1] == 8 && c.width[2] == 0 && c.batch == 5);
  c.data = NTK_CASE_IRIS, c.k = 10;
  ntk_case_repair(&c);
  CU_ASSERT(c.d == 4 && c.k == 3);
  c = ntk_case_simplest();
  c.data = NTK_CASE_DUPLICATE;
  ntk_case_repair(&c);
  CU_ASSERT(c.n == 2);
}

static void bad_words(void) {
  static const struct {
    const char *line, *text;
  } bad[] = {{"n", "n: expected key=value"},
             {"rows=3", "rows=3: a case has no such key"},
             {"n=3 d=2 n=4", "n=4: given twice"},
             {"n=three", "n=three: expected a whole number"},
             {"n=-1", "n=-1: expected a whole number"},
             {"n=99999999999999999999999", "n=99999999999999999999999: expected a whole number"},
             {"n=0", "n=0: expected 1 to 1000"},
             {"n=3,4", "n=3,4: expected a whole number"},
             {"alpha=", "alpha=: expected a number"},
             {"alpha=2x", "alpha=2x: expected a number"},
             {"alpha=nan", "alpha=nan: expected 1e-12 to 1e+12"},
             {"alpha=-2", "alpha=-2: expected 1e-12 to 1e+12"},
             {"activation=gelu", "activation=gelu: expected one of identity, tanh, erf, softplus, relu"},
             {"depth=9", "depth=9: expected 2 to 5"},
             {"width=1,2,3,4,5", "width=1,2,3,4,5: expected up to 4 whole numbers separated by commas"},
             {"depth=3 width=4,5,6", "width: depth 3 has 2 hidden layers"},
             {"data=orthonormal n=3 d=2", "d=2 contradicts the other words: with them it is 3"},
             {"init=antisymmetric width=3", "width=3 contradicts the other words: with them it is 4"},
             {"seed=1.5", "seed=1.5: expected a whole number"}};
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    ntk_case c;
    ntk_error err = {.text = ""};
    CU_ASSERT_EQUAL(ntk_case_parse(bad[i].line, &c, &err), NTK_EUSAGE);
    if (strcmp(err.text, bad[i].text) != 0) printf("%s: '%s'\n", bad[i].line, err.text);
    CU_ASSERT_STRING_EQUAL(err.text, bad[i].text);
  }
  char line[NTK_CASE_LINE + 10];
  ntk_case c;
  memset(line, ' ', sizeof line);
  line[sizeof line - 1] = '\0';
  CU_ASSERT_EQUAL(ntk_case_parse(line, &c, NULL), NTK_EUSAGE);
}

NTK_TESTS("case", {"the simplest case is the empty line", simplest_is_empty}, {"a known line", a_known_line}, {"round trip", round_trip},
          {"repairs", repairs}, {"bad words are named", bad_words})
