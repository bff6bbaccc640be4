/* What studies share: sizes, targets, progress. */
#ifndef NTK_CHECK_STUDY_H
#define NTK_CHECK_STUDY_H

#include <limits.h>
#include <math.h>

#include "check/check.h"
#include "kernel/ntk.h"

/* Targets as N = n k doubles, example-major; owned by the caller; NULL when memory is out. */
/*@ requires valid: dataset_valid(data);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result \from data, ntk_alloc_countdown;
    ensures valid: \result != \null ==> \valid(\result + (0 .. data->y->size1 * data->y->size2 - 1));
    ensures fits: \result != \null ==> data->y->size1 * data->y->size2 * sizeof(double) <= SIZE_MAX; */
double *ntk_study_targets(const ntk_dataset *data);

/* How many initialisations a study of moderate cost uses: at most `most` (ten times that when thorough), at most setting->inits; 1 with given weights. */
/*@ requires valid: \valid_read(setting);
    requires few: most <= 1000000;
    terminates \true;
    exits \false;
    assigns \result \from *setting, most;
    ensures given: setting->theta != \null ==> \result == 1;
    ensures inits: setting->theta == \null ==> \result == \min(setting->inits, (setting->thorough != 0 ? 10 * most : most)); */
size_t ntk_study_inits(const ntk_setting *setting, size_t most);

/* The first rows of the setting's data, at most `most`; owned by the caller; NULL when memory is out. */
/*@ requires valid: setting_valid(setting) && 0 < most;
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result \from setting, most, ntk_alloc_countdown;
    ensures valid: \result != \null ==> dataset_valid(\result);
    ensures rows: \result != \null ==> \result->x->size1 == \min(setting->data->x->size1, most) &&
                  \result->x->size2 == setting->data->x->size2 && \result->y->size2 == setting->data->y->size2;
    ensures integers: \result != \null ==> \result->x->tda <= INT_MAX && \result->x->size1 <= INT_MAX; */
ntk_dataset *ntk_study_rows(const ntk_setting *setting, size_t most);

/*@ // no hidden layer below l is wider than m
    predicate hidden_at_most{L}(ntk_arch *a, integer l, integer m) = 0 <= m <= INT_MAX && \forall integer j; 1 <= j < l ==> a->width[j] <= m;

    logic real rounding_of(real C, integer depth, integer m, integer d) = C * (real)depth * (real)(m + d) * 0x1p-52;

    // the least of p, or 1 where none is less
    predicate family_least{L}(double *p, integer m, real least) = least <= 1.0 && (\forall integer i; 0 <= i < m ==> least <= p[i]) &&
      (least == 1.0 || \exists integer i; 0 <= i < m && p[i] == least);

    logic real family_value(integer m, real least) = \min(1.0, (real)m * least); */

/* C L (m + d) eps with the given C: the relative rounding of a pass through the network (m: the widest hidden layer). */
/*@ requires valid: \valid_read(arch) && arch_ok(*arch);
    terminates \true;
    exits \false;
    assigns \result \from *arch, C;
    ensures rounding: \exists integer m; hidden_at_most(arch, arch->depth, m) && \result == rounding_of(C, arch->depth, m, arch->width[0]); */
double ntk_pass_rounding(const ntk_arch *arch, double C);

/* The study cannot be made on these data: sample and control say why, with the same verdict. */
/*@ requires valid: result_valid(result) && \valid_read(format);
    terminates \true;
    exits \false;
    assigns result->control.verdict, result->control.reason[0 .. 511], result->sample, result->held, result->tried;
    ensures control: result->control.verdict == verdict;
    ensures counts: result->held <= result->tried;
    ensures sample: \old(result->tried) == 0 ==> result->sample.verdict == folded(verdict); */
void ntk_study_decline(ntk_result *result, ntk_verdict verdict, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Whether K(w0) of initialisation 0 on the rows is singular to working accuracy: then *singular = 1 and the study is declined (hypothesis-fails). */
/*@ requires valid: setting_valid(setting) && dataset_valid(rows) && rows->x->tda <= INT_MAX && \valid(singular) && result_valid(result) &&
                    (err == \null || \valid(err));
    requires apart: \separated(singular, result, err, setting, rows);
    terminates \true;
    exits \false;
    assigns *singular, result->control.verdict, result->control.reason[0 .. 511], result->sample, result->held, result->tried, *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_EUSAGE || \result == NTK_ENUMERIC || \result == NTK_EINTERNAL;
    ensures counts: result->held <= result->tried;
    ensures declined: \result == NTK_OK && *singular != 0 ==> result->control.verdict == NTK_HYPOTHESIS_FAILS;
    ensures regular: \result == NTK_OK && *singular == 0 ==> result->tried == \old(result->tried) && result->held == \old(result->held); */
ntk_status ntk_study_singular(const ntk_setting *setting, const ntk_dataset *rows, int *singular, ntk_result *result, ntk_error *err);

/* Keeps a control's outcome; one that held (which is the alarm) is never overwritten. */
/*@ requires valid: \valid(result) && \valid_read(outcome);
    requires apart: \separated(&result->control, outcome);
    terminates \true;
    exits \false;
    assigns result->control;
    ensures alarm: \old(result->control.verdict) == NTK_HELD ==> result->control.verdict == NTK_HELD;
    ensures kept: \old(result->control.verdict) != NTK_HELD ==> result->control.verdict == \old(outcome->verdict); */
void ntk_study_control(ntk_result *result, const ntk_outcome *outcome);

/* The p-value of a family of m tests: min(1, m min p) (Bonferroni: Holm's first step); NAN when one is NAN. */
/*@ requires valid: \valid_read(p + (0 .. m - 1));
    terminates \true;
    exits \false;
    assigns \result \from m, p[0 .. m - 1];
    ensures family: \result == NAN || \exists real least; family_least(p, m, least) && \result == family_value(m, least); */
double ntk_study_family(size_t m, const double *p);

/*@ requires valid: \valid_read(setting) && \valid_read(id);
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_study_progress(const ntk_setting *setting, const char *id, double fraction);

#endif
