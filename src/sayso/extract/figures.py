"""Figures of a document: every number that states something about the world.

Numbers are read without the parse (:mod:`sayso.extract.numbers`), those that are
names, dates or idioms are left out, and the parse says what the rest counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.extract.figures_counted import content_of, noun_of
from sayso.extract.figures_dates import date_figures
from sayso.extract.figures_ellipsis import Counted
from sayso.extract.figures_kinds import is_tally, quantities, settle, tally_side
from sayso.extract.figures_names import addresses, is_name, is_title_case
from sayso.extract.figures_phrases import is_somebodys_age, lead_of, span_of
from sayso.extract.figures_plain import is_parsed, plain_figure
from sayso.extract.figures_pointing import is_ordinal, says_something
from sayso.extract.figures_scope import place_of, role_of
from sayso.extract.figures_setting import Setting, setting_of, settled
from sayso.extract.figures_tables import is_row, table_figures
from sayso.extract.figures_words import FigureWords, figure_words
from sayso.extract.figures_zero import find_zeros
from sayso.extract.moments import document_reader
from sayso.extract.moments_grammar import find_expressions
from sayso.extract.moments_lexicon import load_time_lexicon
from sayso.extract.numbers import read_numbers
from sayso.model import Figure

__all__ = ["date_figures", "find_figures"]
from sayso.extract.parse import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sayso.extract.figures_kinds import Quantity
    from sayso.extract.numbers import Reading
    from sayso.extract.parse import Passage
    from sayso.model import Document, Moment


@dataclass(frozen=True, slots=True)
class _Context:
    """What the figures of one document are read with."""

    language: str
    words: FigureWords
    setting: Setting
    parsed: bool


def find_figures(
    passages: Sequence[Passage],
    document: Document,
    moments: Sequence[Moment] | None = None,
    *,
    language: str = "en",
    vague: Path | None = None,
) -> list[Figure]:
    """Find the figures of a document, in order, without overlap; offsets are the document's.

    Args:
        passages: the document's parsed blocks (see :mod:`sayso.extract.parse`).
        document: the text, from which the meaning of separators is inferred.
        moments: the document's moments (:func:`sayso.extract.moments.find_moments`);
            given, each figure gets the time it holds for.
        language: ISO 639-1 code of a language with a ``data/numbers.*.toml``.
        vague: a file that says what vague numbers mean, by default ``data/vague.toml``.
    """
    reader = document_reader(document.text, language, vague)
    context = _Context(language, figure_words(language), setting_of(document), all(map(is_parsed, passages)))
    figures: list[Figure] = []
    rows = table_figures(passages, reader, load_time_lexicon(language), context.words)
    figures.extend(_without_overlap(list(rows)))
    for passage in passages:
        if is_row(passage):
            continue
        on = reader(passage.text)
        found = [*_figures_in(passage, on, context), *find_zeros(on, passage)]
        figures.extend(_without_overlap(found))
    figures.sort(key=lambda figure: figure.start)
    return date_figures(figures, moments, passages) if moments else figures


def _without_overlap(figures: list[Figure]) -> list[Figure]:
    kept: list[Figure] = []
    for figure in sorted(figures, key=lambda f: (f.start, -f.end)):
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept


def _figures_in(passage: Passage, on: Reading, context: _Context) -> list[Figure]:
    dates = [
        (e.start, e.end) for e in find_expressions(on, load_time_lexicon(context.language)) if e.calendar
    ]
    taken = [*dates, *addresses(passage.text)]
    title_case = is_title_case(on)
    figures: list[Figure] = []
    said: list[Counted] = []
    numbers = read_numbers(on)
    sides = {side for a, b in pairwise(numbers) if is_tally(on, a, b) for side in (a.first, b.first)}
    for number in numbers:
        core = on.tokens.starts[number.core]
        if any(start < number.end and end > core for start, end in taken):
            continue
        if is_name(on, number, title_case=title_case):
            continue
        found = [tally_side(number)] if number.first in sides else quantities(on, number)
        meant = (settled(on, context.setting, quantity) for quantity in found)
        figures.extend(
            figure for quantity in meant if (figure := _figure(passage, on, context, quantity, said))
        )
    return figures


def _figure(
    passage: Passage, on: Reading, context: _Context, quantity: Quantity, said: list[Counted]
) -> Figure | None:
    """Make a figure of a quantity, ``None`` where it only points; remember what it counts in *said*."""
    if not context.parsed:
        return plain_figure(passage, on, context.words, quantity)
    number, parse, words = quantity.number, passage.parse, context.words
    noun = noun_of(on, words, parse, quantity)
    if noun is None and quantity.kind == "count" and is_somebodys_age(on, parse, quantity):
        quantity = settle(quantity, on.lexicon.age_unit, "age")
    content = content_of(on, words, parse, quantity, noun=noun, said=said)
    if not says_something(on, parse, quantity, noun, elliptic=content.back) or is_ordinal(
        on, parse, quantity
    ):
        return None
    start, end = on.tokens.starts[quantity.first], on.tokens.ends[quantity.last - 1]
    anchor = span_of(parse, on.tokens.starts[number.core], end)
    if anchor is not None and quantity.kind == "count" and content.unit:
        lead = lead_of(content.noun, end) if content.noun is not None else content.words
        said.append(Counted(content.unit, lead or content.unit, anchor.sent.start, content.noun))
    return Figure(
        passage.start + start,
        passage.start + end,
        text_of(parse)[start:end],
        number.low,
        number.high,
        number.approximate,
        quantity.kind,
        content.unit,
        content.words,
        place=place_of(words, parse, anchor, content.noun) if anchor is not None else None,
        role=role_of(on, words, parse, quantity),
        reason=number.reason,
    )
