/* The empirical neural tangent kernel K = J J^T (theory, notation; claim ntk-kernel). */
#ifndef NTK_KERNEL_NTK_H
#define NTK_KERNEL_NTK_H

#include "model/map.h"
#include "model/mlp.h"

/* K (N x N, N = n k, example-major, both triangles, exactly symmetric) at the current point, layer-wise:
   K = sum_l <delta_l, delta_l'> (s_l^2 <h_{l-1}, h_{l-1}'> + c_b^2) over the trained layers. J is never formed: the work is
   O(N^2 sum of widths) flops in BLAS 3, the memory N (N + 2 max width) + n^2 doubles. Each entry is within C L (max width + d) eps
   sqrt(K_ii K_jj) of J J^T's, C = 1 in the tests (seen: 0.21). NTK_ENOMEM (also when N is beyond BLAS's 32-bit sizes); NTK_ENUMERIC: an entry is
   not finite; NTK_EINTERNAL: BLAS refused. */
ntk_status ntk_kernel(ntk_mlp *mlp, double *K);

/* Rectangular block between the batches of two mlps of one architecture at the same parameters: (n_a k) x (n_b k).
   NTK_EUSAGE when architectures or parameters differ; else as ntk_kernel. */
ntk_status ntk_kernel_cross(ntk_mlp *a, ntk_mlp *b, double *K);

/* J (N x p row-major), explicitly, by N backward passes of the whole batch: the tests' oracle, on purpose by another way than K.
   NTK_ENOMEM, NTK_ENUMERIC. */
ntk_status ntk_jacobian(ntk_mlp *mlp, double *J);

/* The network as a differentiable map over its trained parameters (mlp borrowed). NULL when memory is out. */
ntk_map *ntk_mlp_map(ntk_mlp *mlp);
void ntk_mlp_map_free(ntk_map *map);

#endif
