/* A case: everything an experiment of a property depends on, as plain numbers. Printed as words key=value it is the command that replays it.
   Every field has a simplest value; it is what a word that is not there means, and what shrinking aims at. */
#ifndef NTK_PROPERTIES_CASE_H
#define NTK_PROPERTIES_CASE_H

#include <stddef.h>
#include <stdint.h>
#include "core/error.h"

#define NTK_CASE_HIDDEN 4  /* hidden layers at most */
#define NTK_CASE_LINE 1024 /* a line of words is shorter than this */

/* Where the rows come from. The bundled sets have their own d. duplicate: the last row equals the first; opposite targets. */
typedef enum {
  NTK_CASE_SPHERE,
  NTK_CASE_ORTHONORMAL,
  NTK_CASE_CLUSTERED,
  NTK_CASE_DUPLICATE,
  NTK_CASE_DIGITS,
  NTK_CASE_IRIS,
  NTK_CASE_WINE
} ntk_case_data;

typedef struct {
  /* what, from the simplest: the words of case.c; init, train, output_init and parametrisation number as in model/arch.h */
  size_t data, init, train, output_init, parametrisation, activation;
  size_t depth, width[NTK_CASE_HIDDEN]; /* weight layers; hidden widths 0..depth-2, the rest 0 */
  size_t n, k, d;                       /* rows, outputs, inputs */
  double alpha, weight_scale, bias_scale;
  double kappa, step, temperature; /* condition number; step as a share of the largest allowed; Langevin's temperature */
  size_t steps, batch;
  uint64_t seed;
} ntk_case;

/* The simplest case: one row of the sphere, one output, depth 2, width 1, identity, all scales 1, no bias, seed 0. */
ntk_case ntk_case_simplest(void);

/* Words key=value of all fields that are not at their simplest, separated by blanks; what is read back is the same case, bit by bit. */
void ntk_case_print(const ntk_case *c, char line[NTK_CASE_LINE]);

/* Reads such a line. NTK_EUSAGE names the word, what was expected and what was found: no '=', an unknown or repeated key, not a number,
   out of range, not one of the names, or words that contradict one another (ntk_case_repair would change them). */
ntk_status ntk_case_parse(const char *line, ntk_case *c, ntk_error *err);

/* Makes the fields agree: widths as many as hidden layers (missing ones repeat the last), n <= d for orthonormal rows, n >= 2 for a duplicate,
   even last hidden width for antisymmetric, d and the greatest k of a bundled set, batch <= n. Drawing and shrinking end with it. */
void ntk_case_repair(ntk_case *c);

int ntk_case_equal(const ntk_case *a, const ntk_case *b);

/* The fields one by one: for shrinking. */
typedef enum { NTK_FIELD_WORD, NTK_FIELD_SIZE, NTK_FIELD_WIDTHS, NTK_FIELD_REAL, NTK_FIELD_SEED } ntk_field_type;
typedef struct {
  const char *key;
  ntk_field_type type;
  size_t offset;
  double low, high;         /* numbers: the range */
  const char *const *words; /* NTK_FIELD_WORD: NULL-terminated, from the simplest */
} ntk_field;

extern const ntk_field ntk_fields[];
extern const size_t ntk_field_count;

size_t *ntk_field_size(ntk_case *c, const ntk_field *f); /* word, size: where it is */
double *ntk_field_real(ntk_case *c, const ntk_field *f);

const char *ntk_case_word(const char *key, size_t value); /* e.g. ("activation", 1): "tanh" */

#endif
