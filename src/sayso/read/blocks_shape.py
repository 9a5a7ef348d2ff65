"""The shape of many short texts at once: words, capitals, sentence ends, by tables over characters.

Nothing here knows a language. A page has hundreds of blocks, so that the
characters of all of them are counted in one go.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sayso.read.visible import Shown

    Matrix = NDArray[np.float64]
    Codes = NDArray[np.uint32]

LOOKED_AT = 600
"""Characters of a block whose words are looked at; how long it is counts whole."""

PROSE_WORDS, LONG_WORDS = 8, 25
"""Words from which a block that ends as a sentence, or any block, is prose."""

MOSTLY_LOWER = 0.35
"""Share of words without a capital that prose has."""

_CASED = 0x3000
"""Below it are the scripts with capitals; what lies above is looked at as one letter of each kind."""

_SPACE, _UPPER, _LOWER, _DIGIT, _COMMA, _STOP, _COLON, _QUESTION, _QUOTE, _MARK, _SPACELESS = (
    1 << bit for bit in range(11)
)
_KINDS = {
    _COMMA: ",;،、，",  # noqa: RUF001 - of other scripts
    _STOP: ".!?…؟।。！？",  # noqa: RUF001 - of other scripts
    _COLON: ":：",  # noqa: RUF001 - of other scripts
    _QUESTION: "?؟？",  # noqa: RUF001 - of other scripts
    _QUOTE: "\"'“”„«»‘’‚()[]",
    _MARK: "|»«›‹•·→▶►/+#@©",
}
_WITHOUT_SPACES = ((0xE00, 0xEFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF))

NAMES = (
    *("words", "letters a word", "lower share", "commas", "stops", "ends sentence", "ends colon", "digits"),
    *("marks", "question", "quoted", "starts lower", "capitals", "prose", "links", "cells"),
)


def shapes_of(shown: Sequence[Shown]) -> Matrix:
    """Return :data:`NAMES` for each block; ``words`` is the logarithm of one more than them."""
    pieces = [
        text if len(text) <= LOOKED_AT else text[: LOOKED_AT - 3] + text[-3:]
        for block in shown
        if (text := block.text)
    ]
    joined = "\n".join(pieces) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "replace"), dtype=np.uint32)
    kinds = _table()[np.minimum(codes, len(_table()) - 1)]
    lengths = np.array([len(piece) for piece in pieces])
    ends = np.cumsum(lengths + 1) - 1
    starts = ends - lengths
    return _columns(shown, kinds, starts, ends)


def _columns(
    shown: Sequence[Shown], kinds: NDArray[np.uint16], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> Matrix:
    def count(mask: NDArray[np.bool_]) -> Matrix:
        counts: Matrix = np.add.reduceat(mask.astype(np.float64), starts)
        return counts

    def has(place: NDArray[np.int64], kind: int) -> Matrix:
        found: Matrix = ((kinds[place] & kind) != 0).astype(np.float64)
        return found

    lengths = (ends - starts).astype(np.float64)
    space = (kinds & _SPACE) != 0
    open_before = np.concatenate([[True], (kinds[:-1] & (_SPACE | _QUOTE)) != 0])
    space_before = np.concatenate([[True], space[:-1]])
    upper = (kinds & _UPPER) != 0
    seen = count(~space & space_before) + count((kinds & _SPACELESS) != 0) / 2
    whole = np.array([len(block.text) for block in shown], dtype=np.float64)
    words = seen * whole / lengths
    capitals = count(upper & open_before)
    lower = np.maximum(0.0, 1 - capitals / seen)
    stop = ((kinds & _STOP) != 0)[:-1] & space[1:]
    last = np.maximum(ends - 1, starts)
    inner = np.where((kinds[last] & _QUOTE) != 0, np.maximum(last - 1, starts), last)
    ends_sentence = np.maximum(has(last, _STOP), has(inner, _STOP))
    links = np.array([block.links for block in shown])
    prose = ((ends_sentence > 0) & (words >= PROSE_WORDS)) | (words >= LONG_WORDS)
    return np.column_stack(
        [
            np.log1p(words),
            np.minimum(20.0, lengths / seen),
            lower,
            count((kinds & _COMMA) != 0) / seen,
            count(np.concatenate([stop, [False]])) / seen,
            ends_sentence,
            has(last, _COLON),
            count((kinds & _DIGIT) != 0) / lengths,
            np.minimum(1.0, count((kinds & _MARK) != 0) / seen),
            has(last, _QUESTION),
            has(starts, _QUOTE),
            has(starts, _LOWER),
            count(upper) / lengths,
            prose & (lower >= MOSTLY_LOWER) & (links < 0.5),
            links,
            np.log1p([block.text.count("\t") for block in shown]),
        ]
    )


@functools.cache
def _table() -> NDArray[np.uint16]:
    """Return what each character is; the last entry stands for all that lie further on."""
    table = np.zeros(0x10000, dtype=np.uint16)
    for code in range(_CASED):
        char = chr(code)
        table[code] = (
            _SPACE * char.isspace()
            | _UPPER * char.isupper()
            | _LOWER * char.islower()
            | _DIGIT * char.isdigit()
        )
    table[0x3000] = _SPACE
    for first, last in _WITHOUT_SPACES:
        table[first : last + 1] |= _SPACELESS
    for kind, chars in _KINDS.items():
        table[[ord(char) for char in chars]] |= kind
    return table
