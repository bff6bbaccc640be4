/* All properties, in the order of the claims' ledger; NULL-terminated. Remarks have none. */
#ifndef NTK_PROPERTIES_ALL_H
#define NTK_PROPERTIES_ALL_H

#include "property.h"

extern const ntk_property *const ntk_properties[];

#endif
