/* Philox4x32 as a relation (every step is determined): Salmon, Moraes, Dror, Shaw, SC 2011, section 3.3. */
#ifndef NTK_ACSL_PHILOX_H
#define NTK_ACSL_PHILOX_H

/*@ // the high and the low half of 64 bits
    logic integer high(integer p) = p / 0x100000000;
    logic integer low(integer p) = p % 0x100000000;
    logic integer mix(integer a, integer b) = a ^ b;

    // one round: v0..v3 from w0..w3 under the round's key
    predicate philox_round(integer w0, integer w1, integer w2, integer w3, integer k0, integer k1,
                           integer v0, integer v1, integer v2, integer v3) =
      v0 == mix(k0, mix(w1, high(0xCD9E8D57 * w2))) && v1 == low(0xCD9E8D57 * w2) &&
      v2 == mix(k1, mix(w3, high(0xD2511F53 * w0))) && v3 == low(0xD2511F53 * w0);

    // after r rounds from the counter c0..c3 under the key a, b: the block w0..w3 and the next round's key k0, k1
    inductive philox(integer r, integer c0, integer c1, integer c2, integer c3, integer a, integer b,
                     integer w0, integer w1, integer w2, integer w3, integer k0, integer k1) {
      case start: \forall integer c0, c1, c2, c3, a, b; philox(0, c0, c1, c2, c3, a, b, c0, c1, c2, c3, a, b);
      case round: \forall integer r, c0, c1, c2, c3, a, b, w0, w1, w2, w3, k0, k1, v0, v1, v2, v3;
        philox(r, c0, c1, c2, c3, a, b, w0, w1, w2, w3, k0, k1) ==>
        philox_round(w0, w1, w2, w3, k0, k1, v0, v1, v2, v3) ==>
        philox(r + 1, c0, c1, c2, c3, a, b, v0, v1, v2, v3, low(k0 + 0x9E3779B9), low(k1 + 0xBB67AE85));
    } */

#endif
