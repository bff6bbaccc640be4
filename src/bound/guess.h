/* What libm says of a root: a candidate that src/bound tests before it uses it. Apart, since nothing at all is assumed of it. */
#ifndef NTK_BOUND_GUESS_H
#define NTK_BOUND_GUESS_H

/*@ terminates \true;
    exits \false;
    assigns \result \from x; */
double ntk_sqrt_guess(double x);

#endif
