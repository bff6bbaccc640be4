/* Bounds and intervals against exact arithmetic: error-free sums, products exact in __float128; the nearest result must fail as a bound. */
#include <float.h>
#include <math.h>

#include "bound/compare.h"
#include "bound/elementary.h"
#include "bound/gamma.h"
#include "bound/interval.h"
#include "bound/vector.h"
#include "core/rng.h"
#include "harness.h"

__extension__ typedef __float128 quad; /* 113 bits: exact for products of two doubles, subnormal ones too */

#define CASES 20000
#define MODERATE 0x1p500

static int moderate(double x) { return fabs(x) <= MODERATE; }
static int no_lower(double b) { return b <= -0x1p1010; }
static int no_upper(double b) { return b >= 0x1p1010; }

/* One of: an ordinary number, any exponent, subnormal, special. */
static double number(gsl_rng *rng) {
  static const double special[] = {0.0, -0.0, DBL_TRUE_MIN, -DBL_TRUE_MIN, DBL_MIN, -DBL_MIN, 1.0, -1.0, DBL_MAX, -DBL_MAX, 0x1p500, -0x1p500,
                                   0x1p-500, -0x1p-500, 0x1.0000000000001p500, 0x1.fffffffffffffp-501, INFINITY, -INFINITY, NAN};
  const double sign = gsl_rng_uniform_int(rng, 2) ? 1.0 : -1.0, mantissa = 1.0 + ldexp((double)gsl_rng_uniform_int(rng, 1u << 26), -26) + ldexp((double)gsl_rng_uniform_int(rng, 1u << 26), -52);
  switch (gsl_rng_uniform_int(rng, 6)) {
  case 0: return special[gsl_rng_uniform_int(rng, sizeof special / sizeof *special)];
  case 1: return sign * mantissa * 0x1p-1074 * (double)gsl_rng_uniform_int(rng, 1u << 20);
  case 2: return sign * ldexp(mantissa, (int)gsl_rng_uniform_int(rng, 2040) - 1020);
  default: return sign * ldexp(mantissa, (int)gsl_rng_uniform_int(rng, 20) - 10);
  }
}

/* A second number, often close to -x. */
static double partner(gsl_rng *rng, double x) {
  if (gsl_rng_uniform_int(rng, 4) || !isfinite(x)) return number(rng);
  return -x * (1.0 + ((double)gsl_rng_uniform_int(rng, 9) - 4.0) * DBL_EPSILON);
}

/* b <= s + e and b >= s + e, where s + e is exact and s its nearest double. */
static int at_most(double b, double s, double e) { return b < s || (b == s && e >= 0.0); }
static int at_least(double b, double s, double e) { return b > s || (b == s && e <= 0.0); }

/* The exact error of fl(x + y) (Knuth). */
static double sum_error(double x, double y) {
  const double s = x + y, t = s - x;
  return (x - (s - t)) + (y - t);
}

static int narrow(double lo, double hi, int steps) {
  for (int i = 0; i < steps; i++) lo = nextafter(lo, INFINITY);
  return lo >= hi;
}

typedef struct { int steps; size_t wrong, not_finite, unknown, wide, nearest_below, nearest_above, tried; } tally;

/* Checks a pair of bounds, at most t->steps doubles apart. known: must they be known? low, high: are they right? nearest_*: is the nearest result a lower (upper) bound? */
static void count(tally *t, double lo, double hi, int known, int low, int high, int nearest_low, int nearest_high) {
  t->tried++;
  t->not_finite += !isfinite(lo) || !isfinite(hi);
  t->wrong += (!no_lower(lo) && !low) || (!no_upper(hi) && !high);
  if (!known) return;
  t->unknown += no_lower(lo) || no_upper(hi);
  t->wide += !narrow(lo, hi, t->steps);
  t->nearest_below += !nearest_low;
  t->nearest_above += !nearest_high;
}

static void in_order(const char *what, const tally *t) {
  if (t->wrong || t->not_finite || t->unknown || t->wide || t->nearest_below == 0 || t->nearest_above == 0)
    printf("%s: of %zu cases %zu wrong, %zu not finite, %zu without a bound, %zu wide; the nearest result fails as a bound %zu and %zu times\n", what, t->tried,
           t->wrong, t->not_finite, t->unknown, t->wide, t->nearest_below, t->nearest_above);
  CU_ASSERT_EQUAL(t->wrong, 0);
  CU_ASSERT_EQUAL(t->not_finite, 0);
  CU_ASSERT_EQUAL(t->unknown, 0);
  CU_ASSERT_EQUAL(t->wide, 0);
  CU_ASSERT(t->nearest_below > 0); /* the control: without outward rounding it would not be a bound */
  CU_ASSERT(t->nearest_above > 0);
}

static void sums(void) {
  gsl_rng *rng = ntk_rng(11, NTK_RNG_TESTS, 0);
  tally add = {.steps = 4}, sub = {.steps = 4};
  for (size_t i = 0; i < CASES; i++) {
    const double x = number(rng), y = partner(rng, x), s = x + y, d = x - y, es = sum_error(x, y), ed = sum_error(x, -y);
    const double al = ntk_add_lower(x, y), ah = ntk_add_upper(x, y), sl = ntk_sub_lower(x, y), sh = ntk_sub_upper(x, y);
    const int known = moderate(x) && moderate(y);
    count(&add, al, ah, known, at_most(al, s, es), at_least(ah, s, es), at_most(s, s, es), at_least(s, s, es));
    count(&sub, sl, sh, known, at_most(sl, d, ed), at_least(sh, d, ed), at_most(d, d, ed), at_least(d, d, ed));
  }
  in_order("add", &add);
  in_order("sub", &sub);
  gsl_rng_free(rng);
}

static void products(void) {
  gsl_rng *rng = ntk_rng(12, NTK_RNG_TESTS, 0);
  tally mul = {.steps = 4};
  for (size_t i = 0; i < CASES; i++) {
    const double x = number(rng), y = number(rng), p = x * y, lo = ntk_mul_lower(x, y), hi = ntk_mul_upper(x, y);
    const quad exact = (quad)x * y;
    count(&mul, lo, hi, moderate(x) && moderate(y), lo <= exact, hi >= exact, p <= exact, p >= exact);
    if (moderate(x) && moderate(y) && exact >= 0) CU_ASSERT(lo >= 0.0);
    if (moderate(x) && moderate(y) && exact <= 0) CU_ASSERT(hi <= 0.0);
  }
  in_order("mul", &mul);
  gsl_rng_free(rng);
}

static void quotients(void) {
  gsl_rng *rng = ntk_rng(13, NTK_RNG_TESTS, 0);
  tally div = {.steps = 4};
  for (size_t i = 0; i < CASES; i++) {
    const double x = number(rng), y = number(rng), q = x / y, lo = ntk_div_lower(x, y), hi = ntk_div_upper(x, y);
    const double a = y < 0 ? -x : x, b = fabs(y); /* r <= x / y iff r b <= a */
    const int known = moderate(x) && moderate(y) && b >= 0x1p-500;
    count(&div, lo, hi, known, (quad)lo * b <= a, (quad)hi * b >= a, (quad)q * b <= a, (quad)q * b >= a);
    if (!known) CU_ASSERT(no_lower(lo) && no_upper(hi));
  }
  in_order("div", &div);
  gsl_rng_free(rng);
}

static void roots(void) {
  gsl_rng *rng = ntk_rng(14, NTK_RNG_TESTS, 0);
  tally root = {.steps = 7};
  for (size_t i = 0; i < CASES; i++) {
    const double x = number(rng), r = sqrt(x), lo = ntk_sqrt_lower(x), hi = ntk_sqrt_upper(x);
    CU_ASSERT(lo >= 0.0 && hi >= 0.0);
    if (x > 0.0)
      count(&root, lo, hi, moderate(x) && x >= 0x1p-900, (quad)lo * lo <= x, (quad)hi * hi >= x, (quad)r * r <= x, (quad)r * r >= x);
    else
      CU_ASSERT(lo == 0.0 && isfinite(hi));
  }
  CU_ASSERT(root.tried > CASES / 3);
  in_order("sqrt", &root);
  gsl_rng_free(rng);
}

/* A random interval around x, its ends possibly beyond everything, and x itself inside. */
static ntk_interval around(gsl_rng *rng, double x) {
  const double a = fabs(x) * ldexp(gsl_rng_uniform(rng), -(int)gsl_rng_uniform_int(rng, 60)), b = fabs(x) * ldexp(gsl_rng_uniform(rng), -(int)gsl_rng_uniform_int(rng, 60));
  return ntk_interval_of(x - a, x + b);
}

/* Numbers with 20 bits, so that sums, products of two and differences are exact doubles. */
static double short_number(gsl_rng *rng) { return ((double)gsl_rng_uniform_int(rng, 1u << 20) - 0x1p19) * (gsl_rng_uniform_int(rng, 8) ? 0x1p-18 : 0.0); }

static int inside(ntk_interval a, quad x) { return isfinite(a.lo) && isfinite(a.hi) && (no_lower(a.lo) || a.lo <= x) && (no_upper(a.hi) || x <= a.hi); }

static void intervals(void) {
  gsl_rng *rng = ntk_rng(15, NTK_RNG_TESTS, 0);
  size_t outside[11] = {0}, certain = 0, contradicted = 0, whole = 0;
  for (size_t i = 0; i < CASES; i++) {
    const double x = short_number(rng), y = short_number(rng), z = short_number(rng);
    const ntk_interval a = around(rng, x), b = around(rng, y), c = around(rng, z);
    const ntk_interval quotient = ntk_interval_div(a, b), root = ntk_interval_sqrt(a);
    outside[0] += !inside(ntk_interval_add(a, b), (quad)x + y);
    outside[1] += !inside(ntk_interval_sub(a, b), (quad)x - y);
    outside[2] += !inside(ntk_interval_mul(a, b), (quad)x * y);
    outside[3] += !inside(ntk_interval_mul3(a, b, c), (quad)x * y * z);
    if (y != 0.0) outside[4] += y > 0.0 ? (!no_lower(quotient.lo) && quotient.lo * (quad)y > x) || (!no_upper(quotient.hi) && quotient.hi * (quad)y < x)
                                        : (!no_lower(quotient.lo) && quotient.lo * (quad)y < x) || (!no_upper(quotient.hi) && quotient.hi * (quad)y > x);
    whole += b.lo > 0.0 && no_lower(quotient.lo);
    if (x >= 0.0) outside[5] += root.lo * (quad)root.lo > x || (!no_upper(root.hi) && root.hi * (quad)root.hi < x);
    outside[6] += !inside(ntk_interval_abs(a), fabs(x));
    outside[7] += !inside(ntk_interval_square(a), (quad)x * x);
    outside[8] += !inside(ntk_interval_min(a, b), fmin(x, y));
    outside[9] += !inside(ntk_interval_max(a, b), fmax(x, y));
    outside[10] += !inside(ntk_interval_neg(a), -x);
    CU_ASSERT(ntk_interval_square(a).lo >= 0.0 && ntk_interval_abs(a).lo >= 0.0);
    certain += ntk_certainly_le(a, b) != 0;
    contradicted += (ntk_certainly_le(a, b) && x > y) || (ntk_certainly_less(a, b) && x >= y) || (ntk_certainly_positive(a) && x <= 0.0);
  }
  for (size_t k = 0; k < sizeof outside / sizeof *outside; k++) CU_ASSERT_EQUAL(outside[k], 0);
  CU_ASSERT_EQUAL(contradicted, 0);
  CU_ASSERT_EQUAL(whole, 0);
  CU_ASSERT(certain > CASES / 4);
  gsl_rng_free(rng);
}

/* Whatever goes in: finite ends, and nothing is certain of what is unknown. */
static void unknown_stays_unknown(void) {
  const double bad[] = {NAN, INFINITY, -INFINITY, DBL_MAX, -DBL_MAX, 0x1p600};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    const ntk_interval a = ntk_interval_point(bad[i]), one = ntk_interval_point(1.0);
    const ntk_interval all[] = {a, ntk_interval_of(bad[i], 1.0), ntk_interval_add(a, one), ntk_interval_sub(one, a), ntk_interval_mul(a, one), ntk_interval_div(one, a),
                                ntk_interval_div(a, one), ntk_interval_sqrt(a), ntk_interval_square(a), ntk_interval_abs(a), ntk_interval_neg(a), ntk_interval_mul3(a, a, a)};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) CU_ASSERT(isfinite(all[k].lo) && isfinite(all[k].hi));
    CU_ASSERT(!ntk_interval_known(ntk_interval_add(a, one)));
    CU_ASSERT(!ntk_interval_known(ntk_interval_mul(a, one)));
    CU_ASSERT(!ntk_certainly_le(ntk_interval_sub(a, a), one) && !ntk_certainly_le(one, ntk_interval_mul(a, a)));
    const ntk_interval raw = {bad[i], bad[i]}; /* not made by this library: the ends are no numbers */
    const ntk_interval sum = ntk_interval_add(raw, one), product = ntk_interval_mul(raw, one);
    CU_ASSERT(isfinite(sum.lo) && isfinite(sum.hi) && isfinite(product.lo) && isfinite(product.hi));
    if (!isfinite(bad[i])) CU_ASSERT(!ntk_certainly_le(raw, one) && !ntk_certainly_less(raw, one) && !ntk_interval_known(raw));
  }
  CU_ASSERT(!ntk_interval_known(ntk_interval_whole()));
  CU_ASSERT(!ntk_certainly_le(ntk_interval_whole(), ntk_interval_whole()));
  CU_ASSERT(!ntk_interval_known(ntk_interval_div(ntk_interval_point(1.0), ntk_interval_of(-1.0, 1.0))));
}

/* n u / (1 - n u) in 113 bits, less what these may be wrong by. */
static void gammas(void) {
  gsl_rng *rng = ntk_rng(16, NTK_RNG_TESTS, 0);
  size_t below = 0, wide = 0, nearest = 0;
  for (size_t i = 0; i < CASES; i++) {
    const size_t n = i < 1000 ? i : (size_t)ldexp(gsl_rng_uniform(rng), (int)gsl_rng_uniform_int(rng, 52));
    const double g = ntk_gamma_upper(n), plain = (double)n * 0x1p-53 / (1.0 - (double)n * 0x1p-53);
    const quad nu = (quad)n * 0x1p-53, exact = nu / (1 - nu);
    below += g < exact * (1 - 0x1p-110);
    wide += g > exact * (1 + 0x1p-49) + 0x1p-1070;
    nearest += plain < exact * (1 - 0x1p-110);
  }
  CU_ASSERT_EQUAL(below, 0);
  CU_ASSERT_EQUAL(wide, 0);
  CU_ASSERT(nearest > 0);
  CU_ASSERT(no_upper(ntk_gamma_upper((size_t)1 << 52)) && no_upper(ntk_gamma_upper(SIZE_MAX)));
  gsl_rng_free(rng);
}

#define N 300
#define ROWS 4
#define VECTORS 2500 /* four rows each: 10,000 dot products */

typedef struct { quad sum, size; } exactly; /* sum_i x_i y_i up to n 2^-112 times sum_i |x_i y_i| */
static exactly dot(size_t n, const double *x, const double *y) {
  exactly d = {0, 0};
  for (size_t i = 0; i < n; i++) {
    const quad p = (quad)x[i] * y[i];
    d.sum += p;
    d.size += p < 0 ? -p : p;
  }
  return d;
}

static void vectors(void) {
  gsl_rng *rng = ntk_rng(17, NTK_RNG_TESTS, 0);
  static double a[ROWS * N], x[N];
  size_t outside = 0, wide = 0, nearest_below = 0, nearest_above = 0;
  for (size_t k = 0; k < VECTORS; k++) {
    const size_t n = gsl_rng_uniform_int(rng, N + 1);
    const int spread = (int)gsl_rng_uniform_int(rng, 200) + 1;
    for (size_t i = 0; i < ROWS * n; i++) a[i] = ldexp(gsl_rng_uniform(rng) - 0.5, (int)gsl_rng_uniform_int(rng, (unsigned long)spread) - spread / 2);
    for (size_t i = 0; i < n; i++) x[i] = ldexp(gsl_rng_uniform(rng) - 0.5, (int)gsl_rng_uniform_int(rng, (unsigned long)spread) - spread / 2);
    double lo[ROWS], hi[ROWS];
    ntk_matvec_enclosure(ROWS, n, a, x, lo, hi);
    for (size_t j = 0; j < ROWS; j++) {
      const exactly d = dot(n, a + j * n, x);
      const quad margin = n * 0x1p-112 * d.size;
      const ntk_interval alone = ntk_dot_enclosure(n, a + j * n, x);
      CU_ASSERT(alone.lo == lo[j] && alone.hi == hi[j]);
      outside += lo[j] > d.sum + margin || hi[j] < d.sum - margin;
      wide += (quad)hi[j] - lo[j] > 8 * 0x1p-53 * n * d.size + 0x1p-1000;
      double plain = 0.0;
      for (size_t i = 0; i < n; i++) plain += a[j * n + i] * x[i];
      nearest_below += plain > d.sum + margin;
      nearest_above += plain < d.sum - margin;
    }
    const exactly s = dot(n, x, x);
    const quad margin = n * 0x1p-112 * s.size;
    const ntk_interval squares = ntk_sum_squares_enclosure(n, x), norm = ntk_norm_enclosure(n, x);
    outside += squares.lo > s.sum + margin || squares.hi < s.sum - margin;
    outside += (quad)norm.lo * norm.lo > s.sum + margin || (quad)norm.hi * norm.hi < s.sum - margin;
    CU_ASSERT(squares.lo >= 0.0 && norm.lo >= 0.0);
    wide += (quad)norm.hi - norm.lo > 8 * 0x1p-53 * (n + 2) * (quad)norm.hi + 0x1p-440;
    quad distance = 0;
    for (size_t i = 0; i < n; i++) distance += ((quad)x[i] - a[i]) * ((quad)x[i] - a[i]);
    const ntk_interval apart = ntk_distance_enclosure(n, x, a);
    outside += (quad)apart.lo * apart.lo > distance * (1 + n * 0x1p-100) || (quad)apart.hi * apart.hi < distance * (1 - n * 0x1p-100);
  }
  CU_ASSERT_EQUAL(outside, 0);
  CU_ASSERT_EQUAL(wide, 0);
  CU_ASSERT(nearest_below > 0);
  CU_ASSERT(nearest_above > 0);
  const double bad[] = {NAN, INFINITY, -INFINITY, DBL_MAX, 0x1p501};
  for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
    for (size_t i = 0; i < N; i++) x[i] = a[i] = 1.0;
    x[N / 2] = bad[k];
    const ntk_interval all[] = {ntk_dot_enclosure(N, x, a), ntk_sum_squares_enclosure(N, x), ntk_norm_enclosure(N, x), ntk_distance_enclosure(N, x, a)};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
      CU_ASSERT(isfinite(all[i].lo) && isfinite(all[i].hi));
      CU_ASSERT(!ntk_interval_known(all[i]));
    }
  }
  gsl_rng_free(rng);
}

NTK_TESTS("interval", {"sums and differences", sums}, {"products", products}, {"quotients", quotients}, {"roots", roots}, {"interval operations enclose", intervals},
          {"NaN and infinity never leave", unknown_stays_unknown}, {"gamma_n", gammas}, {"vectors", vectors})
