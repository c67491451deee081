"""What of the past others may want to act on."""

from django.dispatch import Signal

papers_expunged = Signal()
"""A redaction took the files of an issued `paper`, and stands."""
