"""A plan with a doubt of each kind, invented."""

from plans.importing.readers import read_document
from plans.importing.workbench.replay import base_reading, rework, structure_of

NAME = "leisure.md"
TEXT = """# Harrowmoor Council Leisure Services Improvement Plan

Report No: HC 27/114

| No | Recommendation | Actions | Lead | By when | Success criteria | Progress | RAG | Budget |
|---|---|---|---|---|---|---|---|---|
| Immediate | | | | | | | | |
| 1 | Make the pools safe | <ul><li>Recruit lifeguards</li><li>Train every lifeguard</li></ul> | Head of Leisure | \
1 Jan 2027<br>1 March 2027 | No hour without cover | Four recruited | Amber | £120k |
| 2 | Know which classes people want | Survey members | Leisure Manager | Q1 | 500 replies | | Yellow | |
| | | Publish the results | Head of Leisure | Q1 | | Complete | Green | |
| Within 6 months | | | | | | | | |
| 3 | Bring the accounts up to date | Reconcile the ledgers | Director of Finance | 31 June 2027 | | | R | £40k |
"""
LIFEGUARDS, SURVEY, PUBLISH, BAND, LEDGERS = 8, 9, 10, 11, 12


def read(*edits, text=TEXT):
    """The base reading and the plan after these edits."""
    document = read_document(text.encode(), NAME)
    base = base_reading(document, structure_of(edits, None), name=NAME)
    return base, rework(base, edits)
