"""Quotations that a name after a dash signs: "“We want our bridge back.” — Alice Brand, teacher".

Collections of readers' letters and reactions are set so, one a paragraph; the signature
may also stand on a line of its own below. What is signed must be nothing but quotation,
and what signs it a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.extract.attribution import Attribution
from sayso.extract.quotes import find_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.extract.parse import Passage
    from sayso.model import Span

_NAMED = r"[^\W\d_a-z][\w.'’-]*"
_PARTICLES = r"(?:d[aeiou]s?|del|della|van|von|der|den|bin|ibn|al|el|la|le|y|e|of|the|and)"
_SIGNATURE = re.compile(
    rf"\s*[―—–-]{{1,2}}\s*(?P<name>{_NAMED}(?:\s(?:{_PARTICLES}\s)*{_NAMED}){{1,5}})(?:,\s[^.!?:;“”\"]{{2,100}})?[.\s]*"
)
FEWEST_WORDS = 3
"""Words of a signed quotation, at least; shorter ones are mottoes and titles."""


def find_signed(passages: Sequence[Passage], rows: Sequence[Attribution]) -> list[Attribution]:
    """Return the signed quotations of a document, in reading order.

    A quotation that one of *rows* gives to somebody already is left to it, unless all
    that it is given by stands inside of the quotation.
    """
    found = []
    for number, passage in enumerate(passages):
        text = passage.text
        quotes = find_quotes(text)
        one = _signed_here(number, passage, quotes) or _signed_below(number, passages, quotes)
        if one is not None and not any(_gives(row, one) for row in rows):
            found.append(one)
    return found


def _gives(row: Attribution, signed: Attribution) -> bool:
    """Say whether a row gives words of a signed quotation to somebody from outside of it."""
    if row.passage != signed.passage:
        return False
    shared = any(a < end and start < b for a, b in row.content for start, end in signed.content)
    marks = [span for span in (row.cue, row.source) if span]
    outside = any(not any(a <= start and end <= b for a, b in signed.content) for start, end in marks)
    return shared and (outside or not marks)


def _signed_here(number: int, passage: Passage, quotes: Sequence[Span]) -> Attribution | None:
    text = passage.text
    quote = _whole_quotation(text, quotes)
    match = _SIGNATURE.fullmatch(text, quote[1]) if quote else None
    if quote is None or match is None:
        return None
    return _row(
        number, passage, quote, (passage.start + match.start("name"), passage.start + match.end("name"))
    )


def _signed_below(number: int, passages: Sequence[Passage], quotes: Sequence[Span]) -> Attribution | None:
    passage = passages[number]
    quote = _whole_quotation(passage.text, quotes)
    if quote is None or number + 1 >= len(passages) or passage.text[quote[1] :].strip(" ."):
        return None
    below = passages[number + 1]
    match = _SIGNATURE.fullmatch(below.text)
    if match is None:
        return None
    return _row(number, passage, quote, (below.start + match.start("name"), below.start + match.end("name")))


def _whole_quotation(text: str, quotes: Sequence[Span]) -> Span | None:
    """Return the quotation that a paragraph begins with, if it is more than a few words."""
    first = len(text) - len(text.lstrip())
    quote = next((quote for quote in quotes if quote[0] == first), None)
    if quote is None or len(text[slice(*quote)].split()) < FEWEST_WORDS:
        return None
    return quote


def _row(number: int, passage: Passage, quote: Span, name: Span) -> Attribution:
    content = (passage.start + quote[0], passage.start + quote[1])
    return Attribution(number, name, None, (content,), "say", "signed", "direct")
