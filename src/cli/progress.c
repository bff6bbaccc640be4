#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

#define BAR 30

void ntk_progress_start(ntk_progress *progress, int quiet) {
  progress->shown = !quiet && isatty(STDERR_FILENO);
  progress->last = -1;
}

/* The whole per cent of a fraction that is not negative. */
/*@ requires range: 0.0 <= fraction;
    terminates \true;
    exits \false;
    assigns \result \from fraction;
    ensures range: 0 <= \result <= 100; */
static int whole_percent(double fraction) { return fraction >= 1.0 ? 100 : (int)(100.0 * fraction); }

void ntk_progress_show(void *context, const char *what, double fraction) {
  static const char full[BAR + 1] = "##############################", empty[BAR + 1] = "..............................";
  ntk_progress *progress = context;
  if (!progress->shown || !(fraction >= 0.0)) return;
  const int percent = whole_percent(fraction), bar = percent * BAR / 100;
  if (percent == progress->last) return;
  progress->last = percent;
  fprintf(stderr, "\r[%.*s%.*s] %3d%% %-30.30s", bar, full, BAR - bar, empty, percent, what);
  fflush(stderr);
}

void ntk_progress_training(void *context, double fraction) { ntk_progress_show(context, "training", fraction); }

void ntk_progress_end(ntk_progress *progress) {
  if (progress->shown && progress->last >= 0) fprintf(stderr, "\r%*s\r", BAR + 40, "");
  progress->shown = 0;
}
