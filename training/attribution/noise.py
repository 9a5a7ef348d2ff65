"""Articles as other outlets would set them, and as scrapers leave them.

Each function takes an article and a random generator and returns edits; :func:`edit`
applies them and carries the annotation along, so that nothing has to be aligned
again. Letter case needs no noise: the tagger's vocabulary knows lower case only.
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from corpus import Article, Gold

from sayso.extract.quotes import find_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from sayso.model import Span

Edit = tuple[int, int, str]
"""Start and end of what is replaced, and what stands there instead."""

STYLES = (('"', '"'), ("“", "”"), ("``", "''"), ("«", "»"), ("„", "“"), ("‘", "’"), ("''", "''"), ("", ""))
STYLE_WEIGHTS = (6, 6, 1, 1, 1, 2, 1, 0.6)
DASHES = (" — ", " – ", " - ", " -- ", "—")
CLUTTER = (
    "Advertisement", "ADVERTISEMENT - CONTINUE READING BELOW", "Share this article", "Share on Facebook",
    "Read more", "Sign up for our newsletter", "Follow us on Twitter", "Related stories", "Most read",
    "Comments", "Image copyright", "Getty Images", "© AP Photo", "File photo", "Story continues below",
    "Email", "Continue reading the main story", "Latest news", "World", "Politics", "By Staff Writer",
    "Updated", "5 min read", "Video", "Photos", "All rights reserved.", "Privacy policy",
    "Terms of use", "Back to top", "Print",
)  # fmt: skip
SENTENCE_END = re.compile(r"(?<=[.!?][\"”’)])[ ]|(?<=[a-z)][.!?])[ ](?=[A-Z\"“‘])")


def edit(article: Article, edits: Sequence[Edit]) -> Article:
    """Return the article with the edits made; spans keep to the characters they held."""
    starts, ends, shifts, pieces = [0.0], [0.0], [0], []
    last = shift = 0
    text = article.text
    for start, end, new in sorted(edits):
        if start < last:
            continue
        pieces += [text[last:start], new]
        shift += len(new) - (end - start)
        starts.append(end)
        ends.append(end + 0.5 if start == end else end)  # what is put in after a span stays outside
        shifts.append(shift)
        last = end
    pieces.append(text[last:])

    def move(span: Span) -> Span:
        start, end = span
        start += shifts[bisect.bisect_right(starts, start) - 1]
        return start, end + shifts[bisect.bisect_right(ends, end) - 1]

    moved = None
    if article.attributions is not None:
        moved = tuple(
            Gold(tuple(map(move, a.source)), tuple(map(move, a.cue)), tuple(map(move, a.content)))
            for a in article.attributions
        )
    return Article(article.name, "".join(pieces), moved)


def restyle_quotes(article: Article, rng: Random) -> list[Edit]:
    """Set every quotation in one other style, or without marks."""
    opening, closing = rng.choices(STYLES, STYLE_WEIGHTS)[0]
    edits: list[Edit] = []
    for line in re.finditer(r"[^\n]+", article.text):
        for start, end in find_quotes(line.group()):
            quote = line.group()[start:end]
            first = 2 if quote[:2] in ("``", "''") else 1
            edits.append((line.start() + start, line.start() + start + first, opening))
            if quote[-1] in "\"”»'’“" and len(quote) > first:
                last = 2 if quote.endswith("''") else 1
                edits.append((line.start() + end - last, line.start() + end, closing))
    return edits


def restyle_marks(article: Article, rng: Random) -> list[Edit]:
    """Set apostrophes and dashes in another style."""
    apostrophe, dash = rng.choice("'’"), rng.choice(DASHES)
    edits: list[Edit] = [
        (m.start(), m.end(), apostrophe) for m in re.finditer(r"(?<=\w)['’](?=\w)", article.text)
    ]
    edits += [(m.start(), m.end(), dash) for m in re.finditer(r"\s?(?:—|--)\s?|\s–\s", article.text)]
    return edits


def join_paragraphs(article: Article, rng: Random) -> list[Edit]:
    """Run paragraphs together, as pages do whose line breaks are lost."""
    share = rng.uniform(0.1, 0.9)
    gaps = re.finditer(r"(?<=[.!?”\"])\n+(?=\S)", article.text)
    return [(m.start(), m.end(), " ") for m in gaps if rng.random() < share]


def split_paragraphs(article: Article, rng: Random) -> list[Edit]:
    """Break paragraphs between sentences where no attribution runs across."""
    spans = [
        (min(s for s, _ in every), max(e for _, e in every))
        for a in article.attributions or ()
        if (every := [*a.source, *a.cue, *a.content])
    ]
    breaks = [m for m in SENTENCE_END.finditer(article.text) if rng.random() < 0.3]
    return [(m.start(), m.end(), "\n\n") for m in breaks if not any(s < m.start() < e for s, e in spans)]


def add_clutter(article: Article, rng: Random) -> list[Edit]:
    """Put a scraper's left-overs between paragraphs."""
    edits: list[Edit] = []
    for gap in re.finditer(r"\n+", article.text):
        if rng.random() < 0.15:
            lines = "\n".join(rng.choices(CLUTTER, k=rng.choice((1, 1, 1, 2, 4))))
            edits.append((gap.start(), gap.start(), f"\n{lines}"))
    return edits


NOISES = (
    (restyle_quotes, 0.6),
    (restyle_marks, 0.5),
    (join_paragraphs, 0.2),
    (split_paragraphs, 0.1),
    (add_clutter, 0.2),
)
"""Each kind of noise, and the share of articles that get it."""


def roughen(article: Article, rng: Random) -> Article:
    """Return the article with some noises, drawn for it."""
    for noise, share in NOISES:
        if rng.random() < share:
            article = edit(article, noise(article, rng))
    return article
