"""Where one statement leads by itself: the end of its chain, a wire credit, or its outlet."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from sayso.link.origins_story import NAMELESS, stems
from sayso.names import same_name

if TYPE_CHECKING:
    from sayso.link.origins_story import TracedStory
    from sayso.model import MergeBasis, Source, Span, Statement

Key = tuple[Literal["named", "unnamed"], str]
Strength = Literal["own", "unnamed", "wire", "end"]

_AUTHOR = re.compile(r"\b(?:from|by)\s+(?:the\s+)?(?P<name>[A-Z].*)")
_POSSESSED = re.compile(r"^(?P<name>(?:[A-Z][\w.\u2019'-]*\s+)*[A-Z][\w.-]*)['\u2019]s?\s")
_ATTRIBUTED = re.compile(
    r"^(?:[Tt]he\s+|[Aa]n?\s+)?(?P<name>[A-Z][\w.&-]*(?:\s+[A-Z][\w.&-]*)*)\s+(?P<noun>[a-z]+)$"
)
_DETERMINER = re.compile(r"^(?:the|an?|this|that|its|his|her|their|one|some)\s+", re.IGNORECASE)
_GENERIC_PERSON = frozenset({"person", "peopl", "sourc", "offici", "unnam", "anonym"})
_LEAST_NAMES = 2


@dataclass(frozen=True, slots=True)
class Trace:
    """Where one statement leads.

    ``key`` is equal for equal origins, ``name`` what a reader calls that, ``because`` a
    phrase that shows it. ``strength`` says how: by the outlet's ``own`` voice, to an
    ``unnamed`` source, by a ``wire`` credit, or to the named ``end`` of a chain.
    ``words`` stand for an unnamed source. ``basis`` is the evidence where a statement
    without a source was traced further; ``span`` shows it, in the statement's document or
    in that of ``witness``, another statement.
    """

    key: Key
    name: str
    because: str
    strength: Strength
    words: str = ""
    basis: MergeBasis = "source"
    span: Span | None = None
    witness: str | None = None

    @property
    def sourced(self) -> bool:
        """Whether a source stands behind it that has a name."""
        return self.strength in {"wire", "end"}


def base_trace(statement: Statement, story: TracedStory) -> Trace:
    """Return where *statement* leads by its own chain, else by its page's wire credit, else to its outlet."""
    document = story.documents[statement.document]
    outlet = story.names[document.outlet] if document.outlet else document.display
    place = outlet if document.outlet else document.id
    wire = story.names[document.wire] if document.wire else None
    shown = document.display
    if not statement.chain:
        if wire:
            return Trace(("named", wire), wire, f"{shown} credits {wire} on its page", "wire", basis="wire")
        how = "with reserve" if statement.voice == "attributed" else "in its own voice"
        because = f"{shown} says so {how} and gives no source"
        return Trace(("named", place), outlet, because, "own", basis="outlet")
    end = statement.chain[-1]
    path = " ← ".join([shown, *(printed(source) for source in statement.chain)])
    name = end_name(end, story)
    if name:
        return Trace(("named", name), name, path, "end")
    before = (story.name_of(s) for s in reversed(statement.chain[:-1]) if s.name and s.kind not in NAMELESS)
    last = next(before, wire)
    key = last or f"{place}\x1f{_kind_of_source(end)}"
    return Trace(("unnamed", key), last or outlet, path, "unnamed", words=printed(end))


def printed(source: Source) -> str:
    """Return the source's name, or the words that stand for it, or that it has none."""
    words = source.name or " ".join((source.text or "").split())
    return words or "an unnamed source"


def end_name(source: Source, story: TracedStory) -> str | None:
    """Return the name that a chain's end stands for in the story, ``None`` where it has none.

    People named together are one named end. A document leads to its author where its words
    name one ("Mr. Fir's memos", "a statement from Ada Fir"), and has no name of its own where
    its words are common ones: "the report" of one page is not "the report" of another.
    """
    if not source.name or source.kind == "unnamed":
        return None
    if source.kind == "group":
        return source.name if _names_together(source.name) else None
    if source.kind in {"document", "post"}:
        return _author(source, story) or (None if is_common(source.name) else story.name_of(source))
    return story.name_of(source)


def _names_together(words: str) -> bool:
    """Tell whether *words* are full names in a row ("Ada Fir and Bo Oak")."""
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+", words)
    full = [part for part in parts if len(part.split()) >= _LEAST_NAMES and part.istitle()]
    return len(parts) >= _LEAST_NAMES and len(full) == len(parts)


@cache
def _common_words() -> frozenset[str]:
    """Return the nouns that documents, posts and acts of speech are called by."""
    text = files("sayso.extract").joinpath("data/sources.en.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(text)
    return frozenset(f"{lists['documents']} {lists['posts']} {lists['sayings']}".split())


def is_common(words: str) -> bool:
    """Tell whether a document's words are common ones, without a name among them."""
    bare = _DETERMINER.sub("", words.strip()).split()
    if not bare:
        return True
    named = [word for word in bare[1:] if word[:1].isupper()]
    first = bare[0].lower() in _common_words() or bare[0][:1].islower()
    return first and not named


def _author(source: Source, story: TracedStory) -> str | None:
    """Return the source of the story whose document this is by its own words, if they name one only."""
    found: set[str] = set()
    for words in (source.name, source.text):
        for pattern in (_POSSESSED, _AUTHOR, _ATTRIBUTED):
            match = pattern.search(words or "")
            if match and (pattern is not _ATTRIBUTED or _is_document(match["noun"])):
                found |= {name for name in story.speakers if same_name(match["name"], name)}
    return found.pop() if len(found) == 1 else None


def _is_document(noun: str) -> bool:
    """Tell whether a noun is one that documents are called by, in the singular or the plural."""
    return bool({noun, noun.removesuffix("s")} & _common_words())


def _kind_of_source(source: Source) -> str:
    """Return what tells unnamed sources of one page apart: their words, but for the most general ones."""
    return " ".join(sorted(stems(source.name or source.text or "") - _GENERIC_PERSON))
