"""When a figure holds: the moment that stands in its own clause.

"On Wednesday the ministry said that 70 soldiers had died since March" dates the 70 by
March, not by the Wednesday on which it was said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from sayso.extract.parse import Passage
    from sayso.model import Figure, Moment

_REPORTED = frozenset({"ccomp", "parataxis", "advcl"})
_VERBAL = frozenset({"VERB", "AUX"})
_BESIDE = 2
_DATE_LENGTH = len("2022-03-02")


def date_figures(
    figures: Sequence[Figure], moments: Sequence[Moment], passages: Sequence[Passage]
) -> list[Figure]:
    """Give each figure the time it holds for: the nearest resolved moment of its clause.

    ``when`` is an ISO 8601 date, or an interval whose open side is "..": "since 2014"
    gives ``2014/..``, "until March" ``../2022-03``. Figures without such a moment stay
    as they are.
    """
    dated = [m for m in moments if m.type in {"DATE", "TIME"} and (m.begin or m.end_date)]
    result: list[Figure] = []
    for figure in figures:
        passage = next((p for p in passages if p.start <= figure.start < p.end), None)
        free = [m for m in dated if not _belongs_to_another(m, figure, figures, passage)] if passage else []
        moment = _moment_of(figure, free, passage) if passage else None
        result.append(replace(figure, when=interval(moment)) if moment else figure)
    return result


def _belongs_to_another(moment: Moment, figure: Figure, figures: Sequence[Figure], passage: Passage) -> bool:
    """Tell whether a moment directly follows another figure: "250 cases, up from 180 last week"."""
    text = passage.text
    return any(
        other is not figure
        and other.end <= moment.start <= other.end + _BESIDE
        and not text[other.end - passage.start : moment.start - passage.start].strip()
        for other in figures
    )


def _moment_of(figure: Figure, moments: Sequence[Moment], passage: Passage) -> Moment | None:
    anchor = _token(passage, figure.start, figure.end)
    if anchor is None:
        return None
    sentence = anchor.sent
    first, last = passage.start + sentence.start_char, passage.start + sentence.end_char
    apart = [
        m for m in moments if first <= m.start < last and not (m.start < figure.end and m.end > figure.start)
    ]
    clause = _clause_verbs(anchor)
    near = [m for m in apart if _stands_in(passage, m, clause, anchor)]
    return min(near, key=lambda m: max(m.start - figure.end, figure.start - m.end), default=None)


def _token(passage: Passage, start: int, end: int) -> Token | None:
    span = passage.parse.char_span(start - passage.start, end - passage.start, alignment_mode="expand")
    return span.root if span else None


def _clause_verbs(token: Token) -> set[int]:
    """Return the verbs that a token's clause hangs together by, up to where it is reported."""
    verbs: set[int] = set()
    while True:
        if token.pos_ in _VERBAL:
            verbs.add(token.i)
            if token.dep_ in _REPORTED:
                return verbs
        if token.head == token:
            return verbs
        token = token.head


def _stands_in(passage: Passage, moment: Moment, clause: set[int], anchor: Token) -> bool:
    token = _token(passage, moment.start, moment.end)
    while token is not None:
        if token.pos_ in _VERBAL:
            return token.i in clause
        if token.head == token or token.i == anchor.i:
            return token.i == anchor.i or not clause
        token = token.head
    return False


def interval(moment: Moment) -> str | None:
    """Write a moment as an ISO 8601 date or interval: "2022-03-02", "2014/..", "../2022-03"."""
    value = moment.value if moment.value and moment.value[:1].isdigit() else None
    plain = value and len(value) <= _DATE_LENGTH and value.replace("-", "").isdigit() and len(value) > 2
    if moment.begin and moment.end_date:
        if plain:
            return value
        return moment.begin if moment.begin == moment.end_date else f"{moment.begin}/{moment.end_date}"
    if moment.begin:
        return f"{value if plain else moment.begin}/.."
    return f"../{value if plain else moment.end_date}" if moment.end_date else None
