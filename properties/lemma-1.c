/* lemma-1 on random networks: the linearised flow's residual. */
#include "trial-property.h"

static void run(const ntk_case *c, ntk_observation *o) { ntk_trial_measure("lemma-1", c, o); }
static void control(const ntk_case *c, ntk_observation *o) { ntk_trial_control("lemma-1", c, o); }

const ntk_property ntk_property_lemma_1 = {.id = "lemma-1",
                                           .statement = "||r_lin(t)|| <= ||r(0)|| exp(-alpha^2 sigma^2 t)",
                                           .draw = ntk_draw_trial,
                                           .run = run,
                                           .control = control,
                                           .control_what = "a singular K (first row given twice), sigma^2 its least positive eigenvalue",
                                           .control_share = 1,
                                           .labels = ntk_trial_labels,
                                           .cases = 60,
                                           .controls = 20};
