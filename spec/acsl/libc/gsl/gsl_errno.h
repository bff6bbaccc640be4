/* Stands in for <gsl/gsl_errno.h> when Frama-C reads the sources: assumed contracts (verify/README.md). */
#ifndef NTK_ACSL_GSL_ERRNO_H
#define NTK_ACSL_GSL_ERRNO_H

enum { GSL_SUCCESS = 0, GSL_FAILURE = -1, GSL_EBADFUNC = 9 };
typedef void gsl_error_handler_t(const char *reason, const char *file, int line, int code);

/*@ terminates \true;
    exits \false;
    assigns \result \from \nothing; */
extern gsl_error_handler_t *gsl_set_error_handler_off(void);

#endif
