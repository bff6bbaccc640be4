/* gronwall on linear systems x' = A x, A constant on each of `steps` unit intervals: u = ||x|| has u' <= beta u, beta = lambda_max((A + A^T)/2). x is
   followed exactly by GSL's matrix exponential (relative error below 1e-12 at these sizes: ||A|| is at most about 10), so u is known to 1e-11 (t + 1)
   of the product of the norms, exp(int max(|beta|, ||A||)). Control: beta = lambda_min((A + A^T)/2) - 0.1, which u' exceeds everywhere. */
#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include "claim/gronwall.h"
#include "core/vec.h"
#include "draw.h"
#include "kernel/spectrum.h"
#include "material.h"

#define MOST 12

/* A: d x d normal entries over sqrt d, symmetric part shifted by a normal number so that beta has either sign. */
static void draw_matrix(gsl_rng *rng, double size, gsl_matrix *A) {
  const double shift = gsl_ran_gaussian_ziggurat(rng, size);
  for (size_t i = 0; i < A->size1; i++)
    for (size_t j = 0; j < A->size2; j++)
      gsl_matrix_set(A, i, j, gsl_ran_gaussian_ziggurat(rng, size / sqrt((double)A->size1)) + (i == j ? shift : 0));
}

static void symmetric_part(const gsl_matrix *A, gsl_matrix *S) {
  for (size_t i = 0; i < A->size1; i++)
    for (size_t j = 0; j < A->size2; j++) gsl_matrix_set(S, i, j, 0.5 * (gsl_matrix_get(A, i, j) + gsl_matrix_get(A, j, i)));
}

typedef struct {
  size_t n;
  double integral[MOST + 1], u[MOST + 1], error[MOST + 1];
} curve;

static ntk_status follow(const ntk_case *c, int control, gsl_matrix *A, gsl_matrix *E, gsl_vector *x, gsl_vector *next, curve *f) {
  gsl_rng *rng = ntk_case_rng(c);
  ntk_status status = rng == NULL ? NTK_ENOMEM : NTK_OK;
  double growth = 0;
  for (size_t i = 0; status == NTK_OK && i < c->d; i++) gsl_vector_set(x, i, gsl_ran_gaussian_ziggurat(rng, 1));
  if (status == NTK_OK) *f = (curve){.n = 1, .u = {gsl_blas_dnrm2(x)}};
  for (size_t s = 0; status == NTK_OK && s < c->steps; s++) {
    double low, high;
    draw_matrix(rng, c->temperature, A);
    symmetric_part(A, E);
    status = ntk_eigen_ends(c->d, E->data, &low, &high);
    growth += ntk_norm(c->d * c->d, A->data);
    gsl_linalg_exponential_ss(A, E, GSL_PREC_DOUBLE);
    gsl_blas_dgemv(CblasNoTrans, 1, E, x, 0, next);
    gsl_vector_memcpy(x, next);
    f->integral[f->n] = f->integral[f->n - 1] + (control ? low - 0.1 : high);
    f->u[f->n] = gsl_blas_dnrm2(x);
    f->error[f->n] = 1e-11 * (double)f->n * f->u[0] * exp(growth);
    f->n++;
  }
  if (rng != NULL) gsl_rng_free(rng);
  return status;
}

static void compare(const ntk_case *c, int control, ntk_observation *o) {
  gsl_matrix *A = gsl_matrix_alloc(c->d, c->d), *E = gsl_matrix_alloc(c->d, c->d);
  gsl_vector *x = gsl_vector_alloc(c->d), *next = gsl_vector_alloc(c->d);
  curve f = {0};
  const ntk_status status = A && E && x && next ? c->steps <= MOST ? follow(c, control, A, E, x, next, &f) : NTK_EUSAGE : NTK_ENOMEM;
  double margin = INFINITY, share = 0;
  for (size_t i = 1; i < f.n; i++) {
    const double bound = ntk_gronwall_bound(f.u[0], f.integral[i]);
    margin = fmin(margin, (bound + f.error[i]) / f.u[i]);
    share = fmax(share, f.error[i] / bound);
  }
  if (status != NTK_OK) ntk_observe_status(o, status, &(ntk_error){status, "gronwall: at most 12 steps"});
  else if (share > 1e-3) ntk_observe(o, NTK_DISCARD, NAN, "error-too-large: %.3g of the bound", share);
  else
    ntk_observe(o, ntk_gronwall(f.n, f.integral, f.u, f.error, f.u[0]) ? NTK_PASS : NTK_FAIL, margin, "u from %.6g to %.6g, integral %.6g", f.u[0],
                f.u[f.n - 1], f.integral[f.n - 1]);
  if (A != NULL) gsl_matrix_free(A);
  if (E != NULL) gsl_matrix_free(E);
  if (x != NULL) gsl_vector_free(x);
  if (next != NULL) gsl_vector_free(next);
}

static void run(const ntk_case *c, ntk_observation *o) { compare(c, 0, o); }
static void control(const ntk_case *c, ntk_observation *o) { compare(c, 1, o); }
static void draw(gsl_rng *rng, ntk_case *c) {
  c->d = ntk_draw_size(rng, 1, 6);
  c->steps = ntk_draw_size(rng, 1, MOST);
  c->temperature = ntk_draw_real(rng, 0.05, 1); /* the matrices' size */
  c->seed = gsl_rng_uniform_int(rng, 1000000);
}

static int is_scalar(const ntk_case *c) { return c->d == 1; }
static int is_long(const ntk_case *c) { return c->steps >= 6; }
static const ntk_label labels[] = {{"d=1", is_scalar, 5}, {"steps>=6", is_long, 25}, {NULL, NULL, 0}};

const ntk_property ntk_property_gronwall = {.id = "gronwall",
                                            .statement = "u' <= beta u => u(t) <= u(0) exp(int beta)",
                                            .draw = draw,
                                            .run = run,
                                            .control = control,
                                            .control_what = "beta below u'/u everywhere: lambda_min - 0.1 in place of lambda_max",
                                            .control_share = 1,
                                            .labels = labels,
                                            .cases = 500,
                                            .controls = 100};
