"""The measure itself: it can tell agreement from disagreement."""

import copy

from plans.importing import plan_as_json, read_plan
from tests.plans.importing import documents
from tests.plans.importing.scoring import disagreements, normal, record_of, score

PLAN = plan_as_json(read_plan(documents.TABS_WITH_BANDS.encode(), name="plan.txt"))


def test_agreement_is_one():
    assert set(score(record_of(PLAN), PLAN).values()) == {1.0}
    assert disagreements(record_of(PLAN), PLAN) == []


def test_white_space_case_bullets_and_edge_punctuation_do_not_count():
    assert normal("• Buy  String.") == normal("buy string")
    assert normal("Buy string") != normal("Buy strings")


def test_another_lead_costs_that_row():
    record = record_of(PLAN)
    record["sections"][0]["recommendations"][0]["rows"][0]["leads"] = ["Somebody Else"]
    assert score(record, PLAN)["leads"] == 0.8
    assert len(disagreements(record, PLAN)) == 1


def test_an_alternative_is_as_good():
    record = record_of(PLAN)
    row = record["sections"][0]["recommendations"][0]["rows"][0]
    row["leads_alternatives"], row["leads"] = [row["leads"]], ["Somebody Else"]
    assert score(record, PLAN)["leads"] == 1.0


def test_an_alternative_of_the_whole_document_is_as_good():
    record = record_of(PLAN)
    record["abbreviations"], record["abbreviations_alternatives"] = {"KO": "Kite Officer"}, [PLAN["abbreviations"]]
    record["columns"], record["columns_alternatives"] = ["Other"], [["Others"], PLAN["columns"]]
    assert score(record, PLAN)["columns"] == 1.0
    assert score(record, PLAN).get("abbreviations", 1.0) == 1.0
    assert score({**record, "columns_alternatives": [["Others"]]}, PLAN)["columns"] == 0.0


def test_a_missing_row_costs():
    record = copy.deepcopy(record_of(PLAN))
    del record["sections"][1]
    scores = score(record, PLAN)
    assert scores["row count"] < 1 and scores["sections"] < 1
