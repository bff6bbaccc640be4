/* The report's files in a folder. */
#ifndef NTK_REPORT_WRITE_H
#define NTK_REPORT_WRITE_H

#include <jansson.h>
#include "core/error.h"
#include "report/text.h"

#include "../../spec/acsl/heap.h"

/* Writes text to path through a temporary. NTK_EWRITE; NTK_ENOMEM when the text failed. */
/*@ requires valid: text_readable(text) && \valid_read(path) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, err->status, err->text[0 .. 1023], ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EWRITE, NTK_ENOMEM}; */
ntk_status ntk_text_write(const ntk_text *text, const char *path, ntk_error *err);

/* Writes report.json, plots.json (the curves), report.html, report.xml into folder, which exists: each is whole or as it was. */
/*@ requires valid: json(report) && json(series) && \valid_read(folder) && \valid(err);
    terminates \true;
    exits \false;
    assigns *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result \in {NTK_OK, NTK_EUSAGE, NTK_EINTERNAL, NTK_EWRITE, NTK_ENOMEM}; */
ntk_status ntk_report_write(const json_t *report, const json_t *series, const char *folder, ntk_error *err);

/* path := folder/name (4096 bytes); NTK_EUSAGE when it does not fit. */
/*@ requires valid: \valid(path + (0 .. 4095)) && \valid_read(folder) && \valid_read(name) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns path[0 .. 4095], err->status, err->text[0 .. 1023], \result \from folder, name;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE; */
ntk_status ntk_report_path(char path[4096], const char *folder, const char *name, ntk_error *err);

#endif
