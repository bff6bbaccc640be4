/* Whether K(w0) is singular, and which rows make it so (theory B6). */
#ifndef NTK_CHECK_SINGULAR_H
#define NTK_CHECK_SINGULAR_H

#include "data/dataset.h"
#include "model/arch.h"

typedef struct {
  int singular;     /* the hypothesis "K has full rank" does not hold, or cannot be told from its failing */
  int exact;        /* it follows from the data alone, without rounding: equal or opposite rows, fewer parameters than targets */
  char reason[384]; /* "" or "singular-kernel: rows 101 and 142 of iris are equal" (numbers of the source's original order) */
} ntk_singular;

/* 1 iff this pair makes K singular at every w for this network: equal rows always; opposite ones for an odd activation, positive
   multiples for a positively homogeneous one, any multiple for both, where there is no bias. */
int ntk_singular_pair(const ntk_arch *arch, const ntk_pair *pair);

/* Looks for pairs, then at p < N, then at lambda_min <= eigen_error (with the nearest pair named). */
void ntk_singular_find(ntk_singular *out, const ntk_arch *arch, const ntk_dataset *data, size_t p, double lambda_min, double eigen_error);

#endif
