/* Counts, the answer in one line, the exit status. */
#ifndef NTK_REPORT_SUMMARY_H
#define NTK_REPORT_SUMMARY_H

#include <jansson.h>

/* Puts "answer" and "summary" {"claims", "remarks", "layers": {layer: {verdict: count}}, "controls": {verdict: count},
   "refuted": [ids], "controls_held": [ids], "hypothesis_fails": [ids], "exit_status"} into the report, which has "layers" and "settings". */
void ntk_summary_put(json_t *report, const json_t *claims);

/* The verdict of a claim's layer, "" where there is none. */
const char *ntk_layer_verdict(const json_t *claim, const char *layer);

/* A control must not hold. */
int ntk_control_holds(const json_t *claim);

#endif
