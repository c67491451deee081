import json
from dataclasses import asdict, replace
from datetime import date
from hashlib import sha256

import pytest

from plans.exemptions import Exempt
from reports.appendix import content_digest
from reports.appendix import options as module
from reports.appendix.options import Before, ChosenColumn, Earlier, Options
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS

PLAN = make.plan()


def test_the_same_content_has_the_same_digest():
    assert content_digest(PLAN, OPTIONS) == content_digest(replace(PLAN), replace(OPTIONS))


@pytest.mark.parametrize(
    "change",
    [
        {"on": date(2026, 11, 23)},
        {"report_ref": "143/2026"},
        {"paper": "a3"},
        {"draft": False},
        {"include_exceptions": False},
        {"posts_instead_of_people": True},
        {"period_name": "End May 2026"},
        {"meeting_on": date(2026, 12, 9)},
    ],
)
def test_whatever_shapes_the_paper_alters_its_digest(change):
    assert content_digest(PLAN, replace(OPTIONS, **change)) != content_digest(PLAN, OPTIONS)


def test_another_state_has_another_digest():
    assert content_digest(replace(PLAN, title="Other"), OPTIONS) != content_digest(PLAN, OPTIONS)


def test_the_head_of_the_trail_is_no_part_of_the_content():
    assert content_digest(PLAN, replace(OPTIONS, head="7c1e")) == content_digest(PLAN, OPTIONS)


def test_the_copy_that_is_kept_is_no_part_of_the_content_and_what_is_not_chosen_leaves_no_sign(monkeypatch):
    """What is hashed is written in one way, whatever else an officer may one day choose."""
    monkeypatch.setattr(module, "digest", lambda state: "of the plan")
    chosen = replace(OPTIONS, committee="Children’s", draft=False, head="7c1e", seal=object())
    said = {"committee": "Children’s", "draft": "False", "on": "2026-11-22", "report_ref": "142/2026 Appendix A"}
    text = json.dumps({"options": said, "state": "of the plan"}, sort_keys=True, ensure_ascii=False)
    assert content_digest(PLAN, chosen) == sha256(text.encode()).hexdigest()


def test_a_paper_of_which_nothing_is_said_is_a_draft_on_a4_with_its_exceptions():
    assert Options(on=make.ON).plain() == {
        "on": "2026-11-22",
        "paper": "a4",
        "draft": True,
        "include_exceptions": True,
    }
    assert asdict(ChosenColumn(key="k")) == {"key": "k", "on": True, "width": 0.0, "heading": ""}


MARK = Exempt(id=5, action_id=1, what="action", paragraph=3)
CHOSEN = replace(
    OPTIONS,
    meeting_on=date(2026, 12, 9),
    period_name="End May",
    period_on=date(2026, 5, 31),
    columns=(ChosenColumn(key="rag", on=False), ChosenColumn(key="column-4", width=12.5, heading="Why")),
    people=(("Ann Bell", "Head of Parks"), ("Cy Dunn", "")),
    posts_instead_of_people=True,
    left=("sign",),
    replaced=("Dunn",),
    exempt=(MARK,),
    grounds=(2, 3),
    rows="listed",
    listed=(4, 7),
    grouping="lead",
    order="due",
    draft=False,
    include_exceptions=False,
    without_summary=True,
    public=True,
)


def test_what_was_chosen_is_kept_and_read_back_whole():
    kept = json.loads(json.dumps(CHOSEN.plain()))
    assert Options.of_plain(kept, marks=(replace(MARK, id=4), MARK)) == CHOSEN
    assert (kept["exempt"], kept["meeting_on"], len(kept["columns"])) == ([5], "2026-12-09", 2)
    assert "columns" not in OPTIONS.plain() and "seal" not in replace(OPTIONS, seal=object()).plain()


def test_the_paper_before_is_kept_by_its_names_and_ratings_and_read_back_with_its_position():
    earlier = (Earlier(name="End March", paper="No 1", counts=(("Red", 1, 2), ("", 0, 0))),)
    for before in (
        Before(name="End May", paper="No 2", state=PLAN),
        Before(name="End May", paper="No 2", state=PLAN, earlier=earlier),
    ):
        kept = json.loads(json.dumps(replace(OPTIONS, since=before).plain()))
        assert Options.of_plain(kept, PLAN).since == before
        assert Options.of_plain(kept).since is None
        assert str(before).startswith("No 2, End May: ") and ("Red" in str(before)) == bool(before.earlier)


def test_the_paper_for_those_who_may_read_all_names_people_where_the_public_one_has_posts():
    whole = CHOSEN.unrestricted
    assert (whole.public, whole.restricted, whole.named, whole.posts_instead_of_people) == (False, True, True, False)
    assert whole.people == whole.left == whole.replaced == ()
    assert not OPTIONS.unrestricted.named
    assert (whole.columns, whole.exempt) == (CHOSEN.columns, CHOSEN.exempt)
