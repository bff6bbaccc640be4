/* drift-bound on random networks: how far the weights move. */
#include "trial-property.h"

static void run(const ntk_case *c, ntk_observation *o) { ntk_trial_measure("drift-bound", c, o); }
static void control(const ntk_case *c, ntk_observation *o) { ntk_trial_control("drift-bound", c, o); }

const ntk_property ntk_property_drift_bound = {.id = "drift-bound",
                                               .statement = "||w(t) - w(0)|| <= sqrt(lambda_max) ||r(0)|| / lambda",
                                               .draw = ntk_draw_trial,
                                               .run = run,
                                               .control = control,
                                               .control_what = "4 sup lambda_max(S S^T) in place of inf lambda_min(S S^T)",
                                               .control_share = 1,
                                               .labels = ntk_trial_labels,
                                               .cases = 60,
                                               .controls = 20};
