#!/bin/bash
# The ledger against the sources and the README.
. "$(dirname "$0")/script.sh"

functions() {
  "$PYTHON" - <<'PY'
import glob, json, re
sources = '\n'.join(open(f).read() for f in glob.glob('src/*/*.h'))
missing = [(c['id'], f) for c in json.load(open('spec/claims.json'))['claims'] for f in c.get('program', {}).get('functions', []) if not re.search(r'\b%s\(' % f, sources)]
assert not missing, missing
PY
}
try "every function that the ledger names is declared in src/" functions
readme() { reports/claims-table > "$WORK/table" && sed -n '/^<!-- claims -->$/,/^<!-- end of claims -->$/p' README.md | sed '1d;$d' > "$WORK/readme" && [ -s "$WORK/readme" ] && diff "$WORK/table" "$WORK/readme"; }
try "the README's table of claims is the ledger's" readme
embedded() { diff <("$PROGRAM" claims --json | "$PYTHON" -c 'import json, sys; print(json.dumps(json.load(sys.stdin)["claims"]))') <("$PYTHON" -c 'import json; print(json.dumps(json.load(open("spec/claims.json"))["claims"]))'); }
try "the program holds this ledger" embedded
places() { ! grep -nE '/(work|home|root|tmp)/' spec/claims.json README.md; }
try "no path of a machine" places
finish ledger
