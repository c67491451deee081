"""What one version of a scheme changed of the one before, in words."""

from __future__ import annotations

from difflib import SequenceMatcher

from plans.models import RagScheme
from plans.palette import COLOURS, shape_of


def differences(before: RagScheme, after: RagScheme) -> list[dict]:
    """By rating {"label", "words", "meaning"}: words of what changed, or the meaning as ("same"|"new"|"gone", text)
    pieces."""
    was, now = ({r.code: r for r in scheme.ratings.all()} for scheme in (before, after))
    found: list[dict] = []

    def tell(label: str, words: str = "", meaning=()) -> None:
        found.append({"label": label, "words": words, "meaning": meaning})

    if before.name != after.name:
        tell("", f"Called “{before.name}” until then.")
    for code, rating in now.items():
        old = was.get(code)
        if old is None:
            tell(rating.label, "new")
            continue
        words = list(_words(old, rating))
        if words:
            tell(rating.label, "; ".join(words))
        if old.meaning != rating.meaning:
            tell(rating.label, meaning=_pieces(old.meaning, rating.meaning))
    for code, old in was.items():
        if code not in now:
            tell(old.label, "gone")
    if not found:
        tell("", "The order.")
    return found


def _words(old, new):
    if old.label != new.label:
        yield f"was “{old.label}”"
    if old.colour != new.colour:
        yield f"{COLOURS[new.colour].name.lower()} now"
    shape = shape_of(new.colour, new.shape)
    if shape_of(old.colour, old.shape) != shape:
        yield f"a {shape.name.lower()} now"
    if old.needs_attention != new.needs_attention:
        yield "needs attention now" if new.needs_attention else "needs no attention any more"
    if old.means_finished != new.means_finished:
        yield "means finished now" if new.means_finished else "means finished no more"


def _pieces(before: str, after: str) -> list[tuple[str, str]]:
    """The two meanings word by word: what both say, what came, what went."""
    old, new = before.split(), after.split()
    out = []
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            out.append(("same", " ".join(old[a:b])))
            continue
        if a != b:
            out.append(("gone", " ".join(old[a:b])))
        if c != d:
            out.append(("new", " ".join(new[c:d])))
    return out
