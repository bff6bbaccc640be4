/* Activations with two derivatives and their sup bounds (theory B4). */
#ifndef NTK_MODEL_ACTIVATION_H
#define NTK_MODEL_ACTIVATION_H

#include <stddef.h>

typedef struct {
  const char *name;
  double (*value)(double z);   /* phi */
  double (*first)(double z);   /* phi' ; relu: 0 at 0 */
  double (*second)(double z);  /* phi'' ; relu: 0, which is not a bound: see lipschitz2 */
  double lipschitz1;           /* sup |phi'| */
  double lipschitz2;           /* sup |phi''|; INFINITY for relu */
  int odd;                     /* phi(-z) = -phi(z) */
  int homogeneous;             /* phi(c z) = c phi(z) for c > 0 */
  /* h_i = phi(z_i), d_i = phi'(z_i), sharing the transcendental; NULL: value and first are called one by one */
  void (*apply)(size_t n, const double *z, double *h, double *d);
} ntk_activation;

extern const ntk_activation ntk_tanh, ntk_erf, ntk_softplus, ntk_relu, ntk_identity;

#include "../../spec/acsl/activation.h"

/* By name; NULL when there is none. */
/*@ requires valid: \valid_read(name);
    terminates \true;
    exits \false;
    assigns \result \from name[0 ..];
    ensures known: \result == \null || activation_known(\result); */
const ntk_activation *ntk_activation_find(const char *name);

/* h_i = phi(z_i), d_i = phi'(z_i), each n long; d may be NULL, h may be z. The same bits as value and first give.
   One transcendental a value for tanh (phi' = 1 - phi^2); erf and softplus need two when d is wanted. */
/*@ requires known: activation_known(phi) || (\valid_read(phi) && phi->apply == \null);
    requires valid: \valid_read(z + (0 .. n - 1)) && \valid(h + (0 .. n - 1)) && (d == \null || \valid(d + (0 .. n - 1)));
    requires in_place: h == z || \separated(h + (0 .. n - 1), z + (0 .. n - 1));
    requires apart: d == \null || (\separated(d + (0 .. n - 1), z + (0 .. n - 1)) && \separated(d + (0 .. n - 1), h + (0 .. n - 1)));
    terminates \true;
    exits \false;
    assigns h[0 .. n - 1], d[0 .. n - 1];
    ensures value: \forall integer i; 0 <= i < n ==> is_activation(phi, \old(z[i]), h[i]);
    ensures slope: d != \null ==> \forall integer i; 0 <= i < n ==> is_slope(phi, \old(z[i]), d[i]); */
void ntk_activation_apply(const ntk_activation *phi, size_t n, const double *z, double *h, double *d);

#endif
