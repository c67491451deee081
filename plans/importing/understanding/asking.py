"""The questions of a reading, each thing asked once."""

from plans.importing.document import Question


class Questions:
    """Collects questions in the order in which they arise. What is doubtful of many rows in one way is asked at the
    first of them."""

    def __init__(self) -> None:
        self._asked: dict[tuple, Question] = {}

    def ask(self, row: int | None, field: str, text: str, because: str) -> None:
        question = Question(row, field, text, because)
        self._asked.setdefault((field, text, because), question)

    def all(self) -> tuple[Question, ...]:
        """Those of the whole plan first, then by row."""
        return tuple(sorted(self._asked.values(), key=lambda question: (question.row is not None, question.row or 0)))
