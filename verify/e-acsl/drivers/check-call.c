// header: src/check/call.h
// source: src/check/call.c
// clause ntk_check_measure.called: close(out->value)
// clause ntk_check_control.called: close(out->value) && what[0] == 'c'
// clause ntk_check_facts.called: close(result->failure_bound)
// clause ntk_check_study.called: close(result->failure_bound)
// clause ntk_setting_progress.called: close(ntk_seen)
// clause ntk_width_measured.called: close_entries(value)
// untested ntk_check_measure.requires0: a whole trial, of which the call hands on the address alone
// untested ntk_check_measure.requires1: the same
// untested ntk_check_control.requires0: the same
// untested ntk_check_control.requires1: the same
// untested ntk_check_facts.requires0: the same
// untested ntk_check_study.requires0: the same, of a setting
// untested ntk_check_study.requires1: the same
// untested ntk_width_measured.requires0: the same
static double mark, told;
static ntk_trial trial;
static ntk_setting setting;
static ntk_result result;
static ntk_outcome outcome;
static ntk_error err;
static char what[256];
static void measure(const ntk_trial *of, ntk_outcome *out) { out->value = of->r0_norm + 1.0; }
static void control(const ntk_trial *of, ntk_outcome *out, char text[256]) { out->value = of->r0_norm + 2.0, text[0] = 'c'; }
static void facts(const ntk_trial *of, ntk_result *to) { to->failure_bound = of->r0_norm + 3.0; }
static ntk_status status(void) {
  static const ntk_status all[] = {NTK_OK, NTK_ENOMEM, NTK_EUSAGE, NTK_EDATA, NTK_ENUMERIC, NTK_EINTERNAL};
  return all[ntk_below(6)];
}
static ntk_status study(const ntk_setting *of, ntk_result *to, ntk_error *error) {
  to->held = ntk_below(5), to->tried = to->held + ntk_below(5);
  to->failure_bound = of->alpha + 4.0;
  error->status = NTK_OK;
  return status();
}
static void progress(void *context, const char *text, double fraction) { told = *(const double *)context + fraction + (text == what); }
static ntk_status widths(const ntk_setting *of, const ntk_net *net, const ntk_dataset *rows, void *context, double *value, ntk_error *error) {
  (void)net, (void)rows, (void)error;
  for (size_t i = 0; i < 3; i++) value[i] = of->alpha + *(const double *)context;
  return status();
}
static double what_was_told(void) { return told; }
static ntk_check check;
static void begin(double with) {
  mark = ntk_uniform(1.0, 2.0);
  trial.r0_norm = mark, setting.alpha = mark, setting.progress = progress, setting.progress_context = &mark;
  check.measure = measure, check.control = control, check.facts = facts, check.study = study;
  what[0] = ' ';
  ntk_oracle = mark + with;
  ntk_tolerance = 1e-12;
  ntk_measure = what_was_told;
}
static void drive_ntk_check_measure(void) { begin(1.0); CALL(ntk_check_measure)(&check, &trial, &outcome); }
static void drive_ntk_check_control(void) { begin(2.0); CALL(ntk_check_control)(&check, &trial, &outcome, what); }
static void drive_ntk_check_facts(void) { begin(3.0); CALL(ntk_check_facts)(&check, &trial, &result); }
static void drive_ntk_check_study(void) { begin(4.0); CALL(ntk_check_study)(&check, &setting, &result, &err); }
static void drive_ntk_setting_progress(void) { begin(1.25); CALL(ntk_setting_progress)(&setting, what, 0.25); }
static void drive_ntk_width_measured(void) {
  static ntk_net net;
  static ntk_dataset rows;
  static double value[3];
  begin(0.0);
  ntk_entries = 3;
  for (size_t i = 0; i < 3; i++) ntk_oracles[i] = 2.0 * mark, ntk_tolerances[i] = 1e-12;
  CALL(ntk_width_measured)(widths, &setting, &net, &rows, &mark, 3, value, &err);
}
