// header: src/data/float-bits.h
// source: src/data/float-bits.c
// clause ntk_of_binary32.value: close(\result)
// clause ntk_of_binary64.value: close(\result)
// clause ntk_bits_of.value: \result == ntk_bits
// Numbers put together from sign, exponent and fraction by multiplication alone.
static double number(int digits, int bias) {
  const unsigned long long fraction = ntk_below((size_t)1 << digits), sign = ntk_below(2);
  const int exponent = (int)ntk_below(120) - 60;
  double value = 1.0, half = 1.0;
  for (int i = digits - 1; i >= 0; i--) {
    half *= 0.5;
    if (fraction >> i & 1) value += half;
  }
  for (int i = 0; i < exponent; i++) value *= 2.0;
  for (int i = 0; i > exponent; i--) value *= 0.5;
  ntk_bits = (sign << (digits == 52 ? 11 : 8) | (unsigned long long)(exponent + bias)) << digits | fraction;
  ntk_oracle = sign ? -value : value;
  ntk_tolerance = value * 1e-20;
  return ntk_oracle;
}
static void drive_ntk_of_binary32(void) { number(23, 127); CALL(ntk_of_binary32)(ntk_bits); }
static void drive_ntk_of_binary64(void) { number(52, 1023); CALL(ntk_of_binary64)(ntk_bits); }
static void drive_ntk_bits_of(void) { CALL(ntk_bits_of)(number(52, 1023)); }
