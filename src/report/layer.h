/* The four kinds of evidence. */
#ifndef NTK_REPORT_LAYER_H
#define NTK_REPORT_LAYER_H

#include <stddef.h>

typedef enum { NTK_LAYER_THEOREM = 1, NTK_LAYER_PROGRAM = 2, NTK_LAYER_RUN = 4, NTK_LAYER_SAMPLE = 8 } ntk_layer;
#define NTK_LAYERS 4

/* "theorem", "program", "run", "sample": bit i of the mask. */
/*@ requires range: i < NTK_LAYERS;
    terminates \true;
    exits \false;
    assigns \result \from i;
    ensures valid: \valid_read(\result); */
const char *ntk_layer_name(size_t i);

#endif
