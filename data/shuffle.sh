#!/bin/sh
# shuffle.sh NAME SOURCE.csv: writes NAME.csv (the header, then the rows of SOURCE.csv in shuffled order) and NAME-order.csv
# (each row's 0-based number in SOURCE.csv). Row i's place is the rank of SHA-256("NAME i"): anybody can make the same order again.
set -eu
name=$1 source=$2
export LC_ALL=C
rows=$(($(wc -l < "$source") - 1))
order=$(mktemp)
trap 'rm -f "$order"' EXIT
i=0
while [ "$i" -lt "$rows" ]; do
  printf '%s %s\n' "$(printf '%s %s' "$name" "$i" | sha256sum | cut -d' ' -f1)" "$i"
  i=$((i + 1))
done | sort | cut -d' ' -f2 > "$order"
{ echo row; cat "$order"; } > "$name-order.csv"
awk 'NR == FNR { if (FNR == 1) print; else line[FNR - 2] = $0; next } { print line[$1] }' "$source" "$order" > "$name.csv"
