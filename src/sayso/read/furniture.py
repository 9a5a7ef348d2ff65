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

MOST_CALL_WORDS = 40
"""Words of a call to the reader."""

_NOTICES = frozenset({"cookie notice", "footer", "player or script", "comment form"})
LONGEST = 600
"""Characters of a line that is judged at all."""

LONGEST_RIGHTS = 200
"""Characters of a copyright line."""

_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_MARKS = re.compile(r"[.,;:!?()\"]+")
_RIGHTS = re.compile(r"(?:(?:copyright|©|\(c\))\s?){1,2}(?:19|20)\d\d\b")
_SPACES = re.compile(r"\s+")
_COUNTER = re.compile(
    r"[\W_]*\d[\d.,:\s]*(?:[kKmM]|(?:min|mins|minutes?|views?|shares?|likes?|comments?|votes?|replies|reads?)\b"
    r"(?:\s+read)?)?[\W_]*|[\W_]+"
)
_TEMPLATE = re.compile(r"%s\b|%\d?\$s|\{\{[^}]{0,60}\}\}|\$\{[^}]{0,60}\}|\[object Object\]")
_CODE = re.compile(
    r"[^{}]{0,300}\{[^{}]{0,300}\}?|\}\s?[;)]{0,3}|[a-z-]{2,40}:\s?(?:\S{1,60}\s?){1,4};|@media\b.{0,200}"
    r"|.{0,300}\bfunction\s?\(.{0,300}|(?:var|let|const)\s\w{1,60}\s?=.{0,300}",
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|[@#]\w+(?:\s+[@#]\w+){0,20}")


class Kind(NamedTuple):
    """Why a line is dropped, and whether what follows it goes with it."""

    reason: str
    ends_article: bool = False


_CALL = Kind("call to the reader")


class _Vocabulary(NamedTuple):
    lines: dict[str, Kind]
    starts: dict[str, Kind]
    within: dict[str, Kind]
    call_verbs: frozenset[str]
    call_openers: tuple[str, ...]
    call_things: tuple[str, ...]


def furniture_kind(line: str) -> Kind | None:
    """Return what kind of site furniture *line* is, ``None`` when its words do not tell."""
    if len(line) > LONGEST:
        return None
    text = _SPACES.sub(" ", line.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")).strip().casefold()
    vocabulary = _vocabulary()
    return (
        vocabulary.lines.get(text)
        or vocabulary.lines.get(_EDGES.sub("", text))
        or _by_form(text, line)
        or _by_phrases(text, vocabulary)
        or _call_to_action(text, vocabulary)
    )


def _by_form(text: str, line: str) -> Kind | None:
    if _COUNTER.fullmatch(text):
        return Kind("counter")
    if _ADDRESS.fullmatch(text):
        return Kind("link")
    if _CODE.fullmatch(text):
        return Kind("player or script")
    if _RIGHTS.match(text) and len(text) <= LONGEST_RIGHTS:
        return Kind("footer")
    if _TEMPLATE.search(line) and text.count(" ") < MOST_WORDS:
        return Kind("unfilled template")
    return None


def _by_phrases(text: str, vocabulary: _Vocabulary) -> Kind | None:
    words = text.count(" ") + 1
    if words > MOST_NOTICE_WORDS:
        return None
    short = words <= MOST_WORDS
    if text.startswith(tuple(vocabulary.starts)):
        for phrase, kind in vocabulary.starts.items():
            if text.startswith(phrase) and (short or kind.reason in _NOTICES):
                return kind
    for phrase, kind in vocabulary.within.items():
        if phrase in text and (short or kind.reason in _NOTICES):
            return kind
    return None


def _call_to_action(text: str, vocabulary: _Vocabulary) -> Kind | None:
    """Tell a sentence in which the site asks its reader for something by how it opens and what it names."""
    first = text.split(" ", 1)[0].strip(".,!?:;")
    opens = first in vocabulary.call_verbs or text.startswith(vocabulary.call_openers)
    if not opens or text.count(" ") >= MOST_CALL_WORDS:
        return None
    words = f" {_EDGES.sub('', _MARKS.sub(' ', text))} "
    return _CALL if any(f" {thing} " in words for thing in vocabulary.call_things) else None


@functools.cache
def _vocabulary() -> _Vocabulary:
    content = tomllib.loads(files("sayso.read").joinpath("furniture.toml").read_text("utf-8"))
    lines: dict[str, Kind] = {}
    starts: dict[str, Kind] = {}
    within: dict[str, Kind] = {}
    for entry in content["kind"]:
        kind = Kind(entry["reason"], entry.get("ends_article", False))
        for key, found in (("lines", lines), ("starts", starts), ("within", within)):
            for phrase in entry.get(key, ()):
                found.setdefault(phrase, kind)
    calls = content["calls"]
    return _Vocabulary(
        lines, starts, within, frozenset(calls["verbs"]), tuple(calls["openers"]), tuple(calls["things"])
    )
