/* A stepper at work, and its methods as functions: the one place where they are called through pointers. A stepper's state is its own
   memory; seen from outside a call changes nothing but what it hands out. Each stepper proves its methods in its own file against contracts
   of this shape; that they are what the pointers lead to is assumed (verify/README.md). */
#ifndef NTK_FLOW_STEPPER_CALL_H
#define NTK_FLOW_STEPPER_CALL_H

#include "flow/stepper.h"

typedef struct {
  const ntk_stepper_type *type;
  const ntk_problem *problem; /* borrowed */
  void *state;                /* owned; NULL before ntk_stepper_begin */
} ntk_stepper;

#include "../../spec/acsl/stepper.h"

/* Sets s->state. NTK_ENOMEM. */
/*@ requires valid: \valid(s) && \valid_read(s->type) && problem_valid(s->problem);
    terminates \true;
    exits \false;
    assigns s->state, \result \from *s, tolerance;
    ensures status: \result == NTK_OK && s->state != \null || \result == NTK_ENOMEM && s->state == \null; */
ntk_status ntk_stepper_begin(ntk_stepper *s, double tolerance);

/* At an accepted point w (p) with r (N) and g (p), the map being there. */
/*@ requires valid: stepper_valid(s) && \valid_read(w + (0 .. s->problem->map->p - 1)) && \valid_read(r + (0 .. s->problem->map->N - 1)) &&
                    \valid_read(g + (0 .. s->problem->map->p - 1));
    terminates \true;
    exits \false;
    assigns \result \from *s, w[0 .. s->problem->map->p - 1], r[0 .. s->problem->map->N - 1], g[0 .. s->problem->map->p - 1];
    ensures status: map_status(\result) || \result == NTK_EUSAGE; */
ntk_status ntk_stepper_prepare(const ntk_stepper *s, const double *w, const double *r, const double *g);

/* w_next (p) := the step of length h from w (p). */
/*@ requires valid: stepper_valid(s) && \valid_read(w + (0 .. s->problem->map->p - 1)) && \valid(w_next + (0 .. s->problem->map->p - 1));
    requires apart: \separated(w_next + (0 .. s->problem->map->p - 1), w + (0 .. s->problem->map->p - 1));
    terminates \true;
    exits \false;
    assigns w_next[0 .. s->problem->map->p - 1], \result \from *s, w[0 .. s->problem->map->p - 1], h;
    ensures status: map_status(\result.status); */
ntk_step_result ntk_stepper_step(const ntk_stepper *s, const double *w, double h, double *w_next);

/* Length of the path of the step tried last, of length h, from its speeds before and at its end. */
/*@ requires valid: stepper_valid(s);
    terminates \true;
    exits \false;
    assigns \result \from *s, h, speed, speed_next; */
double ntk_stepper_length(const ntk_stepper *s, double h, double speed, double speed_next);

/* Frees the state, which may be NULL. */
/*@ requires valid: \valid(s) && \valid_read(s->type);
    terminates \true;
    exits \false;
    assigns s->state;
    ensures ended: s->state == \null; */
void ntk_stepper_end(ntk_stepper *s);

#endif
