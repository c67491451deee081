"""What is refused, in words that say how to mend it."""


class Refused(ValueError):
    """Something about the request can't stand. `field` names the input that it is about, where it is one."""

    def __init__(self, message: str, field: str | None = None):
        super().__init__(message)
        self.field = field
