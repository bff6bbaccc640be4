/* Which program this is. */
#ifndef NTK_REPORT_SOURCE_H
#define NTK_REPORT_SOURCE_H

const char *ntk_version(void);

/* Hash of the sources this program was built from: proof results of another source are not its own. */
const char *ntk_source_hash(void);

#endif
