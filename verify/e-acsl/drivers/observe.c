// header: src/flow/observe.h
// source: src/flow/observe.c
// watched ntk_show_sample
// clause ntk_show_sample.called: how->observer != \null ==> close(ntk_seen)
// clause ntk_show_progress.called: close(ntk_seen)
enum { N = 3, p = 2 };
static double room[16], told;
static ntk_map map;
static ntk_problem problem;
static ntk_status observer(void *context, const ntk_sample *s, const double *w, const double *r) {
  told = *(const double *)context + s->t + w[1] + r[2];
  return ntk_below(2) ? NTK_OK : NTK_EUSAGE;
}
static void progress(void *context, double fraction) { told = *(const double *)context + fraction; }
static double what_was_told(void) { return told; }
static void begin(void) {
  for (size_t i = 0; i < 16; i++) room[i] = ntk_uniform(1.0, 2.0);
  map.N = N, map.p = p, map.context = room;
  problem.map = &map, problem.y = room + 8, problem.w0 = room + 11, problem.alpha = 1.0;
  ntk_measure = what_was_told;
  ntk_tolerance = 1e-12;
}
static void drive_ntk_show_sample(void) {
  begin();
  ntk_sample sample = {0};
  sample.t = room[0];
  ntk_recording how = {0};
  how.context = room + 1;
  how.observer = ntk_below(3) ? observer : (ntk_observer)0;
  ntk_oracle = room[1] + room[0] + room[3] + room[6];
  ntk_forget();
  ntk_watch(room, 16);
  CALL(ntk_show_sample)(&how, &problem, &sample, room + 2, room + 4);
}
static void drive_ntk_show_progress(void) {
  begin();
  ntk_oracle = room[0] + room[1];
  CALL(ntk_show_progress)(progress, room, room[1]);
}
