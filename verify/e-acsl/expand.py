"""E-ACSL 25 takes no predicate that reads memory (`predicates with labels`), so definitions are put in for their names before it reads a clause."""
import re


def balanced(text, start):
    """The index after the parenthesis that closes the one at start."""
    depth = 0
    for i in range(start, len(text)):
        depth += (text[i] == "(") - (text[i] == ")")
        if depth == 0:
            return i + 1
    raise ValueError(f"unbalanced: {text[start:start + 60]}")


def split(text):
    """Arguments, at commas outside parentheses and brackets."""
    parts, depth, last = [], 0, 0
    for i, c in enumerate(text):
        depth += (c in "([{") - (c in ")]}")
        if c == "," and depth == 0:
            parts.append(text[last:i].strip())
            last = i + 1
    return [*parts, text[last:].strip()] if text.strip() else []


def definitions(text):
    """name -> (parameters, body), of the predicates and logic functions in a source's annotations."""
    found = {}
    for annotation in re.findall(r"/\*@(.*?)\*/", text, re.S):
        bare = re.sub(r"//[^\n]*", "", annotation)
        for match in re.finditer(r"\b(?:predicate|logic\s+[\w ]+?)\s*\b(\w+)\s*(?:\{[^}]*\})?\s*\(", bare):
            end = balanced(bare, match.end() - 1)
            rest = re.match(r"\s*=\s*(.*?);(?=\s*(?:(?:predicate|logic|lemma|inductive|ghost)\b|\Z))", bare[end:], re.S)
            if rest:
                parameters = [re.search(r"(\w+)\s*$", p).group(1) for p in split(bare[match.end():end - 1])]
                found[match.group(1)] = (parameters, " ".join(rest.group(1).split()))
    return found


def expand(text, known, depth=0):
    """text with every call of a known definition replaced by its body, in parentheses; recursive ones are left to E-ACSL."""
    for match in re.finditer(r"\b(\w+)\s*(?:\{[^}]*\})?\s*\(", text):
        if match.group(1) in known and depth < 12:
            end = balanced(text, match.end() - 1)
            parameters, body = known[match.group(1)]
            if re.search(rf"\b{match.group(1)}\b", body):
                continue
            values = dict(zip(parameters, split(text[match.end():end - 1])))
            # a value that is one name or number needs no parentheses
            put = lambda m: values[m.group(0)] if re.fullmatch(r"\\?\w+", values.get(m.group(0), "")) else f"({values[m.group(0)]})"
            inside = re.sub(r"\b(" + "|".join(map(re.escape, parameters)) + r")\b(?!\s*\()", put, body) if parameters else body
            return expand(text[:match.start()], known, depth) + "(" + expand(inside, known, depth + 1) + ")" + expand(text[end:], known, depth)
    return text
