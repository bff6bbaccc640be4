#include "check/study.h"

#include <float.h>
#include <math.h>
#include <omp.h>
#include <stdlib.h>

#include "check/call.h"
#include "check/net.h"
#include "core/alloc.h"
#include "core/vec.h"
#include "kernel/spectrum.h"

#include "../../spec/acsl/index.h"
#include "model/map-call.h"

double *ntk_study_targets(const ntk_dataset *data) {
  const size_t n = data->y->size1, k = data->y->size2;
  double *y = ntk_doubles(n, k);
  if (y == NULL) return NULL;
  //@ ghost heap_own(y);
  //@ ghost heap_apart(y, n * k, data->y->data, n * data->y->tda);
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, y[0 .. n * k - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    //@ ghost row_inside(i, n, k);
    //@ ghost row_inside(i, n, data->y->tda);
    ntk_copy(k, gsl_matrix_const_ptr(data->y, i, 0), y + i * k);
  }
  return y;
}

size_t ntk_study_inits(const ntk_setting *setting, size_t most) {
  const size_t cap = setting->thorough ? 10 * most : most;
  if (setting->theta != NULL) return 1;
  return setting->inits < cap ? setting->inits : cap;
}

ntk_dataset *ntk_study_rows(const ntk_setting *setting, size_t most) {
  const size_t n = setting->data->x->size1;
  return ntk_dataset_head(setting->data, n < most ? n : most);
}

double ntk_pass_rounding(const ntk_arch *arch, double C) {
  size_t widest = 0;
  /*@ loop invariant range: 1 <= l <= arch->depth;
      loop invariant small: 0 <= widest <= INT_MAX;
      loop invariant widest: hidden_at_most(arch, l, widest);
      loop assigns l, widest;
      loop variant arch->depth - l; */
  for (size_t l = 1; l < arch->depth; l++) {
    //@ ghost width_fits(arch, l);
    if (arch->width[l] > widest) widest = arch->width[l];
  }
  //@ ghost width_fits(arch, 0);
  const double rounding = C * (double)arch->depth * (double)(widest + arch->width[0]) * DBL_EPSILON;
  //@ assert rounding: rounding == rounding_of(C, arch->depth, widest, arch->width[0]);
  //@ assert widest: hidden_at_most(arch, arch->depth, widest);
  return rounding;
}

ntk_status ntk_study_singular(const ntk_setting *setting, const ntk_dataset *rows, int *singular, ntk_result *result, ntk_error *err) {
  const size_t n = rows->x->size1;
  ntk_net net;
  double low = 0.0, high = 0.0;
  ntk_status status = ntk_net_init(&net, &setting->arch, rows->x, setting->theta, setting->seed, 0, err);
  if (status != NTK_OK) return status;
  double *K = ntk_doubles(net.N, net.N);
  //@ ghost heap_own(K);
  status = K == NULL ? NTK_ENOMEM : ntk_map_kernel(net.map, K);
  if (status == NTK_OK) status = ntk_eigen_ends(net.N, K, &low, &high);
  const double error = ntk_eigen_error(net.N, high);
  free(K);
  ntk_net_clear(&net);
  *singular = low <= error;
  if (status == NTK_OK && *singular)
    ntk_study_decline(result, NTK_HYPOTHESIS_FAILS, "singular-kernel: lambda_min %.3g of %zu rows is within rounding (%.3g) of 0", low, n, error);
  return status == NTK_OK ? NTK_OK : ntk_fail(err, status, "kernel at initialisation: %s", ntk_status_text(status));
}

void ntk_study_control(ntk_result *result, const ntk_outcome *outcome) {
  if (result->control.verdict != NTK_HELD) result->control = *outcome;
}

double ntk_study_family(size_t m, const double *p) {
  double least = 1.0;
  /*@ loop invariant range: 0 <= i <= m;
      loop invariant below: least <= 1.0 && \forall integer j; 0 <= j < i ==> least <= p[j];
      loop invariant one: least == 1.0 || \exists integer j; 0 <= j < i && p[j] == least;
      loop assigns i, least;
      loop variant m - i; */
  for (size_t i = 0; i < m; i++) {
    if (isnan(p[i])) return NAN;
    if (p[i] < least) least = p[i];
  }
  const double value = fmin(1.0, (double)m * least);
  //@ assert least: family_least(p, m, least);
  //@ assert value: value == family_value(m, least);
  return value;
}

void ntk_study_progress(const ntk_setting *setting, const char *id, double fraction) {
  if (omp_get_thread_num() == 0) ntk_setting_progress(setting, id, fraction);
}
