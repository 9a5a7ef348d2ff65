"""What a line of site furniture is, by its own words alone.

The words stand in ``furniture.toml``. Only short lines are judged here: a long
sentence that happens to hold such words is somebody's sentence.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files
from typing import NamedTuple

MOST_WORDS = 25
"""Words of a line that is judged by what it holds; a notice may be a whole sentence."""

MOST_NOTICE_WORDS = 60
"""Words of a line that is judged by how it begins, where the kind is a notice."""

_NOTICES = frozenset({"cookie notice", "footer", "player or script", "comment form"})
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_SPACES = re.compile(r"\s+")
_COUNTER = re.compile(
    r"[\W_]*\d[\d.,:\s]*(?:[kKmM]|(?:min|mins|minutes?|views?|shares?|likes?|comments?|votes?|replies|reads?)\b"
    r"(?:\s+read)?)?[\W_]*|[\W_]+"
)
_TEMPLATE = re.compile(r"%s\b|%\d?\$s|\{\{[^}]{0,60}\}\}|\$\{[^}]{0,60}\}|\[object Object\]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|[@#]\w+(?:\s+[@#]\w+){0,20}")


class Kind(NamedTuple):
    """Why a line is dropped, and whether what follows it goes with it."""

    reason: str
    ends_article: bool = False


class _Vocabulary(NamedTuple):
    lines: dict[str, Kind]
    starts: tuple[tuple[str, Kind], ...]
    within: tuple[tuple[str, Kind], ...]


def furniture_kind(line: str) -> Kind | None:
    """Return what kind of site furniture *line* is, ``None`` when its words do not tell."""
    if len(line) > 600:
        return None
    text = _SPACES.sub(" ", line.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")).strip().casefold()
    if _COUNTER.fullmatch(text):
        return Kind("counter")
    if _ADDRESS.fullmatch(text):
        return Kind("link")
    if _TEMPLATE.search(line) and text.count(" ") < MOST_WORDS:
        return Kind("unfilled template")
    vocabulary = _vocabulary()
    bare = _EDGES.sub("", text)
    if kind := vocabulary.lines.get(text) or vocabulary.lines.get(bare):
        return kind
    words = text.count(" ") + 1
    if words > MOST_NOTICE_WORDS:
        return None
    for phrase, kind in vocabulary.starts:
        if text.startswith(phrase) and (words <= MOST_WORDS or kind.reason in _NOTICES):
            return kind
    for phrase, kind in vocabulary.within:
        if phrase in text and (words <= MOST_WORDS or kind.reason in _NOTICES):
            return kind
    return None


@functools.cache
def _vocabulary() -> _Vocabulary:
    content = tomllib.loads(files("sayso.read").joinpath("furniture.toml").read_text("utf-8"))
    lines: dict[str, Kind] = {}
    starts: list[tuple[str, Kind]] = []
    within: list[tuple[str, Kind]] = []
    for entry in content["kind"]:
        kind = Kind(entry["reason"], entry.get("ends_article", False))
        for line in entry.get("lines", ()):
            lines.setdefault(line, kind)
        starts += [(phrase, kind) for phrase in entry.get("starts", ())]
        within += [(phrase, kind) for phrase in entry.get("within", ())]
    return _Vocabulary(lines, tuple(starts), tuple(within))
