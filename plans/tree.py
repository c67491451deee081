"""The shape of a plan, said once: what stands under what, by which path each reaches its plan, and what people call it.
Models go by the names of the fields that point to them. Pure."""

from __future__ import annotations

UNDER: dict[str, tuple[str, ...]] = {
    "column": ("plan",),
    "columnvariant": ("column",),
    "planlead": ("plan",),
    "source": ("plan",),
    "finding": ("plan",),
    "section": ("plan",),
    "period": ("plan",),
    "conversion": ("plan",),
    "recommendation": ("section",),
    "recommendationsource": ("recommendation",),
    "recommendationfinding": ("recommendation",),
    "action": ("recommendation",),
    "step": ("action",),
    "assignment": ("action",),
    "progressupdate": ("action",),
    "decision": ("action",),
    "evidence": ("action",),
    "membersquestion": ("action",),
    "timescale": ("section", "action"),
    "extension": ("timescale",),
}
"""From each model to the fields one of which says what it stands under; each after what it stands under."""

OF_A_STEP = frozenset({"assignment", "timescale"})
"""What may be of one step of the action that it stands under."""

NOUNS = {
    "column": "column",
    "source": "source",
    "section": "section",
    "recommendation": "recommendation",
    "action": "action",
    "step": "step",
    "assignment": "lead",
    "timescale": "timescale",
}
"""What is edited by hand, and the word for it in verbs and addresses."""


def paths(name: str) -> tuple[str, ...]:
    """The paths by which a row of the model reaches its plan: one, but where it may stand under different things."""
    return tuple(
        path
        for parent in UNDER[name]
        for path in (["plan"] if parent == "plan" else [f"{parent}__{above}" for above in paths(parent)])
    )


def beside(name: str) -> tuple[str, ...]:
    """The columns that say what a row stands under: those that agree in them stand beside each other."""
    return tuple(f"{field}_id" for field in (*UNDER[name], *(("step",) if name in OF_A_STEP else ())))


WITH_ONE_PATH = {name: paths(name)[0] for name in UNDER if len(paths(name)) == 1}
"""From each model whose rows stand in one kind of place to the path from it to its plan."""

PLAN = WITH_ONE_PATH["action"]
"""The path from an action to its plan."""
ACTION_PLAN = f"action__{PLAN}"
"""The path to it from what stands under an action."""
