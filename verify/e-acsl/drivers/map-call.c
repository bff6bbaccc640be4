// header: src/model/map-call.h
// source: src/model/map-call.c
// watched ntk_map_at
// watched ntk_map_value
// watched ntk_map_jvp
// watched ntk_map_vjp
// watched ntk_map_kernel
// clause ntk_map_value.called: close_entries(f)
// clause ntk_map_jvp.called: close_entries(Jv)
// clause ntk_map_vjp.called: close_entries(JTu)
// clause ntk_map_kernel.called: close_entries(K)
// clause ntk_map_at.called: close(ntk_seen)
// Each method of this map writes numbers that tell it from the others, and returns every status in turn.
enum { N = 3, p = 2 };
static double room[32], *const in = room + 2, *const out = room + 16;
static ntk_status status(void) {
  static const ntk_status all[] = {NTK_OK, NTK_ENUMERIC, NTK_ENOMEM, NTK_EINTERNAL};
  return all[ntk_below(4)];
}
static void mark(void *context, double *x, size_t n, double with) {
  for (size_t i = 0; i < n; i++) x[i] = *(const double *)context + with;
}
static double reached;
static double point(void) { return reached; }
static ntk_status at(void *context, const double *w) { return reached = *(const double *)context + w[1], status(); }
static void value(void *context, double *f) { mark(context, f, N, 1.0); }
static void jvp(void *context, const double *v, double *Jv) { mark(context, Jv, N, v[0]); }
static void vjp(void *context, const double *u, double *JTu) { mark(context, JTu, p, u[2]); }
static ntk_status kernel(void *context, double *K) { return mark(context, K, N * N, 4.0), status(); }
static ntk_map map;
static double context;
static void begin(size_t out_size, double with) {
  for (size_t i = 0; i < 32; i++) room[i] = ntk_uniform(-1.0, 1.0);
  context = ntk_uniform(1.0, 2.0);
  map.N = N, map.p = p, map.context = &context, map.at = at, map.value = value, map.jvp = jvp, map.vjp = vjp, map.kernel = kernel;
  ntk_entries = out_size;
  for (size_t i = 0; i < out_size; i++) ntk_oracles[i] = context + with, ntk_tolerances[i] = 1e-12;
  ntk_forget();
  ntk_watch(room, 16);
  ntk_watch(out + out_size, 16 - out_size);
}
static void drive_ntk_map_at(void) {
  begin(0, 0.0);
  ntk_oracle = context + in[1];
  ntk_tolerance = 1e-12;
  ntk_measure = point;
  CALL(ntk_map_at)(&map, in);
}
static void drive_ntk_map_value(void) { begin(N, 1.0); CALL(ntk_map_value)(&map, out); }
static void drive_ntk_map_jvp(void) { begin(N, 0.0); for (size_t i = 0; i < N; i++) ntk_oracles[i] += in[0]; CALL(ntk_map_jvp)(&map, in, out); }
static void drive_ntk_map_vjp(void) { begin(p, 0.0); for (size_t i = 0; i < p; i++) ntk_oracles[i] += in[2]; CALL(ntk_map_vjp)(&map, in, out); }
static void drive_ntk_map_kernel(void) { begin(N * N, 4.0); CALL(ntk_map_kernel)(&map, out); }
