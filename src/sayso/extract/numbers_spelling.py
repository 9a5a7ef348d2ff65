"""Number words of any language put together: what may follow what, and what it then means.

A number in words is read from left to right as a pile of terms, each with the *room*
that it leaves for a smaller one: after 40 a number below 10, after 200 one below 100,
after 3,000 one below 1,000. A word that multiplies ("hundred", "million") takes the
terms below it from the top of the pile. That holds for every language here; what
differs stands in the language's file: what joins ("and", "y"), the other rooms
(French 60 takes up to 19), and how words are written as one ("zweihunderttausend").
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.extract.numbers_phrases import Phrases

_LONGEST = 100
_MOST_SPLITS = 32
_HUNDRED = 100
_THOUSAND = 1000


class Piece(NamedTuple):
    """A number word or the part of one: a number, what multiplies, a half, or what joins."""

    value: float
    kind: Literal["number", "scale", "half", "joiner"]
    bare: bool = False


class Term(NamedTuple):
    """One part of a sum, the room it leaves for the next, and whether it stands after an "and"."""

    value: float
    room: float
    after_and: bool = False


Terms = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a language spells its numbers; see the ``[words]``, ``[join]`` and ``[compounds]`` of its file."""

    words: Mapping[str, float]
    scales: Mapping[str, float]
    dotted: frozenset[str]
    bare: frozenset[str]
    phrases: Phrases
    joins: Sequence[str]
    after: frozenset[str]
    rooms: Mapping[float, float]
    across: bool
    inner: Mapping[str, Piece] | None
    units_first: bool
    digits: bool
    most_hundreds: float
    _split: dict[str, tuple[Piece, ...]] = field(default_factory=dict)
    _begins: set[str] = field(default_factory=set)

    def pieces(self, word: str) -> tuple[Piece, ...]:
        """Return what a lower-case *word* is made of, empty where it is no number word."""
        if word in self.words:
            return (Piece(self.words[word], "number"),)
        if word in self.scales:
            return (Piece(self.scales[word], "scale", word in self.bare),)
        if self.inner is None or not 4 < len(word) <= _LONGEST or word[:3] not in self._beginnings():
            return ()
        if word not in self._split:
            self._split[word] = next(self._compounds(word), ())
        return self._split[word]

    def value_of(self, word: str) -> float | None:
        """Return the number that one printed *word* is, ``None`` where it is none."""
        terms = self.fed((), self.pieces(word))
        return sum(term.value for term in terms) if terms else None

    def _beginnings(self) -> set[str]:
        if not self._begins:
            forms = [*self.words, *self.bare, *(self.inner or {})]
            short = [form for form in forms if len(form) < 3]
            self._begins.update(form[:3] for form in forms)
            self._begins.update(a + b[: 3 - len(a)] for a in short for b in [*forms, *self.scales])
        return self._begins

    def _compounds(self, word: str) -> Iterator[tuple[Piece, ...]]:
        """Yield the ways to read *word* as number words written together that make one number."""
        for _, split in zip(range(_MOST_SPLITS), self._splits(word, 0, set()), strict=False):
            outer = split[0].kind != "joiner" and split[-1].kind != "joiner"
            if outer and len(split) > 1 and self.fed((), split):
                yield split

    def _splits(self, word: str, at: int, dead: set[int]) -> Iterator[tuple[Piece, ...]]:
        if at == len(word):
            yield ()
        if at in dead:
            return
        alive = False
        for end in range(len(word), at, -1):
            piece = self._part(word[at:end])
            if piece is None:
                continue
            for rest in self._splits(word, end, dead):
                alive = True
                yield (piece, *rest)
        if not alive and at < len(word):
            dead.add(at)

    def _part(self, part: str) -> Piece | None:
        if part in self.words:
            return Piece(self.words[part], "number")
        if part in self.scales:
            return Piece(self.scales[part], "scale", part in self.bare)
        return self.inner.get(part) if self.inner else None

    # -- the pile ------------------------------------------------------------------

    def fed(self, terms: Terms, pieces: Sequence[Piece], *, after_and: bool = False) -> Terms:
        """Return *terms* with the pieces of one word put on, empty where they do not fit."""
        k = 0
        while k < len(pieces):
            number, used = self._unit_first(pieces, k)
            piece = pieces[k]
            if number is not None:
                terms = self._added(terms, number, after_and=after_and)
            elif piece.kind == "number":
                terms = self._added(terms, piece.value, after_and=after_and)
            elif piece.kind == "scale":
                terms = self._multiplied(terms, piece)
            elif piece.kind == "half":
                terms = (*terms, Term(piece.value, 0.0)) if terms else ()
            if not terms:
                return ()
            k += used
        return terms

    def _unit_first(self, pieces: Sequence[Piece], k: int) -> tuple[float | None, int]:
        """Read "vierundzwanzig": a unit, what joins, and tens."""
        if self.units_first and k + 2 < len(pieces) and pieces[k + 1].kind == "joiner":
            unit, tens = pieces[k], pieces[k + 2]
            if unit.kind == tens.kind == "number" and unit.value < 10 and _is_tens(tens.value):
                return unit.value + tens.value, 3
        return None, 1

    def _room(self, number: float) -> float:
        if number in self.rooms:
            return self.rooms[number]
        if number >= _HUNDRED and number % _HUNDRED == 0:
            return _HUNDRED
        return 10 if _is_tens(number) else 0

    def _added(self, terms: Terms, number: float, *, after_and: bool) -> Terms:
        room = self._room(number)
        if not terms:
            return (Term(number, room),)
        last = terms[-1]
        if not 0 < number < last.room:
            return ()
        return (*terms, Term(number, min(room, last.room - number), after_and))

    def _multiplied(self, terms: Terms, scale: Piece) -> Terms:
        """Multiply what lies on top of the pile and is smaller than *scale*."""
        kept = len(terms)
        while (
            kept
            and 0 < terms[kept - 1].value < scale.value
            and (scale.value >= _HUNDRED or kept == len(terms))
        ):
            kept -= 1
        if kept == len(terms) and terms and scale.value < _HUNDRED:
            kept -= 1
        popped = terms[kept:]
        if not popped and not scale.bare:
            return ()
        parted = any(b.after_and and a.room >= _THOUSAND for a, b in itertools.pairwise(popped))
        if parted and not self.across:
            return ()
        times = sum(term.value for term in popped) or 1.0
        if scale.value == _HUNDRED and times > self.most_hundreds:
            return ()
        value = times * scale.value
        if kept and not value < terms[kept - 1].room:
            return ()
        after_and = popped[0].after_and if popped else False
        return (*terms[:kept], Term(value, scale.value if scale.value >= _HUNDRED else 0.0, after_and))

    def may_join(self, term: Term) -> bool:
        """Tell whether an "and" may follow *term* inside a number."""
        if term.room >= _THOUSAND:
            return "scales" in self.after
        if term.value >= _HUNDRED:
            return "hundreds" in self.after
        return term.room > 0 and "tens" in self.after


def _is_tens(number: float) -> bool:
    return 20 <= number < _HUNDRED and number % 10 == 0


@dataclass(frozen=True, slots=True)
class Denominators:
    """The lower parts of fractions: listed words, and ordinals made of a number word and a suffix."""

    words: Mapping[str, int]
    suffixes: tuple[str, ...]
    endings: tuple[str, ...]
    always: frozenset[str]
    unmarked: bool
    halves: frozenset[str]
    spelling: Spelling
    _made: dict[str, int] = field(default_factory=dict)

    def get(self, word: str) -> int:
        """Return what *word* divides by, 0 where it is no lower part of a fraction."""
        if word in self.words:
            return self.words[word]
        if word not in self._made:
            self._made[word] = self._derived(word)
        return self._made[word]

    def _derived(self, word: str) -> int:
        """Read "fünfundzwanzigstel" or "vingtième" by its stem: a number word, perhaps without its ending."""
        for suffix in self.suffixes:
            stem = word.removesuffix(suffix)
            if stem == word or not stem:
                continue
            for ending in self.endings:
                whole = stem + ending
                number = self.spelling.value_of(whole) or self.spelling.scales.get(whole)
                if number and number > 1:
                    return int(number)
        return 0
