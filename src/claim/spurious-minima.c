#include "claim/spurious-minima.h"

int ntk_spurious_minima(double loss, double best, double error, double gradient, double tolerance) {
  return loss - best > error && gradient <= tolerance;
}
