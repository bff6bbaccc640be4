// header: src/flow/stepper-call.h
// source: src/flow/stepper-call.c
// linked: src/flow/length.c
// watched ntk_stepper_prepare
// watched ntk_stepper_step
// clause ntk_stepper_begin.called: \result == 0 ==> s->state == ntk_pointer
// clause ntk_stepper_step.called: close_entries(w_next)
// clause ntk_stepper_step.error: close(\result.error)
// clause ntk_stepper_length.called: close(\result)
enum { N = 3, p = 2 };
static double room[32], *const in = room + 2, *const out = room + 16;
static double state;
static ntk_map map;
static ntk_problem problem;
static ntk_stepper stepper;
static void *alloc(const ntk_problem *of, double tolerance) { return ntk_pointer = of == &problem && tolerance > 0.5 ? &state : (void *)0; }
static ntk_status status(void) {
  static const ntk_status all[] = {NTK_OK, NTK_ENUMERIC, NTK_ENOMEM, NTK_EINTERNAL};
  return all[ntk_below(4)];
}
static ntk_status prepare(void *of, const double *w, const double *r, const double *g) { (void)of, (void)w, (void)r, (void)g; return ntk_below(5) ? status() : NTK_EUSAGE; }
static ntk_step_result step(void *of, const double *w, double h, double *w_next) {
  for (size_t i = 0; i < p; i++) w_next[i] = w[i] + h * *(const double *)of;
  ntk_step_result result = {0};
  result.error = h;
  result.status = status();
  return result;
}
static double length(void *of, double h, double speed_next) { return *(const double *)of + h * speed_next; }
static void end(void *of) { *(double *)of = 0.0; }
static ntk_stepper_type type;
static void begin(void) {
  for (size_t i = 0; i < 32; i++) room[i] = ntk_uniform(-1.0, 1.0);
  state = ntk_uniform(1.0, 2.0);
  map.N = N, map.p = p, map.context = room;
  problem.map = &map, problem.y = in + 8, problem.w0 = in + 10, problem.alpha = 1.0;
  type.alloc = alloc, type.prepare = prepare, type.step = step, type.length = length, type.free = end;
  stepper.type = &type, stepper.problem = &problem, stepper.state = &state;
  ntk_forget();
  ntk_watch(room, 16);
  ntk_watch(out + p, 16 - p);
}
static void drive_ntk_stepper_begin(void) { begin(); stepper.state = (void *)0; CALL(ntk_stepper_begin)(&stepper, ntk_uniform(0.0, 1.0)); }
static void drive_ntk_stepper_prepare(void) { begin(); CALL(ntk_stepper_prepare)(&stepper, in, in + 2, in + 5); }
static void drive_ntk_stepper_step(void) {
  begin();
  const double h = ntk_uniform(0.1, 1.0);
  ntk_entries = p;
  for (size_t i = 0; i < p; i++) ntk_oracles[i] = in[i] + h * state, ntk_tolerances[i] = 1e-12;
  ntk_oracle = h;
  ntk_tolerance = 1e-12;
  CALL(ntk_stepper_step)(&stepper, in, h, out);
}
static void drive_ntk_stepper_length(void) {
  begin();
  const double h = ntk_uniform(0.1, 1.0), speed = ntk_uniform(0.1, 1.0);
  if (ntk_below(2)) type.length = (void *)0;
  ntk_oracle = type.length ? state + h * speed : h * speed;
  ntk_tolerance = 1e-12;
  CALL(ntk_stepper_length)(&stepper, h, speed, speed);
}
static void drive_ntk_stepper_end(void) { begin(); if (ntk_below(4) == 0) stepper.state = (void *)0; CALL(ntk_stepper_end)(&stepper); }
