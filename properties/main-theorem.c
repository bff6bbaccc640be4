/* main-theorem on random networks: loss and drift at 1.1 times the theorem's own threshold. */
#include "trial-property.h"

static void run(const ntk_case *c, ntk_observation *o) { ntk_trial_measure("main-theorem", c, o); }
static void control(const ntk_case *c, ntk_observation *o) { ntk_trial_control("main-theorem", c, o); }

const ntk_property ntk_property_main_theorem = {
    .id = "main-theorem",
    .statement = "alpha >= threshold: R <= R(0) exp(-t alpha^2 sigma^2 / 2), drift <= 6 sigma_max ||r0|| / (alpha sigma^2)",
    .draw = ntk_draw_trial,
    .run = run,
    .control = control,
    .control_what = "a singular K: the first row given twice with two targets",
    .control_share = 1,
    .labels = ntk_trial_labels,
    .cases = 60,
    .controls = 20};
