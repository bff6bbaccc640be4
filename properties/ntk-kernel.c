/* ntk-kernel on random networks: the layer-wise kernel equals the Gram matrix of naive gradients to C L (m + d) eps scale_i scale_j (scale.h; C = 4),
   is exactly symmetric, has no eigenvalue below -(its eigenvalues' error), and its block between the first row and all rows, as used on new data, is
   the same. Control: the last trained layer left out of K. */
#include <math.h>
#include <stdlib.h>
#include "claim/ntk-kernel.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "draw.h"
#include "kernel/spectrum.h"
#include "material.h"
#include "model/naive-net.h"
#include "scale.h"

static const double C = 4;

/* G (N x p) := the naive gradients; gram := their Gram matrix, error as above. Columns from `columns` on are left out of gram. */
static ntk_status naive_gram(const ntk_material *m, const ntk_case *c, size_t columns, double *gram, double *error) {
  double *G = ntk_doubles(m->N, m->p), *scale = ntk_doubles(m->N, 1);
  ntk_status status = G == NULL || scale == NULL ? NTK_ENOMEM : NTK_OK;
  for (size_t i = 0; i < m->N && status == NTK_OK; i++) {
    const double *x = gsl_matrix_const_ptr(m->data->x, i / c->k, 0);
    status = ntk_naive_gradient(&m->arch, m->net.theta, x, i % c->k, G + i * m->p);
    if (status == NTK_OK) status = ntk_gradient_scale(&m->arch, m->net.theta, x, i % c->k, &scale[i]);
  }
  for (size_t i = 0; i < m->N && status == NTK_OK; i++)
    for (size_t j = 0; j < m->N; j++) {
      const double *g = G + i * m->p, *h = G + j * m->p;
      gram[i * m->N + j] = ntk_dot(columns, g, h);
      error[i * m->N + j] = C * m->rounding * scale[i] * scale[j];
    }
  free(G), free(scale);
  return status;
}

/* error: K's entries'; an eigenvalue is off by at most N times the greatest, beside what computing it adds. */
static void symmetric_and_psd(const ntk_material *m, const double *K, const double *error, ntk_observation *o) {
  double low, high, most = 0;
  for (size_t i = 0; i < m->N * m->N; i++) most = fmax(most, error[i]);
  for (size_t i = 0; i < m->N; i++)
    for (size_t j = 0; j < i; j++)
      if (K[i * m->N + j] != K[j * m->N + i]) ntk_observe(o, NTK_FAIL, NAN, "K is not symmetric: entries %zu, %zu", i, j);
  const ntk_status status = ntk_eigen_ends(m->N, K, &low, &high);
  if (status != NTK_OK) ntk_observe_status(o, status, &(ntk_error){status, "eigenvalues"});
  else if (!(low >= -ntk_eigen_error(m->N, high) - (double)m->N * most))
    ntk_observe(o, NTK_FAIL, NAN, "K has the eigenvalue %g, greatest %g", low, high);
}

/* K of the first row against all, by the rectangular kernel. */
static ntk_status cross_block(const ntk_material *m, const ntk_case *c, double *block) {
  ntk_net one;
  gsl_matrix_const_view row = gsl_matrix_const_submatrix(m->data->x, 0, 0, 1, c->d);
  ntk_error err = {.text = ""};
  ntk_status status = ntk_net_init(&one, &m->arch, &row.matrix, m->net.theta, 0, 0, &err);
  if (status == NTK_OK) status = ntk_kernel_cross(one.mlp, m->net.mlp, block);
  ntk_net_clear(&one);
  return status;
}

static void compare(const ntk_case *c, size_t left_out, ntk_observation *o) {
  ntk_material m;
  if (!ntk_material_init(&m, c, o)) return;
  const size_t NN = m.N * m.N, first = c->k * m.N;
  double *K = ntk_doubles(NN, 1), *gram = ntk_doubles(NN, 1), *error = ntk_doubles(NN, 1), *block = ntk_doubles(first, 1);
  ntk_status status = K && gram && error && block ? ntk_kernel(m.net.mlp, K) : NTK_ENOMEM;
  if (status == NTK_OK) status = naive_gram(&m, c, m.p - left_out, gram, error);
  if (status == NTK_OK) status = cross_block(&m, c, block);
  if (status != NTK_OK) ntk_observe_status(o, status, &(ntk_error){status, "ntk-kernel"});
  else {
    ntk_observe_agree(o, "K", ntk_ntk_kernel(NN, K, gram, error), NN, K, gram, error);
    if (o->answer == NTK_PASS && !ntk_ntk_kernel(first, block, gram, error)) ntk_observe_agree(o, "K of the first row", 0, first, block, gram, error);
    if (o->answer == NTK_PASS) symmetric_and_psd(&m, K, error, o);
  }
  free(K), free(gram), free(error), free(block);
  ntk_material_clear(&m);
}

static void run(const ntk_case *c, ntk_observation *o) { compare(c, 0, o); }

/* The last trained layer's parameters are the last ones of w. Where relu's units are all dead, or (a, -a) cancel, their
   gradient is 0 and nothing is left out. */
static void control(const ntk_case *c, ntk_observation *o) {
  const ntk_arch arch = ntk_case_arch(c);
  size_t lowest, last;
  ntk_trained_layers(&arch, &lowest, &last);
  const size_t parameters = arch.width[last] * (arch.width[last - 1] + (arch.bias_scale > 0));
  if (ntk_is_relu(c)) ntk_observe(o, NTK_DISCARD, NAN, "relu: units may be dead");
  else if (ntk_starts_antisymmetric(c) && last + 1 < arch.depth)
    ntk_observe(o, NTK_DISCARD, NAN, "no-gradient: layers below the doubled one have none");
  else compare(c, parameters, o);
}

static void draw(gsl_rng *rng, ntk_case *c) { ntk_draw_network(rng, c, NTK_DRAW_ALL, 6, 24); }

static const ntk_label labels[] = {{"depth>=3", ntk_is_deep, 20},     {"k>1", ntk_has_outputs, 15},       {"relu", ntk_is_relu, 10},
                                   {"biases", ntk_has_biases, 20},    {"bundled", ntk_is_bundled, 8},     {"part trained", ntk_is_partly_trained, 15},
                                   {"standard", ntk_is_standard, 15}, {"duplicate", ntk_is_duplicate, 5}, {NULL, NULL, 0}};

const ntk_property ntk_property_ntk_kernel = {.id = "ntk-kernel",
                                              .statement = "K_ij = <grad f_i, grad f_j>, symmetric, PSD, the same on new rows",
                                              .draw = draw,
                                              .run = run,
                                              .control = control,
                                              .control_what = "the last trained layer left out",
                                              .control_share = 1,
                                              .labels = labels,
                                              .cases = 600,
                                              .controls = 100};
