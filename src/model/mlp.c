/* The workspace of a network on a batch: who owns which matrix, and what is subtracted from the output. */
#include "model/mlp.h"

#include <limits.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/vec.h"
#include "model/init.h"
#include "model/layer.h"

/*@ requires some: 1 <= rows && 1 <= cols;
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result \from rows, cols, ntk_alloc_countdown;
    ensures full: \result != \null ==> matrix_full(\result, rows, cols); */
static gsl_matrix *matrix_new(size_t rows, size_t cols) {
  gsl_matrix *m = ntk_calloc(1, 1, sizeof *m);
  double *data = m == NULL ? NULL : ntk_doubles(rows, cols);
  if (data == NULL) {
    free(m);
    return NULL;
  }
  //@ ghost heap_own(m);
  *m = gsl_matrix_view_array(data, rows, cols).matrix;
  return m;
}

/*@ requires valid: m == \null || \valid_read(m);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void matrix_free(gsl_matrix *m) {
  if (m != NULL) free(m->data);
  free(m);
}

/*@ requires valid: table_readable(m, first, end);
    terminates \true;
    exits \false;
    assigns \nothing; */
static void matrices_free(gsl_matrix **m, size_t first, size_t end) {
  if (m == NULL) return;
  /*@ loop invariant range: first <= l && (l <= end || l == first);
      loop assigns l;
      loop variant end - l; */
  for (size_t l = first; l < end; l++) matrix_free(m[l]);
  free(m);
}

/* An array of `end` matrices, of which first..end-1 are n x m_l; NULL when memory is out. */
static gsl_matrix **matrices_new(const ntk_arch *arch, size_t n, size_t first, size_t end) {
  gsl_matrix **m = ntk_calloc(end, 1, sizeof *m);
  if (m == NULL) return NULL;
  for (size_t l = first; l < end; l++)
    if ((m[l] = matrix_new(n, arch->width[l])) == NULL) {
      matrices_free(m, first, end);
      return NULL;
    }
  return m;
}

void ntk_mlp_free(ntk_mlp *mlp) {
  if (mlp == NULL) return;
  const size_t L = mlp->arch.depth;
  free(mlp->theta);
  matrices_free(mlp->H, 1, L); /* H[0] is the caller's x */
  matrices_free(mlp->D, 1, L);
  matrices_free(mlp->scratch, 0, L + 1);
  matrix_free(mlp->f);
  matrix_free(mlp->f0);
  free(mlp);
}

static int fill_workspace(ntk_mlp *mlp) {
  const ntk_arch *arch = &mlp->arch;
  const size_t L = arch->depth, k = arch->width[L], n = mlp->n;
  mlp->theta = ntk_doubles(ntk_arch_params(arch), 1);
  mlp->H = matrices_new(arch, n, 1, L);
  mlp->D = matrices_new(arch, n, 1, L);
  mlp->scratch = matrices_new(arch, n, 0, L + 1);
  mlp->f = matrix_new(n, k);
  mlp->f0 = matrix_new(n, k);
  if (mlp->theta == NULL || mlp->H == NULL || mlp->D == NULL || mlp->scratch == NULL || mlp->f == NULL || mlp->f0 == NULL) return 0;
  mlp->H[0] = (gsl_matrix *)mlp->x; /* only ever read: layers 1..L-1 are written */
  return 1;
}

/*@ requires valid: \valid_read(arch) && arch_ok(*arch) && \valid_read(theta0 + (0 .. arch_params(*arch) - 1));
    terminates \true;
    exits \false;
    assigns \result \from *arch, theta0[0 .. arch_params(*arch) - 1];
    ensures centred: arch->init == NTK_INIT_CENTRED ==> \result != 0;
    ensures plain: arch->init == NTK_INIT_PLAIN ==> \result == 0; */
static int subtracts_start(const ntk_arch *arch, const double *theta0) {
  return arch->init == NTK_INIT_CENTRED || (arch->init == NTK_INIT_ANTISYMMETRIC && ntk_is_antisymmetric(arch, theta0));
}

/*@ requires valid: \valid_read(arch) && matrix_readable(x) && (err == \null || (\valid(err) && \separated(err, arch)));
    requires activation: arch->activation == \null || activation_known(arch->activation);
    terminates \true;
    exits \false;
    assigns err->status, err->text[0 .. 1023], \result;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE;
    ensures fits: \result == NTK_OK ==> arch_ok(*arch) && x->size2 == arch->width[0] && 1 <= x->size1 <= INT_MAX; */
static ntk_status check_inputs(const ntk_arch *arch, const gsl_matrix *x, ntk_error *err) {
  const ntk_status status = ntk_arch_check(arch, err);
  if (status != NTK_OK) return status;
  if (x->size2 != arch->width[0])
    return ntk_fail(err, NTK_EUSAGE, "inputs: the network expects %zu columns, the data have %zu", arch->width[0], x->size2);
  if (x->size1 < 1 || x->size1 > INT_MAX) return ntk_fail(err, NTK_EUSAGE, "inputs: expected 1 to %d rows, found %zu", INT_MAX, x->size1);
  return NTK_OK;
}

ntk_mlp *ntk_mlp_alloc(const ntk_arch *arch, const gsl_matrix *x, const double *theta0, ntk_error *err) {
  if (check_inputs(arch, x, err) != NTK_OK) return NULL;
  ntk_mlp *mlp = ntk_calloc(1, 1, sizeof *mlp);
  if (mlp != NULL) {
    mlp->arch = *arch;
    mlp->n = x->size1;
    mlp->x = x;
  }
  if (mlp == NULL || !fill_workspace(mlp)) {
    ntk_fail(err, NTK_ENOMEM, "network of %zu parameters on %zu rows: out of memory", ntk_arch_params(arch), x->size1);
    ntk_mlp_free(mlp);
    return NULL;
  }
  ntk_copy(ntk_arch_params(arch), theta0, mlp->theta);
  ntk_mlp_forward_from(mlp, 1);
  if (!ntk_all_finite(x->size1 * mlp->f->size2, mlp->f->data)) {
    ntk_fail(err, NTK_ENUMERIC, "the network's output at its first point is not finite");
    ntk_mlp_free(mlp);
    return NULL;
  }
  if (subtracts_start(arch, theta0)) ntk_copy(x->size1 * mlp->f->size2, mlp->f->data, mlp->f0->data);
  return mlp;
}
