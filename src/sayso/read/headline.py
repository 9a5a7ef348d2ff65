"""Which block of a page is its headline."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sayso.read.visible import Shown

LONGEST_TITLE = 400
TELLING = 20
"""Letters from which the beginning of a headline tells which one it is."""


def headline(shown: Sequence[Shown], titles: Sequence[str]) -> int | None:
    """Return which block is the headline: the one that is one of *titles*, or the only main heading."""
    wanted = list(filter(None, map(_plain, titles)))
    longest = max(map(len, wanted), default=0)
    begins = {title[0] for title in wanted}
    candidates = [
        (index, plain)
        for index, block in enumerate(shown)
        if len(block.text) <= LONGEST_TITLE
        and _may_begin(block.text[:1], begins)
        and not (block.sure and block.region)
        and (plain := _plain(block.text))
        and (len(plain) <= longest or len(plain) >= TELLING)
    ]
    for title in wanted:
        same = [index for index, plain in candidates if _is_same(plain, title)]
        if same:
            return min(same, key=lambda index: (_rank(shown[index]), index))
    mains = [index for index, block in enumerate(shown) if block.tag == "h1" and block.region is None]
    return mains[0] if len(mains) == 1 else None


def _may_begin(first: str, begins: Collection[str]) -> bool:
    """Return whether a text whose *first* character this is can have the letters of one that *begins* so."""
    return not first.isalnum() or first.casefold()[:1] in begins


def _rank(block: Shown) -> int:
    return 0 if block.tag == "h1" else 1 if block.role == "heading" else 2


def _is_same(plain: str, title: str) -> bool:
    """Return whether two headlines are the same, or one is a telling beginning of the other."""
    return (
        plain == title
        or (len(plain) >= TELLING and title.startswith(plain))
        or (len(title) >= TELLING and plain.startswith(title))
    )


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
