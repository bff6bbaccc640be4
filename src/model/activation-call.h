/* An activation's value and slope at one point, as functions: the one place where they are called through pointers. The five of
   activation.c are proved there against contracts of this shape; that they are what the pointers lead to is assumed (verify/README.md). */
#ifndef NTK_MODEL_ACTIVATION_CALL_H
#define NTK_MODEL_ACTIVATION_CALL_H

#include "model/activation.h"

/* phi(z) */
/*@ requires valid: \valid_read(phi);
    terminates \true;
    exits \false;
    assigns \result \from *phi, z;
    ensures value: is_activation(phi, z, \result); */
double ntk_activation_value(const ntk_activation *phi, double z);

/* phi'(z) */
/*@ requires valid: \valid_read(phi);
    terminates \true;
    exits \false;
    assigns \result \from *phi, z;
    ensures slope: is_slope(phi, z, \result); */
double ntk_activation_first(const ntk_activation *phi, double z);

#endif
