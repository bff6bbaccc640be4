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

#endif
