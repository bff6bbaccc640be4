"""Reads C sources, just enough: where functions begin and end, their contracts, what of a text matters to a proof."""
import bisect, collections, re

TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
Definition = collections.namedtuple("Definition", "name file head start body end")  # head: type and parameters; text[body:end] is `{ ... }`
Contract = collections.namedtuple("Contract", "name start end")  # text[start:end] is the annotation


def is_annotation(token):
    return token.startswith(("/*@", "//@"))


def essence(preprocessed):
    """The text without comments that are no annotations, line markers and spacing: what is left decides every proof."""
    text = TOKEN.sub(lambda m: m.group(0) if m.group(0)[0] in "\"'" or is_annotation(m.group(0)) else " ", preprocessed)
    lines = (" ".join(line.split()) for line in text.splitlines() if not line.startswith("#") or line.startswith("#pragma"))
    return "\n".join(line for line in lines if line)


def blank(text):
    """The same length, with comments, annotations, strings and preprocessor lines made blank."""
    def spaces(match):
        return re.sub(r"[^\n]", " ", match.group(0))
    return re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", spaces, TOKEN.sub(spaces, text), flags=re.M)


def definitions(text, file=None):
    """Every function that is defined in the text. In preprocessed text line markers say the file."""
    markers = [(m.start(), m.group(1)) for m in re.finditer(r'^# \d+ "([^"\n]*)"', text, re.M)]
    places = [place for place, _ in markers]
    bare, depth, since, found = blank(text), 0, 0, []
    for match in re.finditer(r"[{};]", bare):
        at, what = match.start(), match.group(0)
        if what == "{":
            if depth == 0:
                head = bare[since:at]
                name = function_name(head)
                if name:
                    start = since + len(head) - len(head.lstrip())
                    index = bisect.bisect_right(places, start) - 1
                    found.append(Definition(name, markers[index][1] if index >= 0 else file, " ".join(head.split()), start, at, None))
            depth += 1
        elif what == "}":
            depth -= 1
            if depth == 0:
                if found and found[-1].end is None:
                    found[-1] = found[-1]._replace(end=at + 1)
                since = at + 1
        elif depth == 0:
            since = at + 1
    return [d for d in found if d.end]


def function_name(head):
    """`static int f(int (*g)(double))` is f; None where the head is of no function."""
    head = head.rstrip()
    if not head.endswith(")"):
        return None
    depth = 0
    for at in range(len(head) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(head[at], 0)
        if depth == 0:
            name = re.search(r"(\w+)\s*$", head[:at])
            return name.group(1) if name and re.search(r"[\w*\s]", head[: name.start()]) and "=" not in head[:at] else None
    return None


def contracts(text):
    """Every annotation that stands before a declaration or definition of a function."""
    bare, found = blank(text), []
    for token in TOKEN.finditer(text):
        if is_annotation(token.group(0)) and re.search(r"\b(requires|ensures|assigns|terminates)\b", token.group(0)):
            after = re.match(r"[^;{}]*[;{]", bare[token.end():])
            name = function_name(after.group(0)[:-1]) if after else None
            if name and not re.match(r"\s*(for|while|do)\b", bare[token.end():]):
                found.append(Contract(name, token.start(), token.end()))
    return found


def clauses(text, contract, kind):
    """(start, end) of each clause `kind ...;` of a contract. \\let and quantifiers have semicolons of their own."""
    inside = text[contract.start:contract.end]
    for match in re.finditer(rf"\b{kind}\b", inside):
        end, lets = match.end(), 0
        while True:
            stop = inside.find(";", end)
            if stop < 0:
                break
            lets += len(re.findall(r"\\(?:let|forall|exists)\b", inside[end:stop])) - 1
            end = stop + 1
            if lets < 0:
                yield contract.start + match.start(), contract.start + end
                break
