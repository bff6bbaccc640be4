/* Planted: contradictions about doubles that the smoke tests must report in the IEEE model (verify/frama-c/gate.py). Not part of the program. */

/*@ requires never: x < y && y < x;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == 17.0; */
double never_ordered(double x, double y) { return x; }

/*@ requires beyond: \is_finite(x) && 0x1.fffffffffffffp1023 < x;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == 17.0; */
double beyond_the_largest(double x) { return x; }

/*@ requires finite: \is_finite(a) && 0.0 < a < 1.0;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures finite: \is_finite(\result);
    ensures contradicts: \is_infinite(\result); */
extern double lies(double a);

/*@ requires finite: \is_finite(a) && 0.0 < a < 1.0;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == 17.0; */
double believes(double a) { return lies(a); }
