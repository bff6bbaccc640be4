#include "claim/p-value.h"

int ntk_p_value_passes(double p, double false_alarm) { return p >= false_alarm; }
