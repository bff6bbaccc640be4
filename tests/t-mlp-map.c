/* The network as a map: products with J and J^T against the kernel; moving. */
#include <math.h>
#include <string.h>

#include "core/vec.h"
#include "kernel/ntk.h"
#include "ntk-fixture.h"

/* K v = J (J^T v) through the map: the i-th entry within (C L (m + d) + N) eps sqrt(K_ii) sum_j sqrt(K_jj) |v_j|. */
static void products(void) {
  for (size_t i = 0; i < RANDOM_NET_CASES; i++) {
    const ntk_arch arch = random_net_arch(i);
    fixture it = fixture_new(&arch, 6, i);
    ntk_map *map = ntk_mlp_map(it.mlp);
    CU_ASSERT_FATAL(map != NULL && map->N == it.N && map->p == it.p);
    double *K = ntk_doubles(it.N, it.N), *v = ntk_doubles(it.N, 1), *u = ntk_doubles(it.p, 1), *JJv = ntk_doubles(it.N, 1);
    double size = 0.0;
    CU_ASSERT_EQUAL(map->kernel(map->context, K), NTK_OK);
    for (size_t j = 0; j < it.N; j++) {
      v[j] = cos((double)(j + 1));
      size += sqrt(K[j * (it.N + 1)]) * fabs(v[j]);
    }
    map->vjp(map->context, v, u);
    map->jvp(map->context, u, JJv);
    for (size_t j = 0; j < it.N; j++)
      NTK_NEAR(ntk_dot(it.N, K + j * it.N, v), JJv[j], (it.rounding + (double)it.N * DBL_EPSILON) * sqrt(K[j * (it.N + 1)]) * size);
    free(K), free(v), free(u), free(JJv);
    ntk_mlp_map_free(map);
    fixture_clear(&it);
  }
}

/* The map moves the network and reads its output. */
static void map_moves(void) {
  const ntk_arch arch = random_net_arch(1);
  fixture it = fixture_new(&arch, 4, 0);
  ntk_map *map = ntk_mlp_map(it.mlp);
  double *w = ntk_doubles(it.p, 1), *f = ntk_doubles(it.N, 1), *g = ntk_doubles(it.N, 1);
  for (size_t j = 0; j < it.p; j++) w[j] = sin((double)j);
  CU_ASSERT_EQUAL(map->at(map->context, w), NTK_OK);
  map->value(map->context, f);
  CU_ASSERT_EQUAL(ntk_mlp_forward(it.mlp, w), NTK_OK);
  ntk_mlp_output(it.mlp, g);
  CU_ASSERT(memcmp(f, g, it.N * sizeof *f) == 0 && ntk_norm(it.N, f) > 0.0);
  w[0] = NAN;
  CU_ASSERT_EQUAL(map->at(map->context, w), NTK_ENUMERIC);
  free(w), free(f), free(g);
  ntk_mlp_map_free(map);
  fixture_clear(&it);
}
static void out_of_memory(void) {
  const ntk_arch arch = random_net_arch(0);
  fixture it = fixture_new(&arch, 3, 0);
  ntk_alloc_fail_at(1);
  CU_ASSERT_PTR_NULL(ntk_mlp_map(it.mlp));
  fixture_clear(&it);
}

NTK_TESTS("mlp-map", {"K v = J (J^T v)", products}, {"the map moves the network", map_moves}, {"its allocation may fail", out_of_memory})
