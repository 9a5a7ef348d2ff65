"""Which lines of a scraped text are the article, and why the others are not.

Rules judge first (:mod:`sayso.read.article_rules`): known words of furniture, captions, comment
sections, what lies around the article. Then a model learned from real pages judges what they keep
(:mod:`sayso.read.line_model`), from how the lines look and what stands around them. A page without any
sign of furniture is taken to be a clean text, of which nothing doubtful is dropped: a lost paragraph is
worse than kept clutter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.read.article_rules import HEADS_LISTS, Ruled, judge_by_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import BlockRole
    from sayso.read.lines import Look

STANDFIRST_LINES = 3
"""Lines under the headline, before the first of prose, that may be a standfirst."""


class Verdict(NamedTuple):
    """Why a line is dropped (``None`` when kept) and what it is."""

    reason: str | None
    role: BlockRole


def judge(lines: Sequence[str]) -> tuple[list[Verdict], int | None]:
    """Judge each of *lines* (none empty); also return which one is the title, if any is."""
    page = judge_by_rules(lines)
    _drop_foreign(page)
    return [_verdict(page, index) for index in range(len(lines))], page.title


def _verdict(page: Ruled, index: int) -> Verdict:
    reason, look = page.reasons[index], page.looks[index]
    if reason is not None:
        return Verdict(reason, "caption" if reason in {"caption", "credit line"} else "furniture")
    if index == page.title:
        return Verdict(None, "title")
    if look.bullet:
        return Verdict(None, "list")
    return Verdict(None, "heading" if look.heading else "paragraph")


def _drop_foreign(page: Ruled) -> None:
    """Drop what the rules keep and the line model does not; a standfirst under the headline stays."""
    if all(page.reasons):
        return
    from sayso.read.line_model import foreign_lines  # noqa: PLC0415 - numpy, which a page of furniture does without

    foreign = foreign_lines(page.lines, page.looks, page.reasons, cluttered=page.cluttered)
    if _is_too_much(page, foreign):
        foreign = [one and not look.prose for one, look in zip(foreign, page.looks, strict=True)]
    spared = _standfirst(page)
    above = "navigation"
    for index, reason in enumerate(page.reasons):
        if reason is not None:
            above = reason
        elif foreign[index] and index != page.title and index not in spared:
            inside = page.first <= index <= page.last
            page.reasons[index] = _reason_by_place(page.looks[index], above, inside=inside)


def _is_too_much(page: Ruled, foreign: Sequence[bool]) -> bool:
    """Return whether most of the prose would go: a page that is unlike those that were learned from."""
    prose = [
        (look.words, is_foreign)
        for look, reason, is_foreign in zip(page.looks, page.reasons, foreign, strict=True)
        if look.prose and reason is None
    ]
    return 2 * sum(words for words, is_foreign in prose if is_foreign) > sum(words for words, _ in prose)


def _standfirst(page: Ruled) -> range:
    """Return the lines between headline and article, where they are few: standfirsts, no other text."""
    if page.title is None or page.first > page.title + STANDFIRST_LINES:
        return range(0)
    return range(page.title + 1, page.first)


def _reason_by_place(look: Look, above: str, *, inside: bool) -> str:
    """Return why a line is dropped that no word tells: by the furniture *above* it, or by where it stands."""
    if look.sentence and look.words >= 4:
        return "comments" if above in {"comment form", "comments"} else "not part of the article"
    if above in HEADS_LISTS or not inside:
        return "related links" if look.words >= 4 else "navigation"
    return "not part of the article"
