/* Building blocks of generators, and the labels that properties share. */
#ifndef NTK_PROPERTIES_DRAW_H
#define NTK_PROPERTIES_DRAW_H

#include <gsl/gsl_rng.h>
#include "property.h"

/* low..high, each alike */
size_t ntk_draw_size(gsl_rng *rng, size_t low, size_t high);
/* Log-uniform between low and high, two significant digits. */
double ntk_draw_real(gsl_rng *rng, double low, double high);
/* 1 with the given probability */
int ntk_draw_chance(gsl_rng *rng, double probability);

/* What a network's draw may contain beside the plain case. */
enum {
  NTK_DRAW_RELU = 1,      /* not Lipschitz in J */
  NTK_DRAW_DUPLICATE = 2, /* K singular */
  NTK_DRAW_BUNDLED = 4,   /* rows of digits, iris, wine */
  NTK_DRAW_TRAIN = 8,     /* only some layers trained */
  NTK_DRAW_OUTPUTS = 16,  /* k = 2, 3 */
  NTK_DRAW_STANDARD = 32, /* parametrisation standard */
  NTK_DRAW_PLAIN = 64,    /* plain initialisation */
  NTK_DRAW_DEEP = 128     /* depth 3, 4 */
};
#define NTK_DRAW_ALL 255

/* Rows (1..most_rows), inputs (2..8), depth, widths (1..most_width), activation, scales, biases, initialisation, alpha (0.1..100), seed. */
void ntk_draw_network(gsl_rng *rng, ntk_case *c, unsigned what, size_t most_rows, size_t most_width);

/* Labels */
int ntk_is_deep(const ntk_case *c);              /* "depth>=3" */
int ntk_is_one_row(const ntk_case *c);           /* "n=1" */
int ntk_has_outputs(const ntk_case *c);          /* "k>1" */
int ntk_has_biases(const ntk_case *c);           /* "biases" */
int ntk_is_relu(const ntk_case *c);              /* "relu" */
int ntk_is_partly_trained(const ntk_case *c);    /* "part trained" */
int ntk_is_bundled(const ntk_case *c);           /* "bundled" */
int ntk_is_duplicate(const ntk_case *c);         /* "duplicate" */
int ntk_is_standard(const ntk_case *c);          /* "standard" */
int ntk_is_plain(const ntk_case *c);             /* "plain" */
int ntk_starts_antisymmetric(const ntk_case *c); /* "antisymmetric" */
int ntk_has_small_alpha(const ntk_case *c);      /* "alpha<1" */
int ntk_has_large_kappa(const ntk_case *c);      /* "kappa>=100" */

#endif
