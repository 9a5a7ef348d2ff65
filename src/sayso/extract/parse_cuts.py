"""Sentences of no end, cut for the parser.

What stands in a sentence is looked at from each of its verbs, so that the work grows with
the square of its length. Prose does not mind: of 8,000 sentences of news the longest has a
hundred words. A table read as one block, a list without a full stop or a page made to take
time has thousands. Such a sentence is parsed again in pieces, each ending at the last mark
that parts things before it would be too long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

LONGEST_SENTENCE = 250
"""Tokens of a sentence that is read as one."""

SHORTEST_PIECE = 100
"""Tokens of a piece, at least, while there is a mark to cut at after them."""

PARTING = frozenset({";", ",", "|", ":", "•", "–", "—"})
"""What parts things in a list, beside the end of a line."""


def shortened(nlp: Language, parse: Doc) -> Doc:
    """Return a parse itself, or anew without sentences of over :data:`LONGEST_SENTENCE` tokens."""
    ends = [end for sentence in parse.sents for end in _cuts(sentence)]
    if not ends:
        return parse
    again = nlp.make_doc(parse.text)
    for end in ends:
        again[end].is_sent_start = True
    return nlp(again)


def _cuts(sentence: TokenSpan) -> Iterator[int]:
    """Yield where the pieces of a long sentence begin, but for the first."""
    start = sentence.start
    while sentence.end - start > LONGEST_SENTENCE:
        window = range(start + LONGEST_SENTENCE, start + SHORTEST_PIECE, -1)
        start = next((i for i in window if _parts(sentence.doc[i - 1])), start + LONGEST_SENTENCE)
        yield start


def _parts(token: Token) -> bool:
    return token.text in PARTING or "\n" in token.text_with_ws
