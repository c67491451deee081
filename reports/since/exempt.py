"""A comparison as it may be handed out, or shown: what is exempt in its words gives way, or is marked."""

from __future__ import annotations

from dataclasses import replace

from plans import movement as mv
from plans.exempt_files import FileWords
from plans.exempt_shown import shown_as
from reports.since.facts import Facts


def without_exempt(movement: mv.Movement, words: FileWords) -> tuple[mv.Movement, Facts]:
    """The comparison of the two positions with these words, and what it is read with. Every figure stays: what is
    exempt is what is said, and not how an action is rated."""
    facts = Facts.of(movement)
    if not words:
        return movement, facts
    shown = mv.compare(
        shown_as(movement.then, words.marks, whole=words.whole), shown_as(movement.now, words.marks, whole=words.whole)
    )
    told = {(act, name): found for (act, name, _becomes), found in facts.reworded.items()}
    told_of = ((each.action_id, each.field, each.becomes) for each in shown.reworded)
    return shown, Facts(
        refs=facts.refs,
        added={pk: _said(each, words, pk) for pk, each in facts.added.items()},
        left={pk: _said(each, words, pk) for pk, each in facts.left.items()},
        reworded={key: _said(told[key[:2]], words, key[0]) for key in told_of if key[:2] in told},
    )


def _said(reason, words: FileWords, action: int):
    return replace(reason, why=words.act(reason.why, [action]))
