"""What a supplement to a paper says in each of its versions, before it is issued."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from audits.models import IssuedPaper
from audits.operations.issued_papers import next_supplement
from audits.sources import as_at, frozen
from plans import movement as mv
from plans.canonical import digest_of_text
from plans.exempt_shown import END, exempt_sources, ground, paragraphs_in
from plans.exempt_words import Quoted, Span, replaced, together
from plans.exemptions import noticed, numbered
from plans.queries import exempt_of, marks_ever
from plans.state import PlanState
from plans.texts import Spot, changed
from reports.appendix import Options, key_sign, word_sign
from reports.appendix.contents import marked_with, published_with
from reports.appendix.supplement import Supplement, differences
from reports.issue import check_marks_read
from reports.papers import Names, people_on
from reports.papers import names_in as names_in_words
from reports.since.names import names_in
from reports.sources import head_of

BESIDE = "beside"
"""Where the options of a supplement keep its restricted version."""

SAYS = ("words", "printed", "known")
"""The fields of a supplement and of its table in which words of a plan or of an officer stand."""

AROUND = 60
HERE = "The supplement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of a supplement that stand in what is exempt, too: with what stands around them, and whether they are
    `printed` in the public version all the same. `sign` tells them from others."""

    sign: str
    before: str
    words: str
    after: str
    printed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was said of the names that a page `shown` by their signs: the signs of those `left`, and the words that are
    `replaced`. Of all others holds what was said of the paper's."""

    left: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    shown: frozenset[str] = frozenset()

    def over(self, options: Options) -> Options:
        """The options with what was said here."""
        left = [key for key in options.left if key_sign(key) not in self.shown]
        replaced = [words for words in options.replaced if word_sign(words) not in self.shown]
        return replace(options, left=(*left, *self.left), replaced=tuple(dict.fromkeys((*replaced, *self.replaced))))


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSupplement:
    """The versions of a supplement, the public one first, what it quotes of what is exempt, and the names in it as they
    are to be looked at, with the `options` in which is decided what becomes of them."""

    versions: tuple[Supplement, ...]
    options: Options
    quotations: tuple[Quotation, ...] = ()
    names: Names = field(default_factory=Names)

    @property
    def sign(self) -> str:
        """What tells all that it says from anything else that it might."""
        return digest_of_text(str([replace(each, head="") for each in self.versions]))


def supplement_to(
    paper: IssuedPaper, *, words: str, by_record: bool, printed: Iterable[str] = (), decided: Decided | None = None
) -> DraftSupplement:
    """The next supplement to a paper; with `by_record`, with what the record of the paper's day says otherwise by
    now. Where the public version of the paper leaves something out, or would now, so does that of the supplement, and
    the restricted one stands beside it. Words that stand in what is exempt give way as well, but for those whose signs
    are `printed`; names as the paper's, and as was `decided`. Raises Refused where something is marked that no officer
    has read."""
    options, state = (decided or Decided()).over(_options_now(paper)), frozen(paper.snapshot)
    now = as_at(paper.plan, on=paper.snapshot.on) if by_record else state
    refs, number = names_in(mv.compare(state, now)), next_supplement(paper)

    def version(
        state: PlanState, now: PlanState, words: str, *, restricted: bool = False, public: bool = False
    ) -> Supplement:
        return Supplement(
            called=IssuedPaper(number=paper.number, supplement=number).called,
            paper=str(paper.number),
            title=state.title,
            council=" · ".join(filter(None, (state.organisation, paper.committee))),
            meeting_on=paper.meeting_on,
            on=paper.snapshot.on,
            words=words,
            differences=differences(mv.compare(state, now), refs),
            head=head_of(paper.plan),
            report_ref=paper.report_ref,
            compares=by_record,
            restricted=restricted,
            public=public,
        )

    if not (options.exempt or options.posts_instead_of_people):
        only = version(state, now, words, restricted=paper.restricted)
        return DraftSupplement(versions=(_grounded(only, options),), options=options)
    quoted = _Quoting(state, now, options, frozenset(printed))
    shown, [said] = marked_with(state, options.exempt, words)
    whole = quoted.marked(version(shown, marked_with(now, options.exempt)[0], said, restricted=True))
    if paper.restricted:
        return DraftSupplement(versions=(_grounded(whole, options),), options=options)
    shown, [said] = published_with(state, options, words)
    public = quoted.given_way(version(shown, published_with(now, options)[0], said, public=True))
    found, named = tuple(quoted.found.values()), replace(options, posts_instead_of_people=False)
    shown, [said] = published_with(state, named, words)
    names = _names(version(shown, published_with(now, named)[0], said), shown, options)
    return DraftSupplement(versions=(public, _grounded(whole, options)), options=options, quotations=found, names=names)


def _names(supplement: Supplement, state: PlanState, options: Options) -> Names:
    """The names in the words of a supplement before any of them gives way, and what may be one."""
    texts = dict.fromkeys((supplement.words, *(text for row in supplement.rows for text in row[2:])))
    noted = replace(state, notes_after=(*texts, *state.notes_after))
    found = names_in_words(noted, options, len(texts))
    return Names(
        tuple(replace(each, place=HERE) for each in found.mentions),
        tuple(name for name in found.without_post if any(name == each.person for each in found.mentions)),
        tuple(replace(each, place=HERE) for each in found.doubts),
    )


def kept_versions(plain: dict) -> tuple[Supplement, ...]:
    """The versions of a supplement that were kept, the public one first."""
    first = {name: value for name, value in plain.items() if name != BESIDE}
    return tuple(Supplement.of_plain(each) for each in (first, plain.get(BESIDE)) if each)


class _Quoting:
    """Finds in a supplement what is quoted of something that is exempt; `found` is that by its signs."""

    def __init__(self, state: PlanState, now: PlanState, options: Options, printed: frozenset[str]) -> None:
        self.found: dict[str, Quotation] = {}
        self._printed = printed
        sources = (exempt_sources(each, options.exempt) for each in (state, now))
        self._runs = [(paragraph, Quoted(texts)) for found in sources for paragraph, texts in found.items()]

    def given_way(self, supplement: Supplement) -> Supplement:
        """Without what is quoted, but for what is to be printed."""

        def change(text: str) -> str:
            spans = [span for span in self._spans(text) if not self._noted(text, span)]
            return replaced(text, spans, noticed)

        return _said(supplement, change)

    def marked(self, supplement: Supplement) -> Supplement:
        """With what is quoted between the signs of what is exempt, where it is not to be printed."""

        def mark(words: str, by: Iterable[int | None]) -> str:
            return f"[exempt: {numbered(by)}] {words} {END}"

        def change(text: str) -> str:
            within = [(span, text[: span[0]]) for span in self._spans(text)]
            bare = [span for span, before in within if before.count("[exempt") <= before.count(END)]
            return replaced(text, [s for s in bare if _sign(text[s[0] : s[1]]) not in self._printed], mark)

        return _said(supplement, change)

    def _spans(self, text: str) -> list[Span]:
        return together((start, end, by) for by, runs in self._runs for start, end in runs.within(text))

    def _noted(self, text: str, span: Span) -> bool:
        """Whether the words are printed; they are noted either way."""
        start, end, _by = span
        sign = _sign(text[start:end])
        before, after = text[:start][-AROUND:], text[end:][:AROUND]
        self.found[sign] = Quotation(
            sign=sign, before=before, words=text[start:end], after=after, printed=sign in self._printed
        )
        return sign in self._printed


def _sign(words: str) -> str:
    return digest_of_text(" ".join(words.casefold().split()))[:12]


def _said(supplement: Supplement, change) -> Supplement:
    def look(text: str, spot: Spot) -> str:
        return change(text) if spot.field in SAYS else text

    return changed(supplement, look)


def _grounded(supplement: Supplement, options: Options) -> Supplement:
    """A supplement that is not for publication, saying on what ground."""
    if not supplement.restricted:
        return supplement
    by = paragraphs_in("\n".join((supplement.words, *(text for row in supplement.rows for text in row))))
    why = ground((*by, *options.grounds))
    beside = f"It goes with the version of paper No {supplement.paper} that is not for publication."
    told = f"Not for publication: {why}." if why else f"Not for publication. {beside}"
    if by:
        told += f" What is exempt stands between “[exempt: …]” and “{END}”."
    return replace(supplement, withheld=told)


def _options_now(paper: IssuedPaper) -> Options:
    """The paper's options with what was marked since, and with the people who came since."""
    marks = marks_ever(paper.plan)
    options = Options.of_plain(paper.options, marks=marks)
    standing = exempt_of(paper.plan)
    check_marks_read(standing)
    exempt = {mark.id: mark for mark in (*options.exempt, *standing)}
    people = (*options.people, *people_on(paper.snapshot.on)) if options.posts_instead_of_people else ()
    return replace(options, exempt=tuple(exempt.values()), people=tuple(dict.fromkeys(people)))
