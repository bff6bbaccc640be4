/* Angles in the plane. */
#ifndef NTK_ACSL_ANGLE_H
#define NTK_ACSL_ANGLE_H

/*@ // the point (x, y) lies in this direction
    predicate is_angle(real y, real x, real angle) = \sqrt(x * x + y * y) * \cos(angle) == x && \sqrt(x * x + y * y) * \sin(angle) == y; */

#endif
