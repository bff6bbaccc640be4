/* The trajectory as a table for people and plots. */
#include <math.h>
#include <stdio.h>

#include "data/output.h"
#include "flow/recorder.h"

/* printf may write -nan; a table has one word for it. */
static void write_number(FILE *file, double x, const char *after) {
  if (isnan(x)) fprintf(file, "nan%s", after);
  else fprintf(file, "%.17g%s", x, after);
}

ntk_status ntk_trajectory_write(const ntk_trajectory *tr, const char *path, ntk_error *err) {
  ntk_output out;
  const ntk_status status = ntk_output_open(&out, path, err);
  if (status != NTK_OK) return status;
  fputs("t,R,residual,drift,path,lambda_min,lambda_max\n", out.file);
  for (size_t i = 0; i < tr->count; i++) {
    const ntk_sample *s = &tr->sample[i];
    write_number(out.file, s->t, ",");
    write_number(out.file, s->R, ",");
    write_number(out.file, s->residual, ",");
    write_number(out.file, s->drift, ",");
    write_number(out.file, s->path, ",");
    write_number(out.file, s->lambda_min, ",");
    write_number(out.file, s->lambda_max, "\n");
  }
  return ntk_output_commit(&out, err);
}
