/* The balls around w0 on which Lip must hold: B1's (theory) and the main theorem's. */
#ifndef NTK_CHECK_BALL_H
#define NTK_CHECK_BALL_H

#include <math.h>

#include "core/alloc.h"
#include "model/lipschitz.h"

#include "../../spec/acsl/ball.h"

/* B1 closed: h < 1, Lip holds on the ball of the given radius, rho* <= radius. Not closed: h >= 1 (or INFINITY), rho INFINITY. */
typedef struct {
  double lip, radius;
  double h;    /* 2 Lip ||r0|| / (alpha sigma^2) */
  double rho;  /* rho* = 2 ||r0|| / (alpha sigma (1 + sqrt(1 - h))): the flow's path is never longer */
} ntk_ball;

/* Finds a radius with rho*(Lip(radius)) <= radius by a few iterations from the radius that Lip(0) gives, which is the least possible.
   norms: measured at w0. NTK_ENOMEM. */
/*@ requires scale: 0.0 < alpha;
    requires valid: \valid(ball) && norms_valid(norms);
    requires apart: \separated(ball, norms);
    terminates \true;
    exits \false;
    assigns *ball, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures unknown: sigma <= 0.0 ==> ball->h == INFINITY && ball->rho == INFINITY;
    ensures h: \result == NTK_OK ==> ball->h == INFINITY || ball->h == kantorovich_h(ball->lip, r0, alpha, sigma);
    ensures closed: \result == NTK_OK && ball->rho != INFINITY ==>
                    0.0 < sigma && ball->h < 1.0 && ball->rho == kantorovich_radius(r0, alpha, sigma, ball->h) && ball->rho <= ball->radius;
    ensures open: \result == NTK_OK && ball->h != INFINITY && !(ball->h < 1.0) ==> ball->rho == INFINITY; */
ntk_status ntk_ball_find(ntk_ball *ball, const ntk_norms *norms, double r0, double alpha, double sigma);

/* The edge of B1: a scale alpha >= start at which it closes, near the least one (each try goes 1.1 h times higher, h that of the last one).
   r0 = alpha f0 - y moves with alpha. *ball: at *alpha; not closed where none was found (plain initialisation). r: N, scratch. NTK_ENOMEM. */
/*@ requires scale: 0.0 < start;
    requires valid: \valid(alpha) && \valid(ball) && norms_valid(norms) && \valid_read(f0 + (0 .. N - 1)) && \valid_read(y + (0 .. N - 1)) && \valid(r + (0 .. N - 1));
    requires apart: \separated(alpha, ball, norms, r + (0 .. N - 1)) && \separated(alpha, f0 + (0 .. N - 1)) && \separated(alpha, y + (0 .. N - 1)) &&
                    \separated(ball, f0 + (0 .. N - 1)) && \separated(ball, y + (0 .. N - 1)) &&
                    \separated(r + (0 .. N - 1), f0 + (0 .. N - 1)) && \separated(r + (0 .. N - 1), y + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns *alpha, *ball, r[0 .. N - 1], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures scale: 0.0 < *alpha; */
ntk_status ntk_edge_find(double *alpha, ntk_ball *ball, const ntk_norms *norms, size_t N, const double *f0, const double *y, double sigma, double start, double *r);

/* Lip on the ball that the main theorem's flow stays in. With C = 24 sigma_max Lip / sigma^3, alpha >= C ||r0|| gives
   6 sigma_max ||r0|| / (alpha sigma^2) <= sigma / (4 Lip) <= sigma / (4 Lip(0)): *lip := Lip(sigma / (4 Lip(0))). NTK_ENOMEM. */
/*@ requires valid: \valid(lip) && norms_valid(norms);
    requires apart: \separated(lip, norms);
    terminates \true;
    exits \false;
    assigns *lip, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM;
    ensures unknown: sigma <= 0.0 ==> *lip == INFINITY; */
ntk_status ntk_main_lipschitz(double *lip, const ntk_norms *norms, double sigma);

/* The least alpha > 0 with alpha >= C ||alpha f0 - y||, C >= 0: (1 - C^2 |f0|^2) alpha^2 + 2 C^2 <f0, y> alpha - C^2 |y|^2 >= 0.
   With f0 = 0 it is C ||y||; INFINITY when no alpha is big enough (plain initialisation). */
/*@ requires valid: \valid_read(f0 + (0 .. N - 1)) && \valid_read(y + (0 .. N - 1));
    terminates \true;
    exits \false;
    assigns \result \from C, N, f0[0 .. N - 1], y[0 .. N - 1];
    ensures least: \result == INFINITY || threshold_root(\result, threshold_a(C, sum_squares(f0, N)), C * C * dot(f0, y, N), C * C * sum_squares(y, N)); */
double ntk_main_threshold(double C, size_t N, const double *f0, const double *y);

#endif
