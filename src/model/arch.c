/* Architecture: sizes, scales, and where each layer lies (theory, notation). */
#include "model/arch.h"

#include <limits.h>
#include <math.h>
#include <stdint.h>

#include "core/size.h"

ntk_arch ntk_arch_default(size_t d, size_t k) {
  return (ntk_arch){.depth = 2,
                    .width = {d, 1024, k},
                    .activation = &ntk_tanh,
                    .parametrisation = NTK_PARAM_NTK,
                    .weight_scale = 1.0,
                    .bias_scale = 0.0,
                    .scale_power = 0.5,
                    .train = NTK_TRAIN_ALL,
                    .output_init = NTK_OUTPUT_GAUSSIAN,
                    .init = NTK_INIT_CENTRED};
}

void ntk_arch_set_depth(ntk_arch *arch, size_t L) {
  if (L < 2 || L > NTK_MAX_DEPTH) return;
  const size_t k = arch->width[arch->depth], hidden = arch->width[arch->depth - 1];
  for (size_t l = arch->depth; l < L; l++) arch->width[l] = hidden;
  arch->depth = L;
  arch->width[L] = k;
}

void ntk_arch_set_width(ntk_arch *arch, size_t m) {
  for (size_t l = 1; l < arch->depth; l++) arch->width[l] = m;
}

/* *total += m_l m_{l-1} (+ m_l); 0 when it does not fit. */
static int add_layer(const ntk_arch *arch, size_t l, size_t *total) {
  const size_t inputs = arch->width[l - 1] + (arch->bias_scale != 0.0);
  size_t layer;
  return ntk_size_mul(arch->width[l], inputs, &layer) && ntk_size_add(*total, layer, total);
}

static int params_fit(const ntk_arch *arch) {
  size_t total = 0;
  for (size_t l = 1; l <= arch->depth; l++)
    if (!add_layer(arch, l, &total)) return 0;
  return total <= PTRDIFF_MAX / sizeof(double);
}

ntk_status ntk_arch_check(const ntk_arch *arch, ntk_error *err) {
  const size_t L = arch->depth;
  if (L < 2 || L > NTK_MAX_DEPTH)
    return ntk_fail(err, NTK_EUSAGE, "depth: expected 2 to %d weight layers, found %zu", NTK_MAX_DEPTH, L);
  for (size_t l = 0; l <= L; l++)
    if (arch->width[l] < 1 || arch->width[l] > INT_MAX)
      return ntk_fail(err, NTK_EUSAGE, "width of layer %zu: expected 1 to %d, found %zu", l, INT_MAX, arch->width[l]);
  if (arch->activation == NULL) return ntk_fail(err, NTK_EUSAGE, "activation: none given");
  if (!(arch->weight_scale > 0.0 && isfinite(arch->weight_scale)))
    return ntk_fail(err, NTK_EUSAGE, "weight scale: expected a positive number, found %g", arch->weight_scale);
  if (!(arch->bias_scale >= 0.0 && isfinite(arch->bias_scale)))
    return ntk_fail(err, NTK_EUSAGE, "bias scale: expected a number >= 0, found %g", arch->bias_scale);
  if (!(arch->scale_power >= 0.0 && isfinite(arch->scale_power)))
    return ntk_fail(err, NTK_EUSAGE, "scale power: expected a number >= 0, found %g", arch->scale_power);
  if (arch->init == NTK_INIT_ANTISYMMETRIC && arch->width[L - 1] % 2 != 0)
    return ntk_fail(err, NTK_EUSAGE, "antisymmetric initialisation: expected an even last hidden width (it counts both copies), found %zu",
                    arch->width[L - 1]);
  if (!params_fit(arch)) return ntk_fail(err, NTK_EUSAGE, "width: the number of parameters does not fit into memory");
  return NTK_OK;
}

ntk_status ntk_arch_agree(const ntk_arch *arch, const ntk_arch *asked, ntk_error *err) {
  if (asked->depth == 0) return NTK_OK;
  if (asked->depth != arch->depth)
    return ntk_fail(err, NTK_EUSAGE, "depth %zu was asked for, the weights have depth %zu", asked->depth, arch->depth);
  for (size_t l = 0; l <= arch->depth; l++)
    if (asked->width[l] != 0 && asked->width[l] != arch->width[l])
      return ntk_fail(err, NTK_EUSAGE, "width %zu of layer %zu was asked for, the weights have width %zu", asked->width[l], l, arch->width[l]);
  return NTK_OK;
}

double ntk_layer_scale(const ntk_arch *arch, size_t l) {
  const double m = (double)arch->width[l - 1];
  if (arch->parametrisation == NTK_PARAM_STANDARD) return 1.0;
  if (l == 1 || arch->scale_power == 0.5) return arch->weight_scale / sqrt(m);
  return arch->weight_scale * pow(m, -arch->scale_power);
}

size_t ntk_layer_offset(const ntk_arch *arch, size_t l) {
  size_t offset = 0;
  for (size_t i = 1; i < l; i++) offset += arch->width[i] * (arch->width[i - 1] + (arch->bias_scale != 0.0));
  return offset;
}

size_t ntk_arch_params(const ntk_arch *arch) { return ntk_layer_offset(arch, arch->depth + 1); }

gsl_matrix_view ntk_layer_weights(const ntk_arch *arch, double *theta, size_t base, size_t l) {
  return gsl_matrix_view_array(theta + (ntk_layer_offset(arch, l) - base), arch->width[l], arch->width[l - 1]);
}

_gsl_matrix_const_view ntk_layer_const_weights(const ntk_arch *arch, const double *theta, size_t base, size_t l) {
  return gsl_matrix_const_view_array(theta + (ntk_layer_offset(arch, l) - base), arch->width[l], arch->width[l - 1]);
}

const double *ntk_layer_bias(const ntk_arch *arch, const double *theta, size_t base, size_t l) {
  if (arch->bias_scale == 0.0) return NULL;
  return theta + (ntk_layer_offset(arch, l) - base) + arch->width[l] * arch->width[l - 1];
}

void ntk_trained_layers(const ntk_arch *arch, size_t *first, size_t *last) {
  const size_t L = arch->depth;
  *first = arch->train == NTK_TRAIN_OUTPUT ? L : 1;
  *last = arch->train == NTK_TRAIN_HIDDEN ? L - 1 : arch->train == NTK_TRAIN_FIRST ? 1 : L;
}

void ntk_trained_slice(const ntk_arch *arch, size_t *offset, size_t *count) {
  size_t first, last;
  ntk_trained_layers(arch, &first, &last);
  *offset = ntk_layer_offset(arch, first);
  *count = ntk_layer_offset(arch, last + 1) - *offset;
}
