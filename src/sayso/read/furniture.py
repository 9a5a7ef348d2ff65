"""What a line of site furniture is, by its own words alone.

The words stand in ``furniture.toml``. Only short lines are judged here: a long
sentence that happens to hold such words is somebody's sentence.
"""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

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

_BARE = re.compile(r"[^\W\d_](?:.*[^\W\d_])?", re.DOTALL)
_WORD = re.compile(r"\w+")
_TO_SPACES = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) == "_")}
"""What parts words in ASCII."""

_MARKS = re.compile(r"[.,;:!?()\"]+")
_RIGHTS = re.compile(r"(?:(?:copyright|©|\(c\))\s?){1,2}(?:19|20)\d\d\b")
_COUNTER = re.compile(
    r"[\W_]*\d[\d.,:\s]*(?:[kKmM]|(?:min|mins|minutes?|views?|shares?|likes?|comments?|votes?|replies|reads?)\b"
    r"(?:\s+read)?)?[\W_]*|[\W_]+"
)
_TEMPLATE = re.compile(r"%s\b|%\d?\$s|\{\{[^}]{0,60}\}\}|\$\{[^}]{0,60}\}|\[object Object\]")
_COMMENTS = re.compile(r"\d{1,6} (?:thoughts?|comments?|responses?|replies|reply) (?:on|to)\b.{0,300}")
_CODE = re.compile(
    r"[^{}]{0,300}\{[^{}]{0,300}\}?|\}\s?[;)]{0,3}|[a-z-]{2,40}:\s?(?:\S{1,60}\s?){1,4};|@media\b.{0,200}"
    r"|.{0,300}\bfunction\s?\(.{0,300}|(?:var|let|const)\s\w{1,60}\s?=.{0,300}",
)
_SIGN_OF_CODE = re.compile(r"[{}]|;$|^@media\b|\bfunction\s?\(|^(?:var|let|const)\s")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|[@#]\w+(?:\s+[@#]\w+){0,20}")


class Kind(NamedTuple):
    """Why a line is dropped, and whether what follows it goes with it."""

    reason: str
    ends_article: bool = False


_CALL = Kind("call to the reader")
_HEADS_COMMENTS = Kind("comment form", ends_article=True)


FIRST = 4
"""Letters by which the starts of lines are looked up; none is shorter."""


class _Vocabulary(NamedTuple):
    """Kinds by whole line, by the first letters of a start, and by one whole word of a phrase."""

    lines: dict[str, Kind]
    starts: dict[str, list[tuple[int, str, Kind]]]
    within: dict[str, list[tuple[int, str, Kind]]]
    call_verbs: frozenset[str]
    call_openers: tuple[str, ...]
    call_things: tuple[str, ...]


def furniture_kind(line: str) -> Kind | None:
    """Return what kind of site furniture *line* is, ``None`` when its words do not tell."""
    if len(line) > LONGEST:
        return None
    text = " ".join(line.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()).casefold()
    vocabulary = _vocabulary()
    return (
        vocabulary.lines.get(text)
        or vocabulary.lines.get(_bare(text))
        or _by_form(text, line)
        or (_HEADS_COMMENTS if _COMMENTS.fullmatch(text) else None)
        or _by_phrases(text, vocabulary)
        or _call_to_action(text, vocabulary)
    )


def _bare(text: str) -> str:
    """Return *text* without what is no letter at its ends."""
    match = _BARE.search(text)
    return match.group() if match else ""


def _by_form(text: str, line: str) -> Kind | None:
    if _COUNTER.fullmatch(text):
        return Kind("counter")
    if _ADDRESS.fullmatch(text):
        return Kind("link")
    if _could_be_code(text) and _SIGN_OF_CODE.search(text) and _CODE.fullmatch(text):
        return Kind("player or script")
    if _RIGHTS.match(text) and len(text) <= LONGEST_RIGHTS:
        return Kind("footer")
    could_be = "%" in line or "{" in line or "[" in line
    if could_be and _TEMPLATE.search(line) and text.count(" ") < MOST_WORDS:
        return Kind("unfilled template")
    return None


def _could_be_code(text: str) -> bool:
    """Return whether *text* may hold what :data:`_SIGN_OF_CODE` looks for; that reads each character."""
    marked = "{" in text or "}" in text or "function" in text
    return marked or text.endswith(";") or text.startswith(("@media", "var", "let", "const"))


def _by_phrases(text: str, vocabulary: _Vocabulary) -> Kind | None:
    words = text.count(" ") + 1
    if words > MOST_NOTICE_WORDS:
        return None
    short = words <= MOST_WORDS
    starts = [entry for entry in vocabulary.starts.get(text[:FIRST], ()) if text.startswith(entry[1])]
    if found := _first(starts, short=short):
        return found
    entries = vocabulary.within
    printed = text.translate(_TO_SPACES).split() if text.isascii() else _WORD.findall(text)
    if entries.keys().isdisjoint(printed):
        return None
    within = [entry for word in entries.keys() & printed for entry in entries[word] if entry[1] in text]
    return _first(within, short=short) if within else None


def _first(entries: list[tuple[int, str, Kind]], *, short: bool) -> Kind | None:
    """Return the kind of the entry that stands first in the vocabulary; long lines can only be notices."""
    fitting = [entry for entry in entries if short or entry[2].reason in _NOTICES]
    return min(fitting, key=lambda entry: entry[0])[2] if fitting else None


def _call_to_action(text: str, vocabulary: _Vocabulary) -> Kind | None:
    """Tell a sentence in which the site asks its reader for something by how it opens and what it names."""
    first = text.split(" ", 1)[0].strip(".,!?:;")
    opens = first in vocabulary.call_verbs or text.startswith(vocabulary.call_openers)
    if not opens or text.count(" ") >= MOST_CALL_WORDS:
        return None
    words = f" {_bare(_MARKS.sub(' ', text))} "
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
        lines,
        _by_key(starts, lambda phrase: phrase[:FIRST]),
        _by_key(within, _telling),
        frozenset(calls["verbs"]),
        tuple(calls["openers"]),
        tuple(calls["things"]),
    )


def _by_key(phrases: dict[str, Kind], key: Callable[[str], str]) -> dict[str, list[tuple[int, str, Kind]]]:
    """Return the phrases with their kinds and places in the vocabulary, by their keys."""
    found: dict[str, list[tuple[int, str, Kind]]] = {}
    for place, (phrase, kind) in enumerate(phrases.items()):
        found.setdefault(key(phrase), []).append((place, phrase, kind))
    return found


def _telling(phrase: str) -> str:
    """Return the longest word of *phrase* that a line cannot hold in another form: all but its last."""
    words = _WORD.findall(phrase)
    return str(max(words[:-1] or words, key=len))
