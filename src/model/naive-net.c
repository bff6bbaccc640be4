/* Forward and backward pass of one example (theory, notation), layer by layer on the naive loops. */
#include "model/naive-net.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "model/naive.h"

/* Where h_l starts in the row h_0, h_1, ..., h_L (h_L stands for z_L). */
static size_t unit_offset(const ntk_arch *arch, size_t l) {
  size_t offset = 0;
  for (size_t i = 0; i < l; i++) offset += arch->width[i];
  return offset;
}

static void affine(const ntk_arch *arch, const double *theta, size_t l, const double *h, double *z) {
  const double *W = theta + ntk_layer_offset(arch, l);
  ntk_naive_affine(arch->width[l], arch->width[l - 1], ntk_layer_scale(arch, l), W, arch->bias_scale,
                   ntk_layer_bias(arch, theta, 0, l), h, z);
}

/* h: all units; d: phi'(z) of the hidden ones, in the same places. */
static void forward(const ntk_arch *arch, const double *theta, const double *x, double *h, double *d) {
  for (size_t i = 0; i < arch->width[0]; i++) h[i] = x[i];
  for (size_t l = 1; l <= arch->depth; l++) {
    const size_t at = unit_offset(arch, l);
    affine(arch, theta, l, h + unit_offset(arch, l - 1), h + at);
    for (size_t j = 0; l < arch->depth && j < arch->width[l]; j++) {
      const double z = h[at + j];
      d[at + j] = arch->activation->first(z);
      h[at + j] = arch->activation->value(z);
    }
  }
}

/* Gradient of layer l from delta_l and h_{l-1}: W's part, then the bias's. */
static void layer_gradient(const ntk_arch *arch, size_t l, const double *delta, const double *h, double *g) {
  const size_t m = arch->width[l], m_in = arch->width[l - 1];
  ntk_naive_outer(m, m_in, ntk_layer_scale(arch, l), delta, h, g);
  if (arch->bias_scale == 0.0) return;
  for (size_t j = 0; j < m; j++) g[m * m_in + j] = arch->bias_scale * delta[j];
}

/* delta, back: all units (df/dz, df/dh), delta_L given; fills both down to the first trained layer, and the gradient g. */
static void backward(const ntk_arch *arch, const double *theta, const double *h, const double *d, double *delta, double *back, double *g) {
  size_t first, last, base, count;
  ntk_trained_layers(arch, &first, &last);
  ntk_trained_slice(arch, &base, &count);
  for (size_t l = arch->depth; l >= first; l--) {
    const size_t at = unit_offset(arch, l), below = unit_offset(arch, l - 1), offset = ntk_layer_offset(arch, l);
    if (l <= last) layer_gradient(arch, l, delta + at, h + below, g + (offset - base));
    if (l == first) return;
    ntk_naive_back(arch->width[l], arch->width[l - 1], ntk_layer_scale(arch, l), theta + offset, delta + at, back + below);
    ntk_naive_scale(arch->width[l - 1], back + below, d + below, delta + below);
  }
}

ntk_status ntk_naive_output(const ntk_arch *arch, const double *theta, const double *x, double *f) {
  const size_t units = unit_offset(arch, arch->depth + 1), at = unit_offset(arch, arch->depth);
  double *h = ntk_doubles(2, units);
  if (h == NULL) return NTK_ENOMEM;
  forward(arch, theta, x, h, h + units);
  for (size_t o = 0; o < arch->width[arch->depth]; o++) f[o] = h[at + o];
  free(h);
  return NTK_OK;
}

ntk_status ntk_naive_gradient(const ntk_arch *arch, const double *theta, const double *x, size_t o, double *g) {
  const size_t units = unit_offset(arch, arch->depth + 1), at = unit_offset(arch, arch->depth);
  double *h = ntk_doubles(4, units);
  if (h == NULL) return NTK_ENOMEM;
  double *d = h + units, *delta = d + units, *back = delta + units;
  forward(arch, theta, x, h, d);
  delta[at + o] = 1.0;
  backward(arch, theta, h, d, delta, back, g);
  free(h);
  return NTK_OK;
}
