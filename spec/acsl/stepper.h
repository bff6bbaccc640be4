/* A stepper that has begun (src/flow/stepper-call.h). */
#ifndef NTK_ACSL_STEPPER_H
#define NTK_ACSL_STEPPER_H

/*@ predicate stepper_valid{L}(ntk_stepper *s) = \valid_read(s) && \valid_read(s->type) && problem_valid(s->problem) && s->state != \null; */

#endif
