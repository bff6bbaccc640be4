/* The formulas of the exponential stepper (src/flow/etd3.c, its opening comment), one eigenvector's coordinate or one parameter at a time.
   c: coordinate of r_k; D2, D3: of D^r at the stages; R3: of the third stage's residual; phi_j at -h lambda (second stage: -h lambda / 2). */
#ifndef NTK_ACSL_ETD3_H
#define NTK_ACSL_ETD3_H

#include "sums.h"

/*@ // second stage: R_2 = phi_0 r_k, U_2 - w_k = A_k^T V (-h/2 phi_1 c)
    logic real stage2_residual(real phi0, real c) = phi0 * c;
    logic real stage2_dual(real h, real phi1, real c) = -0.5 * h * phi1 * c;

    // third stage: R_3 = phi_0 r_k + 2 h phi_1 D_2, U_3 - w_k - 2 h D^w_2 = A_k^T V (-h phi_1 c - 2 h^2 phi_2 D_2)
    logic real stage3_residual(real h, real phi0, real phi1, real c, real D2) = phi0 * c + 2.0 * h * phi1 * D2;
    logic real stage3_dual(real h, real phi1, real phi2, real c, real D2) = -h * phi1 * c - 2.0 * h * h * phi2 * D2;

    // w+ - w_k, the part within the products with A_k^T (R_3 stands for D^w_3 = G_3 + A_k^T R_3, weight 1/6)
    logic real step_dual(real h, real phi1, real phi3, real phi4, real c, real R3, real D2, real D3) =
      -h * phi1 * c + h / 6.0 * R3 - h * h * ((4.0 * phi3 - 8.0 * phi4) * D2 + (4.0 * phi4 - phi3) * D3);

    // the same of w+ minus the result of order 2
    logic real estimate_dual(real h, real phi3, real phi4, real R3, real D2, real D3) =
      h / 6.0 * R3 - h * h * ((2.0 * phi3 - 8.0 * phi4) * D2 + (4.0 * phi4 - phi3) * D3);

    // R+
    logic real step_residual(real h, real phi0, real phi2, real phi3, real c, real D2, real D3) =
      phi0 * c + h * ((4.0 * phi2 - 8.0 * phi3) * D2 + (4.0 * phi3 - phi2) * D3);

    // outside the products: 4/2! - 8/3! = 2/3 and 4/3! - 1/2! = 1/6 of D^w_2 and G_3; for the estimate 2/2! - 8/3! = -1/3
    logic real step_point(real h, real w, real move, real G3, real D2w) = w + move + h * (G3 / 6.0 + 2.0 / 3.0 * D2w);
    logic real estimate_point(real h, real move, real G3, real D2w) = move + h * (G3 / 6.0 - D2w / 3.0);

    // lambda q^2 of the residual's departure from the w it belongs to, q = h phi_1 (d - R+)
    logic real departure_of(real lambda, real h, real phi1, real d, real R) = lambda * (h * phi1 * (d - R)) * (h * phi1 * (d - R)); */

#endif
