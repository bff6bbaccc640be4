/* Outside the proofs (plots.h says why); what it calls is proved. */
#include "report/plots.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "report/gnuplot.h"

struct ntk_plots { size_t count; ntk_text *svg; };

ntk_status ntk_plots_draw(ntk_plots **out, const ntk_text *script, size_t count, ntk_error *why) {
  ntk_plots *plots = ntk_calloc(1, 1, sizeof *plots);
  *out = NULL;
  if (plots == NULL) return NTK_ENOMEM;
  plots->svg = ntk_calloc(count, 1, sizeof *plots->svg);
  plots->count = plots->svg == NULL ? 0 : count;
  const ntk_status status = plots->svg == NULL ? NTK_ENOMEM : ntk_gnuplot(script, count, plots->svg, "plot", why);
  if (status == NTK_OK) *out = plots;
  else ntk_plots_free(plots);
  return status == NTK_ENOMEM ? NTK_ENOMEM : NTK_OK;
}

void ntk_plots_free(ntk_plots *plots) {
  if (plots == NULL) return;
  for (size_t i = 0; i < plots->count; i++) ntk_text_clear(&plots->svg[i]);
  free(plots->svg);
  free(plots);
}

void ntk_plots_put(ntk_text *out, const ntk_plots *plots, size_t i) {
  if (i < plots->count) ntk_text_append(out, &plots->svg[i]);
}
