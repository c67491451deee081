"""Words that stand for others: months spelt wrong, and the Welsh of bilingual plans ("erbyn diwedd Mawrth 2027")."""

from string import ascii_lowercase

_EASILY_MISSPELT = ("january", "february", "august", "september", "october", "november", "december")
"""The months long enough that one slip in them makes no other word or name."""

_WELSH = {
    "january": "ionawr",
    "february": "chwefror",
    "march": "mawrth fawrth",
    "april": "ebrill",
    "may": "mai fai",
    "june": "mehefin fehefin",
    "july": "gorffennaf orffennaf ngorffennaf",
    "august": "awst",
    "september": "medi fedi",
    "october": "hydref",
    "november": "tachwedd dachwedd nhachwedd",
    "december": "rhagfyr ragfyr",
    "monday": "llun",
    "wednesday": "mercher",
    "thursday": "iau",
    "friday": "gwener",
    "spring": "gwanwyn",
    "winter": "gaeaf",
    "by": "erbyn",
    "end": "diwedd ddiwedd",
    "mid": "canol",
    "early": "dechrau",
    "before": "cyn",
    "quarter": "chwarter",
    "quarterly": "chwarterol",
    "monthly": "misol",
    "weekly": "wythnosol",
    "annually": "blynyddol",
    "ongoing": "parhaus",
    "term": "tymor",
    "christmas": "nadolig",
    "easter": "pasg",
}
"""English word to the Welsh ones, with their mutations ("o Fawrth", "yng Ngorffennaf").

The Tuesday "Mawrth" is left out: beside a date it is the month far more often. "Hydref" is autumn too, see
`dates`; "haf" is left to `terms`, because in English plans HAF is a programme.
"""


def _one_slip_from(word: str) -> set[str]:
    """The word with a letter left out, doubled or put in, two letters turned round, or one taken for another."""
    halves = [(word[:place], word[place:]) for place in range(1, len(word))]
    return {
        *(before + after[1:] for before, after in halves),
        *(before[:-1] + after[0] + before[-1] + after[1:] for before, after in halves),
        *(before + letter + after for before, after in halves for letter in ascii_lowercase),
        *(before + letter + after[1:] for before, after in halves for letter in ascii_lowercase),
    } - {word}


MEANT = {slip: month for month in _EASILY_MISSPELT for slip in _one_slip_from(month)}
MEANT |= dict.fromkeys("apirl arpil aprl apil aprill appril".split(), "april")
MEANT |= {"marhc": "march", "mrach": "march", "jnue": "june", "juen": "june", "jully": "july", "jluy": "july"}
MEANT |= {welsh: english for english, words in _WELSH.items() for welsh in words.split()}
"""The word that is meant by another, both in lower case."""
