"""From mended rows to what they say.

front_matter      title, subtitle, notes, legend; which rows stand under which section
titling           which paragraphs title the rows below them
naming            the line that names the plan, where another stands first
document_date     when the document is of
notes             sources, plan leads, definitions and the rhythm of updates, from the notes
grouping          rows under their recommendation
spanning_cells    cells that stand for several rows
recommendations   a section's recommendations
actions           one action from one row
steps, runon      what an action's cell lists
numbered          numbers that a cell prints before each of its lines
pairing           steps with the leads and dates that stand one to one with them
leads             who leads
quarters          of which kind of year its quarters are
brackets          who leads, where no column says so
rating_key, ratings     the rating that a word, letter, digit, sign or colour shows
doubts            questions about columns and layout
links             numbers of findings, names of other plans
references        references as printed, and doubts about them
questions         what a person should look at
plan              the whole: `understand(sheet) -> UnderstoodPlan`
"""

from plans.importing.understanding.plan import understand

__all__ = ["understand"]
