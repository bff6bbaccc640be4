/* Calls a distribution function that the caller gave: the one place where it goes through a pointer. */
#ifndef NTK_STATS_CDF_CALL_H
#define NTK_STATS_CDF_CALL_H

/* cdf(x, context); assumed to change nothing that the caller names (verify/README.md). */
/*@ terminates \true;
    exits \false;
    assigns \result \from cdf, x, context; */
double ntk_cdf_at(double (*cdf)(double x, void *context), double x, void *context);

#endif
