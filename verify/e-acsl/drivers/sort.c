// header: gsl/gsl_sort_double.h
// test gsl_sort.ascending: \forall integer i; 0 < i < n ==> x[i - 1] <= x[i]
// watched gsl_sort
static double room[48];
static void drive_gsl_sort(void) {
  const size_t n = ntk_below(30);
  for (size_t i = 0; i < 48; i++) room[i] = ntk_below(4) ? ntk_uniform(-5.0, 5.0) : 1.0;
  ntk_forget();
  ntk_watch(room, 8);
  ntk_watch(room + 8 + n, 40 - n);
  CALL(gsl_sort)(room + 8, 1, n);
}
