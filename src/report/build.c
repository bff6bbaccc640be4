#include "report/build.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/json.h"
#include "report/ledger.h"
#include "report/proofs.h"
#include "report/source.h"
#include "report/summary.h"
#include "report/text.h"

/*@ terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from \nothing;
    ensures valid: json(\result); */
static json_t *not_checked(void) { return ntk_json_verdict(NTK_UNDECIDED, "not-checked: there is no check of this claim"); }

/* {"verdict", "reason"} and the numbers that there are. */
/*@ requires valid: \valid_read(o);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from \nothing;
    ensures valid: json(\result); */
static json_t *outcome(const ntk_outcome *o) {
  const struct { const char *key; double value; } numbers[] = {
      {"margin", o->margin}, {"value", o->value}, {"bound", o->bound}, {"error", o->error}, {"at", o->at}};
  json_t *out = ntk_json_verdict(o->verdict, o->reason);
  /*@ loop invariant range: 0 <= i <= 5;
      loop assigns i;
      loop variant 5 - i; */
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
    if (!isnan(numbers[i].value)) ntk_json_number(out, numbers[i].key, numbers[i].value);
  if (o->init >= 0) json_object_set_new(out, "init", json_integer(o->init));
  return out;
}

/*@ requires valid: json(claim) && (result == \null || result_readable(result));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from \nothing;
    ensures valid: json(\result); */
static json_t *layer_run(const json_t *claim, const ntk_result *result) {
  const char *none = ntk_json_string(json_object_get(claim, "run"), "none");
  if (none[0] != '\0' && (result == NULL || result->run.verdict == NTK_UNDECIDED)) return ntk_json_verdict(NTK_NOT_APPLICABLE, none);
  return result == NULL ? not_checked() : outcome(&result->run);
}

/*@ requires valid: (result == \null || result_readable(result));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from \nothing;
    ensures valid: json(\result); */
static json_t *layer_sample(const ntk_result *result) {
  if (result == NULL) return not_checked();
  json_t *out = outcome(&result->sample);
  if (result->tried == 0) return out;
  json_object_set_new(out, "held", json_integer((json_int_t)result->held));
  json_object_set_new(out, "tried", json_integer((json_int_t)result->tried));
  ntk_json_number(out, "failure_bound", result->failure_bound);
  json_object_set_new(out, "confidence", json_real(0.95));
  return out;
}

/*@ requires valid: (result == \null || result_readable(result));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from \nothing;
    ensures valid: json(\result); */
static json_t *control(const ntk_result *result) {
  json_t *out = result == NULL ? not_checked() : outcome(&result->control);
  json_object_set_new(out, "what", ntk_json_text(result == NULL ? "" : result->control_what));
  return out;
}

/* What the decided layers rest on (design: the column `trusted`). */
/*@ requires valid: json(claim) && json(layers);
    terminates \true;
    exits \false;
    assigns \result \from claim, layers;
    ensures valid: json(\result); */
static json_t *assumptions(const json_t *claim, const json_t *layers) {
  static const char *const trusted[NTK_LAYERS] = {
      "theorem: Coq's kernel, the axioms of its reals, the statements as written",
      "program: Frama-C, Why3, the provers, and the assumed contracts listed in this report",
      "run: the re-checking program, Arb, the compiler",
      "sample: GSL's generators, the statistics; floating-point runs with estimated, not certified, numerical errors"};
  json_t *out = json_array(), *rests = json_object_get(claim, "rests_on");
  /*@ loop invariant range: 0 <= i <= NTK_LAYERS;
      loop assigns i;
      loop variant NTK_LAYERS - i; */
  for (size_t i = 0; i < NTK_LAYERS; i++) {
    const char *verdict = ntk_json_string(json_object_get(layers, ntk_layer_name(i)), "verdict");
    if (strcmp(verdict, "proved") == 0 || strcmp(verdict, "held") == 0 || strcmp(verdict, "refuted") == 0 || strcmp(verdict, "hypothesis-fails") == 0)
      json_array_append_new(out, json_string(trusted[i]));
  }
  if (json_array_size(out) > 0) json_array_extend(out, rests);
  return out;
}

/* The command, the claim, and just enough initialisations to meet the worst one again. */
/*@ requires valid: request_valid(request) && \valid_read(id) && result_readable(result);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from \nothing;
    ensures valid: json(\result); */
static json_t *replay(const ntk_report_request *request, const char *id, const ntk_result *result) {
  const size_t inits = result->sample.verdict == NTK_REFUTED && result->sample.init >= 0 ? (size_t)result->sample.init + 1 : request->inits;
  ntk_text text;
  ntk_text_start(&text);
  ntk_text_add(&text, request->command);
  ntk_text_format(&text, " --claims %s", id);
  if (request->replay_inits) ntk_text_format(&text, " --inits %zu", inits);
  json_t *out = text.failed ? NULL : ntk_json_text(ntk_text_string(&text));
  ntk_text_clear(&text);
  return out;
}

typedef struct { json_t *theorems, *prove; char no_theorems[256], no_prove[256]; } proofs;

/*@ requires valid: request_valid(request) && json(claim) && (result == \null || result_readable(result)) && \valid_read(p) && json(p->theorems) && json(p->prove);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from \nothing;
    ensures valid: json(\result); */
static json_t *checked_claim(const ntk_report_request *request, const json_t *claim, const ntk_result *result, const proofs *p) {
  const char *id = ntk_json_string(claim, "id");
  json_t *out = json_object(), *layers = json_object();
  json_object_set_new(layers, "theorem", ntk_layer_theorem(claim, p->theorems, p->no_theorems));
  json_object_set_new(layers, "program", ntk_layer_program(claim, p->prove, p->no_prove));
  json_object_set_new(layers, "run", layer_run(claim, result));
  json_object_set_new(layers, "sample", layer_sample(result));
  json_object_set_new(out, "id", json_string(id));
  json_object_set(out, "title", json_object_get(claim, "title"));
  json_object_set_new(out, "remark", json_false());
  json_object_set_new(out, "assumptions", assumptions(claim, layers));
  json_object_set_new(out, "layers", layers);
  ntk_json_number(out, "margin", result == NULL ? NAN : result->sample.margin);
  json_object_set_new(out, "control", control(result));
  json_object_set_new(out, "facts", result == NULL ? json_object() : ntk_json_with_hex(result->facts));
  json_object_set_new(out, "replay", result == NULL ? json_null() : replay(request, id, result));
  return out;
}

/*@ requires valid: json(claim);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from \nothing;
    ensures valid: json(\result); */
static json_t *remark(const json_t *claim) {
  json_t *out = json_object(), *layers = json_object();
  const char *reason = ntk_json_string(claim, "reason");
  /*@ loop invariant range: 0 <= i <= NTK_LAYERS;
      loop assigns i, ntk_alloc_countdown;
      loop variant NTK_LAYERS - i; */
  for (size_t i = 0; i < NTK_LAYERS; i++) json_object_set_new(layers, ntk_layer_name(i), ntk_json_verdict(NTK_NOT_APPLICABLE, reason));
  json_t *none = ntk_json_verdict(NTK_NOT_APPLICABLE, reason);
  json_object_set_new(none, "what", json_string(""));
  json_object_set(out, "id", json_object_get(claim, "id"));
  json_object_set(out, "title", json_object_get(claim, "title"));
  json_object_set_new(out, "remark", json_true());
  json_object_set_new(out, "assumptions", json_array());
  json_object_set_new(out, "layers", layers);
  ntk_json_number(out, "margin", NAN);
  json_object_set_new(out, "control", none);
  json_object_set_new(out, "facts", json_object());
  json_object_set_new(out, "replay", json_null());
  return out;
}

/*@ requires valid: request_valid(request) && \valid_read(id);
    terminates \true;
    exits \false;
    assigns \result \from *request, id;
    ensures boolean: \result == 0 || \result == 1; */
static int asked_for(const ntk_report_request *request, const char *id) {
  /*@ loop invariant range: 0 <= i <= request->id_count;
      loop assigns i;
      loop variant request->id_count - i; */
  for (size_t i = 0; i < request->id_count; i++)
    if (strcmp(request->ids[i], id) == 0) return 1;
  return request->ids == NULL;
}

/*@ requires valid: results_valid(results, count) && \valid_read(id);
    terminates \true;
    exits \false;
    assigns \result \from results, count, id;
    ensures valid: \result == \null || result_readable(\result); */
static const ntk_result *find_result(size_t count, const ntk_result *results, const char *id) {
  /*@ loop invariant range: 0 <= i <= count;
      loop assigns i;
      loop variant count - i; */
  for (size_t i = 0; i < count; i++)
    if (strcmp(results[i].id, id) == 0) return &results[i];
  return NULL;
}

/* Returns how many claims there should be now. */
/*@ requires valid: request_valid(request) && results_valid(results, count) && json(ledger) && \valid_read(p) && json(p->theorems) && json(p->prove) && json(claims) && json(series);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from ledger;
    ensures range: 0 <= \result; */
static size_t put_claims(const ntk_report_request *request, size_t count, const ntk_result *results, const json_t *ledger, const proofs *p, json_t *claims, json_t *series) {
  const size_t size = json_array_size(ledger);
  size_t wanted = 0;
  /*@ loop invariant range: 0 <= i <= size;
      loop invariant wanted: wanted <= i;
      loop assigns i, wanted, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    const json_t *claim = json_array_get(ledger, i);
    const char *id = ntk_json_string(claim, "id");
    if (!asked_for(request, id)) continue;
    wanted++;
    const ntk_result *result = find_result(count, results, id);
    json_array_append_new(claims, json_is_true(json_object_get(claim, "remark")) ? remark(claim) : checked_claim(request, claim, result, p));
    if (result != NULL && json_array_size(result->series) > 0) json_object_set(series, id, result->series);
  }
  return wanted;
}

/* jansson drops what could not be allocated: a report that lacks anything is not one. */
#define CLAIM_KEYS 10
#define REPORT_KEYS 7
/*@ requires valid: json(report) && json(series) && json(claims);
    terminates \true;
    exits \false;
    assigns \result \from report, series, claims, wanted;
    ensures boolean: \result == 0 || \result == 1; */
static int whole(const json_t *report, const json_t *series, const json_t *claims, size_t wanted) {
  if (series == NULL || json_object_size(report) != REPORT_KEYS || json_array_size(claims) != wanted) return 0;
  /*@ loop invariant range: 0 <= i <= wanted;
      loop assigns i;
      loop variant wanted - i; */
  for (size_t i = 0; i < wanted; i++)
    if (json_object_size(json_array_get(claims, i)) != CLAIM_KEYS) return 0;
  return 1;
}

/*@ terminates \true;
    exits \false;
    assigns \result \from \nothing;
    ensures valid: json(\result); */
static json_t *tool(void) {
  json_t *out = json_object();
  json_object_set_new(out, "name", json_string("ntkcheck"));
  json_object_set_new(out, "version", json_string(ntk_version()));
  json_object_set_new(out, "source", json_string(ntk_source_hash()));
  return out;
}

/*@ terminates \true;
    exits \false;
    assigns \result \from layers;
    ensures valid: json(\result); */
static json_t *layers_asked(unsigned layers) {
  json_t *out = json_array();
  /*@ loop invariant range: 0 <= i <= NTK_LAYERS;
      loop assigns i;
      loop variant NTK_LAYERS - i; */
  for (size_t i = 0; i < NTK_LAYERS; i++)
    if (layers >> i & 1u) json_array_append_new(out, json_string(ntk_layer_name(i)));
  return out;
}

/* The report with its claims in `claims`. */
/*@ requires valid: request_valid(request) && json(claims) && json(assumed);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, \result \from \nothing;
    ensures valid: json(\result); */
static json_t *assemble(const ntk_report_request *request, json_t *claims, const json_t *assumed) {
  json_t *out = json_object();
  json_object_set_new(out, "tool", tool());
  json_object_set_new(out, "settings", ntk_json_with_hex(request->settings));
  json_object_set_new(out, "layers", layers_asked(request->layers));
  ntk_summary_put(out, claims);
  json_object_set_new(out, "assumed", json_is_array(assumed) ? json_deep_copy(assumed) : json_array());
  json_object_set_new(out, "claims", claims);
  return out;
}

ntk_status ntk_report_build(const ntk_report_request *request, size_t count, const ntk_result *results, json_t **report, json_t **series, ntk_error *err) {
  json_t *ledger;
  proofs p;
  const ntk_status status = ntk_ledger_load(&ledger, err);
  if (status != NTK_OK) {
    *report = *series = NULL;
    return status;
  }
  p.theorems = ntk_proofs_load(request->folder, "theorems.json", p.no_theorems);
  p.prove = ntk_proofs_load(request->folder, "prove.json", p.no_prove);
  json_t *claims = json_array(), *curves = json_object();
  const size_t wanted = put_claims(request, count, results, ledger, &p, claims, curves);
  json_t *out = assemble(request, claims, json_object_get(p.prove, "assumed"));
  json_decref(p.theorems);
  json_decref(p.prove);
  json_decref(ledger);
  if (!whole(out, curves, json_object_get(out, "claims"), wanted)) {
    json_decref(out);
    json_decref(curves);
    *report = *series = NULL;
    return ntk_fail(err, NTK_ENOMEM, "out of memory while making the report");
  }
  *report = out;
  *series = curves;
  return NTK_OK;
}
