/* The batched passes against the naive network (bounds: net-rounding.h), against each other, and against differences; f(w0) = 0. */
#include <math.h>
#include <string.h>

#include "core/alloc.h"
#include "harness.h"
#include "model/mlp.h"
#include "model/naive-net.h"
#include "net-rounding.h"
#include "random-net.h"

#define N_ROWS 5u

/* One case: a network at theta on a batch, its naive Jacobian, and per example the rounding bounds. */
typedef struct {
  ntk_arch arch;
  size_t k, N, base, p, all;
  double *theta, *w, *J, *f;
  gsl_matrix *x;
  net_rounding bound[N_ROWS];
  ntk_mlp *mlp;
} net_case;

static net_case case_make(size_t c) {
  net_case t = {.arch = random_net_arch(c)};
  t.k = t.arch.width[t.arch.depth], t.N = N_ROWS * t.k, t.all = ntk_arch_params(&t.arch);
  ntk_trained_slice(&t.arch, &t.base, &t.p);
  double *start = random_theta(&t.arch, c), *w = random_vector(c + 2000, t.p);
  t.x = random_matrix(c, N_ROWS, 3);
  t.mlp = ntk_mlp_alloc(&t.arch, t.x, start, NULL);
  CU_ASSERT_PTR_NOT_NULL_FATAL(t.mlp);
  /* Away from the start: only the trained part moves. */
  memcpy(start + t.base, w, t.p * sizeof *w);
  CU_ASSERT_EQUAL(ntk_mlp_forward(t.mlp, w), NTK_OK);
  t.theta = start, t.w = w;
  t.J = calloc(t.N * t.p, sizeof *t.J), t.f = calloc(t.N, sizeof *t.f);
  for (size_t i = 0; i < N_ROWS; i++) {
    const double *row = gsl_matrix_ptr(t.x, i, 0);
    t.bound[i] = net_rounding_of(&t.arch, start, ntk_norm(3, row));
    CU_ASSERT_EQUAL(ntk_naive_output(&t.arch, start, row, t.f + i * t.k), NTK_OK);
    for (size_t o = 0; o < t.k; o++) CU_ASSERT_EQUAL(ntk_naive_gradient(&t.arch, start, row, o, t.J + (i * t.k + o) * t.p), NTK_OK);
  }
  return t;
}

static void case_clear(net_case *t) {
  ntk_mlp_free(t->mlp);
  gsl_matrix_free(t->x);
  free(t->theta), free(t->w), free(t->J), free(t->f);
}

static void for_each_case(void (*check)(net_case *t, size_t c)) {
  for (size_t c = 0; c < RANDOM_NET_CASES; c++) {
    net_case t = case_make(c);
    check(&t, c);
    case_clear(&t);
  }
}

static void check_output(net_case *t, size_t c) {
  (void)c;
  double f[N_ROWS * 3];
  ntk_mlp_output(t->mlp, f);
  for (size_t e = 0; e < t->N; e++) NTK_NEAR(f[e], t->f[e], 2.0 * t->bound[e / t->k].f);
}
static void output_is_the_naive_one(void) { for_each_case(check_output); }

static void check_vjp(net_case *t, size_t c) {
  double *u = random_vector(c + 3000, t->N), *g = calloc(t->p, sizeof *g), *expected = calloc(t->p, sizeof *g), bound = 0.0;
  ntk_mlp_vjp(t->mlp, u, g);
  for (size_t e = 0; e < t->N; e++) {
    const net_rounding *b = &t->bound[e / t->k];
    ntk_axpy(t->p, u[e], t->J + e * t->p, expected);
    bound += fabs(u[e]) * (2.0 * b->gradient + 2.0 * (double)(t->N + 4) * DBL_EPSILON * b->gradient_norm);
  }
  NTK_NEAR(ntk_distance(t->p, g, expected), 0.0, bound);
  CU_ASSERT(ntk_norm(t->p, expected) > 1e3 * bound); /* the bound says something */
  free(u), free(g), free(expected);
}
static void vjp_is_the_naive_gradients_sum(void) { for_each_case(check_vjp); }

static void check_jvp(net_case *t, size_t c) {
  double *v = random_vector(c + 4000, t->p), Jv[N_ROWS * 3];
  const double v_norm = ntk_norm(t->p, v);
  ntk_mlp_jvp(t->mlp, v, Jv);
  for (size_t e = 0; e < t->N; e++) {
    const net_rounding *b = &t->bound[e / t->k];
    const double bound = b->tangent + b->gradient + (double)(t->p + 4) * DBL_EPSILON * b->gradient_norm;
    NTK_NEAR(Jv[e], ntk_dot(t->p, t->J + e * t->p, v), v_norm * bound);
  }
  free(v);
}
static void jvp_is_the_naive_jacobian_times_v(void) { for_each_case(check_jvp); }

/* <u, J v> = <J^T u, v>, both from the batched passes: errors ||u||_1 tangent ||v|| and sum |u_e| gradient ||v||, plus the two dot products. */
static void check_adjoint(net_case *t, size_t c) {
  double *u = random_vector(c + 5000, t->N), *v = random_vector(c + 6000, t->p), *g = calloc(t->p, sizeof *g), Jv[N_ROWS * 3], bound = 0.0;
  ntk_mlp_jvp(t->mlp, v, Jv);
  ntk_mlp_vjp(t->mlp, u, g);
  for (size_t e = 0; e < t->N; e++) {
    const net_rounding *b = &t->bound[e / t->k];
    bound += fabs(u[e]) * (b->tangent + b->gradient + (double)(t->N + t->p + 8) * DBL_EPSILON * b->gradient_norm);
  }
  NTK_NEAR(ntk_dot(t->N, u, Jv), ntk_dot(t->p, g, v), bound * ntk_norm(t->p, v));
  free(u), free(v), free(g);
}
static void adjointness(void) { for_each_case(check_adjoint); }

/* Central differences of the batched output along v, step 1e-5: within 1e-6 (1 + |J v|). */
static void check_differences(net_case *t, size_t c) {
  const double h = 1e-5;
  double *v = random_vector(c + 7000, t->p), *w = malloc(t->p * sizeof *w), Jv[N_ROWS * 3], up[N_ROWS * 3], down[N_ROWS * 3];
  ntk_mlp_jvp(t->mlp, v, Jv);
  memcpy(w, t->w, t->p * sizeof *w);
  ntk_axpy(t->p, h, v, w);
  CU_ASSERT_EQUAL(ntk_mlp_forward(t->mlp, w), NTK_OK);
  ntk_mlp_output(t->mlp, up);
  ntk_axpy(t->p, -2.0 * h, v, w);
  CU_ASSERT_EQUAL(ntk_mlp_forward(t->mlp, w), NTK_OK);
  ntk_mlp_output(t->mlp, down);
  for (size_t e = 0; e < t->N; e++) NTK_NEAR((up[e] - down[e]) / (2.0 * h), Jv[e], 1e-6 * (1.0 + fabs(Jv[e])));
  free(v), free(w);
}
static void jvp_matches_differences(void) { for_each_case(check_differences); }

/* With biases and all layers trained, the naive gradient by beta_l is c_b delta_l. */
static void check_deltas(net_case *t, size_t c) {
  (void)c;
  if (t->arch.bias_scale == 0.0 || t->arch.train != NTK_TRAIN_ALL) return;
  const size_t L = t->arch.depth, o = t->k - 1;
  gsl_matrix *delta[NTK_MAX_DEPTH + 1] = {NULL};
  for (size_t l = 1; l <= L; l++) delta[l] = gsl_matrix_alloc(N_ROWS, t->arch.width[l]);
  ntk_mlp_deltas(t->mlp, o, delta);
  for (size_t l = 1; l <= L; l++)
    for (size_t i = 0; i < N_ROWS; i++) {
      const double *row = t->J + (i * t->k + o) * t->p + ntk_layer_offset(&t->arch, l) + t->arch.width[l] * t->arch.width[l - 1];
      for (size_t j = 0; j < t->arch.width[l]; j++)
        NTK_NEAR(t->arch.bias_scale * gsl_matrix_get(delta[l], i, j), row[j], 2.0 * t->bound[i].gradient);
    }
  gsl_matrix_free(delta[1]);
  delta[1] = NULL; /* left out: the others still come */
  gsl_matrix_set_all(delta[2], NAN);
  ntk_mlp_deltas(t->mlp, o, delta);
  CU_ASSERT(isfinite(gsl_matrix_get(delta[2], 0, 0)));
  for (size_t l = 2; l <= L; l++) gsl_matrix_free(delta[l]);
}
static void deltas_are_the_bias_gradients(void) { for_each_case(check_deltas); }

static int is_zero(const ntk_mlp *mlp) {
  double f[37 * 3];
  ntk_mlp_output(mlp, f);
  for (size_t e = 0; e < mlp->n * mlp->f->size2; e++)
    if (f[e] != 0.0) return 0;
  return 1;
}

/* f(w0) = 0 exactly, at the start and after going away and back; with plain initialisation it is not. The antisymmetric raw output is rounding only. */
static void zero_at_the_start(void) {
  static const size_t widths[] = {6, 130, 1026};
  for (size_t c = 0; c < 3 * 2 * 2 * 2 * 3; c++) {
    ntk_arch arch = ntk_arch_default(5, c % 2 ? 3 : 1);
    arch.bias_scale = c / 2 % 2 ? 0.4 : 0.0;
    arch.train = c / 4 % 2 ? NTK_TRAIN_OUTPUT : NTK_TRAIN_ALL;
    arch.init = (ntk_init)(c / 8 % 3);
    ntk_arch_set_depth(&arch, 2 + c / 24 % 2);
    ntk_arch_set_width(&arch, widths[c / 24]);
    gsl_matrix *x = random_matrix(c, 37, 5);
    double *theta = random_theta(&arch, c);
    ntk_mlp *mlp = ntk_mlp_alloc(&arch, x, theta, NULL);
    CU_ASSERT_PTR_NOT_NULL_FATAL(mlp);
    size_t base, p;
    ntk_trained_slice(&arch, &base, &p);
    CU_ASSERT_EQUAL(is_zero(mlp), arch.init != NTK_INIT_PLAIN);
    double *w = random_vector(c, p);
    CU_ASSERT_EQUAL(ntk_mlp_forward(mlp, w), NTK_OK);
    CU_ASSERT(!is_zero(mlp));
    CU_ASSERT_EQUAL(ntk_mlp_forward(mlp, theta + base), NTK_OK);
    CU_ASSERT_EQUAL(is_zero(mlp), arch.init != NTK_INIT_PLAIN);
    if (arch.init == NTK_INIT_ANTISYMMETRIC)
      for (size_t i = 0; i < 37; i++)
        NTK_NEAR(gsl_matrix_get(mlp->f0, i, 0), 0.0, net_rounding_of(&arch, theta, ntk_norm(5, gsl_matrix_ptr(x, i, 0))).f);
    ntk_mlp_free(mlp);
    gsl_matrix_free(x);
    free(theta), free(w);
  }
}

/* Weights that are not antisymmetric (from a file, say) are not made to look so. */
static void antisymmetry_is_not_pretended(void) {
  ntk_arch arch = ntk_arch_default(3, 1);
  ntk_arch_set_width(&arch, 8);
  double *theta = random_theta(&arch, 1);
  arch.init = NTK_INIT_ANTISYMMETRIC;
  gsl_matrix *x = random_matrix(1, 4, 3);
  ntk_mlp *mlp = ntk_mlp_alloc(&arch, x, theta, NULL);
  CU_ASSERT_PTR_NOT_NULL_FATAL(mlp);
  CU_ASSERT(!is_zero(mlp));
  ntk_mlp_free(mlp);
  gsl_matrix_free(x);
  free(theta);
}

static void refused(const ntk_arch *arch, const gsl_matrix *x, const double *theta, ntk_status status, const char *word) {
  ntk_error err = {NTK_OK, ""};
  CU_ASSERT_PTR_NULL(ntk_mlp_alloc(arch, x, theta, &err));
  CU_ASSERT_EQUAL(err.status, status);
  CU_ASSERT_PTR_NOT_NULL(strstr(err.text, word));
}

static void refusals(void) {
  ntk_arch arch = ntk_arch_default(3, 1);
  ntk_arch_set_width(&arch, 8);
  double *theta = random_theta(&arch, 1);
  gsl_matrix *x = random_matrix(1, 4, 3), *narrow = random_matrix(1, 4, 2);
  refused(&arch, narrow, theta, NTK_EUSAGE, "expects 3 columns, the data have 2");
  ntk_arch bad = arch;
  bad.depth = 1;
  refused(&bad, x, theta, NTK_EUSAGE, "depth");
  ntk_mlp *mlp = ntk_mlp_alloc(&arch, x, theta, NULL);
  CU_ASSERT_PTR_NOT_NULL_FATAL(mlp);
  const double kept = theta[5];
  theta[5] = NAN;
  refused(&arch, x, theta, NTK_ENUMERIC, "not finite");
  CU_ASSERT_EQUAL(ntk_mlp_forward(mlp, theta), NTK_ENUMERIC);
  theta[5] = kept;
  CU_ASSERT_EQUAL(ntk_mlp_forward(mlp, theta), NTK_OK);
  ntk_mlp_free(mlp);
  gsl_matrix_free(x);
  gsl_matrix_free(narrow);
  free(theta);
}

/* Every allocation fails once in turn; nothing may leak (the sanitised build looks). */
static void memory_out(void) {
  const ntk_arch arch = random_net_arch(30);
  double *theta = random_theta(&arch, 1);
  gsl_matrix *x = random_matrix(1, 4, 3);
  ntk_mlp *mlp = NULL;
  unsigned long count = 0;
  while (mlp == NULL && count < 100) {
    ntk_error err = {NTK_OK, ""};
    ntk_alloc_fail_at(++count);
    mlp = ntk_mlp_alloc(&arch, x, theta, &err);
    if (mlp == NULL) CU_ASSERT_EQUAL(err.status, NTK_ENOMEM);
  }
  ntk_alloc_fail_at(0);
  CU_ASSERT(count > 10 && count < 100);
  ntk_mlp_free(mlp);
  ntk_mlp_free(NULL);
  gsl_matrix_free(x);
  free(theta);
}

NTK_TESTS("mlp", {"output = naive", output_is_the_naive_one}, {"vjp = naive gradients", vjp_is_the_naive_gradients_sum},
          {"jvp = naive Jacobian times v", jvp_is_the_naive_jacobian_times_v}, {"<u, J v> = <J^T u, v>", adjointness},
          {"jvp = central differences", jvp_matches_differences}, {"deltas = bias gradients", deltas_are_the_bias_gradients},
          {"f(w0) = 0", zero_at_the_start}, {"antisymmetry is not pretended", antisymmetry_is_not_pretended}, {"refusals", refusals},
          {"memory out", memory_out})
