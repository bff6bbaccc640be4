/* Sums of statistics. */
#ifndef NTK_ACSL_STATISTICS_H
#define NTK_ACSL_STATISTICS_H

#include "finite.h"
#include "sums.h"

/*@ predicate all_numbers{L}(double *x, integer n) = \forall integer i; 0 <= i < n ==> finite(x[i]);

    // sum_{i<n} x_i
    logic real total{L}(double *x, integer n) = n <= 0 ? 0.0 : total(x, n - 1) + x[n - 1];

    logic real mean{L}(double *x, integer n) = total(x, n) / n;

    // sum_{i<n} (x_i - m)^2
    logic real spread{L}(double *x, real m, integer n) = n <= 0 ? 0.0 : spread(x, m, n - 1) + square(x[n - 1] - m);

    // sum_{i<n} (x_i - m) (y_i - l)
    logic real cospread{L}(double *x, real m, double *y, real l, integer n) =
      n <= 0 ? 0.0 : cospread(x, m, y, l, n - 1) + (x[n - 1] - m) * (y[n - 1] - l);

    // the straight line of least squares
    logic real line_slope{L}(double *x, double *y, integer n) =
      cospread(x, mean(x, n), y, mean(y, n), n) / spread(x, mean(x, n), n);

    // finite values, not all x alike, and no overflow on the way
    predicate line_exists{L}(double *x, double *y, integer n) = all_numbers(x, n) && all_numbers(y, n) &&
      0.0 < spread(x, mean(x, n), n) && finite((double)spread(x, mean(x, n), n)) && finite((double)cospread(x, mean(x, n), y, mean(y, n), n));

    logic real height(real my, real slope, real mx) = my - slope * mx;

    // what the line of this slope through the means leaves: sum_{i<n} ((y_i - l) - slope (x_i - m))^2
    logic real rest_squares{L}(double *x, real m, double *y, real l, real slope, integer n) =
      n <= 0 ? 0.0 : rest_squares(x, m, y, l, slope, n - 1) + square((y[n - 1] - l) - slope * (x[n - 1] - m)); */

#endif
