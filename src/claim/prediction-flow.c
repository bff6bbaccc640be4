#include "claim/prediction-flow.h"

#include "claim/agree.h"

int ntk_prediction_flow(size_t n, const double *value, const double *expected, const double *error) {
  return ntk_agree(n, value, expected, error);
}
