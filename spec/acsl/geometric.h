/* Sequences that decay or grow step by step: what the discrete theorems (theorems.h) speak of. */
#ifndef NTK_ACSL_GEOMETRIC_H
#define NTK_ACSL_GEOMETRIC_H

/*@ // start q^t
    logic real geometric(real start, real q, integer t) = t <= 0 ? start : geometric(start, q, t - 1) * q;

    // sum_{1<=k<=n} q^{n-k} e_k
    logic real accumulated{L}(double *e, real q, integer n) = n <= 0 ? 0.0 : q * accumulated(e, q, n - 1) + e[n];

    predicate decays_once{L}(double *u, double *e, real q, integer k) = u[k + 1] <= q * u[k] + e[k + 1];
    predicate decayed{L}(double *u, double *e, real q, integer k) = u[k] <= geometric(u[0], q, k) + accumulated(e, q, k);

    // prod_{k<n} (1 + b_k)
    logic real growth{L}(double *b, integer n) = n <= 0 ? 1.0 : growth(b, n - 1) * (1.0 + b[n - 1]);

    predicate grows_once{L}(double *u, double *b, integer k) = u[k + 1] <= (1.0 + b[k]) * u[k];
    predicate grown{L}(double *u, double *b, integer k) = u[k] <= u[0] * growth(b, k);

    // sum_{k<n} d_k
    logic real path_sum{L}(double *d, integer n) = n <= 0 ? 0.0 : path_sum(d, n - 1) + d[n - 1];

    logic real potential(real theta, real sigma, real lip, real l) = theta * sigma * l - lip * l * l / 2.0;
    predicate descends_once{L}(double *r, double *d, real alpha, real theta, real sigma, real lip, integer k) =
      r[k + 1] <= r[k] - d[k] * (alpha * theta * (sigma - lip * path_sum(d, k)) - alpha * lip * d[k] / 2.0); */

#endif
