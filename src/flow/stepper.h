/* Steppers for gradient flow w' = -alpha J^T r, one static struct of function pointers each (as in GSL's odeiv2). */
#ifndef NTK_FLOW_STEPPER_H
#define NTK_FLOW_STEPPER_H

#include "flow/problem.h"

/* One attempted step from (t, w) of length h. */
typedef struct {
  double error;        /* estimated local error in w, 2-norm */
  double rounding;     /* rounding of this step, 2-norm: not worth rejecting for; the driver adds it to the accumulated error */
  double growth;       /* estimate of the factor's logarithm by which earlier errors grow in this step; 0 where it is not known */
  unsigned order;      /* error ~ h^order at this step; 0: the type's estimate_order */
  int at_next;         /* the map was left at w_next */
  ntk_status status;   /* NTK_OK; NTK_ENUMERIC: not finite, a shorter step may do; others are final */
} ntk_step_result;

typedef struct ntk_stepper_type {
  const char *name;
  unsigned order;                                                      /* classical order of w+ */
  unsigned estimate_order;                                             /* q: error ~ h^q */
  int stiff;                                                           /* steps far beyond 1 / lambda_max(Q) make sense */
  /* tolerance: of the local error in w, absolute, 2-norm. NULL: memory is out. */
  void *(*alloc)(const ntk_problem *problem, double tolerance);
  /* Called once per accepted point, before trial steps from it, the map being there (kernel, eigendecomposition);
     r (N) = alpha f(w) - y and g (p) = alpha J^T r are given. */
  ntk_status (*prepare)(void *state, const double *w, const double *r, const double *g);
  /* w_next := the step; w is not changed; may be called repeatedly with other h. */
  ntk_step_result (*step)(void *state, const double *w, double h, double *w_next);
  /* Length of the path of the step of length h that was tried last; speed_next = ||w'|| at its end. NULL: the driver
     interpolates between the speeds at both ends. */
  double (*length)(void *state, double h, double speed_next);
  void (*reset)(void *state);
  void (*free)(void *state);
} ntk_stepper_type;

extern const ntk_stepper_type ntk_stepper_etd3;      /* residual-form exponential, order 3 (shared/speed.md) : "etd3" */
extern const ntk_stepper_type ntk_stepper_rkf45, ntk_stepper_rk8pd, ntk_stepper_msadams;  /* GSL */

/* By name; "auto" is etd3. NULL when there is none. */
/*@ requires valid: \valid_read(name);
    terminates \true;
    exits \false;
    assigns \result \from name[0 ..];
    ensures known: \result == \null || \result == &ntk_stepper_etd3 || \result == &ntk_stepper_rkf45 || \result == &ntk_stepper_rk8pd ||
                   \result == &ntk_stepper_msadams; */
const ntk_stepper_type *ntk_stepper_find(const char *name);

#endif
