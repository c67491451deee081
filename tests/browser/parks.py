"""A parks service's plan as a Word file: 10 recommendations, 43 actions, and a doubt of ten kinds. Invented."""

from __future__ import annotations

import io
from itertools import cycle

import docx
from docx.enum.section import WD_ORIENT

HEADINGS = ("No", "Recommendation", "Actions", "Lead Officer", "By when", "Success criteria", "Progress", "RAG")
SECTIONS = {
    "Safe parks": ("Inspect every playground", "Light the main paths", "Mend paths and steps"),
    "Parks for everyone": ("Open the toilets all day", "Welcome people with a disability", "Hear what visitors say"),
    "Nature and water": ("Plant more trees", "Clean the ponds", "Cut less grass"),
    "Money": ("Bring in what the service costs",),
}
VERBS = cycle(("Agree", "Publish", "Survey", "Repair", "Train the wardens for", "Report on", "Budget for"))
OBJECTS = cycle(
    (
        "the list of sites with the greatest need",
        "the weekly round of the wardens",
        "the contract with the gardeners",
        "the signs at each gate",
        "the benches and bins along the main walk",
        "the plan for the north field",
    )
)
LEADS = cycle(("Head of Parks", "Parks Manager", "Head of Estates", "Countryside Team"))
DATES = cycle(("31 March 2027", "June 2027", "30 September 2027", "Ongoing", "December 2027"))
RATINGS = cycle(("Green", "Amber", "Green", "Red"))
DOUBTS = {
    2: {"By when": "31 June 2027"},
    5: {"By when": "Q2"},
    9: {"By when": "Dec 26 → March/April 27"},
    13: {"RAG": "3"},
    17: {"Lead Officer": "Head of Park"},
    21: {"By when": "before the summer holidays"},
    25: {"By when": "once recruited"},
    29: {"Lead Officer": "tbc"},
    33: {"By when": "early 2027"},
    37: {"Progress": "Has the survey been paid for?"},
}
"""By action: what is printed there that can be read in more than one way."""
COUNTS = (5, 4, 4, 5, 4, 4, 5, 4, 4, 4)
"""Actions of each recommendation."""


def word_file() -> bytes:
    """The plan with its recommendation cells merged down over their actions, and bands across the table."""
    document = docx.Document()
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, page.page_height, page.page_width
    document.add_heading("Wendlebury Council Parks Improvement Plan, January 2027", level=1)
    document.add_paragraph("Report No: WC 27/031")
    document.add_paragraph("Each lead gives an update every four weeks to the parks board.")
    table = document.add_table(rows=1, cols=len(HEADINGS), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, HEADINGS, strict=True):
        cell.text = heading
    counts, action, number = iter(COUNTS), 0, 0
    for band, recommendations in SECTIONS.items():
        row = table.add_row()
        row.cells[0].merge(row.cells[-1]).text = band
        for recommendation in recommendations:
            number += 1
            first = None
            for _ in range(next(counts)):
                action += 1
                row = table.add_row()
                _fill(row, _texts(action))
                first = first or row
            for column, text in ((0, str(number)), (1, recommendation)):
                first.cells[column].merge(row.cells[column]).text = text
    document.add_paragraph("Green: on track. Amber: at risk. Red: off track.")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _texts(action: int) -> dict[str, str]:
    plain = {
        "Actions": f"{next(VERBS)} {next(OBJECTS)}, with the friends’ group of park {action}",
        "Lead Officer": next(LEADS),
        "By when": next(DATES),
        "Success criteria": f"Nine visitors in ten say that park {action} is better",
        "Progress": "Begun in two of the five wards." if action % 3 else "",
        "RAG": next(RATINGS),
    }
    return {**plain, **DOUBTS.get(action, {})}


def _fill(row, texts: dict[str, str]) -> None:
    for heading, text in texts.items():
        row.cells[HEADINGS.index(heading)].text = text
