/* Not proved, see reason.h. */
#include "data/reason.h"

#include <errno.h>

void ntk_reason_clear(void) { errno = 0; }
