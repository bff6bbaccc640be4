/* The whole network, one example at a time, on the naive layer passes. */
#ifndef NTK_MODEL_NAIVE_NET_H
#define NTK_MODEL_NAIVE_NET_H

#include "core/alloc.h"
#include "model/arch.h"

#include "../../spec/acsl/heap.h"

/* f (k) := raw output at x (d). NTK_ENOMEM. */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && \valid_read(theta + (0 .. arch_params(*arch) - 1)) &&
                    \valid_read(x + (0 .. arch->width[0] - 1)) && \valid(f + (0 .. arch->width[arch->depth] - 1));
    requires apart: \separated(arch, f + (0 .. arch->width[arch->depth] - 1));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], f[0 .. arch->width[arch->depth] - 1], \result;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
ntk_status ntk_naive_output(const ntk_arch *arch, const double *theta, const double *x, double *f);

/* g := d f_o / d w for output o at x: trained parameters only, p long. */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && \valid_read(theta + (0 .. arch_params(*arch) - 1)) &&
                    \valid_read(x + (0 .. arch->width[0] - 1)) && \valid(g + (0 .. trained_count(*arch) - 1));
    requires output: o < arch->width[arch->depth];
    requires apart: \separated(arch, g + (0 .. trained_count(*arch) - 1)) && \separated(g + (0 .. trained_count(*arch) - 1), theta + (0 .. arch_params(*arch) - 1)) &&
                    \separated(g + (0 .. trained_count(*arch) - 1), x + (0 .. arch->width[0] - 1));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], g[0 .. trained_count(*arch) - 1], \result;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
ntk_status ntk_naive_gradient(const ntk_arch *arch, const double *theta, const double *x, size_t o, double *g);

#endif
