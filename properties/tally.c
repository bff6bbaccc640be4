/* Counting cases; coverage of labels by the exact binomial test. */
#include "tally.h"

#include <math.h>
#include <string.h>
#include "stats/stats.h"

void ntk_tally_init(ntk_tally *tally) { *tally = (ntk_tally){.margin = NAN}; }

/* A reason's code is the message up to ':' or ' '. */
static void count_reason(ntk_tally *tally, const char *message) {
  char code[48];
  snprintf(code, sizeof code, "%.*s", (int)strcspn(message, ": "), message);
  size_t i = 0;
  while (i + 1 < NTK_REASONS && tally->reason[i].count > 0 && strcmp(tally->reason[i].code, code) != 0) i++;
  if (tally->reason[i].count == 0) strcpy(tally->reason[i].code, code);
  tally->reason[i].count++;
}

void ntk_tally_add(ntk_tally *tally, const ntk_property *property, const ntk_case *c, const ntk_observation *o) {
  if (o->answer == NTK_DISCARD) {
    tally->discarded++;
    count_reason(tally, o->message);
    return;
  }
  tally->passed++;
  for (size_t i = 0; i < NTK_LABELS && property->labels[i].name != NULL; i++) tally->label[i] += property->labels[i].holds(c) != 0;
  if (!isnan(o->margin) && !(o->margin >= tally->margin)) {
    tally->margin = o->margin;
    tally->tightest = *c;
  }
}

int ntk_coverage(const ntk_tally *tally, const ntk_property *property, int zero_fails, char why[256]) {
  for (size_t i = 0; i < NTK_LABELS && property->labels[i].name != NULL; i++) {
    const ntk_label *label = &property->labels[i];
    if (!(label->percent > 0)) continue;
    const double p = ntk_binomial_at_most(tally->label[i], tally->passed, label->percent / 100);
    if (p >= NTK_COVERAGE_ALARM && !(zero_fails && tally->label[i] == 0)) continue;
    snprintf(why, 256, "coverage: label '%s': %zu of %zu cases, at least %g%% are required (so few by chance: probability %.1g)", label->name,
             tally->label[i], tally->passed, label->percent, p);
    return 0;
  }
  return 1;
}

void ntk_tally_print(const ntk_tally *tally, const ntk_property *property, FILE *out) {
  if (property->statistical) fprintf(out, "%zu tested", tally->passed);
  else fprintf(out, "%zu held (a case fails with probability below %.2g%%)", tally->passed, 100 * ntk_failure_bound(0, tally->passed, 0.95));
  if (!isnan(tally->margin)) fprintf(out, ", margin %.3g", tally->margin);
  if (tally->discarded > 0) {
    fprintf(out, ", %zu discarded (", tally->discarded);
    for (size_t i = 0; i < NTK_REASONS && tally->reason[i].count > 0; i++)
      fprintf(out, "%s%s %zu", i ? ", " : "", tally->reason[i].code, tally->reason[i].count);
    fprintf(out, ")");
  }
  for (size_t i = 0; i < NTK_LABELS && property->labels[i].name != NULL; i++)
    fprintf(out, "%s%s %.0f%%", i ? ", " : "; ", property->labels[i].name,
            tally->passed ? 100.0 * (double)tally->label[i] / (double)tally->passed : 0.0);
}
