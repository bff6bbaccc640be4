/* JSON from and to files. */
#include "report/json.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "data/output.h"

ntk_status ntk_json_load(json_t **out, const char *path, ntk_error *err) {
  json_error_t why;
  *out = NULL;
  FILE *file = fopen(path, "rb");
  if (file == NULL) return ntk_fail(err, NTK_ENOINPUT, "%s: %s", path, strerror(errno));
  json_t *value = json_loadf(file, JSON_REJECT_DUPLICATES, &why);
  fclose(file);
  if (value == NULL) return ntk_fail(err, NTK_EDATA, "%s:%d: expected JSON, found: %s", path, why.line, why.text);
  if (!json_is_object(value)) {
    json_decref(value);
    return ntk_fail(err, NTK_EDATA, "%s:1: expected a JSON object, found another value", path);
  }
  *out = value;
  return NTK_OK;
}

#define FLAGS (JSON_INDENT(1) | JSON_REAL_PRECISION(17))

/*@ requires valid: json(value) && \valid(file);
    terminates \true;
    exits \false;
    assigns \result \from value, file;
    ensures boolean: \result == 0 || \result == 1; */
static int dump(const json_t *value, FILE *file) { return json_dumpf(value, file, FLAGS) == 0 && fputc('\n', file) != EOF; }

ntk_status ntk_json_write(const json_t *value, const char *path, ntk_error *err) {
  if (value == NULL) return ntk_fail(err, NTK_ENOMEM, "out of memory while writing JSON");
  if (path == NULL) {
    if (!dump(value, stdout) || fflush(stdout) != 0) return ntk_fail(err, NTK_EWRITE, "standard output: %s", strerror(errno));
    return NTK_OK;
  }
  ntk_output output;
  ntk_status status = ntk_output_open(&output, path, err);
  if (status != NTK_OK) return status;
  if (!dump(value, output.file)) {
    ntk_output_discard(&output);
    return ntk_fail(err, NTK_EWRITE, "%s: %s", path, strerror(errno));
  }
  return ntk_output_commit(&output, err);
}
