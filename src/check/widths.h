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

/*@ predicate sweep_valid{L}(ntk_sweep *s) = \valid_read(s) && 0 < s->sizes && 0 < s->inits && s->sizes * s->inits <= SIZE_MAX && s->sizes * s->inits * s->count <= SIZE_MAX &&
      \valid_read(s->width + (0 .. s->sizes * s->inits - 1)) && \valid_read(s->value + (0 .. s->sizes * s->inits * s->count - 1));

    predicate sweep_writable{L}(ntk_sweep *s) = sweep_valid(s) && \valid(s->width + (0 .. s->sizes * s->inits - 1)) && \valid(s->value + (0 .. s->sizes * s->inits * s->count - 1)); */

/* Widths first * 2^i, i < sizes, all hidden layers alike. rows: the inputs. Progress under id. Free with ntk_sweep_clear. */
/*@ requires valid: \valid(sweep) && setting_valid(setting) && \valid_read(id) && dataset_valid(rows) && rows->x->tda <= INT_MAX && measure != \null && (err == \null || \valid(err));
    requires sizes: 0 < first && 0 < sizes <= 20 && first <= 0xffffffff && 0 < inits && 0 < count && sizes * inits <= SIZE_MAX / 8 && sizes * inits * count <= SIZE_MAX / 8 && count <= SIZE_MAX / 8;
    requires apart: \separated(sweep, setting) && \separated(sweep, rows) && \separated(sweep, rows->x) && \separated(sweep, rows->y) && \separated(sweep, setting->data) &&
                    \separated(sweep, setting->data->x) && \separated(sweep, setting->data->y) && \separated(err, setting) && \separated(err, sweep);
    terminates \true;
    exits \false;
    assigns *sweep, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures valid: \result == NTK_OK ==> sweep_valid(sweep);
    ensures shape: \result == NTK_OK ==> sweep->sizes == sizes && sweep->inits == inits && sweep->count == count; */
ntk_status ntk_sweep_run(ntk_sweep *sweep, const ntk_setting *setting, const char *id, const ntk_dataset *rows, size_t first, size_t sizes, size_t inits, size_t count, ntk_width_measure measure, void *context, ntk_error *err);
/*@ requires valid: \valid(sweep);
    terminates \true;
    exits \false;
    assigns *sweep; */
void ntk_sweep_clear(ntk_sweep *sweep);

/* The exponent of value number q in the width, all points separate. */
/*@ requires valid: sweep_valid(sweep) && q < sweep->count;
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result \from *sweep, sweep->width[0 .. sweep->sizes * sweep->inits - 1], q; */
ntk_fit ntk_sweep_fit(const ntk_sweep *sweep, size_t q);

#endif
