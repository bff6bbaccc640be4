/* Stands in for <zlib.h> when Frama-C reads the sources: assumed contracts of what the program uses (zlib.h, zlib 1.2.13). The inner state of
   a stream is its own: it is not modelled. */
#ifndef NTK_ACSL_ZLIB_H
#define NTK_ACSL_ZLIB_H

#include <stddef.h>

typedef unsigned char Bytef;
typedef unsigned int uInt;
typedef unsigned long uLong;
struct internal_state;
typedef void *(*alloc_func)(void *opaque, uInt items, uInt size);
typedef void (*free_func)(void *opaque, void *address);
typedef struct z_stream_s {
  Bytef *next_in;
  uInt avail_in;
  uLong total_in;
  Bytef *next_out;
  uInt avail_out;
  uLong total_out;
  char *msg;
  struct internal_state *state;
  alloc_func zalloc;
  free_func zfree;
  void *opaque;
  int data_type;
  uLong adler, reserved;
} z_stream;
typedef z_stream *z_streamp;

#define Z_NO_FLUSH 0
#define Z_OK 0
#define Z_STREAM_END 1
#define Z_NEED_DICT 2
#define Z_STREAM_ERROR (-2)
#define Z_DATA_ERROR (-3)
#define Z_MEM_ERROR (-4)
#define Z_BUF_ERROR (-5)

/*@ requires valid: \valid(z);
    terminates \true;
    exits \false;
    assigns *z, \result \from *z, bits;
    ensures message: z->msg == \null || \valid_read(z->msg); */
extern int inflateInit2(z_stream *z, int bits);

/* Takes input and gives output, as much as there is room; without either it returns Z_BUF_ERROR. The call that ends a gzip member reads the
   last of its trailer's eight bytes (four at most are held back inside). */
/*@ requires valid: \valid(z) && \valid_read(z->next_in + (0 .. z->avail_in - 1)) && \valid(z->next_out + (0 .. z->avail_out - 1));
    terminates \true;
    exits \false;
    assigns *z, z->next_out[0 .. z->avail_out - 1], \result \from *z, z->next_in[0 .. z->avail_in - 1], flush;
    ensures taken: z->avail_in <= \old(z->avail_in) && z->next_in == \old(z->next_in) + (\old(z->avail_in) - z->avail_in);
    ensures given: z->avail_out <= \old(z->avail_out) && z->next_out == \old(z->next_out) + (\old(z->avail_out) - z->avail_out);
    ensures progress: \result == Z_OK || \result == Z_STREAM_END ==> z->avail_in < \old(z->avail_in) || z->avail_out < \old(z->avail_out);
    ensures stuck: \result == Z_BUF_ERROR ==> \old(z->avail_in) == 0 && z->avail_out == \old(z->avail_out) || \old(z->avail_out) == 0;
    ensures message: z->msg == \null || \valid_read(z->msg); */
extern int inflate(z_stream *z, int flush);

/*@ requires valid: \valid(z);
    terminates \true;
    exits \false;
    assigns *z, \result \from *z;
    ensures message: z->msg == \null || \valid_read(z->msg); */
extern int inflateReset(z_stream *z);

/*@ requires valid: \valid(z);
    terminates \true;
    exits \false;
    assigns *z, \result \from *z; */
extern int inflateEnd(z_stream *z);

#endif
