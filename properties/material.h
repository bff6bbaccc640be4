/* From a case to the things themselves: rows and targets, architecture, the network at its initialisation, a setting for src/check. */
#ifndef NTK_PROPERTIES_MATERIAL_H
#define NTK_PROPERTIES_MATERIAL_H

#include "check/check.h"
#include "check/net.h"
#include "property.h"

typedef struct {
  ntk_dataset *data;
  ntk_arch arch;
  ntk_net net; /* initialisation 0 of the case's seed on the rows */
  double *y;   /* N targets, example-major */
  size_t N, p;
  double rounding; /* L (width + d) eps: relative rounding of one pass, to be multiplied by a stated constant */
} ntk_material;

/* Rows and targets alone. Synthetic rows have norm sqrt d and normal targets; a bundled set gives n of its first 100 rows, its default target
   for one output, else the first k columns of the one-hot targets. */
ntk_status ntk_case_dataset(const ntk_case *c, ntk_dataset **out, ntk_error *err);

ntk_arch ntk_case_arch(const ntk_case *c);

/* Why something could not be computed: a discard when a number is not finite or steps ran out, else a failure. */
void ntk_observe_status(ntk_observation *o, ntk_status status, const ntk_error *err);

/* Everything; on failure nothing is left to clear, and o says why. Returns 1 when it worked. */
int ntk_material_init(ntk_material *m, const ntk_case *c, ntk_observation *o);
void ntk_material_clear(ntk_material *m);

/* One initialisation, one thread, tolerance 1e-8. data is borrowed. */
ntk_setting ntk_case_setting(const ntk_case *c, const ntk_dataset *data);

/* Gram-Schmidt, twice, on the rows of x (rows x d, rows <= d). */
void ntk_orthonormalise(size_t rows, size_t d, double *x);

/* The seed's random numbers for what the experiment itself draws (directions, noise): not those of rows and weights. */
gsl_rng *ntk_case_rng(const ntk_case *c);

/* Identities: from the claim's predicate on |value_i - expected_i| <= error_i to an observation; the worst entry is named. */
void ntk_observe_agree(ntk_observation *o, const char *what, int holds, size_t n, const double *value, const double *expected, const double *error);

#endif
