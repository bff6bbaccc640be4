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

/* By name; NULL when there is none. */
const ntk_activation *ntk_activation_find(const char *name);

/* h_i = phi(z_i), d_i = phi'(z_i), each n long; d may be NULL, h may be z. The same bits as value and first give.
   One transcendental a value for tanh (phi' = 1 - phi^2); erf and softplus need two when d is wanted. */
void ntk_activation_apply(const ntk_activation *phi, size_t n, const double *z, double *h, double *d);

#endif
