// header: gsl/gsl_blas.h
// Small matrices with rows farther apart than they are long, in the middle of memory that is watched. One call in eight has shapes that do not
// fit, which GSL has to refuse. A product is met within gamma = (K + 4) eps of the sum of the absolute values, whatever the order of the sum.
// test gsl_blas_dgemm.product: \result == 0 ==> close_entries(C->data)
// test gsl_blas_dsyrk.square: \result == 0 ==> close_entries(C->data)
// test gsl_blas_dsyrk.other: \result == 0 ==> close_entries(C->data)
// test gsl_blas_dgemv.product: \result == 0 ==> close_entries(y->data)
// test gsl_blas_dsymv.product: \result == 0 ==> close_entries(y->data)
// test gsl_blas_dnrm2.norm: close(\result)
// test gsl_blas_ddot.sum: \result == 0 ==> close(*out)
static double room[384];
static gsl_matrix A, B, C;
static gsl_vector x, y;
enum { PLACE = 96 };  /* A at 8, B at 104, C (or y) at 200, x at 296; each with at most 80 numbers */

static void fill(size_t at, size_t n) { for (size_t i = 0; i < n; i++) room[at + i] = ntk_uniform(-2.0, 2.0); }
static void matrix(gsl_matrix *m, size_t place, size_t rows, size_t columns) {
  *m = (gsl_matrix){rows, columns, columns + ntk_below(3), room + 8 + place * PLACE, (void *)0, 0};
  fill(8 + place * PLACE, rows * m->tda);
}
static void vector(gsl_vector *v, size_t place, size_t n) {
  *v = (gsl_vector){n, 1, room + 8 + place * PLACE, (void *)0, 0};
  fill(8 + place * PLACE, n);
}
/* All of room but `cells` from the place's beginning. */
static void watch_but(size_t place, size_t cells) {
  const size_t start = 8 + place * PLACE;
  ntk_forget();
  ntk_watch(room, 200 - (place == 2 ? 0 : 200 - start));
  if (place == 2) ntk_watch(room + start + cells, 384 - start - cells);
}
static size_t some(void) { gsl_set_error_handler_off(); return 1 + ntk_below(4); }
static double op(const gsl_matrix *m, CBLAS_TRANSPOSE_t trans, size_t i, size_t j) {
  return trans == CblasNoTrans ? m->data[i * m->tda + j] : m->data[j * m->tda + i];
}
static double size_of(double v) { return v < 0.0 ? -v : v; }
/* Sets oracle k: alpha sum_l a_l b_l + beta c, and its tolerance. */
static long double sum;
static double magnitude;
static void start(void) { sum = 0.0L; magnitude = 0.0; }
static void term(double a, double b) { sum += (long double)a * b; magnitude += size_of(a * b); }
static void expect(size_t k, size_t terms, double alpha, double beta, double c) {
  ntk_oracles[k] = (double)(alpha * sum + (long double)beta * c);
  ntk_tolerances[k] = (double)(terms + 4) * 2.3e-16 * (size_of(alpha) * magnitude + size_of(beta * c)) + 1e-300;
}
static CBLAS_TRANSPOSE_t either(void) { return ntk_below(2) ? CblasNoTrans : CblasTrans; }

// watched gsl_blas_dgemm
static void drive_gsl_blas_dgemm(void) {
  const CBLAS_TRANSPOSE_t ta = either(), tb = either();
  const size_t m = some(), n = some(), k = some(), k2 = ntk_below(8) ? k : some();
  const double alpha = ntk_uniform(-2.0, 2.0), beta = ntk_below(2) ? 0.0 : ntk_uniform(-2.0, 2.0);
  if (ta == CblasNoTrans) matrix(&A, 0, m, k); else matrix(&A, 0, k, m);
  if (tb == CblasNoTrans) matrix(&B, 1, k2, n); else matrix(&B, 1, n, k2);
  matrix(&C, 2, m, n);
  watch_but(2, C.size1 * C.tda);
  ntk_entries = 0;
  if (k == k2) {
    ntk_entries = m * C.tda;
    for (size_t i = 0; i < m; i++)
      for (size_t j = 0; j < C.tda; j++) {
        start();
        if (j < n) for (size_t l = 0; l < k; l++) term(op(&A, ta, i, l), op(&B, tb, l, j));
        expect(i * C.tda + j, k, alpha, j < n ? beta : 1.0, C.data[i * C.tda + j]); /* between the rows nothing changes */
      }
  }
  CALL(gsl_blas_dgemm)(ta, tb, alpha, &A, &B, beta, &C);
}

// watched gsl_blas_dsyrk
static void drive_gsl_blas_dsyrk(void) {
  const CBLAS_TRANSPOSE_t t = either();
  const CBLAS_UPLO_t uplo = ntk_below(2) ? CblasLower : CblasUpper;
  const size_t n = some(), k = some(), n2 = ntk_below(8) ? n : some();
  const double alpha = ntk_uniform(-2.0, 2.0), beta = ntk_below(2) ? 0.0 : ntk_uniform(-2.0, 2.0);
  if (t == CblasNoTrans) matrix(&A, 0, n, k); else matrix(&A, 0, k, n);
  matrix(&C, 2, n2, n2);
  watch_but(2, C.size1 * C.tda);
  ntk_entries = 0;
  if (n == n2) {
    ntk_entries = n * C.tda;
    for (size_t i = 0; i < n; i++)
      for (size_t j = 0; j < C.tda; j++) {
        const int inside = j < n && (uplo == CblasLower ? j <= i : i <= j);
        start();
        if (inside) for (size_t l = 0; l < k; l++) term(op(&A, t, i, l), op(&A, t, j, l));
        expect(i * C.tda + j, k, alpha, inside ? beta : 1.0, C.data[i * C.tda + j]);
      }
  }
  CALL(gsl_blas_dsyrk)(uplo, t, alpha, &A, beta, &C);
}

// watched gsl_blas_dgemv
static void drive_gsl_blas_dgemv(void) {
  const CBLAS_TRANSPOSE_t t = either();
  const size_t m = some(), n = some(), n2 = ntk_below(8) ? n : some();
  const double alpha = ntk_uniform(-2.0, 2.0), beta = ntk_below(2) ? 0.0 : ntk_uniform(-2.0, 2.0);
  if (t == CblasNoTrans) matrix(&A, 0, m, n); else matrix(&A, 0, n, m);
  vector(&x, 3, n2);
  vector(&y, 2, m);
  watch_but(2, m);
  ntk_entries = 0;
  if (n == n2) {
    ntk_entries = m;
    for (size_t i = 0; i < m; i++) {
      start();
      for (size_t l = 0; l < n; l++) term(op(&A, t, i, l), x.data[l]);
      expect(i, n, alpha, beta, y.data[i]);
    }
  }
  CALL(gsl_blas_dgemv)(t, alpha, &A, &x, beta, &y);
}

// watched gsl_blas_dsymv
static void drive_gsl_blas_dsymv(void) {
  const CBLAS_UPLO_t uplo = ntk_below(2) ? CblasLower : CblasUpper;
  const size_t n = some(), n2 = ntk_below(8) ? n : some();
  const double alpha = ntk_uniform(-2.0, 2.0), beta = ntk_below(2) ? 0.0 : ntk_uniform(-2.0, 2.0);
  matrix(&A, 0, n, n);
  vector(&x, 3, n2);
  vector(&y, 2, n);
  watch_but(2, n);
  ntk_entries = 0;
  if (n == n2) {
    ntk_entries = n;
    for (size_t i = 0; i < n; i++) {
      start();
      for (size_t l = 0; l < n; l++) term(A.data[((uplo == CblasLower) == (l <= i) ? i : l) * A.tda + ((uplo == CblasLower) == (l <= i) ? l : i)], x.data[l]);
      expect(i, n, alpha, beta, y.data[i]);
    }
  }
  CALL(gsl_blas_dsymv)(uplo, alpha, &A, &x, beta, &y);
}

// watched gsl_blas_dtrsv
static void drive_gsl_blas_dtrsv(void) {
  const size_t n = some(), n2 = ntk_below(8) ? n : some();
  matrix(&A, 0, n, n);
  for (size_t i = 0; i < n; i++) A.data[i * A.tda + i] += A.data[i * A.tda + i] < 0.0 ? -3.0 : 3.0;
  vector(&x, 2, n2);
  watch_but(2, n2);
  ntk_entries = 0;
  CALL(gsl_blas_dtrsv)(ntk_below(2) ? CblasLower : CblasUpper, either(), CblasNonUnit, &A, &x);
}

static void drive_gsl_blas_dnrm2(void) {
  const size_t n = 1 + ntk_below(20);
  vector(&x, 2, n);
  start();
  for (size_t i = 0; i < n; i++) term(x.data[i], x.data[i]);
  ntk_oracle = ntk_oracle_of("sqrt", (double)sum, 0.0, 0.0);
  ntk_tolerance = (double)(n + 4) * 2.3e-16 * ntk_oracle;
  CALL(gsl_blas_dnrm2)(&x);
}

static void drive_gsl_blas_ddot(void) {
  gsl_set_error_handler_off();
  static double out;
  const size_t n = 1 + ntk_below(20);
  vector(&x, 2, n);
  vector(&y, 3, ntk_below(8) ? n : 1 + ntk_below(20));
  out = 0.0;
  start();
  if (x.size == y.size) for (size_t i = 0; i < n; i++) term(x.data[i], y.data[i]);
  ntk_oracle = (double)sum;
  ntk_tolerance = (double)(n + 4) * 2.3e-16 * magnitude + 1e-300;
  CALL(gsl_blas_ddot)(&x, &y, &out);
}
