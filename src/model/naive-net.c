/* Forward and backward pass of one example (theory, notation), layer by layer on the naive loops. */
#include "model/naive-net.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "model/activation-call.h"
#include "model/naive.h"

#include "../../spec/acsl/heap.h"

/*@ // where the units of layer l start, after those of the layers before
    logic integer unit_offset(ntk_arch a, integer l) = l <= 0 ? 0 : unit_offset(a, l - 1) + width(a, l - 1);

    // beta_l; null without biases
    logic double *naive_bias(ntk_arch a, double *theta, integer l) =
      has_bias(a) ? theta + (layer_offset(a, l) + layer_weights(a, l)) : (double *)\null; */

/* Where h_l starts in the row h_0, h_1, ..., h_L (h_L stands for z_L). */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && l <= arch->depth + 1;
    terminates \true;
    exits \false;
    assigns \result \from *arch, l;
    ensures sum: \result == unit_offset(*arch, l);
    ensures bound: \result <= l * INT_MAX;
    ensures room: l <= arch->depth ==> \result + arch->width[l] <= unit_offset(*arch, arch->depth + 1); */
static size_t unit_offset(const ntk_arch *arch, size_t l) {
  size_t offset = 0;
  /*@ loop invariant range: 0 <= i <= l;
      loop invariant sum: offset == unit_offset(*arch, i);
      loop invariant bound: offset <= i * INT_MAX;
      loop assigns i, offset;
      loop variant l - i; */
  for (size_t i = 0; i < l; i++) {
    //@ ghost width_fits(arch, i);
    offset += arch->width[i];
  }
  /*@ ghost
      if (l <= arch->depth) width_fits(arch, l);
      /@ loop invariant range: l + 1 <= k && (k <= arch->depth + 1 || k == l + 1);
         loop invariant room: l <= arch->depth ==> offset + width(*arch, l) <= unit_offset(*arch, k);
         loop assigns k;
         loop variant arch->depth + 1 - k; @/
      for (size_t k = l + 1; k <= arch->depth; k++) width_fits(arch, k); */
  return offset;
}

/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && 1 <= l <= arch->depth && \valid_read(theta + (0 .. arch_params(*arch) - 1)) &&
                    \valid_read(h + (0 .. arch->width[l - 1] - 1)) && \valid(z + (0 .. arch->width[l] - 1));
    requires apart: \separated(z + (0 .. arch->width[l] - 1), theta + (0 .. arch_params(*arch) - 1)) &&
                    \separated(z + (0 .. arch->width[l] - 1), h + (0 .. arch->width[l - 1] - 1)) && \separated(arch, z + (0 .. arch->width[l] - 1));
    terminates \true;
    exits \false;
    assigns z[0 .. arch->width[l] - 1];
    ensures affine: \forall integer j; 0 <= j < arch->width[l] ==> z[j] == \old(affine(theta + layer_offset(*arch, l), arch->width[l - 1], layer_scale(*arch, l),
      arch->bias_scale, naive_bias(*arch, theta, l), h, j)); */
static void affine(const ntk_arch *arch, const double *theta, size_t l, const double *h, double *z) {
  const size_t offset = ntk_layer_offset(arch, l), m = arch->width[l], m_in = arch->width[l - 1];
  //@ assert weights: m * m_in == layer_weights(*arch, l);
  ntk_naive_affine(m, m_in, ntk_layer_scale(arch, l), theta + offset, arch->bias_scale,
                   ntk_layer_bias(arch, theta, 0, l), h, z);
}

/* h := phi(z), d := phi'(z), z in h's place */
/*@ requires valid: \valid_read(phi) && \valid(h + (0 .. m - 1)) && \valid(d + (0 .. m - 1));
    requires apart: \separated(h + (0 .. m - 1), d + (0 .. m - 1)) && \separated(phi, h + (0 .. m - 1)) && \separated(phi, d + (0 .. m - 1));
    terminates \true;
    exits \false;
    assigns h[0 .. m - 1], d[0 .. m - 1];
    ensures value: \forall integer j; 0 <= j < m ==> is_activation(phi, \old(h[j]), h[j]);
    ensures slope: \forall integer j; 0 <= j < m ==> is_slope(phi, \old(h[j]), d[j]); */
static void activate(const ntk_activation *phi, size_t m, double *h, double *d) {
  /*@ loop invariant range: 0 <= j <= m;
      loop invariant value: \forall integer i; 0 <= i < j ==> is_activation(phi, \at(h[i], Pre), h[i]);
      loop invariant slope: \forall integer i; 0 <= i < j ==> is_slope(phi, \at(h[i], Pre), d[i]);
      loop invariant rest: \forall integer i; j <= i < m ==> h[i] == \at(h[i], Pre);
      loop assigns j, h[0 .. m - 1], d[0 .. m - 1];
      loop variant m - j; */
  for (size_t j = 0; j < m; j++) {
    const double z = h[j];
    d[j] = ntk_activation_first(phi, z);
    h[j] = ntk_activation_value(phi, z);
  }
}

/* h: all units; d: phi'(z) of the hidden ones, in the same places. */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && \valid_read(theta + (0 .. arch_params(*arch) - 1)) && \valid_read(x + (0 .. arch->width[0] - 1)) &&
                    \valid(h + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \valid(d + (0 .. unit_offset(*arch, arch->depth + 1) - 1));
    requires apart: \separated(h + (0 .. unit_offset(*arch, arch->depth + 1) - 1), d + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \separated(h + (0 .. unit_offset(*arch, arch->depth + 1) - 1), x + (0 .. arch->width[0] - 1)) &&
                    \separated(h + (0 .. unit_offset(*arch, arch->depth + 1) - 1), theta + (0 .. arch_params(*arch) - 1)) && \separated(d + (0 .. unit_offset(*arch, arch->depth + 1) - 1), theta + (0 .. arch_params(*arch) - 1));
    requires apart_arch: \separated(arch, h + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \separated(arch, d + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) &&
                         \separated(arch->activation, h + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \separated(arch->activation, d + (0 .. unit_offset(*arch, arch->depth + 1) - 1));
    terminates \true;
    exits \false;
    assigns h[0 .. unit_offset(*arch, arch->depth + 1) - 1], d[0 .. unit_offset(*arch, arch->depth + 1) - 1]; */
static void forward(const ntk_arch *arch, const double *theta, const double *x, double *h, double *d) {
  //@ ghost width_fits(arch, 0);
  const size_t input = unit_offset(arch, 0);
  ntk_copy(arch->width[0], x, h + input);
  /*@ loop invariant range: 1 <= l <= arch->depth + 1;
      loop invariant network: *arch == \at(*arch, Pre);
      loop assigns l, h[0 .. \at(unit_offset(*arch, arch->depth + 1), Pre) - 1], d[0 .. \at(unit_offset(*arch, arch->depth + 1), Pre) - 1];
      loop variant arch->depth + 1 - l; */
  for (size_t l = 1; l <= arch->depth; l++) {
    const size_t below = unit_offset(arch, l - 1), at = unit_offset(arch, l);
    //@ assert after: below + arch->width[l - 1] == at;
    affine(arch, theta, l, h + below, h + at);
    if (l < arch->depth) activate(arch->activation, arch->width[l], h + at, d + at);
  }
}

/* g := c delta */
/*@ requires valid: \valid_read(delta + (0 .. m - 1)) && \valid(g + (0 .. m - 1)) && \separated(g + (0 .. m - 1), delta + (0 .. m - 1));
    terminates \true;
    exits \false;
    assigns g[0 .. m - 1];
    ensures scaled: \forall integer j; 0 <= j < m ==> g[j] == c * \old(delta[j]); */
static void scale_row(size_t m, double c, const double *delta, double *g) {
  /*@ loop invariant range: 0 <= j <= m;
      loop invariant same: same{Pre, Here}(delta, m);
      loop invariant scaled: \forall integer i; 0 <= i < j ==> g[i] == c * \at(delta[i], Pre);
      loop assigns j, g[0 .. m - 1];
      loop variant m - j; */
  for (size_t j = 0; j < m; j++) g[j] = c * delta[j];
}

/* Gradient of layer l from delta_l and h_{l-1}: W's part, then the bias's. */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && 1 <= l <= arch->depth && \valid_read(delta + (0 .. arch->width[l] - 1)) &&
                    \valid_read(h + (0 .. arch->width[l - 1] - 1)) && \valid(g + (0 .. layer_size(*arch, l) - 1));
    requires apart: \separated(g + (0 .. layer_size(*arch, l) - 1), delta + (0 .. arch->width[l] - 1)) &&
                    \separated(g + (0 .. layer_size(*arch, l) - 1), h + (0 .. arch->width[l - 1] - 1)) && \separated(arch, g + (0 .. layer_size(*arch, l) - 1));
    requires fits: layer_fits(*arch, l);
    terminates \true;
    exits \false;
    assigns g[0 .. layer_size(*arch, l) - 1]; */
static void layer_gradient(const ntk_arch *arch, size_t l, const double *delta, const double *h, double *g) {
  const size_t m = arch->width[l], m_in = arch->width[l - 1];
  const double c_b = arch->bias_scale;
  const int biased = c_b != 0.0;
  //@ assert weights: m * m_in == layer_weights(*arch, l);
  ntk_naive_outer(m, m_in, ntk_layer_scale(arch, l), delta, h, g);
  if (!biased) return;
  scale_row(m, c_b, delta, g + m * m_in);
}

/* The gradient of a trained layer, in its place of the slice that starts at base. */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && first_trained(*arch) <= l <= last_trained(*arch) && base == trained_offset(*arch) &&
                    \valid_read(h + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \valid_read(delta + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \valid(g + (0 .. trained_count(*arch) - 1));
    requires apart: \separated(arch, g + (0 .. trained_count(*arch) - 1)) && \separated(g + (0 .. trained_count(*arch) - 1), delta + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) &&
                    \separated(g + (0 .. trained_count(*arch) - 1), h + (0 .. unit_offset(*arch, arch->depth + 1) - 1));
    terminates \true;
    exits \false;
    assigns g[0 .. trained_count(*arch) - 1]; */
static void trained_gradient(const ntk_arch *arch, size_t l, size_t base, const double *h, const double *delta, double *g) {
  const size_t at = unit_offset(arch, l), below = unit_offset(arch, l - 1), offset = ntk_layer_offset(arch, l);
  //@ ghost layer_in_slice(arch, l);
  layer_gradient(arch, l, delta + at, h + below, g + (offset - base));
}

/* delta_{l-1} from delta_l, 2 <= l <= L */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && 2 <= l <= arch->depth && \valid_read(theta + (0 .. arch_params(*arch) - 1)) &&
                    \valid_read(d + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \valid(delta + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \valid(back + (0 .. unit_offset(*arch, arch->depth + 1) - 1));
    requires apart: \separated(delta + (0 .. unit_offset(*arch, arch->depth + 1) - 1), back + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \separated(delta + (0 .. unit_offset(*arch, arch->depth + 1) - 1), d + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \separated(back + (0 .. unit_offset(*arch, arch->depth + 1) - 1), d + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) &&
                    \separated(theta + (0 .. arch_params(*arch) - 1), back + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \separated(arch, back + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \separated(arch, delta + (0 .. unit_offset(*arch, arch->depth + 1) - 1));
    terminates \true;
    exits \false;
    assigns delta[0 .. unit_offset(*arch, arch->depth + 1) - 1], back[0 .. unit_offset(*arch, arch->depth + 1) - 1]; */
static void step_back(const ntk_arch *arch, const double *theta, size_t l, const double *d, double *delta, double *back) {
  const size_t at = unit_offset(arch, l), below = unit_offset(arch, l - 1), offset = ntk_layer_offset(arch, l);
  const size_t m = arch->width[l], m_in = arch->width[l - 1];
  //@ assert weights: m * m_in == layer_weights(*arch, l);
  //@ assert after: below + m_in == at;
  ntk_naive_back(m, m_in, ntk_layer_scale(arch, l), theta + offset, delta + at, back + below);
  ntk_naive_scale(m_in, back + below, d + below, delta + below);
}

/* delta, back: all units (df/dz, df/dh), delta_L given; fills both down to the first trained layer, and the gradient g. */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && \valid_read(theta + (0 .. arch_params(*arch) - 1)) && \valid_read(h + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) &&
                    \valid_read(d + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \valid(delta + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \valid(back + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \valid(g + (0 .. trained_count(*arch) - 1));
    requires apart_units: \separated(delta + (0 .. unit_offset(*arch, arch->depth + 1) - 1), back + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \separated(delta + (0 .. unit_offset(*arch, arch->depth + 1) - 1), d + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \separated(back + (0 .. unit_offset(*arch, arch->depth + 1) - 1), d + (0 .. unit_offset(*arch, arch->depth + 1) - 1));
    requires apart_g: \separated(g + (0 .. trained_count(*arch) - 1), delta + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \separated(g + (0 .. trained_count(*arch) - 1), h + (0 .. unit_offset(*arch, arch->depth + 1) - 1));
    requires apart_theta: \separated(theta + (0 .. arch_params(*arch) - 1), delta + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \separated(theta + (0 .. arch_params(*arch) - 1), back + (0 .. unit_offset(*arch, arch->depth + 1) - 1));
    requires apart_arch: \separated(arch, delta + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \separated(arch, back + (0 .. unit_offset(*arch, arch->depth + 1) - 1)) && \separated(arch, g + (0 .. trained_count(*arch) - 1));
    terminates \true;
    exits \false;
    assigns delta[0 .. unit_offset(*arch, arch->depth + 1) - 1], back[0 .. unit_offset(*arch, arch->depth + 1) - 1], g[0 .. trained_count(*arch) - 1]; */
static void backward(const ntk_arch *arch, const double *theta, const double *h, const double *d, double *delta, double *back, double *g) {
  size_t first, last, base, count;
  ntk_trained_layers(arch, &first, &last);
  ntk_trained_slice(arch, &base, &count);
  /*@ loop invariant range: first <= l <= arch->depth;
      loop invariant network: *arch == \at(*arch, Pre);
      loop assigns l, delta[0 .. \at(unit_offset(*arch, arch->depth + 1), Pre) - 1], back[0 .. \at(unit_offset(*arch, arch->depth + 1), Pre) - 1], g[0 .. \at(trained_count(*arch), Pre) - 1];
      loop variant l; */
  for (size_t l = arch->depth; l > first; l--) {
    if (l <= last) trained_gradient(arch, l, base, h, delta, g);
    step_back(arch, theta, l, d, delta, back);
  }
  trained_gradient(arch, first, base, h, delta, g);
}

ntk_status ntk_naive_output(const ntk_arch *arch, const double *theta, const double *x, double *f) {
  const size_t units = unit_offset(arch, arch->depth + 1), at = unit_offset(arch, arch->depth);
  double *h = ntk_doubles(2, units);
  if (h == NULL) return NTK_ENOMEM;
  //@ ghost heap_own(h);
  //@ ghost heap_apart(h, 2 * units, theta, SIZE_MAX / 8);
  //@ ghost heap_apart(h, 2 * units, x, arch->width[0]);
  //@ ghost heap_apart(h, 2 * units, f, arch->width[arch->depth]);
  //@ ghost heap_apart_any(h, 2 * units * sizeof *h, arch, sizeof *arch);
  //@ ghost heap_apart_any(h, 2 * units * sizeof *h, arch->activation, sizeof *arch->activation);
  forward(arch, theta, x, h, h + units);
  ntk_copy(arch->width[arch->depth], h + at, f);
  free(h);
  return NTK_OK;
}

ntk_status ntk_naive_gradient(const ntk_arch *arch, const double *theta, const double *x, size_t o, double *g) {
  const size_t units = unit_offset(arch, arch->depth + 1), at = unit_offset(arch, arch->depth);
  double *h = ntk_doubles(4, units);
  if (h == NULL) return NTK_ENOMEM;
  //@ ghost heap_own(h);
  //@ ghost heap_apart(h, 4 * units, theta, SIZE_MAX / 8);
  //@ ghost heap_apart(h, 4 * units, x, arch->width[0]);
  //@ ghost heap_apart(h, 4 * units, g, SIZE_MAX / 8);
  //@ ghost heap_apart_any(h, 4 * units * sizeof *h, arch, sizeof *arch);
  //@ ghost heap_apart_any(h, 4 * units * sizeof *h, arch->activation, sizeof *arch->activation);
  double *d = h + units, *delta = d + units, *back = delta + units;
  forward(arch, theta, x, h, d);
  delta[at + o] = 1.0;
  backward(arch, theta, h, d, delta, back, g);
  free(h);
  return NTK_OK;
}
