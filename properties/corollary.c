/* corollary on random networks: the residual along the trained network's flow. */
#include "trial-property.h"

static void run(const ntk_case *c, ntk_observation *o) { ntk_trial_measure("corollary", c, o); }
static void control(const ntk_case *c, ntk_observation *o) { ntk_trial_control("corollary", c, o); }

const ntk_property ntk_property_corollary = {.id = "corollary",
                                             .statement = "||r(t)|| <= ||r(0)|| exp(-lambda t), lambda = inf lambda_min(Q)",
                                             .draw = ntk_draw_trial,
                                             .run = run,
                                             .control = control,
                                             .control_what = "flipped sign: z' = +Q (z - y)",
                                             .control_share = 1,
                                             .labels = ntk_trial_labels,
                                             .cases = 60,
                                             .controls = 20};
