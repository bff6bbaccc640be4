/* GSL's explicit steppers on w' = -alpha J^T r, w alone: one application of the stepper a step, its local error estimate in the
   2-norm; step control is the driver's. They need about as many evaluations as the condition number (shared/speed.md). */
#include <float.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_odeiv2.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "flow/stepper.h"

typedef struct {
  const ntk_problem *problem;
  gsl_odeiv2_system system;
  gsl_odeiv2_driver *driver;  /* msadams asks it for the error level; its evolution is not used */
  ntk_status status;          /* of the last right-hand side that failed */
  double t, tried;            /* time of the prepared point; last step tried from it: msadams tells a rejection by the time */
  int moved;                  /* a step was tried since the last prepare */
  double *r, *slope, *yerr;   /* N, p, p; slope = w' at the prepared point */
} explicit_state;

static int right_hand_side(double t, const double y[], double dydt[], void *params) {
  (void)t;
  explicit_state *s = params;
  s->status = ntk_move(s->problem, y, s->r);
  if (s->status != NTK_OK) return s->status == NTK_ENUMERIC ? GSL_FAILURE : GSL_EBADFUNC;
  ntk_gradient(s->problem, s->r, dydt);
  for (size_t i = 0; i < s->problem->map->p; i++) dydt[i] = -dydt[i];
  return GSL_SUCCESS;
}

static void explicit_free(void *state) {
  explicit_state *s = state;
  if (s->driver != NULL) gsl_odeiv2_driver_free(s->driver);
  free(s->r), free(s->slope), free(s->yerr);
  free(s);
}

static void *explicit_alloc(const gsl_odeiv2_step_type *type, const ntk_problem *problem, double tolerance) {
  const size_t p = problem->map->p;
  explicit_state *s = ntk_calloc(1, 1, sizeof *s);
  if (s == NULL) return NULL;
  s->problem = problem;
  s->system = (gsl_odeiv2_system){right_hand_side, NULL, p, s};
  s->r = ntk_doubles(problem->map->N, 1);
  s->slope = ntk_doubles(p, 1);
  s->yerr = ntk_doubles(p, 1);
  /* The level of a coordinate, of which msadams takes the root mean square; positive, for it divides by it. */
  const double level = fmax(tolerance / sqrt((double)p), DBL_MIN);
  if (s->r != NULL && s->slope != NULL && s->yerr != NULL) s->driver = gsl_odeiv2_driver_alloc_y_new(&s->system, type, 1.0, level, 0.0);
  if (s->driver != NULL) return s;
  explicit_free(s);
  return NULL;
}

static ntk_status explicit_prepare(void *state, const double *w, const double *r, const double *g) {
  (void)w, (void)r;
  explicit_state *s = state;
  if (s->moved) s->t += s->tried;
  s->moved = 0;
  for (size_t i = 0; i < s->problem->map->p; i++) s->slope[i] = -g[i];
  return NTK_OK;
}

static ntk_step_result explicit_step(void *state, const double *w, double h, double *w_next) {
  explicit_state *s = state;
  const size_t p = s->problem->map->p;
  ntk_step_result result = {.status = NTK_OK};
  memcpy(w_next, w, p * sizeof *w);
  s->status = NTK_OK;
  const int failed = gsl_odeiv2_step_apply(s->driver->s, s->t, h, w_next, s->yerr, s->slope, NULL, &s->system);
  s->tried = h;
  s->moved = 1;
  if (failed != GSL_SUCCESS) {
    result.status = s->status != NTK_OK ? s->status : failed == GSL_FAILURE ? NTK_ENUMERIC : NTK_EINTERNAL;
    return result;
  }
  result.error = ntk_norm(p, s->yerr);
  result.rounding = DBL_EPSILON * ntk_norm(p, w_next);
  /* The estimate is the error of the result one order below, for the Runge-Kutta pairs and for Adams alike: h^{order of the lower + 1}. */
  if (s->driver->s->type == gsl_odeiv2_step_msadams) result.order = gsl_odeiv2_step_order(s->driver->s) + 1;
  if (!isfinite(result.error + result.rounding)) result.status = NTK_ENUMERIC;
  return result;
}

static void explicit_reset(void *state) {
  explicit_state *s = state;
  gsl_odeiv2_step_reset(s->driver->s);
  s->t = 0.0;
  s->moved = 0;
}

static void *rkf45_alloc(const ntk_problem *problem, double tolerance) { return explicit_alloc(gsl_odeiv2_step_rkf45, problem, tolerance); }
static void *rk8pd_alloc(const ntk_problem *problem, double tolerance) { return explicit_alloc(gsl_odeiv2_step_rk8pd, problem, tolerance); }
static void *msadams_alloc(const ntk_problem *problem, double tolerance) { return explicit_alloc(gsl_odeiv2_step_msadams, problem, tolerance); }

const ntk_stepper_type ntk_stepper_rkf45 = {
    .name = "rkf45", .order = 5, .estimate_order = 5, .alloc = rkf45_alloc, .prepare = explicit_prepare,
    .step = explicit_step, .reset = explicit_reset, .free = explicit_free};
const ntk_stepper_type ntk_stepper_rk8pd = {
    .name = "rk8pd", .order = 8, .estimate_order = 8, .alloc = rk8pd_alloc, .prepare = explicit_prepare,
    .step = explicit_step, .reset = explicit_reset, .free = explicit_free};
const ntk_stepper_type ntk_stepper_msadams = {
    .name = "msadams", .order = 1, .estimate_order = 2, .alloc = msadams_alloc, .prepare = explicit_prepare,
    .step = explicit_step, .reset = explicit_reset, .free = explicit_free};
