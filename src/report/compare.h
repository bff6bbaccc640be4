/* Two reports: what became worse. */
#ifndef NTK_REPORT_COMPARE_H
#define NTK_REPORT_COMPARE_H

#include <jansson.h>
#include "core/error.h"

/* *out := {"worse": [{"id", "what", "old", "new"}], "better": [...], "changed": [...], "same_settings": bool}. Worse: a layer's verdict fell
   (proved > held > undecided, hypothesis-fails, not-applicable > refuted), a control holds that did not, a claim is gone,
   fewer tries stand behind `held`. Changed: other verdicts of one rank. NTK_EDATA when a report lacks its claims (name: its file). */
/*@ requires valid: \valid(out) && json(old_report) && json(new_report) && \valid_read(old_name) && \valid_read(new_name) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns *out, err->status, err->text[0 .. 1023], \result \from old_report, new_report;
    ensures valid: json(*out);
    ensures status: \result \in {NTK_OK, NTK_EDATA, NTK_ENOMEM};
    ensures none: \result != NTK_OK ==> *out == \null; */
ntk_status ntk_compare(json_t **out, const json_t *old_report, const char *old_name, const json_t *new_report, const char *new_name, ntk_error *err);

#endif
