"""What operations refuse, in words that say how to mend it."""


class Refused(ValueError):
    """Something about the request can't stand. `field` names the input that it is about, where it is one."""

    def __init__(self, message: str, field: str | None = None):
        super().__init__(message)
        self.field = field


class Changed(Exception):
    """Somebody else has said something of this action since the form was opened. `latest` is what they said."""

    def __init__(self, latest):
        super().__init__("Somebody else has updated this action since you opened it.")
        self.latest = latest


class Overtaken(Exception):
    """Somebody else changed the same thing since the form was opened. `thing` is as it stands now, `change` the
    last act on it."""

    def __init__(self, thing, change):
        super().__init__("Somebody else has changed this since you opened it.")
        self.thing, self.change = thing, change
