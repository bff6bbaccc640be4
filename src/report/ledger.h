/* The ledger of claims (spec/claims.json), built into the program. */
#ifndef NTK_REPORT_LEDGER_H
#define NTK_REPORT_LEDGER_H

#include <jansson.h>
#include "core/error.h"

/* *ledger := array of claims, in order; the caller's reference. NTK_EINTERNAL when the built-in text is broken. */
/*@ requires valid: \valid(ledger) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns *ledger, err->status, err->text[0 .. 1023], \result \from \nothing;
    ensures valid: json(*ledger);
    ensures status: \result == NTK_OK || \result == NTK_EINTERNAL;
    ensures none: \result != NTK_OK ==> *ledger == \null; */
ntk_status ntk_ledger_load(json_t **ledger, ntk_error *err);

/* The claim of that id (borrowed), or NULL. */
/*@ requires valid: json(ledger) && \valid_read(id);
    terminates \true;
    exits \false;
    assigns \result \from ledger, id;
    ensures valid: json(\result); */
json_t *ntk_ledger_find(const json_t *ledger, const char *id);

#endif
