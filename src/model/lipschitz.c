/* Theory B4 in numbers: from the norms at w0 and a radius to Lip. The letters are the theory's. */
#include "model/lipschitz.h"

#include <gsl/gsl_eigen.h>
#include <math.h>

#include "../../spec/acsl/index.h"
#include "../../spec/acsl/matrix.h"

typedef struct {
  size_t L, first, last;       /* depth, trained layers */
  double radius, L1, L2, c_b;
  double s[NTK_MAX_DEPTH + 1]; /* s_l */
  double om[NTK_MAX_DEPTH + 1];/* om_l = s_l (||W_l||_2 + rho_l), l = 2..L-1 */
} constants;

/*@ predicate constants_ok{L}(constants *c) = \valid_read(c) && 2 <= c->L <= 64 && 1 <= c->first <= c->last <= c->L;

    predicate trained(integer first, integer last, integer l) = first <= l <= last;

    // rho_l
    logic real radius_of(integer first, integer last, integer l, real radius) = first <= l <= last ? radius : 0.0;

    // in_l = sqrt(s_l^2 H^2 + c_b^2)
    logic real input_of(real s, real H, real c_b) = \sqrt((s * H) * (s * H) + c_b * c_b); */

/* One example and output, by layer. */
typedef struct {
  double Dz[NTK_MAX_DEPTH + 1], A[NTK_MAX_DEPTH + 1];  /* l = 1..L-1; 0..L-1 */
  double Dd[NTK_MAX_DEPTH + 1], Dg[NTK_MAX_DEPTH + 1]; /* l = 1..L; 1..L-1 */
} radii;

/*@ requires valid: \valid_read(c);
    terminates \true;
    exits \false;
    assigns \result \from *c, l;
    ensures trained: \result != 0 <==> trained(c->first, c->last, l); */
static int is_trained(const constants *c, size_t l) { return c->first <= l && l <= c->last; }

/* rho_l: rho for trained layers, 0 for others. */
/*@ requires valid: \valid_read(c);
    terminates \true;
    exits \false;
    assigns \result \from *c, l;
    ensures radius: \result == radius_of(c->first, c->last, l, c->radius); */
static double layer_radius(const constants *c, size_t l) { return is_trained(c, l) ? c->radius : 0.0; }

/* How a unit step of (W_l, beta_l) moves z_l when the layer below has norm H. */
/*@ requires valid: \valid_read(c) && l <= 64;
    terminates \true;
    exits \false;
    assigns \result \from *c, l, H;
    ensures input: \result == input_of(c->s[l], H, c->c_b); */
static double layer_input(const constants *c, size_t l, double H) { return hypot(c->s[l] * H, c->c_b); }

/*@ requires valid: \valid_read(norms) && arch_ok(norms->arch);
    terminates \true;
    exits \false;
    assigns \result \from *norms, radius;
    ensures layers: \result.L == norms->arch.depth && \result.first == first_trained(norms->arch) && \result.last == last_trained(norms->arch);
    ensures radius: \result.radius == radius && \result.c_b == norms->arch.bias_scale; */
static constants constants_of(const ntk_norms *norms, double radius) {
  const ntk_arch *arch = &norms->arch;
  constants c = {.L = arch->depth, .radius = radius, .L1 = arch->activation->lipschitz1, .L2 = arch->activation->lipschitz2, .c_b = arch->bias_scale};
  ntk_trained_layers(arch, &c.first, &c.last);
  /*@ loop invariant range: 1 <= l <= c.L + 1;
      loop assigns l, c.s[0 .. 64], c.om[0 .. 64];
      loop variant c.L + 1 - l; */
  for (size_t l = 1; l <= c.L; l++) {
    c.s[l] = ntk_layer_scale(arch, l);
    c.om[l] = c.s[l] * (norms->weight[l] + layer_radius(&c, l));
  }
  return c;
}

/* Dz_l = rho_l in_l + om_l Dh_{l-1}, Dh_l = L1 Dz_l, A_l = ||h_l|| + Dh_l */
/*@ requires valid: constants_ok(c) && norms_valid(norms) && c->L == norms->arch.depth && i < norms->n && \valid(r);
    requires apart: \separated(r, c) && \separated(r, norms) && \separated(r, norms->hidden + (0 .. norms->arch.depth * norms->n - 1));
    terminates \true;
    exits \false;
    assigns r->A[0 .. 64], r->Dz[0 .. 64]; */
static void forward_radii(const constants *c, const ntk_norms *norms, size_t i, radii *r) {
  double Dh = 0.0;
  r->A[0] = norms->hidden[i];
  /*@ loop invariant range: 1 <= l <= c->L;
      loop assigns l, Dh, r->A[0 .. 64], r->Dz[0 .. 64];
      loop variant c->L - l; */
  for (size_t l = 1; l < c->L; l++) {
    //@ ghost row_inside(l - 1, c->L, norms->n);
    //@ ghost row_inside(l, c->L, norms->n);
    r->Dz[l] = layer_radius(c, l) * layer_input(c, l, norms->hidden[(l - 1) * norms->n + i]) + (l == 1 ? 0.0 : c->om[l] * Dh);
    Dh = c->L1 * r->Dz[l];
    r->A[l] = norms->hidden[l * norms->n + i] + Dh;
  }
}

/* Dg_{L-1} = s_L rho_L, Dd_l = L1 Dg_l + ||g_l||_inf L2 Dz_l, Dg_l = om_{l+1} Dd_{l+1} + s_{l+1} rho_{l+1} ||delta_{l+1}|| */
/*@ requires valid: constants_ok(c) && \valid(r) && 1 <= n && (c->L + 1) * n <= SIZE_MAX && \valid_read(g_max + (0 .. (c->L - 1) * n)) && \valid_read(delta + (0 .. c->L * n));
    requires apart: \separated(r, c) && \separated(r, g_max + (0 .. (c->L - 1) * n)) && \separated(r, delta + (0 .. c->L * n));
    terminates \true;
    exits \false;
    assigns r->Dd[0 .. 64], r->Dg[0 .. 64]; */
static void backward_radii(const constants *c, const double *g_max, const double *delta, size_t n, radii *r) {
  r->Dd[c->L] = 0.0;
  /*@ loop invariant range: 0 <= l <= c->L - 1;
      loop assigns l, r->Dd[0 .. 64], r->Dg[0 .. 64];
      loop variant l; */
  for (size_t l = c->L - 1; l >= 1; l--) {
    //@ ghost row_inside(l, c->L, n);
    //@ ghost row_inside(l + 1, c->L + 1, n);
    //@ ghost row_inside(l, c->L + 1, n);
    r->Dg[l] = c->s[l + 1] * layer_radius(c, l + 1) * delta[(l + 1) * n] + (l + 1 == c->L ? 0.0 : c->om[l + 1] * r->Dd[l + 1]);
    r->Dd[l] = c->L1 * r->Dg[l] + g_max[l * n] * c->L2 * r->Dz[l];
  }
}

/*@ requires valid: matrix_writable(M) && i < M->size1 && j < M->size2;
    terminates \true;
    exits \false;
    assigns M->data[i * M->tda + j];
    ensures sum: M->data[i * M->tda + j] == \old(M->data[i * M->tda + j]) + a; */
static void add_to(gsl_matrix *M, size_t i, size_t j, double a) { gsl_matrix_set(M, i, j, gsl_matrix_get(M, i, j) + a); }

/* M += s_l d (e_l T^T + T e_l^T), d = ||delta_l|| + Dd_l; nothing where layer l is not trained. */
/*@ requires valid: constants_ok(c) && 1 <= l <= c->L && \valid_read(T + (0 .. 63)) && matrix_full(M, c->L, c->L);
    requires apart: \separated(c, M->data + (0 .. matrix_cells(M) - 1)) && \separated(T + (0 .. 63), M->data + (0 .. matrix_cells(M) - 1));
    terminates \true;
    exits \false;
    assigns M->data[0 .. matrix_cells(M) - 1]; */
static void add_cross(const constants *c, size_t l, double d, const double *T, gsl_matrix *M) {
  const double top = c->s[l] * d;
  if (!is_trained(c, l)) return;
  /*@ loop invariant range: 0 <= a <= l - 1;
      loop assigns a, M->data[0 .. matrix_cells(M) - 1];
      loop variant l - a; */
  for (size_t a = 0; a + 1 < l; a++) {
    //@ ghost row_inside(l - 1, M->size1, M->tda);
    //@ ghost row_inside(a, M->size1, M->tda);
    add_to(M, l - 1, a, top * T[a]);
    add_to(M, a, l - 1, top * T[a]);
  }
}

/* M += L2 g C_l C_l^T, g = ||g_l||_inf + Dg_l, with C_l made of T_{l-1}, and T := T_l. */
/*@ requires valid: constants_ok(c) && 1 <= l < c->L && \valid(T + (0 .. 63)) && matrix_full(M, c->L, c->L);
    requires apart: \separated(c, M->data + (0 .. matrix_cells(M) - 1)) && \separated(T + (0 .. 63), M->data + (0 .. matrix_cells(M) - 1)) && \separated(c, T + (0 .. 63));
    terminates \true;
    exits \false;
    assigns T[0 .. 63], M->data[0 .. matrix_cells(M) - 1]; */
static void add_square(const constants *c, size_t l, double g, double A, double *T, gsl_matrix *M) {
  /*@ loop invariant range: 0 <= a <= l - 1;
      loop assigns a, T[0 .. 63];
      loop variant l - a; */
  for (size_t a = 0; a + 1 < l; a++) T[a] *= c->om[l]; /* T is C_l for a moment */
  T[l - 1] = is_trained(c, l) ? layer_input(c, l, A) : 0.0;
  const double bend = c->L2 * g;
  /*@ loop invariant range: 0 <= a <= l;
      loop assigns a, M->data[0 .. matrix_cells(M) - 1];
      loop variant l - a; */
  for (size_t a = 0; a < l; a++) {
    //@ ghost row_inside(a, M->size1, M->tda);
    /*@ loop invariant range: 0 <= b <= l;
        loop assigns b, M->data[0 .. matrix_cells(M) - 1];
        loop variant l - b; */
    for (size_t b = 0; b < l; b++) add_to(M, a, b, bend * T[a] * T[b]);
  }
  /*@ loop invariant range: 0 <= a <= l;
      loop assigns a, T[0 .. 63];
      loop variant l - a; */
  for (size_t a = 0; a < l; a++) T[a] *= c->L1;
}

/* M := sum_{l>=2} s_l (||delta_l|| + Dd_l)(e_l T_{l-1}^T + T_{l-1} e_l^T) + sum_{l<L} L2 (||g_l||_inf + Dg_l) C_l C_l^T,
   C_l = om_l T_{l-1} + sqrt(s_l^2 A_{l-1}^2 + c_b^2) e_l, T_l = L1 C_l, T_0 = 0; e_l only for trained layers. Row and column l-1 stand for layer l. */
/*@ requires valid: constants_ok(c) && \valid_read(r) && 1 <= n && (c->L + 1) * n <= SIZE_MAX && \valid_read(g_max + (0 .. (c->L - 1) * n)) && \valid_read(delta + (0 .. c->L * n)) && matrix_full(M, c->L, c->L);
    requires apart: \separated(c, M->data + (0 .. matrix_cells(M) - 1)) && \separated(r, M->data + (0 .. matrix_cells(M) - 1)) &&
                    \separated(g_max + (0 .. (c->L - 1) * n), M->data + (0 .. matrix_cells(M) - 1)) && \separated(delta + (0 .. c->L * n), M->data + (0 .. matrix_cells(M) - 1));
    terminates \true;
    exits \false;
    assigns M->data[0 .. matrix_cells(M) - 1]; */
static void hessian_form(const constants *c, const double *g_max, const double *delta, size_t n, const radii *r, gsl_matrix *M) {
  double T[NTK_MAX_DEPTH] = {0.0};
  gsl_matrix_set_zero(M);
  /*@ loop invariant range: 1 <= l <= c->L;
      loop assigns l, T[0 .. 63], M->data[0 .. matrix_cells(M) - 1];
      loop variant c->L - l; */
  for (size_t l = 1; l < c->L; l++) {
    //@ ghost row_inside(l, c->L, n);
    add_cross(c, l, delta[l * n] + r->Dd[l], T, M);
    add_square(c, l, g_max[l * n] + r->Dg[l], r->A[l - 1], T, M);
  }
  add_cross(c, c->L, delta[c->L * n] + r->Dd[c->L], T, M);
}

/*@ requires valid: matrix_full(M, M->size1, M->size1) && vector_writable(values) && \valid(space) && values->size == M->size1 && space->size == M->size1;
    requires apart: \separated(values->data + (0 .. values->size - 1), M->data + (0 .. matrix_cells(M) - 1));
    terminates \true;
    exits \false;
    assigns M->data[0 .. matrix_cells(M) - 1], values->data[0 .. values->size - 1], \result; */
static double largest_eigenvalue(gsl_matrix *M, gsl_vector *values, gsl_eigen_symm_workspace *space) {
  const size_t cells = M->size1 * M->size1;
  /*@ loop invariant range: 0 <= i <= cells;
      loop assigns i;
      loop variant cells - i; */
  for (size_t i = 0; i < cells; i++)
    if (!isfinite(M->data[i])) return INFINITY;
  if (gsl_eigen_symm(M, values, space) != 0) return INFINITY;
  return fmax(0.0, gsl_vector_max(values));
}

/* sum over examples and outputs of H_i^2 */
static ntk_status sum_squared_hessians(const ntk_norms *norms, const constants *c, double *sum) {
  const size_t L = c->L, n = norms->n, k = norms->arch.width[L];
  gsl_matrix *M = gsl_matrix_calloc(L, L);
  gsl_vector *values = gsl_vector_calloc(L);
  gsl_eigen_symm_workspace *space = gsl_eigen_symm_alloc(L);
  const int complete = M != NULL && values != NULL && space != NULL;
  *sum = 0.0;
  for (size_t e = 0; complete && e < n * k; e++) {
    const size_t i = e / k, o = e % k;
    const double *g_max = norms->g_max + o * L * n + i, *delta = norms->delta + o * (L + 1) * n + i;
    radii r;
    forward_radii(c, norms, i, &r);
    backward_radii(c, g_max, delta, n, &r);
    hessian_form(c, g_max, delta, n, &r, M);
    const double H = largest_eigenvalue(M, values, space);
    *sum += H * H;
  }
  gsl_matrix_free(M);
  gsl_vector_free(values);
  if (space != NULL) gsl_eigen_symm_free(space);
  return complete ? NTK_OK : NTK_ENOMEM;
}

/* Two layers, no bias, one output; X = ||s_1 X||_2, xm = s_1 max ||x_i||, A = max |a_j| on the ball. Both trained:
   Lip^2 = s_2^2 max over cos, sin of L1^2 X^2 sin^2 + X^2 (L1 cos + A L2 xm sin)^2, the top eigenvalue of s_2^2 X^2 [[L1^2, L1 b], [L1 b, L1^2 + b^2]], b = A L2 xm.
   First layer alone (cos = 0, and the derivative by a_j is no part of J): Lip = s_2 X b. */
/*@ requires valid: constants_ok(c) && norms_valid(norms) && c->L == 2 && norms->arch.depth == 2;
    terminates \true;
    exits \false;
    assigns \result \from *norms, *c, norms->hidden[0 .. norms->n - 1]; */
static double two_layer_form(const ntk_norms *norms, const constants *c) {
  double xm = 0.0;
  /*@ loop invariant range: 0 <= i <= norms->n;
      loop assigns i, xm;
      loop variant norms->n - i; */
  for (size_t i = 0; i < norms->n; i++) xm = fmax(xm, c->s[1] * norms->hidden[i]);
  const double b = (norms->output_max + layer_radius(c, 2)) * c->L2 * xm, outside = c->s[2] * norms->data;
  if (!is_trained(c, 2)) return outside * b;
  const double a = c->L1, half = b * b / 2.0;
  return outside * sqrt(a * a + half + sqrt(half * half + a * a * b * b));
}

ntk_status ntk_norms_lipschitz(const ntk_norms *norms, double radius, double *lip) {
  const constants c = constants_of(norms, radius);
  *lip = 0.0;
  if (c.first == c.L) return NTK_OK;
  *lip = INFINITY;
  if (!isfinite(c.L2)) return NTK_OK;
  double sum;
  const ntk_status status = sum_squared_hessians(norms, &c, &sum);
  if (status != NTK_OK) return status;
  if (isfinite(sum)) *lip = sqrt(sum);
  if (c.L == 2 && c.c_b == 0.0 && norms->arch.width[2] == 1) *lip = fmin(*lip, two_layer_form(norms, &c));
  return NTK_OK;
}

ntk_status ntk_lipschitz(ntk_mlp *mlp, double radius, double *lip) {
  ntk_norms norms;
  ntk_status status = ntk_norms_init(&norms, mlp);
  if (status == NTK_OK) status = ntk_norms_lipschitz(&norms, radius, lip);
  ntk_norms_clear(&norms);
  return status;
}
