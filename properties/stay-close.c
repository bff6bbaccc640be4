/* stay-close on random networks: the true and the linearised flow, where h < 1. */
#include "trial-property.h"

static void run(const ntk_case *c, ntk_observation *o) { ntk_trial_measure("stay-close", c, o); }
static void control(const ntk_case *c, ntk_observation *o) { ntk_trial_control("stay-close", c, o); }

const ntk_property ntk_property_stay_close = {.id = "stay-close",
                                              .statement = "||r - r_lin|| and ||w - u|| within the bounds of theory B5",
                                              .draw = ntk_draw_trial,
                                              .run = run,
                                              .control = control,
                                              .control_what = "flipped sign in the linearised flow",
                                              .control_share = 1,
                                              .labels = ntk_trial_labels,
                                              .cases = 60,
                                              .controls = 20};
