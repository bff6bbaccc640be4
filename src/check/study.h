/* What studies share: sizes, targets, progress. */
#ifndef NTK_CHECK_STUDY_H
#define NTK_CHECK_STUDY_H

#include "check/check.h"
#include "kernel/ntk.h"

/* Targets as N = n k doubles, example-major; owned by the caller; NULL when memory is out. */
double *ntk_study_targets(const ntk_dataset *data);

/* How many initialisations a study of moderate cost uses: at most `most` (ten times that when thorough), at most setting->inits; 1 with given weights. */
size_t ntk_study_inits(const ntk_setting *setting, size_t most);

/* The first rows of the setting's data, at most `most`; owned by the caller; NULL when memory is out. */
ntk_dataset *ntk_study_rows(const ntk_setting *setting, size_t most);

/* C L (m + d) eps with the given C: the relative rounding of a pass through the network (m: the widest hidden layer). */
double ntk_pass_rounding(const ntk_arch *arch, double C);

/* The study cannot be made on these data: sample and control say why, with the same verdict. */
void ntk_study_decline(ntk_result *result, ntk_verdict verdict, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Whether K(w0) of initialisation 0 on the rows is singular to working accuracy: then *singular = 1 and the study is declined (hypothesis-fails). */
ntk_status ntk_study_singular(const ntk_setting *setting, const ntk_dataset *rows, int *singular, ntk_result *result, ntk_error *err);

/* Keeps a control's outcome; one that held (which is the alarm) is never overwritten. */
void ntk_study_control(ntk_result *result, const ntk_outcome *outcome);

/* The p-value of a family of m tests: min(1, m min p) (Bonferroni: Holm's first step); NAN when one is NAN. */
double ntk_study_family(size_t m, const double *p);

void ntk_study_progress(const ntk_setting *setting, const char *id, double fraction);

#endif
