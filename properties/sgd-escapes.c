/* sgd-escapes on random landscapes (src/check/landscape.h) with 64 examples: of 200 runs of SGD from the spurious minimum, batches of `batch` (1 or
   2) leave it more often than batches of 32: the exact intervals of the two frequencies, each at confidence 1 - 1e-6, are disjoint. c = 0.55 + 0.1
   step (the barrier must be low enough). Control: the whole batch of 64, which is gradient descent and never leaves. */
#include <math.h>
#include "check/escape.h"
#include "claim/sgd-escapes.h"
#include "draw.h"
#include "material.h"
#include "stats/stats.h"

enum { EXAMPLES = 64, LARGE = 32, RUNS = 200, STEPS = 300 };

static ntk_status frequency(const ntk_case *c, size_t batch, uint64_t first, double *low, double *high, ntk_error *err) {
  ntk_landscape l;
  size_t escaped = 0;
  ntk_landscape_init(&l, EXAMPLES, 0.55 + 0.1 * c->step, 0);
  const ntk_descent_options options = {.kind = NTK_SGD, .eta = 0.25 / EXAMPLES, .steps = STEPS, .batch = batch, .outputs = 1};
  const ntk_status status = ntk_escape_count(&l, options, c->seed, NTK_RNG_BATCHES, first, RUNS, &escaped, err);
  ntk_clopper_pearson(escaped, RUNS, 1 - 1e-6, low, high);
  return status;
}

static void compare(const ntk_case *c, size_t small, ntk_observation *o) {
  ntk_error err = {.text = ""};
  double low = 0, high = 1, large_low = 0, large_high = 1;
  ntk_status status = frequency(c, small, 0, &low, &high, &err);
  if (status == NTK_OK) status = frequency(c, LARGE, RUNS, &large_low, &large_high, &err);
  if (status != NTK_OK) ntk_observe_status(o, status, &err);
  else
    ntk_observe(o, ntk_sgd_escapes(low, large_high) ? NTK_PASS : NTK_FAIL, low / large_high,
                "batches of %zu leave in [%.3f, %.3f], of %d in [%.3f, %.3f]", small, low, high, LARGE, large_low, large_high);
}

static void run(const ntk_case *c, ntk_observation *o) {
  if (c->batch > 2) ntk_observe(o, NTK_DISCARD, NAN, "batch: 1 or 2");
  else compare(c, c->batch, o);
}
static void control(const ntk_case *c, ntk_observation *o) { compare(c, EXAMPLES, o); }
static void draw(gsl_rng *rng, ntk_case *c) {
  c->n = 2; /* room for batch = 2 */
  c->batch = ntk_draw_size(rng, 1, 2);
  c->step = ntk_draw_real(rng, 0.1, 1);
  c->seed = gsl_rng_uniform_int(rng, 1000000);
}

static int is_two(const ntk_case *c) { return c->batch == 2; }
static const ntk_label labels[] = {{"batch=2", is_two, 15}, {NULL, NULL, 0}};

const ntk_property ntk_property_sgd_escapes = {.id = "sgd-escapes",
                                               .statement = "small batches leave a spurious minimum more often than large ones",
                                               .draw = draw,
                                               .run = run,
                                               .control = control,
                                               .control_what = "the whole batch in place of the small one",
                                               .control_share = 1,
                                               .labels = labels,
                                               .cases = 20,
                                               .controls = 10};
