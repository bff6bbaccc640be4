/* ntkcheck claims: the ledger. */
#include "cli/command.h"
#include "report/json.h"
#include "report/ledger.h"
#include "report/text.h"
#include "report/words.h"

/*@ requires valid: json(claim);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void one_line(const json_t *claim) {
  printf("%-24s %s\n", ntk_json_string(claim, "id"), ntk_json_string(claim, "title"));
}

/*@ requires valid: \valid_read(label) && \valid_read(string);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown; */
static void paragraph(const char *label, const char *string) {
  ntk_text text;
  ntk_text_start(&text);
  ntk_text_wrap(&text, string, 2, 2, 80);
  printf("%s\n  %s", label, text.failed ? "(out of memory)\n" : ntk_text_string(&text));
  ntk_text_clear(&text);
}

/*@ requires valid: json(claim) && \valid_read(name);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown; */
static void layer(const json_t *claim, const char *name) { paragraph(name, ntk_json_string(json_object_get(claim, name), "text")); }

/*@ requires valid: json(claim);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown; */
static void whole(const json_t *claim) {
  const json_t *hypotheses = json_object_get(claim, "hypotheses");
  const size_t size = json_array_size(hypotheses);
  printf("%s: %s\n%s\n", ntk_json_string(claim, "id"), ntk_json_string(claim, "title"), ntk_json_string(claim, "section"));
  paragraph("in words", ntk_json_string(claim, "words"));
  paragraph("statement", ntk_json_string(claim, "latex"));
  if (json_is_true(json_object_get(claim, "remark"))) {
    paragraph("remark: nothing is checked", ntk_json_string(claim, "reason"));
    return;
  }
  /*@ loop invariant range: 0 <= i <= size;
      loop assigns i, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) paragraph("hypothesis", ntk_json_item(hypotheses, i));
  layer(claim, "theorem");
  layer(claim, "program");
  layer(claim, "run");
  layer(claim, "sample");
  paragraph("control", ntk_json_string(claim, "control"));
}

/* The claims of the words, or all. */
/*@ requires valid: options_valid(options) && json(ledger) && json(out) && \valid(err);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023];
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE; */
static ntk_status chosen(const json_t *ledger, const ntk_options *options, json_t *out, ntk_error *err) {
  /*@ loop invariant range: 0 <= i <= options->word_count;
      loop assigns i;
      loop variant options->word_count - i; */
  for (size_t i = 0; i < options->word_count; i++) {
    json_t *claim = ntk_ledger_find(ledger, ntk_words_at(options->words, options->word_count, i));
    if (claim == NULL) return ntk_fail(err, NTK_EUSAGE, "expected ids that `ntkcheck claims` lists, found '%.200s'", ntk_words_at(options->words, options->word_count, i));
    json_array_append(out, claim);
  }
  if (options->word_count == 0) json_array_extend(out, (json_t *)ledger);
  return NTK_OK;
}

/*@ requires valid: json(list);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown; */
static void print(const json_t *list, int wholly) {
  const size_t size = json_array_size(list);
  /*@ loop invariant range: 0 <= i <= size;
      loop assigns i, ntk_alloc_countdown;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    if (wholly && i > 0) fputc('\n', stdout);
    if (wholly) whole(json_array_get(list, i));
    else one_line(json_array_get(list, i));
  }
}

/*@ requires valid: options_valid(options) && \valid(exit_status) && \valid(err);
    requires apart: \separated(options, exit_status, err);
    terminates \true;
    exits \false;
    assigns *exit_status, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: 0 <= \result < NTK_STATUS_COUNT;
    ensures exit: \result == NTK_OK ==> *exit_status \in {0, 1, 2}; */
static ntk_status run(const ntk_options *options, int *exit_status, ntk_error *err) {
  json_t *ledger, *list = json_array(), *out = json_object();
  *exit_status = 0;
  ntk_status status = ntk_ledger_load(&ledger, err);
  if (status == NTK_OK) status = chosen(ledger, options, list, err);
  json_object_set(out, "claims", list);
  if (status == NTK_OK && ntk_given(options, NTK_OPTION_JSON)) status = ntk_json_write(out, NULL, err);
  else if (status == NTK_OK) print(list, options->word_count > 0);
  json_decref(list);
  json_decref(out);
  json_decref(ledger);
  return status;
}

const ntk_subcommand ntk_subcommand_claims = {
    "claims", NTK_COMMAND_CLAIMS, "ntkcheck claims [ID...] [options]",
    "the ledger of claims. With ids: each with its statement in words and LaTeX, hypotheses, how each layer deals with it, its control.", run};
