/* The GSL side of the generator: callbacks through void *, hence apart from philox.c. */
#include "core/rng.h"

typedef struct {
  uint32_t key[2], counter[4], block[4];
  unsigned used; /* numbers of the block already given; 4: make the next */
} stream;

static unsigned long stream_get(void *state) {
  stream *s = state;
  if (s->used == 4) {
    ntk_philox(s->counter, s->key, s->block);
    /* counter[0], counter[1] count blocks; counter[2], counter[3] name the stream: 2^64 blocks each. */
    if (++s->counter[0] == 0) s->counter[1]++;
    s->used = 0;
  }
  return s->block[s->used++];
}

static double stream_get_double(void *state) { return (double)stream_get(state) / 4294967296.0; }

static void stream_set(void *state, unsigned long seed) {
  stream *s = state;
  *s = (stream){.key = {(uint32_t)(seed & 0xFFFFFFFFu), (uint32_t)((uint64_t)seed >> 32)}, .used = 4};
}

static const gsl_rng_type philox_type = {
    "philox4x32-10", 0xFFFFFFFFul, 0, sizeof(stream), stream_set, stream_get, stream_get_double};
const gsl_rng_type *ntk_rng_philox = &philox_type;

gsl_rng *ntk_rng(uint64_t seed, ntk_rng_purpose purpose, uint64_t index) {
  gsl_rng *rng = gsl_rng_alloc(ntk_rng_philox);
  if (rng == NULL) return NULL;
  gsl_rng_set(rng, seed);
  stream *s = rng->state;
  s->counter[2] = (uint32_t)(index & 0xFFFFFFFFu);
  s->counter[3] = (uint32_t)((index >> 32) & 0xFFFFFFu) | (uint32_t)purpose << 24;
  return rng;
}
