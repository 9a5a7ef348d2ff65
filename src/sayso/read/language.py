"""The language of a text, by py3langid (Lui and Baldwin, ACL 2012; its model ships with it)."""

from __future__ import annotations

FEWEST_LETTERS = 20
LOOKED_AT = 1000


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of *text*, ``None`` when it is too short to tell."""
    if sum(1 for char in text[:LOOKED_AT] if char.isalpha()) < FEWEST_LETTERS:
        return None
    from py3langid import classify  # noqa: PLC0415 - half a second for its model

    return str(classify(text[:LOOKED_AT])[0])
