#include "check/escape.h"

ntk_status ntk_escape_count(ntk_landscape *l, ntk_descent_options options, uint64_t seed, ntk_rng_purpose purpose, uint64_t first, size_t runs, size_t *escaped, ntk_error *err) {
  *escaped = 0;
  for (size_t i = 0; i < runs; i++) {
    double w = l->minimum;
    options.rng = ntk_rng(seed, purpose, first + i);
    if (options.rng == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for a generator");
    const ntk_status status = ntk_descent_run(&l->problem, &options, &w, NULL, NULL, NULL, err);
    gsl_rng_free(options.rng);
    if (status != NTK_OK && status != NTK_ENUMERIC) return status;
    *escaped += status == NTK_OK && w > l->barrier;
  }
  return NTK_OK;
}
