/* Dual activations (Daniely, Frostig, Singer 2016), (u, v) ~ N(0, [[S11, S12], [S12, S22]]): E phi(u) phi(v) and E phi'(u) phi'(v). */
#ifndef NTK_ACSL_DUAL_H
#define NTK_ACSL_DUAL_H

#include "activation.h"
#include "angle.h"

/*@ // S11 S22 - S12^2, 0 where rounding made it negative
    logic real determinant(real S11, real S12, real S22) = S11 * S22 - S12 * S12 < 0.0 ? 0.0 : S11 * S22 - S12 * S12;

    // relu, arc-cosine kernels of degree 1 and 0 (Cho and Saul 2009): (sqrt(det) + (pi - a) S12) / (2 pi) and (pi - a) / (2 pi), a the angle of u and v
    predicate is_arc_cosine(real S12, real det, real value, real slope) = \exists real a; is_angle(\sqrt(det), S12, a) &&
      slope == (3.14159265358979323846264338328 - a) / (2.0 * 3.14159265358979323846264338328) &&
      value == (\sqrt(det) + (3.14159265358979323846264338328 - a) * S12) / (2.0 * 3.14159265358979323846264338328);

    predicate is_identity_dual(real S12, real value, real slope) = value == S12 && slope == 1.0;

    // erf, arcsine kernel (Williams 1997)
    logic real arc_sine_root(real S11, real S22, real det) = \sqrt(1.0 + 2.0 * S11 + 2.0 * S22 + 4.0 * det);
    predicate is_arc_sine(real S11, real S12, real S22, real det, real value, real slope) =
      slope == 2.0 * 0.63661977236758134307553505349 / arc_sine_root(S11, S22, det) &&
      (\exists real a; is_angle(2.0 * S12, arc_sine_root(S11, S22, det), a) && value == 0.63661977236758134307553505349 * a); */

#endif
