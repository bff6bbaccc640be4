"""The committed session: what the last whole run proved, one line a file, so that a later run of the same sources needs no provers."""
import concurrent.futures, json, pathlib, random, tempfile

from verdict import Unit

RESULTS = pathlib.Path(__file__).resolve().parent / "session/results.jsonl"
AGAIN = "make prove-session (some minutes), then commit verify/frama-c/session"


def write(wp, units, results):
    """After a fresh run with nothing to complain of."""
    lines = [json.dumps({"session": 1, "tools": wp.tools, "how": wp.how}, sort_keys=True)]
    for file in sorted(results):
        lines.append(json.dumps({"file": file, "key": wp.key(file, units.model(file)), **compact(results[file].plain())}, sort_keys=True, separators=(",", ":")))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text("\n".join(lines) + "\n")


def compact(plain):
    """Without what differs from run to run: the times of provers are rounded to tenths of a second, and goals stand without the function's name."""
    def short(f):
        return {**f, "goals": [g.removeprefix(f["name"]) for g in f["goals"]], "seconds": round(f["seconds"], 1)}
    return {**plain, "functions": [short(f) for f in plain["functions"]], "lemmas": [short(f) for f in plain["lemmas"]]}


def expand(plain):
    def long(f):
        return {**f, "goals": [f["name"] + g for g in f["goals"]]}
    return Unit.of({**plain, "functions": [long(f) for f in plain["functions"]], "lemmas": [long(f) for f in plain["lemmas"]]}, cached=True)


def replay(wp, units, files):
    """(units by file, complaints): the session's results, if it is of these sources and tools."""
    if not RESULTS.exists():
        return {}, [f"there is no session (verify/frama-c/session/results.jsonl); make one: {AGAIN}; or prove without: make prove"]
    try:
        head, *entries = (json.loads(line) for line in RESULTS.read_text().splitlines())
        known = {entry.pop("file"): entry for entry in entries}
        other = [f"{tool} {head['tools'].get(tool)} there, {version} here" for tool, version in wp.tools.items() if head["tools"].get(tool) != version]
        if other or head["how"] != wp.how:
            what = f"other tools ({'; '.join(other)})" if other else "another way of proving (verify/frama-c has changed)"
            return {}, [f"the session is of {what}; prove afresh: {AGAIN}"]
        changed = sorted(file for file in files if known.get(file, {}).get("key") != wp.key(file, units.model(file))) + sorted(set(known) - set(files))
        if changed:
            names = ", ".join(changed[:5]) + (f" and {len(changed) - 5} more" if len(changed) > 5 else "")
            return {}, [f"the session is of other code: {len(changed)} files differ ({names}); prove afresh: {AGAIN}"]
        return {file: expand({k: v for k, v in known[file].items() if k != "key"}) for file in sorted(files)}, []
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        return {}, [f"verify/frama-c/session/results.jsonl cannot be read ({type(problem).__name__}: {problem}); make it again: {AGAIN}"]


def draw(results, share, seed):
    """Files at random until they hold that share of all goals."""
    files, drawn, goals = sorted(results), [], 0
    random.Random(seed).shuffle(files)
    wanted = share * sum(unit.size() for unit in results.values())
    for file in files:
        if goals >= wanted:
            break
        drawn.append(file)
        goals += results[file].size()
    return drawn, goals


def compare(file, old, new):
    """What a fresh proof of a file says that the session does not."""
    def plain(unit):
        return {**{f.name: f.goals for f in unit.functions + unit.lemmas}, "its smoke tests": unit.smoke, "its assumptions": unit.assumed}
    before, now = plain(old), plain(new)
    for name in sorted(set(before) | set(now)):
        if before.get(name) != now.get(name):
            yield f"{file}: proved afresh, {name} has not the goals that the session says; prove afresh: {AGAIN}"
    for name in new.unproved():
        yield f"{file}: the session says that {name} is proved, proved afresh it stays open; verify/frama-c/prove --only {file}"


def afresh(wp, units, results, share, seed, jobs):
    """Proves a random share again, with no cache, and compares."""
    drawn, _ = draw(results, share, seed)
    complaints = []
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        fresh = wp.elsewhere(cache=pathlib.Path(folder))
        drawn.sort(key=lambda file: -results[file].size())
        for file, unit in zip(drawn, pool.map(lambda file: fresh.prove(file, units.model(file)), drawn)):
            complaints += compare(file, results[file], unit)
            results[file] = unit
    return drawn, complaints
