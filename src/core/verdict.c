#include "core/verdict.h"

const char *ntk_verdict_text(ntk_verdict verdict) {
  switch (verdict) {
#define NTK_VERDICT_TEXT(name, text) \
  case name: return text;
    NTK_VERDICT_LIST(NTK_VERDICT_TEXT)
#undef NTK_VERDICT_TEXT
  default: return "undecided";
  }
}
