#include "claim/gaussian-process.h"

#include "claim/p-value.h"

int ntk_gaussian_process(double p, double false_alarm) { return ntk_p_value_passes(p, false_alarm); }
