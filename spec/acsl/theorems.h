/* Discrete theorems, as ghost functions whose loop is the induction (plain lemmas are not picked up): whoever calls one knows its ensures.
   Nothing is assumed here; a file that includes this header proves it with its own goals. */
#ifndef NTK_ACSL_THEOREMS_H
#define NTK_ACSL_THEOREMS_H

#include <stddef.h>

#include "geometric.h"

/*@ ghost
    /@ requires ordered: 0.0 <= c && x <= y;
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures scaled: c * x <= c * y; @/
    void scaled_order(double c, double x, double y) { } */

/* Decay with errors (monotone decay is the case without): u_{k+1} <= q u_k + e_{k+1} => u_n <= q^n u_0 + sum_{1<=k<=n} q^{n-k} e_k. */
/*@ ghost
    /@ requires some: 1 <= n;
       requires valid: \valid_read(u + (0 .. n - 1)) && \valid_read(e + (0 .. n - 1));
       requires contraction: 0.0 <= q;
       requires step: \forall integer k; 0 <= k < n - 1 ==> decays_once(u, e, q, k);
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures decay: \forall integer k; 0 <= k < n ==> decayed(u, e, q, k); @/
    void monotone_decay(size_t n, const double *u, const double *e, double q) {
      double power = u[0], sum = 0.0;
      size_t i = 0;
      /@ loop invariant range: 0 <= i <= n - 1;
         loop invariant power: power == geometric(u[0], q, i);
         loop invariant sum: sum == accumulated(e, q, i);
         loop invariant now: u[i] <= power + sum;
         loop invariant so_far: \forall integer k; 0 <= k <= i ==> decayed(u, e, q, k);
         loop assigns i, power, sum;
         loop variant n - i; @/
      while (i + 1 < n) {
        /@ assert once: decays_once(u, e, q, i); @/
        scaled_order(q, u[i], power + sum);
        power = power * q;
        sum = q * sum + e[i + 1];
        i = i + 1;
        /@ assert next: decayed(u, e, q, i); @/
      }
    } */

/* Discrete Gronwall: u_{k+1} <= (1 + b_k) u_k, 1 + b_k >= 0 => u_n <= u_0 prod_{k<n} (1 + b_k). */
/*@ ghost
    /@ requires valid: \valid_read(u + (0 .. n)) && \valid_read(b + (0 .. n - 1)) && n < 0xFFFFFFFFFFFFFFFF;
       requires factors: \forall integer k; 0 <= k < n ==> 0.0 <= 1.0 + b[k];
       requires step: \forall integer k; 0 <= k < n ==> grows_once(u, b, k);
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures growth: \forall integer k; 0 <= k <= n ==> grown(u, b, k); @/
    void discrete_gronwall(size_t n, const double *u, const double *b) {
      double product = 1.0;
      size_t i = 0;
      /@ loop invariant range: 0 <= i <= n;
         loop invariant product: product == growth(b, i);
         loop invariant now: u[i] <= u[0] * product;
         loop invariant so_far: \forall integer k; 0 <= k <= i ==> grown(u, b, k);
         loop assigns i, product;
         loop variant n - i; @/
      while (i < n) {
        /@ assert once: grows_once(u, b, i); @/
        scaled_order(1.0 + b[i], u[i], u[0] * product);
        product = product * (1.0 + b[i]);
        i = i + 1;
        /@ assert next: grown(u, b, i); @/
      }
    } */

/* One step of B2's telescoping (theory.md): with P(l) = theta sigma l - Lip l^2 / 2 a step d at path length l lowers ||r|| by at least
   alpha (P(l + d) - P(l)). */
/*@ ghost
    /@ requires signs: 0.0 <= alpha && 0.0 <= theta <= 1.0 && 0.0 <= lip && 0.0 <= l && 0.0 <= d;
       requires step: next <= now - d * (alpha * theta * (sigma - lip * l) - alpha * lip * d / 2.0);
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures lowered: alpha * potential(theta, sigma, lip, l + d) - alpha * potential(theta, sigma, lip, l) <= now - next; @/
    void telescoping_step(double alpha, double theta, double sigma, double lip, double l, double d, double now, double next) {
      /@ assert product: 0.0 <= alpha * lip * l * d * (1.0 - theta); @/
      /@ assert step: d * (alpha * theta * (sigma - lip * l) - alpha * lip * d / 2.0) ==
                      alpha * (theta * sigma * (l + d) - lip * (l + d) * (l + d) / 2.0) - alpha * (theta * sigma * l - lip * l * l / 2.0) +
                      alpha * lip * l * d * (1.0 - theta); @/
      /@ assert after: potential(theta, sigma, lip, l + d) == theta * sigma * (l + d) - lip * (l + d) * (l + d) / 2.0; @/
      /@ assert before: potential(theta, sigma, lip, l) == theta * sigma * l - lip * l * l / 2.0; @/
    } */

/* The telescoping of the certificate of gradient descent (theory.md B2): r_k = ||r_k||, d_k the steps, l_k their sum before k:
   r_{k+1} <= r_k - d_k (alpha theta (sigma - Lip l_k) - alpha Lip d_k / 2) => alpha (theta sigma l_n - Lip l_n^2 / 2) <= r_0 - r_n. */
/*@ ghost
    /@ requires valid: \valid_read(r + (0 .. n)) && \valid_read(d + (0 .. n - 1)) && n < 0xFFFFFFFFFFFFFFFF;
       requires signs: 0.0 <= alpha && 0.0 <= theta <= 1.0 && 0.0 <= lip;
       requires steps: \forall integer k; 0 <= k < n ==> 0.0 <= d[k];
       requires step: \forall integer k; 0 <= k < n ==> descends_once(r, d, alpha, theta, sigma, lip, k);
       terminates \true;
       exits \false;
       assigns \nothing;
       ensures telescoped: alpha * potential(theta, sigma, lip, path_sum(d, n)) <= r[0] - r[n]; @/
    void telescoping(size_t n, const double *r, const double *d, double alpha, double theta, double sigma, double lip) {
      double l = 0.0;
      size_t i = 0;
      /@ loop invariant range: 0 <= i <= n;
         loop invariant path: l == path_sum(d, i) && 0.0 <= l;
         loop invariant telescoped: alpha * potential(theta, sigma, lip, l) <= r[0] - r[i];
         loop assigns i, l;
         loop variant n - i; @/
      while (i < n) {
        /@ assert once: descends_once(r, d, alpha, theta, sigma, lip, i); @/
        telescoping_step(alpha, theta, sigma, lip, l, d[i], r[i], r[i + 1]);
        l = l + d[i];
        i = i + 1;
      }
    } */

#endif
