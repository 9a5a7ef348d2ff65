"""Time expressions of a document, resolved against its day of publication (TIMEX3).

:func:`find_moments` gives dates, weekdays, parts of days, holidays, months, seasons,
years, decades, intervals, durations and sets, with values as in ISO 24617-1 and
inclusive bounds. A document without a publication date keeps what is absolute and
leaves the rest unresolved.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sayso.extract.moments_grammar import Expression, find_expressions
from sayso.extract.moments_lexicon import TimeLexicon, load_time_lexicon
from sayso.extract.moments_resolve import resolve
from sayso.extract.moments_scene import Scene
from sayso.extract.moments_tense import direction
from sayso.extract.numbers import Reading, document_separators
from sayso.extract.numbers_lexicon import load_lexicon, load_vague
from sayso.extract.numbers_tokens import tokenize
from sayso.model import Moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from sayso.extract.moments_calendar import Resolved
    from sayso.extract.parse import Passage
    from sayso.model import Document

_DATED = frozenset({"date", "numeric", "weekday", "day", "anchor", "offset", "holiday", "time"})


def find_moments(passages: Sequence[Passage], document: Document, *, language: str = "en") -> list[Moment]:
    """Find the time expressions of a document, in order, without overlap.

    Args:
        passages: the document's parsed blocks (see :mod:`sayso.extract.parse`).
        document: gives the day of publication; ``None`` leaves relative times unresolved.
        language: ISO 639-1 code of a language with a ``data/moments.*.toml``.
    """
    lexicon = load_time_lexicon(language)
    reader = document_reader(document.text, language)
    read = [(passage, reader(passage.parse.text)) for passage in passages]
    found = [(passage, on, find_expressions(on, lexicon)) for passage, on in read]
    scene = Scene(
        published=published_day(document),
        direction=lambda _: 0,
        anchor=published_day(document),
        day_first=_day_first(expression for *_, expressions in found for expression in expressions),
    )
    moments: list[Moment] = []
    for passage, on, expressions in found:
        scene.direction = _direction_in(passage, on, lexicon)
        for expression in expressions:
            if _is_ordinal(passage, on, expression, lexicon):
                continue
            if resolved := resolve(expression, scene):
                moments.append(_moment(passage, on, expression, _opened(resolved, on, expression, lexicon)))
                if expression.kind in _DATED and resolved.begin and resolved.begin == resolved.end:
                    scene.anchor = resolved.begin
    return moments


def document_reader(
    text: str, language: str = "en", vague_file: Path | None = None
) -> Callable[[str], Reading]:
    """Return what reads a stretch of a document's *text* with the document's own separators."""
    lexicon, vague = load_lexicon(language), load_vague(vague_file)
    separators = document_separators(text, lexicon)
    return lambda stretch: Reading(tokenize(stretch), lexicon, vague, separators)


def published_day(document: Document) -> dt.date | None:
    """Return the day a document came out, ``None`` where it is not known to the day."""
    if document.published is None:
        return None
    try:
        return dt.date.fromisoformat(document.published.value[:10])
    except ValueError:
        return None


def _direction_in(passage: Passage, on: Reading, lexicon: TimeLexicon) -> Callable[[Expression], int]:
    def look(expression: Expression) -> int:
        before = [on.tokens.low(expression.first - back) for back in (1, 2, 3)]
        if before[0] in lexicon.lists["ahead_of"]:
            return 1
        if before[0] in lexicon.lists["as"] and before[1] in lexicon.lists["as_soon"]:
            return 1
        cues = lexicon.lists["future"], lexicon.lists["perfect"]
        return direction(passage.parse, expression.start, expression.end, *cues)

    return look


def _is_ordinal(passage: Passage, on: Reading, expression: Expression, lexicon: TimeLexicon) -> bool:
    """Tell "a second round" from "for a second": a unit that is an ordinal too, before what it orders."""
    word = on.tokens.low(expression.last - 1)
    both = lexicon.classes["unit"].keys() & lexicon.classes["ordinal_word"].keys()
    if word not in both or "n" in expression.parts:
        return False
    span = passage.parse.char_span(on.tokens.starts[expression.last - 1], expression.end)
    return span is not None and span.root.pos_ == "ADJ"


def _day_first(expressions: Iterable[Expression]) -> bool:
    """Learn from a document's own slashed dates whether 3/4/2022 is April or March; day first by default."""
    votes = 0
    for expression in expressions:
        if expression.kind == "numeric" and "a" in expression.parts:
            first, second = float(expression.parts["a"]), float(expression.parts["b"])
            votes += (first > 12) - (second > 12)
    return votes >= 0


def _opened(resolved: Resolved, on: Reading, expression: Expression, lexicon: TimeLexicon) -> Resolved:
    """Open the far end after "since", the near one after "until"."""
    before = on.tokens.low(expression.first - 1)
    if resolved.type != "DATE" or resolved.begin is None:
        return resolved
    if before in lexicon.lists["since_only"]:
        return type(resolved)(resolved.type, resolved.value, resolved.begin, None)
    if before in lexicon.lists["until"]:
        return type(resolved)(resolved.type, resolved.value, None, resolved.end)
    return resolved


def _moment(passage: Passage, on: Reading, expression: Expression, resolved: Resolved) -> Moment:
    start = passage.start + expression.start
    del on
    return Moment(
        start,
        passage.start + expression.end,
        passage.parse.text[expression.start : expression.end],
        resolved.type,
        resolved.value,
        resolved.begin.isoformat() if resolved.begin else None,
        resolved.end.isoformat() if resolved.end else None,
    )
