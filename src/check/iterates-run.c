#include "check/iterates.h"

ntk_status ntk_iterates_run(ntk_iterates *it, const ntk_problem *problem, const ntk_descent_options *options, double *w, ntk_error *err) {
  const ntk_recording how = {0, ntk_iterates_observe, it};
  return ntk_descent_run(problem, options, w, NULL, &how, NULL, err);
}
