#include "report/junit.h"

#include <string.h>

#include "report/json.h"
#include "report/summary.h"

#define MOST 1000000 /* claims: beyond any report */

/*@ requires valid: \valid_read(verdict);
    terminates \true;
    exits \false;
    assigns \result \from verdict[0 ..];
    ensures boolean: \result == 0 || \result == 1; */
static int is_good(const char *verdict) { return strcmp(verdict, "proved") == 0 || strcmp(verdict, "held") == 0; }

/* The worst of the asked-for layers: refuted, then undecided or a failing hypothesis, then (where no layer holds) not-applicable;
   NULL when the claim holds. */
/*@ requires valid: json(report) && json(claim);
    terminates \true;
    exits \false;
    assigns \result \from report, claim;
    ensures valid: \result == \null || \valid_read(\result); */
static const char *worst_layer(const json_t *report, const json_t *claim) {
  const json_t *asked = json_object_get(report, "layers");
  const char *open = NULL, *none = NULL;
  int good = 0;
  const size_t size = json_array_size(asked);
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid_open: open == \null || \valid_read(open);
      loop invariant valid_none: none == \null || \valid_read(none);
      loop assigns i, good, open, none;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    const char *layer = ntk_json_item(asked, i), *verdict = ntk_layer_verdict(claim, layer);
    if (strcmp(verdict, "refuted") == 0) return layer;
    if (is_good(verdict)) good = 1;
    else if (strcmp(verdict, "not-applicable") == 0) none = layer;
    else if (open == NULL) open = layer;
  }
  return open != NULL ? open : good ? NULL : none;
}

/*@ requires valid: text_valid(out) && json(claim) && \valid_read(class);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void open_case(ntk_text *out, const char *class, const json_t *claim) {
  ntk_text_format(out, "  <testcase classname=\"ntkcheck.%s\" name=\"", class);
  ntk_text_escape(out, ntk_json_string(claim, "id"));
  ntk_text_add(out, "\">");
}

/*@ requires valid: text_valid(out) && \valid_read(tag) && \valid_read(verdict) && \valid_read(layer) && \valid_read(reason) && \valid_read(replay);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
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

/*@ requires valid: text_valid(out) && json(report) && json(claim);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
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

/*@ requires valid: text_valid(out) && json(claim);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void control_case(ntk_text *out, const json_t *claim) {
  const json_t *control = json_object_get(claim, "control");
  open_case(out, "control", claim);
  if (ntk_control_holds(claim)) message(out, "failure", "held, and must not", "control", ntk_json_string(control, "what"), ntk_json_string(claim, "replay"));
  ntk_text_add(out, "</testcase>\n");
}

/* The claim's case and, unless it is a remark, its control's. Returns how many. */
/*@ requires valid: text_valid(out) && json(report) && json(claim);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, \result \from claim;
    ensures valid: text_valid(out);
    ensures count: 1 <= \result <= 2; */
static int cases(ntk_text *out, const json_t *report, const json_t *claim) {
  claim_case(out, report, claim);
  if (json_is_true(json_object_get(claim, "remark"))) return 1;
  control_case(out, claim);
  return 2;
}

/*@ requires valid: json(report) && json(claim);
    terminates \true;
    exits \false;
    assigns \result \from report, claim;
    ensures count: 0 <= \result <= 2; */
static int failures(const json_t *report, const json_t *claim) {
  const char *layer = worst_layer(report, claim);
  const int refuted = layer != NULL && strcmp(ntk_layer_verdict(claim, layer), "refuted") == 0;
  const int control = !json_is_true(json_object_get(claim, "remark")) && ntk_control_holds(claim);
  return (refuted ? 1 : 0) + (control ? 1 : 0);
}

/*@ requires valid: json(report) && json(claim);
    terminates \true;
    exits \false;
    assigns \result \from report, claim;
    ensures boolean: \result == 0 || \result == 1; */
static int skips(const json_t *report, const json_t *claim) {
  const char *layer = worst_layer(report, claim);
  return layer != NULL && strcmp(ntk_layer_verdict(claim, layer), "refuted") != 0;
}

typedef struct { unsigned cases, failures, skipped; } tally;

/*@ requires valid: text_valid(out) && text_readable(body) && \separated(out, body);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown;
    ensures valid: text_valid(out); */
static void suite(ntk_text *out, const ntk_text *body, tally t) {
  ntk_text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  ntk_text_format(out, "<testsuites name=\"ntkcheck\" tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\">\n", t.cases, t.failures, t.skipped);
  ntk_text_format(out, " <testsuite name=\"ntkcheck\" tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"%u\">\n", t.cases, t.failures, t.skipped);
  ntk_text_append(out, body);
  ntk_text_add(out, " </testsuite>\n</testsuites>\n");
}

void ntk_junit(ntk_text *out, const json_t *report) {
  const json_t *claims = json_object_get(report, "claims");
  const size_t size = json_array_size(claims);
  tally t = {0, 0, 0};
  ntk_text body;
  ntk_text_start(&body);
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant valid: text_valid(&body);
      loop invariant most: i <= MOST;
      loop invariant few: t.cases <= 2 * i && t.failures <= 2 * i && t.skipped <= i;
      loop assigns i, body, ntk_alloc_countdown, t;
      loop variant size - i; */
  for (size_t i = 0; i < size && i < MOST; i++) {
    const json_t *claim = json_array_get(claims, i);
    t.cases += (unsigned)cases(&body, report, claim);
    t.failures += (unsigned)failures(report, claim);
    t.skipped += (unsigned)skips(report, claim);
  }
  suite(out, &body, t);
  ntk_text_clear(&body);
}
