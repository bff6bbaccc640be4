#include "check/widths.h"

#include <stdlib.h>

#include "check/call.h"
#include "core/alloc.h"

#include "../../spec/acsl/index.h"

void ntk_sweep_clear(ntk_sweep *sweep) {
  free(sweep->width), free(sweep->value);
  *sweep = (ntk_sweep){0};
}

/*@ // writing numbers of the sweep changes nothing of the setting
    predicate sweep_apart{L}(ntk_sweep *w, ntk_setting *s) = \separated(w->width + (0 .. w->sizes * w->inits - 1), s) &&
      \separated(w->value + (0 .. w->sizes * w->inits * w->count - 1), s);

    // what is measured, and where
    predicate sweep_inputs{L}(ntk_setting *s, ntk_dataset *rows, double *value, size_t count) = setting_valid(s) && dataset_valid(rows) && rows->x->tda <= INT_MAX &&
      \valid(value + (0 .. count - 1)) && \separated(value + (0 .. count - 1), s); */

/* value (count) := what is measured of one network. */
/*@ requires valid: sweep_inputs(setting, rows, value, count) && \valid_read(arch) && arch->depth <= NTK_MAX_DEPTH && activation_known(arch->activation) && measure != \null &&
                    (err == \null || \valid(err));
    requires apart: \separated(err, setting) && \separated(err, arch);
    terminates \true;
    exits \false;
    assigns value[0 .. count - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status measured(const ntk_setting *setting, const ntk_arch *arch, const ntk_dataset *rows, size_t init, ntk_width_measure measure, void *context, size_t count, double *value, ntk_error *err) {
  ntk_net net;
  ntk_status status = ntk_net_init(&net, arch, rows->x, NULL, setting->seed, init, err);
  if (status != NTK_OK) return status;
  //@ assert data: dataset_valid(setting->data);
  //@ assert arch: arch_ok(setting->arch);
  //@ assert fits: setting_fits(setting);
  //@ assert rows: dataset_valid(rows);
  status = ntk_width_measured(measure, setting, &net, rows, context, count, value, err);
  ntk_net_clear(&net);
  return status;
}

/* Point number `point` of the sweep := value. */
/*@ requires valid: sweep_writable(sweep) && \valid_read(value + (0 .. sweep->count - 1));
    requires inside: point < sweep->sizes * sweep->inits;
    requires apart: \separated(value + (0 .. sweep->count - 1), sweep->value + (0 .. sweep->sizes * sweep->inits * sweep->count - 1));
    terminates \true;
    exits \false;
    assigns sweep->width[0 .. sweep->sizes * sweep->inits - 1], sweep->value[0 .. sweep->sizes * sweep->inits * sweep->count - 1]; */
static void store(const ntk_sweep *sweep, size_t point, double width, const double *value) {
  const size_t points = sweep->sizes * sweep->inits, count = sweep->count;
  double *values = sweep->value;
  //@ assert cells: points * count == sweep->sizes * sweep->inits * sweep->count && \valid(values + (0 .. points * count - 1));
  sweep->width[point] = width;
  /*@ loop invariant range: 0 <= q <= count;
      loop assigns q, values[0 .. points * count - 1];
      loop variant count - q; */
  for (size_t q = 0; q < count; q++) {
    //@ ghost row_inside(q, count, points);
    //@ assert cell: 0 <= q * points + point < points * count;
    values[q * points + point] = value[q];
  }
}

/* All initialisations at width number i; value: count, scratch. */
/*@ requires valid: sweep_writable(sweep) && sweep_inputs(setting, rows, value, sweep->count) && measure != \null && (err == \null || \valid(err));
    requires inside: i < sweep->sizes;
    requires apart: sweep_apart(sweep, setting) && \separated(err, setting) && \separated(err, sweep) &&
                    \separated(value + (0 .. sweep->count - 1), sweep->value + (0 .. sweep->sizes * sweep->inits * sweep->count - 1));
    terminates \true;
    exits \false;
    assigns sweep->width[0 .. sweep->sizes * sweep->inits - 1], sweep->value[0 .. sweep->sizes * sweep->inits * sweep->count - 1], value[0 .. sweep->count - 1], *err,
            ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status one_width(const ntk_sweep *sweep, const ntk_setting *setting, const ntk_dataset *rows, size_t i, size_t width, ntk_width_measure measure, void *context, double *value, ntk_error *err) {
  const size_t inits = sweep->inits, count = sweep->count;
  ntk_status status = NTK_OK;
  ntk_arch arch = setting->arch;
  ntk_arch_set_width(&arch, width);
  //@ ghost row_inside(i, sweep->sizes, inits);
  /*@ loop invariant range: 0 <= init <= inits;
      loop invariant setting: setting->arch == \at(setting->arch, Pre);
      loop invariant status: study_status(status);
      loop assigns init, status, sweep->width[0 .. sweep->sizes * inits - 1], sweep->value[0 .. sweep->sizes * inits * count - 1], value[0 .. count - 1], *err,
                   ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant inits - init; */
  for (size_t init = 0; status == NTK_OK && init < inits; init++) {
    status = measured(setting, &arch, rows, init, measure, context, count, value, err);
    if (status == NTK_OK) store(sweep, i * inits + init, (double)arch.width[1], value);
  }
  return status;
}

/* All widths. */
/*@ requires valid: sweep_writable(sweep) && sweep->sizes <= 20 && sweep_inputs(setting, rows, value, sweep->count) && \valid_read(id) && measure != \null && (err == \null || \valid(err));
    requires width: 0 < first <= 0xffffffff;
    requires apart: sweep_apart(sweep, setting) && \separated(err, setting) && \separated(err, sweep) &&
                    \separated(value + (0 .. sweep->count - 1), sweep->value + (0 .. sweep->sizes * sweep->inits * sweep->count - 1));
    terminates \true;
    exits \false;
    assigns sweep->width[0 .. sweep->sizes * sweep->inits - 1], sweep->value[0 .. sweep->sizes * sweep->inits * sweep->count - 1], value[0 .. sweep->count - 1], *err,
            ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status all_widths(const ntk_sweep *sweep, const ntk_setting *setting, const char *id, const ntk_dataset *rows, size_t first, ntk_width_measure measure, void *context, double *value, ntk_error *err) {
  const size_t sizes = sweep->sizes;
  ntk_status status = NTK_OK;
  /*@ loop invariant range: 0 <= i <= sizes;
      loop invariant setting: setting->arch == \at(setting->arch, Pre);
      loop invariant status: study_status(status);
      loop assigns i, status, sweep->width[0 .. sizes * sweep->inits - 1], sweep->value[0 .. sizes * sweep->inits * sweep->count - 1], value[0 .. sweep->count - 1], *err,
                   ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant sizes - i; */
  for (size_t i = 0; status == NTK_OK && i < sizes; i++) {
    status = one_width(sweep, setting, rows, i, first << i, measure, context, value, err);
    ntk_study_progress(setting, id, (double)(i + 1) / (double)sizes);
  }
  return status;
}

ntk_status ntk_sweep_run(ntk_sweep *sweep, const ntk_setting *setting, const char *id, const ntk_dataset *rows, size_t first, size_t sizes, size_t inits, size_t count, ntk_width_measure measure, void *context, ntk_error *err) {
  const size_t points = sizes * inits;
  double *width = ntk_doubles(sizes, inits), *values = ntk_doubles(points, count), *value = ntk_doubles(count, 1);
  if (width == NULL || values == NULL || value == NULL) {
    free(width), free(values), free(value);
    *sweep = (ntk_sweep){0};
    return ntk_fail(err, NTK_ENOMEM, "out of memory for a sweep over %zu widths", sizes);
  }
  //@ ghost heap_own(width);
  //@ ghost heap_own(values);
  //@ ghost heap_own(value);
  //@ ghost size_t cells = points * count;
  //@ ghost heap_apart_any(width, points * sizeof(double), setting, sizeof *setting);
  //@ ghost heap_apart_any(values, cells * sizeof(double), setting, sizeof *setting);
  //@ ghost heap_apart_any(value, count * sizeof(double), setting, sizeof *setting);
  //@ ghost heap_apart(value, count, values, cells);
  *sweep = (ntk_sweep){sizes, inits, count, width, values};
  //@ assert setting: setting_valid(setting);
  //@ assert rows: dataset_valid(rows);
  //@ assert cells: cells == sizes * inits * count;
  const ntk_status status = all_widths(sweep, setting, id, rows, first, measure, context, value, err);
  free(value);
  if (status != NTK_OK) ntk_sweep_clear(sweep);
  return status;
}

ntk_fit ntk_sweep_fit(const ntk_sweep *sweep, size_t q) {
  const size_t points = sweep->sizes * sweep->inits;
  //@ ghost row_inside(q, sweep->count, points);
  return ntk_fit_power(points, sweep->width, sweep->value + q * points, 0.95);
}
