/* Calls through a check's own functions: nothing else stands in call.c, since proofs cannot follow an open set of function pointers.
   The contracts are assumed there; each check's functions are proved against contracts of the same shape in their own files. */
#ifndef NTK_CHECK_CALL_H
#define NTK_CHECK_CALL_H

#include "check/trial.h"
#include "check/widths.h"

/* check->measure */
/*@ requires valid: \valid_read(check) && check->measure != \null && trial_valid(trial) && \valid(out);
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
void ntk_check_measure(const ntk_check *check, const ntk_trial *trial, ntk_outcome *out);

/* check->control */
/*@ requires valid: \valid_read(check) && check->control != \null && trial_valid(trial) && \valid(out) && \valid(what + (0 .. 255));
    requires apart: outcome_apart(out, trial);
    terminates \true;
    exits \false;
    assigns *out, what[0 .. 255], ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
void ntk_check_control(const ntk_check *check, const ntk_trial *trial, ntk_outcome *out, char what[256]);

/* check->facts */
/*@ requires valid: \valid_read(check) && check->facts != \null && trial_valid(trial) && result_valid(result);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX]; */
void ntk_check_facts(const ntk_check *check, const ntk_trial *trial, ntk_result *result);

/* check->study */
/*@ requires valid: \valid_read(check) && check->study != \null && setting_valid(setting) && result_valid(result) && (err == \null || \valid(err));
    requires apart: \separated(result, setting, err) && result_apart(result, setting);
    terminates \true;
    exits \false;
    assigns result->sample, result->held, result->tried, result->control, result->control_what[0 .. 255], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result);
    ensures counts: result->held <= result->tried; */
ntk_status ntk_check_study(const ntk_check *check, const ntk_setting *setting, ntk_result *result, ntk_error *err);

/* setting->progress, if there is one */
/*@ requires valid: \valid_read(setting) && \valid_read(what);
    terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_setting_progress(const ntk_setting *setting, const char *what, double fraction);

/* measure; value: count numbers */
/*@ requires valid: measure != \null && setting_valid(setting) && net_valid(net) && dataset_valid(rows) && \valid(value + (0 .. count - 1)) && (err == \null || \valid(err));
    terminates \true;
    exits \false;
    assigns value[0 .. count - 1], *err, ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX];
    ensures status: study_status(\result); */
ntk_status ntk_width_measured(ntk_width_measure measure, const ntk_setting *setting, const ntk_net *net, const ntk_dataset *rows, void *context, size_t count, double *value, ntk_error *err);

#endif
