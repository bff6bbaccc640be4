#include "check/widths.h"

#include <stdlib.h>

#include "check/call.h"
#include "core/alloc.h"

#include "../../spec/acsl/index.h"

void ntk_sweep_clear(ntk_sweep *sweep) {
  free(sweep->width), free(sweep->value);
  *sweep = (ntk_sweep){0};
}

/* Point number `point` of the sweep: one network; value: count, scratch. */
/*@ requires valid: sweep_writable(sweep) && setting_valid(setting) && \valid_read(arch) && arch->depth <= NTK_MAX_DEPTH && activation_known(arch->activation) &&
                    dataset_valid(rows) && rows->x->tda <= INT_MAX && measure != \null && \valid(value + (0 .. sweep->count - 1)) && (err == \null || \valid(err));
    requires inside: point < sweep->sizes * sweep->inits;
    requires apart: \separated(err, setting) && \separated(err, arch);
    terminates \true;
    exits \false;
    assigns sweep->width[0 .. sweep->sizes * sweep->inits - 1], sweep->value[0 .. sweep->sizes * sweep->inits * sweep->count - 1], value[0 .. sweep->count - 1], *err,
            ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
static ntk_status one_point(ntk_sweep *sweep, const ntk_setting *setting, const ntk_arch *arch, const ntk_dataset *rows, size_t point, size_t init, ntk_width_measure measure, void *context, double *value, ntk_error *err) {
  ntk_net net;
  const size_t points = sweep->sizes * sweep->inits, count = sweep->count;
  double *values = sweep->value;
  //@ assert cells: points * count == sweep->sizes * sweep->inits * sweep->count && \valid(values + (0 .. points * count - 1));
  const double width = (double)arch->width[1];
  ntk_status status = ntk_net_init(&net, arch, rows->x, NULL, setting->seed, init, err);
  if (status != NTK_OK) return status;
  //@ ghost ntk_arch shape = net.mlp->arch;
  //@ ghost size_t n = net.mlp->n;
  //@ assert data: dataset_valid(setting->data);
  //@ assert arch: arch_ok(setting->arch);
  //@ assert fits: setting_fits(setting);
  //@ assert rows: dataset_valid(rows);
  status = ntk_width_measured(measure, setting, &net, rows, context, count, value, err);
  //@ ghost mlp_kept(net.mlp, shape, n);
  ntk_net_clear(&net);
  sweep->width[point] = width;
  /*@ loop invariant range: 0 <= q <= count;
      loop assigns q, values[0 .. points * count - 1];
      loop variant count - q; */
  for (size_t q = 0; q < count; q++) {
    //@ ghost row_inside(q, count, points);
    //@ assert cell: 0 <= q * points + point < points * count;
    values[q * points + point] = value[q];
  }
  return status;
}

ntk_status ntk_sweep_run(ntk_sweep *sweep, const ntk_setting *setting, const char *id, const ntk_dataset *rows, size_t first, size_t sizes, size_t inits, size_t count, ntk_width_measure measure, void *context, ntk_error *err) {
  const size_t points = sizes * inits;
  *sweep = (ntk_sweep){sizes, inits, count, ntk_doubles(sizes, inits), ntk_doubles(points, count)};
  double *value = ntk_doubles(count, 1);
  if (sweep->width == NULL || sweep->value == NULL || value == NULL) {
    free(value);
    ntk_sweep_clear(sweep);
    return ntk_fail(err, NTK_ENOMEM, "out of memory for a sweep over %zu widths", sizes);
  }
  //@ ghost heap_own(sweep->width);
  //@ ghost heap_own(sweep->value);
  //@ ghost heap_own(value);
  //@ ghost size_t cells = points * count;
  //@ ghost heap_apart_any(sweep->width, points * sizeof(double), setting, sizeof *setting);
  //@ ghost heap_apart_any(sweep->value, cells * sizeof(double), setting, sizeof *setting);
  //@ ghost heap_apart_any(value, count * sizeof(double), setting, sizeof *setting);
  ntk_status status = NTK_OK;
  /*@ loop invariant range: 0 <= i <= sizes;
      loop invariant valid: setting_valid(setting);
      loop invariant status: study_status(status);
      loop assigns i, status, sweep->width[0 .. sizes * inits - 1], sweep->value[0 .. sizes * inits * count - 1], value[0 .. count - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant sizes - i; */
  for (size_t i = 0; status == NTK_OK && i < sizes; i++) {
    ntk_arch arch = setting->arch;
    ntk_arch_set_width(&arch, first << i);
    //@ ghost row_inside(i, sizes, inits);
    //@ assert points: i * inits + inits <= points;
    /*@ loop invariant range: 0 <= init <= inits;
        loop invariant valid: setting_valid(setting);
        loop invariant status: study_status(status);
        loop assigns init, status, sweep->width[0 .. sizes * inits - 1], sweep->value[0 .. sizes * inits * count - 1], value[0 .. count - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
        loop variant inits - init; */
    for (size_t init = 0; status == NTK_OK && init < inits; init++)
      status = one_point(sweep, setting, &arch, rows, i * inits + init, init, measure, context, value, err);
    ntk_study_progress(setting, id, (double)(i + 1) / (double)sizes);
  }
  free(value);
  if (status != NTK_OK) ntk_sweep_clear(sweep);
  return status;
}

ntk_fit ntk_sweep_fit(const ntk_sweep *sweep, size_t q) {
  const size_t points = sweep->sizes * sweep->inits;
  //@ ghost row_inside(q, sweep->count, points);
  return ntk_fit_power(points, sweep->width, sweep->value + q * points, 0.95);
}
