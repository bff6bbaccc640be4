/* sgd-escapes: small batches escape more often than large ones, by disjoint confidence intervals. */
#ifndef NTK_ACSL_SGD_ESCAPES_H
#define NTK_ACSL_SGD_ESCAPES_H

/*@ predicate sgd_escapes(real small_low, real large_high) = large_high < small_low; */

#endif
