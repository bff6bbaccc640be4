#include "flow/stepper.h"

#include <string.h>

/* The names are those of the types (tests/t-flow.c). */
const ntk_stepper_type *ntk_stepper_find(const char *name) {
  if (strcmp(name, "auto") == 0 || strcmp(name, "etd3") == 0) return &ntk_stepper_etd3;
  if (strcmp(name, "rkf45") == 0) return &ntk_stepper_rkf45;
  if (strcmp(name, "rk8pd") == 0) return &ntk_stepper_rk8pd;
  if (strcmp(name, "msadams") == 0) return &ntk_stepper_msadams;
  return NULL;
}
