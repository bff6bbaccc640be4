#include "cli/train-report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "claim/drift-bound.h"
#include "claim/lemma-2.h"
#include "core/alloc.h"
#include "report/figure.h"
#include "report/gnuplot.h"
#include "report/json.h"
#include "report/write.h"
#include "check/result.h"

/*@ requires valid: trained_valid(t);
    terminates \true;
    exits \false;
    assigns \result \from *t;
    ensures valid: \valid_read(\result); */
static const ntk_sample *end_of(const ntk_trained *t) { return &t->trajectory.sample[t->trajectory.count - 1]; }

/*@ requires valid: trained_valid(t);
    terminates \true;
    exits \false;
    assigns \result \from *t;
    ensures valid: json(\result); */
static json_t *evaluations(const ntk_trained *t) {
  const struct { const char *key; size_t value; } counts[] = {
      {"steps", t->stats.steps}, {"rejected", t->stats.rejected}, {"rhs", t->stats.rhs}, {"jvp", t->stats.jvp}, {"vjp", t->stats.vjp}, {"kernels", t->stats.kernels}};
  json_t *out = json_object();
  if (t->discrete) json_object_set_new(out, "gradients", json_integer((json_int_t)t->steps));
  else
    /*@ loop invariant range: 0 <= i <= 6;
        loop assigns i;
        loop variant 6 - i; */
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) json_object_set_new(out, counts[i].key, json_integer((json_int_t)counts[i].value));
  return out;
}

ntk_status ntk_trained_json(const ntk_trained *t, ntk_error *err) {
  const ntk_sample *s = end_of(t);
  const double alpha2 = t->alpha * t->alpha;
  const struct { const char *key; double value; } numbers[] = {
      {"t", s->t}, {"R", s->R}, {"residual", s->residual}, {"drift", s->drift}, {"path", s->path}, {"lambda_min", s->lambda_min},
      {"lambda_max", s->lambda_max}, {"error_estimate", t->discrete ? NAN : t->stats.error}, {"alpha", t->alpha},
      {"lambda_min_start", alpha2 * t->lambda_min}, {"lambda_max_start", alpha2 * t->lambda_max}, {"horizon", alpha2 * t->lambda_min * s->t},
      {"eta", t->eta}, {"eta_lambda_max", t->eta * alpha2 * t->lambda_max}};
  json_t *out = json_object();
  json_object_set_new(out, "n", json_integer((json_int_t)t->n));
  json_object_set_new(out, "outputs", json_integer((json_int_t)t->outputs));
  json_object_set_new(out, "parameters", json_integer((json_int_t)t->parameters));
  json_object_set_new(out, "dynamics", json_string(t->dynamics));
  json_object_set_new(out, "integrator", t->integrator == NULL ? json_null() : json_string(t->integrator));
  json_object_set_new(out, "loss", json_string("R = ||alpha f - y||^2 / 2, a sum over rows and outputs"));
  /*@ loop invariant range: 0 <= i <= 14;
      loop assigns i;
      loop variant 14 - i; */
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) ntk_json_number(out, numbers[i].key, numbers[i].value);
  json_object_set_new(out, "evaluations", evaluations(t));
  const ntk_status status = ntk_json_write(out, NULL, err);
  json_decref(out);
  return status;
}

ntk_status ntk_trained_print(const ntk_trained *t, const char *folder) {
  const ntk_sample *first = t->trajectory.sample, *s = end_of(t);
  const double alpha2 = t->alpha * t->alpha, N = (double)(t->n * t->outputs);
  printf("network      %zu trained parameters, %zu rows, %zu outputs, alpha = %g\n", t->parameters, t->n, t->outputs, t->alpha);
  printf("dynamics     %s%s%s\n", t->dynamics, t->integrator == NULL ? "" : ", integrator ", t->integrator == NULL ? "" : t->integrator);
  printf("flow time    t = %.6g; alpha^2 lambda_min t = %.4g\n", s->t, alpha2 * t->lambda_min * s->t);
  printf("step         eta = %.6g%s, t = eta k, k = %.0f; eta lambda_max(Q) = %.4g\n", t->eta, t->discrete ? "" : " (1/Lambda: not used by the flow)",
         t->discrete ? (double)t->steps : ceil(s->t / t->eta), t->eta * alpha2 * t->lambda_max);
  printf("loss         R = ||alpha f - y||^2 / 2, a sum; a mean square error is 2 R / %g\n", N);
  printf("             and its learning rate for the same step eta * %g\n", N / 2.0);
  printf("R            %.6g -> %.17g\nresidual     %.6g -> %.17g\n", first->R, s->R, first->residual, s->residual);
  printf("drift        %.17g, path %.6g\n", s->drift, s->path);
  printf("spectrum     of Q: [%.6g, %.6g] -> [%.6g, %.6g]\n", first->lambda_min, first->lambda_max, s->lambda_min, s->lambda_max);
  if (t->discrete) printf("evaluations  %zu gradients\n", t->steps);
  else printf("evaluations  %zu right-hand sides, %zu J v, %zu J^T u, %zu kernels; %zu steps, %zu rejected\n"
              "error        %.3g estimated in w (not certified)\n", t->stats.rhs, t->stats.jvp, t->stats.vjp, t->stats.kernels, t->stats.steps, t->stats.rejected, t->stats.error);
  if (t->plotted) printf("%s/loss.svg, %s/drift.svg\n", folder, folder);
  return NTK_OK;
}

/* The ends of the spectrum over the samples. */
/*@ requires valid: trained_valid(t) && \valid(least) && \valid(most) && \separated(least, most) && \separated(t, least) && \separated(t, most);
    terminates \true;
    exits \false;
    assigns *least, *most;
    ensures range: 0.0 <= *most; */
static void spectrum(const ntk_trained *t, double *least, double *most) {
  *least = INFINITY;
  *most = 0.0;
  const size_t count = t->trajectory.count;
  const ntk_sample *sample = t->trajectory.sample;
  /*@ loop invariant range: 0 <= i <= count && 0.0 <= *most;
      loop assigns i, *least, *most;
      loop variant count - i; */
  for (size_t i = 0; i < count; i++) {
    *least = fmin(*least, sample[i].lambda_min);
    *most = fmax(*most, sample[i].lambda_max);
  }
}

typedef struct { double *x, *loss, *loss_bound, *drift, *drift_bound; } columns;

/*@ predicate columns_valid{L}(columns c, integer n) = \valid(c.x + (0 .. n - 1)) && \valid(c.loss + (0 .. n - 1)) && \valid(c.loss_bound + (0 .. n - 1)) &&
      \valid(c.drift + (0 .. n - 1)) && \valid(c.drift_bound + (0 .. n - 1)); */

/* Loss and drift with their bounds; lambda from the samples alone. */
/*@ requires valid: trained_valid(t) && columns_valid(c, t->trajectory.count);
    requires apart: \separated(t->trajectory.sample + (0 .. t->trajectory.count - 1), c.x + (0 .. t->trajectory.count - 1), c.loss + (0 .. t->trajectory.count - 1),
      c.loss_bound + (0 .. t->trajectory.count - 1), c.drift + (0 .. t->trajectory.count - 1), c.drift_bound + (0 .. t->trajectory.count - 1));
    requires apart_run: \separated(t, c.x + (0 .. t->trajectory.count - 1)) && \separated(t, c.loss + (0 .. t->trajectory.count - 1)) &&
      \separated(t, c.loss_bound + (0 .. t->trajectory.count - 1)) && \separated(t, c.drift + (0 .. t->trajectory.count - 1)) &&
      \separated(t, c.drift_bound + (0 .. t->trajectory.count - 1));
    terminates \true;
    exits \false;
    assigns c.x[0 .. t->trajectory.count - 1], c.loss[0 .. t->trajectory.count - 1], c.loss_bound[0 .. t->trajectory.count - 1],
            c.drift[0 .. t->trajectory.count - 1], c.drift_bound[0 .. t->trajectory.count - 1]; */
static void fill(const ntk_trained *t, columns c) {
  const size_t n = t->trajectory.count;
  const ntk_sample *s = t->trajectory.sample;
  double lambda = 0.0, lambda_max = 0.0;
  spectrum(t, &lambda, &lambda_max);
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, c.x[0 .. n - 1], c.loss[0 .. n - 1], c.loss_bound[0 .. n - 1], c.drift[0 .. n - 1], c.drift_bound[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    c.x[i] = s[i].t;
    c.loss[i] = s[i].R;
    c.loss_bound[i] = ntk_lemma_2_bound(s[0].R, lambda, s[i].t);
    c.drift[i] = s[i].drift;
    c.drift_bound[i] = lambda > 0.0 ? ntk_drift_bound_bound(s[0].residual, lambda, lambda_max) : NAN;
  }
}

/* Curves of loss and drift with their bounds; lambda from the samples alone. */
/*@ requires valid: trained_valid(t) && result_valid(result) && \valid(err);
    requires apart: \separated(t, err) && \separated(result, err);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM; */
static ntk_status curves(const ntk_trained *t, ntk_result *result, ntk_error *err) {
  const size_t n = t->trajectory.count;
  double *x = ntk_doubles(n, 5);
  if (x == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory while plotting");
  //@ ghost heap_own(x);
  //@ ghost heap_apart_any(x, 5 * n * sizeof(double), t, sizeof(ntk_trained));
  //@ ghost heap_apart_any(x, 5 * n * sizeof(double), t->trajectory.sample, n * sizeof(ntk_sample));
  //@ ghost heap_apart_any(x, 5 * n * sizeof(double), result, sizeof(ntk_result));
  const columns c = {x, x + n, x + 2 * n, x + 3 * n, x + 4 * n};
  fill(t, c);
  ntk_series(result, "loss", "flow time t", "loss R", n, c.x, c.loss);
  if (!t->singular) ntk_series(result, "bound R(0) exp(-2 lambda t)", "flow time t", "loss R", n, c.x, c.loss_bound);
  ntk_series_hint(result, "log", "y");
  ntk_series(result, "drift", "flow time t", "drift ||w - w0||", n, c.x, c.drift);
  if (!t->singular) ntk_series(result, "bound", "flow time t", "drift ||w - w0||", n, c.x, c.drift_bound);
  ntk_series_hint(result, "log", "");
  free(x);
  return NTK_OK;
}

/* The plots on their way from the curves to their files. */
typedef struct {
  ntk_result result;
  ntk_text script, svg[2];
  ntk_error why;
  char path[4096];
  int drawn;
} drawing;

/*@ predicate drawing_valid{L}(drawing *d) = \valid(d) && text_valid(&d->script) && text_valid(&d->svg[0]) && text_valid(&d->svg[1]); */

/* Where there is no gnuplot, or it fails, a note says why: that is no error. */
/*@ requires valid: trained_valid(t) && drawing_valid(d) && result_valid(&d->result) && \valid(err);
    requires apart: \separated(d, t) && \separated(d, err) && \separated(t, err) && \separated(d, t->trajectory.sample + (0 .. t->trajectory.count - 1));
    terminates \true;
    exits \false;
    assigns d->script, d->svg[0 .. 1], d->why, d->drawn, err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures valid: drawing_valid(d);
    ensures some: d->drawn != 0 ==> \result == NTK_OK; */
static ntk_status draw(const ntk_trained *t, drawing *d, int quiet, ntk_error *err) {
  d->drawn = 0;
  const ntk_status status = curves(t, &d->result, err);
  if (status != NTK_OK) return status;
  ntk_figure_script(&d->script, d->result.series, 0);
  ntk_figure_script(&d->script, d->result.series, 1);
  const ntk_status drawn = ntk_gnuplot(&d->script, 2, d->svg, "plot", &d->why);
  if (drawn == NTK_ENOMEM) return ntk_fail(err, NTK_ENOMEM, "out of memory while plotting");
  if (drawn == NTK_OK) d->drawn = 1;
  else if (!quiet) fprintf(stderr, "note: no plots: %s\n", d->why.text);
  return NTK_OK;
}

/*@ requires valid: drawing_valid(d) && \valid_read(folder) && \valid(err);
    requires apart: \separated(d, err);
    terminates \true;
    exits \false;
    assigns d->path[0 .. 4095], err->status, err->text[0 .. 1023], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EWRITE, NTK_ENOMEM}; */
static ntk_status write_plots(drawing *d, const char *folder, ntk_error *err) {
  ntk_status status = ntk_report_path(d->path, folder, "loss.svg", err);
  if (status == NTK_OK) status = ntk_text_write(&d->svg[0], d->path, err);
  if (status == NTK_OK) status = ntk_report_path(d->path, folder, "drift.svg", err);
  if (status == NTK_OK) status = ntk_text_write(&d->svg[1], d->path, err);
  return status;
}

ntk_status ntk_trained_plots(ntk_trained *t, const char *folder, int quiet, ntk_error *err) {
  drawing d;
  d.why.status = NTK_OK;
  d.why.text[0] = '\0';
  ntk_text_start(&d.script);
  ntk_text_start(&d.svg[0]);
  ntk_text_start(&d.svg[1]);
  ntk_result_init(&d.result, "train");
  ntk_status status = draw(t, &d, quiet, err);
  if (d.drawn) status = write_plots(&d, folder, err);
  t->plotted = status == NTK_OK && d.drawn;
  ntk_result_clear(&d.result);
  ntk_text_clear(&d.svg[0]);
  ntk_text_clear(&d.svg[1]);
  ntk_text_clear(&d.script);
  return status;
}
