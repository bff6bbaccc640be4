/* Sweeps over the width: the architecture of a setting at other hidden widths, always at random initialisations. */
#ifndef NTK_CHECK_WIDTHS_H
#define NTK_CHECK_WIDTHS_H

#include "check/net.h"
#include "check/study.h"
#include "stats/stats.h"

/* Measures something of one network into value[0..count-1]. */
typedef ntk_status (*ntk_width_measure)(const ntk_setting *setting, const ntk_net *net, const ntk_dataset *rows, void *context, double *value, ntk_error *err);

typedef struct {
  size_t sizes, inits, count;  /* widths, initialisations at each, values at each */
  double *width;               /* sizes * inits: the width of each point */
  double *value;               /* count rows of sizes * inits */
} ntk_sweep;

/* Widths first * 2^i, i < sizes, all hidden layers alike. rows: the inputs. Progress under id. Free with ntk_sweep_clear. */
ntk_status ntk_sweep_run(ntk_sweep *sweep, const ntk_setting *setting, const char *id, const ntk_dataset *rows, size_t first, size_t sizes, size_t inits, size_t count, ntk_width_measure measure, void *context, ntk_error *err);
void ntk_sweep_clear(ntk_sweep *sweep);

/* The exponent of value number q in the width, all points separate. */
ntk_fit ntk_sweep_fit(const ntk_sweep *sweep, size_t q);

#endif
