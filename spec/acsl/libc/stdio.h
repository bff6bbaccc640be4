/* Stands in for <stdio.h> when Frama-C reads the sources: assumed contracts (verify/README.md). The state of streams and files is not
   modelled. The printf family has names of our own, so that Frama-C does not put specifications of its own in their place; that text printed
   with %s is zero-terminated is the assumption `strings` (gcc checks formats against arguments). */
#ifndef NTK_ACSL_STDIO_H
#define NTK_ACSL_STDIO_H

#include <stdarg.h>
#include <stddef.h>

typedef struct ntk_stream { int unit; } FILE;
extern FILE ntk_streams[3];
#define stdin (&ntk_streams[0])
#define stdout (&ntk_streams[1])
#define stderr (&ntk_streams[2])
#define EOF (-1)
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#define BUFSIZ 8192

/*@ requires valid: \valid_read(path) && \valid_read(mode);
    terminates \true;
    exits \false;
    assigns \result \from path, mode;
    ensures valid: \result == \null || \valid(\result); */
extern FILE *fopen(const char *path, const char *mode);

/*@ terminates \true;
    exits \false;
    assigns \result \from \nothing;
    ensures valid: \result == \null || \valid(\result); */
extern FILE *tmpfile(void);

/*@ requires valid: \valid(stream);
    terminates \true;
    exits \false;
    assigns \result \from stream; */
extern int fclose(FILE *stream);

/*@ requires valid: \valid(stream);
    terminates \true;
    exits \false;
    assigns \result \from stream; */
extern int fflush(FILE *stream);

/*@ requires valid: \valid(stream);
    terminates \true;
    exits \false;
    assigns \result \from stream; */
extern int ferror(FILE *stream);

/*@ requires valid: \valid(stream);
    terminates \true;
    exits \false;
    assigns \result \from stream; */
extern int fileno(FILE *stream);

/*@ requires valid: \valid(stream);
    terminates \true;
    exits \false;
    assigns \nothing; */
extern void rewind(FILE *stream);

/*@ requires valid: \valid(stream);
    terminates \true;
    exits \false;
    assigns \result \from stream, offset, from; */
extern int fseek(FILE *stream, long offset, int from);

/*@ requires valid: \valid(stream);
    requires room: size * count == 0 || \valid((char *)to + (0 .. size * count - 1));
    terminates \true;
    exits \false;
    assigns ((char *)to)[0 .. size * count - 1], \result \from stream, size, count;
    ensures count: 0 <= \result <= count; */
extern size_t fread(void *to, size_t size, size_t count, FILE *stream);

/*@ requires valid: \valid(stream);
    requires room: size * count == 0 || \valid_read((char *)from + (0 .. size * count - 1));
    terminates \true;
    exits \false;
    assigns \result \from stream, size, count, ((char *)from)[0 .. size * count - 1];
    ensures count: 0 <= \result <= count; */
extern size_t fwrite(const void *from, size_t size, size_t count, FILE *stream);

/*@ requires valid: \valid(stream);
    terminates \true;
    exits \false;
    assigns \result \from c, stream; */
extern int fputc(int c, FILE *stream);
#define putc(c, stream) fputc(c, stream)

/*@ requires valid: \valid(stream) && \valid_read(s);
    terminates \true;
    exits \false;
    assigns \result \from s, stream; */
extern int fputs(const char *s, FILE *stream);

/*@ requires valid: \valid_read(s);
    terminates \true;
    exits \false;
    assigns \result \from s; */
extern int puts(const char *s);

/*@ requires valid: \valid_read(path);
    terminates \true;
    exits \false;
    assigns \result \from path; */
extern int remove(const char *path);

/*@ requires valid: \valid_read(from) && \valid_read(to);
    terminates \true;
    exits \false;
    assigns \result \from from, to; */
extern int rename(const char *from, const char *to);

/*@ requires valid: \valid(stream) && \valid_read(format);
    terminates \true;
    exits \false;
    assigns \result \from stream, format; */
extern int ntk_fprintf(FILE *stream, const char *format, ...) __attribute__((format(printf, 2, 3)));

/*@ requires valid: \valid_read(format);
    terminates \true;
    exits \false;
    assigns \result \from format; */
extern int ntk_printf(const char *format, ...) __attribute__((format(printf, 1, 2)));

/*@ requires valid: \valid_read(format);
    requires room: size == 0 || \valid(to + (0 .. size - 1));
    terminates \true;
    exits \false;
    assigns to[0 .. size - 1], \result \from size, format;
    ensures end: 0 < size ==> \exists integer k; 0 <= k < size && to[k] == 0; */
extern int ntk_snprintf(char *to, size_t size, const char *format, ...) __attribute__((format(printf, 3, 4)));

/*@ requires valid: \valid_read(format);
    requires room: size == 0 || \valid(to + (0 .. size - 1));
    terminates \true;
    exits \false;
    assigns to[0 .. size - 1], \result \from size, format;
    ensures end: 0 < size ==> \exists integer k; 0 <= k < size && to[k] == 0; */
extern int ntk_vsnprintf(char *to, size_t size, const char *format, va_list arguments);

#define fprintf ntk_fprintf
#define printf ntk_printf
#define snprintf ntk_snprintf
#define vsnprintf ntk_vsnprintf

#endif
