/* The state behind the generator of rng.h, and its methods as GSL calls them. */
#ifndef NTK_CORE_STREAM_H
#define NTK_CORE_STREAM_H

#include <gsl/gsl_rng.h>
#include <stdint.h>

typedef struct {
  uint32_t key[2], counter[4], block[4];
  unsigned used; /* numbers of the block already given; 4: make the next */
} ntk_stream;

/*@ predicate stream_valid{L}(ntk_stream *s) = \valid(s) && s->used <= 4; */

extern const gsl_rng_type ntk_stream_type;

/* The stream of this purpose and index, from its start; purpose below 256, of the index the lower 56 bits. */
/*@ requires valid: stream_valid((ntk_stream *)state) && purpose < 256;
    terminates \true;
    exits \false;
    assigns ((ntk_stream *)state)->counter[2 .. 3];
    ensures valid: stream_valid((ntk_stream *)state);
    ensures purpose: ((ntk_stream *)state)->counter[3] / 0x1000000 == purpose;
    ensures index: ((ntk_stream *)state)->counter[3] % 0x1000000 * 0x100000000 + ((ntk_stream *)state)->counter[2] == index % 0x100000000000000; */
void ntk_stream_name(void *state, unsigned purpose, uint64_t index);

#endif
