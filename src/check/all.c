/* The registry: every check of the ledger, in theory.md's order. */
#include "check/check.h"

/* X(identifier) */
#define NTK_CHECK_LIST(X)                                                                                       \
  X(empirical_risk) X(sgd_unbiased) X(gd_rate) X(agd_rate) X(flow_limit) X(spurious_minima) X(sgd_escapes)      \
  X(langevin)                                                                                                   \
  X(linear_fits) X(ntk_kernel) X(prediction_flow) X(lemma_1) X(least_squares) X(gaussian_process)               \
  X(kernel_limit) X(doubling) X(random_matrix) X(moves_less) X(stay_close) X(gronwall) X(lemma_2) X(corollary)  \
  X(drift_bound) X(spectrum_stays) X(main_theorem) X(wide_enough) X(init_scaling)

#define NTK_CHECK_EXTERN(name) extern const ntk_check ntk_check_##name;
NTK_CHECK_LIST(NTK_CHECK_EXTERN)

#define NTK_CHECK_ENTRY(name) &ntk_check_##name,
const ntk_check *const ntk_checks[] = {NTK_CHECK_LIST(NTK_CHECK_ENTRY) NULL};

_Static_assert(sizeof ntk_checks / sizeof *ntk_checks == NTK_CHECKS + 1, "NTK_CHECKS is how many there are");

const ntk_check *ntk_check_at(size_t i) { return ntk_checks[i]; }
