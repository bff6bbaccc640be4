/* A progress bar on standard error, on a terminal only. */
#ifndef NTK_CLI_PROGRESS_H
#define NTK_CLI_PROGRESS_H

typedef struct { int shown, last; } ntk_progress;

/* quiet, or no terminal: nothing will be shown. */
/*@ requires valid: \valid(progress);
    terminates \true;
    exits \false;
    assigns *progress;
    ensures range: -1 <= progress->last <= 100; */
void ntk_progress_start(ntk_progress *progress, int quiet);
/* fraction in [0, 1] of what; fits ntk_setting.progress. */
/*@ requires valid: \valid((ntk_progress *)progress) && \valid_read(what);
    terminates \true;
    exits \false;
    assigns ((ntk_progress *)progress)->last; */
void ntk_progress_show(void *progress, const char *what, double fraction);
/* The same for a single task, as ntk_flow_options wants it. */
/*@ requires valid: \valid((ntk_progress *)progress);
    terminates \true;
    exits \false;
    assigns ((ntk_progress *)progress)->last; */
void ntk_progress_training(void *progress, double fraction);
/* Clears the line. */
/*@ requires valid: \valid(progress);
    terminates \true;
    exits \false;
    assigns progress->shown; */
void ntk_progress_end(ntk_progress *progress);

#endif
