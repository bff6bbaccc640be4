#include "model/activation-call.h"

double ntk_activation_value(const ntk_activation *phi, double z) { return phi->value(z); }
double ntk_activation_first(const ntk_activation *phi, double z) { return phi->first(z); }
