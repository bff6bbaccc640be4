/* The report: one JSON object, from which every writer and the exit status work. */
#ifndef NTK_REPORT_BUILD_H
#define NTK_REPORT_BUILD_H

#include "check/result.h"
#include "core/alloc.h"
#include "core/error.h"
#include "report/layer.h"

typedef struct {
  json_t *settings;          /* what was checked, nothing of the machine; borrowed */
  const char *command;       /* the command without --claims and --inits, for replays */
  size_t inits;
  int replay_inits;          /* 0: the initialisations are given weights, --inits has no place in a replay */
  const char *const *ids;    /* the claims asked for; NULL: all of the ledger, remarks included */
  size_t id_count;
  unsigned layers;           /* those asked for, a mask of ntk_layer */
  const char *folder;        /* where theorems.json and prove.json may lie */
} ntk_report_request;

#include "../../spec/acsl/report.h"

/* *report := {"tool", "settings", "layers", "answer", "summary", "assumed", "claims"}; *series := {id: curves}. The caller's references.
   NTK_ENOMEM; NTK_EINTERNAL (ledger). */
/*@ requires valid: request_valid(request) && results_valid(results, count) && \valid(report) && \valid(series) && (err == \null || \valid(err));
    requires apart: \separated(report, series) && \separated(report, request) && \separated(series, request) && \separated(report, results + (0 .. count - 1)) && \separated(series, results + (0 .. count - 1));
    terminates \true;
    exits \false;
    assigns *report, *series, err->status, err->text[0 .. 1023], ntk_alloc_countdown;
    ensures valid: json(*report) && json(*series);
    ensures status: \result \in {NTK_OK, NTK_EINTERNAL, NTK_ENOMEM};
    ensures none: \result != NTK_OK ==> *report == \null && *series == \null; */
ntk_status ntk_report_build(const ntk_report_request *request, size_t count, const ntk_result *results, json_t **report, json_t **series, ntk_error *err);

/* 1: an asked-for layer is refuted, or a control held; 2: an asked-for layer is undecided or a hypothesis fails; 0: all holds. */
/*@ requires valid: json(report);
    terminates \true;
    exits \false;
    assigns \result \from report;
    ensures status: \result \in {0, 1, 2}; */
int ntk_report_exit(const json_t *report);

#endif
