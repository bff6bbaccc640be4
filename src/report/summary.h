/* Counts, the answer in one line, the exit status. */
#ifndef NTK_REPORT_SUMMARY_H
#define NTK_REPORT_SUMMARY_H

#include <jansson.h>
#include "core/alloc.h"

/* Puts "answer" and "summary" {"claims", "remarks", "layers": {layer: {verdict: count}}, "controls": {verdict: count},
   "refuted": [ids], "controls_held": [ids], "hypothesis_fails": [ids], "exit_status"} into the report, which has "layers" and "settings". */
/*@ requires valid: json(report) && json(claims);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown; */
void ntk_summary_put(json_t *report, const json_t *claims);

/* The verdict of a claim's layer, "" where there is none. */
/*@ requires valid: json(claim) && \valid_read(layer);
    terminates \true;
    exits \false;
    assigns \result \from claim, layer;
    ensures valid: \valid_read(\result); */
const char *ntk_layer_verdict(const json_t *claim, const char *layer);

/* A control must not hold. */
/*@ requires valid: json(claim);
    terminates \true;
    exits \false;
    assigns \result \from claim;
    ensures boolean: \result == 0 || \result == 1; */
int ntk_control_holds(const json_t *claim);

#endif
