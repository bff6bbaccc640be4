/* The whole network, one example at a time, on the naive layer passes. */
#ifndef NTK_MODEL_NAIVE_NET_H
#define NTK_MODEL_NAIVE_NET_H

#include "model/arch.h"

/* f (k) := raw output at x (d). NTK_ENOMEM. */
ntk_status ntk_naive_output(const ntk_arch *arch, const double *theta, const double *x, double *f);

/* g := d f_o / d w for output o at x: trained parameters only, p long. */
ntk_status ntk_naive_gradient(const ntk_arch *arch, const double *theta, const double *x, size_t o, double *g);

#endif
