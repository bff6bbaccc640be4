/* Between two samples of a gradient flow: how far it can have gone, and how small sigma_min(J) can have become. */
#ifndef NTK_CHECK_SEGMENT_H
#define NTK_CHECK_SEGMENT_H

#include <math.h>
#include <stddef.h>

#include "../../spec/acsl/segment.h"

/* Path length by the residual's decrease (theory B1's proof applied from a sample on): alpha (sigma l - lip l^2/2) <= decrease, so
   l <= 2 decrease / (alpha sigma (1 + sqrt(1 - 2 lip decrease / (alpha sigma^2)))); INFINITY when the root is not real or sigma <= 0.
   lip may be 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from decrease, alpha, sigma, lip;
    ensures path: \result == NAN || \result == INFINITY || (decrease <= 0.0 && \result == 0.0) ||
                  (0.0 < decrease && 0.0 < sigma && 0.0 < alpha && 0.0 <= segment_root(decrease, alpha, sigma, lip) &&
                   \result == segment_by_decrease(decrease, alpha, sigma, lip));
    ensures unbounded: sigma <= 0.0 || alpha <= 0.0 || (0.0 < decrease && segment_root(decrease, alpha, sigma, lip) < 0.0) ==>
                       \result == NAN || \result == INFINITY; */
double ntk_segment_by_decrease(double decrease, double alpha, double sigma, double lip);

/* Path length in the time tau by the speed ||w'|| at its start: w'' = -alpha^2 J^T J w' - alpha sum_i r_i Hess f_i w', the first term only
   brakes and the second is at most growth ||w'|| with growth = alpha lip ||r|| (||r|| never grows along the flow), so by gronwall
   ||w'(t)|| <= speed exp(growth t), l <= speed (exp(growth tau) - 1) / growth (speed tau where growth = 0). */
/*@ terminates \true;
    exits \false;
    assigns \result \from speed, growth, tau;
    ensures path: \result == NAN || \result == segment_by_speed(speed, growth, tau); */
double ntk_segment_by_speed(double speed, double growth, double tau);

/* The time in which the bound by speed reaches length; INFINITY when speed is 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from length, speed, growth;
    ensures still: speed <= 0.0 ==> \result == NAN || \result == INFINITY;
    ensures slow: 0.0 < speed && growth * length / speed < 1e-8 ==> \result == length / speed;
    ensures time: 0.0 < speed && 1e-8 <= growth * length / speed ==> \result == \log(1.0 + growth * length / speed) / growth; */
double ntk_segment_time(double length, double speed, double growth);

/* The lesser of two upper bounds; NAN when one is NAN. */
/*@ terminates \true;
    exits \false;
    assigns \result \from a, b;
    ensures least: \result == NAN || \result == \min(a, b); */
double ntk_segment_least(double a, double b);

/* Least sigma_min(J) between samples with a and b: sigma_min is lip-Lipschitz along the path (Weyl), so at a distance s from the first it is
   at least max(a - lip s, b - lip (length - s)), least at (a + b - lip length)/2. Never above a or b, never below 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from a, b, lip, length;
    ensures low: \result == NAN || \result == segment_low(a, b, lip, length); */
double ntk_segment_sigma_low(double a, double b, double lip, double length);

/* Greatest sigma_max(J) between samples with a and b: (a + b + lip length)/2, never below a or b. */
/*@ terminates \true;
    exits \false;
    assigns \result \from a, b, lip, length;
    ensures high: \result == NAN || \result == segment_high(a, b, lip, length); */
double ntk_segment_sigma_high(double a, double b, double lip, double length);

#endif
