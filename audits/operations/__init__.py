"""The verbs of the past."""
