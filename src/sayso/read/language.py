"""The language of a text, by py3langid (Lui and Baldwin, ACL 2012; its model ships with it)."""

from __future__ import annotations

FEWEST_LETTERS = 20
LOOKED_AT = 1000

ENOUGH = 400
"""Characters that settle it when they are in the language that the page says it is in."""


def language_of(text: str, declared: str | None = None) -> str | None:
    """Return the ISO 639-1 code of the language of *text*, ``None`` when it is too short to tell.

    Args:
        text: what a reader reads.
        declared: the language that the page says it is in, if it says one; it is believed
            where the text begins in it.
    """
    if sum(map(str.isalpha, text[:LOOKED_AT])) < FEWEST_LETTERS:
        return None
    from py3langid import classify  # noqa: PLC0415 - half a second for its model

    if declared is not None and declared == classify(text[:ENOUGH])[0]:
        return declared
    return str(classify(text[:LOOKED_AT])[0])
