/* A recursive-descent parser: row = item*; item = atom [_ arg] [^ arg]; atom = letter | number | operator | { row } | command. */
#include "report/math.h"

#include <ctype.h>
#include <string.h>

#include "report/math-symbol.h"

#define MAX_NESTING 40

typedef struct {
  const char *at, *end;
  int display, nesting;
} source;

static int row(source *s, ntk_text *out, char until);

static int starts(const source *s, const char *word) {
  const size_t size = strlen(word);
  return (size_t)(s->end - s->at) >= size && memcmp(s->at, word, size) == 0;
}

static void skip_spaces(source *s) {
  while (s->at < s->end && isspace((unsigned char)*s->at)) s->at++;
}

static void element(ntk_text *out, const char *open, const char *content, size_t size, const char *close) {
  ntk_text_format(out, "<%s>", open);
  ntk_text_escape_bytes(out, content, size);
  ntk_text_format(out, "</%s>", close);
}

static void fence(ntk_text *out, const char *utf8, int stretchy) {
  element(out, stretchy ? "mo" : "mo stretchy=\"false\" lspace=\"0\" rspace=\"0\"", utf8, strlen(utf8), "mo");
}

/* { ... } as it stands: for \text and alphabets. */
static int raw_braces(source *s, const char **content, size_t *size) {
  skip_spaces(s);
  if (s->at >= s->end || *s->at != '{') return 0;
  const char *close = memchr(s->at, '}', (size_t)(s->end - s->at));
  if (close == NULL) return 0;
  *content = s->at + 1;
  *size = (size_t)(close - s->at - 1);
  s->at = close + 1;
  return 1;
}

static int braces(source *s, ntk_text *out) {
  if (s->at >= s->end || *s->at != '{') return 0;
  s->at++;
  ntk_text_add(out, "<mrow>");
  if (!row(s, out, '}')) return 0;
  ntk_text_add(out, "</mrow>");
  return 1;
}

/* The fence after \left or \right. */
static int delimiter(source *s, ntk_text *out) {
  skip_spaces(s);
  if (s->at >= s->end) return 0;
  if (*s->at == '\\') {
    static const char *const names[] = {"\\lVert", "\\rVert", "\\langle", "\\rangle", "\\{", "\\}", "\\|"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
      if (starts(s, names[i])) {
        s->at += strlen(names[i]);
        fence(out, ntk_math_symbol_find(names[i] + 1, strlen(names[i]) - 1)->text, 1);
        return 1;
      }
    return 0;
  }
  if (strchr("()[]|", *s->at) == NULL) return 0;
  const char one[2] = {*s->at++, '\0'};
  fence(out, one, 1);
  return 1;
}

static int command_argument(source *s, ntk_text *out) {
  skip_spaces(s);
  if (s->at < s->end && isdigit((unsigned char)*s->at)) { /* \frac12, \sqrt2: one digit */
    element(out, "mn", s->at++, 1, "mn");
    return 1;
  }
  if (s->at < s->end && *s->at == '\\') { /* \sqrt\kappa: one command */
    const char *name = ++s->at;
    while (s->at < s->end && isalpha((unsigned char)*s->at)) s->at++;
    const ntk_math_symbol *symbol = ntk_math_symbol_find(name, (size_t)(s->at - name));
    if (symbol == NULL || symbol->kind != NTK_MATH_IDENTIFIER) return 0;
    element(out, "mi", symbol->text, strlen(symbol->text), "mi");
    return 1;
  }
  if (s->at < s->end && isalpha((unsigned char)*s->at)) { /* \frac1t, \sqrt m: one letter */
    element(out, "mi", s->at++, 1, "mi");
    return 1;
  }
  return braces(s, out);
}

static int alphabet(source *s, ntk_text *out, const char *which) {
  const char *content;
  size_t size;
  if (!raw_braces(s, &content, &size) || size == 0) return 0;
  ntk_text_add(out, "<mi>");
  for (size_t i = 0; i < size; i++) {
    const char *letter = ntk_math_letter(which, content[i]);
    if (letter == NULL) return 0;
    ntk_text_add(out, letter);
  }
  ntk_text_add(out, "</mi>");
  return 1;
}

static int upright(source *s, ntk_text *out, const char *tag) {
  const char *content;
  size_t size;
  if (!raw_braces(s, &content, &size)) return 0;
  element(out, strcmp(tag, "mi") == 0 && size == 1 ? "mi mathvariant=\"normal\"" : tag, content, size, tag);
  return 1;
}

static int command(source *s, ntk_text *out, int *limits) {
  const char *name = ++s->at;
  if (name >= s->end) return 0;
  while (s->at < s->end && isalpha((unsigned char)*s->at)) s->at++;
  if (s->at == name) s->at++;
  const ntk_math_symbol *symbol = ntk_math_symbol_find(name, (size_t)(s->at - name));
  if (symbol == NULL) return 0;
  const size_t size = strlen(symbol->text);
  switch (symbol->kind) {
  case NTK_MATH_IDENTIFIER: element(out, isupper((unsigned char)symbol->name[0]) ? "mi mathvariant=\"normal\"" : "mi", symbol->text, size, "mi"); return 1;
  case NTK_MATH_FUNCTION: element(out, "mi", symbol->text, size, "mi"); ntk_text_add(out, "<mspace width=\"0.1em\"/>"); return 1;
  case NTK_MATH_OPERATOR: element(out, "mo", symbol->text, size, "mo"); return 1;
  case NTK_MATH_LIMITS: *limits = s->display; element(out, "mo movablelimits=\"false\"", symbol->text, size, "mo"); return 1;
  case NTK_MATH_FENCE: fence(out, symbol->text, 0); return 1;
  case NTK_MATH_SPACE: ntk_text_format(out, "<mspace width=\"%s\"/>", symbol->text); return 1;
  case NTK_MATH_ACCENT:
    ntk_text_add(out, "<mover accent=\"true\">");
    if (!command_argument(s, out)) return 0;
    ntk_text_format(out, "<mo stretchy=\"false\">%s</mo></mover>", symbol->text);
    return 1;
  case NTK_MATH_TEXT: return upright(s, out, symbol->text);
  case NTK_MATH_ALPHABET: return alphabet(s, out, symbol->text);
  case NTK_MATH_FRAC:
    ntk_text_add(out, "<mfrac>");
    if (!command_argument(s, out) || !command_argument(s, out)) return 0;
    ntk_text_add(out, "</mfrac>");
    return 1;
  case NTK_MATH_SQRT:
    ntk_text_add(out, "<msqrt>");
    if (!command_argument(s, out)) return 0;
    ntk_text_add(out, "</msqrt>");
    return 1;
  case NTK_MATH_LEFT:
    ntk_text_add(out, "<mrow>");
    if (!delimiter(s, out) || !row(s, out, '\\') || !delimiter(s, out)) return 0;
    ntk_text_add(out, "</mrow>");
    return 1;
  case NTK_MATH_RIGHT: return 0;
  }
  return 0;
}

static int character(source *s, ntk_text *out) {
  const char c = *s->at;
  if (isdigit((unsigned char)c)) {
    const char *start = s->at;
    while (s->at < s->end && (isdigit((unsigned char)*s->at) || (*s->at == '.' && s->at + 1 < s->end && isdigit((unsigned char)s->at[1])))) s->at++;
    element(out, "mn", start, (size_t)(s->at - start), "mn");
    return 1;
  }
  s->at++;
  if (isalpha((unsigned char)c)) return element(out, "mi", &c, 1, "mi"), 1;
  if (c == '-') return ntk_text_add(out, "<mo>−</mo>"), 1;
  if (c == '*') return ntk_text_add(out, "<mo>∗</mo>"), 1;
  if (c == '\'') return ntk_text_add(out, "<mo>′</mo>"), 1;
  if (c == '(' || c == ')' || c == '[' || c == ']' || c == '|') {
    const char one[2] = {c, '\0'};
    return fence(out, one, 0), 1;
  }
  if (c == '/') return fence(out, "/", 0), 1;
  if (strchr("+=<>,.:;!", c) != NULL) return element(out, "mo", &c, 1, "mo"), 1;
  return 0;
}

static int atom(source *s, ntk_text *out, int *limits) {
  *limits = 0;
  if (*s->at == '\\') return command(s, out, limits);
  if (*s->at == '{') return braces(s, out);
  return character(s, out);
}

static int script(source *s, ntk_text *out) {
  int unused;
  s->at++;
  skip_spaces(s);
  return s->at < s->end && *s->at != '}' && *s->at != '_' && *s->at != '^' && atom(s, out, &unused);
}

/* A subscript. Without a mathematical font browsers leave it on the baseline, hence the small offset of our own. */
static void lowered(ntk_text *out, const ntk_text *below, int limits) {
  if (!limits) ntk_text_add(out, "<mpadded voffset=\"-0.13em\">");
  ntk_text_bytes(out, below->data != NULL ? below->data : "", below->size);
  if (!limits) ntk_text_add(out, "</mpadded>");
}

static int item(source *s, ntk_text *out) {
  static const char *const tag[2][4] = {{"", "msub", "msup", "msubsup"}, {"", "munder", "mover", "munderover"}};
  ntk_text base = {0}, below = {0}, above = {0};
  int limits, good = atom(s, &base, &limits), which = 0;
  while (good && s->at < s->end && (*s->at == '_' || *s->at == '^')) {
    const int bit = *s->at == '_' ? 1 : 2;
    good = !(which & bit) && script(s, bit == 1 ? &below : &above);
    which |= bit;
  }
  if (good && base.data != NULL) {
    if (which != 0) ntk_text_format(out, "<%s>", tag[limits][which]);
    ntk_text_bytes(out, base.data, base.size);
    if (which & 1) lowered(out, &below, limits);
    if (which & 2) ntk_text_bytes(out, above.data != NULL ? above.data : "", above.size);
    if (which != 0) ntk_text_format(out, "</%s>", tag[limits][which]);
  }
  out->failed |= base.failed | below.failed | above.failed;
  ntk_text_clear(&base);
  ntk_text_clear(&below);
  ntk_text_clear(&above);
  return good;
}

/* Reads items up to until: '\0' the end; '}' which is consumed; '\\' up to \right, which is consumed. */
static int row(source *s, ntk_text *out, char until) {
  int good = ++s->nesting <= MAX_NESTING;
  while (good) {
    skip_spaces(s);
    if (s->at >= s->end) { good = until == '\0'; break; }
    if (until == '}' && *s->at == '}') { s->at++; break; }
    if (until == '\\' && starts(s, "\\right")) { s->at += strlen("\\right"); break; }
    good = item(s, out);
  }
  s->nesting--;
  return good;
}

int ntk_math(ntk_text *out, const char *latex, size_t size, int display) {
  source s = {.at = latex, .end = latex + size, .display = display};
  ntk_text inner = {0};
  const int good = row(&s, &inner, '\0');
  if (good) {
    ntk_text_add(out, display ? "<math display=\"block\"><mrow>" : "<math><mrow>");
    ntk_text_bytes(out, inner.data != NULL ? inner.data : "", inner.size);
    ntk_text_add(out, "</mrow></math>");
  }
  out->failed |= inner.failed;
  ntk_text_clear(&inner);
  return good;
}

/* One formula from after its opening mark; returns where to go on, NULL when it is not closed. */
static const char *formula(ntk_text *out, const char *at, const char *mark, size_t *outside) {
  const char *close = strstr(at, mark);
  if (close == NULL) return NULL;
  const size_t size = (size_t)(close - at), marks = strlen(mark);
  if (!ntk_math(out, at, size, marks == 2)) {
    ++*outside;
    element(out, "code", at, size, "code");
  }
  return close + marks;
}

size_t ntk_math_paragraph(ntk_text *out, const char *source_text) {
  size_t outside = 0;
  const char *at = source_text;
  while (*at != '\0') {
    const size_t plain = strcspn(at, "$`");
    ntk_text_escape_bytes(out, at, plain);
    at += plain;
    if (*at == '\0') break;
    const char *next = NULL;
    if (*at == '`') {
      const char *close = strchr(at + 1, '`');
      if (close != NULL) element(out, "code", at + 1, (size_t)(close - at - 1), "code"), next = close + 1;
    } else next = at[1] == '$' ? formula(out, at + 2, "$$", &outside) : formula(out, at + 1, "$", &outside);
    if (next == NULL) { /* not closed: as it is */
      outside++;
      ntk_text_escape(out, at);
      break;
    }
    at = next;
  }
  return outside;
}
