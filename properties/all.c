/* The list of all properties. */
#include "all.h"

extern const ntk_property ntk_property_empirical_risk, ntk_property_sgd_unbiased, ntk_property_gd_rate, ntk_property_agd_rate,
    ntk_property_flow_limit, ntk_property_spurious_minima, ntk_property_sgd_escapes, ntk_property_langevin, ntk_property_linear_fits,
    ntk_property_ntk_kernel, ntk_property_prediction_flow, ntk_property_lemma_1, ntk_property_least_squares, ntk_property_gaussian_process,
    ntk_property_kernel_limit, ntk_property_doubling, ntk_property_random_matrix, ntk_property_moves_less, ntk_property_stay_close,
    ntk_property_gronwall, ntk_property_lemma_2, ntk_property_corollary, ntk_property_drift_bound, ntk_property_spectrum_stays,
    ntk_property_main_theorem, ntk_property_wide_enough, ntk_property_init_scaling;

const ntk_property *const ntk_properties[] = {
    &ntk_property_empirical_risk, &ntk_property_sgd_unbiased,     &ntk_property_gd_rate,         &ntk_property_agd_rate,
    &ntk_property_flow_limit,     &ntk_property_spurious_minima,  &ntk_property_sgd_escapes,     &ntk_property_langevin,
    &ntk_property_linear_fits,    &ntk_property_ntk_kernel,       &ntk_property_prediction_flow, &ntk_property_lemma_1,
    &ntk_property_least_squares,  &ntk_property_gaussian_process, &ntk_property_kernel_limit,    &ntk_property_doubling,
    &ntk_property_random_matrix,  &ntk_property_moves_less,       &ntk_property_stay_close,      &ntk_property_gronwall,
    &ntk_property_lemma_2,        &ntk_property_corollary,        &ntk_property_drift_bound,     &ntk_property_spectrum_stays,
    &ntk_property_main_theorem,   &ntk_property_wide_enough,      &ntk_property_init_scaling,    NULL};
