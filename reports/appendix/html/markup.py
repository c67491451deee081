"""HTML, which is XML as well, as values that cannot forget to escape.

A builder rather than templates: the page is a walk over a tree of values, every text of it comes from outside,
and a page without settings, loaders or context is as pure as what it prints.
"""

from __future__ import annotations

from html import escape

SVG = "http://www.w3.org/2000/svg"
"""The namespace of a drawing, which XML wants to be told."""

VOID = frozenset({"col", "meta"})


class Markup(str):
    """HTML that is finished; every other text is escaped when it is put into an element."""

    __slots__ = ()


def tag(element: str, /, *children: str | None, **attributes: str | int | None) -> Markup:
    """An element with these children, in order. `class_` is the attribute class, an underscore in any other name
    a hyphen; an attribute that is None is left out, and so is a child."""
    opening = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if element in VOID:
        return Markup(f"<{element}{opening}/>")
    return Markup(f"<{element}{opening}>{joined(*children)}</{element}>")


def joined(*children: str | None) -> Markup:
    """The children one after the other, escaped where they are plain text."""
    return Markup(
        "".join(child if isinstance(child, Markup) else escape(child) for child in children if child is not None)
    )
