"""Sentences that a scraper cut at their links: lines that only make prose together.

Text taken node by node has "The ferry to", "Ostrand" and "will not run." on three lines. A line goes
on in the next where it ends without a stop and the next begins in lower case or with a mark; before
such a pair, a line that ends in lower case goes on in it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.read.lines import MOST_LOOKED_AT, PROSE_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.read.lines import Look

_STOPS = frozenset(".!?…:\u3002\uff01\uff1f\u0964\u061f")
_CLOSING = "\"'”’»)] "
_GOING_ON = frozenset(",.;:)%”’»?!")


def joined(lines: Sequence[str], looks: Sequence[Look]) -> list[Look]:
    """Return *looks* with the lines that are parts of a sentence of article length as prose."""
    goes_on = [
        _goes_on(lines[index], lines[index + 1]) and not looks[index].reason and not looks[index + 1].reason
        for index in range(len(lines) - 1)
    ]
    found = list(looks)
    end = len(lines) - 1
    while end >= 0:
        first = end
        while first > 0 and (
            goes_on[first - 1] or (first < end and _leads_to(lines[first - 1], looks[first - 1]))
        ):
            first -= 1
        if first < end and _is_prose(lines[end], looks[first : end + 1]):
            found[first : end + 1] = [
                look._replace(prose=True, heading=False) for look in looks[first : end + 1]
            ]
        end = first - 1
    return found


def _goes_on(line: str, following: str) -> bool:
    start = following[:1]
    return (start.islower() or start in _GOING_ON) and not _stops(line)


def _leads_to(line: str, look: Look) -> bool:
    """Return whether *line* ends in the middle of a sentence, whatever comes next."""
    if look.reason or look.sentence or look.words < 2 or len(line) > MOST_LOOKED_AT:
        return False
    last = line.rstrip().rsplit(None, 1)[-1]
    return last.isalpha() and last.islower()


def _stops(line: str) -> bool:
    return line[-8:].rstrip(_CLOSING)[-1:] in _STOPS


def _is_prose(last: str, looks: Sequence[Look]) -> bool:
    return _stops(last) and sum(look.words for look in looks) >= PROSE_WORDS
