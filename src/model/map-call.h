/* The methods of a map, as functions: the one place where they are called through pointers. What a map does inside its context is its
   own; seen from outside a call changes nothing but what it hands out. Each map proves its methods in its own file against contracts of
   this shape; that they are what the pointers lead to is assumed (verify/README.md). */
#ifndef NTK_MODEL_MAP_CALL_H
#define NTK_MODEL_MAP_CALL_H

#include "model/map.h"

/* Moves to the point w (p). NTK_ENUMERIC when f(w) is not finite. */
/*@ requires valid: \valid_read(map) && \valid_read(w + (0 .. map->p - 1));
    terminates \true;
    exits \false;
    assigns \result \from *map, w[0 .. map->p - 1];
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC || \result == NTK_ENOMEM || \result == NTK_EINTERNAL; */
ntk_status ntk_map_at(const ntk_map *map, const double *w);

/* f (N) := f(w) */
/*@ requires valid: \valid_read(map) && \valid(f + (0 .. map->N - 1));
    terminates \true;
    exits \false;
    assigns f[0 .. map->N - 1] \from *map; */
void ntk_map_value(const ntk_map *map, double *f);

/* Jv (N) := J v, v: p */
/*@ requires valid: \valid_read(map) && \valid_read(v + (0 .. map->p - 1)) && \valid(Jv + (0 .. map->N - 1));
    requires apart: \separated(v + (0 .. map->p - 1), Jv + (0 .. map->N - 1));
    terminates \true;
    exits \false;
    assigns Jv[0 .. map->N - 1] \from *map, v[0 .. map->p - 1]; */
void ntk_map_jvp(const ntk_map *map, const double *v, double *Jv);

/* JTu (p) := J^T u, u: N */
/*@ requires valid: \valid_read(map) && \valid_read(u + (0 .. map->N - 1)) && \valid(JTu + (0 .. map->p - 1));
    requires apart: \separated(u + (0 .. map->N - 1), JTu + (0 .. map->p - 1));
    terminates \true;
    exits \false;
    assigns JTu[0 .. map->p - 1] \from *map, u[0 .. map->N - 1]; */
void ntk_map_vjp(const ntk_map *map, const double *u, double *JTu);

/* K (N x N row-major, both triangles) := J J^T */
/*@ requires valid: \valid_read(map) && \valid(K + (0 .. map->N * map->N - 1));
    terminates \true;
    exits \false;
    assigns K[0 .. map->N * map->N - 1], \result \from *map;
    ensures status: \result == NTK_OK || \result == NTK_ENUMERIC || \result == NTK_ENOMEM || \result == NTK_EINTERNAL; */
ntk_status ntk_map_kernel(const ntk_map *map, double *K);

#endif
