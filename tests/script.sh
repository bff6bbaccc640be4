# Sourced by the tests that are scripts: `try NAME COMMAND...` counts a command that must succeed; `finish SUITE` prints the sum.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 70
PROGRAM=${NTKCHECK:-${NTK_B:-build}/bin/ntkcheck}
PYTHON=${PYTHON:-/usr/bin/python3}
WORK=$(mktemp -d) || exit 70
trap 'rm -rf "$WORK"' EXIT
passed=0 failed=0
try() {
  local name=$1; shift
  if "$@" > "$WORK/try.log" 2>&1; then passed=$((passed + 1))
  else failed=$((failed + 1)); printf 'failed: %s\n' "$name"; head -n 20 "$WORK/try.log" | sed 's/^/    /'; fi
}
finish() {
  printf '%s: %d passed, %d failed\n' "$1" "$passed" "$failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
# exits STATUS PATTERN COMMAND...: ends with the status, and its one line on standard error matches.
exits() {
  local status=$1 pattern=$2 found; shift 2
  "$@" > "$WORK/stdout" 2> "$WORK/stderr"; found=$?
  [ "$found" -eq "$status" ] || { echo "exit $found, expected $status"; cat "$WORK/stderr"; return 1; }
  [ -z "$pattern" ] && return 0
  [ "$(wc -l < "$WORK/stderr")" -eq 1 ] || { echo "expected one line, found:"; cat "$WORK/stderr"; return 1; }
  grep -qE -- "$pattern" "$WORK/stderr" || { echo "expected $pattern, found:"; cat "$WORK/stderr"; return 1; }
}
