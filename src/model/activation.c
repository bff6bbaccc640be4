/* Activations. Derivatives and their suprema: theory B4; where each supremum is attained stands beside it.
   NaN goes through every value, so that a broken pass shows in its output. */
#include "model/activation.h"

#include <math.h>
#include <string.h>

#include "model/activation-call.h"

#include "../../spec/acsl/sums.h"

#define TWO_OVER_SQRT_PI 1.1283791670955126

/*@ terminates \true;
    exits \false;
    assigns \result \from t;
    ensures value: \result == tanh_slope(t); */
static double tanh_derivative(double t) { return 1.0 - t * t; } /* t = tanh z */
/*@ terminates \true;
    exits \false;
    assigns \result \from z;
    ensures value: \result == tanh_slope(\tanh(z)); */
static double tanh_first(double z) { return tanh_derivative(tanh(z)); }
/*@ terminates \true;
    exits \false;
    assigns \result \from z;
    ensures value: \result == -2.0 * \tanh(z) * tanh_slope(\tanh(z)); */
static double tanh_second(double z) {
  const double t = tanh(z);
  return -2.0 * t * tanh_derivative(t);
}
/*@ requires valid: \valid_read(z + (0 .. n - 1)) && \valid(h + (0 .. n - 1)) && (d == \null || \valid(d + (0 .. n - 1)));
    requires in_place: h == z || \separated(h + (0 .. n - 1), z + (0 .. n - 1));
    requires apart: d == \null || (\separated(d + (0 .. n - 1), z + (0 .. n - 1)) && \separated(d + (0 .. n - 1), h + (0 .. n - 1)));
    terminates \true;
    exits \false;
    assigns h[0 .. n - 1], d[0 .. n - 1];
    ensures value: \forall integer i; 0 <= i < n ==> h[i] == \tanh(\old(z[i]));
    ensures slope: d != \null ==> \forall integer i; 0 <= i < n ==> d[i] == tanh_slope(\tanh(\old(z[i]))); */
static void tanh_apply(size_t n, const double *z, double *h, double *d) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest: \forall integer j; i <= j < n ==> z[j] == \at(z[j], Pre);
      loop invariant value: \forall integer j; 0 <= j < i ==> h[j] == \tanh(\at(z[j], Pre));
      loop invariant slope: d != \null ==> \forall integer j; 0 <= j < i ==> d[j] == tanh_slope(\tanh(\at(z[j], Pre)));
      loop assigns i, h[0 .. n - 1], d[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const double t = tanh(z[i]);
    if (d != NULL) d[i] = tanh_derivative(t);
    h[i] = t;
    //@ assert own: d != \null ==> d[i] == tanh_slope(\tanh(\at(z[\at(i, Here)], Pre)));
    //@ assert earlier: d != \null ==> same{LoopCurrent, Here}(d, i);
  }
}

/*@ terminates \true;
    exits \false;
    assigns \result \from z;
    ensures value: \result == gauss(z); */
static double erf_first(double z) { return TWO_OVER_SQRT_PI * exp(-z * z); }
/* exp(-z^2) is 0 long before z is infinite: never infinity times 0. */
/*@ terminates \true;
    exits \false;
    assigns \result \from z;
    ensures value: \result == 0.0 || \result == -2.0 * z * gauss(z); */
static double erf_second(double z) { return isinf(z) ? 0.0 : -2.0 * z * erf_first(z); }
/*@ requires valid: \valid_read(z + (0 .. n - 1)) && \valid(h + (0 .. n - 1)) && (d == \null || \valid(d + (0 .. n - 1)));
    requires in_place: h == z || \separated(h + (0 .. n - 1), z + (0 .. n - 1));
    requires apart: d == \null || (\separated(d + (0 .. n - 1), z + (0 .. n - 1)) && \separated(d + (0 .. n - 1), h + (0 .. n - 1)));
    terminates \true;
    exits \false;
    assigns h[0 .. n - 1], d[0 .. n - 1];
    ensures value: \forall integer i; 0 <= i < n ==> in_range(h[i]);
    ensures slope: d != \null ==> \forall integer i; 0 <= i < n ==> d[i] == gauss(\old(z[i])); */
static void erf_apply(size_t n, const double *z, double *h, double *d) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest: \forall integer j; i <= j < n ==> z[j] == \at(z[j], Pre);
      loop invariant value: \forall integer j; 0 <= j < i ==> in_range(h[j]);
      loop invariant slope: d != \null ==> \forall integer j; 0 <= j < i ==> d[j] == gauss(\at(z[j], Pre));
      loop assigns i, h[0 .. n - 1], d[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const double zi = z[i];
    if (d != NULL) d[i] = erf_first(zi);
    h[i] = erf(zi);
    //@ assert own: d != \null ==> d[i] == gauss(\at(z[\at(i, Here)], Pre));
    //@ assert earlier: d != \null ==> same{LoopCurrent, Here}(d, i);
  }
}

/* log(1 + e^z) = max(z, 0) + log(1 + e^-|z|): no overflow, no cancellation. e = exp(-|z|) throughout. */
/*@ requires positive: 0.0 <= e;
    terminates \true;
    exits \false;
    assigns \result \from z, e;
    ensures value: \result == softplus_of(z, e); */
static double softplus_from(double z, double e) { return fmax(z, 0.0) + log1p(e); }
/*@ requires positive: 0.0 <= e;
    terminates \true;
    exits \false;
    assigns \result \from z, e;
    ensures value: \result == sigmoid_of(z, e); */
static double sigmoid_from(double z, double e) { return (z < 0.0 ? e : 1.0) / (1.0 + e); }
/* exp(-|z|) */
/*@ terminates \true;
    exits \false;
    assigns \result \from z;
    ensures value: \result == decay_of(z);
    ensures positive: 0.0 <= \result; */
static double decay(double z) { return exp(-fabs(z)); }
/*@ terminates \true;
    exits \false;
    assigns \result \from z;
    ensures value: \result == softplus(z); */
static double softplus_value(double z) { return softplus_from(z, decay(z)); }
/*@ terminates \true;
    exits \false;
    assigns \result \from z;
    ensures value: \result == sigmoid(z); */
static double softplus_first(double z) { return sigmoid_from(z, decay(z)); }
/*@ terminates \true;
    exits \false;
    assigns \result \from z;
    ensures value: \result == decay_of(z) / ((1.0 + decay_of(z)) * (1.0 + decay_of(z))); */
static double softplus_second(double z) {
  const double e = decay(z);
  return e / ((1.0 + e) * (1.0 + e));
}
/*@ requires valid: \valid_read(z + (0 .. n - 1)) && \valid(h + (0 .. n - 1)) && (d == \null || \valid(d + (0 .. n - 1)));
    requires in_place: h == z || \separated(h + (0 .. n - 1), z + (0 .. n - 1));
    requires apart: d == \null || (\separated(d + (0 .. n - 1), z + (0 .. n - 1)) && \separated(d + (0 .. n - 1), h + (0 .. n - 1)));
    terminates \true;
    exits \false;
    assigns h[0 .. n - 1], d[0 .. n - 1];
    ensures value: \forall integer i; 0 <= i < n ==> h[i] == softplus(\old(z[i]));
    ensures slope: d != \null ==> \forall integer i; 0 <= i < n ==> d[i] == sigmoid(\old(z[i])); */
static void softplus_apply(size_t n, const double *z, double *h, double *d) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest: \forall integer j; i <= j < n ==> z[j] == \at(z[j], Pre);
      loop invariant value: \forall integer j; 0 <= j < i ==> h[j] == softplus(\at(z[j], Pre));
      loop invariant slope: d != \null ==> \forall integer j; 0 <= j < i ==> d[j] == sigmoid(\at(z[j], Pre));
      loop assigns i, h[0 .. n - 1], d[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const double zi = z[i], e = decay(zi);
    if (d != NULL) d[i] = sigmoid_from(zi, e);
    h[i] = softplus_from(zi, e);
    //@ assert own: d != \null ==> d[i] == sigmoid(\at(z[\at(i, Here)], Pre));
    //@ assert earlier: d != \null ==> same{LoopCurrent, Here}(d, i);
  }
}

/*@ terminates \true;
    exits \false;
    assigns \result \from z;
    ensures value: \result == relu(z); */
static double relu_value(double z) { return z <= 0.0 ? 0.0 : z; }
/*@ terminates \true;
    exits \false;
    assigns \result \from z;
    ensures value: \result == relu_slope(z); */
static double relu_first(double z) { return z <= 0.0 ? 0.0 : 1.0; }
/*@ terminates \true;
    exits \false;
    assigns \result \from z;
    ensures value: \result == 0.0; */
static double zero(double z) {
  (void)z;
  return 0.0;
}
/*@ requires valid: \valid_read(z + (0 .. n - 1)) && \valid(h + (0 .. n - 1)) && (d == \null || \valid(d + (0 .. n - 1)));
    requires in_place: h == z || \separated(h + (0 .. n - 1), z + (0 .. n - 1));
    requires apart: d == \null || (\separated(d + (0 .. n - 1), z + (0 .. n - 1)) && \separated(d + (0 .. n - 1), h + (0 .. n - 1)));
    terminates \true;
    exits \false;
    assigns h[0 .. n - 1], d[0 .. n - 1];
    ensures value: \forall integer i; 0 <= i < n ==> h[i] == relu(\old(z[i]));
    ensures slope: d != \null ==> \forall integer i; 0 <= i < n ==> d[i] == relu_slope(\old(z[i])); */
static void relu_apply(size_t n, const double *z, double *h, double *d) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest: \forall integer j; i <= j < n ==> z[j] == \at(z[j], Pre);
      loop invariant value: \forall integer j; 0 <= j < i ==> h[j] == relu(\at(z[j], Pre));
      loop invariant slope: d != \null ==> \forall integer j; 0 <= j < i ==> d[j] == relu_slope(\at(z[j], Pre));
      loop assigns i, h[0 .. n - 1], d[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const double zi = z[i];
    if (d != NULL) d[i] = relu_first(zi);
    h[i] = relu_value(zi);
  }
}

/*@ terminates \true;
    exits \false;
    assigns \result \from z;
    ensures value: \result == identity(z); */
static double identity_value(double z) { return z; }
/*@ terminates \true;
    exits \false;
    assigns \result \from z;
    ensures value: \result == identity_slope(z); */
static double one(double z) {
  (void)z;
  return 1.0;
}
/*@ requires valid: \valid_read(z + (0 .. n - 1)) && \valid(h + (0 .. n - 1)) && (d == \null || \valid(d + (0 .. n - 1)));
    requires in_place: h == z || \separated(h + (0 .. n - 1), z + (0 .. n - 1));
    requires apart: d == \null || (\separated(d + (0 .. n - 1), z + (0 .. n - 1)) && \separated(d + (0 .. n - 1), h + (0 .. n - 1)));
    terminates \true;
    exits \false;
    assigns h[0 .. n - 1], d[0 .. n - 1];
    ensures value: \forall integer i; 0 <= i < n ==> h[i] == identity(\old(z[i]));
    ensures slope: d != \null ==> \forall integer i; 0 <= i < n ==> d[i] == identity_slope(\old(z[i])); */
static void identity_apply(size_t n, const double *z, double *h, double *d) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest: \forall integer j; i <= j < n ==> z[j] == \at(z[j], Pre);
      loop invariant value: \forall integer j; 0 <= j < i ==> h[j] == identity(\at(z[j], Pre));
      loop invariant slope: d != \null ==> \forall integer j; 0 <= j < i ==> d[j] == identity_slope(\at(z[j], Pre));
      loop assigns i, h[0 .. n - 1], d[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const double zi = z[i];
    if (d != NULL) d[i] = one(zi);
    h[i] = identity_value(zi);
  }
}

const ntk_activation ntk_tanh = {
    .name = "tanh", .value = tanh, .first = tanh_first, .second = tanh_second, .apply = tanh_apply,
    .lipschitz1 = 1.0,                  /* at 0 */
    .lipschitz2 = 0.76980035891950105,  /* 4/(3 sqrt 3), where tanh^2 = 1/3 */
    .odd = 1};
const ntk_activation ntk_erf = {
    .name = "erf", .value = erf, .first = erf_first, .second = erf_second, .apply = erf_apply,
    .lipschitz1 = TWO_OVER_SQRT_PI,     /* 2/sqrt pi, at 0 */
    .lipschitz2 = 0.96788289807657349,  /* 2 sqrt(2/(pi e)), at 1/sqrt 2 */
    .odd = 1};
const ntk_activation ntk_softplus = {
    .name = "softplus", .value = softplus_value, .first = softplus_first, .second = softplus_second, .apply = softplus_apply,
    .lipschitz1 = 1.0,                  /* towards infinity */
    .lipschitz2 = 0.25};                /* at 0 */
const ntk_activation ntk_relu = {
    .name = "relu", .value = relu_value, .first = relu_first, .second = zero, .apply = relu_apply,
    .lipschitz1 = 1.0, .lipschitz2 = INFINITY, .homogeneous = 1};
const ntk_activation ntk_identity = {
    .name = "identity", .value = identity_value, .first = one, .second = zero, .apply = identity_apply,
    .lipschitz1 = 1.0, .lipschitz2 = 0.0, .odd = 1, .homogeneous = 1};

/*@ requires valid: activation_known(phi) && \valid_read(name);
    terminates \true;
    exits \false;
    assigns \result \from phi, name[0 ..]; */
static int is_named(const ntk_activation *phi, const char *name) { return strcmp(phi->name, name) == 0; }

const ntk_activation *ntk_activation_find(const char *name) {
  if (is_named(&ntk_tanh, name)) return &ntk_tanh;
  if (is_named(&ntk_erf, name)) return &ntk_erf;
  if (is_named(&ntk_softplus, name)) return &ntk_softplus;
  if (is_named(&ntk_relu, name)) return &ntk_relu;
  if (is_named(&ntk_identity, name)) return &ntk_identity;
  return NULL;
}

/*@ requires known: \valid_read(phi);
    requires valid: \valid_read(z + (0 .. n - 1)) && \valid(h + (0 .. n - 1)) && (d == \null || \valid(d + (0 .. n - 1)));
    requires in_place: h == z || \separated(h + (0 .. n - 1), z + (0 .. n - 1));
    requires apart: d == \null || (\separated(d + (0 .. n - 1), z + (0 .. n - 1)) && \separated(d + (0 .. n - 1), h + (0 .. n - 1)));
    terminates \true;
    exits \false;
    assigns h[0 .. n - 1], d[0 .. n - 1];
    ensures value: \forall integer i; 0 <= i < n ==> is_activation(phi, \old(z[i]), h[i]);
    ensures slope: d != \null ==> \forall integer i; 0 <= i < n ==> is_slope(phi, \old(z[i]), d[i]); */
static void apply_one_by_one(const ntk_activation *phi, size_t n, const double *z, double *h, double *d) {
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant rest: \forall integer j; i <= j < n ==> z[j] == \at(z[j], Pre);
      loop invariant value: \forall integer j; 0 <= j < i ==> is_activation(phi, \at(z[j], Pre), h[j]);
      loop invariant slope: d != \null ==> \forall integer j; 0 <= j < i ==> is_slope(phi, \at(z[j], Pre), d[j]);
      loop assigns i, h[0 .. n - 1], d[0 .. n - 1];
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) {
    const double zi = z[i];
    if (d != NULL) d[i] = ntk_activation_first(phi, zi);
    h[i] = ntk_activation_value(phi, zi);
    //@ assert own: d != \null ==> is_slope(phi, zi, d[i]);
    //@ assert rest: \forall integer j; i < j < n ==> z[j] == \at(z[j], LoopCurrent);
    //@ assert value: same{LoopCurrent, Here}(h, i);
    //@ assert earlier: d != \null ==> same{LoopCurrent, Here}(d, i);
  }
}

void ntk_activation_apply(const ntk_activation *phi, size_t n, const double *z, double *h, double *d) {
  if (phi->apply == NULL) {
    apply_one_by_one(phi, n, z, h, d);
    return;
  }
  //@ calls tanh_apply, erf_apply, softplus_apply, relu_apply, identity_apply;
  phi->apply(n, z, h, d);
}
