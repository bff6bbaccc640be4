// header: gsl/gsl_matrix.h
// Matrices lie in the middle of `room` with rows farther apart than they are long; what is beside and between them is watched.
// test gsl_matrix_alloc.valid: \result->data != \null && \result->size1 <= 100
// test gsl_matrix_calloc.valid: \result->data != \null && \result->size1 <= 100
static double room[160];
static gsl_matrix m, from;

static void matrix(gsl_matrix *x, size_t at, size_t rows, size_t columns) {
  *x = (gsl_matrix){rows, columns, columns + ntk_below(3), room + at, (void *)0, 0};
  for (size_t i = 0; i < rows * x->tda; i++) room[at + i] = ntk_uniform(-5.0, 5.0);
}
static void one(void) {
  matrix(&m, 8, 1 + ntk_below(6), 1 + ntk_below(6));
  const size_t end = 8 + m.size1 * m.tda;
  ntk_forget();
  ntk_watch(room, 8);
  ntk_watch(room + end, 80 - end);
}
static void drive_gsl_matrix_alloc(void) { gsl_matrix_free(CALL(gsl_matrix_alloc)(1 + ntk_below(9), 1 + ntk_below(9))); }
static void drive_gsl_matrix_calloc(void) { gsl_matrix_free(CALL(gsl_matrix_calloc)(1 + ntk_below(9), 1 + ntk_below(9))); }
static void drive_gsl_matrix_view_array(void) { CALL(gsl_matrix_view_array)(room, 1 + ntk_below(9), 1 + ntk_below(9)); }
static void drive_gsl_matrix_const_view_array(void) { CALL(gsl_matrix_const_view_array)(room, 1 + ntk_below(9), 1 + ntk_below(9)); }
// watched gsl_matrix_get
static void drive_gsl_matrix_get(void) { one(); CALL(gsl_matrix_get)(&m, ntk_below(m.size1), ntk_below(m.size2)); }
// watched gsl_matrix_set
static void drive_gsl_matrix_set(void) { one(); CALL(gsl_matrix_set)(&m, ntk_below(m.size1), ntk_below(m.size2), ntk_uniform(-9.0, 9.0)); }
static void drive_gsl_matrix_ptr(void) { one(); CALL(gsl_matrix_ptr)(&m, ntk_below(m.size1), ntk_below(m.size2)); }
static void drive_gsl_matrix_const_ptr(void) { one(); CALL(gsl_matrix_const_ptr)(&m, ntk_below(m.size1), ntk_below(m.size2)); }
// watched gsl_matrix_set_all
static void drive_gsl_matrix_set_all(void) { one(); CALL(gsl_matrix_set_all)(&m, ntk_uniform(-9.0, 9.0)); }
// watched gsl_matrix_set_zero
static void drive_gsl_matrix_set_zero(void) { one(); CALL(gsl_matrix_set_zero)(&m); }
static void drive_gsl_matrix_isnull(void) {
  one();
  if (ntk_below(2)) for (size_t i = 0; i < m.size1 * m.tda; i++) m.data[i] = 0.0;
  if (ntk_below(4) == 0) m.data[ntk_below(m.size2)] = 1e-300;
  CALL(gsl_matrix_isnull)(&m);
}
// watched gsl_matrix_memcpy
static void drive_gsl_matrix_memcpy(void) {
  one();
  matrix(&from, 96, m.size1, m.size2);
  ntk_watch(room + 96, 64);
  CALL(gsl_matrix_memcpy)(&m, &from);
}
