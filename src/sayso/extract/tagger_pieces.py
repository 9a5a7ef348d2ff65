"""Word pieces: how the attribution tagger's network reads text, with exact places.

Text is cut at white space and around every mark of punctuation, lowered and freed of
accents, and each word is spelt with the longest pieces of a fixed vocabulary, from its
start (WordPiece as in BERT: Devlin et al., 2019; Wu et al., 2016). The pieces are those
of the ``BertTokenizer`` that the network's start was trained with. It is written out
here because the library for it (``tokenizers``) brings a network client along.
"""

from __future__ import annotations

import functools
import re
import sys
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Span

UNKNOWN = "[UNK]"
LONGEST = 100
"""Letters of a word beyond which it is unknown as a whole."""

CACHED = 1 << 16
"""Words whose pieces are kept; news repeats its words."""

IDEOGRAPHS = (
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002b81f\U0002b820-\U0002ceaf"
    "\U0002f800-\U0002fa1f"
)
"""Ranges of letters that are words of their own."""

REPLACED = "\ufffd"


class Pieces(NamedTuple):
    """The word pieces of a text: their numbers, and where each stands (code points)."""

    ids: list[int]
    offsets: list[Span]


class _Piece(NamedTuple):
    number: int
    start: int
    end: int


class WordPieces:
    """Cuts text into the pieces of a vocabulary."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._spell = functools.lru_cache(CACHED)(self._spelling)

    def __call__(self, text: str) -> Pieces:
        """Return the pieces of *text*, in order."""
        found = Pieces([], [])
        for match in _words().finditer(text):
            at = match.start()
            for number, start, end in self._spell(match.group()):
                found.ids.append(number)
                found.offsets.append((at + start, at + end))
        return found

    def _spelling(self, word: str) -> tuple[_Piece, ...]:
        """Return the longest pieces that spell *word*, from its start, with their places in it."""
        letters, places = _plain(word)
        if not letters:
            return ()
        unknown = (_Piece(self.numbers[UNKNOWN], places[0], places[-1] + 1),)
        if len(letters) > LONGEST:
            return unknown
        pieces: list[_Piece] = []
        start = 0
        while start < len(letters):
            for end in range(len(letters), start, -1):
                number = self.numbers.get(("##" if start else "") + letters[start:end])
                if number is not None:
                    break
            else:
                return unknown
            pieces.append(_Piece(number, places[start], places[end - 1] + 1))
            start = end
        return tuple(pieces)


def _plain(word: str) -> tuple[str, list[int]]:
    """Return a word's letters, lowered and without accents, and the place in it that each is from."""
    if word.isascii() and word.isprintable():
        return word.lower(), list(range(len(word)))
    letters: list[str] = []
    places: list[int] = []
    for place, printed in enumerate(word):
        if unicodedata.category(printed)[0] == "C" or printed == REPLACED:
            continue
        for letter in unicodedata.normalize("NFD", printed):
            if unicodedata.category(letter) != "Mn":
                lowered = letter.lower()
                letters.append(lowered)
                places.extend([place] * len(lowered))
    return "".join(letters), places


@functools.cache
def _words() -> re.Pattern[str]:
    """Return the pattern of a word: a mark, an ideograph, or a run of anything else but space."""
    every = (chr(number) for number in range(sys.maxunicode + 1))
    marks = "".join(re.escape(c) for c in every if _is_mark(c))
    alone = f"[{marks}{IDEOGRAPHS}]"
    return re.compile(rf"{alone}|(?:(?!{alone})\S)+")


def _is_mark(character: str) -> bool:
    """Say whether a character is punctuation; of ASCII, every sign that is no letter, digit or space is."""
    if character.isascii():
        return character.isprintable() and not character.isalnum() and character != " "
    return unicodedata.category(character)[0] == "P"
