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

/* Depth 2, width 1024, tanh, ntk, c = 1, c_b = 0, all, gaussian, centred (design's defaults), d inputs, k outputs. */
ntk_arch ntk_arch_default(size_t d, size_t k);

/* Depth := L (2..NTK_MAX_DEPTH, else nothing happens); k stays the last width, new hidden layers are as wide as the last one was. */
void ntk_arch_set_depth(ntk_arch *arch, size_t L);

/* All hidden widths := m. */
void ntk_arch_set_width(ntk_arch *arch, size_t m);

/* NTK_EUSAGE when depth or a width is out of range (1..INT_MAX, BLAS's integers), c is not positive and finite, c_b or scale_power is
   negative or not finite, antisymmetric with an odd last hidden width, or sizes overflow. The other functions here expect a checked arch. */
ntk_status ntk_arch_check(const ntk_arch *arch, ntk_error *err);

/* s_l of layer l = 1..L. */
double ntk_layer_scale(const ntk_arch *arch, size_t l);

/* Parameters of all layers, layer by layer: W_l row-major, then beta_l (if c_b != 0). */
size_t ntk_arch_params(const ntk_arch *arch);

/* What was asked for (asked: depth 0 or a width 0 mean nothing was) against what a file of weights fixed: NTK_EUSAGE names the first difference. */
ntk_status ntk_arch_agree(const ntk_arch *arch, const ntk_arch *asked, ntk_error *err);

/* Where W_l starts; beta_l follows at offset + m_l m_{l-1}. */
size_t ntk_layer_offset(const ntk_arch *arch, size_t l);

/* W_l (m_l x m_{l-1}) and beta_l (m_l; NULL without biases) inside a vector whose element 0 is parameter number base:
   all parameters (base 0), or the trained ones (base = the offset of ntk_trained_slice). */
gsl_matrix_view ntk_layer_weights(const ntk_arch *arch, double *theta, size_t base, size_t l);
_gsl_matrix_const_view ntk_layer_const_weights(const ntk_arch *arch, const double *theta, size_t base, size_t l);
const double *ntk_layer_bias(const ntk_arch *arch, const double *theta, size_t base, size_t l);

/* Trained layers first..last (1-based): all 1..L, hidden 1..L-1, first 1..1, output L..L. */
void ntk_trained_layers(const ntk_arch *arch, size_t *first, size_t *last);

/* The trained parameters w are the contiguous slice [*offset, *offset + *count) of all parameters; count = p of theory. */
void ntk_trained_slice(const ntk_arch *arch, size_t *offset, size_t *count);

#endif
