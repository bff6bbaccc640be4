"""The tools: found, tried, and described to Why3 in a configuration of this project's own."""
import hashlib, os, pathlib, re, shutil, subprocess

PACKAGE = {"frama-c": "frama-c-base", "why3": "why3", "z3": "z3", "cvc5": "cvc5", "gappa": "gappa", "gcc": "gcc"}
MEMORY = 3000  # MB a prover may take

# shortcut: (name in Why3, alternative, program, command, driver). No command bounds its time: Why3 does, in CPU seconds, so that an answer
# does not depend on how busy the machine is. Why3's own z3 driver does not know z3's word for a time-out.
# z3 instantiates quantifiers by their triggers only: it proves more of our goals, ten times faster, and gives up at once where z3-auto (its
# usual search for models) would run on. smoke: the same, bounded in steps: it has to answer `unknown` for everything that is in order.
SEEDS = "sat.random_seed=42 nlsat.randomize=false smt.random_seed=42"
TRIGGERS = "smt.mbqi=false smt.auto_config=false"
PROVERS = {
    "z3": ("Z3", "", "z3", f"z3 -smt2 {TRIGGERS} {SEEDS} -st %f", "z3"),
    "z3-auto": ("Z3", "auto", "z3", f"z3 -smt2 {SEEDS} -st %f", "z3"),
    "smoke": ("Z3", "smoke", "z3", f"z3 -smt2 {TRIGGERS} rlimit=150000 {SEEDS} -st %f", "z3"),
    "cvc5": ("CVC5", "", "cvc5", "cvc5 --stats-internal --lang=smt2 %f", "cvc5"),
    # IEEE goals: cvc5 with Why3's axioms on rounding (monotone, error bounds), which the stock drivers drop for SMT's own floats; and Gappa.
    "cvc5-ax": ("CVC5", "ax", "cvc5", "cvc5 --stats-internal --lang=smt2 %f", "cvc5-ax"),
    "gappa": ("Gappa", "", "gappa", "gappa -Eprecision=70 %f", "gappa"),
    # The same for IEEE goals.
    "smoke-ax": ("CVC5", "smoke", "cvc5", "cvc5 --stats-internal --rlimit=100000 --lang=smt2 %f", "cvc5-ax"),
}


class Unusable(Exception):
    """What is missing or broken, and what to do: one line."""


def output(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()


def find():
    for tool, package in PACKAGE.items():
        if shutil.which(tool) is None:
            raise Unusable(f"missing: {tool}; install it with: apt-get install {package} (or all at once: make deps)")


def try_out(folder):
    """A prover that cannot refute 0 < x < 0 would let every smoke test pass."""
    script = folder / "try.smt2"
    script.write_text("(set-logic ALL)(declare-const x Real)(assert (and (< 0.0 x) (< x 0.0)))(check-sat)\n")
    for program in sorted({p[2] for p in PROVERS.values()} - {"gappa"}):  # a broken Gappa leaves goals open, no more
        try:
            ran = subprocess.run([program, str(script)], capture_output=True, text=True, timeout=60)
            answer = ran.stdout.strip()
        except (OSError, subprocess.TimeoutExpired) as problem:
            answer = str(problem)
        if answer != "unsat":
            first = (answer.splitlines() or [f"nothing, exit status {ran.returncode}"])[0]
            raise Unusable(f"the prover {program} does not work (asked for `unsat` it said: {first}); reinstall it: apt-get install --reinstall {PACKAGE[program]}")


def version(program):
    found = re.search(r"\d+\.\d+(\.\d+)?", output(program, "--version"))
    if not found:
        raise Unusable(f"the prover {program} does not tell its version; reinstall it: apt-get install --reinstall {PACKAGE[program]}")
    return found.group(0)


def replace(path, text):
    """Writes what has changed, whole: another run may be reading it."""
    if not path.exists() or path.read_text() != text:
        new = path.with_name(f"{path.name}.{os.getpid()}.new")
        new.write_text(text)
        new.replace(path)


def drivers(folder, data):
    """Copies of the installed drivers: cvc4's with the logic's name that cvc5 knows (the second without SMT's floats, so that Why3's axioms
    on them stay), z3's with z3's word for a time-out, Gappa's as it is."""
    target = folder / "drivers"
    target.mkdir(parents=True, exist_ok=True)
    for part in (data / "drivers").glob("*.gen"):
        replace(target / part.name, part.read_text())
    floats = 'import "smt-libv2-floats.gen"\n'
    common = (data / "drivers" / "cvc4_16.gen").read_text()
    if floats not in common:
        raise Unusable(f"Why3's driver cvc4_16.gen in {data / 'drivers'} does not import the floats; this script was written for why3 1.5 (apt-get install why3)")
    replace(target / "cvc4_16-ax.gen", common.replace(floats, ""))
    for name, source, edit in (
        ("cvc5", "cvc4_17.drv", lambda text: text.replace("ALL_SUPPORTED", "ALL")),
        ("cvc5-ax", "cvc4_17.drv", lambda text: text.replace("ALL_SUPPORTED", "ALL").replace("cvc4_16.gen", "cvc4_16-ax.gen")),
        ("gappa", "gappa.drv", lambda text: text),
        ("z3", "z3_440.drv", lambda text: text + '\ntimeout "^timeout"\n'),
    ):
        origin = data / "drivers" / source
        if not origin.exists():
            raise Unusable(f"Why3 has no driver {source} in {origin.parent}; this script was written for why3 1.5 (apt-get install why3)")
        replace(target / f"{name}.drv", edit(origin.read_text()))
    return target


def configure(folder):
    """Writes folder/why3.conf and returns its path with the versions of everything in use."""
    find()
    folder.mkdir(parents=True, exist_ok=True)
    try_out(folder)
    data, library = pathlib.Path(output("why3", "--print-datadir")), output("why3", "--print-libdir")
    where = drivers(folder, data)
    lines = ["[main]", "magic = 14", f'datadir = "{data}"', f'libdir = "{library}"', f"memlimit = {MEMORY}", "running_provers_max = 2", "timelimit = 5"]
    for shortcut, (name, alternative, program, command, driver) in PROVERS.items():
        lines += ["", "[prover]", f'name = "{name}"', f'version = "{version(program)}"', f'shortcut = "{shortcut}"', f'command = "{command}"',
                  f'driver = "{where / driver}.drv"', 'editor = ""', "in_place = false", "interactive = false"]
        if alternative:
            lines.append(f'alternative = "{alternative}"')
    configuration = folder / "why3.conf"
    replace(configuration, "\n".join(lines) + "\n")
    known = output("env", f"WHY3CONFIG={configuration}", "why3", "config", "list-provers")
    for name in {p[0] for p in PROVERS.values()}:
        if name not in known:
            raise Unusable(f"Why3 does not accept the configuration {configuration}: `why3 config list-provers` does not name {name}")
    tools = {"frama-c": output("frama-c", "-version"), "why3": version("why3"), "z3": version("z3"), "cvc5": version("cvc5"), "gappa": version("gappa")}
    return configuration, tools


def described(folder):
    """What decides what the provers are asked, apart from their versions: the drivers."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted((folder / "drivers").iterdir())}
