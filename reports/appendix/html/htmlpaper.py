"""A paper as an HTML page, whatever it says: its head and styles, the block of its title, the heads of its tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from reports.appendix.html.markup import Markup, tag

STYLESHEET = Path(__file__).parents[3] / "static" / "css" / "appendix.css"


def document(
    title: str, parts: Iterable[Markup | None], *, styles: str, class_: str, running: str, told: Mapping[str, str]
) -> str:
    """The whole page: `title` is shown by programs, `running` printed at the foot of each page, and what is `told` of
    the page stands in its head by the names of that."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("title", title),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        *(tag("meta", name=name, content=content) for name, content in told.items()),
        tag("style", Markup(styles)),
    )
    body = tag("body", *parts, class_=class_, data_running=running)
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en-GB')}\n"


def title_block(council: str, title: str, subtitle: str, facts: Iterable[str], number: str = "") -> Markup:
    """The title with what stands around it; at the right the `facts` below the paper's `number`."""
    left = tag(
        "div",
        tag("p", council, class_="apx-council") if council else None,
        tag("h1", title),
        tag("p", subtitle) if subtitle else None,
        class_="apx-name",
    )
    strong = tag("p", tag("b", number)) if number else None
    right = tag("div", strong, *(tag("p", fact) for fact in facts), class_="apx-facts")
    return tag("header", left, right, class_="apx-title")


def withheld(words: str) -> Markup | None:
    """That the paper is not for publication, and why."""
    return tag("p", tag("strong", words), class_="apx-withheld") if words else None


def colgroup(prefix: str, columns: int) -> Markup:
    """Columns that the styles know by their prefix and number."""
    return tag("colgroup", *(tag("col", class_=f"apx-{prefix}{at}") for at in range(columns)))


def heads(words: Iterable[str], numbers: Iterable[str] = ()) -> Markup:
    """The heads of a table: of columns of words, then of columns of numbers."""
    of_words = (tag("th", each, scope="col") for each in words)
    return tag("thead", tag("tr", *of_words, *(tag("th", each, scope="col", class_="ap-n") for each in numbers)))


def number(words: str) -> Markup:
    """A cell in a column of numbers."""
    return tag("td", words, class_="ap-n")
