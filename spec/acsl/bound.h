/* What a bound that is a double says of a real number. */
#ifndef NTK_ACSL_BOUND_H
#define NTK_ACSL_BOUND_H

/*@ // arguments that the directed operations of src/bound work on; for others they know no bound
    predicate moderate(double x) = \is_finite(x) && -0x1p500 <= x <= 0x1p500;
    predicate divisor(double y) = moderate(y) && (y <= -0x1p-500 || 0x1p-500 <= y);
    predicate same_sign(double x, double y) = (0.0 <= x && 0.0 <= y) || (x <= 0.0 && y <= 0.0);

    // beyond 2^1010 a bound says nothing: NTK_NO_LOWER and NTK_NO_UPPER stand there, so that no infinity is needed
    predicate no_lower(double b) = b <= -0x1p1010;
    predicate no_upper(double b) = 0x1p1010 <= b;

    predicate lower(double b, real r) = no_lower(b) || b <= r;
    predicate upper(double b, real r) = no_upper(b) || r <= b; */

#endif
