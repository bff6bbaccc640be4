"""Runs Frama-C/WP on one source file; verdict.py reads what it says. A file that has not changed is not run again."""
import copy, hashlib, json, os, pathlib, re, shutil, subprocess, tempfile

import provers, scan, verdict
from verdict import Function, Unit

SMOKE_TIMEOUT = 4  # CPU s; rarely reached, the prover `smoke` is bounded in steps

MODELS = {
    # Over the reals: floats are real numbers, so goals on overflow to infinity would be trivially true and are not counted.
    "real": ["-wp-model", "Typed+real", "-warn-special-float", "none"],
    # The same where a pointer goes through void * (contexts, memory of ntk_calloc): a cast keeps the address. Sound if what is written as
    # one type is never read as another, which the gate puts on the list of assumptions for each such file.
    "real, casts": ["-wp-model", "Typed+cast+real", "-warn-special-float", "none"],
    # IEEE 754: floats are floats, and no operation may overflow or make a NaN.
    "IEEE": ["-wp-model", "Typed"],
}
# Who is asked, one stage after the other, with CPU seconds a goal: a later stage sees only what is still open. `script` replays session/script.
REAL = (("script,z3", 2), ("script,cvc5", 4), ("script,z3,z3-auto,cvc5", 15))
# IEEE: gappa for finiteness and ranges, cvc5-ax for enclosures, by monotone rounding (provers.py).
STAGES = {"real": REAL, "real, casts": REAL, "IEEE": (("script,gappa,cvc5-ax", 4), ("script,gappa,cvc5-ax,cvc5", 15))}
# While somebody works at a file, goals that fail must fail soon.
QUICK = {"real": (("script,z3", 2), ("script,cvc5", 4)), "IEEE": (("script,gappa,cvc5-ax", 4), ("script,cvc5", 4))}
QUICK["real, casts"] = QUICK["real"]

SMOKE = {"real": "smoke", "real, casts": "smoke", "IEEE": "smoke-ax"}  # z3 does not find that no double is beyond the largest


class Broken(Exception):
    """Frama-C did not do its work: one line."""


class Wp:
    def __init__(self, root, configuration, tools, cache, skip=None):
        """skip: per file the functions that are excepted."""
        self.root, self.tools, self.cache, self.skip = root, tools, cache, skip or {}
        self.cpu = {}  # file -> CPU seconds of Frama-C and the provers in this run
        self.environment = {**os.environ, "WHY3CONFIG": str(configuration), "LC_ALL": "C"}
        share = subprocess.run(["frama-c", "-print-share-path"], capture_output=True, text=True).stdout.strip()
        self.include = ["-nostdinc", "-Isrc", "-Ispec/acsl/libc", f"-I{share}/libc"]
        # Frama-C's own contracts of libm speak of floats and contradict real numbers: ours come first, theirs are not used.
        self.common = ["frama-c", "-c11", "-no-frama-c-stdlib", "-remove-unused-specified-functions",
                       # else Frama-C puts local arrays around each variadic call, and with their end WP forgets what is valid; arguments are checked either way
                       "-variadic-no-translation", f"-cpp-extra-args={' '.join(self.include)}",
                       "-kernel-warn-key", "annot:missing-spec=abort", "-kernel-warn-key", "annot-error=abort", "-wp", "-wp-rte",
                       "-warn-unsigned-overflow", "-warn-unsigned-downcast", "-rte-no-pointer-call", "-wp-par", "2",
                       # two simplifiers that take most of the time where a function branches a lot (npy-header.c: 110 s with, 35 s without), for goals that z3 finds anyhow
                       "-wp-no-ground", "-wp-no-pruning"]
        how = [[option for option in self.common if not option.startswith("-cpp-extra-args")], MODELS, STAGES, SMOKE, SMOKE_TIMEOUT, provers.PROVERS, provers.described(configuration.parent), verdict.VERSION]
        self.how = hashlib.sha256(json.dumps(how, sort_keys=True).encode()).hexdigest()

    def elsewhere(self, **other):
        """The same with another tree (root), another cache (None: none)."""
        changed = copy.copy(self)
        vars(changed).update(other)
        return changed

    def command(self, file, model, *options):
        return self.common + [file] + MODELS[model] + list(options)

    def run(self, file, model, *options):
        """All that Frama-C prints, and WP's report."""
        with tempfile.TemporaryDirectory() as folder:
            report = pathlib.Path(folder) / "report.json"
            scripts = pathlib.Path(__file__).parent / "session/script"
            if scripts.is_dir():
                shutil.copytree(scripts, pathlib.Path(folder) / "script")
            command = self.command(file, model, "-wp-session", folder, "-wp-report-json", str(report), *options)
            printed = pathlib.Path(folder) / "printed"
            with printed.open("wb") as out:
                ran = subprocess.Popen(command, cwd=self.root, env={**self.environment, "PWD": str(self.root)}, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)
                _, status, used = os.wait4(ran.pid, 0)
                ran.returncode = os.waitstatus_to_exitcode(status)
            self.cpu[file] = self.cpu.get(file, 0.0) + used.ru_utime + used.ru_stime
            text = printed.read_text(errors="replace")
            if ran.returncode != 0 or not report.exists():
                raise Broken(f"{file}: Frama-C stops: {why(text)}; run it by hand: verify/frama-c/prove --only {file}")
            return text, json.loads(report.read_text())

    def caching(self):
        if self.cache is None:
            return ["-wp-cache", "none"]
        folder = self.cache / "goals"
        folder.mkdir(parents=True, exist_ok=True)
        return ["-wp-cache", "update", "-wp-cache-dir", str(folder)]

    def skipped(self, file):
        return ["-wp-skip-fct", ",".join(sorted(self.skip[file]))] if self.skip.get(file) else []

    def goals(self, file, model, seconds=None, function=None, smoke=True, quick=False):
        """All goals, stage by stage, what they rest on (-report), then (but for quick) all smoke tests: one process, so that all is generated once."""
        stages = [(who, seconds or usual) for who, usual in (QUICK if quick else STAGES)[model]]
        options = [*self.caching(), *asked(stages, ["-wp-fct", function] if function else self.skipped(file)), "-then", "-report"]
        if smoke and not function and not quick:
            last = stages[-1][0].split(",")
            options += ["-then", "-wp", *self.skipped(file), "-wp-smoke-tests", "-wp-prover=" + ",".join(["-" + name for name in last] + ["+" + SMOKE[model]]),
                        "-wp-timeout", str(SMOKE_TIMEOUT), "-wp-smoke-timeout", str(SMOKE_TIMEOUT)]
        return self.run(file, model, *options)

    def preprocessed(self, file):
        ran = subprocess.run(["gcc", "-E", "-C", "-D__FRAMAC__", "-D__FC_MACHDEP_X86_64", *self.include, file], cwd=self.root, capture_output=True, text=True,
                             errors="replace")
        if ran.returncode != 0:
            said = (ran.stderr.splitlines() or [""])[0]
            raise Broken(f"{file}: it does not pass the preprocessor: {said}; correct the source (a header of a library may be missing in spec/acsl/libc)")
        return ran.stdout

    def key(self, file, model):
        """The hash of all that a file's results depend on but the tools' versions: code and annotations as Frama-C sees them, how they are proved."""
        scripts = [path.read_bytes() for path in sorted((pathlib.Path(__file__).parent / "session/script").glob("*.json"))]
        skip = ",".join(sorted(self.skip.get(file, [])))
        return hashlib.sha256(b"\0".join([self.how.encode(), model.encode(), skip.encode(), *scripts, scan.essence(self.preprocessed(file)).encode()])).hexdigest()

    def unit(self, file, model):
        """A file's results: what is known of this very text, else proved now. Only results without any failure are kept."""
        tools = hashlib.sha256(json.dumps(self.tools, sort_keys=True).encode()).hexdigest()[:8]
        kept = self.cache / "files" / f"{self.key(file, model)}-{tools}.json"
        try:
            return Unit.of(json.loads(kept.read_text()), cached=True)
        except (OSError, ValueError, TypeError, KeyError):
            pass
        unit = self.prove(file, model)
        if unit.good():
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(unit.plain()))
        return unit

    def prove(self, file, model):
        text, report = self.goals(file, model)
        return verdict.read(file, model, text, report, self.tools)


def asked(stages, chosen):
    """The stages as options, of the chosen functions. Frama-C adds to the list of provers from one -then to the next, so those done with are
    taken off; and it forgets which functions were chosen."""
    options, before = [], []
    for who, seconds in stages:
        names = who.split(",")
        change = ["-" + name for name in before if name not in names] + ["+" + name for name in names if name not in before]
        options += (["-then", "-wp"] if before else []) + chosen + ([f"-wp-prover={','.join(change)}"] if change else []) + ["-wp-timeout", str(seconds)]
        before = names
    return options


def why(text):
    """Frama-C's first word on what is wrong."""
    lines = text.splitlines()
    for i, line in enumerate(lines):
        if re.search(r"[Ee]rror|unbound|unexpected|[Mm]issing|Neither", line):
            more = lines[i + 1].strip() if line.rstrip().endswith(("Warning:", "Error:")) and i + 1 < len(lines) else ""
            return f"{line.strip()} {more}".strip()
    return (lines or ["nothing"])[-1]
