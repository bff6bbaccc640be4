/* What a LaTeX command stands for. */
#ifndef NTK_REPORT_MATH_SYMBOL_H
#define NTK_REPORT_MATH_SYMBOL_H

typedef enum {
  NTK_MATH_IDENTIFIER, /* <mi> */
  NTK_MATH_FUNCTION,   /* <mi>, upright, a space before its argument */
  NTK_MATH_OPERATOR,   /* <mo> */
  NTK_MATH_LIMITS,     /* <mo> whose sub- and superscript stand below and above in display */
  NTK_MATH_FENCE,      /* <mo> that does not stretch */
  NTK_MATH_SPACE,      /* <mspace> of this width */
  NTK_MATH_ACCENT,     /* <mover> */
  NTK_MATH_TEXT,       /* \text, \mathrm: the braces' content as it is */
  NTK_MATH_ALPHABET,   /* \mathbb, \mathcal: text = which */
  NTK_MATH_FRAC, NTK_MATH_SQRT, NTK_MATH_LEFT, NTK_MATH_RIGHT
} ntk_math_kind;

/* Arrays, not pointers: that every entry is text follows from its type alone. */
typedef struct { char name[12]; ntk_math_kind kind; char text[8]; } ntk_math_symbol;

/* By its name (size bytes, without the backslash); NULL when it is outside the subset. */
/*@ requires valid: size == 0 || \valid_read(name + (0 .. size - 1));
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures valid: \result == \null || \valid_read(\result); */
const ntk_math_symbol *ntk_math_symbol_find(const char *name, unsigned long size);

/* The letter c of the alphabet "bb" or "cal" in UTF-8; NULL when it is outside the subset. */
/*@ requires valid: \valid_read(alphabet);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures valid: \result == \null || \valid_read(\result); */
const char *ntk_math_letter(const char *alphabet, char c);

#endif
