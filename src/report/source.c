#include "report/source.h"

#include "source-hash.h"

const char *ntk_version(void) { return "0.1.0"; }

const char *ntk_source_hash(void) { return NTK_SOURCE_HASH; }
