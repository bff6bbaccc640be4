/* From cases to trials of src/check. */
#include "trial-property.h"

#include <math.h>
#include "check/trial.h"
#include "draw.h"
#include "material.h"

static void observe_outcome(const ntk_outcome *out, ntk_observation *o) {
  const ntk_answer answer = out->verdict == NTK_HELD || out->verdict == NTK_PROVED ? NTK_PASS : out->verdict == NTK_REFUTED ? NTK_FAIL : NTK_DISCARD;
  ntk_observe(o, answer, out->margin, "%.250s", out->reason);
}

static void on_trial(const char *id, const ntk_case *c, int control, ntk_observation *o) {
  ntk_error err = {.text = ""};
  ntk_dataset *data;
  ntk_trial *trial = NULL;
  const ntk_check *check = ntk_check_find(id);
  if (check == NULL || check->measure == NULL) {
    ntk_observe(o, NTK_FAIL, NAN, "there is no check of trials '%s'", id);
    return;
  }
  ntk_status status = ntk_case_dataset(c, &data, &err);
  if (status != NTK_OK) {
    ntk_observe_status(o, status, &err);
    return;
  }
  const ntk_setting setting = ntk_case_setting(c, data);
  status = ntk_trial_alloc(&trial, &setting, 0, &err);
  if (status != NTK_OK) ntk_observe_status(o, status, &err);
  else {
    ntk_outcome out;
    char what[256];
    ntk_outcome_init(&out);
    if (control) check->control(trial, &out, what);
    else check->measure(trial, &out);
    observe_outcome(&out, o);
    ntk_trial_free(trial);
  }
  ntk_dataset_free(data);
}

void ntk_trial_measure(const char *id, const ntk_case *c, ntk_observation *o) { on_trial(id, c, 0, o); }
void ntk_trial_control(const char *id, const ntk_case *c, ntk_observation *o) { on_trial(id, c, 1, o); }

/* Wide against the number of rows, scales near 1, alpha at least 0.3: a case that trains far from its linearisation takes long and is hardly ever
 * decided. */
void ntk_draw_trial(gsl_rng *rng, ntk_case *c) {
  ntk_draw_network(rng, c, NTK_DRAW_BUNDLED | NTK_DRAW_OUTPUTS | NTK_DRAW_DEEP | NTK_DRAW_TRAIN, 5, 1);
  for (size_t l = 0; l + 1 < c->depth; l++) c->width[l] = 8 * ntk_draw_size(rng, 2, 6);
  c->d = ntk_draw_size(rng, 3, 8);
  c->alpha = ntk_draw_real(rng, 0.3, 100);
}

const ntk_label ntk_trial_labels[] = {{"depth>=3", ntk_is_deep, 10},
                                      {"k>1", ntk_has_outputs, 8},
                                      {"biases", ntk_has_biases, 15},
                                      {"bundled", ntk_is_bundled, 5},
                                      {"part trained", ntk_is_partly_trained, 8},
                                      {"antisymmetric", ntk_starts_antisymmetric, 10},
                                      {"alpha<1", ntk_has_small_alpha, 2},
                                      {NULL, NULL, 0}};
