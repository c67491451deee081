"""From mended rows to what they say.

plan              the whole: `understand(sheet) -> UnderstoodPlan`
front_matter      title, subtitle, notes, legend; which rows stand under which section
document_date     when the document is of, and of which kind of year its quarters are
notes             sources, plan leads, definitions and the rhythm of updates, from the notes
recommendations   rows under their recommendation, and cells that stand for several of them
actions           one action from one row
steps             what an action's cell lists, with the leads and dates that stand one to one with it; run_on_lists
leads             who leads
rating_key        the plan's own key to its ratings; key_scheme: the RAG scheme that it defines
ratings           the rating that a word, letter, digit, sign or colour shows
references        references as printed, and doubts about them; numbers of findings, names of other plans
questions         what a person should look at
context           what the reading of single cells needs to know of the whole document
"""

from plans.importing.understanding.plan import understand

__all__ = ["understand"]
