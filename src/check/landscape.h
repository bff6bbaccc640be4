/* A least-squares problem in one weight with one spurious minimum: n examples, f_i(w) = (w^2 - 1) + s_i c (w - 1), s_i = +-1, targets 0:
   R(w) = n ((w^2 - 1)^2 + c^2 (w - 1)^2) / 2, R' = n (w - 1)(2 w^2 + 2 w + c^2). For 0 < c^2 < 1/2: the global minimum 1 (R = 0),
   a spurious minimum and a barrier at (-1 -+ sqrt(1 - 2 c^2)) / 2. The examples pull apart (s_i), but not at the global minimum.
   convex: f_i(w) = s_i c (w - 1), the control: no spurious minimum. */
#ifndef NTK_CHECK_LANDSCAPE_H
#define NTK_CHECK_LANDSCAPE_H

#include "flow/problem.h"

#define NTK_LANDSCAPE_MAX 64

typedef struct {
  ntk_map map;
  ntk_problem problem;              /* alpha = 1, from `start` */
  double c, w, start;
  int convex;
  double minimum, barrier;          /* the spurious minimum and the barrier */
  double zero[NTK_LANDSCAPE_MAX];
} ntk_landscape;

/* n <= NTK_LANDSCAPE_MAX, even. Starts at the spurious minimum. The landscape must not be moved in memory afterwards. */
void ntk_landscape_init(ntk_landscape *l, size_t n, double c, int convex);

#endif
