// header: gsl/gsl_eigen.h
static double room[160];
static gsl_matrix A;
static gsl_vector w;
static void drive_gsl_eigen_symm_alloc(void) { gsl_eigen_symm_free(CALL(gsl_eigen_symm_alloc)(1 + ntk_below(12))); }
// watched gsl_eigen_symm
static void drive_gsl_eigen_symm(void) {
  const size_t n = 1 + ntk_below(5);
  gsl_eigen_symm_workspace *space = gsl_eigen_symm_alloc(n);
  A = (gsl_matrix){n, n, n, room + 40, (void *)0, 0};
  for (size_t i = 0; i < 160; i++) room[i] = ntk_uniform(-1.0, 1.0);
  w = (gsl_vector){n, 1, room + 100, (void *)0, 0};
  ntk_forget();
  ntk_watch(room, 40);
  ntk_watch(room + 40 + n * n, 60 - n * n);
  ntk_watch(room + 100 + n, 60 - n);
  CALL(gsl_eigen_symm)(&A, &w, space);
  gsl_eigen_symm_free(space);
}
