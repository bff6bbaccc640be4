"""Reads what Frama-C/WP printed about one file."""
import collections, dataclasses, re

VERSION = 2  # of what is kept of a run: change it, and results of earlier runs are not used


@dataclasses.dataclass
class Function:
    name: str
    file: str
    model: str
    goals: list       # their names
    open: list        # those that nobody proved
    seconds: float    # of provers
    provers: dict     # name -> goals it proved
    cached: bool      # no prover ran for it in this run
    kinds: list       # assigns, ensures: the clauses it has


@dataclasses.dataclass
class Unit:
    functions: list
    lemmas: list        # the same for lemmas, each as a Function named after it
    assumed: dict       # name -> what of it is taken for granted
    warnings: list      # of WP, such that a goal says less than it seems to
    smoke: list         # names of the smoke tests
    smoke_failed: list
    smoke_broken: int
    miscounted: int     # goals in WP's report less goals named in its text: 0

    def plain(self):
        return dataclasses.asdict(self)

    @staticmethod
    def of(plain, cached):
        def back(functions):
            return [Function(**{**f, "cached": cached}) for f in functions]
        return Unit(**{**plain, "functions": back(plain["functions"]), "lemmas": back(plain["lemmas"])})

    def unproved(self):
        return sorted(name for f in self.functions + self.lemmas for name in f.open)

    def good(self):
        return not (self.unproved() or self.warnings or self.smoke_failed or self.smoke_broken or self.miscounted)

    def size(self):
        return sum(len(f.goals) for f in self.functions + self.lemmas)


LINE = re.compile(r"^\[wp\] (?:\[([^\]]+)\] )?Goal (typed\S*)(?: : (\w[\w ]*))?(.*)$", re.M)
# Any of these and WP has proved less than it says, or of something else.
SHALLOW = ("Missing 'calls'", "no 'calls' specification", "Unknown callee", "Missing assigns clause")


def read(file, model, text, report, tools):
    goals = results(text, tools)
    names = [name for name in report.get("wp:functions", {})]
    owned = collections.defaultdict(dict)
    for goal, result in goals.items():
        owned[owner(bare(goal), names)][bare(goal)] = result
    functions = [function(name, file, model, owned.pop(name)) for name in names if name in owned]
    lemmas = [function(name, file, model, {name: result}) for name, result in sorted(owned.pop("lemma", {}).items())]
    counted = sum(sum(r["wp:main"]["total"] for name, r in of.items() if not name.startswith("wp:") and "_wp_smoke_" not in name)
                  for of in report.get("wp:functions", {}).values())
    smoke = re.findall(r"\[(Passed|Failed)\] Smoke-test (\S+)", text)
    return Unit(functions, lemmas, assumptions(text), shallow(text), sorted({bare(name) for _, name in smoke}),
                sorted({bare(name) for how, name in smoke if how == "Failed"}), broken(text),
                counted - sum(len(f.goals) for f in functions) + sum(len(rest) for rest in owned.values()))


def results(text, tools):
    """goal -> (who proved it or None, seconds of provers, cached): a goal is proved if any stage says so."""
    found = {}
    for who, goal, status, rest in LINE.findall(text):
        if "_wp_smoke_" in goal:
            continue
        proved, seconds, cached = found.get(goal, (None, 0.0, True))
        if status.strip() == "Valid" and "(Degenerated" not in rest:
            times = re.findall(r"\(([\d.]+)(ms|s)\)", rest)
            took = sum(float(t) * (1e-3 if unit == "ms" else 1.0) for t, unit in times)
            if proved is None:
                proved, seconds, cached = prover(who, tools), seconds + took, who == "Qed" or "(cached)" in rest
        found[goal] = (proved, seconds, cached)
    return found


def prover(label, tools):
    """`Z3 4.8.12 (auto)` is our z3-auto."""
    for version in tools.values():
        label = label.replace(f" {version}", "")
    return re.sub(r" \(([\w-]+)\)", r"-\1", label).lower()


def bare(goal):
    """typed_real_f_ensures_sum is the goal f_ensures_sum."""
    return re.sub(r"^typed_(cast_)?(real_)?", "", goal)


def owner(goal, names):
    """The function whose goal it is: the longest name that fits. A lemma's goal is lemma_NAME."""
    fits = [name for name in names if goal.startswith(name + "_")]
    return max(fits, key=len) if fits else "lemma" if goal.startswith("lemma_") else ""


def function(name, file, model, goals):
    count = collections.Counter(who for who, _, _ in goals.values() if who)
    tried = [cached for who, _, cached in goals.values() if who != "qed"]
    kinds = [kind for kind in ("assigns", "ensures") if any(f"{name}_{kind}" in goal for goal in goals)]
    return Function(name, file, model, sorted(goals), sorted(goal for goal, (who, _, _) in goals.items() if who is None),
                    round(sum(seconds for _, seconds, _ in goals.values()), 3), dict(sorted(count.items())), bool(tried) and all(tried), kinds)


def shallow(text):
    """Warnings of WP that make a goal weaker than it looks, one line each."""
    found = []
    for place, what in re.findall(r"^\[wp\] (\S+:\d+): Warning:\s+(.*(?:\n  .*)*)", text, re.M):
        if any(word in what for word in SHALLOW):
            found.append(f"{place}: {' '.join(what.split())}")
    for _, goal, _, rest in LINE.findall(text):
        word = re.search(r"\((Degenerated)", rest)  # Stronger: hypotheses were left out, so what is proved holds all the more
        if word:
            found.append(f"goal {bare(goal)} is {word.group(1).lower()}: WP left something out (a cast, a construct it does not know)")
    return sorted(set(found))


def broken(text):
    """How often the prover of smoke tests broke down (an answer that is neither valid nor unknown counts as passed there)."""
    blocks = re.findall(r"Proved goals:.*?(?=^\[wp\]|\Z)", text, re.S | re.M)
    failed = sum(int(n) for n in re.findall(r"\(smoke[\w-]*\):.*?\(failed: (\d+)\)", blocks[-1])) if blocks else 0
    return failed - len(re.findall(r"^ +\S+ [\d.]+ \(smoke[\w-]*\): Valid", text, re.M))  # a contradiction that is found is counted there too


def assumptions(text):
    """Functions whose contract is taken for granted, axioms and admitted properties, hypotheses on memory; what stays open."""
    found, owner = {}, None
    for line in text.splitlines():
        heading = re.match(r"--- Properties of Function '(\w+)'", line)
        if heading:
            owner = heading.group(1)
        elif line.startswith("--- Global") or line.startswith("--- Properties of File"):
            owner = None
        status = re.match(r"\[\s*(.*?)\s*\] (.*)", line)
        if status and status.group(1) in ("Extern", "Considered", "Consid."):
            found.setdefault(owner or status.group(2), []).append(status.group(2))
        elif status and status.group(1) in ("Partial", "-", "Unknown", "Dead", "Invalid", "Alarm", "Bug") and status.group(2) != "Default behavior":
            found.setdefault(f"open {owner or status.group(2)}", []).append(f"{status.group(1)}: {status.group(2)}")
    for name in re.findall(r"Memory model hypotheses for function '(\w+)'", text):
        found[f"memory-model {name}"] = ["see the warning of WP"]
    return found


def digest(text, unit):
    """What Frama-C printed without the failures of goals that a later stage proved; then the sum."""
    still, keep, lines = set(unit.unproved()), True, []
    for line in text.splitlines():
        goal = re.match(r"\[wp\] (?:\[[^\]]+\] )?Goal (typed\S*)", line)
        if goal:
            keep = " : Valid" in line or bare(goal.group(1)) in still
        elif re.match(r"\[wp\] (Proved goals|Report|Running|\[Cache\]|\[CFG\])", line):
            keep = False
        elif line.startswith("["):
            keep = True
        if keep:
            lines.append(line)
    everyone = collections.Counter()
    for f in unit.functions + unit.lemmas:
        everyone.update(f.provers)
    lines += [f"[Failed] Goal {name}" for name in unit.unproved()] + [f"Warning: {line}" for line in unit.warnings]
    lines += [f"Smoke-test Failed: {name}" for name in unit.smoke_failed]
    lines.append(f"Proved goals: {unit.size() - len(still)} / {unit.size()} ({', '.join(f'{n} {who}' for who, n in sorted(everyone.items()))}); "
                 + (f"smoke tests: {len(unit.smoke) - len(unit.smoke_failed)} / {len(unit.smoke)}" if unit.smoke else "smoke tests: with --files"))
    return "\n".join(lines)
