// header: gsl/gsl_cblas.h
// test cblas_dgemv.product: close_entries(y)
static double room[384];
static long double sum;
static double magnitude;
static double size_of(double v) { return v < 0.0 ? -v : v; }
// watched cblas_dgemv
static void drive_cblas_dgemv(void) {
  double *const A = room + 8, *const x = room + 120, *const y = room + 200;
  const enum CBLAS_TRANSPOSE trans = ntk_below(2) ? CblasNoTrans : CblasTrans;
  const int m = 1 + (int)ntk_below(6), n = 1 + (int)ntk_below(6), lda = n + (int)ntk_below(3);
  const int rows = trans == CblasNoTrans ? m : n, columns = trans == CblasNoTrans ? n : m;
  const double alpha = ntk_uniform(-2.0, 2.0), beta = ntk_below(2) ? 0.0 : ntk_uniform(-2.0, 2.0);
  for (int i = 0; i < 384; i++) room[i] = ntk_uniform(-2.0, 2.0);
  ntk_forget();
  ntk_watch(room, 200);
  ntk_watch(y + rows, (size_t)(184 - rows));
  ntk_entries = (size_t)rows;
  for (int i = 0; i < rows; i++) {
    sum = 0.0L, magnitude = 0.0;
    for (int l = 0; l < columns; l++) {
      const double a = trans == CblasNoTrans ? A[i * lda + l] : A[l * lda + i];
      sum += (long double)a * x[l];
      magnitude += size_of(a * x[l]);
    }
    ntk_oracles[i] = (double)(alpha * sum + (long double)beta * y[i]);
    ntk_tolerances[i] = (double)(columns + 4) * 2.3e-16 * (size_of(alpha) * magnitude + size_of(beta * y[i])) + 1e-300;
  }
  CALL(cblas_dgemv)(CblasRowMajor, trans, m, n, alpha, A, lda, x, 1, beta, y, 1);
}
