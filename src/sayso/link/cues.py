"""Which verbs an outlet gives to whom: *claimed* for one side, *stressed* for the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sayso.model import CueUse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import Extraction, Statement

_UNNAMED = "unnamed"
_VARIED = frozenset({"asserting", "doubting", "denying", "factive"})


def count_cues(extractions: Sequence[Extraction]) -> tuple[CueUse, ...]:
    """Count the cues of each nearest source by outlet, the sources with most contrast first.

    The nearest source is the one the outlet gives the cue to. ``words`` is the cue as
    printed, lower case, single spaces. Contrast is the number of uses whose verb takes
    a stance (asserting, doubting, denying, factive): neutral verbs such as *said* show
    none; then the number of different words, then of all uses, decide.
    """
    uses: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for extraction in extractions:
        outlet = extraction.document.display
        for statement in extraction.statements:
            if statement.cue and statement.chain:
                uses[_who(statement), outlet, _words(statement.cue.text)].append(statement)
    rows = [_use(*key, statements) for key, statements in uses.items()]
    rank = _contrast(rows)
    return tuple(
        sorted(rows, key=lambda row: (rank[row.source], row.source, row.outlet, -row.count, row.words))
    )


def _who(statement: Statement) -> str:
    """Return the source's name, or the words that stand for it."""
    source = statement.chain[0]
    return source.name or " ".join((source.text or "").split()) or _UNNAMED


def _words(cue: str) -> str:
    return " ".join(cue.split()).casefold()


def _use(source: str, outlet: str, words: str, statements: list[Statement]) -> CueUse:
    classes = Counter((s.cue.cue_class, s.cue.stance) for s in statements if s.cue)
    (cue_class, stance), _ = min(classes.items(), key=lambda item: (-item[1], item[0]))
    ids = tuple(statement.id for statement in statements)
    return CueUse(source, outlet, cue_class, words, len(statements), stance, ids)


def _contrast(rows: Iterable[CueUse]) -> dict[str, tuple[int, int, int]]:
    """Return for each source its place in the order: smaller comes first."""
    by_source: dict[str, list[CueUse]] = defaultdict(list)
    for row in rows:
        by_source[row.source].append(row)
    return {
        source: (
            -sum(row.count for row in found if row.stance in _VARIED),
            -len({row.words for row in found}),
            -sum(row.count for row in found),
        )
        for source, found in by_source.items()
    }
