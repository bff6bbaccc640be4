/* Small settings for the tests of src/check: a few digits, a narrow network. */
#ifndef NTK_TESTS_CHECK_SETTING_H
#define NTK_TESTS_CHECK_SETTING_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "check/trial.h"

typedef struct { ntk_dataset *data; ntk_setting setting; } check_case;

/* The first rows of a bundled set (digits on the sphere, others standardised), depth L, width m, alpha 10, 2 initialisations, 1 thread. Ends the test program when there is no such data. */
static inline check_case check_case_make(const char *name, size_t rows, const char *target, size_t depth, size_t width) {
  check_case c;
  ntk_error err = {NTK_OK, ""};
  const ntk_data_options options = {.data = name, .rows = rows, .target = target, .normalise = strcmp(name, "digits") == 0 ? NTK_NORMALISE_SPHERE : NTK_NORMALISE_STANDARD};
  if (ntk_dataset_load(&c.data, &options, &err) != NTK_OK) {
    printf("%s\n", err.text);
    exit(70);
  }
  ntk_arch arch = ntk_arch_default(c.data->x->size2, c.data->y->size2);
  arch.depth = depth;
  arch.width[depth] = c.data->y->size2;
  ntk_arch_set_width(&arch, width);
  c.setting = (ntk_setting){.data = c.data, .arch = arch, .alpha = 10.0, .seed = 5, .inits = 2, .threads = 1, .tolerance = 1e-8};
  return c;
}

static inline void check_case_drop(check_case *c) { ntk_dataset_free(c->data); }

/* Row `to` of the data := row `from`. */
static inline void check_case_duplicate(check_case *c, size_t from, size_t to) {
  for (size_t j = 0; j < c->data->x->size2; j++) gsl_matrix_set(c->data->x, to, j, gsl_matrix_get(c->data->x, from, j));
}

static inline ntk_trial *check_trial(const ntk_setting *setting) {
  ntk_trial *trial = NULL;
  ntk_error err = {NTK_OK, ""};
  if (ntk_trial_alloc(&trial, setting, 0, &err) != NTK_OK) {
    printf("%s\n", err.text);
    exit(70);
  }
  return trial;
}

#endif
