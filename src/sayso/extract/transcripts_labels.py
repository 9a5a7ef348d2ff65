"""Labels before a colon: which name somebody who speaks.

A colon stands after much that speaks for nobody ("Note:", "Photo:", "Serves: 4",
"10:30", headings, ratings). A label counts only when it is a person's name, or a
role, or a single letter of a question-and-answer page, and then only as far as the
rest of the document bears it out (:mod:`sayso.extract.transcripts`).
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from sayso.names import fold
from sayso.names.lexicon import country_of, lexicon
from sayso.names.people import parse_person

if TYPE_CHECKING:
    from sayso.extract.parse import Passage

LONGEST_LABEL = 60
MOST_WORDS = 7

MOST_CAPITALS = 3
"""Words of a label in capitals whose name nothing else tells, at most."""

_LABEL = re.compile(
    r"[\"“]?(?P<label>[^\W\d_][^:\n“”\"!?;|/\\]{0,58}?)(?P<role>\s?[(\[][^()\[\]\n]{2,60}[)\]])?\s?:(?=\s|$|[“\"])\s*"
)
_INITIALS = re.compile(r"[A-Z]{2,3}")
_WORD = re.compile(r"[^\s,.]+")


@dataclass(frozen=True, slots=True)
class TranscriptWords:
    """The word lists, folded; the data file says what each holds."""

    roles: frozenset[str]
    askers: frozenset[str]
    answerers: frozenset[str]
    announcing: frozenset[str]
    handing: frozenset[str]
    headings: frozenset[str]
    page: frozenset[str]
    nobody: frozenset[str]
    interviewing: frozenset[str]
    first_person: frozenset[str]
    second_person: frozenset[str]
    asking: frozenset[str]


@functools.cache
def transcript_words() -> TranscriptWords:
    """Return the word lists, read once in a process."""
    raw = tomllib.loads(files("sayso.extract").joinpath("data", "transcripts.en.toml").read_text("utf-8"))
    return TranscriptWords(**{key: frozenset(value.split()) for key, value in raw.items()})


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a paragraph; offsets within it. ``kind`` says what it may be.

    It is a person's name (``person``), a role (``role``), "Q" or "A" (``letter``),
    ``initials``, or words in ``capitals`` that only a transcript makes a name.
    ``key`` is its last word, folded. ``start`` and ``end`` cover the label without its colon and
    bracket, ``rest`` is where what is said begins. ``capitals`` tells the house style of
    transcripts.
    """

    start: int
    end: int
    rest: int
    key: str
    kind: str
    capitals: bool
    asks: bool = False


def label_of(passage: Passage) -> Label | None:
    """Return the label that a paragraph begins with, if it can be that of a speaker."""
    return read_label(passage.text, known=_people(passage))


def _people(passage: Passage) -> frozenset[str]:
    """Return the names of people that the parse found in a paragraph's first words."""
    return frozenset(
        e.text for e in passage.parse.ents if e.label_ == "PERSON" and e.start_char < LONGEST_LABEL
    )


def is_page_label(printed: str) -> bool:
    """Say whether what stands before a colon is a label of the page's own: "Q", "A", "Q&A", "FAQ"."""
    words = {fold(word).strip(".") for word in _WORD.findall(printed)}
    lists = transcript_words()
    return bool(words) and words <= lists.headings | lists.page


def read_label(text: str, known: frozenset[str] = frozenset()) -> Label | None:
    """Return the label at the start of *text*; *known* are people's names that count as such."""
    match = _LABEL.match(text)
    if match is None:
        return None
    printed = match["label"].rstrip(" ,")
    name, comma, _ = printed.partition(",")
    words = _WORD.findall(name)
    if not words or len(words) > MOST_WORDS or (comma and len(_WORD.findall(printed)) > 2 * MOST_WORDS):
        return None
    kind = _kind(name, words, known)
    if kind is None:
        return None
    lists = transcript_words()
    last = fold(words[-1]).strip(".")
    return Label(
        start=match.start("label"),
        end=match.start("label") + len(name.rstrip()),
        rest=match.end(),
        key=last,
        kind=kind,
        capitals=name.upper() == name and any(len(word) > 1 for word in words),
        asks=last in lists.askers,
    )


def _kind(name: str, words: list[str], known: frozenset[str]) -> str | None:
    """Return what a label may be, ``None`` for what is nobody's."""
    lists = transcript_words()
    folded = [fold(word).strip(".") for word in words]
    found = None
    if (lists.nobody | lists.headings) & set(folded):
        found = None
    elif len(words) == 1 and folded[0] in lists.askers | lists.answerers:
        found = "letter"
    elif folded[-1] in lists.roles:
        found = "role" if len(words) <= MOST_CAPITALS else None
    elif _INITIALS.fullmatch(name.strip(" .")):
        found = "initials"
    elif _is_person(name, words, known):
        found = "person"
    elif name.isupper() and len(words) <= MOST_CAPITALS and not country_of(name):
        found = "capitals"
    return found


def _is_person(name: str, words: list[str], known: frozenset[str]) -> bool:
    """Say whether the parse, a title or a given name tells that a person is named."""
    if name.strip() in known or any(name.endswith(" " + person) for person in known if " " in person):
        return True
    if country_of(name) or not all(w[:1].isupper() or fold(w) in lexicon().particles for w in words):
        return False
    person = parse_person(name.title() if name.isupper() else name)
    titled = person.title is not None and bool(person.keys)
    return titled or (person.full and person.keys[0] in lexicon().given)
