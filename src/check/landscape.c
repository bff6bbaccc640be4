#include "check/landscape.h"

#include <math.h>

#include "core/vec.h"

#include "../../spec/acsl/index.h"

/*@ // s_i
    logic real side(integer i) = i % 2 == 0 ? 1.0 : -1.0;

    // f_i(w) and its derivative
    logic real landscape_value(real c, integer convex, real w, integer i) = (convex != 0 ? 0.0 : w * w - 1.0) + side(i) * c * (w - 1.0);
    logic real landscape_slope(real c, integer convex, real w, integer i) = (convex != 0 ? 0.0 : 2.0 * w) + side(i) * c;

    logic real slopes_dot{L}(real c, integer convex, real w, double *u, integer n) =
      n <= 0 ? 0.0 : slopes_dot(c, convex, w, u, n - 1) + landscape_slope(c, convex, w, n - 1) * u[n - 1]; */

/*@ terminates \true;
    exits \false;
    assigns \result \from i;
    ensures side: \result == side(i); */
static double side(size_t i) { return i % 2 == 0 ? 1.0 : -1.0; }

/*@ requires valid: \valid_read(l);
    terminates \true;
    exits \false;
    assigns \result \from l->convex, l->w, l->c, i;
    ensures slope: \result == landscape_slope(l->c, l->convex, l->w, i); */
static double slope(const ntk_landscape *l, size_t i) { return (l->convex ? 0.0 : 2.0 * l->w) + side(i) * l->c; }

/*@ requires valid: \valid((ntk_landscape *)context) && \valid_read(w);
    terminates \true;
    exits \false;
    assigns ((ntk_landscape *)context)->w, \result \from *w;
    ensures moved: ((ntk_landscape *)context)->w == \old(*w);
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC; */
static ntk_status at(void *context, const double *w) {
  ntk_landscape *l = context;
  l->w = w[0];
  return isfinite(l->w * l->w) ? NTK_OK : NTK_ENUMERIC;
}

/*@ requires valid: \valid_read((ntk_landscape *)context) && \valid(f + (0 .. ((ntk_landscape *)context)->map.N - 1));
    requires apart: \separated(f + (0 .. ((ntk_landscape *)context)->map.N - 1), (ntk_landscape *)context);
    terminates \true;
    exits \false;
    assigns f[0 .. ((ntk_landscape *)context)->map.N - 1];
    ensures value: \forall integer i; 0 <= i < ((ntk_landscape *)context)->map.N ==>
      f[i] == landscape_value(((ntk_landscape *)context)->c, ((ntk_landscape *)context)->convex, ((ntk_landscape *)context)->w, i); */
static void value(void *context, double *f) {
  const ntk_landscape *l = context;
  /*@ loop invariant range: 0 <= i <= l->map.N;
      loop invariant value: \forall integer k; 0 <= k < i ==> f[k] == landscape_value(l->c, l->convex, l->w, k);
      loop assigns i, f[0 .. l->map.N - 1];
      loop variant l->map.N - i; */
  for (size_t i = 0; i < l->map.N; i++) {
    const double one = (l->convex ? 0.0 : l->w * l->w - 1.0) + side(i) * l->c * (l->w - 1.0);
    //@ assert one: one == landscape_value(l->c, l->convex, l->w, i);
    f[i] = one;
  }
}

/*@ requires valid: \valid_read((ntk_landscape *)context) && \valid_read(v) && \valid(Jv + (0 .. ((ntk_landscape *)context)->map.N - 1));
    requires apart: \separated(Jv + (0 .. ((ntk_landscape *)context)->map.N - 1), (ntk_landscape *)context, v);
    terminates \true;
    exits \false;
    assigns Jv[0 .. ((ntk_landscape *)context)->map.N - 1];
    ensures jvp: \forall integer i; 0 <= i < ((ntk_landscape *)context)->map.N ==>
      Jv[i] == landscape_slope(((ntk_landscape *)context)->c, ((ntk_landscape *)context)->convex, ((ntk_landscape *)context)->w, i) * v[0]; */
static void jvp(void *context, const double *v, double *Jv) {
  const ntk_landscape *l = context;
  /*@ loop invariant range: 0 <= i <= l->map.N;
      loop invariant jvp: \forall integer k; 0 <= k < i ==> Jv[k] == landscape_slope(l->c, l->convex, l->w, k) * v[0];
      loop assigns i, Jv[0 .. l->map.N - 1];
      loop variant l->map.N - i; */
  for (size_t i = 0; i < l->map.N; i++) Jv[i] = slope(l, i) * v[0];
}

/*@ requires valid: \valid_read((ntk_landscape *)context) && \valid_read(u + (0 .. ((ntk_landscape *)context)->map.N - 1)) && \valid(JTu);
    requires apart: \separated(JTu, (ntk_landscape *)context, u + (0 .. ((ntk_landscape *)context)->map.N - 1));
    terminates \true;
    exits \false;
    assigns *JTu;
    ensures vjp: *JTu == slopes_dot{Pre}(((ntk_landscape *)context)->c, ((ntk_landscape *)context)->convex, ((ntk_landscape *)context)->w, u,
                                         ((ntk_landscape *)context)->map.N); */
static void vjp(void *context, const double *u, double *JTu) {
  const ntk_landscape *l = context;
  double sum = 0.0;
  /*@ loop invariant range: 0 <= i <= l->map.N;
      loop invariant sum: sum == slopes_dot{Pre}(l->c, l->convex, l->w, u, i);
      loop assigns i, sum;
      loop variant l->map.N - i; */
  for (size_t i = 0; i < l->map.N; i++) sum += slope(l, i) * u[i];
  JTu[0] = sum;
}

/*@ requires valid: \valid_read((ntk_landscape *)context) && ((ntk_landscape *)context)->map.N <= NTK_LANDSCAPE_MAX &&
                    \valid(K + (0 .. ((ntk_landscape *)context)->map.N * ((ntk_landscape *)context)->map.N - 1));
    requires apart: \separated(K + (0 .. ((ntk_landscape *)context)->map.N * ((ntk_landscape *)context)->map.N - 1), (ntk_landscape *)context);
    terminates \true;
    exits \false;
    assigns K[0 .. ((ntk_landscape *)context)->map.N * ((ntk_landscape *)context)->map.N - 1];
    ensures status: \result == NTK_OK; */
static ntk_status kernel(void *context, double *K) {
  const ntk_landscape *l = context;
  const size_t n = l->map.N;
  /*@ loop invariant range: 0 <= i <= n;
      loop assigns i, K[0 .. n * n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    //@ ghost row_inside(i, n, n);
    /*@ loop invariant range: 0 <= j <= n;
        loop assigns j, K[0 .. n * n - 1];
        loop variant n - j; */
    for (size_t j = 0; j < n; j++) K[i * n + j] = slope(l, i) * slope(l, j);
  }
  return NTK_OK;
}

void ntk_landscape_init(ntk_landscape *l, size_t n, double c, int convex) {
  const double root = sqrt(1.0 - 2.0 * c * c);
  l->c = c, l->convex = convex;
  l->minimum = (-1.0 - root) / 2.0, l->barrier = (-1.0 + root) / 2.0;
  ntk_zero(NTK_LANDSCAPE_MAX, l->zero);
  l->start = l->w = l->minimum;
  l->map = (ntk_map){1, n, l, at, value, jvp, vjp, kernel};
  l->problem = (ntk_problem){&l->map, 1.0, l->zero, &l->start};
}
