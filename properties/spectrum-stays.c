/* spectrum-stays on random networks: the spectrum of Q along the flow, where h < 1. */
#include "trial-property.h"

static void run(const ntk_case *c, ntk_observation *o) { ntk_trial_measure("spectrum-stays", c, o); }
static void control(const ntk_case *c, ntk_observation *o) { ntk_trial_control("spectrum-stays", c, o); }

const ntk_property ntk_property_spectrum_stays = {.id = "spectrum-stays",
                                                  .statement = "alpha^2 (sigma - Lip rho)^2 <= lambda(Q(t)) <= alpha^2 (sigma_max + Lip rho)^2",
                                                  .draw = ntk_draw_trial,
                                                  .run = run,
                                                  .control = control,
                                                  .control_what = "the first row given twice, with the bounds of the rows without it",
                                                  .control_share = 1,
                                                  .labels = ntk_trial_labels,
                                                  .cases = 60,
                                                  .controls = 20};
