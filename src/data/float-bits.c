/* Not proved, see float-bits.h. */
#include "data/float-bits.h"

#include <stdint.h>
#include <string.h>

double ntk_of_binary32(unsigned long long bits) {
  const uint32_t bits32 = (uint32_t)bits;
  float value;
  memcpy(&value, &bits32, sizeof value);
  return (double)value;
}

double ntk_of_binary64(unsigned long long bits) {
  const uint64_t bits64 = bits;
  double value;
  memcpy(&value, &bits64, sizeof value);
  return value;
}

unsigned long long ntk_bits_of(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}
