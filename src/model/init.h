/* Random initialisation, and weights from and to files. */
#ifndef NTK_MODEL_INIT_H
#define NTK_MODEL_INIT_H

#include <stdint.h>
#include "model/arch.h"

/* theta (ntk_arch_params long) := initialisation number index of the seed. sign: output weights +-1 (times their standard
   deviation). antisymmetric: the last hidden layer's second half of units repeats the first, output weights (a, -a), output bias 0:
   f(w0) = 0. centred and plain draw the same numbers (centring is subtraction, in ntk_mlp). NTK_ENOMEM. */
ntk_status ntk_init_weights(const ntk_arch *arch, uint64_t seed, uint64_t index, double *theta, ntk_error *err);

/* Reads PyTorch's names (`<prefix><i>.weight` (out, in), `<prefix><i>.bias` (out), any prefix, sorted by the number i) and sets
   depth, widths, and bias_scale 1 when there are biases and arch->bias_scale is 0, in *arch; *theta is allocated (free with free).
   NTK_EDATA when shapes do not chain, a layer lacks its weight, or arch's d or k (when nonzero) do not match. */
ntk_status ntk_weights_load(const char *path, ntk_arch *arch, double **theta, ntk_error *err);

/* Writes `0.weight`, `0.bias`, `1.weight`, ... as F64. */
ntk_status ntk_weights_save(const char *path, const ntk_arch *arch, const double *theta, ntk_error *err);

#endif
