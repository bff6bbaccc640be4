/* Observations. */
#include "property.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

void ntk_observe(ntk_observation *o, ntk_answer answer, double margin, const char *format, ...) {
  *o = (ntk_observation){.answer = answer, .margin = margin, .p_value = NAN};
  va_list list;
  va_start(list, format);
  vsnprintf(o->message, sizeof o->message, format, list);
  va_end(list);
}

void ntk_observe_p(ntk_observation *o, double p_value, const char *format, ...) {
  *o = (ntk_observation){.answer = isnan(p_value) ? NTK_FAIL : NTK_PASS, .margin = NAN, .p_value = p_value};
  va_list list;
  va_start(list, format);
  vsnprintf(o->message, sizeof o->message, format, list);
  va_end(list);
}
