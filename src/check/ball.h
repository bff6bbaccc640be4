/* The balls around w0 on which Lip must hold: B1's (theory) and the main theorem's. */
#ifndef NTK_CHECK_BALL_H
#define NTK_CHECK_BALL_H

#include "model/lipschitz.h"

/* B1 closed: h < 1, Lip holds on the ball of the given radius, rho* <= radius. Not closed: h >= 1 (or INFINITY), rho INFINITY. */
typedef struct {
  double lip, radius;
  double h;    /* 2 Lip ||r0|| / (alpha sigma^2) */
  double rho;  /* rho* = 2 ||r0|| / (alpha sigma (1 + sqrt(1 - h))): the flow's path is never longer */
} ntk_ball;

/* Finds a radius with rho*(Lip(radius)) <= radius by a few iterations from the radius that Lip(0) gives, which is the least possible.
   norms: measured at w0. NTK_ENOMEM. */
ntk_status ntk_ball_find(ntk_ball *ball, const ntk_norms *norms, double r0, double alpha, double sigma);

/* The edge of B1: a scale alpha >= start at which it closes, near the least one (each try goes 1.1 h times higher, h that of the last one).
   r0 = alpha f0 - y moves with alpha. *ball: at *alpha; not closed where none was found (plain initialisation). r: N, scratch. NTK_ENOMEM. */
ntk_status ntk_edge_find(double *alpha, ntk_ball *ball, const ntk_norms *norms, size_t N, const double *f0, const double *y, double sigma, double start, double *r);

/* Lip on the ball that the main theorem's flow stays in. With C = 24 sigma_max Lip / sigma^3, alpha >= C ||r0|| gives
   6 sigma_max ||r0|| / (alpha sigma^2) <= sigma / (4 Lip) <= sigma / (4 Lip(0)): *lip := Lip(sigma / (4 Lip(0))). NTK_ENOMEM. */
ntk_status ntk_main_lipschitz(double *lip, const ntk_norms *norms, double sigma);

/* The least alpha > 0 with alpha >= C ||alpha f0 - y||, C >= 0: (1 - C^2 |f0|^2) alpha^2 + 2 C^2 <f0, y> alpha - C^2 |y|^2 >= 0.
   With f0 = 0 it is C ||y||; INFINITY when no alpha is big enough (plain initialisation). */
double ntk_main_threshold(double C, size_t N, const double *f0, const double *y);

#endif
