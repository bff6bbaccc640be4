// header: src/core/rng.h
// source: src/core/rng.c
// linked: libntk.a
// clause ntk_rng.made: \result != \null
static void drive_ntk_rng(void) {
  gsl_rng *rng = CALL(ntk_rng)(ntk_below(1000), NTK_RNG_TESTS, ntk_below(1000));
  for (int i = 0; i < 5; i++) gsl_rng_uniform(rng);
  gsl_rng_free(rng);
}
