/* An architecture's sizes (theory, notation): what fits, where each layer lies among the parameters. On values, not on pointers: whatever
   is written elsewhere, the same architecture has the same layers. */
#ifndef NTK_ACSL_ARCH_H
#define NTK_ACSL_ARCH_H

#include <limits.h>
#include <stdint.h>

#include "activation.h"
#include "finite.h"

/*@ // m_l
    logic integer width(ntk_arch a, integer l) = a.width[l];

    predicate has_bias(ntk_arch a) = a.bias_scale != 0.0;

    // inputs of a unit of layer l: one more with biases
    logic integer layer_inputs(ntk_arch a, integer l) = a.width[l - 1] + (a.bias_scale == 0.0 ? 0 : 1);

    // W_l, and beta_l if there is one
    logic integer layer_size(ntk_arch a, integer l) = a.width[l] * layer_inputs(a, l);

    // where W_l starts: after the layers before
    logic integer layer_offset(ntk_arch a, integer l) = l <= 1 ? 0 : layer_offset(a, l - 1) + layer_size(a, l - 1);

    logic integer arch_params(ntk_arch a) = layer_offset(a, a.depth + 1);

    // W_l's entries
    logic integer layer_weights(ntk_arch a, integer l) = a.width[l] * a.width[l - 1];

    predicate depth_fits(ntk_arch a) = 2 <= a.depth <= 64;

    predicate widths_fit(ntk_arch a) = \forall integer l; 0 <= l <= a.depth ==> 1 <= a.width[l] <= INT_MAX;

    predicate halves_fit(ntk_arch a) = a.init == NTK_INIT_ANTISYMMETRIC ==> width(a, a.depth - 1) % 2 == 0;

    predicate scales_fit(ntk_arch a) =
      0.0 < a.weight_scale && finite(a.weight_scale) && 0.0 <= a.bias_scale && finite(a.bias_scale) && 0.0 <= a.scale_power && finite(a.scale_power);

    predicate arch_ok(ntk_arch a) = depth_fits(a) && widths_fit(a) && activation_known(a.activation) && scales_fit(a) && halves_fit(a) && 8 * arch_params(a) <= PTRDIFF_MAX;

    // layer l among all parameters
    predicate layer_fits(ntk_arch a, integer l) = 0 <= layer_offset(a, l) && layer_offset(a, l) + layer_size(a, l) <= arch_params(a) &&
      1 <= layer_weights(a, l) <= layer_size(a, l) && (has_bias(a) ==> layer_size(a, l) == layer_weights(a, l) + width(a, l)) &&
      1 <= width(a, l) <= INT_MAX && 1 <= width(a, l - 1) <= INT_MAX;

    // s_l of layer l over m units; by the root where it is one, since the floats of a power differ from it
    logic real root_scale(real c, real m) = c / \sqrt(m);
    logic real power_scale(real c, real m, real exponent) = c * \pow(m, exponent);
    logic real scale_rule(integer rule, integer l, real c, real m, real power, real exponent) =
      rule == NTK_PARAM_STANDARD ? 1.0 : l == 1 ? root_scale(c, m) : power == 0.5 ? root_scale(c, m) : power_scale(c, m, exponent);

    logic real layer_scale(ntk_arch a, integer l) = scale_rule(a.parametrisation, l, a.weight_scale, (real)width(a, l - 1), a.scale_power, -a.scale_power);

    // the trained layers first..last
    logic integer first_trained(ntk_arch a) = a.train == NTK_TRAIN_OUTPUT ? a.depth : 1;
    logic integer last_trained(ntk_arch a) = a.train == NTK_TRAIN_HIDDEN ? a.depth - 1 : a.train == NTK_TRAIN_FIRST ? 1 : a.depth;

    // the trained parameters: where they start, how many they are (theory's p)
    logic integer trained_offset(ntk_arch a) = layer_offset(a, first_trained(a));
    logic integer trained_count(ntk_arch a) = layer_offset(a, last_trained(a) + 1) - trained_offset(a); */

/* The provers find m_l as the value's only where it is named. */
/*@ ghost
    /@ requires valid: \valid_read(arch) && depth_fits(*arch) && widths_fit(*arch);
       requires layer: l <= arch->depth;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures value: arch->width[l] == width(*arch, l);
       ensures fits: 1 <= arch->width[l] <= INT_MAX; @/
    void width_fits(const ntk_arch *arch, size_t l) {
      /@ assert value: arch->width[l] == width(*arch, l); @/
    } */

/* What lies before layer l, and l itself, is no more than what lies before layer end. */
/*@ ghost
    /@ requires valid: \valid_read(arch) && depth_fits(*arch) && widths_fit(*arch);
       requires layers: 1 <= l < end <= arch->depth + 1;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures positive: 0 <= layer_offset(*arch, l);
       ensures inside: layer_offset(*arch, l) + layer_size(*arch, l) <= layer_offset(*arch, end); @/
    void layer_inside(const ntk_arch *arch, size_t l, size_t end); */

/* A trained layer lies inside the trained slice. */
/*@ ghost
    /@ requires valid: \valid_read(arch) && arch_ok(*arch);
       requires trained: first_trained(*arch) <= l <= last_trained(*arch);
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures after: trained_offset(*arch) <= layer_offset(*arch, l);
       ensures before: layer_offset(*arch, l) + layer_size(*arch, l) <= trained_offset(*arch) + trained_count(*arch); @/
    void layer_in_slice(const ntk_arch *arch, size_t l); */

#endif
