// header: gsl/gsl_rng.h
extern const gsl_rng_type *ntk_any_rng(void);
static gsl_rng *rng;
static void drive_gsl_rng_alloc(void) { gsl_rng_free(CALL(gsl_rng_alloc)(ntk_any_rng())); }
static void drive_gsl_rng_uniform(void) {
  if (rng == (void *)0) rng = gsl_rng_alloc(ntk_any_rng());
  CALL(gsl_rng_uniform)(rng);
}
// untested gsl_rng_alloc.requires0: E-ACSL does not know of the memory of a library's own tables
