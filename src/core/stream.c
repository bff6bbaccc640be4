#include "core/stream.h"

#include "core/philox.h"

/* n + 1, and 0 after the largest */
/*@ terminates \true;
    exits \false;
    assigns \result \from n;
    ensures next: \result == (n < UINT32_MAX ? n + 1 : 0); */
static uint32_t after(uint32_t n) { return n < UINT32_MAX ? n + 1 : 0; }

/*@ requires valid: stream_valid((ntk_stream *)state);
    terminates \true;
    exits \false;
    assigns *(ntk_stream *)state, \result;
    ensures valid: stream_valid((ntk_stream *)state);
    ensures range: 0 <= \result <= 0xFFFFFFFF;
    ensures taken: \result == ((ntk_stream *)state)->block[((ntk_stream *)state)->used - 1]; */
static unsigned long stream_get(void *state) {
  ntk_stream *s = state;
  if (s->used == 4) {
    ntk_philox(s->counter, s->key, s->block);
    /* counter[0], counter[1] count blocks; counter[2], counter[3] name the stream: 2^64 blocks each. */
    s->counter[0] = after(s->counter[0]);
    if (s->counter[0] == 0) s->counter[1] = after(s->counter[1]);
    s->used = 0;
  }
  return s->block[s->used++];
}

/*@ requires valid: stream_valid((ntk_stream *)state);
    terminates \true;
    exits \false;
    assigns *(ntk_stream *)state, \result;
    ensures valid: stream_valid((ntk_stream *)state);
    ensures unit: 0.0 <= \result < 1.0; */
static double stream_get_double(void *state) { return (double)stream_get(state) / 4294967296.0; }

/*@ requires valid: \valid((ntk_stream *)state);
    terminates \true;
    exits \false;
    assigns *(ntk_stream *)state;
    ensures valid: stream_valid((ntk_stream *)state);
    ensures key: seed == ((ntk_stream *)state)->key[1] * 0x100000000 + ((ntk_stream *)state)->key[0];
    ensures start: ((ntk_stream *)state)->used == 4 && ((ntk_stream *)state)->counter[0] == 0 && ((ntk_stream *)state)->counter[1] == 0; */
static void stream_set(void *state, unsigned long seed) {
  ntk_stream *s = state;
  s->key[0] = (uint32_t)((uint64_t)seed % 0x100000000u);
  s->key[1] = (uint32_t)((uint64_t)seed / 0x100000000u);
  s->counter[0] = s->counter[1] = s->counter[2] = s->counter[3] = 0;
  s->block[0] = s->block[1] = s->block[2] = s->block[3] = 0;
  s->used = 4;
}

const gsl_rng_type ntk_stream_type = {
    "philox4x32-10", 0xFFFFFFFFul, 0, sizeof(ntk_stream), stream_set, stream_get, stream_get_double};

void ntk_stream_name(void *state, unsigned purpose, uint64_t index) {
  ntk_stream *s = state;
  s->counter[2] = (uint32_t)(index % 0x100000000u);
  s->counter[3] = (uint32_t)purpose * 0x1000000u + (uint32_t)(index / 0x100000000u % 0x1000000u);
}
