/* The exact law of Kolmogorov's statistic. */
#ifndef NTK_STATS_KS_EXACT_H
#define NTK_STATS_KS_EXACT_H

#include <stddef.h>
#include <stdint.h>

#include "core/alloc.h"

#include "../../spec/acsl/heap.h"

/* P(D_n >= d), 1 <= n <= 500. Where n d^2 < 4 by Marsaglia, Tsang and Wang 2003 (absolute error below 1e-13); beyond, twice Smirnov's
   one-sided tail, whose relative error, P(both sides)/P(one), is about exp(-6 n d^2) < 4e-11. NAN when memory is out.
   Costs O(n^{3/2} log n) operations. */
/*@ requires few: 1 <= n <= 500;
    terminates \true;
    exits \false;
    assigns \result, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX] \from n, d; */
double ntk_ks_exact(size_t n, double d);

#endif
