"""What operations refuse, in words that say how to mend it."""

from plans.refusals import Refused

__all__ = ["Changed", "Overtaken", "Refused", "Stored"]


class Changed(Exception):
    """Something has been said of this action since the form was opened, by somebody else or by its writer in another
    window. `latest` is what was said."""

    def __init__(self, latest):
        super().__init__("This action has been updated since you opened it.")
        self.latest = latest


class Stored(Exception):
    """The very same was submitted by the same person since the form was opened: it is one form, sent twice.
    `update` is what stands."""

    def __init__(self, update):
        super().__init__("You have submitted this already.")
        self.update = update


class Overtaken(Exception):
    """Somebody else changed the same thing since the form was opened. `thing` is as it stands now, `change` the
    last act on it."""

    def __init__(self, thing, change):
        super().__init__("Somebody else has changed this since you opened it.")
        self.thing, self.change = thing, change
