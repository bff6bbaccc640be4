/* Random initialisation, and weights from and to files. */
#ifndef NTK_MODEL_INIT_H
#define NTK_MODEL_INIT_H

#include <stdint.h>
#include "core/alloc.h"
#include "model/arch.h"

#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/init.h"

/* theta (ntk_arch_params long) := initialisation number index of the seed. sign: output weights +-1 (times their standard
   deviation). Biases: N(0,1) in both parametrisations. antisymmetric: the last hidden layer's second half of units repeats the first, output weights (a, -a), output bias 0:
   f(w0) = 0. At depth >= 3 the two halves' gradients with respect to the layers below the last hidden one cancel, so those layers add
   nothing to K(w0), which then does not tend to the limit of kernel/limit.h: `centred` is the default. centred and plain draw the same numbers (centring is subtraction, in ntk_mlp). NTK_ENOMEM. */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && \valid(theta + (0 .. arch_params(*arch) - 1)) && (err == \null || \valid(err));
    requires apart: \separated(arch, theta + (0 .. arch_params(*arch) - 1));
    terminates \true;
    exits \false;
    assigns theta[0 .. arch_params(*arch) - 1], err->status, err->text[0 .. 1023], \result;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
ntk_status ntk_init_weights(const ntk_arch *arch, uint64_t seed, uint64_t index, double *theta, ntk_error *err);

/* Nonzero iff theta has the antisymmetric form above, bit by bit: then the exact output is 0 whatever the input. */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && \valid_read(theta + (0 .. arch_params(*arch) - 1));
    terminates \true;
    exits \false;
    assigns \result \from *arch, theta[0 .. arch_params(*arch) - 1];
    ensures even: \result != 0 ==> arch->width[arch->depth - 1] % 2 == 0; */
int ntk_is_antisymmetric(const ntk_arch *arch, const double *theta);

/* Reads PyTorch's names (`<prefix><i>.weight` (out, in), `<prefix><i>.bias` (out), any prefix, sorted by the number i) and sets
   depth, widths, and bias_scale 1 when there are biases and arch->bias_scale is 0, in *arch; *theta is allocated (free with free).
   Depth and hidden widths that *arch had are overwritten (ntk_arch_agree compares with what the user asked for); d = width[0] and
   k = width[depth] (not if depth is 0) must match unless they are 0. No biases in the file but arch->bias_scale nonzero: beta = 0.
   NTK_EDATA when a name is not of this form or occurs twice, shapes do not chain, a layer lacks its weight, some layers have a bias and
   others none, or d or k do not match; NTK_EUSAGE from ntk_arch_check; what ntk_safetensors_read returns. On failure *arch and *theta are left alone. */
/*@ requires valid: \valid_read(path) && \valid(arch) && \valid(theta) && (err == \null || (\valid(err) && \separated(err, arch)));
    requires activation: arch->activation == \null || activation_known(arch->activation);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], *arch, *theta, err->status, err->text[0 .. 1023], \result;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE || \result == NTK_EDATA || \result == NTK_ENOINPUT || \result == NTK_ENOMEM;
    ensures network: \result == NTK_OK ==> arch_ok(*arch) && \valid(*theta + (0 .. arch_params(*arch) - 1));
    ensures inputs: \result == NTK_OK && \old(arch->width[0]) != 0 ==> arch->width[0] == \old(arch->width[0]);
    ensures outputs: \result == NTK_OK && \old(1 <= arch->depth <= 64) && \old(arch->width[arch->depth]) != 0 ==>
                     arch->width[arch->depth] == \old(arch->width[arch->depth]);
    ensures alone: \result != NTK_OK ==> *arch == \old(*arch) && *theta == \old(*theta); */
ntk_status ntk_weights_load(const char *path, ntk_arch *arch, double **theta, ntk_error *err);

/* Writes `0.weight`, `0.bias`, `1.weight`, ... as F64. */
/*@ requires valid: \valid_read(path) && \valid_read(arch) && arch_ok(*arch) && \valid_read(theta + (0 .. arch_params(*arch) - 1)) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], err->status, err->text[0 .. 1023], \result;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_EWRITE || \result == NTK_EUSAGE || \result == NTK_EDATA; */
ntk_status ntk_weights_save(const char *path, const ntk_arch *arch, const double *theta, ntk_error *err);

#endif
