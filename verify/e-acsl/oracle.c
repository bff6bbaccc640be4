/* The other side of a driver, compiled by gcc with the real headers: random numbers, values in higher precision, the macros of <math.h>. */
#include <gsl/gsl_rng.h>
#include <math.h>
#include <quadmath.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

double ntk_oracle, ntk_tolerance, ntk_oracles[64], ntk_tolerances[64];
size_t ntk_entries;
char ntk_expected[64];
unsigned long long ntk_bits;
const void *ntk_pointer;
unsigned ntk_version;

static uint64_t state;

static uint64_t next(void) {
  uint64_t z = state += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}

double ntk_uniform(double low, double high) { return low + (high - low) * (double)(next() >> 11) * 0x1p-53; }
size_t ntk_below(size_t n) { return (size_t)(next() % n); }
double ntk_ulp(double x) { return fmax(nextafter(fabs(x), INFINITY) - fabs(x), 0x1p-1074); }

double ntk_oracle_of(const char *function, double x, double y, double z) {
  static const struct { const char *name; __float128 (*f)(__float128); } one[] = {
      {"sqrt", sqrtq}, {"exp", expq}, {"expm1", expm1q}, {"log", logq}, {"log1p", log1pq}, {"tanh", tanhq}, {"sinh", sinhq}, {"erf", erfq}, {"erfc", erfcq}};
  for (size_t i = 0; i < sizeof one / sizeof one[0]; i++)
    if (strcmp(one[i].name, function) == 0) return (double)one[i].f(x);
  if (strcmp(function, "pow") == 0) return (double)powq(x, y);
  if (strcmp(function, "atan2") == 0) return (double)atan2q(x, y);
  if (strcmp(function, "hypot") == 0) return (double)hypotq(x, y);
  if (strcmp(function, "fma") == 0) return (double)fmaq(x, y, z);
  if (strcmp(function, "fmod") == 0) return (double)fmodq(x, y);
  abort();
}

int ntk_same = 1;
double (*ntk_measure)(void), ntk_seen;
enum { WATCHED = 8, LONGEST = 256 };
static struct { const double *x; size_t n; double before[LONGEST]; } watched[WATCHED];
static size_t count;

void ntk_forget(void) { count = 0; }

void ntk_watch(const double *x, size_t n) {
  if (count == WATCHED || n > LONGEST) abort();
  watched[count].x = x;
  watched[count].n = n;
  memcpy(watched[count++].before, x, n * sizeof *x);
}

int ntk_watched_same(void) {
  for (size_t i = 0; i < count; i++)
    if (memcmp(watched[i].before, watched[i].x, watched[i].n * sizeof(double)) != 0) return 0;
  return 1;
}

void ntk_disturb(void) {
  if (count > 0) *(double *)watched[0].x += 1.0;
}

/* Every version of a function gets the same inputs; the contract itself `calls` of them, a control as many as it takes to see it fail. */
void run_rounds(void (*drive)(void), size_t versions, size_t calls) {
  for (ntk_version = 0; ntk_version < versions; ntk_version++) {
    state = 20261123;
    ntk_measure = NULL;
    for (size_t i = 0; i < (ntk_version == 0 ? calls : 200); i++) drive();
  }
}

int ntk_isfinite(double x) { return isfinite(x); }
int ntk_isnan(double x) { return isnan(x); }
int ntk_isinf(double x) { return isinf(x); }
int ntk_signbit(double x) { return signbit(x); }
const double ntk_infinity = INFINITY, ntk_nan = NAN;
const gsl_rng_type *ntk_any_rng(void) { return gsl_rng_mt19937; }
