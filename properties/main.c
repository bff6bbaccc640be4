/* ntk-properties: the claims as properties of random cases. */
#include <getopt.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <unistd.h>
#include "all.h"
#include "engine.h"

/* The cases run in parallel: one BLAS thread each. OpenBLAS has no header that agrees with gsl_cblas.h. */
void openblas_set_num_threads(int threads);

static const char help[] =
    "usage: ntk-properties [--seed S] [--cases N] [--only ID] [--max-seconds T] [--failures FILE] [--threads N]\n"
    "       ntk-properties --replay 'ID [control] key=value ...'\n"
    "       ntk-properties --list\n"
    "Every claim as a property of random cases: it must hold on each, its control must fail.\n"
    "  --seed S         seed of the cases (1)\n"
    "  --cases N        cases per property, and of its control (each property's own numbers)\n"
    "  --only ID        one property\n"
    "  --max-seconds T  per property; one that is not through by then fails (no limit)\n"
    "  --failures FILE  failures are kept here, one line each, and replayed first (reports/out/property-failures.txt; '' for none)\n"
    "  --threads N      cases run at the same time (all cores); the answers do not depend on it\n"
    "  --replay LINE    run one case again\n"
    "  --list           ids, statements, how the control breaks the hypothesis\n"
    "Exit status: 0 all passed, 1 one failed, 64 usage, 65 a bad file of failures, 70 out of memory, 74 cannot write.\n";

static int usage(const char *text, const char *value) {
  fprintf(stderr, "ntk-properties: %s'%s'\n", text, value);
  return 64;
}

static int number(const char *text, double least, double most, double *value) {
  char *end;
  *value = strtod(text, &end);
  return end != text && *end == '\0' && *value >= least && *value <= most;
}

static int list(void) {
  for (size_t i = 0; ntk_properties[i] != NULL; i++)
    printf("%-18s %s\n%-18s control: %s\n", ntk_properties[i]->id, ntk_properties[i]->statement, "", ntk_properties[i]->control_what);
  return 0;
}

static int finish(ntk_status status, int failed, const ntk_error *err) {
  if (status == NTK_OK) return failed ? 1 : 0;
  fprintf(stderr, "ntk-properties: %s\n", err->text);
  return ntk_status_exit(status);
}

int main(int argc, char **argv) {
  static const struct option options[] = {
      {"seed", 1, NULL, 's'},    {"cases", 1, NULL, 'c'},  {"only", 1, NULL, 'o'}, {"max-seconds", 1, NULL, 'm'}, {"failures", 1, NULL, 'f'},
      {"threads", 1, NULL, 't'}, {"replay", 1, NULL, 'r'}, {"list", 0, NULL, 'l'}, {"help", 0, NULL, 'h'},        {NULL, 0, NULL, 0}};
  ntk_engine_options engine = {
      .seed = 1, .failures = "reports/out/property-failures.txt", .out = stdout, .progress = isatty(STDERR_FILENO) ? stderr : NULL};
  const char *replay = NULL;
  ntk_error err = {.text = ""};
  double value;
  int failed = 0;
  gsl_set_error_handler_off();
  openblas_set_num_threads(1);
  for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) switch (option) {
      case 's':
        if (!number(optarg, 0, 9007199254740992.0, &value) || value != floor(value)) return usage("--seed: expected a whole number, found ", optarg);
        engine.seed = (uint64_t)value;
        break;
      case 'c':
        if (!number(optarg, 1, 1e6, &value) || value != floor(value)) return usage("--cases: expected 1 to 1000000, found ", optarg);
        engine.cases = (size_t)value;
        break;
      case 't':
        if (!number(optarg, 1, 1024, &value) || value != floor(value)) return usage("--threads: expected 1 to 1024, found ", optarg);
        engine.threads = (int)value;
        break;
      case 'm':
        if (!number(optarg, 1e-3, 1e9, &value)) return usage("--max-seconds: expected a positive number, found ", optarg);
        engine.max_seconds = value;
        break;
      case 'o': engine.only = optarg; break;
      case 'f': engine.failures = optarg[0] ? optarg : NULL; break;
      case 'r': replay = optarg; break;
      case 'l': return list();
      case 'h': fputs(help, stdout); return 0;
      default: fputs(help, stderr); return 64;
    }
  if (optind < argc) return usage("unexpected argument ", argv[optind]);
  if (replay != NULL) return finish(ntk_engine_replay(ntk_properties, replay, stdout, &failed, &err), failed, &err);
  ntk_engine_summary summary = {0};
  const ntk_status status = ntk_engine_run(ntk_properties, &engine, &summary, &err);
  return finish(status, summary.failed > 0, &err);
}
