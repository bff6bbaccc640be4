// header: gsl/gsl_sf_gamma.h
static void drive_gsl_sf_fact(void) { CALL(gsl_sf_fact)((unsigned)ntk_below(171)); }
static void drive_gsl_sf_lnchoose(void) { const unsigned n = (unsigned)ntk_below(2000); CALL(gsl_sf_lnchoose)(n, (unsigned)ntk_below(n + 1)); }
