/* The theorem and program layers: proof results of this very source, or `undecided: not proved in this build`.
   theorems.json: {"source", "theorems": [{"id", "name", "file", "axioms": [...]}, ...]}, id a claim's;
   prove.json: {"source", "total", "proved", "functions": [{"name", "file", "goals", "proved", "model", ...}, ...],
                "assumed": [{"name", "what", "reason"}, ...], ...}. */
#ifndef NTK_REPORT_PROOFS_H
#define NTK_REPORT_PROOFS_H

#include <jansson.h>
#include "core/alloc.h"

/* The results in folder/name, or NULL with the reason in why (static or in buffer of 256): no such file, not JSON, of another source. */
/*@ requires valid: \valid_read(folder) && \valid_read(name) && \valid(why + (0 .. 255));
    terminates \true;
    exits \false;
    assigns why[0 .. 255], \result \from folder, name;
    ensures valid: json(\result); */
json_t *ntk_proofs_load(const char *folder, const char *name, char why[256]);

/* The layer as an object {"verdict", "reason", ...facts} for a claim of the ledger; results NULL: why says why. */
/*@ requires valid: json(claim) && json(theorems) && (why == \null || \valid_read(why));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from claim, theorems, why;
    ensures valid: json(\result); */
json_t *ntk_layer_theorem(const json_t *claim, const json_t *theorems, const char *why);

/* proved iff each function that the ledger names for the claim is in the results with goals > 0 and all of them proved. */
/*@ requires valid: json(claim) && json(prove) && (why == \null || \valid_read(why));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from claim, prove, why;
    ensures valid: json(\result); */
json_t *ntk_layer_program(const json_t *claim, const json_t *prove, const char *why);

#endif
