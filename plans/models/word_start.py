"""`text__has_word_from="it"`: a word in the text begins so, in capitals or not. The index of words has three letters
together, and of a word's beginning fewer: what is too short to be found within words is found by it too."""

from __future__ import annotations

from django.db.models import Field, Lookup

BEFORE = " \n(\"“'‘-/"
"""What stands before a word that does not begin the text."""


@Field.register_lookup
class HasWordFrom(Lookup):
    """The letters a to z are compared without regard to capitals, others where the database knows theirs. What is
    looked for has to begin with a letter or a digit."""

    lookup_name = "has_word_from"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        patterns = self._patterns(connection)
        ways = " OR ".join([f"{column} LIKE %s ESCAPE '\\'"] * len(patterns))
        return f"({ways})", [each for pattern in patterns for each in (*params, pattern)]

    def as_postgresql(self, compiler, connection):
        """In the form in which the index of words is asked."""
        column, params = self.process_lhs(compiler, connection)
        patterns = self._patterns(connection)
        ways = ", ".join(["UPPER(%s)"] * len(patterns))
        return f"UPPER({column}) LIKE ANY (ARRAY[{ways}])", [*params, *patterns]

    def _patterns(self, connection) -> list[str]:
        word = connection.ops.prep_for_like_query(self.rhs)
        return [*(f"%{before}{word}%" for before in BEFORE), f"{word}%"]
