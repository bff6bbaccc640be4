/* Planted: the `wrong` statements are false of rounded arithmetic (and would be true over the reals, or of other arguments), and no prover
   may prove them (verify/frama-c/gate.py). Not part of the program. */

/*@ requires range: \is_finite(x) && \is_finite(y) && -1.0 <= x <= 1.0 && -1.0 <= y <= 1.0;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures wrong: \result <= x + y; */
double sum_as_lower_bound(double x, double y) { return x + y; }

/*@ requires range: \is_finite(x) && \is_finite(y) && 0.0 <= x <= 1.0 && 0.0 <= y <= 1.0;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures wrong: x * y <= \result; */
double product_as_upper_bound(double x, double y) { return x * y; }

/*@ requires finite: \is_finite(x) && \is_finite(y);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures wrong: \is_finite(\result); */
double sum_may_overflow(double x, double y) { return x + y; }

/*@ requires finite: \is_finite(p);
    requires range: \is_finite(x) && \is_finite(y) && -1.0 <= x <= 1.0 && -1.0 <= y <= 1.0;
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures wrong: \result != 0 ==> p <= x + y; */
int weak_test(double p, double x, double y) { return p <= x + y; }
