"""What the import refuses, in words that say how to mend it."""

from plans.filemark import Mark


class NotAPlan(ValueError):
    """The file cannot be read as an improvement action plan. The message is for the person who chose it."""


class OwnFile(NotAPlan):
    """The application made the file itself, as its `mark` says; it is not read as a document of somebody else's."""

    def __init__(self, name: str, mark: Mark):
        super().__init__(
            f"{name} is {mark.in_words}, made by this application. It is not read as a plan or a later edition: what "
            "was changed in it would become other actions. Update the actions or edit the plan here instead; a later "
            "edition is a document that was written elsewhere."
        )
        self.name, self.mark = name, mark
