"""What an attribution is, and who finds it.

An attribution has a source, a cue and a content (PARC3; Pareti, 2016). An
*attributor* finds those of one document in its passages. There are two: ``tagger``,
a small network trained on annotated news, and ``rules``, dependency rules with a
learned cue lexicon, which needs no weights and says why it decided what it decided.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract import ATTRIBUTION_METHODS
from sayso.extract.parse import Passage

if TYPE_CHECKING:
    from sayso.model import Quotation, Span

QUOTED_WHOLLY = 0.9
QUOTED_HARDLY = 0.1
"""Shares of a content inside quotation marks from which it is direct, or still indirect."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution, in document offsets.

    ``source`` is the printed source, ``None`` when there is none; ``cue`` is
    ``None`` for a quotation that goes on without one. ``content`` are its pieces in
    order. ``lemma`` is the cue's lexicon form, ``frame`` the construction it was
    found by.
    """

    passage: int
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    lemma: str
    frame: str
    quotation: Quotation


Attributor = Callable[[Sequence[Passage]], list[Attribution]]


def attributor(name: str) -> Attributor:
    """Return the attributor called *name*.

    Raises:
        ValueError: there is none of that name; the message lists those there are.
    """
    if name == "tagger":
        from sayso.extract import tagger as method  # noqa: PLC0415 - loaded when it is chosen
    elif name == "rules":
        from sayso.extract import rules as method  # type: ignore[no-redef] # noqa: PLC0415 - as above
    else:
        methods = ", ".join(ATTRIBUTION_METHODS)
        message = f"There is no attribution method {name!r}; the methods are: {methods}."
        raise ValueError(message)
    return method.find_attributions


def quotation_of(content: Sequence[Span], quotes: Sequence[Span]) -> Quotation:
    """Say whether a content stands in quotation marks wholly, hardly or in part."""
    total = sum(end - start for start, end in content)
    inside = sum(
        max(0, min(end, stop) - max(start, begin)) for start, end in content for begin, stop in quotes
    )
    share = inside / total if total else 0.0
    if share >= QUOTED_WHOLLY:
        return "direct"
    return "indirect" if share < QUOTED_HARDLY else "mixed"
