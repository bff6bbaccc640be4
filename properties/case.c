/* The table of a case's fields, and cases from and to lines of words. */
#include "case.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "model/arch.h"

static const char *const data_words[] = {"sphere", "orthonormal", "clustered", "duplicate", "digits", "iris", "wine", NULL};
static const char *const init_words[] = {"centred", "antisymmetric", "plain", NULL};
static const char *const train_words[] = {"all", "hidden", "first", "output", NULL};
static const char *const output_words[] = {"gaussian", "sign", NULL};
static const char *const parametrisation_words[] = {"ntk", "standard", NULL};
static const char *const activation_words[] = {"identity", "tanh", "erf", "softplus", "relu", NULL};
_Static_assert(NTK_INIT_ANTISYMMETRIC == 1 && NTK_INIT_PLAIN == 2 && NTK_TRAIN_HIDDEN == 1 && NTK_TRAIN_FIRST == 2 && NTK_TRAIN_OUTPUT == 3 &&
                   NTK_OUTPUT_SIGN == 1 && NTK_PARAM_STANDARD == 1,
               "the words are in the order of model/arch.h");

#define AT(field) offsetof(ntk_case, field)
/* What others depend on stands first: shrinking goes through them in this order, and a repair changes only later fields for the worse. */
const ntk_field ntk_fields[] = {{"data", NTK_FIELD_WORD, AT(data), 0, 6, data_words},
                                {"init", NTK_FIELD_WORD, AT(init), 0, 2, init_words},
                                {"train", NTK_FIELD_WORD, AT(train), 0, 3, train_words},
                                {"output-init", NTK_FIELD_WORD, AT(output_init), 0, 1, output_words},
                                {"parametrisation", NTK_FIELD_WORD, AT(parametrisation), 0, 1, parametrisation_words},
                                {"activation", NTK_FIELD_WORD, AT(activation), 0, 4, activation_words},
                                {"depth", NTK_FIELD_SIZE, AT(depth), 2, NTK_CASE_HIDDEN + 1, NULL},
                                {"width", NTK_FIELD_WIDTHS, AT(width), 1, 4096, NULL},
                                {"n", NTK_FIELD_SIZE, AT(n), 1, 1000, NULL},
                                {"k", NTK_FIELD_SIZE, AT(k), 1, 10, NULL},
                                {"d", NTK_FIELD_SIZE, AT(d), 1, 1000, NULL},
                                {"batch", NTK_FIELD_SIZE, AT(batch), 1, 1000, NULL},
                                {"steps", NTK_FIELD_SIZE, AT(steps), 1, 1000000, NULL},
                                {"alpha", NTK_FIELD_REAL, AT(alpha), 1e-12, 1e12, NULL},
                                {"weight-scale", NTK_FIELD_REAL, AT(weight_scale), 1e-6, 1e6, NULL},
                                {"bias-scale", NTK_FIELD_REAL, AT(bias_scale), 0, 1e6, NULL},
                                {"kappa", NTK_FIELD_REAL, AT(kappa), 1, 1e12, NULL},
                                {"step", NTK_FIELD_REAL, AT(step), 1e-6, 1, NULL},
                                {"temperature", NTK_FIELD_REAL, AT(temperature), 1e-6, 1e6, NULL},
                                {"seed", NTK_FIELD_SEED, AT(seed), 0, 0, NULL}};
const size_t ntk_field_count = sizeof ntk_fields / sizeof ntk_fields[0];

size_t *ntk_field_size(ntk_case *c, const ntk_field *f) { return (size_t *)((char *)c + f->offset); }
double *ntk_field_real(ntk_case *c, const ntk_field *f) { return (double *)((char *)c + f->offset); }

static const ntk_field *find_field(const char *key, size_t length) {
  for (size_t i = 0; i < ntk_field_count; i++)
    if (strlen(ntk_fields[i].key) == length && strncmp(ntk_fields[i].key, key, length) == 0) return &ntk_fields[i];
  return NULL;
}

const char *ntk_case_word(const char *key, size_t value) { return find_field(key, strlen(key))->words[value]; }

ntk_case ntk_case_simplest(void) {
  return (ntk_case){.depth = 2,
                    .width = {1},
                    .n = 1,
                    .k = 1,
                    .d = 1,
                    .alpha = 1,
                    .weight_scale = 1,
                    .kappa = 1,
                    .step = 1,
                    .temperature = 1,
                    .steps = 1,
                    .batch = 1};
}

int ntk_case_equal(const ntk_case *a, const ntk_case *b) {
  char la[NTK_CASE_LINE], lb[NTK_CASE_LINE];
  ntk_case_print(a, la);
  ntk_case_print(b, lb);
  return strcmp(la, lb) == 0;
}

static size_t min_size(size_t a, size_t b) { return a < b ? a : b; }

void ntk_case_repair(ntk_case *c) {
  static const size_t set_d[] = {64, 4, 13}, set_k[] = {10, 3, 3}; /* digits, iris, wine: columns, classes */
  for (size_t l = 0; l < NTK_CASE_HIDDEN; l++) {
    if (l + 1 >= c->depth) c->width[l] = 0;
    else if (c->width[l] == 0) c->width[l] = l > 0 ? c->width[l - 1] : 1;
  }
  if (c->init == NTK_INIT_ANTISYMMETRIC) c->width[c->depth - 2] += c->width[c->depth - 2] % 2;
  if (c->data == NTK_CASE_DUPLICATE && c->n < 2) c->n = 2;
  if (c->data >= NTK_CASE_DIGITS) {
    c->d = set_d[c->data - NTK_CASE_DIGITS];
    c->k = min_size(c->k, set_k[c->data - NTK_CASE_DIGITS]);
    c->n = min_size(c->n, 100);
  }
  if (c->data == NTK_CASE_ORTHONORMAL && c->d < c->n) c->d = c->n;
  c->batch = min_size(c->batch, c->n);
}

/* The shortest decimal that reads back as x. */
static void print_real(double x, char out[32]) {
  for (int digits = 1; digits <= 17; digits++) {
    snprintf(out, 32, "%.*g", digits, x);
    if (strtod(out, NULL) == x) return;
  }
}

static void print_field(const ntk_field *f, ntk_case *c, char out[256]) {
  switch (f->type) {
    case NTK_FIELD_WORD: snprintf(out, 256, "%s", f->words[*ntk_field_size(c, f)]); return;
    case NTK_FIELD_SIZE: snprintf(out, 256, "%zu", *ntk_field_size(c, f)); return;
    case NTK_FIELD_REAL: print_real(*ntk_field_real(c, f), out); return;
    case NTK_FIELD_SEED: snprintf(out, 256, "%llu", (unsigned long long)c->seed); return;
    case NTK_FIELD_WIDTHS: break;
  }
  size_t used = 0;
  out[0] = '\0';
  for (size_t l = 0; l + 1 < c->depth && l < NTK_CASE_HIDDEN; l++) used += (size_t)snprintf(out + used, 256 - used, l ? ",%zu" : "%zu", c->width[l]);
}

void ntk_case_print(const ntk_case *c, char line[NTK_CASE_LINE]) {
  ntk_case copy = *c, simplest = ntk_case_simplest();
  simplest.depth = c->depth;
  ntk_case_repair(&simplest); /* as many widths */
  size_t used = 0;
  line[0] = '\0';
  for (size_t i = 0; i < ntk_field_count; i++) {
    char value[256], plain[256];
    print_field(&ntk_fields[i], &copy, value);
    print_field(&ntk_fields[i], &simplest, plain);
    if (strcmp(value, plain) == 0 && !(strcmp(ntk_fields[i].key, "depth") == 0 && c->depth != 2)) continue;
    used += (size_t)snprintf(line + used, NTK_CASE_LINE - used, used ? " %s=%s" : "%s=%s", ntk_fields[i].key, value);
  }
}

static int whole(const char *text, unsigned long long *value, const char **rest) {
  char *end;
  errno = 0;
  *value = strtoull(text, &end, 10);
  *rest = end;
  return text[0] >= '0' && text[0] <= '9' && errno == 0;
}

static ntk_status parse_word(const ntk_field *f, const char *text, size_t *value, ntk_error *err) {
  char names[256] = "";
  for (size_t i = 0; f->words[i] != NULL; i++) {
    if (strcmp(text, f->words[i]) == 0) return *value = i, NTK_OK;
    snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s", i ? ", " : "", f->words[i]);
  }
  return ntk_fail(err, NTK_EUSAGE, "%s=%s: expected one of %s", f->key, text, names);
}

/* One or, for widths, several numbers separated by commas. */
static ntk_status parse_sizes(const ntk_field *f, const char *text, size_t *value, size_t most, ntk_error *err) {
  const char *at = text;
  for (size_t i = 0; i < most; i++) {
    unsigned long long number;
    const char *rest;
    if (!whole(at, &number, &rest) || (*rest != '\0' && (*rest != ',' || i + 1 == most)))
      return ntk_fail(err, NTK_EUSAGE, "%s=%s: expected %s", f->key, text, most > 1 ? "up to 4 whole numbers separated by commas" : "a whole number");
    if (f->type != NTK_FIELD_SEED && ((double)number < f->low || (double)number > f->high))
      return ntk_fail(err, NTK_EUSAGE, "%s=%s: expected %g to %g", f->key, text, f->low, f->high);
    value[i] = (size_t)number;
    if (*rest == '\0') return NTK_OK;
    at = rest + 1;
  }
  return NTK_OK;
}

static ntk_status parse_real(const ntk_field *f, const char *text, double *value, ntk_error *err) {
  char *end;
  *value = strtod(text, &end);
  if (end == text || *end != '\0') return ntk_fail(err, NTK_EUSAGE, "%s=%s: expected a number", f->key, text);
  if (!(*value >= f->low && *value <= f->high)) return ntk_fail(err, NTK_EUSAGE, "%s=%s: expected %g to %g", f->key, text, f->low, f->high);
  return NTK_OK;
}

static ntk_status parse_field(const ntk_field *f, const char *text, ntk_case *c, ntk_error *err) {
  size_t seed = 0;
  ntk_status status = NTK_OK;
  switch (f->type) {
    case NTK_FIELD_WORD: return parse_word(f, text, ntk_field_size(c, f), err);
    case NTK_FIELD_SIZE: return parse_sizes(f, text, ntk_field_size(c, f), 1, err);
    case NTK_FIELD_REAL: return parse_real(f, text, ntk_field_real(c, f), err);
    case NTK_FIELD_WIDTHS: memset(c->width, 0, sizeof c->width); return parse_sizes(f, text, c->width, NTK_CASE_HIDDEN, err);
    case NTK_FIELD_SEED: status = parse_sizes(f, text, &seed, 1, err); c->seed = seed;
  }
  return status;
}

/* The first field in which a and b differ, as text. */
static const ntk_field *first_difference(ntk_case *a, ntk_case *b, char found[256], char expected[256]) {
  for (size_t i = 0; i < ntk_field_count; i++) {
    print_field(&ntk_fields[i], a, found);
    print_field(&ntk_fields[i], b, expected);
    if (strcmp(found, expected) != 0) return &ntk_fields[i];
  }
  return NULL;
}

ntk_status ntk_case_parse(const char *line, ntk_case *c, ntk_error *err) {
  char copy[NTK_CASE_LINE], *save = NULL;
  unsigned long seen = 0;
  if (strlen(line) >= sizeof copy) return ntk_fail(err, NTK_EUSAGE, "a case is a line of fewer than %d characters", NTK_CASE_LINE);
  strcpy(copy, line);
  *c = ntk_case_simplest();
  for (char *word = strtok_r(copy, " \t\n", &save); word != NULL; word = strtok_r(NULL, " \t\n", &save)) {
    const char *equals = strchr(word, '=');
    if (equals == NULL) return ntk_fail(err, NTK_EUSAGE, "%s: expected key=value", word);
    const ntk_field *f = find_field(word, (size_t)(equals - word));
    if (f == NULL) return ntk_fail(err, NTK_EUSAGE, "%s: a case has no such key", word);
    const unsigned long bit = 1ul << (f - ntk_fields);
    if (seen & bit) return ntk_fail(err, NTK_EUSAGE, "%s: given twice", word);
    seen |= bit;
    const ntk_status status = parse_field(f, equals + 1, c, err);
    if (status != NTK_OK) return status;
  }
  /* A width for all hidden layers, or one each. */
  for (size_t l = 1; l + 1 < c->depth; l++)
    if (c->width[l] == 0) c->width[l] = c->width[l - 1];
  ntk_case repaired = *c;
  ntk_case_repair(&repaired);
  char found[256], expected[256];
  const ntk_field *f = first_difference(c, &repaired, found, expected);
  if (f != NULL) return ntk_fail(err, NTK_EUSAGE, "%s=%s contradicts the other words: with them it is %s", f->key, found, expected);
  for (size_t l = c->depth - 1; l < NTK_CASE_HIDDEN; l++)
    if (c->width[l] != 0) return ntk_fail(err, NTK_EUSAGE, "width: depth %zu has %zu hidden layers", c->depth, c->depth - 1);
  return NTK_OK;
}
