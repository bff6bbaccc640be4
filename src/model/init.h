/* Random initialisation, and weights from and to files. */
#ifndef NTK_MODEL_INIT_H
#define NTK_MODEL_INIT_H

#include <stdint.h>
#include "model/arch.h"

/* theta (ntk_arch_params long) := initialisation number index of the seed. sign: output weights +-1 (times their standard
   deviation). Biases: N(0,1) in both parametrisations. antisymmetric: the last hidden layer's second half of units repeats the first, output weights (a, -a), output bias 0:
   f(w0) = 0. At depth >= 3 the two halves' gradients with respect to the layers below the last hidden one cancel, so those layers add
   nothing to K(w0), which then does not tend to the limit of kernel/limit.h: `centred` is the default. centred and plain draw the same numbers (centring is subtraction, in ntk_mlp). NTK_ENOMEM. */
ntk_status ntk_init_weights(const ntk_arch *arch, uint64_t seed, uint64_t index, double *theta, ntk_error *err);

/* Nonzero iff theta has the antisymmetric form above, bit by bit: then the exact output is 0 whatever the input. */
int ntk_is_antisymmetric(const ntk_arch *arch, const double *theta);

/* Reads PyTorch's names (`<prefix><i>.weight` (out, in), `<prefix><i>.bias` (out), any prefix, sorted by the number i) and sets
   depth, widths, and bias_scale 1 when there are biases and arch->bias_scale is 0, in *arch; *theta is allocated (free with free).
   Depth and hidden widths that *arch had are overwritten (ntk_arch_agree compares with what the user asked for); d = width[0] and
   k = width[depth] (not if depth is 0) must match unless they are 0. No biases in the file but arch->bias_scale nonzero: beta = 0.
   NTK_EDATA when a name is not of this form or occurs twice, shapes do not chain, a layer lacks its weight, some layers have a bias and
   others none, or d or k do not match; NTK_EUSAGE from ntk_arch_check; what ntk_safetensors_read returns. On failure *arch and *theta are left alone. */
ntk_status ntk_weights_load(const char *path, ntk_arch *arch, double **theta, ntk_error *err);

/* Writes `0.weight`, `0.bias`, `1.weight`, ... as F64. */
ntk_status ntk_weights_save(const char *path, const ntk_arch *arch, const double *theta, ntk_error *err);

#endif
