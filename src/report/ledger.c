#include "report/ledger.h"

#include <string.h>

#include "report/embedded.h"
#include "report/json.h"

ntk_status ntk_ledger_load(json_t **ledger, ntk_error *err) {
  json_error_t why;
  size_t size = 0;
  *ledger = NULL;
  const char *text = ntk_embedded(NTK_EMBEDDED_CLAIMS, &size);
  json_t *whole = json_loadb(text, size, JSON_REJECT_DUPLICATES, &why);
  if (whole == NULL) return ntk_fail(err, NTK_EINTERNAL, "spec/claims.json:%d: %s", why.line, why.text);
  json_t *claims = json_incref(json_object_get(whole, "claims"));
  json_decref(whole);
  if (!json_is_array(claims)) {
    json_decref(claims);
    return ntk_fail(err, NTK_EINTERNAL, "spec/claims.json: expected an array \"claims\"");
  }
  *ledger = claims;
  return NTK_OK;
}

json_t *ntk_ledger_find(const json_t *ledger, const char *id) {
  const size_t size = json_array_size(ledger);
  /*@ loop invariant range: 0 <= i <= size;
      loop assigns i;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    json_t *claim = json_array_get(ledger, i);
    if (strcmp(ntk_json_string(claim, "id"), id) == 0) return claim;
  }
  return NULL;
}
