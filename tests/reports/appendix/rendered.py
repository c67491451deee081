"""Papers that several tests look at, rendered once."""

from __future__ import annotations

from functools import cache

from reports.appendix import render
from reports.appendix.options import Options
from tests.reports.appendix import nasty
from tests.reports.appendix.reading import OPTIONS
from tests.reports.shapes import SHAPES

NASTY = {
    "cut_span": nasty.cut_span,
    "cell_longer_than_a_page": nasty.cell_longer_than_a_page,
    "recommendation_longer_than_a_page": nasty.recommendation_longer_than_a_page,
    "hostile": nasty.hostile,
    "several_of_everything": nasty.several_of_everything,
}
MAKERS = SHAPES | NASTY


@cache
def state(name: str):
    return MAKERS[name]()


@cache
def rendered(name: str, fmt: str, options: Options = OPTIONS) -> bytes:
    return render(state(name), options, fmt)
