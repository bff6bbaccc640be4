/* Known answers of Philox4x32-10 (Random123's kat_vectors) and the naming of streams. */
#include "core/rng.h"
#include "harness.h"

static void known_answers(void) {
  static const struct { uint32_t counter[4], key[2], out[4]; } kat[] = {
      {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
      {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
      {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}, {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}};
  for (size_t i = 0; i < 3; i++) {
    uint32_t out[4];
    ntk_philox(kat[i].counter, kat[i].key, out);
    for (size_t j = 0; j < 4; j++) CU_ASSERT_EQUAL(out[j], kat[i].out[j]);
  }
}

static void streams_are_named(void) {
  gsl_rng *a = ntk_rng(7, NTK_RNG_WEIGHTS, 3), *b = ntk_rng(7, NTK_RNG_WEIGHTS, 3);
  gsl_rng *other[] = {ntk_rng(8, NTK_RNG_WEIGHTS, 3), ntk_rng(7, NTK_RNG_NOISE, 3), ntk_rng(7, NTK_RNG_WEIGHTS, 4), ntk_rng(7, NTK_RNG_WEIGHTS, 3ull << 32)};
  size_t same = 0, collisions = 0;
  for (size_t i = 0; i < 1000; i++) {
    const unsigned long x = gsl_rng_get(a);
    same += x == gsl_rng_get(b);
    for (size_t j = 0; j < 4; j++) collisions += x == gsl_rng_get(other[j]);
  }
  CU_ASSERT_EQUAL(same, 1000);
  CU_ASSERT_EQUAL(collisions, 0);
  gsl_rng_free(a), gsl_rng_free(b);
  for (size_t j = 0; j < 4; j++) gsl_rng_free(other[j]);
}

NTK_TESTS("rng", {"Philox gives the published answers", known_answers}, {"a stream is its seed, purpose and index", streams_are_named})
