/* phi functions against values computed with 60 to 150 digits (mpmath 1.3), identities, and the ends of the range. */
#include <float.h>
#include <math.h>

#include "flow/linearised.h"
#include "harness.h"

/* The relative error that ntk_phi promises. */
#define PROMISE (8.0 * DBL_EPSILON)

static void known_values(void) {
  static const struct { double x, phi[5]; } known[] = {
      {0x1p-40, {0.9999999999990905053, 0.9999999999995452526, 0.4999999999998484175, 0.1666666666666287711, 0.04166666666665908754}},
      {0.125, {0.8824969025845954029, 0.9400247793232367771, 0.4798017654141057834, 0.1615858766871537332, 0.04064631983610346793}},
      {0.75, {0.4723665527410147071, 0.7035112630119803905, 0.395318315984026146, 0.1395755786879651386, 0.03612145063826870404}},
      {1.0, {0.3678794411714423216, 0.6321205588285576784, 0.3678794411714423216, 0.1321205588285576784, 0.03454610783810898826}},
      {1.5, {0.2231301601484298289, 0.5179132265677134474, 0.3213911822881910351, 0.1190725451412059766, 0.0317294143503071267}},
      {2.0, {0.1353352832366126919, 0.4323323583816936541, 0.283833820809153173, 0.1080830895954234135, 0.02929178853562162658}},
      {2.999, {0.04983688033806590497, 0.316826648770234765, 0.2278003838712121407, 0.09076345986288357763, 0.02530950543640649758}},
      {3.0, {0.04978706836786394298, 0.3167376438773786857, 0.2277541187075404381, 0.09074862709748652063, 0.02530601318972671535}},
      {4.5, {0.0111089965382423065, 0.219753556324835043, 0.1733880985944811016, 0.07258042253455975521, 0.02090805425157931366}},
      {10.0, {0.00004539992976248485154, 0.09999546000702375151, 0.09000045399929762485, 0.04099995460007023752, 0.01256667120665964292}},
      {700.0, {9.859676543759770857e-305, 0.001428571428571428571, 0.001426530612244897959, 0.0007122478134110787172, 0.0002370777412189365542}},
      {1000000.0, {0.0, 1.0e-6, 9.99999e-7, 4.99999000001e-7, 1.666661666676666657e-7}},
  };
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    double phi[5];
    ntk_phi(known[i].x, phi);
    for (size_t j = 0; j < 5; j++) NTK_NEAR(phi[j], known[i].phi[j], PROMISE * known[i].phi[j]);
  }
}

/* The defining recurrence in long double, upward for x >= 2; its own error is below 60 eps of long double there; below 2 the series. */
static long double reference(unsigned j, long double x) {
  if (x < 2.0L) {
    long double term = 1.0L, sum = 0.0L;
    for (unsigned i = 1; i <= j; i++) term /= i;
    for (unsigned k = 0; k < 60; k++) {
      sum += term;
      term *= -x / (j + k + 1);
    }
    return sum;
  }
  long double phi = expl(-x), factorial = 1.0L;
  for (unsigned i = 0; i < j; i++) {
    phi = (1.0L / factorial - phi) / x;
    factorial *= i + 1;
  }
  return phi;
}

static void whole_range(void) {
  double worst = 0.0;
  for (double x = 1e-12; x < 1e12; x *= 1.003) {
    double phi[5];
    ntk_phi(x, phi);
    for (unsigned j = 0; j < 5; j++) {
      const long double exact = reference(j, x);
      if (exact < DBL_MIN) continue;
      worst = fmax(worst, (double)fabsl((phi[j] - exact) / exact));
    }
  }
  NTK_NEAR(worst, 0.0, PROMISE);
}

static void ends(void) {
  double phi[5];
  ntk_phi(0.0, phi);
  CU_ASSERT(phi[0] == 1.0 && phi[1] == 1.0 && phi[2] == 0.5 && phi[3] == 1.0 / 6.0 && phi[4] == 1.0 / 24.0);
  ntk_phi(DBL_MIN, phi);
  CU_ASSERT(phi[1] == 1.0 && phi[2] == 0.5);
  ntk_phi(1e300, phi);
  CU_ASSERT_EQUAL(phi[0], 0.0);
  for (size_t j = 1; j < 5; j++) NTK_NEAR(phi[j] * 1e300, j == 1 ? 1.0 : j == 2 ? 1.0 : j == 3 ? 0.5 : 1.0 / 6.0, PROMISE);
  ntk_phi((double)INFINITY, phi);
  for (size_t j = 0; j < 5; j++) CU_ASSERT_EQUAL(phi[j], 0.0);
}

NTK_TESTS("phi", {"known values", known_values}, {"8 eps from 1e-12 to 1e12", whole_range}, {"0, tiny, huge, infinite", ends})
