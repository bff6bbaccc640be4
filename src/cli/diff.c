/* ntkcheck diff: two reports, what became worse. */
#include "cli/command.h"
#include "report/compare.h"
#include "report/json.h"
#include "report/words.h"

/*@ requires valid: json(out) && \valid_read(key);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void list(const json_t *out, const char *key) {
  const json_t *notes = json_object_get(out, key);
  const size_t size = json_array_size(notes);
  /*@ loop invariant range: 0 <= i <= size;
      loop assigns i;
      loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    const json_t *note = json_array_get(notes, i);
    printf("%s: %s: %s: %s -> %s\n", key, ntk_json_string(note, "id"), ntk_json_string(note, "what"), ntk_json_string(note, "old"), ntk_json_string(note, "new"));
  }
}

/*@ requires valid: \valid_read(options) && json(out);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void print(const ntk_options *options, const json_t *out) {
  list(out, "worse");
  list(out, "better");
  list(out, "changed");
  printf("%zu worse, %zu better, %zu changed\n", json_array_size(json_object_get(out, "worse")), json_array_size(json_object_get(out, "better")),
         json_array_size(json_object_get(out, "changed")));
  if (!json_is_true(json_object_get(out, "same_settings")) && !ntk_given(options, NTK_OPTION_QUIET)) fputs("note: the settings differ\n", stderr);
}

/*@ requires valid: options_valid(options) && \valid(exit_status) && \valid(err);
    requires apart: \separated(options, exit_status, err);
    terminates \true;
    exits \false;
    assigns *exit_status, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: 0 <= \result < NTK_STATUS_COUNT;
    ensures exit: \result == NTK_OK ==> *exit_status \in {0, 1, 2}; */
static ntk_status run(const ntk_options *options, int *exit_status, ntk_error *err) {
  json_t *was = NULL, *is = NULL, *out = NULL;
  if (options->word_count != 2) return ntk_fail(err, NTK_EUSAGE, "expected two reports, OLD.json NEW.json, found %zu", options->word_count);
  ntk_status status = ntk_json_load(&was, ntk_words_at(options->words, options->word_count, 0), err);
  if (status == NTK_OK) status = ntk_json_load(&is, ntk_words_at(options->words, options->word_count, 1), err);
  if (status == NTK_OK) status = ntk_compare(&out, was, ntk_words_at(options->words, options->word_count, 0), is, ntk_words_at(options->words, options->word_count, 1), err);
  if (status == NTK_OK) {
    *exit_status = json_array_size(json_object_get(out, "worse")) > 0;
    if (ntk_given(options, NTK_OPTION_JSON)) status = ntk_json_write(out, NULL, err);
    else print(options, out);
  }
  json_decref(was);
  json_decref(is);
  json_decref(out);
  return status;
}

const ntk_subcommand ntk_subcommand_diff = {
    "diff", NTK_COMMAND_DIFF, "ntkcheck diff OLD.json NEW.json [options]",
    "two reports: what became worse. Ends with 1 when something did.", run};
