/* Architecture: what a network is, without its weights (theory, notation), and where each layer lies in the vector of parameters. */
#ifndef NTK_MODEL_ARCH_H
#define NTK_MODEL_ARCH_H

#include <gsl/gsl_matrix.h>
#include "core/error.h"
#include "model/activation.h"

typedef enum { NTK_PARAM_NTK, NTK_PARAM_STANDARD } ntk_parametrisation;
typedef enum { NTK_TRAIN_ALL, NTK_TRAIN_HIDDEN, NTK_TRAIN_FIRST, NTK_TRAIN_OUTPUT } ntk_train;
typedef enum { NTK_OUTPUT_GAUSSIAN, NTK_OUTPUT_SIGN } ntk_output_init;
typedef enum { NTK_INIT_CENTRED, NTK_INIT_ANTISYMMETRIC, NTK_INIT_PLAIN } ntk_init;

#define NTK_MAX_DEPTH 64

/* z_l = s_l W_l h_{l-1} + c_b beta_l, h_l = phi(z_l) for l < L, f = z_L; W_l is m_l x m_{l-1}.
   ntk: s_l = c / sqrt(m_{l-1}), W, beta ~ N(0,1). standard: s_l = 1, W ~ N(0, c^2 / m_{l-1}). c_b = 0: no bias parameters.
   scale_power generalises s_l for the controls of `init-scaling`: ntk with s_l = c m_{l-1}^{-scale_power} for l >= 2
   (1/2 by default; 1: mean field; 0: none). */
typedef struct {
  size_t depth;                       /* L, 2..NTK_MAX_DEPTH */
  size_t width[NTK_MAX_DEPTH + 1];    /* m_0 = d, ..., m_L = k */
  const ntk_activation *activation;
  ntk_parametrisation parametrisation;
  double weight_scale;                /* c */
  double bias_scale;                  /* c_b */
  double scale_power;
  ntk_train train;
  ntk_output_init output_init;
  ntk_init init;
} ntk_arch;

#include "../../spec/acsl/arch.h"

/* Depth 2, width 1024, tanh, ntk, c = 1, c_b = 0, all, gaussian, centred (design's defaults), d inputs, k outputs. */
/*@ terminates \true;
    exits \false;
    assigns \result \from d, k;
    ensures shape: \result.depth == 2 && \result.width[0] == d && \result.width[1] == 1024 && \result.width[2] == k;
    ensures choice: \result.activation == &ntk_tanh && \result.parametrisation == NTK_PARAM_NTK && \result.train == NTK_TRAIN_ALL &&
                    \result.output_init == NTK_OUTPUT_GAUSSIAN && \result.init == NTK_INIT_CENTRED;
    ensures scales: \result.weight_scale == 1.0 && \result.bias_scale == 0.0 && \result.scale_power == 0.5; */
ntk_arch ntk_arch_default(size_t d, size_t k);

/* Depth := L (2..NTK_MAX_DEPTH, else nothing happens); k stays the last width, new hidden layers are as wide as the last one was. */
/*@ requires valid: \valid(arch);
    requires depth: 1 <= arch->depth <= 64;
    terminates \true;
    exits \false;
    assigns arch->depth, arch->width[0 .. 64];
    ensures refused: (L < 2 || L > 64) ==> *arch == \old(*arch);
    ensures depth: 2 <= L <= 64 ==> arch->depth == L && arch->width[L] == \old(arch->width[arch->depth]);
    ensures kept: \forall integer l; 0 <= l < L && l < \old(arch->depth) ==> arch->width[l] == \old(arch->width[l]);
    ensures filled: \forall integer l; \old(arch->depth) <= l < L <= 64 ==> arch->width[l] == \old(arch->width[arch->depth - 1]); */
void ntk_arch_set_depth(ntk_arch *arch, size_t L);

/* All hidden widths := m. */
/*@ requires valid: \valid(arch);
    requires depth: arch->depth <= 64;
    terminates \true;
    exits \false;
    assigns arch->width[1 .. arch->depth - 1];
    ensures hidden: \forall integer l; 1 <= l < arch->depth ==> arch->width[l] == m; */
void ntk_arch_set_width(ntk_arch *arch, size_t m);

/* NTK_EUSAGE when depth or a width is out of range (1..INT_MAX, BLAS's integers), c is not positive and finite, c_b or scale_power is
   negative or not finite, antisymmetric with an odd last hidden width, or sizes overflow. The other functions here expect a checked arch. */
/*@ requires valid: \valid_read(arch) && (err == \null || (\valid(err) && \separated(err, arch)));
    requires activation: arch->activation == \null || activation_known(arch->activation);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], \result \from *arch;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures decides: \result == NTK_OK <==> arch_ok(*arch); */
ntk_status ntk_arch_check(const ntk_arch *arch, ntk_error *err);

/* s_l of layer l = 1..L. */
/*@ requires valid: \valid_read(arch) && depth_fits(*arch) && widths_fit(*arch);
    requires layer: 1 <= l <= arch->depth;
    terminates \true;
    exits \false;
    assigns \result \from *arch, l;
    ensures scale: \result == layer_scale(*arch, l); */
double ntk_layer_scale(const ntk_arch *arch, size_t l);

/* Parameters of all layers, layer by layer: W_l row-major, then beta_l (if c_b != 0). */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch);
    terminates \true;
    exits \false;
    assigns \result \from *arch;
    ensures sum: \result == arch_params(*arch);
    ensures some: 1 <= \result <= PTRDIFF_MAX / 8; */
size_t ntk_arch_params(const ntk_arch *arch);

/* What was asked for (asked: depth 0 or a width 0 mean nothing was) against what a file of weights fixed: NTK_EUSAGE names the first difference. */
/*@ requires valid: \valid_read(arch) && \valid_read(asked) && (err == \null || \valid(err));
    requires depth: arch->depth <= 64;
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], \result \from *arch, *asked;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures decides: \result == NTK_OK <==> asked->depth == 0 || (asked->depth == arch->depth &&
                     (\forall integer l; 0 <= l <= arch->depth ==> asked->width[l] == 0 || asked->width[l] == arch->width[l])); */
ntk_status ntk_arch_agree(const ntk_arch *arch, const ntk_arch *asked, ntk_error *err);

/* Where W_l starts; beta_l follows at offset + m_l m_{l-1}. */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch);
    requires layer: 1 <= l <= arch->depth + 1;
    terminates \true;
    exits \false;
    assigns \result \from *arch, l;
    ensures sum: \result == layer_offset(*arch, l);
    ensures fits: l <= arch->depth ==> layer_fits(*arch, l);
    ensures small: \result <= arch_params(*arch);
    ensures some: 2 <= l ==> 1 <= \result; */
size_t ntk_layer_offset(const ntk_arch *arch, size_t l);

/* W_l (m_l x m_{l-1}) and beta_l (m_l; NULL without biases) inside a vector whose element 0 is parameter number base:
   all parameters (base 0), or the trained ones (base = the offset of ntk_trained_slice). */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch);
    requires layer: 1 <= l <= arch->depth;
    requires base: base <= layer_offset(*arch, l);
    terminates \true;
    exits \false;
    assigns \result \from *arch, theta, base, l;
    ensures shape: \result.matrix.size1 == arch->width[l] && \result.matrix.size2 == arch->width[l - 1] && \result.matrix.tda == arch->width[l - 1];
    ensures place: \result.matrix.data == theta + (layer_offset(*arch, l) - base);
    ensures fits: layer_fits(*arch, l); */
gsl_matrix_view ntk_layer_weights(const ntk_arch *arch, double *theta, size_t base, size_t l);
/*@ requires valid: \valid_read(arch) && arch_ok(*arch);
    requires layer: 1 <= l <= arch->depth;
    requires base: base <= layer_offset(*arch, l);
    terminates \true;
    exits \false;
    assigns \result \from *arch, theta, base, l;
    ensures shape: \result.matrix.size1 == arch->width[l] && \result.matrix.size2 == arch->width[l - 1] && \result.matrix.tda == arch->width[l - 1];
    ensures place: \result.matrix.data == theta + (layer_offset(*arch, l) - base);
    ensures fits: layer_fits(*arch, l); */
_gsl_matrix_const_view ntk_layer_const_weights(const ntk_arch *arch, const double *theta, size_t base, size_t l);
/*@ requires valid: \valid_read(arch) && arch_ok(*arch);
    requires layer: 1 <= l <= arch->depth;
    requires base: base <= layer_offset(*arch, l);
    terminates \true;
    exits \false;
    assigns \result \from *arch, theta, base, l;
    ensures none: !has_bias(*arch) ==> \result == \null;
    ensures place: has_bias(*arch) ==> \result == theta + (layer_offset(*arch, l) - base + layer_weights(*arch, l));
    ensures fits: layer_fits(*arch, l); */
const double *ntk_layer_bias(const ntk_arch *arch, const double *theta, size_t base, size_t l);

/* Trained layers first..last (1-based): all 1..L, hidden 1..L-1, first 1..1, output L..L. */
/*@ requires valid: \valid_read(arch) && \valid(first) && \valid(last);
    requires depth: 2 <= arch->depth <= 64;
    requires apart: \separated(first, last) && \separated(first, arch) && \separated(last, arch);
    terminates \true;
    exits \false;
    assigns *first, *last \from *arch;
    ensures first: *first == first_trained(*arch);
    ensures last: *last == last_trained(*arch);
    ensures order: 1 <= *first <= *last <= arch->depth; */
void ntk_trained_layers(const ntk_arch *arch, size_t *first, size_t *last);

/* The trained parameters w are the contiguous slice [*offset, *offset + *count) of all parameters; count = p of theory. */
/*@ requires valid: \valid_read(arch) && \valid(offset) && \valid(count) && arch_ok(*arch);
    requires apart: \separated(offset, count) && \separated(offset, arch) && \separated(count, arch);
    terminates \true;
    exits \false;
    assigns *offset, *count \from *arch;
    ensures offset: *offset == trained_offset(*arch);
    ensures count: *count == trained_count(*arch);
    ensures some: 1 <= *count;
    ensures inside: *offset + *count <= arch_params(*arch); */
void ntk_trained_slice(const ntk_arch *arch, size_t *offset, size_t *count);

#endif
