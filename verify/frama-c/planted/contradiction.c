/* Planted: three contradictions that the smoke tests must report (verify/frama-c/gate.py). Not part of the program. */
#include <stddef.h>

/*@ requires never: 0 < n && n < 0;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == 17; */
int never(int n) { return n; }

/*@ requires valid: 0 < n && \valid(x + (0 .. n - 1));
    requires apart_from_itself: \separated(x + (0 .. n - 1), x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns x[0];
    ensures x[0] == 17.0; */
void apart_from_itself(size_t n, double *x) { x[0] = 1.0; }

/*@ requires 0.0 < a;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == a;
    ensures contradicts: \result < 0.0; */
extern double lies(double a);

/*@ requires 0.0 < a;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == 17.0; */
double believes(double a) { return lies(a); }
