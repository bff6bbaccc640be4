/* Steppers for gradient flow w' = -alpha J^T r, one static struct of function pointers each (as in GSL's odeiv2). */
#ifndef NTK_FLOW_STEPPER_H
#define NTK_FLOW_STEPPER_H

#include "flow/problem.h"

/* One attempted step from (t, w) of length h. */
typedef struct {
  double error;        /* estimated local error in w, 2-norm */
  ntk_status status;
} ntk_step_result;

typedef struct ntk_stepper_type {
  const char *name;
  unsigned order;                                                      /* classical order of w+ */
  unsigned estimate_order;                                             /* q: error ~ h^q */
  void *(*alloc)(const ntk_problem *problem, double tolerance);        /* NULL: memory is out */
  /* Called once per accepted point, before trial steps from it (kernel, eigendecomposition; r = alpha f(w) - y is given). */
  ntk_status (*prepare)(void *state, const double *w, const double *r);
  /* w_next := the step; w is not changed; may be called repeatedly with other h. */
  ntk_step_result (*step)(void *state, const double *w, double h, double *w_next);
  void (*reset)(void *state);
  void (*free)(void *state);
} ntk_stepper_type;

extern const ntk_stepper_type ntk_stepper_etd3;      /* residual-form exponential, order 3 (shared/speed.md) : "etd3" */
extern const ntk_stepper_type ntk_stepper_rkf45, ntk_stepper_rk8pd, ntk_stepper_msadams;  /* GSL */

/* By name; "auto" is etd3. NULL when there is none. */
const ntk_stepper_type *ntk_stepper_find(const char *name);

#endif
