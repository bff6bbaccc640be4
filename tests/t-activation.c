/* Activations: derivatives against central differences, suprema over a fine grid, known values, ends of the range. */
#include <math.h>
#include <string.h>

#include "harness.h"
#include "model/activation.h"

static const ntk_activation *const all[] = {&ntk_tanh, &ntk_erf, &ntk_softplus, &ntk_relu, &ntk_identity};
#define ALL (sizeof all / sizeof all[0])
#define EPS 2.220446049250313e-16

static void found_by_name(void) {
  for (size_t a = 0; a < ALL; a++) CU_ASSERT_PTR_EQUAL(ntk_activation_find(all[a]->name), all[a]);
  CU_ASSERT_PTR_NULL(ntk_activation_find("sigmoid"));
  CU_ASSERT_PTR_NULL(ntk_activation_find(""));
  CU_ASSERT_PTR_NULL(ntk_activation_find("Tanh"));
}

/* Central difference, step 1e-5: error h^2 sup|phi'''| / 6 + eps |phi| / h <= 2e-10 on [-6, 6] (|phi'''|, |phi''''| <= 8). The grid misses relu's kink. */
static void derivatives_match_differences(void) {
  const double h = 1e-5;
  for (size_t a = 0; a < ALL; a++)
    for (int i = 0; i < 600; i++) {
      const double z = -5.99 + 0.02 * i;
      NTK_NEAR(all[a]->first(z), (all[a]->value(z + h) - all[a]->value(z - h)) / (2 * h), 1e-9);
      NTK_NEAR(all[a]->second(z), (all[a]->first(z + h) - all[a]->first(z - h)) / (2 * h), 1e-9);
    }
}

/* Never above the bound (by more than 4 eps: the derivative's own rounding), and within 1e-6 of it somewhere on the grid. */
static void suprema_hold_and_are_attained(void) {
  for (size_t a = 0; a < ALL; a++) {
    double top1 = 0.0, top2 = 0.0;
    for (int i = 0; i <= 800000; i++) {
      const double z = -40.0 + 1e-4 * i;
      top1 = fmax(top1, fabs(all[a]->first(z)));
      top2 = fmax(top2, fabs(all[a]->second(z)));
    }
    CU_ASSERT(top1 <= all[a]->lipschitz1 * (1.0 + 4 * EPS) && top1 >= all[a]->lipschitz1 - 1e-6);
    if (all[a] == &ntk_relu) {
      CU_ASSERT(isinf(all[a]->lipschitz2));
    } else {
      CU_ASSERT(top2 <= all[a]->lipschitz2 * (1.0 + 4 * EPS) && top2 >= all[a]->lipschitz2 - 1e-6);
    }
  }
}

/* Theory B4 writes them down in closed form. */
static void suprema_are_the_theorys(void) {
  const double pi = acos(-1.0);
  NTK_NEAR(ntk_tanh.lipschitz2, 4.0 / (3.0 * sqrt(3.0)), 4 * EPS);
  NTK_NEAR(ntk_erf.lipschitz1, 2.0 / sqrt(pi), 4 * EPS);
  NTK_NEAR(ntk_erf.lipschitz2, 2.0 * sqrt(2.0 / (pi * exp(1.0))), 4 * EPS);
}

static void symmetries(void) {
  for (size_t a = 0; a < ALL; a++) {
    int odd = 1, homogeneous = 1;
    for (int i = 1; i < 50; i++) {
      const double z = 0.1 * i - 2.55;
      odd = odd && all[a]->value(-z) == -all[a]->value(z);
      homogeneous = homogeneous && all[a]->value(4.0 * z) == 4.0 * all[a]->value(z);
    }
    CU_ASSERT_EQUAL(odd, all[a]->odd);
    CU_ASSERT_EQUAL(homogeneous, all[a]->homogeneous);
  }
}

static void apply_gives_the_same_bits(void) {
  ntk_activation slow = ntk_softplus;
  slow.apply = NULL; /* the generic loop */
  const ntk_activation *const each[] = {&ntk_tanh, &ntk_erf, &ntk_softplus, &ntk_relu, &ntk_identity, &slow};
  for (size_t a = 0; a < sizeof each / sizeof each[0]; a++) {
    double z[101], h[101], d[101], alone[101];
    for (int i = 0; i < 101; i++) z[i] = alone[i] = 0.3 * (i - 50);
    ntk_activation_apply(each[a], 101, z, h, d);
    ntk_activation_apply(each[a], 101, alone, alone, NULL);
    for (int i = 0; i < 101; i++) CU_ASSERT(h[i] == each[a]->value(z[i]) && d[i] == each[a]->first(z[i]) && alone[i] == h[i]);
    ntk_activation_apply(each[a], 101, z, z, d); /* in place, with derivatives */
    for (int i = 0; i < 101; i++) CU_ASSERT(z[i] == h[i] && d[i] == each[a]->first(0.3 * (i - 50)));
  }
}

static void ends_of_the_range(void) {
  const double far[] = {745.0, 1e4, 1e200, INFINITY};
  for (size_t a = 0; a < ALL; a++)
    for (size_t i = 0; i < 4; i++)
      for (int sign = -1; sign <= 1; sign += 2) {
        const double z = sign * far[i];
        CU_ASSERT(!isnan(all[a]->value(z)) && isfinite(all[a]->first(z)) && isfinite(all[a]->second(z)));
      }
  CU_ASSERT(ntk_softplus.value(1e4) == 1e4 && ntk_softplus.value(-1e4) == 0.0);
  NTK_NEAR(ntk_softplus.value(-40.0) / exp(-40.0), 1.0, 4 * EPS); /* relative accuracy where log(1 + e^z) would round to 0 */
  NTK_NEAR(ntk_softplus.value(0.0), log(2.0), EPS);
  for (size_t a = 0; a < ALL; a++) CU_ASSERT(isnan(all[a]->value(NAN)));
}

NTK_TESTS("activation", {"found by name", found_by_name}, {"derivatives = central differences", derivatives_match_differences},
          {"suprema hold and are attained", suprema_hold_and_are_attained}, {"suprema in closed form", suprema_are_the_theorys},
          {"odd and homogeneous", symmetries}, {"apply = value and first, bit by bit", apply_gives_the_same_bits},
          {"no NaN at the ends", ends_of_the_range})
