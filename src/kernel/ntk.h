/* The empirical neural tangent kernel K = J J^T (theory, notation; claim ntk-kernel). */
#ifndef NTK_KERNEL_NTK_H
#define NTK_KERNEL_NTK_H

#include "model/map.h"
#include "model/mlp.h"

#include "../../spec/acsl/heap.h"
#include "../../spec/acsl/kernel-sums.h"

/* K (N x N, N = n k, example-major, both triangles, exactly symmetric) at the current point, layer-wise:
   K = sum_l <delta_l, delta_l'> (s_l^2 <h_{l-1}, h_{l-1}'> + c_b^2) over the trained layers. J is never formed: the work is
   O(N^2 sum of widths) flops in BLAS 3, the memory N (N + 2 max width) + n^2 doubles. Each entry is within C L (max width + d) eps
   sqrt(K_ii K_jj) of J J^T's, C = 1 in the tests (seen: 0.21). NTK_ENOMEM (also when N is beyond BLAS's 32-bit sizes); NTK_ENUMERIC: an entry is
   not finite; NTK_EINTERNAL: BLAS refused. */
/*@ requires valid: mlp_valid(mlp) && \valid(K + (0 .. mlp_outputs(mlp) * mlp_outputs(mlp) - 1));
    requires size: mlp_outputs(mlp) * mlp_outputs(mlp) <= SIZE_MAX;
    requires apart: kernel_outside(mlp, K, mlp_outputs(mlp) * mlp_outputs(mlp));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], K[0 .. mlp_outputs(mlp) * mlp_outputs(mlp) - 1], \result;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_ENUMERIC || \result == NTK_EINTERNAL;
    ensures symmetric: \result == NTK_OK ==> symmetric(K, mlp_outputs(mlp)); */
ntk_status ntk_kernel(ntk_mlp *mlp, double *K);

/* Rectangular block between the batches of two mlps of one architecture at the same parameters: (n_a k) x (n_b k).
   NTK_EUSAGE when architectures or parameters differ; else as ntk_kernel. */
/*@ requires valid: mlp_valid(a) && mlp_valid(b) && \valid(K + (0 .. mlp_outputs(a) * mlp_outputs(b) - 1));
    requires size: mlp_outputs(a) * mlp_outputs(b) <= SIZE_MAX;
    requires apart: kernel_outside(a, K, mlp_outputs(a) * mlp_outputs(b)) && kernel_outside(b, K, mlp_outputs(a) * mlp_outputs(b));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], K[0 .. mlp_outputs(a) * mlp_outputs(b) - 1], \result;
    ensures status: \result == NTK_OK || \result == NTK_EUSAGE || \result == NTK_ENOMEM || \result == NTK_ENUMERIC || \result == NTK_EINTERNAL; */
ntk_status ntk_kernel_cross(ntk_mlp *a, ntk_mlp *b, double *K);

/* J (N x p row-major), explicitly, by N backward passes of the whole batch: the tests' oracle, on purpose by another way than K.
   NTK_ENOMEM, NTK_ENUMERIC. */
/*@ requires valid: mlp_valid(mlp) && \valid(J + (0 .. mlp_outputs(mlp) * trained_count(mlp->arch) - 1));
    requires size: mlp_outputs(mlp) * trained_count(mlp->arch) <= SIZE_MAX;
    requires apart: kernel_outside(mlp, J, mlp_outputs(mlp) * trained_count(mlp->arch));
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], J[0 .. mlp_outputs(mlp) * trained_count(mlp->arch) - 1], { mlp->scratch[l]->data[i] | integer l, i; 0 <= l <= mlp->arch.depth && 0 <= i < mlp_cells(mlp, l) }, \result;
    ensures status: \result == NTK_OK || \result == NTK_ENOMEM || \result == NTK_ENUMERIC; */
ntk_status ntk_jacobian(ntk_mlp *mlp, double *J);

/* The network as a differentiable map over its trained parameters (mlp borrowed). NULL when memory is out. */
/*@ requires valid: mlp_valid(mlp);
    terminates \true;
    exits \false;
    assigns ntk_alloc_countdown, ntk_heap[0 .. SIZE_MAX], \result \from mlp, *mlp, ntk_alloc_countdown;
    ensures map: \result != \null ==> \valid(\result) && \result->p == trained_count(mlp->arch) && \result->N == mlp_outputs(mlp) && \result->context == mlp; */
ntk_map *ntk_mlp_map(ntk_mlp *mlp);
/*@ terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_mlp_map_free(ntk_map *map);

#endif
