"""Python's search for circular garbage, paused while millions of values are built that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the search: on a thousand documents it takes as long as reading them.

    Of setting type it takes a fifth: boxes live until their page is written. What was made
    meanwhile counts as old afterwards, so that it is not searched through at once.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.freeze()
            gc.unfreeze()  # into the oldest generation
            gc.enable()
