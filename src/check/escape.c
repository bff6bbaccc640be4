#include "check/escape.h"

/* One run from the spurious minimum: *beyond = 1 when it ended beyond the barrier, 0 when not, or when it diverged. */
/*@ requires valid: landscape_valid(l) && \valid_read(options) && \valid(options->rng) && \valid(beyond) && (err == \null || \valid(err));
    requires apart: \separated(l, options) && \separated(beyond, l, options, err) && (err == \null || \separated(err, l, options));
    terminates \true;
    exits \false;
    assigns *beyond, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result) && \result != NTK_ENUMERIC;
    ensures boolean: *beyond == 0 || *beyond == 1; */
static ntk_status escapes(const ntk_landscape *l, const ntk_descent_options *options, int *beyond, ntk_error *err) {
  double w = l->minimum;
  const ntk_status status = ntk_descent_run(&l->problem, options, &w, NULL, NULL, NULL, err);
  *beyond = status == NTK_OK && w > l->barrier;
  return status == NTK_ENUMERIC ? NTK_OK : status;
}

ntk_status ntk_escape_count(ntk_landscape *l, ntk_descent_options options, uint64_t seed, ntk_rng_purpose purpose, uint64_t first, size_t runs, size_t *escaped, ntk_error *err) {
  *escaped = 0;
  /*@ loop invariant range: 0 <= i <= runs;
      loop invariant some: *escaped <= i;
      loop invariant valid: landscape_valid(l);
      loop assigns i, options.rng, *escaped, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
      loop variant runs - i; */
  for (size_t i = 0; i < runs; i++) {
    int beyond;
    options.rng = ntk_rng(seed, purpose, first + i);
    if (options.rng == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory for a generator");
    const ntk_status status = escapes(l, &options, &beyond, err);
    gsl_rng_free(options.rng);
    if (status != NTK_OK) return status;
    *escaped += (size_t)beyond;
  }
  return NTK_OK;
}
