#include "check/iterates.h"

#include "core/vec.h"

#include "../../spec/acsl/index.h"

ntk_status ntk_iterates_observe(void *context, const ntk_sample *s, const double *w, const double *r) {
  ntk_iterates *it = context;
  (void)s;
  if (it->count == it->capacity) return NTK_OK;
  //@ ghost row_inside(it->count, it->capacity, it->length);
  ntk_copy(it->length, it->residuals ? r : w, it->value + it->count * it->length);
  it->count++;
  return NTK_OK;
}
