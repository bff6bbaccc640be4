#!/bin/bash
# The gate of the proofs (verify/frama-c) on a small project of its own: what is in order passes, everything else is one line and a status.
. "$(dirname "$0")/script.sh"
gate=$PWD/verify/frama-c
P=$WORK/project

# A project of one file: a function with a loop, one that calls it, one lemma.
mkdir -p "$P/src/core" "$P/spec/acsl" "$P/verify/frama-c" "$WORK/out"
cp "$gate"/{prove,*.py,mutants} "$P/verify/frama-c/"; cp -r "$gate/planted" "$P/verify/frama-c/"; cp verify/source-hash "$P/verify/"; cp -r spec/acsl/{libc,angle.h,finite.h} "$P/spec/acsl/"
echo '{"claims": []}' > "$P/spec/claims.json"; echo '[]' > "$P/verify/frama-c/faults.json"
cat > "$P/src/core/sum.h" <<'C'
#include <stddef.h>
/*@ logic real total{L}(double *x, integer n) = n <= 0 ? 0.0 : total{L}(x, n - 1) + x[n - 1];
    lemma total_none{L}: \forall double *x; total{L}(x, 0) == 0.0; */
/*@ requires valid: \valid_read(x + (0 .. n - 1));
    terminates \true;
    exits \false;
    assigns \result \from n, x[0 .. n - 1];
    ensures total: \result == total(x, n); */
double sum(size_t n, const double *x);
/*@ requires valid: \valid_read(x + (0 .. 2));
    terminates \true;
    exits \false;
    assigns \result \from x[0 .. 2];
    ensures total: \result == total(x, 3); */
double sum_of_three(const double *x);
C
cat > "$P/src/core/sum.c" <<'C'
#include "core/sum.h"

double sum(size_t n, const double *x) {
  double s = 0.0;
  /*@ loop invariant range: 0 <= i <= n;
      loop invariant total: s == total(x, i);
      loop assigns i, s;
      loop variant n - i; */
  for (size_t i = 0; i < n; i++) s += x[i];
  return s;
}

double sum_of_three(const double *x) { return sum(3, x); }
C
cp -r "$P/src" "$WORK/good"
units() { printf '{"ieee": [], "casts": [], "open": [], "exceptions": {%s}}\n' "$1" > "$P/verify/frama-c/units.json"; }
units ''; echo '{}' > "$P/verify/frama-c/allowed.json"; echo '{"total": 0, "smoke": 0, "functions": {}}' > "$P/verify/frama-c/floor.json"

prove() { "$P/verify/frama-c/prove" --out "$WORK/out" --cache "$WORK/cache" --jobs 2 "$@"; }
# says STATUS PATTERN COMMAND...: ends with the status, and one line of what it prints matches.
says() {
  local status=$1 pattern=$2 found; shift 2
  "$@" > "$WORK/said" 2>&1; found=$?
  [ "$found" -eq "$status" ] && grep -qE -- "$pattern" "$WORK/said" && [ "$(wc -l < "$WORK/said")" -le "${LINES_AT_MOST:-3}" ] && return 0
  echo "exit $found, expected $status and: $pattern"; cat "$WORK/said"; return 1
}
# with FILE PERL STATUS PATTERN [OPTION...]: the same for a project with one file changed.
with() {
  local file=$1 change=$2; shift 2
  local status=$1 pattern=$2; shift 2
  perl -0pi -e "$change" "$P/$file"; says "$status" "$pattern" prove "$@"; local code=$?
  rm -rf "$P/src"; cp -r "$WORK/good" "$P/src"; units ''; return $code
}

try "all in order" says 0 ' goals proved in 2 functions of 1 files.* 0 functions excepted, 0 still open' prove --fresh --write-floor --write-session
json() { "$PYTHON" - "$WORK/out/prove.json" <<'PY'
import json, sys
r = json.load(open(sys.argv[1]))
assert r['total'] == r['proved'] > 10 and not r['complaints'] and not r['assumed'], r
assert r['smoke']['planted_contradiction_caught'] and r['smoke']['planted_false_goal_unproved'] and r['smoke']['checked'] >= 4, r['smoke']
f = {f['name']: f for f in r['functions']}
assert set(f) == {'sum', 'sum_of_three', 'lemmas of src/core/sum.h'}, list(f)
assert all(sum(x['provers'].values()) == x['proved'] == x['goals'] and x['model'] == 'real' for x in r['functions']), r['functions']
PY
}
try "prove.json" json
try "replay" says 0 'goals proved in 2 functions' prove --replay --seed 1
floors() { grep -q '"src/core/sum.c:sum"' "$P/verify/frama-c/floor.json" && grep -q '"file":"src/core/sum.c"' "$P/verify/frama-c/session/results.jsonl"; }
try "floor and session are written" floors

# Sessions.
try "session of other code" with src/core/sum.c 's/s = 0.0/s = 1.0/' 1 'session is of other code: 1 files differ \(src/core/sum.c\).*make prove-session' --replay
try "a comment does not matter" with src/core/sum.c 's,^,/* new */\n,' 0 'goals proved' --replay --share 0
cp "$P/verify/frama-c/session/results.jsonl" "$WORK/session"
sed -i 's/"z3": "/"z3": "0/' "$P/verify/frama-c/session/results.jsonl"
try "session of other tools" says 1 'session is of other tools \(z3 0.* here\); prove afresh: make prove-session' prove --replay
echo 'nonsense' > "$P/verify/frama-c/session/results.jsonl"
try "session that cannot be read" says 1 'cannot be read .*make prove-session' prove --replay
sed 's/"_ensures_total"/"_ensures_other"/' "$WORK/session" > "$P/verify/frama-c/session/results.jsonl"
try "session that says more than is proved" says 1 'proved afresh, sum.* has not the goals that the session says' prove --replay --share 1
cp "$WORK/session" "$P/verify/frama-c/session/results.jsonl"

# Sources.
try "contradictory contract" with src/core/sum.h 's/requires valid: (.*2\)\));/requires valid: $1;\n    requires never: x[0] < 0.0 < x[0];/' 1 'smoke tests failed: .*sum_of_three_wp_smoke_default_requires.*contradict'
try "false contract" with src/core/sum.c 's/return s;/return -s;/' 1 'unproved goal sum_ensures_total; see verify/README.md'
try "source that does not parse" with src/core/sum.c 's/return s;/return s/' 70 'src/core/sum.c: Frama-C stops: .*run it by hand: verify/frama-c/prove --only src/core/sum.c'
try "header that is missing" with src/core/sum.c 's/^/#include "core\/none.h"\n/' 70 'src/core/sum.c: .*core/none.h'
LINES_AT_MOST=8 # an axiom, a call through a pointer: what else it makes open is said too
try "axiom" with src/core/sum.h 's/lemma total_none\{L\}/axiomatic A { axiom total_none{L}/; s/== 0.0; \*\//== 0.0; } *\//' 1 '`axiom(atic)?` in an annotation'
try "function without contract" with src/core/sum.c 's/$/\ndouble bare(void) { return 0.0; }\n/' 1 'src/core/sum.c:bare: has no contract of its own'
try "call through a pointer, not annotated" with src/core/sum.c \
  's/$/\n\/*\@ terminates \\true; exits \\false; assigns \\nothing; *\/ int call(int (*f)(int));\nint call(int (*f)(int)) { return f(1); }\n/' 1 "call.*calls|Missing 'calls'"
LINES_AT_MOST=3
units '"src/core/sum.c:sum_of_three": {"reason": "a test"}'
try "exception that nothing covers" with src/core/sum.c 's/x/x/' 1 'sum_of_three: excepted without saying what covers it'
units '"src/core/sum.c:sum_of_three": {"reason": "a test", "instead": "tests/t-none.c"}'
try "exception that a missing test covers" with src/core/sum.c 's/x/x/' 1 'what covers it instead names tests/t-none.c, which is not there'
units '"src/core/sum.c:gone": {"reason": "a test", "instead": "t-none"}'
try "exception of nothing" with src/core/sum.c 's/x/x/' 1 'src/core/sum.c:gone: excepted but not there'

# Lists: floors, assumptions, the ledger; what is planted.
sed -i.kept 's/"total": [0-9]*/"total": 9999/' "$P/verify/frama-c/floor.json"
try "fewer goals than the floor" says 1 ' goals in all, the floor is 9999' prove
mv "$P/verify/frama-c/floor.json.kept" "$P/verify/frama-c/floor.json"
try "assumption that is not on the list" with src/core/sum.c 's/^/#include <math.h>\n/; s/return s;/return s + 0.0 * sqrt(s);/' 1 'sqrt: is assumed .*is not on verify/frama-c/allowed.json'
echo '{"gone": "a test"}' > "$P/verify/frama-c/allowed.json"
try "assumption that nothing needs" says 1 'gone: on verify/frama-c/allowed.json but assumed nowhere' prove
echo '{}' > "$P/verify/frama-c/allowed.json"; echo '{"claims": [{"id": "c", "program": {"functions": ["nobody"]}}]}' > "$P/spec/claims.json"
try "ledger that names what is not proved" says 1 'nobody: the ledger \(spec/claims.json, c\) names it' prove
echo '{"claims": []}' > "$P/spec/claims.json"; cp "$P/verify/frama-c/planted/contradiction.c" "$P/verify/frama-c/planted/false-goals.c"
LINES_AT_MOST=9
try "planted false goal that is gone" says 1 'planted/false-goals.c: the false goal .* was proved \(or is gone\)' prove
cp "$gate/planted/false-goals.c" "$P/verify/frama-c/planted/false-goals.c"
LINES_AT_MOST=3

# Tools. A folder with everything but one program; then with one that breaks down.
mkdir "$WORK/bin"; ln -s /usr/bin/* "$WORK/bin/" 2> /dev/null
for tool in cvc5 z3 frama-c; do
  rm -f "$WORK/bin/$tool"
  try "$tool is missing" says 70 "missing: $tool; install it with: apt-get install $tool" env PATH="$WORK/bin" "$P/verify/frama-c/prove" --out "$WORK/out" --fresh
  ln -s "$(command -v $tool)" "$WORK/bin/$tool"
done
fake() { rm -f "$WORK/bin/$1"; printf '#!/bin/bash\n%s\n' "$2" > "$WORK/bin/$1"; chmod +x "$WORK/bin/$1"; }
fake cvc5 'kill -SEGV $$'
try "cvc5 breaks down" says 70 'the prover cvc5 does not work .*reinstall it: apt-get install --reinstall cvc5' env PATH="$WORK/bin" "$P/verify/frama-c/prove" --out "$WORK/out" --fresh
rm "$WORK/bin/cvc5"; ln -s /usr/bin/cvc5 "$WORK/bin/cvc5"
fake z3 'case "$*" in *zilch*) kill -SEGV $$;; *) exec /usr/bin/z3 "$@";; esac'
try "z3 breaks down at work" says 1 'the prover broke down in [0-9]+ smoke tests, which says nothing; check z3' env PATH="$WORK/bin" "$P/verify/frama-c/prove" --out "$WORK/out" --fresh
rejected() { [ ! -e "$WORK/out/prove.json" ] && grep -q complaints "$WORK/out/prove-rejected.json"; }
try "what is rejected leaves no prove.json" rejected

# Mutants: of the small project, then a few at random of this one.
mutants() { "$P/verify/frama-c/mutants" --out "$WORK/mutants" --jobs 2 "$@"; }
try "stubs and dropped clauses are noticed" says 0 'stub: 4 mutants, 4 killed' mutants stub
perl -0pi -e 's/ensures total: \\result == total\(x, 3\)/ensures weak: \\result <= 0.0 || \\result > 0.0/' "$P/src/core/sum.h"
try "a contract that says nothing" says 1 'stub src/core/sum.c:sum_of_three 0.0: survives; say more in its contract' mutants stub
# Of files all of whose mutants are noticed; others have survivors that are not worked off yet (make prove-mutants lists them).
try "mutants of this project, at random" "$gate/mutants" stub fault --files src/core/vec.c,src/claim/below.c --sample 2 --out "$WORK/sample" --jobs 2
finish s-prove
