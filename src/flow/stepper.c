#include "flow/stepper.h"

#include <string.h>

const ntk_stepper_type *ntk_stepper_find(const char *name) {
  static const ntk_stepper_type *const all[] = {&ntk_stepper_etd3, &ntk_stepper_rkf45, &ntk_stepper_rk8pd, &ntk_stepper_msadams};
  if (strcmp(name, "auto") == 0) return &ntk_stepper_etd3;
  for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
    if (strcmp(name, all[i]->name) == 0) return all[i];
  return NULL;
}
