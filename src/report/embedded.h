/* Files built into the program by reports/embed: bytes, not terminated. */
#ifndef NTK_REPORT_EMBEDDED_H
#define NTK_REPORT_EMBEDDED_H

#include <stddef.h>

extern const unsigned char ntk_embedded_claims[]; /* spec/claims.json */
extern const size_t ntk_embedded_claims_size;
extern const unsigned char ntk_embedded_style[];  /* reports/style.css */
extern const size_t ntk_embedded_style_size;
extern const unsigned char ntk_embedded_plot[];   /* reports/plot.gp */
extern const size_t ntk_embedded_plot_size;

typedef enum { NTK_EMBEDDED_CLAIMS, NTK_EMBEDDED_STYLE, NTK_EMBEDDED_PLOT } ntk_embedded_file;

/* One of them as text. Assumed: that the arrays, which are generated, have the sizes generated beside them. */
/*@ requires valid: \valid(size);
    terminates \true;
    exits \false;
    assigns *size, \result \from file;
    ensures valid: *size == 0 || \valid_read(\result + (0 .. *size - 1)); */
const char *ntk_embedded(ntk_embedded_file file, size_t *size);

#endif
