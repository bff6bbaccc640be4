/* The ledger of claims (spec/claims.json), built into the program. */
#ifndef NTK_REPORT_LEDGER_H
#define NTK_REPORT_LEDGER_H

#include <jansson.h>
#include "core/error.h"

/* *ledger := array of claims, in order; the caller's reference. NTK_EINTERNAL when the built-in text is broken. */
ntk_status ntk_ledger_load(json_t **ledger, ntk_error *err);

/* The claim of that id (borrowed), or NULL. */
json_t *ntk_ledger_find(const json_t *ledger, const char *id);

#endif
