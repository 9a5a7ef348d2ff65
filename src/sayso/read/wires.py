"""Whose wire text a page prints: an agency in the dateline, in a credit, or in a closing note."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FIRST_LINES, _LAST_LINES = 6, 5
_ALONE_MOST_WORDS = 8
_OPENINGS = frozenset({"by", "vo", "so", "qu", "ag", "cr"})
"""First letters of "by", "von", "source", "quelle", "agency" and "credit"."""

_CODE = 3
_UNMISTAKABLE = frozenset({"AP", "AFP", "dpa", "UPI"})
"""Short forms that stand for the agency without brackets ("PA" is also a state)."""

_WITH = r"(?:\s?[/,&-]\s?[\w ]{2,30})?"
_NOTE = (
    r"(?i:with (?:additional )?(?:material|reporting|inputs?|information|files|contributions?) (?:from|by)"
    r"|mit material (?:der|von)|source|quelle|avec|con información de|contributed to this report by|text"
    r"|(?:this (?:story|article|report) was )?(?:first |originally )?(?:published|provided|written) by"
    r"|agencies|copyright|©)"
)
_AGENCY_BYLINE = re.compile(
    r"\s*(?:(?i:by|von|source|credit):?\s+)(?:the\s)?"
    r"(?P<name>[^\W\d_][\w&' -]{1,40}?"
    r"\s(?:News Agency|Press Agency|News Service|Newswire|Wire Service|Agency))\s*"
)
_NAMED_DATELINE = re.compile(
    r"[^\W\d_a-z][^\W\d_a-z .,'-]{2,30}(?:,\s[\w. ]{2,25})?\s\((?P<name>[^\W\d_][\w&' ]{1,25})\)\s?[-–—]"
)
"""A place in capitals, a name in brackets and a dash."""

_DESK_LINE = re.compile(
    r"\(?(?:Additional )?[Rr]eporting by [^()\n]{3,300}?(?:;|\.)\s?"
    r"(?:[Ww]riting|[Ee]diting) by [^()\n]{3,200}\)?"
)
"""What closes a Reuters text: "(Reporting by ...; editing by ...)"."""


@functools.cache
def _agencies() -> dict[str, str]:
    content = tomllib.loads(files("sayso.read").joinpath("wires.toml").read_text("utf-8"))
    return {printed: name for name, forms in content["agencies"].items() for printed in forms}


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return how agencies stand in a dateline, in a closing note, and alone on a line."""
    every = _one_of(_agencies())
    known = _one_of(name for name in _agencies() if len(name) > _CODE or name in _UNMISTAKABLE)
    dateline = re.compile(
        rf"[^\n]{{0,60}}?\(\s?(?P<inside>{every}){_WITH}\s?\)\s?(?:[-–—:.]|$|(?=[A-Z]))"
        rf"|[^\W\d_][^\n]{{1,50}}?,\s[^\n]{{0,30}}?\b(?P<after>{known}){_WITH}\s?[-–—]{{1,2}}\s"
        rf"|[^\n]{{1,60}}?\s/(?P<slashed>{every})/"
        rf"|(?P<first>{known})\s?[-–—]\s?[A-Z]"
    )
    note = re.compile(
        rf"(?:{_NOTE}):?\s(?:\d{{4}}\s)?(?:the\s)?(?P<named>{every})(?![\w])"
        rf"|^\(?(?P<whole>{every}){_WITH}\)?\.?$|\(\s?(?P<closing>{every}){_WITH}\s?\)\.?$"
    )
    alone = re.compile(
        rf"\s*(?:(?i:by|von|source|quelle|agency|agencies|credit)):?\s+(?:the\s)?(?P<alone>{every}){_WITH}\s*"
    )
    return dateline, note, alone


def _one_of(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


def find_wire(
    kept: Sequence[str], dropped: Sequence[str], outlet: str | None = None, authors: Sequence[str] = ()
) -> str | None:
    """Return the agency whose text the page says it prints, ``None`` when it names none.

    Args:
        kept: the article's blocks in order.
        dropped: the other blocks, of which bylines and notes are read.
        outlet: the page's own name; an agency that the list does not know is told by
            a dateline in another's name.
        authors: the authors that the page names; an agency among them is a credit too.
    """
    dateline, note, alone = _patterns()
    for text in kept[:_FIRST_LINES]:
        if match := dateline.match(text[:160]):
            return _name(match)
    short = [text for text in dropped if _could_credit(text)]
    for text in short:
        if match := alone.fullmatch(text):
            return _name(match)
    for name in authors:
        if name in _agencies():
            return _agencies()[name]
    for text in kept[-_LAST_LINES:]:
        if match := _DESK_LINE.match(text) or note.search(text[-200:]):
            return _name(match)
    return _unknown_agency(kept[:_FIRST_LINES], short, outlet)


def _could_credit(text: str) -> bool:
    """Return whether *text* is short and may begin with a word that agencies are credited after."""
    return text.lstrip()[:2].lower() in _OPENINGS and len(text.split()) <= _ALONE_MOST_WORDS


def _unknown_agency(first: Sequence[str], short: Sequence[str], outlet: str | None) -> str | None:
    """Return an agency by a byline that calls it one, or by a dateline in a name other than the page's."""
    for text in short:
        if match := _AGENCY_BYLINE.fullmatch(text):
            return match["name"]
    for text in first:
        match = _NAMED_DATELINE.match(text[:160])
        if match and outlet and match["name"].casefold() not in outlet.casefold():
            return match["name"]
    return None


def _name(match: re.Match[str]) -> str:
    forms = [value for value in match.groupdict().values() if value]
    return _agencies()[forms[0]] if forms else "Reuters"
