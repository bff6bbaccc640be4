/* Stands in for <math.h> when Frama-C reads the sources: the assumed contracts of libm, over the reals (verify/README.md).
   Nothing here is proved; each function is on the list verify/frama-c/allowed.json with the reason why it is assumed.
   Frama-C's own specifications speak of floats (underflow to 0, errno), which over the reals would contradict each other. */
#ifndef NTK_ACSL_MATH_H
#define NTK_ACSL_MATH_H

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures value: 0.0 <= x ==> \result == \sqrt(x); */
extern double sqrt(double x);

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures value: \result == \exp(x); */
extern double exp(double x);

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures value: \result != 0 <==> \is_finite(x); */
extern int ntk_isfinite(double x);

#define isfinite(x) ntk_isfinite(x)

#endif
