#include "flow/observe.h"

ntk_status ntk_show_sample(const ntk_recording *how, const ntk_problem *problem, const ntk_sample *s, const double *w, const double *r) {
  (void)problem;
  return how->observer != NULL ? how->observer(how->context, s, w, r) : NTK_OK;
}

void ntk_show_progress(void (*progress)(void *context, double fraction), void *context, double fraction) {
  if (progress != NULL) progress(context, fraction);
}
