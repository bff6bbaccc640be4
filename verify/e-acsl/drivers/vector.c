// header: gsl/gsl_vector.h
// Vectors lie in the middle of `room`, what is beside them is watched.
// test gsl_vector_calloc.valid: \result->size == n && \result->stride == 1 && \result->data != \null
static double room[48];
static gsl_vector v, from;

static void vector(gsl_vector *x, size_t at, size_t n) {
  for (size_t i = 0; i < n; i++) room[at + i] = ntk_uniform(-5.0, 5.0);
  *x = (gsl_vector){n, 1, room + at, (void *)0, 0};
}
static void one(void) {
  vector(&v, 8, 1 + ntk_below(8));
  ntk_forget();
  ntk_watch(room, 8);
  ntk_watch(room + 8 + v.size, 24 - v.size);
}
static void drive_gsl_vector_calloc(void) { gsl_vector_free(CALL(gsl_vector_calloc)(1 + ntk_below(40))); }
static void drive_gsl_vector_view_array(void) { CALL(gsl_vector_view_array)(room, 1 + ntk_below(40)); }
static void drive_gsl_vector_const_view_array(void) { CALL(gsl_vector_const_view_array)(room, 1 + ntk_below(40)); }
// watched gsl_vector_get
static void drive_gsl_vector_get(void) { one(); ntk_watch(room, 48); CALL(gsl_vector_get)(&v, ntk_below(v.size)); }
// watched gsl_vector_set
static void drive_gsl_vector_set(void) { one(); CALL(gsl_vector_set)(&v, ntk_below(v.size), ntk_uniform(-9.0, 9.0)); }
// watched gsl_vector_max
static void drive_gsl_vector_max(void) { one(); CALL(gsl_vector_max)(&v); }
// watched gsl_vector_memcpy
static void drive_gsl_vector_memcpy(void) { one(); vector(&from, 32, v.size); ntk_watch(room + 32, 16); CALL(gsl_vector_memcpy)(&v, &from); }
// watched gsl_vector_scale
// test gsl_vector_scale.scaled: close_entries(v->data)
static void drive_gsl_vector_scale(void) {
  one();
  const double a = ntk_uniform(-3.0, 3.0);
  ntk_entries = v.size;
  for (size_t i = 0; i < v.size; i++) ntk_oracles[i] = ntk_oracle_of("fma", a, v.data[i], 0.0), ntk_tolerances[i] = ntk_ulp(ntk_oracles[i]);
  CALL(gsl_vector_scale)(&v, a);
}
