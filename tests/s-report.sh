#!/bin/bash
# `ntkcheck check` from outside: files, schema, the same bytes for the same seed, a page that is whole, interrupts.
. "$(dirname "$0")/script.sh"
claims=lemma-1,lemma-2,drift-bound,gd-rate,np-hardness
small=(--rows 8 --width 64 --inits 3 --claims $claims)

run() { "$PROGRAM" check "${small[@]}" --out "$WORK/$1" "${@:2}" > "$WORK/$1.txt" 2> "$WORK/$1.err"; }
first() { run a --threads 2; [ $? -eq 2 ] && [ -s "$WORK/a/report.json" ] && [ -s "$WORK/a/report.html" ] && [ -s "$WORK/a/report.xml" ] && [ -s "$WORK/a/plots.json" ] && [ -s "$WORK/a/timings.json" ]; }
try "check writes its files, and is undecided without certificates" first
try "the last line is the report's path" bash -c "[ \"\$(tail -n 1 '$WORK/a.txt')\" = '$WORK/a/report.html' ]"
try "the table fits 80 columns" bash -c "! grep -vE '^  replay:|^/' '$WORK/a.txt' | grep -E '.{81}'"
try "no comment, no progress without a terminal" bash -c "[ ! -s '$WORK/a.err' ]"
try "samples alone decide when only they are asked for" bash -c "'$PROGRAM' check ${small[*]} --layers sample --out '$WORK/b' --threads 1 > /dev/null"
same_bytes() { run c --layers sample --threads 2; for f in report.json plots.json report.html report.xml; do cmp "$WORK/b/$f" "$WORK/c/$f" || return 1; done; }
try "the same seed gives the same bytes, whatever the threads" same_bytes
another_seed() { run d --layers sample --seed 2; ! cmp -s "$WORK/c/report.json" "$WORK/d/report.json"; }
try "another seed does not" another_seed
nothing_left() { [ -z "$(find "$WORK/a" -type f ! -name 'report.*' ! -name plots.json ! -name timings.json)" ]; }
try "nothing else is left in the folder" nothing_left

schema() {
  "$PYTHON" - "$@" <<'PY'
import json, jsonschema, sys
schema = json.load(open('reports/report.schema.json'))
jsonschema.Draft7Validator.check_schema(schema)
for path in sys.argv[1:]: jsonschema.Draft7Validator(schema).validate(json.load(open(path)))
PY
}
try "report.json fits its schema" schema "$WORK/a/report.json" "$WORK/b/report.json" tests/golden/report.json
spoiled() { # the schema has teeth
  local change
  for change in 's/"verdict": "held"/"verdict": "fine"/' 's/"margin_hex": "0x/"margin_hex": "x/' 's/"id": "lemma-2"/"name": "lemma-2"/' 's/"exit_status": 2/"exit_status": 3/' 's/"verdict": "undecided"/"verdict": "held"/'; do
    sed "$change" "$WORK/a/report.json" > "$WORK/spoiled.json"
    cmp -s "$WORK/a/report.json" "$WORK/spoiled.json" && { echo "no change: $change"; return 1; }
    if schema "$WORK/spoiled.json" 2> /dev/null; then echo "passed: $change"; return 1; fi
  done
}
try "the schema refuses spoiled reports" spoiled

json_facts() {
  "$PYTHON" - "$WORK/a/report.json" "$WORK/a/report.xml" <<'PY'
import json, sys, xml.etree.ElementTree as xml
r = json.load(open(sys.argv[1]))
assert [c['id'] for c in r['claims']] == ['gd-rate', 'np-hardness', 'lemma-1', 'lemma-2', 'drift-bound']
def hexes(x):
    if isinstance(x, dict):
        for k, v in x.items():
            if isinstance(v, float) and k != 'confidence': assert k + '_hex' in x, k
            if k.endswith('_hex') and v is not None: assert float.fromhex(v) == x[k[:-4]], k
            hexes(v)
    elif isinstance(x, list): [hexes(v) for v in x]
hexes(r)
s = r['settings']
assert s['data'] == 'digits' and s['rows'] == 8 and s['widths'] == [64] and s['alpha'] == 10 and s['inits'] == 3
lemma = [c for c in r['claims'] if c['id'] == 'lemma-2'][0]
assert lemma['layers']['sample']['tried'] == 3 and lemma['layers']['sample']['verdict'] == 'held', lemma['layers']['sample']
assert lemma['control']['verdict'] not in ('held', 'proved') and lemma['control']['what']
assert lemma['replay'] == 'ntkcheck check --rows 8 --width 64 --claims lemma-2 --inits 3', lemma['replay']
t = xml.parse(sys.argv[2]).getroot()
assert t.tag == 'testsuites' and len(t.findall('.//testcase')) == int(t.get('tests')) == 9 and t.get('failures') == '0'
PY
}
try "report.json and report.xml say what was run" json_facts
replay() {
  local command
  command=$("$PYTHON" -c "import json; print([c['replay'] for c in json.load(open('$WORK/a/report.json'))['claims'] if c['id'] == 'drift-bound'][0])")
  eval "${command/ntkcheck/\"$PROGRAM\"}" --layers sample --out "$WORK/e" --json --quiet > "$WORK/e.json" &&
  "$PYTHON" -c "
import json
a, b = [[c for c in json.load(open(f))['claims'] if c['id'] == 'drift-bound'][0] for f in ('$WORK/a/report.json', '$WORK/e.json')]
assert a['layers']['sample'] == b['layers']['sample'] and a['control'] == b['control']"
}
try "a replay command gives the same numbers" replay

page() {
  "$PYTHON" - "$WORK/a/report.html" <<'PY'
import re, sys
from html.parser import HTMLParser
void = {'meta', 'br', 'link', 'img', 'hr', 'input'}
class Page(HTMLParser):
    def __init__(self): super().__init__(); self.open, self.ids, self.links, self.svg = [], [], [], 0
    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if 'id' in a: self.ids.append(a['id'])
        for key, value in attributes:
            if key in ('src', 'data', 'action', 'srcset') or key.startswith('on'): raise SystemExit('%s=%s' % (key, value))
            if key in ('href', 'xlink:href'): self.links.append(value)
        if tag in ('script', 'iframe', 'object', 'embed', 'link', 'img'): raise SystemExit(tag)
        self.svg += tag == 'svg'
        if tag not in void: self.open.append(tag)
    def handle_startendtag(self, tag, attributes): self.handle_starttag(tag, attributes); self.open and tag not in void and self.open.pop()
    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag: raise SystemExit('unbalanced </%s> at %s' % (tag, self.getpos()))
text = open(sys.argv[1], encoding='utf-8').read()
page = Page(); page.feed(text)
assert not page.open, page.open
assert len(page.ids) == len(set(page.ids)), [i for i in page.ids if page.ids.count(i) > 1]
assert all(link[0] == '#' and link[1:] in page.ids for link in page.links), page.links
assert page.svg >= 3, page.svg
outside = [u for u in re.findall(r'(?:https?:)?//[^\s"\'<>)]+', text) if 'www.w3.org' not in u]
assert not outside and 'url(' not in text, outside
for claim in ('gd-rate', 'np-hardness', 'lemma-1', 'lemma-2', 'drift-bound'): assert '<article id="%s">' % claim in text
PY
}
try "report.html is whole, by itself, and its links lead somewhere" page
plain_path() {
  mkdir -p "$WORK/bin" && PATH=$WORK/bin "$PROGRAM" check "${small[@]}" --layers sample --out "$WORK/f" > /dev/null &&
  grep -q 'No plot: gnuplot cannot be started' "$WORK/f/report.html" && cmp "$WORK/b/report.json" "$WORK/f/report.json"
}
try "without gnuplot the page says so" plain_path

# Interrupted while it computes: what was there stays. Interrupted around the time it writes: every file is whole or absent.
interrupted() {
  mkdir -p "$WORK/g"; cp "$WORK/a/report.json" "$WORK/g/report.json"
  "$PYTHON" - "$PROGRAM" "$WORK/g" <<'PY'
import json, os, signal, subprocess, sys, time, xml.etree.ElementTree as xml
program, out = sys.argv[1:]
def run(delay, *options):
    p = subprocess.Popen([program, 'check', '--out', out, '--quiet', '--json', *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(delay); p.send_signal(signal.SIGINT)
    return p.wait()
assert run(0.5, '--rows', '40', '--width', '512') == -signal.SIGINT
assert os.listdir(out) == ['report.json'], os.listdir(out)
start = time.time(); assert subprocess.call([program, 'check', '--out', out, '--quiet', '--claims', 'lemma-2', '--rows', '4', '--width', '8', '--inits', '1'], stdout=subprocess.DEVNULL) in (0, 2); whole = time.time() - start
for i in range(24):
    run(whole * (0.2 + 0.05 * i), '--claims', 'lemma-2', '--rows', '4', '--width', '8', '--inits', '1')
    names = os.listdir(out)
    assert not [n for n in names if '.tmp' in n], names
    for n in names:
        text = open(os.path.join(out, n), encoding='utf-8').read()
        if n.endswith('.json'): json.loads(text)
        elif n.endswith('.xml'): xml.fromstring(text)
        else: assert text.endswith('</html>\n'), n
PY
}
try "an interrupt leaves nothing half-written" interrupted
equal_reports() { "$PROGRAM" diff "$WORK/b/report.json" "$WORK/c/report.json" | tail -n 1 | grep -q '^0 worse, 0 better, 0 changed$'; }
try "diff of two equal reports" equal_reports
finish report
