/* errno, forgotten. Volatile, so that proofs would have to name it as an effect of everything that may fail: this contract is assumed. */
#ifndef NTK_DATA_REASON_H
#define NTK_DATA_REASON_H

/* errno := 0, so that afterwards it is the reason of a later failure or 0. */
/*@ terminates \true;
    exits \false;
    assigns \nothing; */
void ntk_reason_clear(void);

#endif
