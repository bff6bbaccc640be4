#include "claim/linear-fits.h"

int ntk_linear_fits(double residual, double error) { return residual <= error; }
