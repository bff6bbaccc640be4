/* Stands in for <ctype.h> when Frama-C reads the sources, in the C locale (the programs never call setlocale): assumed contracts. */
#ifndef NTK_ACSL_CTYPE_H
#define NTK_ACSL_CTYPE_H

/*@ requires byte: -1 <= c <= 255;
    terminates \true;
    exits \false;
    assigns \result \from c;
    ensures digit: \result != 0 <==> '0' <= c <= '9'; */
extern int isdigit(int c);

/*@ requires byte: -1 <= c <= 255;
    terminates \true;
    exits \false;
    assigns \result \from c;
    ensures letter: \result != 0 <==> 'a' <= c <= 'z' || 'A' <= c <= 'Z'; */
extern int isalpha(int c);

/*@ requires byte: -1 <= c <= 255;
    terminates \true;
    exits \false;
    assigns \result \from c;
    ensures capital: \result != 0 <==> 'A' <= c <= 'Z'; */
extern int isupper(int c);

/*@ requires byte: -1 <= c <= 255;
    terminates \true;
    exits \false;
    assigns \result \from c;
    ensures blank: \result != 0 <==> c == ' ' || 9 <= c <= 13; */
extern int isspace(int c);

/*@ requires byte: -1 <= c <= 255;
    terminates \true;
    exits \false;
    assigns \result \from c;
    ensures control: \result != 0 <==> 0 <= c <= 31 || c == 127; */
extern int iscntrl(int c);

#endif
