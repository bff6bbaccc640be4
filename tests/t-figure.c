/* src/report/figure.c, gnuplot.c: which curves share a plot, axes, names that gnuplot could misread, plots drawn or said to be missing. */
#include "report/figure.h"

#include <stdlib.h>
#include <string.h>

#include "check/result.h"
#include "harness.h"
#include "report/gnuplot.h"

static const double grid[4] = {1.0, 10.0, 100.0, 1000.0}, flat[4] = {1.0, 1.1, 1.2, 1.3}, zero[4] = {0.0, 1.0, 100.0, 1000.0};

static int script_has(const ntk_result *r, size_t index, const char *part) {
  ntk_text script = {0};
  ntk_figure_script(&script, r->series, index);
  const int found = script.data != NULL && strstr(script.data, part) != NULL;
  if (!found) printf("no %s in:\n%s\n", part, script.data);
  ntk_text_clear(&script);
  return found;
}

static void test_same_labels_share(void) {
  ntk_result r;
  ntk_result_init(&r, "x");
  CU_ASSERT(ntk_figure_count(r.series) == 0);
  ntk_series(&r, "loss", "t", "R", 4, flat, flat);
  ntk_series(&r, "drift", "t", "drift", 4, flat, flat);
  ntk_series(&r, "bound", "t", "R", 4, flat, flat);
  CU_ASSERT(ntk_figure_count(r.series) == 2);
  CU_ASSERT(script_has(&r, 0, "title 'loss', '-' @bound title 'bound'") && script_has(&r, 1, "title 'drift'"));
  ntk_text caption = {0};
  ntk_figure_caption(&caption, r.series, 1);
  CU_ASSERT_STRING_EQUAL(caption.data, "drift against t");
  ntk_text_clear(&caption);
  ntk_result_clear(&r);
}

static void test_axes(void) {
  ntk_result r;
  ntk_result_init(&r, "x");
  ntk_series(&r, "a", "x", "y", 4, grid, flat);   /* x spans 1e3: logarithmic; y does not */
  ntk_series(&r, "b", "x0", "y0", 4, zero, grid); /* x starts at 0: never */
  ntk_series(&r, "c", "x1", "y1", 4, grid, grid);
  ntk_series_hint(&r, "log", "");                 /* told not to */
  ntk_series(&r, "d", "x2", "y2", 4, zero, flat);
  ntk_series_hint(&r, "log", "xy");               /* told to, but a 0 has no logarithm */
  CU_ASSERT(script_has(&r, 0, "set logscale x") && script_has(&r, 0, "unset logscale y"));
  CU_ASSERT(script_has(&r, 1, "unset logscale x") && script_has(&r, 1, "set logscale y"));
  CU_ASSERT(script_has(&r, 2, "unset logscale x") && script_has(&r, 2, "unset logscale y"));
  CU_ASSERT(script_has(&r, 3, "unset logscale x") && script_has(&r, 3, "set logscale y"));
  ntk_result_clear(&r);
}

/* Several seeds at each of a few sizes: points without lines, both axes logarithmic. */
static void test_clouds(void) {
  const double m[4] = {64.0, 64.0, 256.0, 256.0}, change[4] = {0.4, 0.5, 0.1, 0.2};
  double t[20], y[20];
  ntk_result r;
  for (size_t i = 0; i < 20; i++) t[i] = 1.0 + (double)i, y[i] = 20.0 - (double)i;
  ntk_result_init(&r, "x");
  ntk_series(&r, "change", "width", "change", 4, m, change);
  ntk_series(&r, "course", "t", "y", 20, t, y); /* a factor of 20 over many places: linear */
  CU_ASSERT(script_has(&r, 0, "plot '-' @cloud1 title 'change'") && script_has(&r, 0, "set logscale x") && script_has(&r, 0, "set logscale y"));
  CU_ASSERT(script_has(&r, 1, "plot '-' @line1 title 'course'") && script_has(&r, 1, "unset logscale x") && script_has(&r, 1, "unset logscale y"));
  ntk_result_clear(&r);
}

static void test_bundles(void) {
  ntk_result r;
  ntk_result_init(&r, "x");
  ntk_series(&r, "loss seed 0", "t", "R", 4, flat, flat);
  ntk_series(&r, "bound seed 0", "t", "R", 4, flat, flat);
  ntk_series(&r, "loss seed 1", "t", "R", 4, flat, flat);
  ntk_series(&r, "bound seed 1", "t", "R", 4, flat, flat);
  CU_ASSERT(script_has(&r, 0, "'-' @seed title 'loss, 2 seeds', '-' @bounds title 'bound, 2 seeds', '-' @seed notitle, '-' @bounds notitle"));
  ntk_result_clear(&r);
}

static void test_names_cannot_speak_to_gnuplot(void) {
  ntk_result r;
  ntk_result_init(&r, "x");
  ntk_series(&r, "a'; system 'b'\nquit", "t", "R", 4, flat, flat);
  CU_ASSERT(script_has(&r, 0, "title 'a''; system ''b'' quit'\n"));
  ntk_result_clear(&r);
}

static void test_plots_are_drawn(void) {
  const double nothing[2] = {0.0, 0.0};
  ntk_result r;
  ntk_text script = {0}, svg[2] = {{0}, {0}};
  ntk_error err = {NTK_OK, ""};
  ntk_result_init(&r, "x");
  ntk_series(&r, "it's", "t", "R_0^{2}", 4, grid, grid);
  ntk_series(&r, "none", "s", "R", 0, nothing, nothing);
  for (size_t i = 0; i < 2; i++) ntk_figure_script(&script, r.series, i);
  CU_ASSERT(ntk_gnuplot(&script, 2, svg, "plot", &err) == NTK_OK);
  for (size_t i = 0; i < 2 && svg[i].data != NULL; i++) {
    CU_ASSERT(strncmp(svg[i].data, "<svg", 4) == 0 && strcmp(svg[i].data + svg[i].size - 6, "</svg>") == 0);
    CU_ASSERT(strstr(svg[i].data, "<filter") == NULL && strstr(svg[i].data, "id='gp") == NULL && strstr(svg[i].data, "'#gp") == NULL);
  }
  CU_ASSERT(svg[0].data != NULL && strstr(svg[0].data, "R_0^{2}") != NULL && strstr(svg[0].data, "id='plot-0-gpPt0'") != NULL);
  ntk_text_clear(&svg[0]);
  ntk_text_clear(&svg[1]);
  CU_ASSERT(ntk_gnuplot(&script, 3, (ntk_text[3]){{0}, {0}, {0}}, "plot", &err) == NTK_EINTERNAL);
  ntk_text_add(&script, "no such command\n");
  CU_ASSERT(ntk_gnuplot(&script, 2, svg, "plot", &err) == NTK_EINTERNAL && svg[0].data == NULL);
  ntk_text_clear(&script);
  ntk_result_clear(&r);
}

static void test_without_gnuplot(void) {
  const char *path = getenv("PATH");
  char *kept = path == NULL ? NULL : strdup(path);
  ntk_text script = {0}, svg = {0};
  ntk_error err = {NTK_OK, ""};
  ntk_text_add(&script, "plot x\n");
  setenv("PATH", "/nonexistent", 1);
  CU_ASSERT(ntk_gnuplot(&script, 1, &svg, "plot", &err) == NTK_ENOINPUT && strstr(err.text, "gnuplot cannot be started") != NULL && svg.data == NULL);
  setenv("PATH", kept == NULL ? "/usr/bin:/bin" : kept, 1);
  free(kept);
  ntk_text_clear(&script);
}

NTK_TESTS("figure", {"curves with the same labels share a plot", test_same_labels_share}, {"axes", test_axes}, {"clouds", test_clouds}, {"bundles", test_bundles},
          {"names cannot speak to gnuplot", test_names_cannot_speak_to_gnuplot}, {"plots are drawn", test_plots_are_drawn},
          {"without gnuplot", test_without_gnuplot})
