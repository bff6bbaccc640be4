/* A forward and a backward pass on absolute values. */
#include "scale.h"

#include <math.h>
#include <stdlib.h>
#include "core/alloc.h"
#include "core/vec.h"

static size_t widest(const ntk_arch *arch) {
  size_t most = 0;
  for (size_t l = 0; l <= arch->depth; l++) most = arch->width[l] > most ? arch->width[l] : most;
  return most;
}

/* h (size of |h_l|), slope (of phi') from the layer below; z keeps its sign for phi. */
static void forward(const ntk_arch *arch, const double *theta, size_t l, const double *value, const double *size, double *next, double *next_size,
                    double *slope) {
  const size_t m = arch->width[l], below = arch->width[l - 1];
  const double s = ntk_layer_scale(arch, l), L1 = arch->activation->lipschitz1,
               L2 = isfinite(arch->activation->lipschitz2) ? arch->activation->lipschitz2 : 0;
  const double *W = theta + ntk_layer_offset(arch, l), *beta = W + m * below;
  for (size_t j = 0; j < m; j++) {
    double z = arch->bias_scale > 0 ? arch->bias_scale * beta[j] : 0, a = fabs(z);
    for (size_t i = 0; i < below; i++) {
      z += s * W[j * below + i] * value[i];
      a += s * fabs(W[j * below + i]) * size[i];
    }
    next[j] = l < arch->depth ? arch->activation->value(z) : z;
    next_size[j] = fabs(next[j]) + L1 * a;
    slope[j] = L1 + L2 * a;
  }
}

/* delta of the layer below from delta of layer l. */
static void backward(const ntk_arch *arch, const double *theta, size_t l, const double *delta, const double *slope, double *below) {
  const size_t m = arch->width[l], n = arch->width[l - 1];
  const double s = ntk_layer_scale(arch, l), *W = theta + ntk_layer_offset(arch, l);
  for (size_t i = 0; i < n; i++) {
    double sum = 0;
    for (size_t j = 0; j < m; j++) sum += fabs(W[j * n + i]) * delta[j];
    below[i] = s * sum * slope[i];
  }
}

ntk_status ntk_gradient_scale(const ntk_arch *arch, const double *theta, const double *x, size_t o, double *scale) {
  const size_t w = widest(arch), L = arch->depth;
  size_t first, last;
  double *room = ntk_doubles(4 * (L + 1) * w, 1), squares = 0;
  if (room == NULL) return NTK_ENOMEM;
  double *value = room, *size = value + (L + 1) * w, *slope = size + (L + 1) * w, *delta = slope + (L + 1) * w;
  for (size_t i = 0; i < arch->width[0]; i++) value[i] = x[i], size[i] = fabs(x[i]);
  for (size_t l = 1; l <= L; l++) forward(arch, theta, l, value + (l - 1) * w, size + (l - 1) * w, value + l * w, size + l * w, slope + l * w);
  delta[L * w + o] = 1;
  ntk_trained_layers(arch, &first, &last);
  for (size_t l = L; l >= first; l--) {
    const double s = ntk_layer_scale(arch, l), c = arch->bias_scale;
    if (l <= last)
      squares += ntk_sum_squares(arch->width[l], delta + l * w) * (s * s * ntk_sum_squares(arch->width[l - 1], size + (l - 1) * w) + c * c);
    if (l > 1) backward(arch, theta, l, delta + l * w, slope + (l - 1) * w, delta + (l - 1) * w);
  }
  free(room);
  *scale = sqrt(squares);
  return NTK_OK;
}
