"""What makes a run of the proofs fail. Every complaint is one line: what is wrong, and what to do."""
import json, pathlib, re

import scan

here = pathlib.Path(__file__).resolve().parent
ALLOWED, FLOOR, UNITS = here / "allowed.json", here / "floor.json", here / "units.json"
# Planted (planted/): per model the functions whose contradiction must be caught, the goals that must stay unproved.
PLANTED = {
    "real": ("contradiction.c", {"never", "apart_from_itself", "lies"}, "false-goals.c", {"off_by_one_ensures_wrong", "weak_for_strict_ensures_wrong", "too_much_assigns"}),
    "IEEE": ("contradiction-ieee.c", {"never_ordered", "beyond_the_largest", "lies"}, "false-goals-ieee.c",
             {"sum_as_lower_bound_ensures_wrong", "product_as_upper_bound_ensures_wrong", "sum_may_overflow_assert_rte_is_nan_or_infinite", "weak_test_ensures_wrong"}),
}


def load(path):
    try:
        return json.loads(path.read_text())
    except ValueError as problem:
        raise SystemExit(f"{path}: not JSON: {problem}; correct it") from None


def taken_for_granted(root):
    """Axioms and admitted properties in the sources: nothing may be proved by being assumed."""
    for folder in ("src", "spec/acsl"):
        for path in sorted((root / folder).rglob("*.[ch]")):
            for token in scan.TOKEN.finditer(path.read_text()):
                annotation = token.group(0)
                word = scan.is_annotation(annotation) and re.search(r"\b(axiom|axiomatic|admit)\b", re.sub(r"//(?!@).*", "", annotation))
                if word:
                    yield f"{path.relative_to(root)}: `{word.group(1)}` in an annotation; define it (a logic function or an inductive predicate) or prove it (a lemma)"


class Units:
    """units.json: how each file is proved, and what is not."""

    def __init__(self, root, plain):
        self.root, self.ieee, self.casts = root, set(plain["ieee"]), set(plain["casts"])
        self.open_names, self.exceptions = plain.get("open", []), plain["exceptions"]
        self.skip = {}  # file -> functions excepted
        for name in self.exceptions:
            file, _, function = name.partition(":")
            if function:
                self.skip.setdefault(file, set()).add(function)

    def model(self, file):
        return "IEEE" if file in self.ieee else "real, casts" if file in self.casts else "real"

    def is_open(self, file):
        return any(file == name or file.startswith(name.rstrip("/") + "/") for name in self.open_names)

    def all(self):
        return [str(path.relative_to(self.root)) for path in sorted((self.root / "src").rglob("*.c"))]

    def proved(self):
        """Every .c file but those open and excepted as a whole; the largest first, so that the cores finish together."""
        files = [name for name in self.all() if name not in self.exceptions and not self.is_open(name)]
        return sorted(files, key=lambda name: -(self.root / name).stat().st_size)

    def defined(self, file):
        return [d.name for d in scan.definitions((self.root / file).read_text())]


def coverage(units, wp, functions):
    """Every function of src/ is proved or excepted with what covers it instead. Returns the facts and the complaints."""
    complaints, proved, excepted, still_open, inline = [], 0, [], 0, {}
    known = {(f.file, f.name) for f in functions if "assigns" in f.kinds}
    anywhere = {name for _, name in known}
    for file in units.all():
        if file in units.exceptions:
            excepted += [f"{file}:{name}" for name in units.defined(file)]
            continue
        if units.is_open(file):
            still_open += len(units.defined(file))
            continue
        for d in scan.definitions(wp.preprocessed(file), file):
            if d.file != file:
                if d.file.startswith("src/"):
                    inline.setdefault((d.file, d.name), d.name in anywhere)
            elif d.name in units.skip.get(file, ()):
                excepted.append(f"{file}:{d.name}")
            elif (file, d.name) in known:
                proved += 1
            else:
                complaints.append(f"{file}:{d.name}: has no contract of its own (no assigns goal); write one in its header (verify/README.md), or except it in "
                                  "verify/frama-c/units.json with what covers it instead")
    for (file, name), good in inline.items():
        proved += good
        if not good:
            complaints.append(f"{file}:{name}: has no contract of its own; write one (verify/README.md)")
    for name in units.open_names:
        if not any(units.is_open(file) and (file == name or file.startswith(name.rstrip("/") + "/")) for file in units.all()):
            complaints.append(f"{name}: open in verify/frama-c/units.json but not there; remove it")
    return {"proved": proved, "excepted": len(excepted), "open": still_open}, complaints


def exceptions(units):
    """What is wrong with the list itself; said before anything is proved."""
    for name, why in units.exceptions.items():
        file, _, function = name.partition(":")
        if not (units.root / file).exists() or (function and function not in units.defined(file)):
            yield (f"{name}: excepted but not there; remove it from verify/frama-c/units.json")
        if not isinstance(why, dict) or not why.get("reason") or not why.get("instead"):
            yield (f'{name}: excepted without saying what covers it; in verify/frama-c/units.json give it "reason" and "instead" (Eva, E-ACSL, a test by name)')
            continue
        named = re.findall(r"\b(?:verify/e-acsl/drivers|tests)/[\w-]+\.(?:c|sh)\b", why["instead"])
        for gone in [place for place in named if not (units.root / place).exists()] or ([] if named else ["no file"]):
            yield f"{name}: excepted, and what covers it instead names {gone}, which is not there; name a driver of verify/e-acsl or a test in verify/frama-c/units.json"


def ghosts(root):
    """Uses of the assumption that fresh memory is apart (spec/acsl/heap.h): ghost function -> the functions that call it."""
    uses = {}
    for path in sorted((root / "src").rglob("*.[ch]")):
        text = path.read_text()
        for d in scan.definitions(text) if "heap_apart" in text else []:
            for name in sorted(set(re.findall(r"\b(heap_apart\w*)\s*\(", text[d.body:d.end]))):
                uses.setdefault(name, []).append(f"{path.relative_to(root)}:{d.name}")
    return uses


def assumed(root, units, results, functions):
    """What the proofs rest on: name -> (what, reason known from units.json)."""
    proved = {f.name for f in functions if not f.open}
    skipped = {name.partition(":")[2]: f"excepted: {why['reason']}; instead: {why['instead']}" for name, why in units.exceptions.items()
               if ":" in name and isinstance(why, dict) and why.get("instead")}
    for file in units.all():
        why = units.exceptions.get(file)
        for name in units.defined(file) if isinstance(why, dict) or units.is_open(file) else []:
            skipped.setdefault(name, f"excepted: {why.get('reason')}; instead: {why.get('instead')}" if why else "open: not yet proved itself")
    found = {}
    for file, unit in results.items():
        for name, what in unit.assumed.items():
            if name.startswith("open ") and name[5:] in units.skip.get(file, ()):
                name = name[5:]  # the contract of an excepted function
            if name not in proved:  # a contract proved in its own file is not an assumption
                found.setdefault(name, (what, skipped.get(name, "")))
    for name, uses in ghosts(root).items():
        uses = [use for use in uses if use.partition(":")[0] in results]
        if name in found:
            found[name] = ([f"{len(uses)} uses: {', '.join(uses)}"], "")
    apart = sorted(name.partition(" ")[2] for name in found if name.startswith("memory-model "))
    found = {name: why for name, why in found.items() if not name.startswith("memory-model ")}
    if apart:
        found["memory-model"] = ([f"{len(apart)} functions: {', '.join(apart)}"], "")
    casts = sorted(units.casts & set(results))
    if casts:
        found["memory-model casts"] = ([f"Typed+cast in {len(casts)} files: {', '.join(casts)}"], "")
    return found


def key(name, what, allowed):
    """Under what an assumption stands on the list: its name, or the header that declares a library's function."""
    header = next((match.group(1) for match in map(re.compile(r"\(file (spec/acsl/libc/\S+\.h), ").search, what) if match), None)
    return name if name in allowed else header


def not_allowed(assumed, allowed):
    used = {key(name, what, allowed) for name, (what, known) in assumed.items()}
    for name, (what, known) in sorted(assumed.items()):
        if key(name, what, allowed) not in allowed and not known:
            how = "stays open" if name.startswith("open ") else "is assumed"
            yield f"{name}: {how} ({'; '.join(what[:3])}) and is not on verify/frama-c/allowed.json; prove it, or put it there with a reason"
    for name in sorted(set(allowed) - used):
        yield f"{name}: on verify/frama-c/allowed.json but assumed nowhere; remove it there"


def shortfalls(functions, smoke_checked, floor):
    counts = {f"{f['file']}:{f['name']}": f["goals"] for f in functions}
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


def missing_from_ledger(root, functions):
    """What the ledger says is proved of a claim is among the results."""
    known = {f.name for f in functions}
    claims = load(root / "spec/claims.json")
    for claim in claims if isinstance(claims, list) else claims["claims"]:
        for name in (claim.get("program") or {}).get("functions", []):
            if name not in known:
                yield f"{name}: the ledger (spec/claims.json, {claim['id']}) names it, but nothing is proved of it; write its contract, or correct the ledger"


def of_unit(file, unit):
    for name in unit.unproved():
        yield f"{file}: unproved goal {name}; see verify/README.md, and verify/frama-c/prove --only {file}"
    for what in unit.warnings:
        yield f"{file}: {what}; say it in the annotations (`//@ calls f, g;` before a call through a pointer, `loop assigns`), or except the function"
    if unit.smoke_failed:
        yield (f"{file}: smoke tests failed: {', '.join(unit.smoke_failed)}: what is required there contradicts itself (or the code is dead); "
               "look for the contradiction in requires, invariants, contracts called")
    if unit.smoke_broken:
        yield f"{file}: the prover broke down in {unit.smoke_broken} smoke tests, which says nothing; check z3 (apt-get install --reinstall z3)"
    if unit.miscounted:
        yield f"{file}: WP's report counts {unit.miscounted} goals that its text does not name; run it by hand: verify/frama-c/prove --only {file}"


def planted(wp, models):
    """The contradictions in planted/ must be caught, the false goals must stay unproved, in each model in use. Never from the cache."""
    complaints, all_caught, all_open = [], True, True
    wp, folder = wp.elsewhere(cache=None), (here / "planted").relative_to(wp.root)
    for model in models:
        contradiction, contradictory, false, false_goals = PLANTED[model]
        text, _ = wp.goals(str(folder / contradiction), model, seconds=2)
        missed = contradictory - set(re.findall(r"\[Failed\] Smoke-test typed_(?:real_)?(\S+?)_wp_smoke", text))
        for name in sorted(missed):
            complaints.append(f"{folder / contradiction}: the contradiction in `{name}` was not caught, so smoke tests mean nothing; check z3 (apt-get install --reinstall z3)")
        _, report = wp.goals(str(folder / false), model, seconds=2, smoke=False)
        results = {name: result["wp:main"] for of in report["wp:functions"].values() for name, result in of.items() if not name.startswith("wp:")}
        lost = false_goals - {name for name in false_goals if name in results and results[name].get("valid", 0) < results[name]["total"]}
        for name in sorted(lost):
            complaints.append(f"{folder / false}: the false goal {name} was proved (or is gone), so no proof means anything; "
                              "check z3 and cvc5 (apt-get install --reinstall z3 cvc5)")
        all_caught, all_open = all_caught and not missed, all_open and not lost
    return {"planted_contradiction_caught": all_caught, "planted_false_goal_unproved": all_open}, complaints
