/* Stands in for <errno.h> when Frama-C reads the sources: any value, at any time; writing to it changes nothing that is modelled. */
#ifndef NTK_ACSL_ERRNO_H
#define NTK_ACSL_ERRNO_H

extern volatile int ntk_errno;
#define errno ntk_errno

#define EINTR 4
#define ENOMEM 12
#define EISDIR 21
#define EINVAL 22
#define EROFS 30
#define ENOTSUP 95
#define ENOENT 2
#define EEXIST 17
#define ERANGE 34

#endif
