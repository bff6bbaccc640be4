/* Which program this is. */
#ifndef NTK_REPORT_SOURCE_H
#define NTK_REPORT_SOURCE_H

/*@ terminates \true;
    exits \false;
    assigns \result \from \nothing;
    ensures valid: \valid_read(\result); */
const char *ntk_version(void);

/* Hash of the sources this program was built from: proof results of another source are not its own. */
/*@ terminates \true;
    exits \false;
    assigns \result \from \nothing;
    ensures valid: \valid_read(\result); */
const char *ntk_source_hash(void);

#endif
