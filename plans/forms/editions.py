"""What a person accepts of a later edition of a plan's document."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from plans.forms.page import PageForm, PickedField
from plans.forms.text import Passage, Text
from plans.importing import KINDS_OF_DIFFERENCE, Difference, Edition
from plans.operations.words import REASON_LIMIT

KEEP, WITHDRAW = "keep", "withdraw"
APPLY = "apply"
TICK, UNTICK, SHOW = "tick", "untick", "show"
ALL = "all"


class EditionForm(PageForm):
    """Reads the ticks, and for each thing that is gone whether it is kept or withdrawn, and why.

    Unbound it stands as the edition proposes. `do` is the button that was pressed: `apply`, or one that only changes
    what is ticked or shown (`tick:new`, `untick:date`, `show:gone`). Ticks of an edition that was another by then are
    dropped, not refused: that the plan has changed is said by the operation. After `is_valid()`, `accepted` and
    `withdraw` are what `apply_edition` takes.
    """

    data: QueryDict
    apply = PickedField()
    seen = Text(required=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, edition: Edition):
        super().__init__(data)
        self.edition = edition
        self.gone = {each.key: each for each in edition.differences if each.can_withdraw}
        for key in self.gone:
            self.fields[f"gone-{key}"] = forms.ChoiceField(
                choices=((KEEP, "Keep"), (WITHDRAW, "Withdraw")), required=False
            )
            self.fields[f"why-{key}"] = Passage(required=False)
        self.ticked = self._ticked()

    @property
    def do(self) -> tuple[str, str]:
        """The button and the kind that it is for."""
        verb, _, kind = self.data.get("do", "").partition(":")
        return verb, kind if kind in KINDS_OF_DIFFERENCE else ALL

    @property
    def failed(self) -> bool:
        """Whether it was to be applied, and something has to be mended first."""
        return self.is_bound and self.do[0] == APPLY and bool(self.errors)

    @property
    def shown(self) -> str:
        """Which kind is shown: that of the button, else what was shown before; all where something has to be mended."""
        verb, kind = self.do
        if self.failed:
            return ALL
        if verb == SHOW:
            return kind
        before = self.data.get("shown", ALL)
        return before if before in KINDS_OF_DIFFERENCE else ALL

    def _ticked(self) -> frozenset[str]:
        """What is ticked once the button has done its work."""
        if not self.is_bound:
            return self.edition.defaults
        given = set(self.data.getlist("apply")) & {each.key for each in self.edition.differences if each.can_apply}
        verb, kind = self.do
        if verb in (TICK, UNTICK):
            of_kind = self.edition.of_kinds(KINDS_OF_DIFFERENCE if kind == ALL else [kind])
            given = given | of_kind if verb == TICK else given - of_kind
        return frozenset(given)

    def choice(self, difference: Difference) -> tuple[bool, str]:
        """Whether something that is gone is to be withdrawn, and the reason as it was typed."""
        key = difference.key
        return self.data.get(f"gone-{key}") == WITHDRAW, self.data.get(f"why-{key}", "")

    def clean(self):
        cleaned = super().clean()
        for key, difference in self.gone.items():
            if cleaned.get(f"gone-{key}") != WITHDRAW:
                continue
            why = cleaned.get(f"why-{key}", "").strip()
            if not any(char.isalnum() for char in why):
                what = difference.changes[0].before if difference.at else difference.place.subject
                self.add_error(f"why-{key}", f"Say why “{what}” is withdrawn: whoever led it will ask. Or keep it.")
            elif len(why) > REASON_LIMIT:
                self.add_error(f"why-{key}", f"Shorten the reason to {REASON_LIMIT:,} characters or fewer.")
        return cleaned

    @property
    def accepted(self) -> frozenset[str]:
        return self.ticked

    @property
    def withdraw(self) -> dict[str, str]:
        chosen = {key: self.choice(difference) for key, difference in self.gone.items()}
        return {key: why.strip() for key, (withdrawn, why) in chosen.items() if withdrawn}
