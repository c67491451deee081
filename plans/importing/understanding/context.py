"""What the reading of single cells needs to know of the whole document."""

from dataclasses import dataclass

from plans.importing.rows import Sheet
from plans.importing.understanding.asking import Questions
from plans.importing.understanding.dating import Dating
from plans.importing.understanding.leads.meaning import Glossary
from plans.importing.understanding.leads.posts import Names


@dataclass(frozen=True, slots=True)
class Context:
    """`refs_are_of_actions`: the reference column numbers actions; `actions_are_numbered`: their own texts begin
    with a number; `spans_told`: the format tells which rows a cell spans."""

    sheet: Sheet
    names: Names
    glossary: Glossary
    dating: Dating
    questions: Questions
    refs_are_of_actions: bool
    actions_are_numbered: bool
    spans_told: bool
