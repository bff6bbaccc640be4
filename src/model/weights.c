/* Weights from and to safetensors under PyTorch's names: `<prefix><i>.weight` (out, in), `<prefix><i>.bias` (out). */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "data/safetensors.h"
#include "model/init.h"

typedef struct {
  unsigned long number;
  const ntk_tensor *weight, *bias;
} layer;

typedef struct {
  const char *path;
  size_t count;
  layer layer[NTK_MAX_DEPTH];
} network;

#define MAX_DIGITS 9

/* Splits `<prefix><i>.weight` or `<prefix><i>.bias`; 0 when the name is neither. */
static int parse_name(const char *name, unsigned long *number, int *is_bias) {
  const char *dot = strrchr(name, '.');
  if (dot == NULL) return 0;
  *is_bias = strcmp(dot, ".bias") == 0;
  if (!*is_bias && strcmp(dot, ".weight") != 0) return 0;
  const char *digits = dot;
  while (digits > name && isdigit((unsigned char)digits[-1])) digits--;
  if (digits == dot || dot - digits > MAX_DIGITS) return 0;
  *number = strtoul(digits, NULL, 10);
  return 1;
}

/* The layer of this number, put in its place among the sorted ones if it is new; NULL when there are too many. */
static layer *layer_of(network *net, unsigned long number) {
  size_t at = 0;
  while (at < net->count && net->layer[at].number < number) at++;
  if (at < net->count && net->layer[at].number == number) return &net->layer[at];
  if (net->count == NTK_MAX_DEPTH) return NULL;
  memmove(&net->layer[at + 1], &net->layer[at], (net->count - at) * sizeof net->layer[0]);
  net->count++;
  net->layer[at] = (layer){.number = number};
  return &net->layer[at];
}

static ntk_status add_tensor(network *net, const ntk_tensor *tensor, ntk_error *err) {
  unsigned long number;
  int is_bias;
  if (!parse_name(tensor->name, &number, &is_bias))
    return ntk_fail(err, NTK_EDATA, "%s: tensor '%s': expected a name ending in <number>.weight or <number>.bias", net->path, tensor->name);
  const size_t rank = is_bias ? 1 : 2;
  if (tensor->rank != rank)
    return ntk_fail(err, NTK_EDATA, "%s: tensor '%s': expected rank %zu, found %zu", net->path, tensor->name, rank, tensor->rank);
  layer *place = layer_of(net, number);
  if (place == NULL) return ntk_fail(err, NTK_EDATA, "%s: expected at most %d layers, found more", net->path, NTK_MAX_DEPTH);
  const ntk_tensor **slot = is_bias ? &place->bias : &place->weight;
  if (*slot != NULL)
    return ntk_fail(err, NTK_EDATA, "%s: tensors '%s' and '%s' both belong to layer number %lu", net->path, (*slot)->name, tensor->name, number);
  *slot = tensor;
  return NTK_OK;
}

/* m_in: what the layer below gives; 0 below the first. */
static ntk_status check_layer(const network *net, const layer *l, size_t m_in, int has_biases, ntk_error *err) {
  if (l->weight == NULL) return ntk_fail(err, NTK_EDATA, "%s: tensor '%s' has no weight of the same number", net->path, l->bias->name);
  if (l->weight->shape[0] == 0 || l->weight->shape[1] == 0)
    return ntk_fail(err, NTK_EDATA, "%s: tensor '%s': expected at least one row and one column, found %zu x %zu", net->path, l->weight->name,
                    l->weight->shape[0], l->weight->shape[1]);
  if (m_in != 0 && l->weight->shape[1] != m_in)
    return ntk_fail(err, NTK_EDATA, "%s: tensor '%s': expected %zu columns, as many as the layer below has rows, found %zu", net->path,
                    l->weight->name, m_in, l->weight->shape[1]);
  if (l->bias == NULL && has_biases)
    return ntk_fail(err, NTK_EDATA, "%s: tensor '%s' has no bias, but other layers have: expected all or none", net->path, l->weight->name);
  if (l->bias != NULL && l->bias->shape[0] != l->weight->shape[0])
    return ntk_fail(err, NTK_EDATA, "%s: tensor '%s': expected %zu elements, found %zu", net->path, l->bias->name, l->weight->shape[0],
                    l->bias->shape[0]);
  return NTK_OK;
}

static int any_bias(const network *net) {
  for (size_t l = 0; l < net->count; l++)
    if (net->layer[l].bias != NULL) return 1;
  return 0;
}

static ntk_status check_layers(const network *net, ntk_error *err) {
  if (net->count < 2) return ntk_fail(err, NTK_EDATA, "%s: expected at least 2 layers of weights, found %zu", net->path, net->count);
  const int has_biases = any_bias(net);
  size_t m_in = 0;
  for (size_t l = 0; l < net->count; l++) {
    const ntk_status status = check_layer(net, &net->layer[l], m_in, has_biases, err);
    if (status != NTK_OK) return status;
    m_in = net->layer[l].weight->shape[0];
  }
  return NTK_OK;
}

/* *out := arch with the file's depth and widths. */
static ntk_status adopt_shapes(const network *net, const ntk_arch *arch, ntk_arch *out, ntk_error *err) {
  const size_t L = net->count, d = net->layer[0].weight->shape[1], k = net->layer[L - 1].weight->shape[0];
  const size_t want_d = arch->width[0], want_k = arch->depth == 0 || arch->depth > NTK_MAX_DEPTH ? 0 : arch->width[arch->depth];
  if (want_d != 0 && want_d != d)
    return ntk_fail(err, NTK_EDATA, "%s: tensor '%s': expected %zu columns, as many as the data have, found %zu", net->path,
                    net->layer[0].weight->name, want_d, d);
  if (want_k != 0 && want_k != k)
    return ntk_fail(err, NTK_EDATA, "%s: tensor '%s': expected %zu rows, as many as there are targets, found %zu", net->path,
                    net->layer[L - 1].weight->name, want_k, k);
  *out = *arch;
  out->depth = L;
  for (size_t l = 0; l <= NTK_MAX_DEPTH; l++) out->width[l] = l == 0 ? d : l <= L ? net->layer[l - 1].weight->shape[0] : 0;
  if (any_bias(net) && arch->bias_scale == 0.0) out->bias_scale = 1.0;
  return ntk_arch_check(out, err);
}

static double *copy_parameters(const network *net, const ntk_arch *arch) {
  double *theta = ntk_doubles(ntk_arch_params(arch), 1);
  for (size_t l = 1; theta != NULL && l <= arch->depth; l++) {
    const layer *from = &net->layer[l - 1];
    const size_t m = arch->width[l], count = m * arch->width[l - 1];
    double *W = theta + ntk_layer_offset(arch, l);
    ntk_copy(count, from->weight->value, W);
    if (from->bias != NULL) ntk_copy(m, from->bias->value, W + count);
  }
  return theta;
}

static ntk_status load_tensors(const ntk_tensors *tensors, const char *path, ntk_arch *arch, double **theta, ntk_error *err) {
  network net = {.path = path};
  ntk_arch adopted;
  ntk_status status = NTK_OK;
  for (size_t i = 0; status == NTK_OK && i < tensors->count; i++) status = add_tensor(&net, &tensors->tensor[i], err);
  if (status == NTK_OK) status = check_layers(&net, err);
  if (status == NTK_OK) status = adopt_shapes(&net, arch, &adopted, err);
  if (status != NTK_OK) return status;
  double *parameters = copy_parameters(&net, &adopted);
  if (parameters == NULL) return ntk_fail(err, NTK_ENOMEM, "%s: out of memory", path);
  *arch = adopted;
  *theta = parameters;
  return NTK_OK;
}

ntk_status ntk_weights_load(const char *path, ntk_arch *arch, double **theta, ntk_error *err) {
  ntk_tensors tensors = {0, NULL};
  ntk_status status = ntk_safetensors_read(&tensors, path, err);
  if (status != NTK_OK) return status;
  status = load_tensors(&tensors, path, arch, theta, err);
  ntk_tensors_clear(&tensors);
  return status;
}

#define NAME_SIZE 32

/* Weight and, with biases, bias of layer l; values are borrowed from theta, names from the array of NAME_SIZE bytes each. */
static void name_layer(const ntk_arch *arch, double *theta, size_t l, ntk_tensor *tensor, char *names) {
  const size_t m = arch->width[l], m_in = arch->width[l - 1];
  double *W = theta + ntk_layer_offset(arch, l);
  snprintf(names, NAME_SIZE, "%zu.weight", l - 1);
  tensor[0] = (ntk_tensor){.name = names, .rank = 2, .shape = {m, m_in}, .value = W};
  if (arch->bias_scale == 0.0) return;
  snprintf(names + NAME_SIZE, NAME_SIZE, "%zu.bias", l - 1);
  tensor[1] = (ntk_tensor){.name = names + NAME_SIZE, .rank = 1, .shape = {m}, .value = W + m * m_in};
}

ntk_status ntk_weights_save(const char *path, const ntk_arch *arch, const double *theta, ntk_error *err) {
  const size_t per_layer = arch->bias_scale == 0.0 ? 1 : 2, count = per_layer * arch->depth;
  ntk_tensor *tensor = ntk_calloc(count, 1, sizeof *tensor);
  char *names = ntk_calloc(count, NAME_SIZE, 1);
  ntk_status status;
  if (tensor == NULL || names == NULL) {
    status = ntk_fail(err, NTK_ENOMEM, "%s: out of memory", path);
  } else {
    /* The writer only reads; ntk_tensor has no const form. */
    for (size_t l = 1; l <= arch->depth; l++)
      name_layer(arch, (double *)theta, l, tensor + (l - 1) * per_layer, names + (l - 1) * per_layer * NAME_SIZE);
    const ntk_tensors tensors = {count, tensor};
    status = ntk_safetensors_write(path, &tensors, err);
  }
  free(names);
  free(tensor);
  return status;
}
