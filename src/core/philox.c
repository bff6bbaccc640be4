/* Philox4x32-10: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 3.3. */
#include "core/philox.h"

#define ROUNDS 10u

/*@ terminates \true;
    exits \false;
    assigns \result \from p;
    ensures high: \result == high(p); */
static uint32_t high(uint64_t p) { return (uint32_t)(p / 0x100000000u); }

/*@ terminates \true;
    exits \false;
    assigns \result \from p;
    ensures low: \result == low(p); */
static uint32_t low(uint64_t p) { return (uint32_t)(p % 0x100000000u); }

/* Named, so that the provers need not know how exclusive or associates. */
/*@ terminates \true;
    exits \false;
    assigns \result \from a, b;
    ensures mix: \result == mix(b, a); */
static uint32_t mix(uint32_t a, uint32_t b) {
  const uint32_t mixed = a ^ b;
  //@ assert fits: mixed == (a ^ b);
  return mixed;
}

/* The four words, by value: the provers then have no memory to think of. */
typedef struct { uint32_t w0, w1, w2, w3; } block;

/*@ terminates \true;
    exits \false;
    assigns \result \from c, k0, k1;
    ensures round: philox_round(c.w0, c.w1, c.w2, c.w3, k0, k1, \result.w0, \result.w1, \result.w2, \result.w3); */
static block philox_round(block c, uint32_t k0, uint32_t k1) {
  const uint64_t p0 = (uint64_t)0xD2511F53u * c.w0, p1 = (uint64_t)0xCD9E8D57u * c.w2;
  const block next = {mix(mix(high(p1), c.w1), k0), low(p1), mix(mix(high(p0), c.w3), k1), low(p0)};
  return next;
}

void ntk_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
  const block start = {counter[0], counter[1], counter[2], counter[3]};
  const uint32_t key0 = key[0], key1 = key[1];
  uint32_t k0 = key0, k1 = key1;
  block c = start;
  /*@ loop invariant range: 0 <= i <= ROUNDS;
      loop invariant rounds: philox(i, start.w0, start.w1, start.w2, start.w3, key0, key1, c.w0, c.w1, c.w2, c.w3, k0, k1);
      loop assigns i, k0, k1, c;
      loop variant ROUNDS - i; */
  for (unsigned i = 0; i < ROUNDS; i++) {
    c = philox_round(c, k0, k1);
    k0 = low(k0 + (uint64_t)0x9E3779B9u);
    k1 = low(k1 + (uint64_t)0xBB67AE85u);
  }
  out[0] = c.w0;
  out[1] = c.w1;
  out[2] = c.w2;
  out[3] = c.w3;
}
