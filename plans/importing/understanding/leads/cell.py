"""A lead cell: who is named, in which role, and what each is to do; and what of it a person should look at.

plain text           leads (or responsible officers, in that column)
italics beside it    supporting
after "with", "together with", "in conjunction with"     supporting
"… to draft the guidance"     a note; whoever has one and is not the first named is supporting, unless the
                              note says that they lead
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from plans.importing.source_document import Block, Cell
from plans.importing.understanding.leads.name_lists import split_names
from plans.importing.understanding.leads.names import NameShapes, ends_with_role, holds_role, is_body, is_initials
from plans.importing.understood_plan import UnderstoodLead

Doubt = tuple[str, str]

_STROKE = re.compile(r"(?<!\S)(?P<before>[^\s/]{2,}) ?/ ?(?P<after>[^\s/]{2,})")
_LONGEST = 200
"""Letters of a name; a longer text is none."""
_UNSETTLED = re.compile(
    r"(?P<name>.*\w.*?)\s*(?:\((?P<said>tb[cad]|to be (?:confirmed|agreed)|\?)\)|[-–]\s*(?P<after>tb[cad]))\.?",
    re.IGNORECASE | re.DOTALL,
)
_POST_OF = re.compile(r"(?:head|director|ad)s? (?:of|for) (?!services?\b)(?P<of>[^,;/&]+)", re.IGNORECASE)
_JOINED = re.compile(r"\s+(?:and|&)\s+(?P<post>[^,;/&]+)")
_POST_AND_WORDS = re.compile(
    r"(?!service\b)(?:[A-Z][\w'’-]* )+(?:lead|officer|manager|adviser|coordinator), "
    r"[A-Z][\w'’-]*(?: (?:and )?[A-Z][\w'’-]*)+",
    re.IGNORECASE,
)
_AFTER_COMMA = re.compile(r",\s+(?P<body>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)+)")


def without_unsettled(leads: list[UnderstoodLead]) -> tuple[list[UnderstoodLead], list[Doubt]]:
    """The leads without the "(tbc)" behind a name, and a doubt for each that had one."""
    plain, doubts = [], []
    for lead in leads:
        found = _UNSETTLED.fullmatch(lead.name) if len(lead.name) <= _LONGEST else None
        if found:
            said = found["said"] or found["after"]
            doubts.append((lead.name, f"“{said}” stands behind the name; has it been settled who it is?"))
            lead = replace(lead, name=found["name"])
        plain.append(lead)
    return plain, doubts


def _names_two(name: str, names: NameShapes) -> bool:
    """Whether a name may be two posts, or a post and a service: "Head of Kites and Tails Manager" and "Head of Kites,
    Adult Tails". Read as one, because one person may have both titles and one post both fields."""
    if len(name) > _LONGEST:
        return False
    found = _POST_OF.match(name)
    if not found:
        return bool(_POST_AND_WORDS.fullmatch(name)) and not is_body(name)
    joined = _JOINED.search(name)
    if joined and joined.end() == len(name):
        return len(joined["post"].split()) > 1 and ends_with_role(joined["post"])
    return bool(_AFTER_COMMA.fullmatch(name, found.end()))


def about_posts_in_italics(read: list[UnderstoodLead], above: UnderstoodLead, names: NameShapes) -> list[Doubt]:
    """Posts that stand in italics below a person, whose own post each may be. `read` is what the italics gave,
    `above` who is named before them."""
    if not names.is_person(above.name):
        return []
    because = f"printed in italics below “{above.name}”; read as supporting, but it may be the post of that person"
    posts = (lead.name for lead in read if holds_role(lead.name) and not lead.note)
    return [(post, because) for post in posts if not names.opens_with_person(post)]


def _may_be_two(name: str, names: NameShapes) -> bool:
    """Whether a name holds words with a stroke between them and no space on both its sides ("Kites/Tails Team"). A
    short form of the document's glossary is one."""
    return any(
        " / " not in stroke[0]
        and stroke["before"][-1].isalpha()
        and stroke["after"][0].isupper()
        and not names.is_abbreviation(stroke[0])
        for stroke in _STROKE.finditer(name)
    )


_CONNECTIVE = re.compile(
    r"(?:^|\s+)(?:(?:together|along|jointly|working|in (?:conjunction|partnership|liaison|consultation)) with"
    r"|supported by|with support from|assisted by|with)\b:?\s*",
    re.IGNORECASE,
)
_HELP_IN_BRACKETS = re.compile(
    r"\s*\((?P<help>(?:supported by|with support from|assisted by|with) [^()]+)\)\s*$", re.IGNORECASE
)
_TASK = re.compile(r"\s+(?:[-–]\s+)?(?P<note>to (?!the\b|a\b|be confirmed\b)[a-z]+\b.*)$", re.DOTALL)
_ASIDE = re.compile(r"\s*\((?P<note>(?:to(?! be (?:confirmed|agreed))|for) [^()]*)\)\s*$")
_PART = re.compile(r"\s+(?P<note>for (?:the )?[a-z]+ing\b.*)$", re.DOTALL)
_NEXT_TASK = re.compile(
    r"(?<=\s)(?:[A-Z]{2,4}|[A-Z][a-z]+ [A-Z][a-z]+)(?:\s*(?:/|&|,|\band\b)\s*(?:[A-Z]{2,4}|[A-Z][a-z]+ [A-Z][a-z]+))*"
    r"(?=\s+to [a-z])"
)
_UNDECIDED = re.compile(
    r"(?:tb[cad]|to be (?:confirmed|agreed|decided|determined|identified)|vacan(?:t|cy)|\?+)\.?", re.I
)
_NOBODY = re.compile(r"(?:n/?a|none|nil|not applicable|[-–—.]*)", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:(?<=\bfor)|(?<=\bthe)|(?<=\bof)|(?<=\bto))\n(?=[a-z])")
"""A line end that no name ends at: after such a word a note goes on, as it does over a page."""


@dataclass(frozen=True, slots=True)
class LeadReading:
    """Who a cell names. `in_order` lists leads as often as they are printed one below the other, for pairing
    with the things that an action lists; `undecided` is the cell's text when it says that nobody is named yet;
    `doubts` what of it a person should look at."""

    leads: tuple[UnderstoodLead, ...] = ()
    in_order: tuple[UnderstoodLead, ...] = ()
    undecided: str | None = None
    doubts: tuple[Doubt, ...] = ()


_LISTED = re.compile(r"(?:,\s*[A-Z]{2,6}){2,}$|^\w+(?: \w+)?(?:, \w+(?: \w+)?){2,}$")
"""Two names in capitals after commas, or three short names: several leads, or one with where it is."""
_SEVERAL: tuple[tuple[Callable[[str, NameShapes], object], str], ...] = (
    (_may_be_two, "“/” stands between words without spaces; read as one name, but it may be two"),
    (_names_two, "read as one post, but it may be two leads"),
    (lambda name, _names: _LISTED.search(name), "may be several leads; read as one"),
)
"""What is read as one name and may be several, and why."""


def read_leads(cell: Cell, role: str, names: NameShapes) -> LeadReading:
    """The leads of a cell in a column of that role ("lead" or "responsible")."""
    flat = cell.flat.strip()
    if not flat or _NOBODY.fullmatch(flat):
        return LeadReading()
    if _UNDECIDED.fullmatch(flat):
        return LeadReading(undecided=flat)
    found, doubts = _read_chunks(_chunks(cell), role, names)
    joined, over_lines = _names_over_lines(found)
    joined, unsettled = without_unsettled(joined)
    doubts += [*over_lines, *unsettled]
    doubts += [(lead.name, because) for may_be, because in _SEVERAL for lead in joined if may_be(lead.name, names)]
    in_order = tuple(joined) if _are_in_order(cell, joined, role) else ()
    return LeadReading(tuple(dict.fromkeys(joined)), in_order, None, tuple(doubts))


def _are_in_order(cell: Cell, leads: list[UnderstoodLead], role: str) -> bool:
    """Whether the leads of a cell stand one below the other, each for a thing of its own."""
    if any(lead.role != role or lead.note for lead in leads):
        return False
    return len(cell.blocks) > 1 or not re.search(r"[;,/&]|\band\b", cell.flat) or len(set(leads)) < len(leads)


def _read_chunks(
    chunks: list[tuple[str, bool]], role: str, names: NameShapes
) -> tuple[list[UnderstoodLead], list[Doubt]]:
    """Everyone named in stretches of text and emphasis, one after the other, and what is doubtful of italics."""
    found: list[UnderstoodLead] = []
    doubts: list[Doubt] = []
    supporting = False
    for text, italic in chunks:
        known = len(found)
        for piece in _tasks_apart(text):
            supporting = _read_piece(piece, role, italic, supporting, names, found)
        if italic and known and not _CONNECTIVE.search(text):
            doubts += about_posts_in_italics(found[known:], found[known - 1], names)
    return found, doubts


def _chunks(cell: Cell) -> list[tuple[str, bool]]:
    """The cell's text in stretches of one emphasis, printed lines kept, and whether each is set off in italics."""
    runs = [run for block in cell.blocks for line in block.lines for run in line if run.text.strip()]
    mixed = any(run.italic for run in runs) and not all(run.italic for run in runs)
    return [chunk for block in cell.blocks for chunk in _chunks_of(block, mixed)]


def _chunks_of(block: Block, mixed: bool) -> list[tuple[str, bool]]:
    if not mixed:
        return [(_GOES_ON.sub(" ", "\n".join(block.line_texts)), False)]
    chunks: list[list] = []
    for line in block.lines:
        for number, run in enumerate(line):
            if not run.text.strip():
                continue
            if chunks and not run.italic and not chunks[-1][1]:
                chunks[-1][0] += ("\n" if number == 0 else "") + run.text
            else:
                chunks.append([run.text, run.italic])
    return [(text.strip(), italic) for text, italic in chunks]


def _tasks_apart(text: str) -> list[str]:
    """Run-together assignments ("A to lead the work B to report on it") one by one."""
    pieces, start = [], 0
    first = _TASK.search(text)
    for following in _NEXT_TASK.finditer(text, first.start("note")) if first else ():
        pieces.append(text[start : following.start()])
        start = following.start()
    return [*pieces, text[start:]]


def _read_piece(
    text: str, role: str, italic: bool, supporting: bool, names: NameShapes, found: list[UnderstoodLead]
) -> bool:
    """Add the leads of one piece to those found; whether what follows the piece is supporting."""
    text, carried = _without_trailing_connective(_HELP_IN_BRACKETS.sub(r" \g<help>", text))
    named, note = _note_apart(text, supporting)
    before, connected, after = _connective_apart(named)
    for part, helps in ((before, supporting or italic), (after, True)):
        people = split_names(_once(part, found, role, helps), names)
        for name in people:
            leads_it = not helps and (note is None or note.lower().startswith("to lead") or not found)
            found.append(UnderstoodLead(name, role if leads_it else "supporting", None, note))
    return supporting or carried or (connected and not after)


def _once(part: str, found: list[UnderstoodLead], role: str, helps: bool) -> str:
    """The text, its repetitions ("A B A B A B") but one already added to those found."""
    words = part.split()
    for length in range(1, len(words) // 2 + 1):
        times, rest = divmod(len(words), length)
        if rest == 0 and times > 1 and [w.lower() for w in words] == [w.lower() for w in words[:length]] * times:
            name = " ".join(words[:length])
            found += [UnderstoodLead(name, "supporting" if helps else role)] * (times - 1)
            return name
    return part


def _without_trailing_connective(text: str) -> tuple[str, bool]:
    for match in _CONNECTIVE.finditer(text):
        if match.end() == len(text) and match.start() > 0:
            return text[: match.start()], True
    return text, False


def _note_apart(text: str, supporting: bool) -> tuple[str, str | None]:
    for pattern in (_ASIDE, _TASK, *((_PART,) if supporting else ())):
        found = pattern.search(text)
        if found and found.start() > 0:
            note = re.sub(r"\s+", " ", found["note"]).strip(" .;")
            return text[: found.start()], note
    return text, None


def _connective_apart(text: str) -> tuple[str, bool, str]:
    """What stands before a connective, whether there is one, and what stands after it."""
    found = _CONNECTIVE.search(text)
    if not found:
        return text, False, ""
    return text[: found.start()], True, text[found.end() :]


def _names_over_lines(found: list[UnderstoodLead]) -> tuple[list[UnderstoodLead], list[Doubt]]:
    """A single surname in italics, after a name in italics, is the rest of that name on its next line."""
    joined: list[UnderstoodLead] = []
    doubts: list[Doubt] = []
    for lead in found:
        last = joined[-1] if joined else None
        lone = re.fullmatch(r"[A-Z][a-z]+(?:[-'’][A-Z]?[a-z]+)*", lead.name) and not is_initials(lead.name)
        if last and lone and lead.role == last.role == "supporting" and len(last.name.split()) == 2:
            joined[-1] = replace(last, name=f"{last.name} {lead.name}")
            because = f"“{last.name}” and “{lead.name}” stand apart and were read as one name over two lines"
            doubts.append((joined[-1].name, because))
        else:
            joined.append(lead)
    return joined, doubts
