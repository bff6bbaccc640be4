/* The trajectory as a table for people and plots. */
#include <math.h>
#include <stdio.h>

#include "data/output.h"
#include "flow/recorder.h"

/* printf may write -nan; a table has one word for it. */
/*@ requires valid: \valid(file) && \valid_read(after);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void write_number(FILE *file, double x, const char *after) {
  if (isnan(x)) fprintf(file, "nan%s", after);
  else fprintf(file, "%.17g%s", x, after);
}

/*@ requires valid: \valid(file) && \valid_read(s);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void write_row(FILE *file, const ntk_sample *s) {
  write_number(file, s->t, ",");
  write_number(file, s->R, ",");
  write_number(file, s->residual, ",");
  write_number(file, s->drift, ",");
  write_number(file, s->path, ",");
  write_number(file, s->lambda_min, ",");
  write_number(file, s->lambda_max, "\n");
}

ntk_status ntk_trajectory_write(const ntk_trajectory *tr, const char *path, ntk_error *err) {
  ntk_output out;
  const ntk_status status = ntk_output_open(&out, path, err);
  if (status != NTK_OK) return status;
  fputs("t,R,residual,drift,path,lambda_min,lambda_max\n", out.file);
  /*@ loop invariant range: 0 <= i <= tr->count;
      loop assigns i;
      loop variant tr->count - i; */
  for (size_t i = 0; i < tr->count; i++) write_row(out.file, &tr->sample[i]);
  return ntk_output_commit(&out, err);
}
