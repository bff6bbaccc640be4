/* Calls what the caller of a run gave to look on: the one place where observers and progress go through pointers. */
#ifndef NTK_FLOW_OBSERVE_H
#define NTK_FLOW_OBSERVE_H

#include "flow/recorder.h"

/* Shows the sample and the point (w: p, r: N) to the observer; NTK_OK when there is none. What an observer writes is its context's own:
   assumed to be apart from everything that the caller names (verify/README.md). */
/*@ requires valid: \valid_read(how) && \valid_read(s) && problem_valid(problem) && \valid_read(w + (0 .. problem->map->p - 1)) &&
                    \valid_read(r + (0 .. problem->map->N - 1));
    terminates \true;
    exits \false;
    assigns \result \from *how, *s, w[0 .. problem->map->p - 1], r[0 .. problem->map->N - 1];
    ensures status: any_status(\result);
    ensures none: how->observer == \null ==> \result == NTK_OK; */
ntk_status ntk_show_sample(const ntk_recording *how, const ntk_problem *problem, const ntk_sample *s, const double *w, const double *r);

/* Tells how far a run is; progress may be NULL. */
/*@ terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_show_progress(void (*progress)(void *context, double fraction), void *context, double fraction);

#endif
