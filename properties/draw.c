/* Random cases: small ones, with every feature often enough for its label. */
#include "draw.h"

#include <math.h>
#include "model/arch.h"

size_t ntk_draw_size(gsl_rng *rng, size_t low, size_t high) { return low + gsl_rng_uniform_int(rng, high - low + 1); }

double ntk_draw_real(gsl_rng *rng, double low, double high) {
  const double x = low * pow(high / low, gsl_rng_uniform(rng));
  const double unit = pow(10, floor(log10(x)) - 1);
  return unit < 1 ? rint(x / unit) / rint(1 / unit) : rint(x / unit) * unit;
}

int ntk_draw_chance(gsl_rng *rng, double probability) { return gsl_rng_uniform(rng) < probability; }

static size_t draw_data(gsl_rng *rng, unsigned what) {
  if ((what & NTK_DRAW_DUPLICATE) && ntk_draw_chance(rng, 0.15)) return NTK_CASE_DUPLICATE;
  if ((what & NTK_DRAW_BUNDLED) && ntk_draw_chance(rng, 0.25)) return NTK_CASE_DIGITS + gsl_rng_uniform_int(rng, 3);
  return ntk_draw_chance(rng, 0.5) ? NTK_CASE_SPHERE : ntk_draw_chance(rng, 0.5) ? NTK_CASE_CLUSTERED : NTK_CASE_ORTHONORMAL;
}

/* tanh twice as often as the others; identity rarely, it is linear */
static size_t draw_activation(gsl_rng *rng, unsigned what) {
  static const size_t drawn[] = {0, 1, 1, 1, 2, 2, 3, 3, 4, 4, 4};
  return drawn[gsl_rng_uniform_int(rng, what & NTK_DRAW_RELU ? 11 : 8)];
}

void ntk_draw_network(gsl_rng *rng, ntk_case *c, unsigned what, size_t most_rows, size_t most_width) {
  c->data = draw_data(rng, what);
  c->n = ntk_draw_size(rng, 1, most_rows);
  c->d = ntk_draw_size(rng, 2, 8);
  if ((what & NTK_DRAW_OUTPUTS) && ntk_draw_chance(rng, 0.3)) c->k = ntk_draw_size(rng, 2, 3);
  if ((what & NTK_DRAW_DEEP) && ntk_draw_chance(rng, 0.4)) c->depth = ntk_draw_size(rng, 3, 4);
  for (size_t l = 0; l + 1 < c->depth; l++) c->width[l] = ntk_draw_size(rng, 1, most_width);
  c->activation = draw_activation(rng, what);
  if ((what & NTK_DRAW_TRAIN) && ntk_draw_chance(rng, 0.3)) c->train = ntk_draw_size(rng, 1, 3);
  if ((what & NTK_DRAW_STANDARD) && ntk_draw_chance(rng, 0.3)) c->parametrisation = NTK_PARAM_STANDARD;
  c->output_init = ntk_draw_chance(rng, 0.3) ? NTK_OUTPUT_SIGN : NTK_OUTPUT_GAUSSIAN;
  c->init = ntk_draw_chance(rng, 0.3) ? NTK_INIT_ANTISYMMETRIC : NTK_INIT_CENTRED;
  if ((what & NTK_DRAW_PLAIN) && ntk_draw_chance(rng, 0.3)) c->init = NTK_INIT_PLAIN;
  c->weight_scale = ntk_draw_chance(rng, 0.5) ? 1 : ntk_draw_real(rng, 0.5, 2);
  c->bias_scale = ntk_draw_chance(rng, 0.6) ? 0 : ntk_draw_real(rng, 0.05, 1);
  c->alpha = ntk_draw_real(rng, 0.1, 100);
  c->seed = gsl_rng_uniform_int(rng, 1000000);
}

int ntk_is_deep(const ntk_case *c) { return c->depth >= 3; }
int ntk_is_one_row(const ntk_case *c) { return c->n == 1; }
int ntk_has_outputs(const ntk_case *c) { return c->k > 1; }
int ntk_has_biases(const ntk_case *c) { return c->bias_scale > 0; }
int ntk_is_relu(const ntk_case *c) { return c->activation == 4; }
int ntk_is_partly_trained(const ntk_case *c) { return c->train != NTK_TRAIN_ALL; }
int ntk_is_bundled(const ntk_case *c) { return c->data >= NTK_CASE_DIGITS; }
int ntk_is_duplicate(const ntk_case *c) { return c->data == NTK_CASE_DUPLICATE; }
int ntk_is_standard(const ntk_case *c) { return c->parametrisation == NTK_PARAM_STANDARD; }
int ntk_is_plain(const ntk_case *c) { return c->init == NTK_INIT_PLAIN; }
int ntk_starts_antisymmetric(const ntk_case *c) { return c->init == NTK_INIT_ANTISYMMETRIC; }
int ntk_has_small_alpha(const ntk_case *c) { return c->alpha < 1; }
int ntk_has_large_kappa(const ntk_case *c) { return c->kappa >= 100; }
