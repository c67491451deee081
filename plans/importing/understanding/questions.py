"""The questions of a reading, each thing asked once."""

from dataclasses import replace

from plans.importing.understood_plan import Question


class Questions:
    """Collects questions in the order in which they arise. What is doubtful of many rows in one way is asked at the
    first of them."""

    def __init__(self) -> None:
        self._asked: dict[tuple, Question] = {}

    def ask(self, row: int | None, field: str, text: str, because: str, *, line: int | None = None) -> None:
        question = Question(row, field, text, because, line)
        self._asked.setdefault((field, text, because), question)

    def all(self, lines: dict[int, int]) -> tuple[Question, ...]:
        """Those of the whole plan first, then by row. `lines`: where each row stands in the document."""
        ordered = sorted(self._asked.values(), key=lambda question: (question.row is not None, question.row or 0))
        return tuple(
            question if question.row is None or question.line else replace(question, line=lines.get(question.row))
            for question in ordered
        )
