/* Verdicts, the same words everywhere (design). */
#ifndef NTK_CORE_VERDICT_H
#define NTK_CORE_VERDICT_H

#define NTK_VERDICT_LIST(X)                          \
  X(NTK_UNDECIDED, "undecided")                      \
  X(NTK_PROVED, "proved")                            \
  X(NTK_HELD, "held")                                \
  X(NTK_REFUTED, "refuted")                          \
  X(NTK_HYPOTHESIS_FAILS, "hypothesis-fails")        \
  X(NTK_NOT_APPLICABLE, "not-applicable")

#define NTK_VERDICT_ENUM(name, text) name,
typedef enum { NTK_VERDICT_LIST(NTK_VERDICT_ENUM) NTK_VERDICT_COUNT } ntk_verdict;
#undef NTK_VERDICT_ENUM

/* "proved", "held", ...; "undecided" outside the list: an unknown is never good news. */
/*@ terminates \true;
    exits \false;
    assigns \result \from verdict;
    ensures text: \result != \null; */
const char *ntk_verdict_text(ntk_verdict verdict);

#endif
