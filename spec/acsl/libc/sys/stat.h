/* Stands in for <sys/stat.h> when Frama-C reads the sources: assumed contracts (verify/README.md). */
#ifndef NTK_ACSL_SYS_STAT_H
#define NTK_ACSL_SYS_STAT_H

#include <sys/types.h>

struct stat { mode_t st_mode; off_t st_size; };
#define S_ISREG(mode) (((mode) & 0170000) == 0100000)
#define S_ISDIR(mode) (((mode) & 0170000) == 0040000)
#define S_ISLNK(mode) (((mode) & 0170000) == 0120000)

/*@ requires valid: \valid_read(path) && \valid(out);
    terminates \true;
    exits \false;
    assigns *out, \result \from path; */
extern int stat(const char *path, struct stat *out);

/*@ requires valid: \valid_read(path) && \valid(out);
    terminates \true;
    exits \false;
    assigns *out, \result \from path; */
extern int lstat(const char *path, struct stat *out);

/*@ requires valid: \valid(out);
    terminates \true;
    exits \false;
    assigns *out, \result \from descriptor; */
extern int fstat(int descriptor, struct stat *out);

/*@ requires valid: \valid_read(path);
    terminates \true;
    exits \false;
    assigns \result \from path, mode; */
extern int mkdir(const char *path, mode_t mode);

#endif
