"""How attributions found are scored against attributions marked by people.

All figures are percentages to one decimal, over all articles together (micro):

- *charF*: F1 over the characters that stand in any content.
- *iou50*: contents are paired one to one, best overlap first; a pair counts when the
  characters both have are at least half of those either has. Pieces are pooled.
- *exact*: the pair is the same but for quotation marks and punctuation at its ends.
- *source accuracy*: of pairs whose marked attribution has a source, those whose found
  source overlaps it.
- *joint*: the pair counts, and the sources overlap or neither has one.
- *recall direct, mixed, indirect*: share of marked contents paired, by how much of them
  stands between double quotation marks (9 in 10 characters, some, fewer than 1 in 10).

White space is never counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence

    from polnear import Attribution, Span

OUTER = frozenset("\"“”'‘’.,;:!?…-–—")
"""What may differ at the ends of an exact content."""

MARKS = frozenset('"“”')
LEAST_OVERLAP = 0.5
DIRECT = 0.9
INDIRECT = 0.1

Characters = frozenset[int]


def characters(spans: Iterable[Span], text: str) -> Characters:
    """Return the offsets of the characters in *spans* that are not white space."""
    return frozenset(
        place
        for start, end in spans
        for place in range(start, min(end, len(text)))
        if not text[place].isspace()
    )


def core(content: Characters, text: str) -> Characters:
    """Return a content without the quotation marks and punctuation at its ends."""
    inner = [place for place in content if text[place] not in OUTER]
    if not inner:
        return frozenset()
    first, last = min(inner), max(inner)
    return frozenset(place for place in content if first <= place <= last)


def between_marks(text: str) -> Characters:
    """Return the offsets between double quotation marks, marks included.

    A straight mark opens and closes in turn; a quotation ends at the latest with its
    line. Single marks are left alone: most of them are apostrophes.
    """
    inside: set[int] = set()
    opened = False
    for place, letter in enumerate(text):
        if letter == "\n":
            opened = False
        elif letter in MARKS:
            inside.add(place)
            opened = letter == "“" or (letter == '"' and not opened)
        elif opened:
            inside.add(place)
    return frozenset(inside)


def quotation(content: Characters, quoted: Characters) -> str:
    """Return ``direct``, ``mixed`` or ``indirect``, by how much of the content is quoted."""
    share = len(content & quoted) / max(1, len(content))
    return "direct" if share >= DIRECT else "indirect" if share < INDIRECT else "mixed"


def pairs_of(gold: Sequence[Characters], found: Sequence[Characters]) -> list[tuple[int, int]]:
    """Pair contents one to one where they overlap by half; best first, of equals the later ones."""
    overlaps = []
    for g, marked in enumerate(gold):
        for f, content in enumerate(found):
            shared = len(marked & content)
            if shared and shared / len(marked | content) >= LEAST_OVERLAP:
                overlaps.append((shared / len(marked | content), g, f))
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    pairs = []
    for _, g, f in sorted(overlaps, reverse=True):
        if g not in taken_gold and f not in taken_found:
            taken_gold.add(g)
            taken_found.add(f)
            pairs.append((g, f))
    return pairs


def add_article(
    tally: Counter[str], text: str, gold: Sequence[Attribution], found: Sequence[Attribution]
) -> None:
    """Add the counts of one article to *tally*, from which :func:`figures` makes figures."""
    quoted = between_marks(text)
    marked = [characters(one.content, text) for one in gold]
    contents = [characters(one.content, text) for one in found]
    everything: tuple[Characters, Characters] = (
        frozenset().union(*marked),
        frozenset().union(*contents),
    )
    tally["characters gold"] += len(everything[0])
    tally["characters found"] += len(everything[1])
    tally["characters both"] += len(everything[0] & everything[1])
    tally["gold"] += len(gold)
    tally["found"] += len(found)
    kinds = [quotation(content, quoted) for content in marked]
    for kind in kinds:
        tally[f"{kind} gold"] += 1
    for g, f in pairs_of(marked, contents):
        tally["paired"] += 1
        tally[f"{kinds[g]} paired"] += 1
        tally["exact"] += core(marked[g], text) == core(contents[f], text)
        wanted, given = characters(gold[g].source, text), characters(found[f].source, text)
        right = bool(wanted & given)
        tally["sourced"] += bool(wanted)
        tally["source right"] += right
        tally["joint"] += right if wanted else not given


def figures(tally: Counter[str]) -> dict[str, float]:
    """Return the figures of all articles counted in *tally*, by name."""

    def f1(true: str, found: str, gold: str) -> float:
        return _percent(2 * tally[true], tally[found] + tally[gold])

    return {
        "charF": f1("characters both", "characters found", "characters gold"),
        "iou50 precision": _percent(tally["paired"], tally["found"]),
        "iou50 recall": _percent(tally["paired"], tally["gold"]),
        "iou50": f1("paired", "found", "gold"),
        "exact": f1("exact", "found", "gold"),
        "source accuracy": _percent(tally["source right"], tally["sourced"]),
        "joint": f1("joint", "found", "gold"),
        **{
            f"recall {kind}": _percent(tally[f"{kind} paired"], tally[f"{kind} gold"])
            for kind in ("direct", "mixed", "indirect")
        },
    }


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
