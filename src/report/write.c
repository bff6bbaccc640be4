#include "report/write.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "data/output.h"
#include "report/html.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/ledger.h"

ntk_status ntk_report_path(char path[4096], const char *folder, const char *name, ntk_error *err) {
  const int size = snprintf(path, 4096, "%s/%s", folder, name);
  return size > 0 && size < 4096 ? NTK_OK : ntk_fail(err, NTK_EUSAGE, "--out: expected a path of at most 4000 bytes, found a longer one");
}

ntk_status ntk_text_write(const ntk_text *text, const char *path, ntk_error *err) {
  ntk_output output;
  if (text->failed) return ntk_fail(err, NTK_ENOMEM, "%s: out of memory", path);
  const ntk_status status = ntk_output_open(&output, path, err);
  if (status != NTK_OK) return status;
  if (text->size > 0 && fwrite(ntk_text_string(text), 1, text->size, output.file) != text->size) {
    ntk_output_discard(&output);
    return ntk_fail(err, NTK_EWRITE, "%s: %s", path, strerror(errno));
  }
  return ntk_output_commit(&output, err);
}

/*@ requires valid: json(value) && \valid_read(folder) && \valid_read(name) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EWRITE, NTK_ENOMEM}; */
static ntk_status write_json(const json_t *value, const char *folder, const char *name, ntk_error *err) {
  char path[4096];
  const ntk_status status = ntk_report_path(path, folder, name, err);
  return status == NTK_OK ? ntk_json_write(value, path, err) : status;
}

/*@ requires valid: text_readable(text) && \valid_read(folder) && \valid_read(name) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EWRITE, NTK_ENOMEM}; */
static ntk_status write_text(const ntk_text *text, const char *folder, const char *name, ntk_error *err) {
  char path[4096];
  const ntk_status status = ntk_report_path(path, folder, name, err);
  return status == NTK_OK ? ntk_text_write(text, path, err) : status;
}

/*@ requires valid: json(report) && json(series) && text_readable(html) && text_readable(xml) && \valid_read(folder) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EWRITE, NTK_ENOMEM}; */
static ntk_status write_all(const json_t *report, const json_t *series, const ntk_text *html, const ntk_text *xml, const char *folder, ntk_error *err) {
  ntk_status status = write_json(report, folder, "report.json", err);
  if (status == NTK_OK) status = write_json(series, folder, "plots.json", err);
  if (status == NTK_OK) status = write_text(html, folder, "report.html", err);
  if (status == NTK_OK) status = write_text(xml, folder, "report.xml", err);
  return status;
}

ntk_status ntk_report_write(const json_t *report, const json_t *series, const char *folder, ntk_error *err) {
  json_t *ledger;
  ntk_text html, xml;
  ntk_status status = ntk_ledger_load(&ledger, err);
  if (status != NTK_OK) return status;
  ntk_text_start(&html);
  ntk_text_start(&xml);
  status = ntk_html(&html, report, series, ledger, err);
  if (status == NTK_OK) ntk_junit(&xml, report);
  if (status == NTK_OK) status = write_all(report, series, &html, &xml, folder, err);
  ntk_text_clear(&html);
  ntk_text_clear(&xml);
  json_decref(ledger);
  return status;
}
