"""Building a large document without Python's search for what could be thrown away."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No search for cycles within: thousands of cells are built and all of them kept, and each search would walk them
    all again, a fifth of the time. The search goes on afterwards where it went on before."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
