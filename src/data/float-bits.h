/* Bits as floating-point numbers and back, IEEE 754. The typed memory model of the proofs cannot follow bytes that change their type, so
   these contracts are assumed; tests/t-npy.c and tests/t-safetensors.c check values bit by bit. */
#ifndef NTK_DATA_FLOAT_BITS_H
#define NTK_DATA_FLOAT_BITS_H

/* The number that the last 32 bits are as a binary32. */
/*@ terminates \true;
    exits \false;
    assigns \result \from bits; */
double ntk_of_binary32(unsigned long long bits);

/* The number that 64 bits are as a binary64. */
/*@ terminates \true;
    exits \false;
    assigns \result \from bits; */
double ntk_of_binary64(unsigned long long bits);

/* The bits of a binary64. */
/*@ terminates \true;
    exits \false;
    assigns \result \from value; */
unsigned long long ntk_bits_of(double value);

#endif
