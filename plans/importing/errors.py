"""What the import refuses, in words that say how to mend it."""


class NotAPlan(ValueError):
    """The file cannot be read as an improvement action plan. The message is for the person who chose it."""
