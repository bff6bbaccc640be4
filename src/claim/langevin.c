#include "claim/langevin.h"

#include "claim/p-value.h"

int ntk_langevin(double p, double false_alarm) { return ntk_p_value_passes(p, false_alarm); }
