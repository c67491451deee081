from plans import columns as meanings
from reports.appendix.columns import heading
from reports.appendix.layout import build
from reports.appendix.position import position
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS

NOW = position(make.plan(), on=make.ON)


def headings(plan, **options):
    (band,) = build(plan, OPTIONS).bands
    return band.table.headings


def one(action, **fields):
    return make.plan(make.section("", make.recommendation("An area", action)), **fields)


def test_only_headings_that_speak_of_a_position_are_kept_current():
    column = make.column("Evidence End July 2025", meanings.EVIDENCE)
    then = position(make.plan(), on=make.ON, period_name="End May 2026")
    assert heading(column, 0, then) == "Evidence End July 2025"


def test_a_section_may_print_a_heading_of_its_own():
    column = make.column("Timescale", meanings.TIMESCALE, ((7, "Timescales"),))
    assert (heading(column, 7, NOW), heading(column, 8, NOW)) == ("Timescales", "Timescale")


def test_a_column_printed_without_a_heading_gets_one():
    assert heading(make.column("", meanings.REF), 0, NOW) == "Reference"


def test_the_plans_own_columns_come_first_and_only_what_has_values_is_added():
    action = make.action(
        timescales=(make.timescale("Ongoing", kind="ongoing"),),
        outcome="Better",
        updates=(make.update("Said", make.RED),),
    )
    assert headings(one(action)) == ("Area", "Actions", "Timescale", "Outcome", "Progress", "RAG")


def test_a_plan_without_values_gets_no_more_columns():
    assert headings(one(make.action())) == ("Area", "Actions")


def test_a_plan_without_columns_gets_the_products_own():
    assert headings(one(make.action(expected_evidence="A log"), columns=())) == ("Recommendation", "Action", "Evidence")


def test_an_extra_value_without_a_column_gets_one():
    assert headings(one(make.action(extra=(("Cost", "None"), ("Empty", " "))))) == ("Area", "Actions", "Cost")


def test_a_column_of_the_plans_own_is_printed_once_where_it_has_values():
    """Spelt in the action as in the plan, or with another space."""
    column = make.column("Cost and  benefit", meanings.EXTRA)
    action = make.action(extra=(("Cost and benefit", "None"), ("Ward", "Hill")))
    plan = one(action, columns=(make.column("Area", meanings.RECOMMENDATION), column))
    assert headings(plan) == ("Action", "Area", "Cost and benefit", "Ward")
    (band,) = build(plan, OPTIONS).bands
    cells = dict(zip(band.table.headings, band.table.rows[0].cells, strict=True))
    assert (cells["Cost and benefit"].text, cells["Ward"].text) == ("None", "Hill")
