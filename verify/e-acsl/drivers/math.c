// header: math.h
// libm: a value over the reals is met within the stated number of ulps (glibc 2.36 documents 1 ulp and less for these on x86-64, 2 for tanh
// and sinh), plus half an ulp for the oracle's own rounding to double.
// test sqrt.value: close(\result)
// test exp.value: close(\result)
// test expm1.value: close(\result)
// test log.value: close(\result)
// test log1p.value: close(\result)
// test pow.value: close(\result)
// test tanh.value: close(\result)
// test sinh.value: close(\result)
// test atan2.angle: close(\result)
// test copysign.magnitude: \result == x || \result == 0.0 - x
// test hypot.value: close(\result)
// test fma.value: close(\result)
// test fabs.value: (x < 0.0 ==> \result == 0.0 - x) && (0.0 <= x ==> \result == x)

static double scaled(void) { return ntk_uniform(-1.0, 1.0) * (ntk_below(2) ? 20.0 : 1e-3); }
static void expect(const char *f, double ulps, double x, double y, double z) {
  ntk_oracle = ntk_oracle_of(f, x, y, z);
  ntk_tolerance = (ulps + 0.5) * ntk_ulp(ntk_oracle);
}

static void drive_sqrt(void) { const double x = ntk_uniform(0.0, 1.0) * (ntk_below(2) ? 1e12 : 1e-12); expect("sqrt", 0.5, x, 0.0, 0.0); CALL(sqrt)(x); }
static void drive_exp(void) { const double x = scaled(); expect("exp", 1.0, x, 0.0, 0.0); CALL(exp)(x); }
static void drive_expm1(void) { const double x = scaled(); expect("expm1", 1.0, x, 0.0, 0.0); CALL(expm1)(x); }
static void drive_log(void) { const double x = ntk_uniform(1e-6, 1.0) * (ntk_below(2) ? 1e9 : 1.0); expect("log", 1.0, x, 0.0, 0.0); CALL(log)(x); }
static void drive_log1p(void) { const double x = ntk_uniform(-0.999, 5.0); expect("log1p", 1.0, x, 0.0, 0.0); CALL(log1p)(x); }
static void drive_pow(void) { const double x = ntk_uniform(1e-3, 50.0), y = ntk_uniform(-8.0, 8.0); expect("pow", 1.0, x, y, 0.0); CALL(pow)(x, y); }
static void drive_tanh(void) { const double x = scaled(); expect("tanh", 2.0, x, 0.0, 0.0); CALL(tanh)(x); }
static void drive_sinh(void) { const double x = scaled(); expect("sinh", 2.0, x, 0.0, 0.0); CALL(sinh)(x); }
static void drive_erf(void) { CALL(erf)(scaled()); }
static void drive_erfc(void) { CALL(erfc)(scaled()); }
static void drive_atan2(void) { const double y = scaled(), x = scaled(); expect("atan2", 1.0, y, x, 0.0); CALL(atan2)(y, x); }
static void drive_copysign(void) { CALL(copysign)(scaled(), scaled()); }
static void drive_hypot(void) { const double x = scaled(), y = scaled(); expect("hypot", 1.0, x, y, 0.0); CALL(hypot)(x, y); }
static void drive_fma(void) { const double x = scaled(), y = scaled(), z = scaled(); expect("fma", 0.5, x, y, z); CALL(fma)(x, y, z); }
static void drive_fabs(void) { CALL(fabs)(scaled()); }
static void drive_fmax(void) { CALL(fmax)(scaled(), scaled()); }
static void drive_fmin(void) { CALL(fmin)(scaled(), scaled()); }
static void drive_fmod(void) { CALL(fmod)(ntk_uniform(0.0, 100.0), ntk_uniform(0.1, 7.0)); }
static void drive_floor(void) { CALL(floor)(scaled()); }
static void drive_ceil(void) { CALL(ceil)(scaled()); }
static void drive_ntk_isfinite(void) {
  const size_t kind = ntk_below(3);
  ntk_oracle = kind == 2 ? 1.0 : 0.0;
  CALL(ntk_isfinite)(kind == 0 ? ntk_infinity : kind == 1 ? ntk_nan : scaled());
}
// test ntk_isfinite.value: \result != 0 <==> ntk_oracle == 1.0
static double any_number(void) {
  const size_t kind = ntk_below(8);
  ntk_oracle = kind < 3 ? 0.0 : 1.0;
  return kind == 0 ? ntk_infinity : kind == 1 ? -ntk_infinity : kind == 2 ? ntk_nan : kind == 3 ? 1e308 * ntk_uniform(-1.0, 1.0) : scaled();
}
// finite(x), which E-ACSL cannot read, is the oracle: 1.0
// test ntk_isnan.number: ntk_oracle == 1.0 ==> \result == 0
// test ntk_isinf.number: ntk_oracle == 1.0 ==> \result == 0
static void drive_ntk_isnan(void) { CALL(ntk_isnan)(any_number()); }
static void drive_ntk_isinf(void) { CALL(ntk_isinf)(any_number()); }
