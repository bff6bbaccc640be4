/* Claims about one trained network: a case becomes a trial of src/check, and the claim's own check decides. */
#ifndef NTK_PROPERTIES_TRIAL_PROPERTY_H
#define NTK_PROPERTIES_TRIAL_PROPERTY_H

#include "property.h"

/* check->measure on a trial of the case. Held: a pass with the check's margin; refuted: a failure; any other verdict: a discard, labelled by the
   reason code. control: check->control; held: the control holds (a pass, which the engine counts against it), refuted: caught. */
void ntk_trial_measure(const char *id, const ntk_case *c, ntk_observation *o);
void ntk_trial_control(const char *id, const ntk_case *c, ntk_observation *o);

/* The draw of small networks on which K has full rank often enough: what all trial properties start from. */
void ntk_draw_trial(gsl_rng *rng, ntk_case *c);

/* Labels of ntk_draw_trial's cases. */
extern const ntk_label ntk_trial_labels[];

#endif
