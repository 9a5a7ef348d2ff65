"""Figures of a document: every number that states something about the world.

Numbers are read without the parse (:mod:`sayso.extract.numbers`), those that are
names, dates or idioms are left out, and the parse says what the rest counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.figures_dates import date_figures
from sayso.extract.figures_kinds import Quantity, quantities, settle
from sayso.extract.figures_names import addresses, is_name, is_title_case
from sayso.extract.figures_phrases import (
    counted_noun,
    counts_people,
    is_somebodys_age,
    phrase,
    purpose,
    says_something,
)
from sayso.extract.figures_pronouns import is_pronoun, named
from sayso.extract.figures_zero import find_zeros
from sayso.extract.moments import document_reader
from sayso.extract.moments_grammar import find_expressions
from sayso.extract.moments_lexicon import load_time_lexicon
from sayso.extract.numbers import read_numbers
from sayso.model import Figure

__all__ = ["date_figures", "find_figures"]

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sayso.extract.numbers import Reading
    from sayso.extract.parse import Passage
    from sayso.model import Document, Moment


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
    figures: list[Figure] = []
    for passage in passages:
        on = reader(passage.parse.text)
        found = [*_figures_in(passage, on, language), *find_zeros(on, passage)]
        figures.extend(_without_overlap(found))
    return date_figures(figures, moments, passages) if moments else figures


def _without_overlap(figures: list[Figure]) -> list[Figure]:
    kept: list[Figure] = []
    for figure in sorted(figures, key=lambda f: (f.start, -f.end)):
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return kept


def _figures_in(passage: Passage, on: Reading, language: str) -> list[Figure]:
    dates = [(e.start, e.end) for e in find_expressions(on, load_time_lexicon(language)) if e.calendar]
    taken = [*dates, *addresses(passage.parse.text)]
    title_case = is_title_case(on)
    figures: list[Figure] = []
    for number in read_numbers(on):
        core = on.tokens.starts[number.core]
        if any(start < number.end and end > core for start, end in taken):
            continue
        if is_name(on, number, title_case=title_case):
            continue
        figures.extend(
            figure for quantity in quantities(on, number) if (figure := _figure(passage, on, quantity))
        )
    return figures


def _figure(passage: Passage, on: Reading, quantity: Quantity) -> Figure | None:
    number, parse = quantity.number, passage.parse
    counts = quantity.kind in {"count", "ratio", "score"}
    noun = counted_noun(on, parse, quantity) if counts else None
    if not says_something(on, parse, quantity, noun):
        return None
    start, end = on.tokens.starts[quantity.first], on.tokens.ends[quantity.last - 1]
    if noun is None and quantity.kind == "count" and is_somebodys_age(on, parse, quantity):
        quantity = settle(quantity, on.lexicon.age_unit, "age")
    unit, counted = quantity.unit, None
    noun, after = named(on, parse, noun, end) if noun is not None else (None, end)
    if unit is None and noun is not None and not is_pronoun(noun):
        unit = noun.lower_
    people = on.tokens.low(quantity.last)
    if noun is not None and quantity.kind != "score":
        counted = phrase(on, parse, noun, after)
    elif unit is None and people in on.lexicon.lists["hurt"]:
        unit = counted = people
    elif unit is None and counts_people(on, parse, quantity):
        unit = counted = on.lexicon.people
    else:
        counted = purpose(on, parse, quantity)
    if counted and counted.lower() in on.lexicon.lists["bare"]:
        counted = None
    return Figure(
        passage.start + start,
        passage.start + end,
        parse.text[start:end],
        number.low,
        number.high,
        number.approximate,
        quantity.kind,
        unit,
        counted,
    )
