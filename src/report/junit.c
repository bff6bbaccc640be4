#include "report/junit.h"

#include <string.h>

#include "report/build.h"
#include "report/json.h"
#include "report/summary.h"

static int is_good(const char *verdict) { return strcmp(verdict, "proved") == 0 || strcmp(verdict, "held") == 0; }

/* The worst of the asked-for layers: refuted, then undecided or a failing hypothesis, then (where no layer holds) not-applicable;
   NULL when the claim holds. */
static const char *worst_layer(const json_t *report, const json_t *claim) {
  const json_t *asked = json_object_get(report, "layers");
  const char *open = NULL, *none = NULL;
  int good = 0;
  for (size_t i = 0; i < json_array_size(asked); i++) {
    const char *layer = json_string_value(json_array_get(asked, i)), *verdict = ntk_layer_verdict(claim, layer);
    if (strcmp(verdict, "refuted") == 0) return layer;
    if (is_good(verdict)) good = 1;
    else if (strcmp(verdict, "not-applicable") == 0) none = layer;
    else if (open == NULL) open = layer;
  }
  return open != NULL ? open : good ? NULL : none;
}

static void open_case(ntk_text *out, const char *class, const json_t *claim) {
  ntk_text_format(out, "  <testcase classname=\"ntkcheck.%s\" name=\"", class);
  ntk_text_escape(out, ntk_json_string(claim, "id"));
  ntk_text_add(out, "\">");
}

static void message(ntk_text *out, const char *tag, const char *verdict, const char *layer, const char *reason, const char *replay) {
  ntk_text_format(out, "<%s message=\"", tag);
  ntk_text_escape(out, layer);
  ntk_text_add(out, ": ");
  ntk_text_escape(out, verdict);
  ntk_text_add(out, "\">");
  ntk_text_escape(out, reason);
  if (replay[0] != '\0') {
    ntk_text_add(out, "\nreplay: ");
    ntk_text_escape(out, replay);
  }
  ntk_text_format(out, "</%s>", tag);
}

static void claim_case(ntk_text *out, const json_t *report, const json_t *claim) {
  const char *layer = worst_layer(report, claim);
  open_case(out, "claim", claim);
  if (layer != NULL) {
    const char *verdict = ntk_layer_verdict(claim, layer);
    const int refuted = strcmp(verdict, "refuted") == 0;
    message(out, refuted ? "failure" : "skipped", verdict, layer, ntk_json_string(json_object_get(json_object_get(claim, "layers"), layer), "reason"),
            refuted ? ntk_json_string(claim, "replay") : "");
  }
  ntk_text_add(out, "</testcase>\n");
}

static void control_case(ntk_text *out, const json_t *claim) {
  const json_t *control = json_object_get(claim, "control");
  open_case(out, "control", claim);
  if (ntk_control_holds(claim)) message(out, "failure", "held, and must not", "control", ntk_json_string(control, "what"), ntk_json_string(claim, "replay"));
  ntk_text_add(out, "</testcase>\n");
}

void ntk_junit(ntk_text *out, const json_t *report) {
  const json_t *claims = json_object_get(report, "claims");
  size_t cases = 0, failures = 0, skipped = 0;
  ntk_text body = {0};
  for (size_t i = 0; i < json_array_size(claims); i++) {
    const json_t *claim = json_array_get(claims, i);
    const char *layer = worst_layer(report, claim);
    const int refuted = layer != NULL && strcmp(ntk_layer_verdict(claim, layer), "refuted") == 0;
    claim_case(&body, report, claim);
    cases++;
    failures += refuted ? 1 : 0;
    skipped += layer != NULL && !refuted ? 1 : 0;
    if (json_is_true(json_object_get(claim, "remark"))) continue;
    control_case(&body, claim);
    cases++;
    failures += ntk_control_holds(claim) ? 1 : 0;
  }
  ntk_text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  ntk_text_format(out, "<testsuites name=\"ntkcheck\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\">\n", cases, failures, skipped);
  ntk_text_format(out, " <testsuite name=\"ntkcheck\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\">\n", cases, failures, skipped);
  ntk_text_bytes(out, body.data == NULL ? "" : body.data, body.size);
  ntk_text_add(out, " </testsuite>\n</testsuites>\n");
  out->failed |= body.failed;
  ntk_text_clear(&body);
}
