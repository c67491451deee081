"""The update form: how is it going, what rating, when will it be done."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.functional import cached_property

from plans.forms import uploads
from plans.forms.dates import BOXES, DateField
from plans.forms.page import AsTyped, PageForm, PickedField, SeenField
from plans.forms.text import Passage, Text
from plans.operations.evidence import Proof, lacking
from plans.operations.progress.updates import NARRATIVE_LIMIT, Word
from plans.wording import day

LEFT_OUT = ("csrfmiddlewaretoken", "draft", "seen", "then", "check", "keep", "conflict")
"""Fields of the form that say how it was sent, not what was typed."""


class SentUpdate(PageForm):
    """How the update form was sent: by which button, from which page, going on from which draft."""

    keep = AsTyped()
    conflict = AsTyped()
    check = AsTyped()
    then = AsTyped()
    discard = AsTyped()
    draft = AsTyped()
    kept = PickedField()
    seen = SeenField()

    def words(self, tokens: list[str]) -> str:
        """What was typed, as a draft keeps it, with the tokens of the files that are kept for it."""
        typed = self.typed.copy()
        for name in LEFT_OUT:
            typed.pop(name, None)
        typed.setlist("kept", tokens)
        return typed.urlencode()


class ProgressForm(PageForm):
    """Reads one update of `action` by the person of id `writer`. `last` is the update that speaks for it now, or
    None; `people` the sayers (`plans.views.progress.sayers`) for whom the writer may record (empty: nobody)."""

    no_change = forms.BooleanField(required=False)
    rag = forms.ChoiceField(required=False)
    narrative = Passage(required=False)
    forecast = DateField(what="the day you expect it to be done", required=False)
    steps_met = forms.TypedMultipleChoiceField(coerce=int, required=False)
    claim = forms.BooleanField(required=False)
    stands = forms.ChoiceField(required=False, choices=[("", ""), ("yes", "It stands"), ("no", "It is withdrawn")])
    evidence = forms.FileField(required=False, allow_empty_file=True)
    evidence_link = forms.URLField(
        required=False,
        max_length=1000,
        assume_scheme="https",
        error_messages={
            "invalid": "Enter the link whole, such as https://intranet.example/minutes.",
            "max_length": "Give a link of 1,000 characters or fewer.",
        },
    )
    said_by = forms.ChoiceField(required=False)
    position_on = DateField(what="the day on which this was true", required=False)
    seen = forms.IntegerField(required=False)
    draft = Text(required=False, max_length=32)

    def __init__(self, data=None, files=None, *, action, writer, last=None, people=(), **kwargs):
        super().__init__(data, files, **kwargs)
        self.action, self.writer, self.last = action, writer, last
        self.ratings = list(action.plan.scheme.ratings.all())
        self.steps = list(action.steps.filter(withdrawn=False))
        self.people = {sayer.key: sayer for sayer in people}
        self.claimed = action.standing_claims().last()
        self.fields["rag"].choices = [(r.code, r.label) for r in self.ratings]
        self.fields["rag"].error_messages["invalid_choice"] = (
            "Choose one of this plan’s own ratings: "
            + ", ".join(r.label for r in self.ratings if not r.means_finished)
            + "."
        )
        self.fields["steps_met"].choices = [(s.pk, s.text) for s in self.steps]
        self.fields["steps_met"].error_messages["invalid_choice"] = "Choose steps of this action."
        self.fields["said_by"].choices = [("", ""), *((key, sayer.name) for key, sayer in self.people.items())]
        self.fields["said_by"].error_messages["invalid_choice"] = "Choose somebody who has a part in this plan."
        self.kept: list[uploads.Kept] = []
        self.refused: list[uploads.RefusedFile] = []

    def go_on_from(self, typed: QueryDict, mark: str) -> None:
        """Show a draft's words, unread: half of a form is no mistake. `mark` is the draft's. Files that are held no
        more are left out."""
        self.initial = {**self.initial} | {
            **{name: typed.get(name, "") for name in ("rag", "narrative", "evidence_link", "said_by", "stands")},
            **{name: bool(typed.get(name)) for name in ("claim", "no_change")},
            **{name: [typed.get(f"{name}_{box}", "") for box in BOXES] for name in ("forecast", "position_on")},
            "steps_met": typed.getlist("steps_met"),
            "draft": mark,
        }
        self.kept, _gone = uploads.receive([], typed.getlist("kept"), owner=self._owner)

    @property
    def _owner(self) -> str:
        """Whose form it is and of what: a file that was kept for it is good for it alone."""
        return f"{self.writer}:{self.action.pk}"

    @property
    def is_full(self) -> bool:
        """Whether a file was refused because nothing more can be stored."""
        return any(file.is_full for file in self.refused)

    @property
    def limit(self) -> int:
        return NARRATIVE_LIMIT

    @property
    def most_bytes(self) -> int:
        return settings.EVIDENCE_MAX_BYTES

    @property
    def most_megabytes(self) -> int:
        return self.most_bytes // 1024 // 1024

    @property
    def evidence_rule(self) -> str:
        """What the plan's policy asks of a claim, as the form says it."""
        held = " Some is held already." if self.action.evidence.filter(withdrawn=False).exists() else ""
        if lacking(self.action):
            return "A claim of completion has to bring it."
        return f"Whoever verifies the claim looks at it first.{held}"

    @property
    def becomes(self) -> str:
        """The stage that follows, as the form says it before it is submitted."""
        data = self.cleaned_data
        if data["claim"] or data["stands"] == "yes":
            return "Claimed complete, waiting to be verified"
        if self.claimed and data["stands"] == "no":
            return f"In progress: the claim of {day(self.claimed.position_on)} is withdrawn"
        return "In progress"

    @property
    def no_change_words(self) -> str:
        """How an update without news begins; empty where nothing was said before."""
        return f"No change since {day(self.last.position_on)}, because" if self.last else ""

    @cached_property
    def chosen(self) -> str | None:
        """The code of the rating that is marked now."""
        return self["rag"].value()

    @cached_property
    def ticked(self) -> set[str]:
        return {str(value) for value in self["steps_met"].value() or ()}

    def clean_rag(self):
        code = self.cleaned_data["rag"]
        was = self.last and self.last.rating
        if not code and was and not was.means_finished and self.cleaned_data["no_change"]:
            return was
        if not code:
            last_time = f" It was {was.label} on {day(self.last.position_on)}." if was else ""
            raise forms.ValidationError(f"Choose a rating.{last_time}")
        return next(r for r in self.ratings if r.code == code)

    def clean_narrative(self):
        words = self.cleaned_data["narrative"]
        without_news = self.last and self.cleaned_data["no_change"]
        if not words:
            need = "Say why nothing has changed." if without_news else "Say what has happened, in a sentence or two."
            raise forms.ValidationError(need)
        if without_news and not words.lower().startswith("no change"):
            words = f"{self.no_change_words} {words}"
        if len(words) > NARRATIVE_LIMIT:
            over = len(words) - NARRATIVE_LIMIT
            raise forms.ValidationError(
                f"Shorten this to {NARRATIVE_LIMIT:,} characters or fewer: it is {over:,} over. "
                "A longer paper can be attached as evidence."
            )
        return words

    def clean(self):
        files = self.files.getlist("evidence") if hasattr(self.files, "getlist") else []
        tokens = self.data.getlist("kept") if hasattr(self.data, "getlist") else []
        dropped = set(self.data.getlist("drop")) if tokens else set()
        self.kept, self.refused = uploads.receive(
            files, [token for token in tokens if token not in dropped], owner=self._owner
        )
        for file in self.refused:
            self.add_error("evidence", file.why)
        data = super().clean()
        if not data.get("claim") and not data.get("stands") and self._saw_the_claim(data.get("seen")):
            self.add_error("stands", "Say whether it is complete all the same, or the claim is withdrawn.")
        given = self.kept or self.refused or data.get("evidence_link") or "evidence_link" in self.errors
        claims = data.get("claim") or data.get("stands") == "yes"
        if claims and not given and lacking(self.action):
            self.add_error("evidence", lacking(self.action))
        return data

    def _saw_the_claim(self, seen: int | None) -> bool:
        """Whether the writer had the claim that stands before them. Who had not is told of it as of any other update
        that was quicker."""
        return self.claimed is not None and self.claimed.pk <= (seen or 0)

    def word(self) -> Word:
        """What was typed, as the operation takes it."""
        data = self.cleaned_data
        proofs = [file.proof for file in self.kept]
        if data["evidence_link"]:
            proofs.append(Proof(url=data["evidence_link"]))
        return Word(
            narrative=data["narrative"],
            rag=data["rag"],
            position_on=data["position_on"],
            forecast_on=data["forecast"],
            claims_completion=data["claim"],
            claim_stands={"yes": True, "no": False}.get(data["stands"]) if not data["claim"] else None,
            steps_met=tuple(data["steps_met"]),
            proofs=tuple(proofs),
        )
