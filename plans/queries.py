"""Whole questions with a name: the live state of a plan, and what lists of plans ask."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.apps import apps
from django.db.models import Count, F, Model, Q, Subquery

from plans import models as m
from plans import tree
from plans.assembly import Rows, assemble
from plans.exempt_files import FileWords
from plans.exemptions import Exempt
from plans.parts import Entry
from plans.state import PlanState

OF_PLAN: dict[type[Model], str] = {apps.get_model("plans", name): path for name, path in tree.WITH_ONE_PATH.items()}
"""From each model to the path from it to its plan."""


def plan_state(plan: m.Plan, recommendations: Collection[int] | None = None) -> PlanState:
    """The plan as it is now: one query for each model, however many actions. With `recommendations` only these of
    them, by id, and what stands under them; everything else of the plan is there."""
    return assemble(live_rows(plan, recommendations))


def live_rows(plan: m.Plan, recommendations: Collection[int] | None = None) -> Rows:
    """The rows of the plan, or of these recommendations of it, from the tables themselves."""

    def of(path: str) -> Q:
        if recommendations is None or not path.endswith("section__plan"):
            return Q(**{path: plan})
        return Q(**{f"{path.removesuffix('section__plan')}pk__in": recommendations})

    by_model: dict[str, list] = {
        str(model._meta.model_name): list(model._default_manager.filter(of(path)).order_by().values())
        for model, path in OF_PLAN.items()
    }
    sections, actions = ([row["id"] for row in by_model[name]] for name in ("section", "action"))
    timescales = m.Timescale.objects.filter(Q(section__among=sections) | Q(action__among=actions)).order_by()
    by_model["timescale"] = list(timescales.values())
    ids = [row["id"] for row in by_model["timescale"]]
    by_model["extension"] = list(m.Extension.objects.filter(timescale__among=ids).order_by().values()) if ids else []
    naming = ("assignment", "planlead", "membersquestion")
    leads = {row["lead_id"] for name in naming for row in by_model[name]}
    by_model["lead"] = list(m.Lead.objects.filter(id__among=leads).order_by().values())
    by_model["holding"] = list(m.Holding.objects.filter(lead__among=leads).order_by().values())
    by_model["ragscheme"] = list(m.RagScheme.objects.filter(id=plan.scheme_id).order_by().values())
    by_model["rag"] = list(m.Rag.objects.filter(scheme=plan.scheme_id).order_by().values())
    return Rows(
        plan=dict(m.Plan.objects.filter(pk=plan.pk).values().get()),
        coordinator=plan.coordinator.name if plan.coordinator else "",
        by_model=by_model,
    )


def exempt_of(plan: m.Plan) -> tuple[Exempt, ...]:
    """What is marked as exempt of a plan's actions now, read by an officer or not."""
    marks = m.Exemption.objects.filter(**{tree.ACTION_PLAN: plan}, withdrawn=False)
    return tuple(each.mark for each in marks.order_by("pk"))


def published_words(plans) -> FileWords:
    """The words of these plans, by number, as they go out in a file for everybody."""
    marks = m.Exemption.objects.filter(**{f"{tree.ACTION_PLAN}__in": plans}, withdrawn=False)
    return FileWords([each.mark for each in marks.order_by("pk")])


def marks_ever(plan: m.Plan) -> tuple[Exempt, ...]:
    """What was ever marked as exempt of a plan's actions, taken off since or not: an issued paper names its own."""
    return tuple(each.mark for each in m.Exemption.objects.filter(**{tree.ACTION_PLAN: plan}).order_by("pk"))


def coming_paper(plan: m.Plan) -> m.Period | None:
    """The period whose paper comes next: the last of a position from which none was issued. One that was passed over
    comes no more of itself."""
    issued = plan.periods.filter(issued_papers__isnull=False).order_by("-position_on").values("position_on")[:1]
    coming = plan.periods.current().filter(issued_papers=None).annotate(last=Subquery(issued))
    return coming.filter(Q(last=None) | Q(position_on__gte=F("last"))).order_by("position_on").last()


def names_of_role(plan: m.Plan, role: str) -> list[str]:
    """The names of those who have a role in a plan, in order."""
    members = m.Membership.objects.filter(plan=plan, role=role, withdrawn=False, user__is_active=True)
    return list(members.order_by("user__name").values_list("user__name", flat=True))


def acts_taken_back(*, by: datetime | None = None) -> set[int]:
    """The ids of the acts that were taken back as a whole; `by` a moment, where one is given."""
    taken = m.ChangeSet.objects.filter(verb="take_back_act", links__isnull=False)
    if by:
        taken = taken.filter(moment__lte=by)
    return {details["taken"] for details in taken.values_list("details", flat=True)}


def sections_of(plan: m.Plan) -> list[int]:
    """The ids of its sections, in printed order."""
    found = m.Section.objects.filter(plan=plan, withdrawn=False).order_by("order", "pk")
    return list(found.values_list("pk", flat=True))


def outline(plan: m.Plan) -> tuple[Entry, ...]:
    """Its recommendations in printed order, with how many actions each has."""
    rows = (
        m.Recommendation.objects.filter(section__plan=plan, withdrawn=False, section__withdrawn=False)
        .order_by("section__order", "section", "order", "pk")
        .annotate(count=Count("actions", filter=Q(actions__withdrawn=False)))
    )
    return tuple(Entry(*row) for row in rows.values_list("pk", "section", "printed_ref", "count"))
