/* spurious-minima on random landscapes (src/check/landscape.h): c = 0.2 + 0.4 step, any start left of the barrier, batch of 2 to 8 examples: gradient
   descent ends at a critical point whose loss is above the global minimum's, 0, and at the minimum that the landscape's own formula gives, to 1e-6.
   Rounding of the loss: 8 eps n (1 + |w|)^4. Control: the convex landscape of the same c from the same start. */
#include <float.h>
#include <math.h>
#include "check/landscape.h"
#include "claim/spurious-minima.h"
#include "core/rng.h"
#include "draw.h"
#include "flow/descent.h"
#include "material.h"

#define MOST_EXAMPLES 8

/* R'' <= n (6 w^2 + c^2 + 6 |w|) < 26 n for |w| <= 1.7: eta = 1 / (30 n) never jumps. */
static void descend(const ntk_case *c, int convex, ntk_observation *o) {
  ntk_landscape l;
  ntk_error err = {.text = ""};
  const size_t n = 2 * c->n;
  double r[2 * MOST_EXAMPLES], gradient;
  if (n > 2 * MOST_EXAMPLES) {
    ntk_observe(o, NTK_DISCARD, NAN, "too-many: at most %d pairs of examples", MOST_EXAMPLES);
    return;
  }
  ntk_landscape_init(&l, n, 0.2 + 0.4 * c->step, convex);
  gsl_rng *rng = ntk_case_rng(c);
  const double position = rng != NULL ? gsl_rng_uniform(rng) : 0.5, start = -1.7 + position * (l.barrier - 0.05 + 1.7);
  if (rng != NULL) gsl_rng_free(rng);
  double w = l.start = start;
  const ntk_descent_options options = {.kind = NTK_GD, .eta = 1 / (30 * (double)n), .steps = 20000};
  ntk_status status = ntk_descent_run(&l.problem, &options, &w, NULL, NULL, NULL, &err);
  if (status == NTK_OK) status = ntk_move(&l.problem, &w, r);
  if (status != NTK_OK) {
    ntk_observe_status(o, status, &err);
    return;
  }
  ntk_gradient(&l.problem, r, &gradient);
  const double loss = ntk_loss(n, r), error = 8 * DBL_EPSILON * (double)n * pow(1 + fabs(w), 4);
  const int stays = ntk_spurious_minima(loss, 0, error, fabs(gradient), 1e-9 * (double)n);
  if (stays && !convex && fabs(w - l.minimum) > 1e-6) ntk_observe(o, NTK_FAIL, NAN, "ended at %.9g, the spurious minimum is %.9g", w, l.minimum);
  else ntk_observe(o, stays ? NTK_PASS : NTK_FAIL, NAN, "from %.4g to %.6g, loss %.4g, gradient %.2g", start, w, loss, gradient);
}

static void run(const ntk_case *c, ntk_observation *o) { descend(c, 0, o); }
static void control(const ntk_case *c, ntk_observation *o) { descend(c, 1, o); }
static void draw(gsl_rng *rng, ntk_case *c) {
  c->n = ntk_draw_size(rng, 1, 4); /* pairs of examples */
  c->step = ntk_draw_real(rng, 0.01, 1);
  c->seed = gsl_rng_uniform_int(rng, 1000000);
}

static const ntk_label labels[] = {{"n=1", ntk_is_one_row, 10}, {NULL, NULL, 0}};

const ntk_property ntk_property_spurious_minima = {.id = "spurious-minima",
                                                   .statement = "gradient descent from the spurious minimum's basin stays there",
                                                   .draw = draw,
                                                   .run = run,
                                                   .control = control,
                                                   .control_what = "the convex landscape",
                                                   .control_share = 1,
                                                   .labels = labels,
                                                   .cases = 100,
                                                   .controls = 50};
