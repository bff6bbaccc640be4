/* Philox4x32-10: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 3.3. */
#include "core/rng.h"

#define ROUNDS 10u

static void philox_round(uint32_t c[4], uint32_t k0, uint32_t k1) {
  const uint64_t p0 = (uint64_t)0xD2511F53u * c[0], p1 = (uint64_t)0xCD9E8D57u * c[2];
  const uint32_t c1 = c[1], c3 = c[3];
  c[0] = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
  c[1] = (uint32_t)(p1 & 0xFFFFFFFFu);
  c[2] = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
  c[3] = (uint32_t)(p0 & 0xFFFFFFFFu);
}

void ntk_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
  uint32_t k0 = key[0], k1 = key[1];
  for (unsigned i = 0; i < 4; i++) out[i] = counter[i];
  for (unsigned i = 0; i < ROUNDS; i++) {
    philox_round(out, k0, k1);
    k0 = (uint32_t)((k0 + (uint64_t)0x9E3779B9u) & 0xFFFFFFFFu);
    k1 = (uint32_t)((k1 + (uint64_t)0xBB67AE85u) & 0xFFFFFFFFu);
  }
}
