/* lemma-2 on random networks: the loss along the trained network's flow. */
#include "trial-property.h"

static void run(const ntk_case *c, ntk_observation *o) { ntk_trial_measure("lemma-2", c, o); }
static void control(const ntk_case *c, ntk_observation *o) { ntk_trial_control("lemma-2", c, o); }

const ntk_property ntk_property_lemma_2 = {.id = "lemma-2",
                                           .statement = "R(t) <= R(0) exp(-2 lambda t), lambda = inf lambda_min(Q)",
                                           .draw = ntk_draw_trial,
                                           .run = run,
                                           .control = control,
                                           .control_what = "1.1 sup lambda_max(Q) in place of inf lambda_min(Q)",
                                           .control_share = 1,
                                           .labels = ntk_trial_labels,
                                           .cases = 60,
                                           .controls = 20};
