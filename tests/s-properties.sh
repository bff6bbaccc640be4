#!/bin/bash
# Every claim as a property of random cases (properties/); failures are kept in the build folder and replayed first.
set -o pipefail
cd "$(dirname "$0")/.." || exit 70
build=${NTK_B:-build}
"$build/bin/ntk-properties" --failures "$build/property-failures.txt" 2>&1 | sed -E '$ s/^([0-9]+ passed, [0-9]+ failed)$/properties: \1/'
