/* How often a noisy descent leaves the spurious minimum of landscape.h. */
#ifndef NTK_CHECK_ESCAPE_H
#define NTK_CHECK_ESCAPE_H

#include "check/landscape.h"
#include "core/error.h"
#include "core/rng.h"
#include "flow/descent.h"

/* Runs the descent `runs` times from the spurious minimum (run i uses stream (seed, purpose, first + i)); *escaped: how many ended
   beyond the barrier. A run that diverges counts as not escaped. */
/*@ requires valid: landscape_valid(l) && \valid(escaped) && (err == \null || \valid(err));
    requires range: runs <= 1000000000 && first + runs <= UINT64_MAX;
    requires apart: \separated(escaped, l, err);
    terminates \true;
    exits \false;
    assigns *escaped, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: any_status(\result) && \result != NTK_ENUMERIC;
    ensures some: *escaped <= runs; */
ntk_status ntk_escape_count(ntk_landscape *l, ntk_descent_options options, uint64_t seed, ntk_rng_purpose purpose, uint64_t first, size_t runs, size_t *escaped, ntk_error *err);

#endif
