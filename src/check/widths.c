#include "check/widths.h"

#include <stdlib.h>

#include "core/alloc.h"

void ntk_sweep_clear(ntk_sweep *sweep) {
  free(sweep->width), free(sweep->value);
  *sweep = (ntk_sweep){0};
}

static ntk_status one_point(ntk_sweep *sweep, const ntk_setting *setting, const ntk_arch *arch, const ntk_dataset *rows, size_t point, size_t init, ntk_width_measure measure, void *context, double *value, ntk_error *err) {
  ntk_net net;
  ntk_status status = ntk_net_init(&net, arch, rows->x, NULL, setting->seed, init, err);
  if (status != NTK_OK) return status;
  sweep->width[point] = (double)arch->width[1];
  status = measure(setting, &net, rows, context, value, err);
  for (size_t q = 0; q < sweep->count; q++) sweep->value[q * sweep->sizes * sweep->inits + point] = value[q];
  ntk_net_clear(&net);
  return status;
}

ntk_status ntk_sweep_run(ntk_sweep *sweep, const ntk_setting *setting, const char *id, const ntk_dataset *rows, size_t first, size_t sizes, size_t inits, size_t count, ntk_width_measure measure, void *context, ntk_error *err) {
  *sweep = (ntk_sweep){sizes, inits, count, ntk_doubles(sizes, inits), ntk_doubles(sizes * inits, count)};
  double *value = ntk_doubles(count, 1);
  ntk_status status = sweep->width == NULL || sweep->value == NULL || value == NULL ? ntk_fail(err, NTK_ENOMEM, "out of memory for a sweep over %zu widths", sizes) : NTK_OK;
  for (size_t i = 0; status == NTK_OK && i < sizes; i++) {
    ntk_arch arch = setting->arch;
    ntk_arch_set_width(&arch, first << i);
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
  return ntk_fit_power(points, sweep->width, sweep->value + q * points, 0.95);
}
