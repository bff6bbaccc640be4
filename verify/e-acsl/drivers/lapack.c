// header: src/kernel/lapack.h
// Symmetric matrices up to 6 x 6; the solver's are shifted so that most, not all, are positive definite. The residual of a solution is met
// within 10 n eps ||a||_1 max|x|: LAPACK's Cholesky is backward stable.
// test dsyevd_.ascending: *info == 0 && *lwork != -1 ==> \forall integer i; 0 < i < *n ==> w[i - 1] <= w[i]
// test dsyevd_.asked: *lwork == -1 ==> close_entries(a)
// test dposv_.solved: *info == 0 ==> close(ntk_seen)
static double room[512];
static int iroom[128];
static int n, lwork, liwork, info, one = 1;
static double *const a = room + 8, *const w = room + 60, *const work = room + 80;

static void symmetric(double shift) {
  n = 1 + (int)ntk_below(6);
  for (int i = 0; i < 512; i++) room[i] = ntk_uniform(-1.0, 1.0);
  for (int i = 0; i < n; i++)
    for (int j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] + (i == j ? shift : 0.0);
}
// watched dsyevd_
static void drive_dsyevd_(void) {
  symmetric(0.0);
  const int asks = ntk_below(4) == 0;
  lwork = asks ? -1 : 1 + 6 * n + 2 * n * n;
  liwork = asks ? -1 : 3 + 5 * n;
  ntk_entries = asks ? (size_t)(n * n) : 0;
  for (int i = 0; i < n * n; i++) ntk_oracles[i] = a[i], ntk_tolerances[i] = 1e-300;
  ntk_forget();
  ntk_watch(room, 8);
  ntk_watch(a + n * n, (size_t)(52 - n * n));
  ntk_watch(w + n, (size_t)(20 - n));
  CALL(dsyevd_)(ntk_below(2) ? "V" : "N", ntk_below(2) ? "U" : "L", &n, a, &n, w, work, &lwork, iroom, &liwork, &info, 1, 1);
}

static double kept[64], right[8];
static double *const b = room + 60;
/* max_i |sum_j a_ij x_j - b_i| / (n eps ||a||_1 max|x|) */
static double residual(void) {
  double worst = 0.0, norm = 1e-300, largest = 1e-300;
  for (int i = 0; i < n; i++) {
    long double sum = -(long double)right[i];
    double row = 0.0;
    for (int j = 0; j < n; j++) {
      sum += (long double)kept[i * n + j] * b[j];
      row += kept[i * n + j] < 0.0 ? -kept[i * n + j] : kept[i * n + j];
    }
    if (sum < 0.0L) sum = -sum;
    if (sum > worst) worst = (double)sum;
    if (row > norm) norm = row;
    if (b[i] > largest) largest = b[i];
    if (-b[i] > largest) largest = -b[i];
  }
  return worst / (n * 2.3e-16 * norm * largest);
}
// watched dposv_
static void drive_dposv_(void) {
  symmetric(ntk_below(8) ? 4.0 : 0.5);
  for (int i = 0; i < n * n; i++) kept[i] = a[i];
  for (int i = 0; i < n; i++) right[i] = b[i];
  ntk_measure = residual;
  ntk_oracle = 0.0;
  ntk_tolerance = 10.0;
  ntk_forget();
  ntk_watch(room, 8);
  ntk_watch(a + n * n, (size_t)(52 - n * n));
  ntk_watch(b + n, (size_t)(100 - n));
  CALL(dposv_)(ntk_below(2) ? "U" : "L", &n, &one, a, &n, b, &n, &info, 1);
}
