/* linear-fits: p >= N and J0 of full row rank => f(w0) + J0 (u - w0) fits any y exactly. */
#ifndef NTK_CLAIM_LINEAR_FITS_H
#define NTK_CLAIM_LINEAR_FITS_H

#include "../../spec/acsl/linear-fits.h"

/* 1 iff residual <= error: the residual ||f(w0) + J0 (u - w0) - y|| of the computed solution u is rounding alone. NaN: 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from residual, error;
    ensures decides: \result == 1 <==> linear_fits(residual, error);
    ensures boolean: \result == 0 || \result == 1; */
int ntk_linear_fits(double residual, double error);

#endif
