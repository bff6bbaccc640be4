#include "flow/stepper-call.h"

#include "flow/length.h"

ntk_status ntk_stepper_begin(ntk_stepper *s, double tolerance) {
  s->state = s->type->alloc(s->problem, tolerance);
  return s->state != NULL ? NTK_OK : NTK_ENOMEM;
}

ntk_status ntk_stepper_prepare(const ntk_stepper *s, const double *w, const double *r, const double *g) { return s->type->prepare(s->state, w, r, g); }

ntk_step_result ntk_stepper_step(const ntk_stepper *s, const double *w, double h, double *w_next) { return s->type->step(s->state, w, h, w_next); }

double ntk_stepper_length(const ntk_stepper *s, double h, double speed, double speed_next) {
  return s->type->length != NULL ? s->type->length(s->state, h, speed_next) : h * ntk_logarithmic_mean(speed, speed_next);
}

void ntk_stepper_end(ntk_stepper *s) {
  if (s->state != NULL) s->type->free(s->state);
  s->state = NULL;
}
