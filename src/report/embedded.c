/* Outside the proofs: arrays and sizes are generated (reports/embed). */
#include "report/embedded.h"

const char *ntk_embedded(ntk_embedded_file file, size_t *size) {
  switch (file) {
  case NTK_EMBEDDED_CLAIMS: *size = ntk_embedded_claims_size; return (const char *)ntk_embedded_claims;
  case NTK_EMBEDDED_STYLE: *size = ntk_embedded_style_size; return (const char *)ntk_embedded_style;
  default: *size = ntk_embedded_plot_size; return (const char *)ntk_embedded_plot;
  }
}
