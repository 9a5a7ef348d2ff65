"""Attributions said in other constructions that newspapers use and the corpus seldom shows.

A sentence that is nothing but "SOURCE CUE (that) CONTENT" is set anew as "Reported by
SOURCE, CONTENT.", "CONTENT, SOURCE CUE." and the like; the annotation follows. It is
done to one sentence in many, so that the corpus' own distribution stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus import Article, Gold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from sayso.model import Span

SHARE = 0.25
"""Share of the sentences that could be set anew that are."""

FORMS = (
    ("|According to| ", "S", ", ", "C"),
    ("|Reported by| ", "S", ", ", "C"),
    ("|As reported by| ", "S", ", ", "C"),
    ("|As| ", "S", " |reported|, ", "C"),
    ("C", ", |according to| ", "S"),
    ("C", ", this is |reported by| ", "S"),
    ("C", ", |as reported by| ", "S"),
    ("C", ", |per| ", "S"),
    ("C", ", |citing| ", "S"),
    ("C", ", ", "S", " |reported|"),
    ("C", ", ", "S", " |says|"),
    ("C", ", ", "S", " |claims|"),
    ("C", "|:| ", "S"),
    ("S", "|:| ", "C"),
    ("S", " was |quoted as saying| ", "C"),
    ("S", " was |cited as saying| that ", "C"),
    ("S", " |told| reporters ", "C"),
)
"""S and C stand for source and content, what is between bars is the cue."""

PRONOUNS = frozenset({"he", "she", "they", "we", "i", "it", "who", "you"})
SENTENCE = re.compile(r"[^.!?\n]+[.!?]+(?=[\s\"”]|$)")


def reframe(article: Article, rng: Random) -> Article:
    """Return the article with some of its plain indirect attributions in other constructions."""
    if article.attributions is None:
        return article
    text, attributions = article.text, list(article.attributions)
    for sentence, index in sorted(_plain(article), reverse=True):
        if rng.random() >= SHARE:
            continue
        old = attributions[index]
        source = text[slice(*old.source[0])]
        content = re.sub(r"^that ", "", text[slice(*old.content[0])])
        made, gold = _compose(rng.choice(FORMS), source, content, sentence[0])
        shift = len(made) - (sentence[1] - sentence[0])
        attributions = [_shift(a, sentence[1], shift) for a in attributions]
        attributions[index] = gold
        text = text[: sentence[0]] + made + text[sentence[1] :]
    return Article(article.name, text, tuple(attributions))


def _plain(article: Article) -> Iterator[tuple[Span, int]]:
    """Yield (sentence without its full stop, attribution) where the one is nothing but the other."""
    rows = list(article.attributions or ())
    for match in SENTENCE.finditer(article.text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = match.start() + len(match.group().rstrip(".!?"))
        inside = [
            i
            for i, a in enumerate(rows)
            if any(s < end and e > start for s, e in (*a.content, *a.cue, *a.source))
        ]
        if len(inside) == 1 and _is_plain(rows[inside[0]], start, end, article.text):
            yield (start, end), inside[0]


def _is_plain(row: Gold, start: int, end: int, text: str) -> bool:
    if not len(row.source) == len(row.cue) == len(row.content) == 1:
        return False
    source, cue, content = row.source[0], row.cue[0], row.content[0]
    indirect = not re.search('["“”]', text[start:end])
    ordered = (
        source[0] == start and source[1] <= cue[0] <= source[1] + 1 and cue[1] <= content[0] <= cue[1] + 1
    )
    clausal = text[content[0] : content[1]].startswith("that ")
    named = text[source[0] : source[1]].lower() not in PRONOUNS
    return indirect and ordered and clausal and named and abs(content[1] - end) <= 1


def _compose(form: tuple[str, ...], source: str, content: str, at: int) -> tuple[str, Gold]:
    made = ""
    spans: dict[str, list[Span]] = {"S": [], "C": [], "Q": []}
    for piece in form:
        if piece in ("S", "C"):
            words = source if piece == "S" else content
            words = words[:1].upper() + words[1:] if not made else words
            spans[piece].append((at + len(made), at + len(made) + len(words)))
            made += words
            continue
        for i, words in enumerate(piece.split("|")):
            if i % 2:
                spans["Q"].append((at + len(made), at + len(made) + len(words)))
            made += words
    return made, Gold(tuple(spans["S"]), tuple(spans["Q"]), tuple(spans["C"]))


def _shift(row: Gold, at: int, by: int) -> Gold:
    def move(span: Span) -> Span:
        return (span[0] + by, span[1] + by) if span[0] >= at else span

    return Gold(tuple(map(move, row.source)), tuple(map(move, row.cue)), tuple(map(move, row.content)))
