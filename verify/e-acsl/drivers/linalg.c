// header: gsl/gsl_linalg.h
static double room[160];
static gsl_matrix A;
// watched gsl_linalg_cholesky_decomp1
static void drive_gsl_linalg_cholesky_decomp1(void) {
  const size_t n = 1 + ntk_below(5);
  A = (gsl_matrix){n, n, n + ntk_below(3), room + 40, (void *)0, 0};
  for (size_t i = 0; i < 160; i++) room[i] = ntk_uniform(-1.0, 1.0);
  for (size_t i = 0; i < n; i++) A.data[i * A.tda + i] += ntk_below(2) ? 6.0 : 0.0;
  ntk_forget();
  ntk_watch(room, 40);
  ntk_watch(room + 40 + n * A.tda, 120 - n * A.tda);
  gsl_set_error_handler_off();
  CALL(gsl_linalg_cholesky_decomp1)(&A);
}
