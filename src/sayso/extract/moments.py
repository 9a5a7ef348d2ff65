"""Time expressions of a document, resolved against its day of publication (TIMEX3).

:func:`find_moments` gives dates, weekdays, parts of days, holidays, months, seasons,
years, decades, intervals, durations and sets, with values as in ISO 24617-1 and
inclusive bounds. A document without a publication date keeps what is absolute and
leaves the rest unresolved. The words stand in ``data/moments.*.toml``, one file a
language; where the parse knows tenses (English) they tell past from future, elsewhere
cue words do.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.moments_grammar import Expression, find_expressions
from sayso.extract.moments_intervals import bounded, share_years
from sayso.extract.moments_lexicon import TimeLexicon, load_time_lexicon
from sayso.extract.moments_order import day_first
from sayso.extract.moments_resolve import resolve
from sayso.extract.moments_scene import Scene
from sayso.extract.moments_tense import direction, direction_by_cues
from sayso.extract.numbers import Reading, document_separators
from sayso.extract.numbers_lexicon import load_lexicon, load_vague
from sayso.extract.numbers_region import region_of
from sayso.extract.numbers_tokens import tokenize
from sayso.model import Moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from spacy.tokens import Doc

    from sayso.extract.moments_calendar import Resolved
    from sayso.extract.parse import Passage
    from sayso.model import Document

_DATED = frozenset(
    {"date", "numeric", "day_month", "weekday", "day", "anchor", "offset", "ahead", "holiday", "time"}
)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of a document: where it starts, its tokens, its parse where there is one."""

    start: int
    text: str
    on: Reading
    parse: Doc | None
    expressions: Sequence[Expression]


def find_moments(passages: Sequence[Passage], document: Document, *, language: str = "en") -> list[Moment]:
    """Find the time expressions of a document, in order, without overlap.

    Args:
        passages: the document's blocks (see :mod:`sayso.extract.parse`). A parse without
            tenses (a blank pipeline) is read by cue words.
        document: gives the day of publication; ``None`` leaves relative times unresolved.
        language: ISO 639-1 code of a language with a ``data/moments.*.toml``.

    Raises:
        FileNotFoundError: sayso has no time words for *language*.
    """
    pieces = ((passage.start, passage.text, passage.parse) for passage in passages)
    return _find(pieces, document, language)


def find_moments_unparsed(document: Document, *, language: str = "en") -> list[Moment]:
    """Find the time expressions in the kept blocks of a document that nothing has parsed.

    Takes and gives what :func:`find_moments` does; cue words stand in for tenses.
    """
    kept = [block for block in document.blocks if block.kept]
    pieces = ((block.start, document.text[block.start : block.end], None) for block in kept)
    return _find(pieces, document, language)


def document_reader(
    text: str, language: str = "en", vague_file: Path | None = None, region: str | None = None
) -> Callable[[str], Reading]:
    """Return what reads a stretch of a document's *text* with the document's own separators.

    *region* is the country of its outlet (ISO 3166), whose custom and whose dollar count.
    """
    lexicon, vague = load_lexicon(language), load_vague(vague_file)
    separators = document_separators(text, lexicon, region)
    return lambda stretch: Reading(tokenize(stretch), lexicon, vague, separators, region)


def published_day(document: Document) -> dt.date | None:
    """Return the day a document came out, ``None`` where it is not known to the day."""
    if document.published is None:
        return None
    try:
        return dt.date.fromisoformat(document.published.value[:10])
    except ValueError:
        return None


def _find(pieces: Iterable[tuple[int, str, Doc | None]], document: Document, language: str) -> list[Moment]:
    lexicon = load_time_lexicon(language)
    reader = document_reader(document.text, language, region=region_of(document))
    stretches = [_stretch(start, text, parse, reader, lexicon) for start, text, parse in pieces]
    published = published_day(document)
    scene = Scene(
        published=published,
        direction=lambda _: 0,
        anchor=published,
        day_first=day_first(
            (expression for stretch in stretches for expression in stretch.expressions), lexicon
        ),
        mixed_order=lexicon.mixed_order,
    )
    return [moment for stretch in stretches for moment in _moments(stretch, scene, lexicon)]


def _stretch(
    start: int, text: str, parse: Doc | None, reader: Callable[[str], Reading], lexicon: TimeLexicon
) -> _Stretch:
    on = reader(text)
    parse = parse if parse is not None and parse.has_annotation("DEP") else None
    found = [e for e in find_expressions(on, lexicon) if not _is_ordinal(parse, on, e, lexicon)]
    return _Stretch(start, text, on, parse, share_years(found, on, lexicon))


def _moments(stretch: _Stretch, scene: Scene, lexicon: TimeLexicon) -> list[Moment]:
    """Resolve the expressions of a stretch one after another; each may be what the next counts from."""
    scene.direction = _direction_in(stretch, lexicon)
    resolved: list[tuple[Expression, Resolved]] = []
    for expression in stretch.expressions:
        if found := resolve(expression, scene):
            resolved.append((expression, found))
            if expression.kind in _DATED and found.begin and found.begin == found.end:
                scene.anchor = found.begin
    return [
        _moment(stretch, expression, found) for expression, found in bounded(resolved, stretch.on, lexicon)
    ]


def _direction_in(stretch: _Stretch, lexicon: TimeLexicon) -> Callable[[Expression], int]:
    tokens, lists = stretch.on.tokens, lexicon.lists

    def look(expression: Expression) -> int:
        before = [tokens.low(expression.first - back) for back in (1, 2)]
        if before[0] in lists["ahead_of"]:
            return 1
        if before[0] in lists["as"] and before[1] in lists["as_soon"]:
            return 1
        if stretch.parse is None:
            return direction_by_cues(tokens, expression.first, expression.last, lists)
        return direction(stretch.parse, expression.start, expression.end, lists["future"], lists["perfect"])

    return look


def _is_ordinal(parse: Doc | None, on: Reading, expression: Expression, lexicon: TimeLexicon) -> bool:
    """Tell "a second round" from "for a second": a unit that is an ordinal too, before what it orders."""
    word = on.tokens.low(expression.last - 1)
    both = lexicon.classes["unit"].keys() & lexicon.classes.get("ordinal_word", {}).keys()
    if word not in both or "n" in expression.parts:
        return False
    if parse is None:
        return on.tokens.word(expression.last).isalpha()
    span = parse.char_span(on.tokens.starts[expression.last - 1], expression.end)
    return span is not None and span.root.pos_ == "ADJ"


def _moment(stretch: _Stretch, expression: Expression, resolved: Resolved) -> Moment:
    return Moment(
        stretch.start + expression.start,
        stretch.start + expression.end,
        stretch.text[expression.start : expression.end],
        resolved.type,
        resolved.value,
        resolved.begin.isoformat() if resolved.begin else None,
        resolved.end.isoformat() if resolved.end else None,
    )
