/* init-scaling on random architectures: the mean of K's diagonal at widths 64..1024, over 16 * 1024/m initialisations (as many hidden units at each
   width): its exponent in m, 95% interval, is within 0.1 of 0. Control: s_l = c/m (mean field) or c (none) in layers l >= 2, without biases. */
#include <math.h>
#include <stdlib.h>
#include "claim/init-scaling.h"
#include "core/alloc.h"
#include "draw.h"
#include "material.h"
#include "stats/stats.h"

enum { SIZES = 5, FIRST = 64, LAST_INITS = 8 };

static ntk_status mean_diagonal(const ntk_arch *arch, const gsl_matrix *x, uint64_t seed, size_t inits, double *mean, ntk_error *err) {
  const size_t N = x->size1 * arch->width[arch->depth];
  double *K = ntk_doubles(N, N), sum = 0;
  ntk_status status = K == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory") : NTK_OK;
  for (size_t i = 0; i < inits && status == NTK_OK; i++) {
    ntk_net net;
    status = ntk_net_init(&net, arch, x, NULL, seed, i, err);
    if (status != NTK_OK) break;
    status = ntk_kernel(net.mlp, K);
    for (size_t j = 0; j < N; j++) sum += K[j * N + j];
    ntk_net_clear(&net);
  }
  free(K);
  *mean = sum / (double)(N * inits);
  return status;
}

static void sweep(const ntk_case *c, double power, ntk_observation *o) {
  ntk_error err = {.text = ""};
  ntk_dataset *data;
  double width[SIZES], value[SIZES];
  ntk_arch arch = ntk_case_arch(c);
  arch.scale_power = power;
  ntk_status status = ntk_case_dataset(c, &data, &err);
  for (size_t s = 0; s < SIZES && status == NTK_OK; s++) {
    const size_t m = (size_t)FIRST << s;
    ntk_arch_set_width(&arch, m);
    width[s] = (double)m;
    status = mean_diagonal(&arch, data->x, c->seed + s, LAST_INITS << (SIZES - 1 - s), &value[s], &err);
    if (status != NTK_OK) ntk_dataset_free(data);
  }
  if (status != NTK_OK) {
    ntk_observe_status(o, status, &err);
    return;
  }
  ntk_dataset_free(data);
  const ntk_fit fit = ntk_fit_power(SIZES, width, value, 0.95);
  ntk_observe(o, ntk_init_scaling(fit.low, fit.high) ? NTK_PASS : NTK_FAIL, NAN, "exponent %.4f in [%.4f, %.4f]", fit.slope, fit.low, fit.high);
}

static void run(const ntk_case *c, ntk_observation *o) { sweep(c, 0.5, o); }
/* Without biases: the output bias alone keeps a kernel Theta(1). */
static void control(const ntk_case *c, ntk_observation *o) {
  ntk_case plain = *c;
  plain.bias_scale = 0;
  sweep(&plain, c->seed % 2 ? 1 : 0, o);
}

static void draw(gsl_rng *rng, ntk_case *c) {
  ntk_draw_network(rng, c, NTK_DRAW_RELU | NTK_DRAW_BUNDLED | NTK_DRAW_OUTPUTS, 3, 1);
  c->init = 0;
  c->weight_scale = 1;
  if (ntk_draw_chance(rng, 0.2)) c->depth = 3;
}

static const ntk_label labels[] = {
    {"depth>=3", ntk_is_deep, 3}, {"relu", ntk_is_relu, 5}, {"biases", ntk_has_biases, 10}, {"bundled", ntk_is_bundled, 5}, {NULL, NULL, 0}};

const ntk_property ntk_property_init_scaling = {.id = "init-scaling",
                                                .statement = "s_l = c / sqrt m keeps K(w0) = Theta(1) in the width",
                                                .draw = draw,
                                                .run = run,
                                                .control = control,
                                                .control_what = "s_l = c/m or c",
                                                .control_share = 1,
                                                .labels = labels,
                                                .cases = 30,
                                                .controls = 10};
