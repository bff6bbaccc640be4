/* linear-fits: the linear system J0 (u - w0) = y - f(w0) is solved up to rounding. */
#ifndef NTK_ACSL_LINEAR_FITS_H
#define NTK_ACSL_LINEAR_FITS_H

/*@ predicate linear_fits(real residual, real error) = residual <= error; */

#endif
