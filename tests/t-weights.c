/* Weights to and from safetensors: the same bytes of theta and of output, PyTorch's names, F32, every refusal. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/alloc.h"
#include "harness.h"
#include "model/mlp.h"
#include "random-net.h"

static const char *scratch(void) {
  static char path[64];
  snprintf(path, sizeof path, "/tmp/ntk-t-weights-%ld.safetensors", (long)getpid());
  return path;
}

/* A file by hand: 8-byte little-endian length, JSON, data. */
static void write_file(const char *json, const void *data, size_t size) {
  FILE *file = fopen(scratch(), "wb");
  CU_ASSERT_PTR_NOT_NULL_FATAL(file);
  for (size_t i = 0, length = strlen(json); i < 8; i++) fputc((int)(length >> (8 * i) & 255), file);
  fputs(json, file);
  fwrite(data, 1, size, file);
  fclose(file);
}

static ntk_arch nothing_asked(void) {
  ntk_arch arch = ntk_arch_default(0, 0);
  arch.depth = 0;
  arch.width[1] = 0;
  return arch;
}

/* Saved and read back into an architecture that knows nothing but the scales: theta and output are the same bytes. */
static void round_trip(void) {
  for (size_t c = 0; c < 160; c += 3) {
    const ntk_arch arch = random_net_arch(c);
    const size_t p = ntk_arch_params(&arch), N = 4 * arch.width[arch.depth];
    double *theta = random_theta(&arch, c), *back = NULL, f[12], g[12];
    CU_ASSERT_EQUAL_FATAL(ntk_weights_save(scratch(), &arch, theta, NULL), NTK_OK);
    ntk_arch read = arch;
    read.depth = 0;
    memset(read.width, 0, sizeof read.width);
    CU_ASSERT_EQUAL_FATAL(ntk_weights_load(scratch(), &read, &back, NULL), NTK_OK);
    CU_ASSERT(read.depth == arch.depth && memcmp(read.width, arch.width, (arch.depth + 1) * sizeof arch.width[0]) == 0);
    CU_ASSERT(read.bias_scale == arch.bias_scale && ntk_arch_params(&read) == p);
    CU_ASSERT(memcmp(theta, back, p * sizeof *theta) == 0);
    gsl_matrix *x = random_matrix(c, 4, 3);
    ntk_mlp *one = ntk_mlp_alloc(&arch, x, theta, NULL), *two = ntk_mlp_alloc(&read, x, back, NULL);
    CU_ASSERT_FATAL(one != NULL && two != NULL);
    ntk_mlp_output(one, f);
    ntk_mlp_output(two, g);
    CU_ASSERT(memcmp(f, g, N * sizeof *f) == 0);
    ntk_mlp_free(one);
    ntk_mlp_free(two);
    gsl_matrix_free(x);
    free(theta), free(back);
  }
  unlink(scratch());
}

#define F32(name, shape, from, to) "\"" name "\":{\"dtype\":\"F32\",\"shape\":[" shape "],\"data_offsets\":[" #from "," #to "]}"

/* As other software writes it: F32, a prefix, numbers with gaps (activations in between), 10 after 2, metadata, not in order. */
static void float32_with_biases(void) {
  const float data[] = {/* net.10.bias */ 0.5f, /* net.0.weight */ 1, 2, 3, 4, 5, 6, /* net.2.weight */ 1, 0, 0, 0, 1, 0.25f,
                        /* net.0.bias */ -1, -2, -3, /* net.2.bias */ 7, 8, /* net.10.weight */ 0.125f, -9};
  write_file("{\"__metadata__\":{\"format\":\"pt\"}," F32("net.10.bias", "1", 0, 4) "," F32("net.0.weight", "3,2", 4, 28) "," F32("net.2.weight", "2,3", 28, 52) ","
             F32("net.0.bias", "3", 52, 64) "," F32("net.2.bias", "2", 64, 72) "," F32("net.10.weight", "1,2", 72, 80) "}", data, sizeof data);
  const double expected[] = {1, 2, 3, 4, 5, 6, -1, -2, -3, 1, 0, 0, 0, 1, 0.25, 7, 8, 0.125, -9, 0.5};
  ntk_arch arch = nothing_asked();
  double *theta = NULL;
  ntk_error err = {NTK_OK, ""};
  CU_ASSERT_EQUAL_FATAL(ntk_weights_load(scratch(), &arch, &theta, &err), NTK_OK);
  CU_ASSERT(arch.depth == 3 && arch.width[0] == 2 && arch.width[1] == 3 && arch.width[2] == 2 && arch.width[3] == 1);
  CU_ASSERT(arch.bias_scale == 1.0 && ntk_arch_params(&arch) == 20);
  CU_ASSERT(memcmp(theta, expected, sizeof expected) == 0);
  free(theta);
  /* A bias scale that was given stays; depth and hidden widths of the default are overwritten, d and k agree. */
  arch = ntk_arch_default(2, 1);
  arch.bias_scale = 0.25;
  CU_ASSERT_EQUAL_FATAL(ntk_weights_load(scratch(), &arch, &theta, &err), NTK_OK);
  CU_ASSERT(arch.bias_scale == 0.25 && arch.depth == 3 && arch.width[1] == 3);
  free(theta);
  ntk_arch asked = {.depth = 2};
  CU_ASSERT_EQUAL(ntk_arch_agree(&arch, &asked, &err), NTK_EUSAGE);
  unlink(scratch());
}

/* No biases in the file, but a bias scale asked for: beta = 0. */
static void biases_asked_for(void) {
  const float data[] = {1, 2, 3, 4};
  write_file("{" F32("fc1.weight", "2,1", 0, 8) "," F32("fc2.weight", "1,2", 8, 16) "}", data, sizeof data);
  ntk_arch arch = nothing_asked();
  double *theta = NULL;
  CU_ASSERT_EQUAL_FATAL(ntk_weights_load(scratch(), &arch, &theta, NULL), NTK_OK);
  CU_ASSERT(arch.bias_scale == 0.0 && ntk_arch_params(&arch) == 4);
  free(theta);
  arch = nothing_asked(), arch.bias_scale = 0.1;
  CU_ASSERT_EQUAL_FATAL(ntk_weights_load(scratch(), &arch, &theta, NULL), NTK_OK);
  const double expected[] = {1, 2, 0, 0, 3, 4, 0};
  CU_ASSERT(memcmp(theta, expected, sizeof expected) == 0);
  free(theta);
  unlink(scratch());
}

static void refused_by(const ntk_arch *arch, ntk_status status, const char *word) {
  ntk_arch tried = *arch;
  double mark = 0.0, *theta = &mark;
  ntk_error err = {NTK_OK, ""};
  CU_ASSERT_EQUAL(ntk_weights_load(scratch(), &tried, &theta, &err), status);
  if (strstr(err.text, word) == NULL) printf("expected '%s' in: %s\n", word, err.text);
  CU_ASSERT_PTR_NOT_NULL(strstr(err.text, word));
  if (status == NTK_EDATA) CU_ASSERT_PTR_NOT_NULL(strstr(err.text, scratch())); /* the file is named */
  CU_ASSERT(theta == &mark && tried.depth == arch->depth && tried.width[0] == arch->width[0]);
  unlink(scratch());
}

static void refused(const char *json, const char *word) {
  const float data[16] = {0};
  const ntk_arch arch = nothing_asked();
  write_file(json, data, sizeof data);
  refused_by(&arch, NTK_EDATA, word);
}

static void refusals(void) {
  refused("{" F32("0.weight", "2,2", 0, 16) "," F32("1.weight", "4,3", 16, 64) "}", "'1.weight': expected 2 columns");
  refused("{" F32("0.weight", "4,2", 0, 32) "," F32("1.weight", "2,4", 32, 64) "," F32("1.bias", "0", 64, 64) "}", "'0.weight' has no bias");
  refused("{" F32("0.weight", "2,2", 0, 16) "," F32("0.bias", "2", 16, 24) "," F32("1.weight", "3,2", 24, 48) "," F32("1.bias", "4", 48, 64) "}",
          "'1.bias': expected 3 elements, found 4");
  refused("{" F32("0.weight", "2,2", 0, 16) "," F32("0.bias", "2", 16, 24) "," F32("1.bias", "10", 24, 64) "}", "'1.bias' has no weight");
  refused("{" F32("0.weight", "16", 0, 64) "}", "'0.weight': expected rank 2, found 1");
  refused("{" F32("0.weight", "2,4", 0, 32) "," F32("0.bias", "4,2", 32, 64) "}", "'0.bias': expected rank 1, found 2");
  refused("{" F32("0.weight", "4,4", 0, 64) "}", "expected at least 2 layers of weights, found 1");
  refused("{" F32("a.0.weight", "2,4", 0, 32) "," F32("b.0.weight", "4,2", 32, 64) "}", "both belong to layer number 0");
  refused("{" F32("weight", "2,4", 0, 32) "," F32("1.weight", "4,2", 32, 64) "}", "tensor 'weight': expected a name");
  refused("{" F32("out.weight", "4,4", 0, 64) "}", "tensor 'out.weight'");
  refused("{" F32("0.running_mean", "16", 0, 64) "}", "tensor '0.running_mean'");
  refused("{" F32("1234567890.weight", "4,4", 0, 64) "}", "tensor '1234567890.weight'");
  refused("{" F32("0.weight", "0,4", 0, 0) "," F32("1.weight", "16,1", 0, 64) "}", "found 0 x 4");
  unlink(scratch());
  const ntk_arch arch = nothing_asked();
  refused_by(&arch, NTK_ENOINPUT, scratch());
}

/* d and k of the data, and the rules of the architecture, against the file. */
static void conflicts(void) {
  const float data[9] = {0};
  const char *json = "{" F32("0.weight", "3,2", 0, 24) "," F32("1.weight", "1,3", 24, 36) "}";
  ntk_arch arch = ntk_arch_default(5, 1);
  write_file(json, data, sizeof data);
  refused_by(&arch, NTK_EDATA, "expected 5 columns, as many as the data have, found 2");
  arch = ntk_arch_default(2, 10);
  write_file(json, data, sizeof data);
  refused_by(&arch, NTK_EDATA, "expected 10 rows, as many as there are targets, found 1");
  arch = ntk_arch_default(2, 1), arch.init = NTK_INIT_ANTISYMMETRIC;
  write_file(json, data, sizeof data);
  refused_by(&arch, NTK_EUSAGE, "found 3");
}

static void many_layers(void) {
  char json[8192] = "{";
  const float data[80] = {0};
  size_t length = 1;
  for (size_t i = 0; i < 65; i++)
    length += (size_t)snprintf(json + length, sizeof json - length, "%s\"%zu.weight\":{\"dtype\":\"F32\",\"shape\":[1,1],\"data_offsets\":[%zu,%zu]}",
                               i ? "," : "", i, 4 * i, 4 * i + 4);
  snprintf(json + length, sizeof json - length, "}");
  write_file(json, data, 65 * sizeof(float));
  const ntk_arch arch = nothing_asked();
  refused_by(&arch, NTK_EDATA, "at most 64 layers");
}

/* Every allocation fails once in turn, on reading and on writing. */
static void memory_out(void) {
  const ntk_arch arch = random_net_arch(30);
  double *theta = random_theta(&arch, 1), *back = NULL;
  unsigned long count = 0;
  ntk_status status = NTK_ENOMEM;
  while (status != NTK_OK && count < 1000) {
    ntk_alloc_fail_at(++count);
    status = ntk_weights_save(scratch(), &arch, theta, NULL);
    CU_ASSERT(status == NTK_OK || status == NTK_ENOMEM);
  }
  CU_ASSERT(status == NTK_OK && count > 2);
  for (status = NTK_ENOMEM, count = 0; status != NTK_OK && count < 1000;) {
    ntk_arch read = nothing_asked();
    ntk_alloc_fail_at(++count);
    status = ntk_weights_load(scratch(), &read, &back, NULL);
    CU_ASSERT(status == NTK_OK || status == NTK_ENOMEM);
  }
  ntk_alloc_fail_at(0);
  CU_ASSERT(status == NTK_OK && count > 2);
  free(theta), free(back);
  unlink(scratch());
}

static void cannot_write(void) {
  const ntk_arch arch = random_net_arch(30);
  double *theta = random_theta(&arch, 1);
  ntk_error err = {NTK_OK, ""};
  CU_ASSERT_EQUAL(ntk_weights_save("/nonexistent/folder/w.safetensors", &arch, theta, &err), NTK_EWRITE);
  CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "/nonexistent/folder"));
  free(theta);
}

NTK_TESTS("weights", {"round trip", round_trip}, {"float32 with biases", float32_with_biases}, {"biases asked for", biases_asked_for},
          {"refusals", refusals}, {"conflicts", conflicts}, {"many layers", many_layers}, {"memory out", memory_out}, {"cannot write", cannot_write})
