"""The one way in of what people send: a form is made of it, and what a verb refuses stands on that form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from plans.forms.address import whole_address
from plans.operations.errors import Refused
from plans.operations.freshness import Stale
from plans.views import held


class Refusable(Protocol):
    """A form, or what else a page keeps of an answer, that can be told what was refused."""

    def refuse(self, error, /) -> None: ...


class Refusal:
    """What was refused, on a page that has no form for it; `error` is None while nothing was."""

    error: Refused | None = None

    def refuse(self, error: Refused | ValidationError) -> None:
        self.error = error if isinstance(error, Refused) else Refused(error.messages[0])

    @property
    def http_status(self) -> int:
        if isinstance(self.error, Stale):
            return 409
        return 422 if self.error else 200


def sent(request) -> QueryDict | None:
    """What a form is made of: what was sent; None, for an empty form, where the page is only opened."""
    return request.POST if request.method == "POST" else None


def sent_by(request, **button: str) -> QueryDict | None:
    """What was sent by that button of the page (its name and value); None where another was pressed."""
    data = sent(request)
    return data if data is not None and all(data.get(name) == value for name, value in button.items()) else None


def sent_files(request) -> MultiValueDict | None:
    """The files that came with it."""
    return request.FILES if request.method == "POST" else None


def asked(request) -> QueryDict:
    """What was sent, or what the address asks for: of a page that is asked for by either."""
    return request.POST if request.method == "POST" else whole_address(request)


def sent_or_held(request) -> QueryDict | None:
    """The same; where the page is opened again after signing in, what was typed before."""
    return sent(request) if request.method == "POST" else held.take(request)


@contextmanager
def refusals(*told: Refusable, also: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Within, call the verb and return what follows when it is done. What it refuses these are told; what stands after
    shows the page again, with the form's `http_status`.

        if request.method == "POST" and form.is_valid():
            with refusals(form):
                close_period(by=request.user, period=period)
                return redirect("periods")
        return render(request, "page.html", {"form": form}, status=form.http_status)

    `also` is what else is told in the same way.
    """
    told_of: tuple[type[Exception], ...] = (Refused, ValidationError, *also)
    try:
        yield
    except told_of as error:
        for each in told:
            each.refuse(error if isinstance(error, Refused | ValidationError) else Refused(str(error)))


@contextmanager
def refusals_told(request, level: int = messages.WARNING, *, also: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """The same for a button without a form of its own: the page that follows says what was refused."""
    told_of: tuple[type[Exception], ...] = (Refused, *also)
    try:
        yield
    except told_of as refused:
        messages.add_message(request, level, str(refused))
