"""Single quotation marks against apostrophes: which pair and which only stand for a letter."""

from __future__ import annotations

import re

SHORTEST = 3
"""Code points from a single opening mark to its partner; less is an elision ('n')."""

BEFORE = frozenset(' \t\n\r\u00a0\u2009\u202f([{-–—/:“„«"')

_ELISION = re.compile(
    r"['’‘](?:\d\ds?\b|(?:em|tis|twas|til|till|cause|bout|round|cos|neath|n|ere|fore|nuff|kay|sup|scuse|s|m|re|ve|ll|d)\b(?!['’]))",
    re.IGNORECASE,
)
"""A year ('98, the '90s) and words that lose their first letters (as dictionaries list them), and
endings of contractions that a tokeniser cut off."""


def opens_nothing(text: str, start: int) -> bool:
    """Say whether the mark at *start* stands for letters left out."""
    return _ELISION.match(text, start) is not None


def single_partner(text: str, start: int, closers: str) -> int | None:
    """Return where the quotation that a single mark at *start* opens is closed, ``None`` if nowhere.

    It is closed before the next single mark opens. A possessive ("the boys’ coats") is
    passed over while a later mark can close.
    """
    candidates: list[int] = []
    for match in re.finditer(f"[{re.escape(closers)}]", text[start + 1 :]):
        at = start + 1 + match.start()
        if _opens(text, at):
            break
        if _closes(text, at):
            candidates.append(at)
    for number, at in enumerate(candidates):
        last = number == len(candidates) - 1
        if last or not _possessive(text, at):
            return at if at - start > SHORTEST else None
    return None


def _opens(text: str, at: int) -> bool:
    follows = at + 1 < len(text) and text[at + 1].isalnum()
    return text[at - 1] in BEFORE and follows and not opens_nothing(text, at)


def _closes(text: str, at: int) -> bool:
    return text[at - 1] not in BEFORE and (at + 1 == len(text) or not text[at + 1].isalnum())


def _possessive(text: str, at: int) -> bool:
    """Say whether a mark follows an s and a word follows it, as in a plural's possessive."""
    return text[at - 1] in "sS" and re.match(r"['’‘] \w", text[at:]) is not None
