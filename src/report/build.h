/* The report: one JSON object, from which every writer and the exit status work. */
#ifndef NTK_REPORT_BUILD_H
#define NTK_REPORT_BUILD_H

#include "check/result.h"
#include "core/error.h"

typedef enum { NTK_LAYER_THEOREM = 1, NTK_LAYER_PROGRAM = 2, NTK_LAYER_RUN = 4, NTK_LAYER_SAMPLE = 8 } ntk_layer;
#define NTK_LAYERS 4
extern const char *const ntk_layer_name[NTK_LAYERS]; /* "theorem", "program", "run", "sample": bit i of the mask */

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

/* *report := {"tool", "settings", "layers", "answer", "summary", "assumed", "claims"}; *series := {id: curves}. The caller's references.
   NTK_ENOMEM; NTK_EINTERNAL (ledger). */
ntk_status ntk_report_build(const ntk_report_request *request, size_t count, const ntk_result *results, json_t **report, json_t **series, ntk_error *err);

/* 1: an asked-for layer is refuted, or a control held; 2: an asked-for layer is undecided or a hypothesis fails; 0: all holds. */
int ntk_report_exit(const json_t *report);

#endif
