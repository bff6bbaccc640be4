/* Planted: the `wrong` statements and the assigns of too_much are false, and no prover may prove them (verify/frama-c/gate.py). Not
   part of the program. */
#include <stddef.h>

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures wrong: \result == x + 1.0; */
double off_by_one(double x) { return x; }

/*@ requires valid: \valid_read(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures wrong: \result == 1 <==> (\forall integer i; 0 <= i < n ==> x[i] < 0.0); */
int weak_for_strict(size_t n, const double *x) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant so_far: \forall integer j; 0 <= j < i ==> x[j] <= 0.0;
      loop assigns i;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++)
    if (!(x[i] <= 0.0)) return 0;
  return 1;
}

/*@ requires valid: \valid(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns x[0 .. n - 2]; */
void too_much(size_t n, double *x) {
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, x[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) x[i] = 0.0;
}
