// header: gsl/gsl_randist.h
extern const gsl_rng_type *ntk_any_rng(void);
static gsl_rng *rng;
static double room[64];
static void begin(size_t count) {
  if (rng == (void *)0) rng = gsl_rng_alloc(ntk_any_rng());
  for (int i = 0; i < 64; i++) room[i] = (double)i;
  ntk_forget();
  ntk_watch(room, 32);
  ntk_watch(room + 32 + count, 32 - count);
}
// watched gsl_ran_choose
static void drive_gsl_ran_choose(void) {
  const size_t n = 1 + ntk_below(20), count = 1 + ntk_below(n);
  begin(count);
  CALL(gsl_ran_choose)(rng, room + 32, count, room, n, sizeof(double));
}
// watched gsl_ran_sample
static void drive_gsl_ran_sample(void) {
  const size_t count = 1 + ntk_below(20);
  begin(count);
  CALL(gsl_ran_sample)(rng, room + 32, count, room, 1 + ntk_below(20), sizeof(double));
}
