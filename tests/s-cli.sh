#!/bin/bash
# The program from outside: exit statuses, messages, the subcommands' output.
. "$(dirname "$0")/script.sh"
small=(--rows 8 --width 16)

help_fits() { "$PROGRAM" "$@" --help > "$WORK/help" && ! grep -nE '.{81}' "$WORK/help" && [ -s "$WORK/help" ]; }
for command in "" check train kernel claims diff; do try "help of '$command' fits 80 columns" help_fits $command; done
try "version" bash -c "'$PROGRAM' --version | grep -qE '^ntkcheck [0-9.]+ \(source .+\)$'"

try "no subcommand" exits 64 'expected a subcommand .*found nothing' "$PROGRAM"
try "unknown subcommand" exits 64 "expected a subcommand .*found 'certify-not'" "$PROGRAM" certify-not
try "unknown option" exits 64 "found '--widht'" "$PROGRAM" check --widht 3
try "bad value" exits 64 "^ntkcheck kernel: --alpha: expected a finite number above 0, found 'x'$" "$PROGRAM" kernel --alpha x
try "unknown claim" exits 64 "found 'lemma-9'" "$PROGRAM" check --claims lemma-1,lemma-9
try "claim twice" exits 64 'lemma-1 again' "$PROGRAM" check --claims lemma-1,lemma-1
try "bad target" exits 64 '' "$PROGRAM" kernel --target one-vs-rest:77 "${small[@]}"
try "odd antisymmetric" exits 64 'even' "$PROGRAM" kernel --init antisymmetric --width 7
try "standard has no limit" exits 64 '' "$PROGRAM" kernel --limit --parametrisation standard "${small[@]}"
try "no such data" exits 66 'nothing.csv' "$PROGRAM" kernel --data "$WORK/nothing.csv"
printf '1,2,1\n3,x,1\n' > "$WORK/bad.csv"
try "bad data names its line" exits 65 'bad.csv:2: ' "$PROGRAM" kernel --data "$WORK/bad.csv"
try "diff of what is no report" exits 65 'bad.csv:1: ' "$PROGRAM" diff "$WORK/bad.csv" "$WORK/bad.csv"
try "diff of one" exits 64 'expected two reports' "$PROGRAM" diff "$WORK/bad.csv"
try "unwritable out" exits 74 'cannot write|Not a directory' "$PROGRAM" check "${small[@]}" --claims lemma-1 --out /dev/null/x
try "unwritable out is found before the work" timeout 5 bash -c "'$PROGRAM' check --rows 0 --depth 4 --out /dev/null/x; [ \$? -eq 74 ]"
try "unwritable kernel" exits 74 'K.npy' "$PROGRAM" kernel "${small[@]}" --output /dev/null/K.npy
try "full standard output" bash -c "'$PROGRAM' kernel --rows 8 --width 16 > /dev/full 2> /dev/null; [ \$? -eq 74 ]"

kernel_json() {
  "$PROGRAM" kernel "${small[@]}" --json --output "$WORK/K.npy" --eigenvalues "$WORK/E.npy" > "$WORK/k.json" && "$PYTHON" - "$WORK" <<'PY'
import json, struct, sys
w = sys.argv[1]
k = json.load(open(w + '/k.json'))
assert [x for x in k if not x.endswith('_hex')] == ['n', 'outputs', 'parameters', 'lambda_min', 'lambda_max', 'trace'], list(k)
assert all(float.fromhex(k[x + '_hex']) == k[x] for x in ('lambda_min', 'lambda_max', 'trace'))
def npy(path):
    b = open(path, 'rb').read(); h = struct.unpack('<H', b[8:10])[0]
    head = eval(b[10:10 + h]); data = b[10 + h:]
    return head['shape'], struct.unpack('<%dd' % (len(data) // 8), data)
shape, K = npy(w + '/K.npy'); eshape, E = npy(w + '/E.npy')
assert shape == (8, 8) and eshape == (8,), (shape, eshape)
assert k['n'] == 8 and k['outputs'] == 1 and k['parameters'] == 64 * 16 + 16, k
assert abs(sum(K[9 * i] for i in range(8)) - k['trace']) <= 1e-12 * k['trace']
assert E[0] == k['lambda_min'] and E[7] == k['lambda_max'] and list(E) == sorted(E)
assert all(K[8 * i + j] == K[8 * j + i] for i in range(8) for j in range(8))
PY
}
try "kernel: JSON keys, K.npy, E.npy" kernel_json

three_outputs() { "$PROGRAM" kernel --data iris --rows 12 --target one-hot --normalise standard --width 16 --json | grep -q '"outputs": 3'; }
try "kernel: three outputs" three_outputs

round_trip() {
  local act="--activation erf --depth 3"
  "$PROGRAM" kernel "${small[@]}" $act --seed 7 --save-weights "$WORK/w.safetensors" --json > "$WORK/a" &&
  "$PROGRAM" kernel --rows 8 --activation erf --weights "$WORK/w.safetensors" --save-weights "$WORK/w2.safetensors" --json > "$WORK/b" &&
  cmp "$WORK/a" "$WORK/b" && cmp "$WORK/w.safetensors" "$WORK/w2.safetensors"
}
try "weights saved and read back: the same bytes" round_trip
round_trip_bias() {
  "$PROGRAM" kernel "${small[@]}" --bias-scale 1 --save-weights "$WORK/wb.safetensors" --json > "$WORK/a" &&
  "$PROGRAM" kernel --rows 8 --weights "$WORK/wb.safetensors" --json > "$WORK/b" && cmp "$WORK/a" "$WORK/b"
}
try "weights with biases mean bias scale 1" round_trip_bias
try "biases and --bias-scale 0" exits 64 'has biases; found 0' "$PROGRAM" kernel --rows 8 --weights "$WORK/wb.safetensors" --bias-scale 0
try "weights for other inputs" exits 65 'w.safetensors' "$PROGRAM" kernel --data iris --weights "$WORK/w.safetensors"

# On its training rows the fully trained linearised network gives the targets (up to the condition number's rounding).
predict_csv() {
  "$PYTHON" - "$WORK" <<'PY'
import random, sys
random.seed(1)
rows = [[random.gauss(0, 1) for _ in range(5)] for _ in range(12)]
open(sys.argv[1] + '/train.csv', 'w').write(''.join(','.join(map(repr, r + [r[0] - r[1]])) + '\n' for r in rows))
open(sys.argv[1] + '/new.csv', 'w').write(''.join(','.join(map(repr, r)) + '\n' for r in rows))
PY
  for how in "--normalise standard" "--normalise sphere" "--normalise none --init plain --alpha 3" "--normalise standard --limit"; do
    "$PROGRAM" kernel --data "$WORK/train.csv" --width 64 --predict "$WORK/new.csv" --json $how > "$WORK/p.json" && "$PYTHON" - "$WORK" <<'PY' || return 1
import json, sys
w = sys.argv[1]
y = [float(line.split(',')[-1]) for line in open(w + '/train.csv')]
p = json.load(open(w + '/p.json'))
bound = 1e-12 * p['lambda_max'] / p['lambda_min'] * max(map(abs, y)) * 12
worst = max(abs(a[0] - b) for a, b in zip(p['predictions'], y))
assert worst <= bound, (worst, bound)
PY
  done
}
try "predictions on the training rows are the targets" predict_csv
printf '1,2\n3,4\n' > "$WORK/two.csv"
try "new rows of another shape" exits 65 'expected 64 columns of inputs, found 2' "$PROGRAM" kernel "${small[@]}" --predict "$WORK/two.csv"
try "prediction with equal rows names them" exits 2 'rows 101 and 142' "$PROGRAM" kernel --data iris --normalise standard --width 16 --predict <(cut -d, -f1-4 data/iris.csv)

train_all() {
  local d
  for d in flow gd nesterov sgd langevin; do
    "$PROGRAM" train "${small[@]}" --dynamics $d --out "$WORK/train" --trajectory "$WORK/train/$d.csv" --json > "$WORK/$d.json" || return 1
    [ "$(head -n 1 "$WORK/train/$d.csv")" = "t,R,residual,drift,path,lambda_min,lambda_max" ] || return 1
    "$PYTHON" - "$WORK" $d <<'PY' || return 1
import csv, json, sys
w, d = sys.argv[1:]
j = json.load(open('%s/%s.json' % (w, d)))
for key in ('t', 'R', 'residual', 'drift', 'path', 'lambda_min', 'lambda_max', 'error_estimate', 'eta', 'eta_lambda_max', 'evaluations'): assert key in j, key
rows = list(csv.DictReader(open('%s/train/%s.csv' % (w, d))))
last = {k: float(v) for k, v in rows[-1].items()}
assert float(rows[0]['t']) == 0.0 and float(rows[0]['drift']) == 0.0
assert all(last[k] == j[k] for k in ('t', 'R', 'residual', 'drift')), (last, j)
assert abs(j['R'] - j['residual'] ** 2 / 2) <= 1e-12 * j['R'] and j['drift'] <= j['path'] * (1 + 1e-12)
assert j['R'] < float(rows[0]['R']) and j['horizon'] >= 3 * (1 - 1e-12), j
PY
    [ -s "$WORK/train/loss.svg" ] && [ -s "$WORK/train/drift.svg" ] || return 1
  done
}
try "train: every dynamics" train_all
try "train: --step with flow" exits 64 '--step: expected with --dynamics gd' "$PROGRAM" train --step 1 --out "$WORK/t"
try "train: singular kernel has no horizon" exits 2 'give --time' "$PROGRAM" train --data iris --rows 0 --normalise standard --width 64 --out "$WORK/t"
trained_weights() {
  "$PROGRAM" train "${small[@]}" --out "$WORK/t" --json --save-weights "$WORK/t/w" > "$WORK/a" && "$PROGRAM" kernel --rows 8 --weights "$WORK/t/w" --json > "$WORK/b" &&
  "$PYTHON" -c "
import json; a = json.load(open('$WORK/a')); b = json.load(open('$WORK/b'))
assert abs(a['lambda_max'] - 100 * b['lambda_max']) <= 1e-10 * a['lambda_max'], (a, b)"
}
try "train: saved weights are the trained ones" trained_weights

try "claims: all" bash -c "[ \"\$('$PROGRAM' claims | wc -l)\" -eq 30 ]"
try "claims: one" bash -c "'$PROGRAM' claims lemma-2 | grep -q 'hypothesis'"
try "claims: JSON" bash -c "'$PROGRAM' claims --json | '$PYTHON' -c 'import json, sys; assert len(json.load(sys.stdin)[\"claims\"]) == 30'"
try "claims: unknown" exits 64 "found 'lemma-3'" "$PROGRAM" claims lemma-3

try "diff: the same" exits 0 '' "$PROGRAM" diff tests/golden/report.json tests/golden/report.json
sed '0,/"verdict": "held"/s//"verdict": "refuted"/' tests/golden/report.json > "$WORK/worse.json"
try "diff: worse" exits 1 '' "$PROGRAM" diff tests/golden/report.json "$WORK/worse.json"
try "diff: better" exits 0 '' "$PROGRAM" diff "$WORK/worse.json" tests/golden/report.json
try "diff: JSON" bash -c "'$PROGRAM' diff --json tests/golden/report.json '$WORK/worse.json' | grep -q '\"new\": \"refuted\"'"
finish cli
