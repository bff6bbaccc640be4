/* A recursive-descent parser: row = item*; item = atom [_ arg] [^ arg]; atom = letter | number | operator | { row } | command. */
#include "report/math.h"

#include <ctype.h>
#include <string.h>

#include "report/byte.h"
#include "report/math-symbol.h"

#define MAX_NESTING 40
#define STIFF "mo stretchy=\"false\" lspace=\"0\" rspace=\"0\""

typedef struct {
  const char *text; /* of end bytes and one more */
  size_t at, end;
  int display, nesting;
} source;

#include "../../spec/acsl/math-source.h"

/*@ requires valid: source_valid(s) && text_valid(out) && \separated(s, out);
    terminates \true;
    decreases 8 * (MAX_NESTING - s->nesting);
    exits \false;
    assigns *out, ntk_alloc_countdown, s->at, s->nesting;
    ensures valid: source_valid(s) && text_valid(out);
    ensures same: s->nesting == \old(s->nesting) && s->at >= \old(s->at);
    ensures boolean: \result == 0 || \result == 1; */
static int row(source *s, ntk_text *out, char until);

/*@ requires valid: source_valid(s) && \valid_read(word);
    terminates \true;
    exits \false;
    assigns \result \from *s, s->text[s->at .. s->end], word[0 ..], size;
    ensures fits: \result != 0 ==> size <= s->end - s->at;
    ensures boolean: \result == 0 || \result == 1; */
static int starts(const source *s, const char *word, size_t size) {
  return s->end - s->at >= size && strncmp(s->text + s->at, word, size) == 0;
}

/*@ requires valid: source_valid(s);
    terminates \true;
    exits \false;
    assigns s->at;
    ensures valid: source_valid(s);
    ensures forward: s->at >= \old(s->at); */
static void skip_spaces(source *s) {
  /*@ loop invariant valid: source_valid(s) && \at(s->at, Pre) <= s->at;
      loop assigns s->at;
      loop variant s->end - s->at; */
  while (s->at < s->end && isspace(ntk_byte(s->text[s->at]))) s->at++;
}

/* Behind the letters that follow. */
/*@ requires valid: source_valid(s);
    terminates \true;
    exits \false;
    assigns s->at;
    ensures valid: source_valid(s);
    ensures forward: s->at >= \old(s->at); */
static void skip_letters(source *s) {
  /*@ loop invariant valid: source_valid(s) && \at(s->at, Pre) <= s->at;
      loop assigns s->at;
      loop variant s->end - s->at; */
  while (s->at < s->end && isalpha(ntk_byte(s->text[s->at]))) s->at++;
}

/*@ requires valid: text_valid(out) && \valid_read(open) && \valid_read(close) && (size == 0 || \valid_read(content + (0 .. size - 1)));
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void element(ntk_text *out, const char *open, const char *content, size_t size, const char *close) {
  ntk_text_format(out, "<%s>", open);
  ntk_text_escape_bytes(out, content, size);
  ntk_text_format(out, "</%s>", close);
}

/*@ requires valid: text_valid(out) && \valid_read(utf8);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void fence(ntk_text *out, const char *utf8, int stretchy) {
  element(out, stretchy ? "mo" : STIFF, utf8, strlen(utf8), "mo");
}

/* { ... } as it stands: for \\text and alphabets. Returns its start, NULL when there is none. */
/*@ requires valid: source_valid(s) && \valid(size) && \separated(s, size);
    terminates \true;
    exits \false;
    assigns s->at, *size;
    ensures valid: source_valid(s);
    ensures same: s->at >= \old(s->at);
    ensures found: \result != \null ==> \valid_read(\result + (0 .. *size)); */
static const char *raw_braces(source *s, size_t *size) {
  skip_spaces(s);
  if (s->at >= s->end || s->text[s->at] != '{') return NULL;
  const size_t start = s->at + 1;
  size_t close = start;
  /*@ loop invariant range: start <= close <= s->end;
      loop assigns close;
      loop variant s->end - close; */
  while (close < s->end && s->text[close] != '}') close++;
  if (close == s->end) return NULL;
  *size = close - start;
  s->at = close + 1;
  return s->text + start;
}

/*@ requires valid: source_valid(s) && text_valid(out) && \separated(s, out);
    terminates \true;
    decreases 8 * (MAX_NESTING - s->nesting) + 1;
    exits \false;
    assigns *out, ntk_alloc_countdown, s->at, s->nesting;
    ensures valid: source_valid(s) && text_valid(out);
    ensures same: s->nesting == \old(s->nesting) && s->at >= \old(s->at);
    ensures boolean: \result == 0 || \result == 1; */
static int braces(source *s, ntk_text *out) {
  if (s->at >= s->end || s->text[s->at] != '{') return 0;
  s->at++;
  ntk_text_add(out, "<mrow>");
  if (!row(s, out, '}')) return 0;
  ntk_text_add(out, "</mrow>");
  return 1;
}

/* The fence if its name (size bytes) follows. */
/*@ requires valid: source_valid(s) && text_valid(out) && \separated(s, out) && \valid_read(name) && \valid_read(utf8);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, s->at;
    ensures valid: source_valid(s) && text_valid(out);
    ensures same: s->nesting == \old(s->nesting) && s->at >= \old(s->at);
    ensures boolean: \result == 0 || \result == 1; */
static int named_fence(source *s, ntk_text *out, const char *name, size_t size, const char *utf8) {
  if (!starts(s, name, size)) return 0;
  s->at += size;
  fence(out, utf8, 1);
  return 1;
}

/* The fence after \\left or \\right. */
/*@ requires valid: source_valid(s) && text_valid(out) && \separated(s, out);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, s->at;
    ensures valid: source_valid(s) && text_valid(out);
    ensures same: s->nesting == \old(s->nesting) && s->at >= \old(s->at);
    ensures boolean: \result == 0 || \result == 1; */
static int delimiter(source *s, ntk_text *out) {
  skip_spaces(s);
  if (s->at >= s->end) return 0;
  const char c = s->text[s->at];
  if (c == '\\')
    return named_fence(s, out, "\\lVert", 6, "‖") || named_fence(s, out, "\\rVert", 6, "‖") || named_fence(s, out, "\\langle", 7, "⟨") ||
           named_fence(s, out, "\\rangle", 7, "⟩") || named_fence(s, out, "\\{", 2, "{") || named_fence(s, out, "\\}", 2, "}") || named_fence(s, out, "\\|", 2, "‖");
  if (c != '(' && c != ')' && c != '[' && c != ']' && c != '|') return 0;
  element(out, "mo", s->text + s->at, 1, "mo");
  s->at++;
  return 1;
}

/* \\sqrt\\kappa: one command. */
/*@ requires valid: source_valid(s) && text_valid(out) && \separated(s, out);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, s->at;
    ensures valid: source_valid(s) && text_valid(out);
    ensures same: s->nesting == \old(s->nesting) && s->at >= \old(s->at);
    ensures boolean: \result == 0 || \result == 1; */
static int identifier_argument(source *s, ntk_text *out) {
  if (s->at >= s->end || s->text[s->at] != '\\') return 0;
  s->at++;
  const size_t name = s->at;
  skip_letters(s);
  const ntk_math_symbol *symbol = ntk_math_symbol_find(s->text + name, s->at - name);
  if (symbol == NULL || symbol->kind != NTK_MATH_IDENTIFIER) return 0;
  element(out, "mi", symbol->text, strlen(symbol->text), "mi");
  return 1;
}

/* One byte as an element. */
/*@ requires valid: source_valid(s) && text_valid(out) && \separated(s, out) && \valid_read(tag) && s->at < s->end;
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, s->at;
    ensures valid: source_valid(s) && text_valid(out);
    ensures same: s->nesting == \old(s->nesting) && s->at == \old(s->at) + 1; */
static void one_byte(source *s, ntk_text *out, const char *tag) {
  element(out, tag, s->text + s->at, 1, tag);
  s->at++;
}

/*@ requires valid: source_valid(s) && text_valid(out) && \separated(s, out);
    terminates \true;
    decreases 8 * (MAX_NESTING - s->nesting) + 2;
    exits \false;
    assigns *out, ntk_alloc_countdown, s->at, s->nesting;
    ensures valid: source_valid(s) && text_valid(out);
    ensures same: s->nesting == \old(s->nesting) && s->at >= \old(s->at);
    ensures boolean: \result == 0 || \result == 1; */
static int command_argument(source *s, ntk_text *out) {
  skip_spaces(s);
  if (s->at >= s->end) return 0;
  const int c = ntk_byte(s->text[s->at]);
  if (isdigit(c)) { /* \\frac12, \\sqrt2: one digit */
    one_byte(s, out, "mn");
    return 1;
  }
  if (c == '\\') return identifier_argument(s, out);
  if (isalpha(c)) { /* \\frac1t, \\sqrt m: one letter */
    one_byte(s, out, "mi");
    return 1;
  }
  return braces(s, out);
}

/*@ requires valid: text_valid(out) && \valid_read(which) && \valid_read(content + (0 .. size));
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out);
    ensures boolean: \result == 0 || \result == 1; */
static int letters(ntk_text *out, const char *which, const char *content, size_t size) {
  ntk_text_add(out, "<mi>");
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(out);
      loop assigns i, *out, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    const char *letter = ntk_math_letter(which, content[i]);
    if (letter == NULL) return 0;
    ntk_text_add(out, letter);
  }
  ntk_text_add(out, "</mi>");
  return 1;
}

/*@ requires valid: source_valid(s) && text_valid(out) && \separated(s, out) && \valid_read(which);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, s->at;
    ensures valid: source_valid(s) && text_valid(out);
    ensures same: s->nesting == \old(s->nesting) && s->at >= \old(s->at);
    ensures boolean: \result == 0 || \result == 1; */
static int alphabet(source *s, ntk_text *out, const char *which) {
  size_t size = 0;
  const char *content = raw_braces(s, &size);
  return content != NULL && size > 0 && letters(out, which, content, size);
}

/*@ requires valid: source_valid(s) && text_valid(out) && \separated(s, out) && \valid_read(tag);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, s->at;
    ensures valid: source_valid(s) && text_valid(out);
    ensures same: s->nesting == \old(s->nesting) && s->at >= \old(s->at);
    ensures boolean: \result == 0 || \result == 1; */
static int upright(source *s, ntk_text *out, const char *tag) {
  size_t size = 0;
  const char *content = raw_braces(s, &size);
  if (content == NULL) return 0;
  element(out, strcmp(tag, "mi") == 0 && size == 1 ? "mi mathvariant=\"normal\"" : tag, content, size, tag);
  return 1;
}

/*@ requires valid: source_valid(s) && text_valid(out) && \separated(s, out) && \valid_read(text);
    terminates \true;
    decreases 8 * (MAX_NESTING - s->nesting) + 3;
    exits \false;
    assigns *out, ntk_alloc_countdown, s->at, s->nesting;
    ensures valid: source_valid(s) && text_valid(out);
    ensures same: s->nesting == \old(s->nesting) && s->at >= \old(s->at);
    ensures boolean: \result == 0 || \result == 1; */
static int accent(source *s, ntk_text *out, const char *text) {
  ntk_text_add(out, "<mover accent=\"true\">");
  if (!command_argument(s, out)) return 0;
  ntk_text_format(out, "<mo stretchy=\"false\">%s</mo></mover>", text);
  return 1;
}

/*@ requires valid: source_valid(s) && text_valid(out) && \separated(s, out);
    terminates \true;
    decreases 8 * (MAX_NESTING - s->nesting) + 3;
    exits \false;
    assigns *out, ntk_alloc_countdown, s->at, s->nesting;
    ensures valid: source_valid(s) && text_valid(out);
    ensures same: s->nesting == \old(s->nesting) && s->at >= \old(s->at);
    ensures boolean: \result == 0 || \result == 1; */
static int fraction(source *s, ntk_text *out) {
  ntk_text_add(out, "<mfrac>");
  if (!command_argument(s, out) || !command_argument(s, out)) return 0;
  ntk_text_add(out, "</mfrac>");
  return 1;
}

/*@ requires valid: source_valid(s) && text_valid(out) && \separated(s, out);
    terminates \true;
    decreases 8 * (MAX_NESTING - s->nesting) + 3;
    exits \false;
    assigns *out, ntk_alloc_countdown, s->at, s->nesting;
    ensures valid: source_valid(s) && text_valid(out);
    ensures same: s->nesting == \old(s->nesting) && s->at >= \old(s->at);
    ensures boolean: \result == 0 || \result == 1; */
static int root(source *s, ntk_text *out) {
  ntk_text_add(out, "<msqrt>");
  if (!command_argument(s, out)) return 0;
  ntk_text_add(out, "</msqrt>");
  return 1;
}

/*@ requires valid: source_valid(s) && text_valid(out) && \separated(s, out);
    terminates \true;
    decreases 8 * (MAX_NESTING - s->nesting) + 3;
    exits \false;
    assigns *out, ntk_alloc_countdown, s->at, s->nesting;
    ensures valid: source_valid(s) && text_valid(out);
    ensures same: s->nesting == \old(s->nesting) && s->at >= \old(s->at);
    ensures boolean: \result == 0 || \result == 1; */
static int fenced(source *s, ntk_text *out) {
  ntk_text_add(out, "<mrow>");
  if (!delimiter(s, out) || !row(s, out, '\\') || !delimiter(s, out)) return 0;
  ntk_text_add(out, "</mrow>");
  return 1;
}

/* A command that stands for itself; 0: it is none of these. */
/*@ requires valid: text_valid(out) && \valid_read(symbol);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out);
    ensures boolean: \result == 0 || \result == 1; */
static int plain_symbol(ntk_text *out, const ntk_math_symbol *symbol) {
  const size_t size = strlen(symbol->text);
  if (symbol->kind == NTK_MATH_IDENTIFIER) element(out, isupper(ntk_byte(symbol->name[0])) ? "mi mathvariant=\"normal\"" : "mi", symbol->text, size, "mi");
  else if (symbol->kind == NTK_MATH_FUNCTION) {
    element(out, "mi", symbol->text, size, "mi");
    ntk_text_add(out, "<mspace width=\"0.1em\"/>");
  } else if (symbol->kind == NTK_MATH_OPERATOR) element(out, "mo", symbol->text, size, "mo");
  else if (symbol->kind == NTK_MATH_LIMITS) element(out, "mo movablelimits=\"false\"", symbol->text, size, "mo");
  else if (symbol->kind == NTK_MATH_FENCE) fence(out, symbol->text, 0);
  else if (symbol->kind == NTK_MATH_SPACE) ntk_text_format(out, "<mspace width=\"%s\"/>", symbol->text);
  else return 0;
  return 1;
}

/* The command's name, behind the backslash that is next; NULL when it is outside the subset. */
/*@ requires valid: source_valid(s) && s->at < s->end;
    terminates \true;
    exits \false;
    assigns s->at;
    ensures valid: source_valid(s);
    ensures same: s->at >= \old(s->at);
    ensures symbol: \result == \null || \valid_read(\result); */
static const ntk_math_symbol *command_name(source *s) {
  s->at++;
  const size_t name = s->at;
  if (name >= s->end) return NULL;
  skip_letters(s);
  if (s->at == name) s->at++;
  return ntk_math_symbol_find(s->text + name, s->at - name);
}

/*@ requires valid: source_valid(s) && text_valid(out) && \separated(s, out) && \valid(limits) && \separated(s, limits) && \separated(out, limits) && s->at < s->end;
    terminates \true;
    decreases 8 * (MAX_NESTING - s->nesting) + 4;
    exits \false;
    assigns *out, ntk_alloc_countdown, s->at, s->nesting, *limits;
    ensures valid: source_valid(s) && text_valid(out);
    ensures same: s->nesting == \old(s->nesting) && s->at >= \old(s->at);
    ensures boolean: \result == 0 || \result == 1; */
static int command(source *s, ntk_text *out, int *limits) {
  const ntk_math_symbol *symbol = command_name(s);
  if (symbol == NULL) return 0;
  if (symbol->kind == NTK_MATH_LIMITS) *limits = s->display != 0;
  if (plain_symbol(out, symbol)) return 1;
  if (symbol->kind == NTK_MATH_ACCENT) return accent(s, out, symbol->text);
  if (symbol->kind == NTK_MATH_TEXT) return upright(s, out, symbol->text);
  if (symbol->kind == NTK_MATH_ALPHABET) return alphabet(s, out, symbol->text);
  if (symbol->kind == NTK_MATH_FRAC) return fraction(s, out);
  if (symbol->kind == NTK_MATH_SQRT) return root(s, out);
  return symbol->kind == NTK_MATH_LEFT && fenced(s, out);
}

/* Behind the digits, and points between digits, that follow. */
/*@ requires valid: source_valid(s);
    terminates \true;
    exits \false;
    assigns s->at;
    ensures valid: source_valid(s);
    ensures forward: s->at >= \old(s->at); */
static void skip_number(source *s) {
  /*@ loop invariant valid: source_valid(s) && \at(s->at, Pre) <= s->at;
      loop assigns s->at;
      loop variant s->end - s->at; */
  while (s->at < s->end && (isdigit(ntk_byte(s->text[s->at])) || (s->text[s->at] == '.' && s->at + 1 < s->end && isdigit(ntk_byte(s->text[s->at + 1]))))) s->at++;
}

/* The element of a character that is no digit; 0: it is outside the subset. */
/*@ requires valid: text_valid(out) && \valid_read(at);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out);
    ensures boolean: \result == 0 || \result == 1; */
static int sign(ntk_text *out, const char *at) {
  const char c = *at;
  if (isalpha(ntk_byte(c))) element(out, "mi", at, 1, "mi");
  else if (c == '-') ntk_text_add(out, "<mo>−</mo>");
  else if (c == '*') ntk_text_add(out, "<mo>∗</mo>");
  else if (c == '\'') ntk_text_add(out, "<mo>′</mo>");
  else if (c == '(' || c == ')' || c == '[' || c == ']' || c == '|' || c == '/') element(out, STIFF, at, 1, "mo");
  else if (c == '+' || c == '=' || c == '<' || c == '>' || c == ',' || c == '.' || c == ':' || c == ';' || c == '!') element(out, "mo", at, 1, "mo");
  else return 0;
  return 1;
}

/*@ requires valid: source_valid(s) && text_valid(out) && \separated(s, out) && s->at < s->end;
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, s->at;
    ensures valid: source_valid(s) && text_valid(out);
    ensures same: s->nesting == \old(s->nesting) && s->at >= \old(s->at);
    ensures boolean: \result == 0 || \result == 1; */
static int character(source *s, ntk_text *out) {
  const size_t start = s->at;
  if (isdigit(ntk_byte(s->text[start]))) {
    skip_number(s);
    element(out, "mn", s->text + start, s->at - start, "mn");
    return 1;
  }
  s->at++;
  return sign(out, s->text + start);
}

/*@ requires valid: source_valid(s) && text_valid(out) && \separated(s, out) && \valid(limits) && \separated(s, limits) && \separated(out, limits) && s->at < s->end;
    terminates \true;
    decreases 8 * (MAX_NESTING - s->nesting) + 5;
    exits \false;
    assigns *out, ntk_alloc_countdown, s->at, s->nesting, *limits;
    ensures valid: source_valid(s) && text_valid(out);
    ensures same: s->nesting == \old(s->nesting) && s->at >= \old(s->at);
    ensures boolean: \result == 0 || \result == 1; */
static int atom(source *s, ntk_text *out, int *limits) {
  *limits = 0;
  if (s->text[s->at] == '\\') return command(s, out, limits);
  if (s->text[s->at] == '{') return braces(s, out);
  return character(s, out);
}

/* A subscript. Without a mathematical font browsers leave it on the baseline, hence the small offset of our own. */
/*@ requires valid: text_valid(out) && text_readable(below) && \separated(out, below);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void lowered(ntk_text *out, const ntk_text *below, int limits) {
  if (!limits) ntk_text_add(out, "<mpadded voffset=\"-0.13em\">");
  ntk_text_append(out, below);
  if (!limits) ntk_text_add(out, "</mpadded>");
}

typedef struct {
  ntk_text base, below, above;
  int limits, which; /* bits: 1 below, 2 above */
} parts;

/*@ predicate parts_valid{L}(parts *p) = \valid(p) && text_valid(&p->base) && text_valid(&p->below) && text_valid(&p->above) &&
      0 <= p->limits <= 1 && 0 <= p->which <= 3; */

/* The script that is next. */
/*@ requires valid: source_valid(s) && parts_valid(p) && \separated(s, p) && s->at < s->end;
    terminates \true;
    decreases 8 * (MAX_NESTING - s->nesting) + 6;
    exits \false;
    assigns *p, ntk_alloc_countdown, s->at, s->nesting;
    ensures valid: source_valid(s) && parts_valid(p);
    ensures same: s->nesting == \old(s->nesting) && \old(s->at) < s->at;
    ensures boolean: \result == 0 || \result == 1; */
static int one_script(source *s, parts *p) {
  int unused = 0;
  const int below = s->text[s->at] == '_';
  s->at++;
  skip_spaces(s);
  if (s->at >= s->end || s->text[s->at] == '}' || s->text[s->at] == '_' || s->text[s->at] == '^') return 0;
  if (below) {
    if (p->which == 1 || p->which == 3) return 0;
    p->which += 1;
    return atom(s, &p->below, &unused);
  }
  if (p->which >= 2) return 0;
  p->which += 2;
  return atom(s, &p->above, &unused);
}

/*@ requires valid: source_valid(s) && parts_valid(p) && \separated(s, p) && s->at < s->end;
    requires none: p->which == 0;
    terminates \true;
    decreases 8 * (MAX_NESTING - s->nesting) + 7;
    exits \false;
    assigns *p, ntk_alloc_countdown, s->at, s->nesting;
    ensures valid: source_valid(s) && parts_valid(p);
    ensures same: s->nesting == \old(s->nesting) && s->at >= \old(s->at);
    ensures boolean: \result == 0 || \result == 1; */
static int read_parts(source *s, parts *p) {
  int limits = 0, good = atom(s, &p->base, &limits);
  p->limits = limits;
  /*@ loop invariant valid: source_valid(s) && parts_valid(p);
      loop invariant same: s->nesting == \at(s->nesting, Pre) && s->at >= \at(s->at, Pre);
      loop invariant boolean: good == 0 || good == 1;
      loop assigns *p, good, ntk_alloc_countdown, s->at, s->nesting;
      loop variant s->end - s->at; */
  while (good && s->at < s->end && (s->text[s->at] == '_' || s->text[s->at] == '^')) good = one_script(s, p);
  return good;
}

/*@ requires valid: text_valid(out) && parts_valid(p) && \separated(out, p);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void put_parts(ntk_text *out, const parts *p) {
  static const char *const tag[2][4] = {{"", "msub", "msup", "msubsup"}, {"", "munder", "mover", "munderover"}};
  if (p->which != 0) ntk_text_format(out, "<%s>", tag[p->limits][p->which]);
  ntk_text_append(out, &p->base);
  if (p->which == 1 || p->which == 3) lowered(out, &p->below, p->limits);
  if (p->which >= 2) ntk_text_append(out, &p->above);
  if (p->which != 0) ntk_text_format(out, "</%s>", tag[p->limits][p->which]);
}

/*@ requires valid: source_valid(s) && text_valid(out) && \separated(s, out) && s->at < s->end;
    terminates \true;
    decreases 8 * (MAX_NESTING - s->nesting) + 7;
    exits \false;
    assigns *out, ntk_alloc_countdown, s->at, s->nesting;
    ensures valid: source_valid(s) && text_valid(out);
    ensures same: s->nesting == \old(s->nesting) && s->at >= \old(s->at);
    ensures boolean: \result == 0 || \result == 1; */
static int item(source *s, ntk_text *out) {
  parts p;
  ntk_text_start(&p.base);
  ntk_text_start(&p.below);
  ntk_text_start(&p.above);
  p.limits = 0;
  p.which = 0;
  const int good = read_parts(s, &p);
  if (good && p.base.size > 0) put_parts(out, &p);
  if (p.base.failed || p.below.failed || p.above.failed) out->failed = 1;
  ntk_text_clear(&p.base);
  ntk_text_clear(&p.below);
  ntk_text_clear(&p.above);
  return good;
}

/* Does the row end here? What ends it (until) is consumed: '}', or '\\' for \\right. */
/*@ requires valid: source_valid(s) && s->at < s->end;
    terminates \true;
    exits \false;
    assigns s->at;
    ensures valid: source_valid(s);
    ensures same: s->at >= \old(s->at) && (\result == 0 ==> s->at == \old(s->at));
    ensures boolean: \result == 0 || \result == 1; */
static int ends(source *s, char until) {
  if (until == '}' && s->text[s->at] == '}') {
    s->at++;
    return 1;
  }
  if (until != '\\' || !starts(s, "\\right", 6)) return 0;
  s->at += 6;
  return 1;
}

/* Reads items up to until: '\0' the end; '}' which is consumed; '\\' up to \\right, which is consumed. */
static int row(source *s, ntk_text *out, char until) {
  int good = 1, done = 0;
  if (s->nesting >= MAX_NESTING) return 0;
  s->nesting++;
  /*@ loop invariant valid: source_valid(s) && text_valid(out);
      loop invariant same: s->nesting == \at(s->nesting, Pre) + 1 && s->at >= \at(s->at, Pre);
      loop invariant boolean: (good == 0 || good == 1) && (done == 0 || done == 1);
      loop assigns *out, ntk_alloc_countdown, s->at, s->nesting, good, done;
      loop variant s->end - s->at + (done == 0 && good == 1 ? 1 : 0); */
  while (good && !done) {
    const size_t before = s->at;
    skip_spaces(s);
    if (s->at >= s->end) {
      done = 1;
      good = until == '\0';
    } else if (ends(s, until)) done = 1;
    else good = item(s, out) && s->at > before; /* an item is never empty */
  }
  s->nesting--;
  return good;
}

int ntk_math(ntk_text *out, const char *latex, size_t size, int display) {
  source s = {.text = latex, .at = 0, .end = size, .display = display, .nesting = 0};
  ntk_text inner;
  ntk_text_start(&inner);
  const int good = row(&s, &inner, '\0');
  if (good) {
    ntk_text_add(out, display ? "<math display=\"block\"><mrow>" : "<math><mrow>");
    ntk_text_append(out, &inner);
    ntk_text_add(out, "</mrow></math>");
  }
  if (inner.failed) out->failed = 1;
  ntk_text_clear(&inner);
  return good;
}

/* Where the mark (length bytes) next begins at or after from; size when there is none. */
/*@ requires valid: \valid_read(text + (0 .. size)) && \valid_read(mark);
    requires range: from <= size && 0 < length;
    terminates \true;
    exits \false;
    assigns \result \from text[0 .. size], size, from, mark[0 ..], length;
    ensures range: from <= \result <= size;
    ensures found: \result < size ==> \result + length <= size; */
static size_t find(const char *text, size_t size, size_t from, const char *mark, size_t length) {
  /*@ loop invariant range: from <= at <= size;
      loop assigns at;
      loop variant size - at; */
  for (size_t at = from; at < size && size - at >= length; at++)
    if (strncmp(text + at, mark, length) == 0) return at;
  return size;
}

/* `code` or a formula from `from` on, up to the mark; returns where to go on, 0 when it is not closed. *outside counts formulas outside the subset. */
/*@ requires valid: text_valid(out) && \valid_read(text + (0 .. size)) && \valid_read(mark) && \valid(outside) && \separated(out, outside);
    requires range: from <= size && 1 <= length <= 2 && *outside < from;
    terminates \true;
    exits \false;
    assigns *out, *outside, ntk_alloc_countdown;
    ensures valid: text_valid(out);
    ensures range: \result == 0 || from < \result <= size;
    ensures count: *outside <= \old(*outside) + 1; */
static size_t marked(ntk_text *out, const char *text, size_t size, size_t from, const char *mark, size_t length, size_t *outside) {
  const size_t close = find(text, size, from, mark, length);
  if (close == size) return 0;
  if (mark[0] == '`') element(out, "code", text + from, close - from, "code");
  else if (!ntk_math(out, text + from, close - from, length == 2)) {
    ++*outside;
    element(out, "code", text + from, close - from, "code");
  }
  return close + length;
}

/* What begins at `at`: "$$", "$" or "`". */
/*@ requires valid: text_valid(out) && \valid_read(text + (0 .. size)) && \valid(outside) && \separated(out, outside);
    requires range: at < size && *outside <= at;
    terminates \true;
    exits \false;
    assigns *out, *outside, ntk_alloc_countdown;
    ensures valid: text_valid(out);
    ensures range: \result == 0 || at < \result <= size;
    ensures count: *outside <= \old(*outside) + 1; */
static size_t formula(ntk_text *out, const char *text, size_t size, size_t at, size_t *outside) {
  if (text[at] == '`') return marked(out, text, size, at + 1, "`", 1, outside);
  if (size - at >= 2 && text[at + 1] == '$') return marked(out, text, size, at + 2, "$$", 2, outside);
  return marked(out, text, size, at + 1, "$", 1, outside);
}

size_t ntk_math_paragraph(ntk_text *out, const char *source_text) {
  const size_t size = strlen(source_text);
  size_t outside = 0, at = 0;
  /*@ loop invariant range: 0 <= at <= size && outside <= at;
      loop invariant valid: text_valid(out);
      loop assigns at, outside, *out, ntk_alloc_countdown;
      loop variant size - at; */
  while (at < size) {
    size_t plain = at;
    /*@ loop invariant range: at <= plain <= size;
        loop assigns plain;
        loop variant size - plain; */
    while (plain < size && source_text[plain] != '$' && source_text[plain] != '`') plain++;
    ntk_text_escape_bytes(out, source_text + at, plain - at);
    if (plain == size) break;
    const size_t next = formula(out, source_text, size, plain, &outside);
    if (next == 0) { /* not closed: as it is */
      ntk_text_escape_bytes(out, source_text + plain, size - plain);
      return outside + 1;
    }
    at = next;
  }
  return outside;
}
