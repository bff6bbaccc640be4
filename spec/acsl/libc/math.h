/* Stands in for <math.h> when Frama-C reads the sources: the assumed contracts of libm, over the reals (verify/README.md).
   Nothing here is proved; each function is on the list verify/frama-c/allowed.json with the reason why it is assumed.
   Frama-C's own specifications speak of floats (underflow to 0, errno), which over the reals would contradict each other. */
#ifndef NTK_ACSL_MATH_H
#define NTK_ACSL_MATH_H

#include "../angle.h"

#include "../finite.h"

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
    ensures value: \result == \exp(x) - 1.0; */
extern double expm1(double x);

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures value: 0.0 < x ==> \result == \log(x); */
extern double log(double x);

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures value: -1.0 < x ==> \result == \log(1.0 + x); */
extern double log1p(double x);

/*@ terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures value: 0.0 < x ==> \result == \pow(x, y); */
extern double pow(double x, double y);

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures value: \result == \tanh(x);
    ensures range: -1.0 <= \result <= 1.0; */
extern double tanh(double x);

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures value: \result == \sinh(x); */
extern double sinh(double x);

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures range: -1.0 <= \result <= 1.0; */
extern double erf(double x);

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures range: 0.0 <= \result <= 2.0; */
extern double erfc(double x);

/*@ terminates \true;
    exits \false;
    assigns \result \from y, x;
    ensures range: -3.15 <= \result <= 3.15;
    ensures angle: is_angle(y, x, \result); */
extern double atan2(double y, double x);

/*@ terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures value: \result == \sqrt(x * x + y * y); */
extern double hypot(double x, double y);

/*@ terminates \true;
    exits \false;
    assigns \result \from x, y, z;
    ensures value: \result == x * y + z; */
extern double fma(double x, double y, double z);

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures value: \result == \abs(x); */
extern double fabs(double x);

/*@ terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures magnitude: \abs(\result) == \abs(x);
    ensures sign: (0.0 < y ==> 0.0 <= \result) && (y < 0.0 ==> \result <= 0.0); */
extern double copysign(double x, double y);

/*@ terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures value: (x < y ==> \result == y) && (y <= x ==> \result == x); */
extern double fmax(double x, double y);

/*@ terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures value: (y < x ==> \result == y) && (x <= y ==> \result == x); */
extern double fmin(double x, double y);

/*@ terminates \true;
    exits \false;
    assigns \result \from x, y;
    ensures below: 0.0 <= x && 0.0 < y ==> 0.0 <= \result < y; */
extern double fmod(double x, double y);

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures below: \result <= x < \result + 1.0; */
extern double floor(double x);

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures above: \result - 1.0 < x <= \result; */
extern double ceil(double x);

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures value: \result != 0 <==> finite(x); */
extern int ntk_isfinite(double x);

/* Over the reals nothing is said of a NaN or an infinity, so both answers are possible beyond the largest double. */
/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures number: finite(x) ==> \result == 0; */
extern int ntk_isnan(double x);

/*@ terminates \true;
    exits \false;
    assigns \result \from x;
    ensures number: finite(x) ==> \result == 0; */
extern int ntk_isinf(double x);

/*@ terminates \true;
    exits \false;
    assigns \result \from x; */
extern int ntk_signbit(double x);

#define isfinite(x) ntk_isfinite(x)
#define isnan(x) ntk_isnan(x)
#define isinf(x) ntk_isinf(x)
#define signbit(x) ntk_signbit(x)

/* Over the reals: some number each, of which nothing is known. */
extern const double ntk_infinity, ntk_nan;
#define INFINITY ntk_infinity
#define NAN ntk_nan

#endif
