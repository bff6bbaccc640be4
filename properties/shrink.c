/* Greedy shrinking over the table of fields. It ends: a step makes one field smaller in the order of ntk_fields, and repairs after it
   change only fields behind it for the worse, so the case falls lexicographically. */
#include "shrink.h"

#include <math.h>
#include <string.h>

/* Whole numbers x > simplest: the simplest, halfway, two less (where a repair keeps a number even), one less; 0 when i is past them. */
static int simpler_whole(uint64_t x, uint64_t simplest, size_t i, uint64_t *out) {
  if (x <= simplest || i > 3) return 0;
  const uint64_t distance = x - simplest;
  *out = x - (i == 0 ? distance : i == 1 ? distance - distance / 2 : i == 2 && distance > 1 ? 2 : 1);
  return 1;
}

/* Digits behind the point, at most 9: the least q with x 10^q whole (to a relative 1e-9). */
static int decimals(double x) {
  double unit = 1;
  for (int q = 0; q < 9; q++, unit *= 10)
    if (fabs(x * unit - rint(x * unit)) <= 1e-9 * fabs(x * unit)) return q;
  return 9;
}

/* y rounded towards the target at q digits behind the point. */
static double rounded(double y, double target, int q) {
  const double unit = pow(10, q), scaled = y * unit;
  const double near = rint(scaled); /* 0.3 * 10 is 3 up to rounding, not 2.99.. */
  if (fabs(scaled - near) <= 1e-9 * fabs(scaled)) return near / unit;
  return (y > target ? floor(scaled) : ceil(scaled)) / unit;
}

/* Numbers: the simplest; fewer digits; halfway with as many digits; one unit of the last digit. */
static int simpler_real(double x, double simplest, size_t i, double *out) {
  if (x == simplest) return 0;
  const int q = decimals(x);
  const size_t fewer = (size_t)q;
  const double unit = pow(10, -q), towards = x > simplest ? -1 : 1;
  if (i == 0) *out = simplest;
  else if (i <= fewer) *out = rounded(x, simplest, (int)i - 1);
  else if (i == fewer + 1) *out = rounded(simplest + (x - simplest) / 2, simplest, q);
  else if (i == fewer + 2) *out = fabs(x - simplest) < unit ? simplest : rounded(x + towards * unit, simplest, q);
  else return 0;
  return 1;
}

/* Each layer as a whole number. */
static int simpler_widths(ntk_case *c, size_t i) {
  const size_t l = i / 4;
  uint64_t width;
  if (l + 1 >= c->depth) return 0;
  if (simpler_whole(c->width[l], 1, i % 4, &width)) c->width[l] = (size_t)width;
  return 1;
}

/* Moves the field of *c to its i-th simpler value, which may be the same; 0: no more. */
static int step(ntk_case *c, const ntk_field *f, size_t i) {
  ntk_case simplest = ntk_case_simplest();
  uint64_t whole;
  switch (f->type) {
    case NTK_FIELD_WORD: { /* every word before it */
      size_t *value = ntk_field_size(c, f);
      if (i >= *value) return 0;
      *value = i;
      return 1;
    }
    case NTK_FIELD_SIZE:
      if (!simpler_whole(*ntk_field_size(c, f), *ntk_field_size(&simplest, f), i, &whole)) return 0;
      *ntk_field_size(c, f) = (size_t)whole;
      return 1;
    case NTK_FIELD_SEED: /* seeds have no neighbours: 0 to 9 first */
      if (i < 10) {
        if (i < c->seed) c->seed = i;
        return 1;
      }
      return simpler_whole(c->seed, 0, i - 9, &c->seed);
    case NTK_FIELD_REAL: return simpler_real(*ntk_field_real(c, f), *ntk_field_real(&simplest, f), i, ntk_field_real(c, f));
    case NTK_FIELD_WIDTHS: return simpler_widths(c, i);
  }
  return 0;
}

int ntk_simpler(const ntk_case *c, const ntk_field *field, size_t i, ntk_case *simpler) {
  *simpler = *c;
  if (!step(simpler, field, i)) return 0;
  ntk_case_repair(simpler);
  return 1;
}

/* Is the field itself nearer to its simplest value? Guards the order against a repair that undoes the step. */
static int nearer(const ntk_case *a, const ntk_case *b, const ntk_field *f) {
  ntk_case x = *a, y = *b, simplest = ntk_case_simplest();
  if (f->type == NTK_FIELD_SEED) return a->seed < b->seed;
  if (f->type == NTK_FIELD_WIDTHS) {
    for (size_t l = 0; l < NTK_CASE_HIDDEN; l++)
      if (a->width[l] != b->width[l]) return a->width[l] < b->width[l];
    return 0;
  }
  if (f->type != NTK_FIELD_REAL) return *ntk_field_size(&x, f) < *ntk_field_size(&y, f);
  const double u = *ntk_field_real(&x, f), v = *ntk_field_real(&y, f), s = *ntk_field_real(&simplest, f);
  if (u == v) return 0;
  if (u == s || decimals(u) < decimals(v)) return 1;
  return decimals(u) == decimals(v) && fabs(u - s) < fabs(v - s);
}

size_t ntk_shrink(ntk_case *c, ntk_still_fails still_fails, void *context, size_t budget) {
  size_t tried = 0, quiet = 0; /* quiet: fields in a row without a step */
  for (size_t at = 0; quiet < ntk_field_count; at = (at + 1) % ntk_field_count) {
    const ntk_field *f = &ntk_fields[at];
    ntk_case simpler;
    quiet++;
    for (size_t i = 0; ntk_simpler(c, f, i, &simpler);) {
      i++;
      if (!nearer(&simpler, c, f)) continue;
      if (tried == budget) return tried;
      tried++;
      if (!still_fails(context, &simpler)) continue;
      *c = simpler;
      i = 0;
      quiet = 0;
    }
  }
  return tried;
}
