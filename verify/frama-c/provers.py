"""The tools: found, tried, and described to Why3 in a configuration of this project's own."""
import os, pathlib, re, shutil, subprocess

PACKAGE = {"frama-c": "frama-c-base", "why3": "why3", "z3": "z3", "cvc5": "cvc5", "gcc": "gcc"}
MEMORY = 3000  # MB a prover may take

# shortcut: (name in Why3, alternative, program, command, driver). Why3's own z3 driver does not know z3's word for a time-out.
# smoke: a bound on z3's steps, not on time, so that the answer does not depend on how busy the machine is.
PROVERS = {
    "z3": ("Z3", "", "z3", "z3 -smt2 -T:%t sat.random_seed=42 nlsat.randomize=false smt.random_seed=42 -st %f", "z3"),
    "cvc5": ("CVC5", "", "cvc5", "cvc5 --stats-internal --tlimit=%t000 --lang=smt2 %f", "cvc5"),
    "smoke": ("Z3", "smoke", "z3", "z3 -smt2 -T:%t rlimit=300000 sat.random_seed=42 nlsat.randomize=false smt.random_seed=42 -st %f", "z3"),
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
    for program in sorted({p[2] for p in PROVERS.values()}):
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


def drivers(folder, data):
    """Copies of the installed drivers: cvc4's with the logic's name that cvc5 knows, z3's with z3's word for a time-out."""
    target = folder / "drivers"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for part in (data / "drivers").glob("*.gen"):
        shutil.copy(part, target)
    for name, source, edit in (
        ("cvc5", "cvc4_17.drv", lambda text: text.replace("ALL_SUPPORTED", "ALL")),
        ("z3", "z3_440.drv", lambda text: text + '\ntimeout "^timeout"\n'),
    ):
        origin = data / "drivers" / source
        if not origin.exists():
            raise Unusable(f"Why3 has no driver {source} in {origin.parent}; this script was written for why3 1.5 (apt-get install why3)")
        (target / f"{name}.drv").write_text(edit(origin.read_text()))
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
    configuration.write_text("\n".join(lines) + "\n")
    known = output("env", f"WHY3CONFIG={configuration}", "why3", "config", "list-provers")
    for name in {p[0] for p in PROVERS.values()}:
        if name not in known:
            raise Unusable(f"Why3 does not accept the configuration {configuration}: `why3 config list-provers` does not name {name}")
    tools = {"frama-c": output("frama-c", "-version"), "why3": version("why3"), "z3": version("z3"), "cvc5": version("cvc5")}
    return configuration, tools
