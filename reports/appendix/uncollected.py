"""Making something large without looking meanwhile for what nobody needs."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """While a paper is made no memory is looked through for what nobody needs: of its rows and cells none goes before
    the end, and looking takes a quarter of the time or more."""
    looks = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looks:
            gc.enable()
