#include "stats/cdf-call.h"

double ntk_cdf_at(double (*cdf)(double x, void *context), double x, void *context) { return cdf(x, context); }
