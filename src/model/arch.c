/* Architecture: sizes, scales, and where each layer lies (theory, notation). */
#include "model/arch.h"

#include <limits.h>
#include <math.h>
#include <stdint.h>

#include "core/size.h"

#include "../../spec/acsl/index.h"

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
  /*@ loop invariant range: arch->depth <= l && (l <= L || l == arch->depth);
      loop invariant kept: \forall integer i; 0 <= i < arch->depth ==> arch->width[i] == \at(arch->width[i], Pre);
      loop invariant filled: \forall integer i; arch->depth <= i < l ==> arch->width[i] == hidden;
      loop assigns l, arch->width[0 .. 64];
      loop variant L - l; */
  for (size_t l = arch->depth; l < L; l++) arch->width[l] = hidden;
  arch->depth = L;
  arch->width[L] = k;
}

void ntk_arch_set_width(ntk_arch *arch, size_t m) {
  /*@ loop invariant range: 1 <= l && (l <= arch->depth || l == 1);
      loop invariant done: \forall integer i; 1 <= i < l ==> arch->width[i] == m;
      loop assigns l, arch->width[1 .. arch->depth - 1];
      loop variant arch->depth - l; */
  for (size_t l = 1; l < arch->depth; l++) arch->width[l] = m;
}

/*@ ghost
    /@ requires valid: \valid_read(arch) && depth_fits(*arch) && widths_fit(*arch);
       requires layer: 1 <= l <= arch->depth;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures room: 1 <= layer_weights(*arch, l) <= layer_size(*arch, l);
       ensures bias: has_bias(*arch) ==> layer_size(*arch, l) == layer_weights(*arch, l) + arch->width[l];
       ensures none: !has_bias(*arch) ==> layer_size(*arch, l) == layer_weights(*arch, l); @/
    static void layer_has_room(const ntk_arch *arch, size_t l) {
      size_t m = arch->width[l], m_in = arch->width[l - 1];
      width_fits(arch, l);
      width_fits(arch, l - 1);
      product_room(m, m_in);
      /@ assert weights: layer_weights(*arch, l) == m * m_in; @/
      /@ assert size: has_bias(*arch) ==> layer_size(*arch, l) == m * (m_in + 1); @/
    } */

/* m_{l-1}, one more with biases */
/*@ requires valid: \valid_read(arch) && depth_fits(*arch) && widths_fit(*arch);
    requires layer: 1 <= l <= arch->depth;
    terminates \true;
    exits \false;
    assigns \result \from *arch, l;
    ensures inputs: \result == layer_inputs(*arch, l);
    ensures some: 1 <= \result <= INT_MAX + 1; */
static size_t inputs_of(const ntk_arch *arch, size_t l) {
  //@ ghost width_fits(arch, l - 1);
  const size_t m = arch->width[l - 1];
  return m + (arch->bias_scale != 0.0);
}

/*@ ghost
    void layer_inside(const ntk_arch *arch, size_t l, size_t end) {
      /@ loop invariant range: 1 <= i <= l;
         loop invariant positive: 0 <= layer_offset(*arch, i);
         loop assigns i;
         loop variant l - i; @/
      for (size_t i = 1; i < l; i++) layer_has_room(arch, i);
      /@ loop invariant range: l + 1 <= i <= end;
         loop invariant inside: layer_offset(*arch, l) + layer_size(*arch, l) <= layer_offset(*arch, i);
         loop assigns i;
         loop variant end - i; @/
      for (size_t i = l + 1; i < end; i++) layer_has_room(arch, i);
    } */

/*@ ghost
    void layer_in_slice(const ntk_arch *arch, size_t l) {
      size_t first = arch->train == NTK_TRAIN_OUTPUT ? arch->depth : 1;
      size_t last = arch->train == NTK_TRAIN_HIDDEN ? arch->depth - 1 : arch->train == NTK_TRAIN_FIRST ? 1 : arch->depth;
      /@ assert first: first == first_trained(*arch) && last == last_trained(*arch); @/
      if (first < l) layer_inside(arch, first, l);
      if (first < l) layer_has_room(arch, first);
      /@ assert after: layer_offset(*arch, first) <= layer_offset(*arch, l); @/
      layer_inside(arch, l, last + 1);
    } */

/* *total += m_l m_{l-1} (+ m_l); 0 when it does not fit. */
/*@ requires valid: \valid_read(arch) && \valid(total) && depth_fits(*arch) && widths_fit(*arch) && \separated(arch, total);
    requires layer: 1 <= l <= arch->depth;
    terminates \true;
    exits \false;
    assigns *total, \result \from *arch, l, *total;
    ensures boolean: \result == 0 || \result == 1;
    ensures fits: \result == 1 <==> \old(*total) + layer_size(*arch, l) <= SIZE_MAX;
    ensures sum: \result == 1 ==> *total == \old(*total) + layer_size(*arch, l); */
static int add_layer(const ntk_arch *arch, size_t l, size_t *total) {
  const size_t m = arch->width[l], inputs = inputs_of(arch, l);
  //@ ghost width_fits(arch, l);
  //@ assert small: m * inputs <= INT_MAX * inputs <= INT_MAX * (INT_MAX + 1);
  const size_t layer = m * inputs; /* fits: two ints */
  //@ assert size: layer == layer_size(*arch, l);
  return ntk_size_add(*total, layer, total);
}

/*@ requires valid: \valid_read(arch) && depth_fits(*arch) && widths_fit(*arch);
    terminates \true;
    exits \false;
    assigns \result \from *arch;
    ensures fits: \result != 0 <==> 8 * arch_params(*arch) <= PTRDIFF_MAX; */
static int params_fit(const ntk_arch *arch) {
  size_t total = 0;
  /*@ loop invariant range: 1 <= l <= arch->depth + 1;
      loop invariant sum: total == layer_offset(*arch, l);
      loop assigns l, total;
      loop variant arch->depth + 1 - l; */
  for (size_t l = 1; l <= arch->depth; l++)
  {
    //@ ghost layer_inside(arch, l, arch->depth + 1);
    if (!add_layer(arch, l, &total)) return 0;
  }
  return total <= PTRDIFF_MAX / sizeof(double);
}

/*@ requires valid: \valid_read(arch) && (err == \null || (\valid(err) && \separated(err, arch)));
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], \result \from *arch;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures decides: \result == NTK_OK <==> depth_fits(*arch) && widths_fit(*arch); */
static ntk_status check_shape(const ntk_arch *arch, ntk_error *err) {
  const size_t L = arch->depth;
  if (L < 2 || L > NTK_MAX_DEPTH)
    return ntk_fail(err, NTK_EUSAGE, "depth: expected 2 to %d weight layers, found %zu", NTK_MAX_DEPTH, L);
  /*@ loop invariant range: 0 <= l <= L + 1;
      loop invariant fits: \forall integer i; 0 <= i < l ==> 1 <= arch->width[i] <= INT_MAX;
      loop assigns l;
      loop variant L + 1 - l; */
  for (size_t l = 0; l <= L; l++) {
    //@ assert value: arch->width[l] == width(*arch, l);
    if (arch->width[l] < 1 || arch->width[l] > INT_MAX)
      return ntk_fail(err, NTK_EUSAGE, "width of layer %zu: expected 1 to %d, found %zu", l, INT_MAX, arch->width[l]);
  }
  return NTK_OK;
}

/*@ requires valid: \valid_read(arch) && (err == \null || (\valid(err) && \separated(err, arch)));
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], \result \from *arch;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures decides: \result == NTK_OK <==> scales_fit(*arch); */
static ntk_status check_scales(const ntk_arch *arch, ntk_error *err) {
  if (!(arch->weight_scale > 0.0 && isfinite(arch->weight_scale)))
    return ntk_fail(err, NTK_EUSAGE, "weight scale: expected a positive number, found %g", arch->weight_scale);
  if (!(arch->bias_scale >= 0.0 && isfinite(arch->bias_scale)))
    return ntk_fail(err, NTK_EUSAGE, "bias scale: expected a number >= 0, found %g", arch->bias_scale);
  if (!(arch->scale_power >= 0.0 && isfinite(arch->scale_power)))
    return ntk_fail(err, NTK_EUSAGE, "scale power: expected a number >= 0, found %g", arch->scale_power);
  return NTK_OK;
}

/*@ requires valid: \valid_read(arch) && (err == \null || (\valid(err) && \separated(err, arch)));
    requires shape: depth_fits(*arch) && widths_fit(*arch);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], \result \from *arch;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures decides: \result == NTK_OK <==> 8 * arch_params(*arch) <= PTRDIFF_MAX && halves_fit(*arch); */
static ntk_status check_sizes(const ntk_arch *arch, ntk_error *err) {
  const size_t m = arch->width[arch->depth - 1];
  //@ assert value: m == width(*arch, (*arch).depth - 1);
  //@ assert halves: halves_fit(*arch) <==> (arch->init == NTK_INIT_ANTISYMMETRIC ==> m % 2 == 0);
  if (arch->init == NTK_INIT_ANTISYMMETRIC && m % 2 != 0)
    return ntk_fail(err, NTK_EUSAGE, "antisymmetric initialisation: expected an even last hidden width (it counts both copies), found %zu", m);
  if (!params_fit(arch)) return ntk_fail(err, NTK_EUSAGE, "width: the number of parameters does not fit into memory");
  return NTK_OK;
}

ntk_status ntk_arch_check(const ntk_arch *arch, ntk_error *err) {
  ntk_status status = check_shape(arch, err);
  if (status != NTK_OK) return status;
  if (arch->activation == NULL) return ntk_fail(err, NTK_EUSAGE, "activation: none given");
  status = check_scales(arch, err);
  if (status != NTK_OK) return status;
  return check_sizes(arch, err);
}

ntk_status ntk_arch_agree(const ntk_arch *arch, const ntk_arch *asked, ntk_error *err) {
  if (asked->depth == 0) return NTK_OK;
  if (asked->depth != arch->depth)
    return ntk_fail(err, NTK_EUSAGE, "depth %zu was asked for, the weights have depth %zu", asked->depth, arch->depth);
  /*@ loop invariant range: 0 <= l <= arch->depth + 1;
      loop invariant agree: \forall integer i; 0 <= i < l ==> asked->width[i] == 0 || asked->width[i] == arch->width[i];
      loop assigns l;
      loop variant arch->depth + 1 - l; */
  for (size_t l = 0; l <= arch->depth; l++)
    if (asked->width[l] != 0 && asked->width[l] != arch->width[l])
      return ntk_fail(err, NTK_EUSAGE, "width %zu of layer %zu was asked for, the weights have width %zu", asked->width[l], l, arch->width[l]);
  return NTK_OK;
}

/*@ requires positive: 0.0 < m;
    terminates \true;
    exits \false;
    assigns \result \from c, m;
    ensures scale: \result == root_scale(c, m); */
static double root_scale(double c, double m) { return c / sqrt(m); }

/*@ requires positive: 0.0 < m;
    terminates \true;
    exits \false;
    assigns \result \from c, m, exponent;
    ensures scale: \result == power_scale(c, m, exponent); */
static double power_scale(double c, double m, double exponent) { return c * pow(m, exponent); }

/*@ requires positive: 0.0 < m;
    terminates \true;
    exits \false;
    assigns \result \from rule, l, c, m, power, exponent;
    ensures scale: \result == scale_rule(rule, l, c, m, power, exponent); */
static double scale_of(ntk_parametrisation rule, size_t l, double c, double m, double power, double exponent) {
  if (rule == NTK_PARAM_STANDARD) return 1.0;
  if (l == 1 || power == 0.5) return root_scale(c, m);
  return power_scale(c, m, exponent);
}

double ntk_layer_scale(const ntk_arch *arch, size_t l) {
  //@ ghost width_fits(arch, l - 1);
  const double m = (double)arch->width[l - 1];
  return scale_of(arch->parametrisation, l, arch->weight_scale, m, arch->scale_power, -arch->scale_power);
}

size_t ntk_layer_offset(const ntk_arch *arch, size_t l) {
  size_t offset = 0;
  /*@ loop invariant range: 1 <= i <= l;
      loop invariant sum: offset == layer_offset(*arch, i);
      loop invariant some: 2 <= i ==> 1 <= offset;
      loop assigns i, offset;
      loop variant l - i; */
  for (size_t i = 1; i < l; i++) {
    //@ ghost layer_inside(arch, i, arch->depth + 1);
    //@ ghost layer_has_room(arch, i);
    const size_t m = arch->width[i], inputs = inputs_of(arch, i);
    //@ assert size: m * inputs == layer_size(*arch, i);
    offset += m * inputs;
  }
  /*@ ghost if (l <= arch->depth) {
        width_fits(arch, l);
        width_fits(arch, l - 1);
        layer_has_room(arch, l);
        layer_inside(arch, l, arch->depth + 1);
      } */
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
  const size_t offset = ntk_layer_offset(arch, l);
  if (arch->bias_scale == 0.0) return NULL;
  const size_t m = arch->width[l], m_in = arch->width[l - 1];
  //@ assert weights: m * m_in == layer_weights(*arch, l);
  return theta + (offset - base) + m * m_in;
}

void ntk_trained_layers(const ntk_arch *arch, size_t *first, size_t *last) {
  const size_t L = arch->depth;
  *first = arch->train == NTK_TRAIN_OUTPUT ? L : 1;
  *last = arch->train == NTK_TRAIN_HIDDEN ? L - 1 : arch->train == NTK_TRAIN_FIRST ? 1 : L;
}

void ntk_trained_slice(const ntk_arch *arch, size_t *offset, size_t *count) {
  size_t first, last;
  ntk_trained_layers(arch, &first, &last);
  //@ ghost layer_inside(arch, first, last + 1);
  //@ ghost layer_has_room(arch, first);
  *offset = ntk_layer_offset(arch, first);
  *count = ntk_layer_offset(arch, last + 1) - *offset;
}
