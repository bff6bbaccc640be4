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

/*@ predicate landscape_valid{L}(ntk_landscape *l) = \valid(l) && l->map.p == 1 && l->map.N <= 64 && l->map.context == (void *)l &&
      l->problem.map == &l->map && l->problem.y == &l->zero[0] && l->problem.w0 == &l->start; */

/* n <= NTK_LANDSCAPE_MAX, even. Starts at the spurious minimum. The landscape must not be moved in memory afterwards. */
/*@ requires valid: \valid(l);
    requires size: n <= NTK_LANDSCAPE_MAX;
    terminates \true;
    exits \false;
    assigns *l;
    ensures valid: landscape_valid(l) && l->map.N == n;
    ensures root: 0.0 <= 1.0 - 2.0 * c * c ==> l->minimum == (-1.0 - \sqrt(1.0 - 2.0 * c * c)) / 2.0 && l->barrier == (-1.0 + \sqrt(1.0 - 2.0 * c * c)) / 2.0;
    ensures start: l->start == l->minimum && l->w == l->minimum && l->c == c && l->convex == convex; */
void ntk_landscape_init(ntk_landscape *l, size_t n, double c, int convex);

#endif
