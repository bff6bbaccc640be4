/* The number of a byte, 0 to 255, as <ctype.h> wants it. */
#ifndef NTK_REPORT_BYTE_H
#define NTK_REPORT_BYTE_H

/*@ terminates \true;
    exits \false;
    assigns \result \from c;
    ensures byte: 0 <= \result <= 255;
    ensures ascii: 0 <= c ==> \result == c; */
static inline int ntk_byte(char c) { return c < 0 ? c + 256 : c; }

#endif
