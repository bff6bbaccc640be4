/* ntkcheck claims: the ledger. */
#include "cli/command.h"
#include "report/json.h"
#include "report/ledger.h"
#include "report/text.h"

static void one_line(const json_t *claim) {
  printf("%-24s %s\n", ntk_json_string(claim, "id"), ntk_json_string(claim, "title"));
}

static void paragraph(const char *label, const char *string) {
  ntk_text text = {0};
  ntk_text_wrap(&text, string, 2, 2, 80);
  printf("%s\n  %s", label, text.failed ? "(out of memory)\n" : text.data);
  ntk_text_clear(&text);
}

static void layer(const json_t *claim, const char *name) { paragraph(name, ntk_json_string(json_object_get(claim, name), "text")); }

static void whole(const json_t *claim) {
  const json_t *hypotheses = json_object_get(claim, "hypotheses");
  printf("%s: %s\n%s\n", ntk_json_string(claim, "id"), ntk_json_string(claim, "title"), ntk_json_string(claim, "section"));
  paragraph("in words", ntk_json_string(claim, "words"));
  paragraph("statement", ntk_json_string(claim, "latex"));
  if (json_is_true(json_object_get(claim, "remark"))) {
    paragraph("remark: nothing is checked", ntk_json_string(claim, "reason"));
    return;
  }
  for (size_t i = 0; i < json_array_size(hypotheses); i++) paragraph("hypothesis", json_string_value(json_array_get(hypotheses, i)));
  layer(claim, "theorem");
  layer(claim, "program");
  layer(claim, "run");
  layer(claim, "sample");
  paragraph("control", ntk_json_string(claim, "control"));
}

/* The claims of the words, or all. */
static ntk_status chosen(const json_t *ledger, const ntk_options *options, json_t *out, ntk_error *err) {
  for (size_t i = 0; i < options->word_count; i++) {
    json_t *claim = ntk_ledger_find(ledger, options->words[i]);
    if (claim == NULL) return ntk_fail(err, NTK_EUSAGE, "expected ids that `ntkcheck claims` lists, found '%.200s'", options->words[i]);
    json_array_append(out, claim);
  }
  if (options->word_count == 0) json_array_extend(out, (json_t *)ledger);
  return NTK_OK;
}

static ntk_status run(const ntk_options *options, int *exit_status, ntk_error *err) {
  json_t *ledger, *list = json_array(), *out = json_object();
  *exit_status = 0;
  ntk_status status = ntk_ledger_load(&ledger, err);
  if (status == NTK_OK) status = chosen(ledger, options, list, err);
  json_object_set(out, "claims", list);
  if (status == NTK_OK && ntk_given(options, NTK_OPTION_JSON)) status = ntk_json_write(out, NULL, err);
  else if (status == NTK_OK)
    for (size_t i = 0; i < json_array_size(list); i++) {
      if (options->word_count == 0) one_line(json_array_get(list, i));
      else {
        if (i > 0) putchar('\n');
        whole(json_array_get(list, i));
      }
    }
  json_decref(list);
  json_decref(out);
  json_decref(ledger);
  return status;
}

const ntk_subcommand ntk_subcommand_claims = {
    "claims", NTK_COMMAND_CLAIMS, "ntkcheck claims [ID...] [options]",
    "the ledger of claims. With ids: each with its statement in words and LaTeX, hypotheses, how each layer deals with it, its control.", run};
