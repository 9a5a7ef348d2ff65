"""How a document names people, groups, events and places.

A label is a base noun phrase without its determiner and numbers, or a verb that
names an event ("invades"). Labels say whether the text holds the word at arm's
length (scare quotes, "so-called", "what he described as") and whose word it is: in
quotation marks inside an attributed statement it is the source's, everywhere else,
paraphrase included, the outlet chose it.
"""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from sayso.extract.quotes import find_quotes
from sayso.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from sayso.extract.parse import Passage
    from sayso.model import Span, Statement

LONGEST_TERM = 4
"""Words in quote marks up to which they may be scare quotes; longer ones are somebody's speech."""

NAMING_REACH = 4
"""Tokens between a verb of naming and what it introduces ("described him publicly as a")."""

_NUMERIC = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
_NAMES = frozenset({"PERSON", "GPE", "ORG", "LOC", "FAC", "NORP", "PRODUCT", "EVENT"})
_DROPPED = frozenset({"DET", "NUM", "PRON", "PUNCT", "ADV", "CCONJ", "ADP", "SYM", "SPACE", "X"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Lists:
    distancing_modifiers: frozenset[str]
    mentioning_nouns: frozenset[str]
    naming_verbs: frozenset[str]
    describing_verbs: frozenset[str]
    light_verbs: frozenset[str]
    empty_nouns: frozenset[str]
    quantifiers: frozenset[str]


@functools.cache
def _lists() -> _Lists:
    text = resources.files("sayso.extract").joinpath("data/labels.toml").read_text(encoding="utf-8")
    return _Lists(**{name: frozenset(words) for name, words in tomllib.loads(text).items()})


@dataclass(frozen=True, slots=True)
class _Voices:
    """Whose words are where: quotations of a passage and the contents of its statements."""

    quotes: Sequence[Span]
    terms: Sequence[Span]
    contents: Sequence[tuple[Span, str]]
    cues: Sequence[Span]

    def speaker(self, start: int, end: int) -> str | None:
        """Return the source of quoted words, that of the shortest content around them."""
        if not _inside(start, end, self.quotes):
            return None
        around = [(part, name) for part, name in self.contents if part[0] <= start and end <= part[1]]
        return min(around, key=lambda item: item[0][1] - item[0][0])[1] if around else None


def find_labels(passages: Sequence[Passage], statements: Sequence[Statement]) -> list[Label]:
    """Return the labels of one document in the order of its text.

    ``words`` keep capitals of names only; a possessive name stays ("Kiev's forces"),
    other possessors become labels of their own. Dates, amounts and pronouns are none.
    """
    labels: list[Label] = []
    for passage in passages:
        voices = _voices(passage, statements)
        found = [*_noun_labels(passage, voices), *_verb_labels(passage, voices)]
        labels += sorted(found, key=lambda label: (label.start, label.end))
    return labels


def _voices(passage: Passage, statements: Sequence[Statement]) -> _Voices:
    text = passage.text
    start, stop = passage.start, passage.start + len(text)
    quotes = [(start + a, start + b) for a, b in find_quotes(text)]
    terms = [(a, b) for a, b in quotes if len(_WORD.findall(text[a - start : b - start])) <= LONGEST_TERM]
    here = [s for s in statements if s.start < stop and s.end > start and s.chain]
    contents = [(part, _who(statement)) for statement in here for part in statement.parts]
    return _Voices(quotes, terms, contents, [(s.cue.start, s.cue.end) for s in here if s.cue])


def _who(statement: Statement) -> str:
    source = statement.chain[0]
    return source.name or " ".join((source.text or "").split()) or "an unnamed source"


def _inside(start: int, end: int, spans: Iterable[Span]) -> bool:
    return any(a <= start and end <= b for a, b in spans)


def _noun_labels(passage: Passage, voices: _Voices) -> Iterator[Label]:
    for chunk in passage.parse.noun_chunks:
        for tokens in _phrases(chunk):
            label = _label(passage, tokens, voices)
            if label is not None:
                yield label


def _phrases(chunk: TokenSpan) -> Iterator[list[Token]]:
    """Yield the phrase of a noun chunk, and that of a possessor which is no name, as tokens."""
    tokens = [token for token in chunk if token.i <= chunk.root.i]
    mark = next((k for k, token in reversed(list(enumerate(tokens))) if token.tag_ == "POS"), None)
    if mark is not None and tokens[mark - 1].pos_ != "PROPN":
        yield _trimmed(tokens[:mark])
        tokens = tokens[mark + 1 :]
    yield _trimmed(tokens)


def _trimmed(tokens: list[Token]) -> list[Token]:
    """Cut what counts, points or connects off the front of a phrase; quote marks go as well."""
    start = 0
    for index, token in enumerate(tokens[:-1]):
        counts = token.ent_type_ in _NUMERIC or token.lower_ in _lists().quantifiers
        if token.whitespace_ == "" and tokens[index + 1].text == "-":
            break
        if counts or token.pos_ in _DROPPED:
            start = index + 1
        elif token.lower_ not in _lists().distancing_modifiers:
            break
    while start < len(tokens) and not tokens[start].is_alpha and not tokens[start].text[:1].isalnum():
        start += 1
    return tokens[start:]


def _label(passage: Passage, tokens: list[Token], voices: _Voices) -> Label | None:
    lists = _lists()
    distanced = [
        t for t in tokens if t.lower_ in lists.distancing_modifiers or _so_called(t) or _as_a_word(t)
    ]
    if distanced:
        tokens = [token for token in tokens if token.i > distanced[-1].i and token.text != "-"]
    if not tokens or not _names_something(tokens[-1]):
        return None
    root = tokens[-1]
    start, end = passage.start + tokens[0].idx, passage.start + root.idx + len(root.text)
    quoted = _inside(*passage.span(root), voices.terms)
    return Label(
        start,
        end,
        words=_printed(tokens),
        head=root.lemma_.casefold(),
        quoted=quoted,
        distanced=bool(distanced) or _introduced(tokens[0]),
        speaker=voices.speaker(start, end),
    )


def _so_called(token: Token) -> bool:
    """Say whether a token is the end of "so-called", which tokenisers split at the hyphen."""
    return (
        token.i > 1
        and token.lower_ == "called"
        and token.nbor(-1).text == "-"
        and token.nbor(-2).lower_ == "so"
    )


def _as_a_word(token: Token) -> bool:
    """Say whether a token marks the next one as a word that is only mentioned: "the word invasion"."""
    named = (
        token.lower_ in _lists().mentioning_nouns
        and token.i + 1 < len(token.doc)
        and token.nbor().tag_ != "NNS"
    )
    return named and token.i > 0 and token.nbor(-1).lower_ == "the"


def _names_something(root: Token) -> bool:
    plain = root.pos_ in {"NOUN", "PROPN"} and root.lemma_.casefold() not in _lists().empty_nouns
    return plain and root.ent_type_ not in _NUMERIC and any(letter.isalpha() for letter in root.text)


def _printed(tokens: Sequence[Token]) -> str:
    """Return the phrase on one line, lower case where a capital only marks a sentence's start."""
    first = tokens[0]
    name = (
        first.pos_ == "PROPN"
        or first.ent_type_ in _NAMES
        or (first.text[:1].isupper() and not first.is_sent_start)
    )
    head = first.text if name or first.text[1:] != first.text[1:].lower() else first.lower_
    tail = "".join(t.text_with_ws for t in tokens[1:])
    return " ".join(
        (head + first.whitespace_ + tail).replace('"', "").replace("“", "").replace("”", "").split()
    )


def _introduced(first: Token) -> bool:
    """Say whether a verb of naming stands before the phrase: "what he described as a ..."."""
    as_before = False
    for back in range(1, min(NAMING_REACH, first.i) + 1):
        token = first.nbor(-back)
        as_before = as_before or token.lower_ == "as"
        if token.pos_ == "VERB" and token.lemma_.casefold() in _lists().naming_verbs:
            return _named_thing_before(token) or (
                as_before and token.lemma_.casefold() in _lists().describing_verbs
            )
        if token.is_sent_start or (token.pos_ in {"NOUN", "PROPN"} and not as_before):
            return False
    return False


def _named_thing_before(verb: Token) -> bool:
    """Say whether "what" or "which" opens the clause of a verb of naming."""
    return any(t.lower_ in {"what", "which"} for t in verb.lefts) or verb.dep_ in {"csubj", "pcomp"}


def _verb_labels(passage: Passage, voices: _Voices) -> Iterator[Label]:
    for token in passage.parse:
        if token.pos_ != "VERB" or token.dep_ in {"prep", "amod", "compound", "aux"} or not token.is_alpha:
            continue
        start, end = passage.span(token)
        if token.lemma_.casefold() in _lists().light_verbs or _inside(start, end, voices.cues):
            continue
        quoted = _inside(start, end, voices.terms)
        yield Label(
            start, end, token.lower_, token.lemma_.casefold(), quoted, speaker=voices.speaker(start, end)
        )
