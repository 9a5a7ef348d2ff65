"""Whether a short printed name is that of a news outlet rather than of a place or a person."""

from __future__ import annotations

import functools
import re
from importlib.resources import files

MOST_WORDS, LONGEST = 6, 60

_SITE = re.compile(r"[\w-]{2,40}(?:\.[\w-]{2,20}){1,2}")
_WORD = re.compile(r"[^\W\d_]+")
_CHANNEL = re.compile(r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)? (?:\d{1,2}|24/7)")
_PARTICLES = frozenset(
    {"of", "the", "and", "for", "de", "la", "le", "el", "der", "die", "und", "et", "y", "&"}
)


def looks_like_outlet(name: str) -> bool:
    """Return whether *name* is capitalised as a name and has a mark of outlets.

    Marks are a word such as "Herald" (``outlets.txt``), a site's address, a channel's
    number, or an article before two words. "Kyiv" and "Ann Lee" have none.
    """
    words = name.split()
    if not 1 <= len(words) <= MOST_WORDS or len(name) > LONGEST:
        return False
    if _SITE.fullmatch(name):
        return True
    if not all(word[0].isupper() or word[0].isdigit() or word.lower() in _PARTICLES for word in words):
        return False
    marked = any(word.casefold() in _vocabulary() for word in _WORD.findall(name))
    return marked or bool(_CHANNEL.fullmatch(name)) or (words[0] == "The" and len(words) > 2)


@functools.cache
def _vocabulary() -> frozenset[str]:
    text = files("sayso.read").joinpath("outlets.txt").read_text("utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
