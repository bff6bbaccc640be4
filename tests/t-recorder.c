/* The recorder: what a sample holds, the path's quadrature, growth, failures, the CSV. */
#include <float.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "flow/recorder.h"
#include "harness.h"
#include "toy-maps.h"

/* f(w) = (2 w1, w2/2), alpha = 3, y = (3, -3), w0 = (0, 0): J = diag(2, 1/2), Q = 9 diag(4, 1/4). */
static const double A[4] = {2.0, 0.0, 0.0, 0.5}, y[2] = {3.0, -3.0}, w0[2] = {0.0, 0.0};

static void one_sample(void) {
  ntk_map *map = ntk_linear_map(2, 2, A, NULL);
  const ntk_problem problem = {map, 3.0, y, w0};
  const double w[2] = {3.0, 4.0};
  double r[2];
  ntk_trajectory tr = {0};
  ntk_recording how = {.spectrum = 1};
  CU_ASSERT_EQUAL(ntk_move(&problem, w, r), NTK_OK);
  CU_ASSERT(r[0] == 15.0 && r[1] == 9.0);
  map->at(map->context, w0); /* at_point = 0 must bring it back */
  CU_ASSERT_EQUAL(ntk_record(&tr, &how, &problem, 0.5, w, r, 1e-3, 0), NTK_OK);
  const ntk_sample *s = tr.sample;
  CU_ASSERT(tr.count == 1 && s->t == 0.5 && s->R == 153.0 && s->drift == 5.0 && s->path == 0.0 && s->error == 1e-3);
  NTK_NEAR(s->residual, sqrt(306.0), 4.0 * DBL_EPSILON * 18.0);
  NTK_NEAR(s->speed, 3.0 * sqrt(900.0 + 20.25), 8.0 * DBL_EPSILON * 91.0);
  NTK_NEAR(s->lambda_min, 2.25, 8.0 * DBL_EPSILON * 36.0);
  NTK_NEAR(s->lambda_max, 36.0, 8.0 * DBL_EPSILON * 36.0);
  how.spectrum = 0;
  CU_ASSERT_EQUAL(ntk_record(&tr, &how, &problem, 1.0, w, r, 0.0, 1), NTK_OK);
  CU_ASSERT(isnan(tr.sample[1].lambda_min) && isnan(tr.sample[1].lambda_max));
  CU_ASSERT_EQUAL(ntk_record(&tr, NULL, &problem, 1.0, w, r, 0.0, 1), NTK_OK);
  CU_ASSERT_EQUAL(ntk_record(NULL, NULL, &problem, 1.0, w, r, 0.0, 1), NTK_OK);
  ntk_trajectory_clear(&tr);
  CU_ASSERT(tr.sample == NULL && tr.count == 0 && tr.last == NULL);
  ntk_linear_map_free(map);
}

/* Along one mode, w1 = 1/2 (1 - e^{-36 t}), samples 0.3 apart (11 decay times): the quadrature gives the length to rounding.
   Along both, it is above the true length, and never below the chord. More than 64 samples: the array grows. */
static void path(void) {
  ntk_map *map = ntk_linear_map(2, 2, A, NULL);
  const double first_only[2] = {3.0, 0.0};
  for (int both = 0; both <= 1; both++) {
    const ntk_problem problem = {map, 3.0, both ? y : first_only, w0};
    ntk_trajectory tr = {0};
    double r[2], before[2] = {0.0, 0.0}, chords = 0.0;
    for (size_t i = 0; i < 80; i++) {
      const double t = 0.3 * (double)i, w[2] = {-0.5 * expm1(-36.0 * t), both ? 2.0 * expm1(-2.25 * t) : 0.0};
      CU_ASSERT_EQUAL(ntk_move(&problem, w, r), NTK_OK);
      /* The residual of the exact solution: 3 A w - y would be cancelled to nothing. */
      r[0] = -3.0 * exp(-36.0 * t), r[1] = both ? 3.0 * exp(-2.25 * t) : 0.0;
      CU_ASSERT_EQUAL(ntk_record(&tr, NULL, &problem, t, w, r, 0.0, 1), NTK_OK);
      chords += ntk_distance(2, w, before);
      before[0] = w[0], before[1] = w[1];
      const double length = tr.sample[i].path;
      CU_ASSERT(length >= chords * (1.0 - 80.0 * DBL_EPSILON));
      if (!both) NTK_NEAR(length, w[0], 1e-13);
    }
    CU_ASSERT_EQUAL(tr.count, 80);
    /* int sqrt((18 e^{-36t})^2 + (4.5 e^{-2.25t})^2) dt */
    double exact = 0.0;
    const double dt = 1e-5;
    for (double t = 0.5 * dt; t < 10.0; t += dt) exact += dt * hypot(18.0 * exp(-36.0 * t), 4.5 * exp(-2.25 * t));
    if (both) CU_ASSERT(tr.sample[79].path >= exact * (1.0 - 1e-8) && tr.sample[79].path <= 1.5 * exact);
    ntk_trajectory_clear(&tr);
  }
  /* A speed that is 0 at both ends of a move: the chord counts. */
  const ntk_problem problem = {map, 3.0, y, w0};
  const double still[2] = {0.0, 0.0}, there[2] = {3.0, -4.0};
  ntk_trajectory tr = {0};
  ntk_record(&tr, NULL, &problem, 0.0, w0, still, 0.0, 1);
  ntk_record(&tr, NULL, &problem, 1.0, there, still, 0.0, 0);
  CU_ASSERT_EQUAL(tr.sample[1].path, 5.0);
  ntk_trajectory_clear(&tr);
  ntk_linear_map_free(map);
}

static ntk_status watch(void *context, const ntk_sample *s, const double *w, const double *r) {
  *(double *)context = s->drift + w[0] + r[0];
  return NTK_EDATA;
}

static void failures(void) {
  ntk_map *map = ntk_linear_map(2, 2, A, NULL);
  const ntk_problem problem = {map, 3.0, y, w0};
  double r[2] = {1.0, 1.0}, seen = 0.0;
  const double w[2] = {3.0, 4.0};
  ntk_recording how = {.spectrum = 1};
  unsigned long count = 1;
  for (; count < 20; count++) {
    ntk_trajectory tr = {0};
    ntk_alloc_fail_at(count);
    const ntk_status status = ntk_record(&tr, &how, &problem, 0.0, w, r, 0.0, 0);
    ntk_alloc_fail_at(0);
    const size_t recorded = tr.count;
    ntk_trajectory_clear(&tr);
    if (status == NTK_OK) break;
    CU_ASSERT(status == NTK_ENOMEM && recorded == 0);
  }
  CU_ASSERT(count > 4 && count < 20);
  how.observer = watch, how.context = &seen;
  CU_ASSERT_EQUAL(ntk_record(NULL, &how, &problem, 0.0, w, r, 0.0, 0), NTK_EDATA);
  CU_ASSERT_EQUAL(seen, 9.0);
  r[0] = (double)NAN;
  CU_ASSERT_EQUAL(ntk_record(NULL, NULL, &problem, 0.0, w, r, 0.0, 0), NTK_ENUMERIC);
  ntk_linear_map_free(map);
}

static void table(void) {
  ntk_sample s[2] = {{.t = 0.0, .R = 0.1, .residual = 1.0, .lambda_min = -(double)NAN, .lambda_max = (double)NAN},
                     {.t = 1.0 / 3.0, .R = 1e-300, .residual = 2.5, .drift = 3.0, .path = 4.0, .lambda_min = 5.0, .lambda_max = 6.0}};
  const ntk_trajectory tr = {.count = 2, .capacity = 2, .sample = s};
  char path_text[] = "/tmp/t-recorder-XXXXXX", text[512] = "", missing[64];
  const int fd = mkstemp(path_text);
  CU_ASSERT_FATAL(fd >= 0);
  close(fd);
  ntk_error err;
  CU_ASSERT_EQUAL(ntk_trajectory_write(&tr, path_text, &err), NTK_OK);
  FILE *file = fopen(path_text, "r");
  CU_ASSERT_PTR_NOT_NULL_FATAL(file);
  text[fread(text, 1, sizeof text - 1, file)] = '\0';
  fclose(file);
  remove(path_text);
  CU_ASSERT_STRING_EQUAL(text, "t,R,residual,drift,path,lambda_min,lambda_max\n"
                               "0,0.10000000000000001,1,0,0,nan,nan\n"
                               "0.33333333333333331,1e-300,2.5,3,4,5,6\n");
  snprintf(missing, sizeof missing, "%s/none.csv", path_text);
  CU_ASSERT_EQUAL(ntk_trajectory_write(&tr, missing, &err), NTK_EWRITE);
  CU_ASSERT_PTR_NOT_NULL(strstr(err.text, "none.csv"));
}

NTK_TESTS("recorder", {"what a sample holds", one_sample}, {"path by the logarithmic mean", path}, {"memory, observer, NaN", failures}, {"the table", table})
