"""Quotation marks: which stretches of a paragraph are quoted.

Marks are paired within one paragraph, each by what it is and by what stands on
either side of it: a mark after a space and before a letter opens, one after a letter
or a full stop and before a space closes. Typographic marks, low-9 marks, guillemets
pointing either way, corner brackets and typewriter marks are known; single marks
count only where they pair, so that apostrophes never do.

What is left unpaired is judged at the end: a quotation of several paragraphs opens
each of them and closes only the last (Chicago Manual of Style, 13.32), so a mark that
opens speech and is never closed runs to the paragraph's end, and any other is stray.
Where a paragraph has no marks, dashes may set speech apart, as in much of Europe.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.extract.quotes_single import opens_nothing, single_partner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Span

CLOSERS = {
    "“": ("”", '"', "“", "″", "''"),
    "‟": ("”", '"'),
    "”": ("”",),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "»": ("«", "»"),
    "‹": ("›",),
    "›": ("‹", "›"),
    '"': ('"', "”", "''"),
    "″": ("″", '"'),
    "「": ("」",),
    "『": ("』",),
    "``": ("''", '"', "”"),
    "''": ("''", '"'),
}
"""What may close a quotation that each mark opens."""

SINGLE = {"‘": "’", "’": "’", "'": "'", "‚": "‘’"}
"""Single marks, and what may close a quotation that each opens."""

EITHER_WAY = frozenset({'"', "″", "''"})
"""Marks that look the same opening and closing."""

ONLY_AGAINST_THE_GRAIN = frozenset({"”", "»", "›"})
"""Marks that usually close, and open only where nothing else could be meant (”so”, »so«)."""

BEFORE_OPENING = frozenset(" \t\n\r\u00a0\u2009\u200a\u202f([{-–—/:;“„«»‘\"'")
BEFORE_SPEECH = frozenset(":,;.!?…-–—")
"""What stands before a mark, or nothing, where it opens speech rather than names a thing."""

FEWEST_WORDS = 4
"""Words that must follow a forgotten mark in mid-sentence, at least, to be a quotation at all."""

_STOP = re.compile(r"[.!?]\s")
REMEMBERED = 512
"""Paragraphs whose quotations are kept: each step of a document asks for them anew."""

_MARK = re.compile(r"``|''|[\"“”„‟″«»‹›‘’‚'「」『』]")
_INCHES = re.compile(
    r"\d['’′]\d{0,2}(?:\"|''|”|″)?|(?<=\d)[\"″](?=[ -]?(?:by|x|×|tall|long|wide|high|thick|deep)\b)"
)
_FRAME = re.compile(
    r"(?<=[,?!])\s+(?:(?:he|she|they|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3})\s(?:said|says|added|told|asked|wrote)"
    r"|(?:said|says|added|asked|wrote)\s(?:he|she|they|[A-Z]))\b"
)
"""Where a frame follows speech: used only to end a quotation whose mark was forgotten."""

_DIALOGUE = re.compile(r"\s*[—–―]\s*(?=\w)")
_TO_FRAME = re.compile(r"[,!?…]\s*[—–―]\s+(?=\w)")
_FROM_FRAME = re.compile(r"[.,:;]\s*[—–―]\s+(?=\w)")


@dataclass(frozen=True, slots=True)
class _Open:
    """A mark that has been opened; ``partner`` is where a single one must close."""

    start: int
    end: int
    closers: tuple[str, ...] = ()
    partner: int | None = None


@dataclass(frozen=True, slots=True)
class _Paired:
    """Stretches between marks that pair, marks without a partner, and how much of it looks wrong."""

    pairs: list[Span]
    opened: list[_Open]
    faults: int


def find_quotes(text: str) -> list[Span]:
    """Return the outermost quoted stretches of a paragraph, marks included, in order.

    Speech that dashes set apart is included where the paragraph has no marks.
    """
    return list(_outermost(text))


@functools.lru_cache(REMEMBERED)
def _outermost(text: str) -> tuple[Span, ...]:
    paired = _pair(text)
    spans = [*paired.pairs, *_unclosed(text, paired)]
    outermost: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not outermost or span[0] >= outermost[-1][1]:
            outermost.append(span)
    return tuple(outermost or _dialogue(text))


def left_open(text: str) -> bool:
    """Say whether a paragraph ends inside a quotation that it does not close."""
    return any(end >= len(text.rstrip()) for _, end in _unclosed(text, _pair(text)))


def _pair(text: str) -> _Paired:
    """Pair the marks by their looks; by turns, where that leaves fewer faults.

    Marks with a space on the wrong side (", "she said) look wrong one by one and
    still come in pairs.
    """
    skipped = [match.span() for match in _INCHES.finditer(text)]
    marks = [m for m in _MARK.finditer(text) if not any(a <= m.start() < b for a, b in skipped)]
    by_looks = _pair_marks(text, marks, by_turns=False)
    if not by_looks.faults:
        return by_looks
    by_turns = _pair_marks(text, marks, by_turns=True)
    return by_turns if by_turns.faults < by_looks.faults else by_looks


def _pair_marks(text: str, marks: Sequence[re.Match[str]], *, by_turns: bool) -> _Paired:
    stack: list[_Open] = []
    pairs: list[Span] = []
    faults = 0
    for match in marks:
        start, end = match.span()
        mark = match.group()
        closing = _closed_by(stack, text, match, by_turns=by_turns)
        if closing is not None:
            pairs.append((stack[closing].start, end))
            faults += sum(other.partner is None for other in stack[closing + 1 :])
            faults += mark in EITHER_WAY and _opens_only(text, start, end)
            del stack[closing:]
        elif mark in SINGLE:
            partner = single_partner(text, start, SINGLE[mark]) if _opens(text, start, end) else None
            if partner is not None and not opens_nothing(text, start):
                stack.append(_Open(start, end, partner=partner))
        elif mark in CLOSERS and (_may_open(text, match) or (by_turns and mark in EITHER_WAY)):
            stack.append(_Open(start, end, CLOSERS[mark]))
            faults += mark in EITHER_WAY and _closes_only(text, start, end)
        else:
            faults += mark in EITHER_WAY
    opened = [one for one in stack if one.partner is None]
    return _Paired(pairs, opened, faults + len(opened))


def _closed_by(stack: Sequence[_Open], text: str, match: re.Match[str], *, by_turns: bool) -> int | None:
    """Return which opened mark this one closes, the innermost first."""
    start, end = match.span()
    mark = match.group()
    for number in range(len(stack) - 1, -1, -1):
        opened = stack[number]
        if opened.partner is not None:
            if opened.partner == start:
                return number
            continue
        same_look = mark in EITHER_WAY or text[opened.start : opened.end] == mark
        turn = by_turns and mark in EITHER_WAY
        may_close = turn or not (same_look and _opens_only(text, start, end))
        if mark in opened.closers and start >= opened.end and may_close:
            return number
    return None


def _may_open(text: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    mark = match.group()
    if mark in ONLY_AGAINST_THE_GRAIN:
        return _opens_only(text, start, end)
    if mark in EITHER_WAY:
        return _opens(text, start, end)
    return not _closes_only(text, start, end)


def _opens(text: str, start: int, end: int) -> bool:
    """Say whether what stands before a mark allows it to open, and something follows."""
    return end < len(text) and (start == 0 or text[start - 1] in BEFORE_OPENING)


def _opens_only(text: str, start: int, end: int) -> bool:
    """Say whether a mark cannot close: it follows a space and precedes a word."""
    before = start == 0 or text[start - 1] in BEFORE_OPENING
    return before and end < len(text) and not text[end].isspace() and text[end] not in ".,;:!?)"


def _closes_only(text: str, start: int, end: int) -> bool:
    """Say whether a mark cannot open: it follows a word and precedes none."""
    after = end == len(text) or text[end].isspace() or text[end] in ".,;:!?)"
    return start > 0 and text[start - 1] not in BEFORE_OPENING and after


def _unclosed(text: str, paired: _Paired) -> list[Span]:
    """Return the quotations whose closing mark is missing, as far as they surely go."""
    pairs, opened = paired.pairs, paired.opened
    spans = []
    for mark in opened:
        following = min((start for start, _ in pairs if start > mark.start), default=len(text))
        following = min([following, *(other.start for other in opened if other.start > mark.start)])
        frame = _FRAME.search(text, mark.end, following)
        before = text[: mark.start].rstrip()
        speech = not before or before[-1] in BEFORE_SPEECH
        rest = text[mark.end :].strip()
        if frame is not None:
            spans.append((mark.start, frame.start()))
        elif following == len(text) and rest and (speech or _is_rest_of_sentence(rest)):
            spans.append((mark.start, len(text.rstrip())))
    return spans


def _is_rest_of_sentence(rest: str) -> bool:
    return len(rest.split()) > FEWEST_WORDS and _STOP.search(rest) is None and rest[-1] in ".!?"


def _dialogue(text: str) -> list[Span]:
    """Return the speech of a paragraph that a dash opens, if dashes part its frame off, too.

    "— We leave tomorrow, — she said. — At dawn." A paragraph that merely begins with a
    dash is an item of a list, or signed.
    """
    opening = _DIALOGUE.match(text)
    if opening is None or _TO_FRAME.search(text, opening.end()) is None:
        return []
    spans = []
    start = opening.end()
    while True:
        frame = _TO_FRAME.search(text, start)
        spans.append((start, frame.start() + 1 if frame else len(text.rstrip())))
        again = _FROM_FRAME.search(text, frame.end()) if frame else None
        if again is None:
            return spans
        start = again.end()
