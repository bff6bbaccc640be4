/* Stands in for <gsl/gsl_odeiv2.h> when Frama-C reads the sources: types only; what goes through callbacks is on the list of exceptions. */
#ifndef NTK_ACSL_GSL_ODEIV2_H
#define NTK_ACSL_GSL_ODEIV2_H

#include <stddef.h>

typedef struct {
  int (*function)(double t, const double y[], double dydt[], void *params);
  int (*jacobian)(double t, const double y[], double *dfdy, double dfdt[], void *params);
  size_t dimension;
  void *params;
} gsl_odeiv2_system;
typedef struct { char *name; } gsl_odeiv2_step_type;
typedef struct { const gsl_odeiv2_step_type *type; size_t dimension; void *state; } gsl_odeiv2_step;
typedef struct { const gsl_odeiv2_system *sys; gsl_odeiv2_step *s; } gsl_odeiv2_driver;

extern const gsl_odeiv2_step_type *gsl_odeiv2_step_rkf45, *gsl_odeiv2_step_rk8pd, *gsl_odeiv2_step_msadams;
extern gsl_odeiv2_driver *gsl_odeiv2_driver_alloc_y_new(const gsl_odeiv2_system *sys, const gsl_odeiv2_step_type *type, double hstart,
                                                        double epsabs, double epsrel);
extern void gsl_odeiv2_driver_free(gsl_odeiv2_driver *driver);
extern int gsl_odeiv2_step_apply(gsl_odeiv2_step *s, double t, double h, double y[], double yerr[], const double dydt_in[], double dydt_out[],
                                 const gsl_odeiv2_system *system);
extern unsigned gsl_odeiv2_step_order(const gsl_odeiv2_step *s);
extern int gsl_odeiv2_step_reset(gsl_odeiv2_step *s);

#endif
