/* The report's files in a folder. */
#ifndef NTK_REPORT_WRITE_H
#define NTK_REPORT_WRITE_H

#include <jansson.h>
#include "core/error.h"
#include "report/text.h"

/* Writes text to path through a temporary. NTK_EWRITE; NTK_ENOMEM when the text failed. */
ntk_status ntk_text_write(const ntk_text *text, const char *path, ntk_error *err);

/* Writes report.json, plots.json (the curves), report.html, report.xml into folder, which exists: each is whole or as it was. */
ntk_status ntk_report_write(const json_t *report, const json_t *series, const char *folder, ntk_error *err);

/* path := folder/name (4096 bytes); NTK_EUSAGE when it does not fit. */
ntk_status ntk_report_path(char path[4096], const char *folder, const char *name, ntk_error *err);

#endif
