"""Runs Frama-C/WP on one source file and reads what it says; a file that has not changed is not run again."""
import collections, copy, hashlib, json, os, pathlib, re, subprocess, tempfile

TIMEOUT = 15       # s a goal. All take below 2 s by one of the provers, run side by side; the other one may run for ever
SMOKE_TIMEOUT = 4  # s; rarely reached, the prover `smoke` is bounded in steps

MODELS = {
    # Over the reals: floats are real numbers, so goals on overflow to infinity would be trivially true and are not counted.
    "real": ["-wp-model", "Typed+real", "-warn-special-float", "none"],
    # IEEE 754: floats are floats, and no operation may overflow or make a NaN.
    "IEEE": ["-wp-model", "Typed"],
}

Function = collections.namedtuple("Function", "name file goals proved model seconds cached failed kinds")
Unit = collections.namedtuple("Unit", "functions assumed unproved smoke_checked smoke_failed smoke_broken")


class Broken(Exception):
    """Frama-C did not do its work: one line."""


class Wp:
    def __init__(self, root, configuration, tools, cache):
        self.root, self.cache = root, cache
        self.environment = {**os.environ, "WHY3CONFIG": str(configuration), "LC_ALL": "C"}
        share = subprocess.run(["frama-c", "-print-share-path"], capture_output=True, text=True).stdout.strip()
        self.include = ["-nostdinc", "-Isrc", "-Ispec/acsl/libc", f"-I{share}/libc"]
        own = b"".join((pathlib.Path(__file__).parent / name).read_bytes() for name in ("wp.py", "provers.py"))
        self.how = own + json.dumps(tools, sort_keys=True).encode()
        # Frama-C's own contracts of libm speak of floats and contradict real numbers: ours come first, theirs are not used.
        self.common = ["frama-c", "-c11", "-no-frama-c-stdlib", f"-cpp-extra-args={' '.join(self.include)}",
                       "-kernel-warn-key", "annot:missing-spec=abort", "-kernel-warn-key", "annot-error=abort", "-wp", "-wp-rte",
                       "-warn-unsigned-overflow", "-warn-unsigned-downcast", "-wp-par", "2"]

    def elsewhere(self, cache):
        """The same with another cache."""
        other = copy.copy(self)
        other.cache = cache
        return other

    def run(self, file, model, *options):
        with tempfile.TemporaryDirectory() as folder:
            report = pathlib.Path(folder) / "report.json"
            command = self.common + [file] + MODELS[model] + ["-wp-session", folder, "-wp-report-json", str(report), *options]
            ran = subprocess.run(command, cwd=self.root, env=self.environment, capture_output=True, text=True)
            text = ran.stdout + ran.stderr
            if ran.returncode != 0 or not report.exists():
                said = [line for line in text.splitlines() if re.search(r"[Ee]rror|unbound|unexpected|[Mm]issing|Neither", line)] or text.splitlines()[-1:] or ["nothing"]
                raise Broken(f"{file}: Frama-C stops: {said[0].strip()}; run it by hand: verify/frama-c/prove --only {file}")
            return text, json.loads(report.read_text())

    def cached(self, kind):
        folder = self.cache / kind
        folder.mkdir(parents=True, exist_ok=True)
        return ["-wp-cache", "update", "-wp-cache-dir", str(folder)]

    def goals(self, file, model):
        """All goals, by both provers; and what they rest on."""
        return self.run(file, model, "-wp-prover", "z3,cvc5", "-wp-timeout", str(TIMEOUT), *self.cached("goals"), "-then", "-report")

    def smoke(self, file, model):
        """All smoke tests, by the prover `smoke`."""
        return self.run(file, model, "-wp-prover", "smoke", "-wp-timeout", str(SMOKE_TIMEOUT), "-wp-smoke-tests", "-wp-smoke-timeout", str(SMOKE_TIMEOUT), *self.cached("smoke"))

    def key(self, file, model):
        """The hash of all that a file's results depend on: the preprocessed text with its annotations, the tools, how they are run."""
        text = subprocess.run(["gcc", "-E", "-C", "-D__FRAMAC__", "-D__FC_MACHDEP_X86_64", *self.include, file], cwd=self.root, capture_output=True)
        if text.returncode != 0:
            raise Broken(f"{file}: gcc -E fails: {text.stderr.decode(errors='replace').splitlines()[0]}")
        return hashlib.sha256(self.how + model.encode() + b"\0" + text.stdout).hexdigest()

    def unit(self, file, model):
        """A file's results: what is known of this very text, else proved now. Only results without any failure are kept."""
        kept = self.cache / "files" / (self.key(file, model) + ".json")
        try:
            known = json.loads(kept.read_text())
            return Unit(**{**known, "functions": [Function(**{**f, "cached": True}) for f in known["functions"]]})
        except (OSError, ValueError, TypeError, KeyError):
            pass
        unit = self.prove(file, model)
        if not unit.unproved and not unit.smoke_failed and not unit.smoke_broken and all(f.failed == 0 for f in unit.functions):
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps({**unit._asdict(), "functions": [f._asdict() for f in unit.functions]}))
        return unit

    def prove(self, file, model):
        text, report = self.goals(file, model)
        functions = [self.function(name, file, model, goals, text) for name, goals in report.get("wp:functions", {}).items()]
        counted, total = sum(f.goals for f in functions), report["wp:global"].get("wp:main", {}).get("total", 0)
        unproved = unproved_goals(text)
        if counted != total:
            unproved.append(f"{total - counted} goals outside functions (lemmas)")
        smoke, _ = self.smoke(file, model)
        return Unit(functions, assumptions(text), unproved, len(set(re.findall(r"\[(?:Passed|Failed)\] Smoke-test (\S+)", smoke))),
                    sorted(set(re.findall(r"\[Failed\] Smoke-test (\S+)", smoke))), broken(smoke))

    @staticmethod
    def function(name, file, model, goals, text):
        count = collections.Counter()
        for goal, result in goals.items():
            if not goal.startswith("wp:"):
                count.update(goals=result["wp:main"]["total"], proved=result["wp:main"].get("valid", 0))
        seconds, tried, cached = 0.0, 0, 0
        for goal, line in re.findall(r"Goal (typed\S*) : Valid(.*)", text):
            if not belongs(goal, name, goals):
                continue
            times = re.findall(r"\((?:Qed:)?([\d.]+)(ms|s)\)", line)
            seconds += sum(float(t) * (1e-3 if unit == "ms" else 1.0) for t, unit in times)
            if "Qed:" in line:
                tried += 1
                cached += "(cached)" in line
        kinds = [kind for kind in ("assigns", "ensures") if any(f"_{kind}" in goal for goal in goals)]
        return Function(name, file, count["goals"], count["proved"], model, round(seconds, 3), tried > 0 and tried == cached, count["goals"] - count["proved"], kinds)


def belongs(goal, name, goals):
    """typed_real_f_ensures_sum_part1 is the goal f_ensures_sum of f."""
    bare = re.sub(r"^typed_(real_)?", "", goal)
    return any(bare == g or bare.startswith(g + "_part") for g in goals if not g.startswith("wp:")) and bare.startswith(name)


def unproved_goals(text):
    """Names of goals that no prover proved."""
    alone = re.findall(r"\] Goal (typed\S*) : (?:Failed|Timeout|Unknown|Stepout)", text)
    return sorted(set(alone + re.findall(r"\[(?:Failed|Partial|Unsuccess)\] Goal (typed\S*)", text)))


def broken(text):
    """How often a prover broke down in smoke tests (an answer that is neither valid nor unknown counts as passed there)."""
    last = re.search(r"Proved goals:.*?(?=\[wp\]|\Z)", text, re.S)
    return sum(int(n) for n in re.findall(r"\(failed: (\d+)\)", last.group(0) if last else ""))


def assumptions(text):
    """Functions whose contract is taken for granted, axioms and admitted properties, hypotheses on memory."""
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
            found.setdefault(f"open {owner}", []).append(f"{status.group(1)}: {status.group(2)}")
    for name in re.findall(r"Memory model hypotheses for function '(\w+)'", text):
        found[f"memory-model {name}"] = ["see the warning of WP"]
    return found
