"""Pages on which documents come in."""
