/* Whether K(w0) is singular, and which rows make it so (theory B6). */
#ifndef NTK_CHECK_SINGULAR_H
#define NTK_CHECK_SINGULAR_H

#include "data/dataset.h"
#include "model/arch.h"
#include "check/result.h"

typedef struct {
  int singular;     /* the hypothesis "K has full rank" does not hold, or cannot be told from its failing */
  int exact;        /* it follows from the data alone, without rounding: equal or opposite rows, fewer parameters than targets */
  char reason[384]; /* "" or "singular-kernel: rows 101 and 142 of iris are equal" (numbers of the source's original order) */
} ntk_singular;

/*@ // the quotient of two norms of d terms, within its rounding
    predicate equal_factor(real factor, real expected, integer d) = \abs(factor - expected) <= 8.0 * (real)(d + 2) * 0x1p-52; */

/* 1 iff this pair makes K singular at every w for this network: equal rows always; opposite ones for an odd activation, positive
   multiples for a positively homogeneous one, any multiple for both, where there is no bias. */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && \valid_read(pair);
    terminates \true;
    exits \false;
    assigns \result \from *arch, *pair;
    ensures boolean: \result == 0 || \result == 1;
    ensures equal: equal_factor(pair->factor, 1.0, arch->width[0]) ==> \result == 1;
    ensures biases: arch->bias_scale != 0.0 && !equal_factor(pair->factor, 1.0, arch->width[0]) ==> \result == 0; */
int ntk_singular_pair(const ntk_arch *arch, const ntk_pair *pair);

/* Looks for pairs, then at p < N, then at lambda_min <= eigen_error (with the nearest pair named). */
/*@ requires valid: \valid(out) && \valid_read(arch) && arch_ok(*arch) && dataset_valid(data) && data->x->size1 <= INT_MAX && data->x->size2 <= INT_MAX;
    requires apart: \separated(out, arch) && \separated(out, data) && \separated(out, data->x) && \separated(out, data->row + (0 .. data->x->size1 - 1));
    terminates \true;
    exits \false;
    assigns *out;
    ensures few: p < data->x->size1 * arch->width[arch->depth] ==> out->singular == 1;
    ensures rounding: lambda_min <= eigen_error ==> out->singular == 1;
    ensures boolean: (out->singular == 0 || out->singular == 1) && (out->exact == 0 || out->exact == 1);
    ensures exact: out->exact == 1 ==> out->singular == 1; */
void ntk_singular_find(ntk_singular *out, const ntk_arch *arch, const ntk_dataset *data, size_t p, double lambda_min, double eigen_error);

#endif
