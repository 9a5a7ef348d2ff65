"""Reading without the collector of cycles, which finds none in what a page is read into."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold Python's collector of cyclic garbage off for a while, if it is on.

    A page makes thousands of small objects, all of which go by their reference counts; the
    collector would walk them again and again, for up to a fifth of the time. What it would find
    waits until the end: it goes on with the next object made. Whoever turned it off turns it on
    again, so that threads do not leave it off.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
