"""What makes a run of the proofs fail. Every complaint is one line: what is wrong, and what to do."""
import json, pathlib, re, tempfile

here = pathlib.Path(__file__).resolve().parent
ALLOWED, FLOOR, UNITS = here / "allowed.json", here / "floor.json", here / "units.json"
CONTRADICTORY = {"never", "apart_from_itself", "lies"}
FALSE_GOALS = {"off_by_one_ensures_wrong", "weak_for_strict_ensures_wrong", "too_much_assigns"}


def annotations(text):
    return re.findall(r"/\*@.*?\*/|//@[^\n]*", text, re.S)


def taken_for_granted(root):
    """Axioms and admitted properties in the sources: nothing may be proved by being assumed."""
    for folder in ("src", "spec/acsl"):
        for path in sorted((root / folder).rglob("*.[ch]")):
            for annotation in annotations(path.read_text()):
                word = re.search(r"\b(axiom|axiomatic|admit)\b", re.sub(r"//(?!@).*", "", annotation))
                if word:
                    yield f"{path.relative_to(root)}: `{word.group(1)}` in an annotation; define it (a logic function or an inductive predicate) or prove it (a lemma)"


def not_covered(root, units):
    """Every .c file of a covered folder is proved or excepted with a reason."""
    for name in units["exceptions"]:
        if not (root / name).exists():
            yield f"{name}: excepted in units.json but not there; remove it from verify/frama-c/units.json"


def shortfalls(functions, smoke_checked, floor):
    counts = {f"{f.file}:{f.name}": f.goals for f in functions}
    for name, least in floor["functions"].items():
        if counts.get(name, 0) < least:
            yield f"{name}: {counts.get(name, 0)} goals, the floor is {least}; restore its contract, or if that is meant: verify/frama-c/prove --write-floor"
    for name in counts:
        if name not in floor["functions"]:
            yield f"{name}: proved but without a floor; add it: verify/frama-c/prove --write-floor"
    if sum(counts.values()) < floor["total"]:
        yield f"{sum(counts.values())} goals in all, the floor is {floor['total']}; see the lines above, or: verify/frama-c/prove --write-floor"
    if smoke_checked < floor["smoke"]:
        yield f"{smoke_checked} smoke tests, the floor is {floor['smoke']}; see the lines above, or: verify/frama-c/prove --write-floor"


def without_contract(functions):
    for f in functions:
        if "assigns" not in f.kinds:
            yield f"{f.file}:{f.name}: has no contract of its own (no assigns goal); write one in its header (verify/README.md)"


def not_allowed(assumed, allowed):
    for name in sorted(assumed):
        if name not in allowed:
            what = "stays open" if name.startswith("open ") else "is assumed"
            yield f"{name}: {what} ({'; '.join(assumed[name][:3])}) and is not on verify/frama-c/allowed.json; prove it, or put it there with a reason"
    for name in sorted(set(allowed) - set(assumed)):
        yield f"{name}: on verify/frama-c/allowed.json but assumed nowhere; remove it there"


def missing_from_ledger(root, functions):
    """What the ledger says is proved of a claim is among the results."""
    known = {f.name for f in functions}
    claims = load(root / "spec/claims.json")
    for claim in claims if isinstance(claims, list) else claims["claims"]:
        for name in (claim.get("program") or {}).get("functions", []):
            if name not in known:
                yield f"{name}: the ledger (spec/claims.json, {claim['id']}) names it, but nothing is proved of it; write its contract, or correct the ledger"


def smoke_failures(file, unit):
    for name in unit.smoke_failed:
        yield f"{file}: smoke test {name} failed: what is required there contradicts itself (or the code is dead); look for the contradiction in requires, invariants, contracts called"
    if unit.smoke_broken:
        yield f"{file}: the prover broke down in {unit.smoke_broken} smoke tests, which says nothing; check z3 (apt-get install --reinstall z3)"


def planted(wp):
    """The contradictions in planted/ must be caught, the false goals must stay unproved. Never from the cache."""
    facts, complaints = {}, []
    with tempfile.TemporaryDirectory() as folder:
        wp = wp.elsewhere(pathlib.Path(folder))
        smoke, _ = wp.smoke(str((here / "planted/contradiction.c").relative_to(wp.root)), "real")
        caught = set(re.findall(r"\[Failed\] Smoke-test typed_real_(\S+?)_wp_smoke", smoke))
        facts["planted_contradiction_caught"] = CONTRADICTORY <= caught
        for name in sorted(CONTRADICTORY - caught):
            complaints.append(f"verify/frama-c/planted/contradiction.c: the contradiction in `{name}` was not caught, so smoke tests mean nothing; "
                              "check z3 (apt-get install --reinstall z3)")
        _, report = wp.goals(str((here / "planted/false-goals.c").relative_to(wp.root)), "real")
        results = {name: result["wp:main"] for of in report["wp:functions"].values() for name, result in of.items() if not name.startswith("wp:")}
        stay_open = {name for name in FALSE_GOALS if name in results and results[name].get("valid", 0) < results[name]["total"]}
        facts["planted_false_goal_unproved"] = stay_open == FALSE_GOALS
        for name in sorted(FALSE_GOALS - stay_open):
            complaints.append(f"verify/frama-c/planted/false-goals.c: the false goal {name} was proved (or is gone), so no proof means anything; "
                              "check z3 and cvc5 (apt-get install --reinstall z3 cvc5)")
    return facts, complaints


def load(path):
    return json.loads(path.read_text())
