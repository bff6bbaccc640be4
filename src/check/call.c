#include "check/call.h"

void ntk_check_measure(const ntk_check *check, const ntk_trial *trial, ntk_outcome *out) { check->measure(trial, out); }

void ntk_check_control(const ntk_check *check, const ntk_trial *trial, ntk_outcome *out, char what[256]) { check->control(trial, out, what); }

void ntk_check_facts(const ntk_check *check, const ntk_trial *trial, ntk_result *result) { check->facts(trial, result); }

ntk_status ntk_check_study(const ntk_check *check, const ntk_setting *setting, ntk_result *result, ntk_error *err) { return check->study(setting, result, err); }

void ntk_setting_progress(const ntk_setting *setting, const char *what, double fraction) {
  if (setting->progress != NULL) setting->progress(setting->progress_context, what, fraction);
}

ntk_status ntk_width_measured(ntk_width_measure measure, const ntk_setting *setting, const ntk_net *net, const ntk_dataset *rows, void *context, size_t count, double *value, ntk_error *err) {
  (void)count;
  return measure(setting, net, rows, context, value, err);
}
