"""Which verbs an outlet gives to whom: *claimed* for one side, *stressed* for the other."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sayso.model import CueUse
from sayso.names.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.model import Cue, Extraction, Statement

_VARIED = frozenset({"asserting", "doubting", "denying", "factive"})


def count_cues(extractions: Sequence[Extraction]) -> tuple[CueUse, ...]:
    """Count the cues that each outlet gives to each source, the sources with most contrast first.

    ``words`` is the cue's most frequent printed form, lower case; forms of one verb
    (*claims*, *claimed*) count as one. Contrast is the number of uses whose verb takes
    a stance (asserting, doubting, denying, factive): neutral verbs such as *said* show
    none; then the number of different words, then of all uses, decide.
    """
    uses: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for extraction in extractions:
        document = extraction.document
        for statement in extraction.statements:
            who = _who(statement, statement.cue, document.text) if statement.cue and statement.chain else None
            if who and statement.cue:
                uses[who, document.display, _lemma(statement.cue)].append(statement)
    rows = [_use(source, outlet, statements) for (source, outlet, _), statements in uses.items()]
    rank = _contrast(rows)
    return tuple(
        sorted(rows, key=lambda row: (rank[row.source], row.source, row.outlet, -row.count, row.words))
    )


def _who(statement: Statement, cue: Cue, text: str) -> str | None:
    """Return who the cue is said of: the printed source that it stands beside.

    Of "X quoted an official as saying" that is the official; of "X, citing an official,
    said" it is X, for a comma parts the official from the cue. A source without a
    name is told apart by who passes it on, and a pronoun that stands for nobody known
    is nobody.
    """
    printed = [(place, s) for place, s in enumerate(statement.chain) if s.start is not None]
    beside = [
        (place, source)
        for place, source in printed
        if source.end is not None and source.end <= cue.start and "," not in text[source.end : cue.start]
    ]
    place, source = (beside or printed or [(0, statement.chain[0])])[-1 if beside else 0]
    name = source.name or " ".join((source.text or "").split()) or "an unnamed source"
    if name.casefold() in lexicon().pronouns:
        return None
    via = next((s.name for s in reversed(statement.chain[:place]) if s.name), None)
    return f"{name}, via {via}" if source.kind == "unnamed" and via else name


def _lemma(cue: Cue) -> str:
    return (cue.lemma or " ".join(cue.text.split())).casefold()


def _use(source: str, outlet: str, statements: list[Statement]) -> CueUse:
    cues = [statement.cue for statement in statements if statement.cue]
    kinds = Counter((cue.cue_class, cue.stance) for cue in cues)
    (cue_class, stance), _ = min(kinds.items(), key=lambda item: (-item[1], item[0]))
    printed = Counter(" ".join(cue.text.split()).casefold() for cue in cues)
    words = min(printed, key=lambda form: (-printed[form], form))
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
