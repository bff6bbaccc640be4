#include "report/math-symbol.h"

#include <string.h>

static const ntk_math_symbol symbols[] = {
    {"alpha", NTK_MATH_IDENTIFIER, "α"}, {"beta", NTK_MATH_IDENTIFIER, "β"}, {"gamma", NTK_MATH_IDENTIFIER, "γ"},
    {"delta", NTK_MATH_IDENTIFIER, "δ"}, {"varepsilon", NTK_MATH_IDENTIFIER, "ε"}, {"eta", NTK_MATH_IDENTIFIER, "η"},
    {"theta", NTK_MATH_IDENTIFIER, "θ"}, {"kappa", NTK_MATH_IDENTIFIER, "κ"}, {"lambda", NTK_MATH_IDENTIFIER, "λ"},
    {"mu", NTK_MATH_IDENTIFIER, "μ"}, {"rho", NTK_MATH_IDENTIFIER, "ρ"}, {"sigma", NTK_MATH_IDENTIFIER, "σ"},
    {"tau", NTK_MATH_IDENTIFIER, "τ"}, {"phi", NTK_MATH_IDENTIFIER, "φ"}, {"ell", NTK_MATH_IDENTIFIER, "ℓ"},
    {"pi", NTK_MATH_IDENTIFIER, "π"}, {"Theta", NTK_MATH_IDENTIFIER, "Θ"}, {"Sigma", NTK_MATH_IDENTIFIER, "Σ"},
    {"Lambda", NTK_MATH_IDENTIFIER, "Λ"}, {"Phi", NTK_MATH_IDENTIFIER, "Φ"}, {"infty", NTK_MATH_IDENTIFIER, "∞"},
    {"partial", NTK_MATH_IDENTIFIER, "∂"}, {"top", NTK_MATH_FUNCTION, "T"}, {"nabla", NTK_MATH_IDENTIFIER, "∇"},
    {"exp", NTK_MATH_FUNCTION, "exp"}, {"log", NTK_MATH_FUNCTION, "log"}, {"ker", NTK_MATH_FUNCTION, "ker"},
    {"Pr", NTK_MATH_FUNCTION, "Pr"}, {"sup", NTK_MATH_LIMITS, "sup"}, {"inf", NTK_MATH_LIMITS, "inf"},
    {"max", NTK_MATH_LIMITS, "max"}, {"min", NTK_MATH_LIMITS, "min"}, {"lim", NTK_MATH_LIMITS, "lim"},
    {"sum", NTK_MATH_LIMITS, "∑"}, {"int", NTK_MATH_OPERATOR, "∫"},
    {"le", NTK_MATH_OPERATOR, "≤"}, {"ge", NTK_MATH_OPERATOR, "≥"}, {"ne", NTK_MATH_OPERATOR, "≠"},
    {"to", NTK_MATH_OPERATOR, "→"}, {"in", NTK_MATH_OPERATOR, "∈"}, {"sim", NTK_MATH_OPERATOR, "∼"},
    {"propto", NTK_MATH_OPERATOR, "∝"}, {"approx", NTK_MATH_OPERATOR, "≈"}, {"pm", NTK_MATH_OPERATOR, "±"},
    {"cdot", NTK_MATH_OPERATOR, "·"}, {"odot", NTK_MATH_OPERATOR, "⊙"}, {"otimes", NTK_MATH_OPERATOR, "⊗"},
    {"preceq", NTK_MATH_OPERATOR, "⪯"}, {"succeq", NTK_MATH_OPERATOR, "⪰"}, {"dots", NTK_MATH_OPERATOR, "…"},
    {"lVert", NTK_MATH_FENCE, "‖"}, {"rVert", NTK_MATH_FENCE, "‖"}, {"langle", NTK_MATH_FENCE, "⟨"},
    {"rangle", NTK_MATH_FENCE, "⟩"}, {"{", NTK_MATH_FENCE, "{"}, {"}", NTK_MATH_FENCE, "}"}, {"|", NTK_MATH_FENCE, "‖"},
    {"quad", NTK_MATH_SPACE, "1em"}, {"qquad", NTK_MATH_SPACE, "2em"}, {",", NTK_MATH_SPACE, "0.17em"},
    {";", NTK_MATH_SPACE, "0.28em"}, {" ", NTK_MATH_SPACE, "0.33em"}, {"!", NTK_MATH_SPACE, "0em"},
    {"dot", NTK_MATH_ACCENT, "˙"}, {"bar", NTK_MATH_ACCENT, "¯"}, {"hat", NTK_MATH_ACCENT, "^"}, {"tilde", NTK_MATH_ACCENT, "˜"},
    {"text", NTK_MATH_TEXT, "mtext"}, {"mathrm", NTK_MATH_TEXT, "mi"},
    {"mathbb", NTK_MATH_ALPHABET, "bb"}, {"mathcal", NTK_MATH_ALPHABET, "cal"},
    {"frac", NTK_MATH_FRAC, ""}, {"sqrt", NTK_MATH_SQRT, ""}, {"left", NTK_MATH_LEFT, ""}, {"right", NTK_MATH_RIGHT, ""},
};

enum { SYMBOLS = sizeof symbols / sizeof symbols[0] };

const ntk_math_symbol *ntk_math_symbol_find(const char *name, unsigned long size) {
  /*@ loop invariant range: 0 <= i <= SYMBOLS;
      loop assigns i;
      loop variant SYMBOLS - i; */
  for (size_t i = 0; i < SYMBOLS; i++) {
    const ntk_math_symbol *symbol = &symbols[i];
    //@ assert valid: \valid_read(symbol);
    if (strlen(symbol->name) == size && memcmp(symbol->name, name, size) == 0) return symbol;
  }
  return NULL;
}

const char *ntk_math_letter(const char *alphabet, char c) {
  if (strcmp(alphabet, "bb") == 0) return c == 'E' ? "𝔼" : c == 'R' ? "ℝ" : c == 'P' ? "ℙ" : c == 'N' ? "ℕ" : NULL;
  return c == 'G' ? "𝒢" : c == 'N' ? "𝒩" : c == 'P' ? "𝒫" : c == 'O' ? "𝒪" : c == 'L' ? "ℒ" : NULL;
}
