"""What changed between two versions of a page: its statements, their figures, who is said to say so.

Statements are lined up in their order, as ``diff`` does with lines (Myers, 1986), by their words alone;
those that are left over on both sides are paired where they share most of their words.
A page may say that it was corrected, in a line that the earlier version has not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from sayso.link.versions import order_of, versions
from sayso.model import Change, Revision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.model import Document, Figure, Span, Statement

SHARED = 0.5
"""Share of their words that two statements have in common when one became the other (Dice)."""

MOST_PAIRS = 250_000
"""Pairs of changed statements that are compared; a page with more was written anew."""

LONGEST_NOTICE = 600
OPENING = 60
"""Characters of a line in which a note on the page itself begins to say so."""

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_NOTICE = re.compile(
    r"\b(?:corrections?|corrected|clarifications?|clarified|erratum|errata|retracted|retraction|amended|updated"
    r"|editor['’]s note|earlier version|previous version|berichtigung|berichtigt|korrektur|korrigiert"
    r"|aktualisiert|rectificati(?:on|f)|corrigé|mis à jour|corrección|corregido|actualizado|rettifica"
    r"|aggiornato|correctie|gecorrigeerd|correção|atualizado|sprostowanie|korekta|zaktualizowano"
    r"|исправлен\w*|обновлено|виправлен\w*|оновлено)\b",
    re.IGNORECASE,
)
_OF_ITSELF = re.compile(
    r"\b(?:this|an earlier|a previous|earlier|previous) (?:article|story|report|page|post|piece|version)\b",
    re.IGNORECASE,
)


class _Said(NamedTuple):
    statement: Statement
    words: tuple[str, ...]


def revisions(documents: Iterable[Document], statements: Iterable[Statement]) -> tuple[Revision, ...]:
    """Return what changed from each version of a page to the next, by address and age.

    Versions that say the same in the same words give no revision.
    """
    by_document: defaultdict[str, list[_Said]] = defaultdict(list)
    for statement in statements:
        by_document[statement.document].append(_Said(statement, _words(statement.text)))
    found = (
        _revision(before, after, by_document[before.id], by_document[after.id])
        for group in versions(documents)
        for before, after in pairwise(group)
    )
    return tuple(one for one in found if one.changes or one.notice)


def _revision(before: Document, after: Document, was: list[_Said], is_now: list[_Said]) -> Revision:
    later = None if after.modified is None else after.modified.value
    return Revision(
        address=after.address or after.name,
        before=before.id,
        after=after.id,
        order=order_of(before, after),
        changes=tuple(_changes(_in_order(was), _in_order(is_now))),
        notice=_notice(before, after),
        modified=later is not None and (before.modified is None or before.modified.value != later),
    )


def _in_order(said: Iterable[_Said]) -> list[_Said]:
    return sorted(said, key=lambda one: (one.statement.start, one.statement.end))


def _changes(was: Sequence[_Said], is_now: Sequence[_Said]) -> Iterator[Change]:
    """Yield what changed, in the order of the later version, what was removed last."""
    gone, come = _left_over(was, is_now)
    became = _became(gone, come)
    for new in come:
        old = became.get(new.statement.id)
        if old is None:
            yield Change("added", None, new.statement.id)
        else:
            yield _changed(old.statement, new.statement)
    kept = {old.statement.id for old in became.values()}
    yield from (Change("removed", old.statement.id, None) for old in gone if old.statement.id not in kept)


def _left_over(was: Sequence[_Said], is_now: Sequence[_Said]) -> tuple[list[_Said], list[_Said]]:
    """Return the statements that the other version has not, wherever in it they stand."""
    matcher = SequenceMatcher(None, [_key(one) for one in was], [_key(one) for one in is_now], autojunk=False)
    gone: list[_Said] = []
    come: list[_Said] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            gone += was[a:b]
            come += is_now[c:d]
    moved = Counter(map(_key, gone)) & Counter(map(_key, come))
    return _without(gone, moved), _without(come, moved)


def _without(said: Iterable[_Said], moved: Counter[object]) -> list[_Said]:
    left = Counter(moved)
    found: list[_Said] = []
    for one in said:
        if left[_key(one)]:
            left[_key(one)] -= 1
        else:
            found.append(one)
    return found


def _key(one: _Said) -> object:
    """Return what makes a statement the same: its words and to whom they are given."""
    return one.words, _sources(one.statement)


def _sources(statement: Statement) -> tuple[str, ...]:
    return tuple((link.name or link.text or "").casefold() for link in statement.chain)


def _became(gone: Sequence[_Said], come: Sequence[_Said]) -> dict[str, _Said]:
    """Return which of *gone* each of *come* was, by its id: the most alike first."""
    if len(gone) * len(come) > MOST_PAIRS:
        return {}
    old_bags, new_bags = [Counter(one.words) for one in gone], [Counter(one.words) for one in come]
    alike = sorted(
        (-share, new, old)
        for new, b in enumerate(new_bags)
        for old, a in enumerate(old_bags)
        if (share := _share(a, b)) >= SHARED
    )
    found: dict[str, _Said] = {}
    taken: set[int] = set()
    for _, new, old in alike:
        key = come[new].statement.id
        if key not in found and old not in taken:
            found[key] = gone[old]
            taken.add(old)
    return found


def _share(a: Counter[str], b: Counter[str]) -> float:
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0


def _changed(old: Statement, new: Statement) -> Change:
    return Change("changed", old.id, new.id, tuple(_figures(old, new)), _sources(old) != _sources(new))


def _figures(old: Statement, new: Statement) -> Iterator[tuple[Span | None, Span | None]]:
    """Yield the figures that are not the same, those of one unit side by side in their order."""
    units: defaultdict[str, tuple[list[Figure], list[Figure]]] = defaultdict(lambda: ([], []))
    for side, statement in enumerate((old, new)):
        for figure in statement.figures:
            units[f"{figure.kind} {figure.unit}"][side].append(figure)
    for was, is_now in units.values():
        both = Counter(map(_value, was)) & Counter(map(_value, is_now))
        pairs = zip_longest(_other_values(was, both), _other_values(is_now, both))
        yield from ((_span(a), _span(b)) for a, b in pairs)


def _value(figure: Figure) -> tuple[float | None, float | None]:
    return figure.low, figure.high


def _other_values(
    figures: Iterable[Figure], both: Counter[tuple[float | None, float | None]]
) -> list[Figure]:
    left = Counter(both)
    found: list[Figure] = []
    for figure in figures:
        if left[_value(figure)]:
            left[_value(figure)] -= 1
        else:
            found.append(figure)
    return found


def _span(figure: Figure | None) -> Span | None:
    return None if figure is None else (figure.start, figure.end)


def _notice(before: Document, after: Document) -> Span | None:
    """Return where *after* says of itself that it was corrected or updated, and *before* does not."""
    known = {_words(before.text[block.start : block.end]) for block in before.blocks}
    for block in after.blocks:
        text = after.text[block.start : block.end]
        if len(text) > LONGEST_NOTICE or (said := _NOTICE.search(text)) is None:
            continue
        of_itself = said.start() <= OPENING or _OF_ITSELF.search(text)
        if of_itself and _words(text) not in known:
            return block.start, block.end
    return None


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))
