"""What must hold between the rows of a ledger, as SQL that selects the rows where it does not.

DuckDB counts code points, as the model does, so that a span's words are compared
where they lie: nothing is loaded but the rows that fail.
"""

# ruff: noqa: S608 - every name in these queries comes from the tables below, none from a ledger or a user

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.ledger.schema import tables

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Check:
    """A query that gives ``(row, problem)`` for every row of ``table`` that does not hold."""

    table: str
    query: str


ROW = {
    "captures": "t.name",
    "supplied": "t.capture || ' ' || t.key",
    "documents": "t.id",
    "authors": "t.document || ' #' || t.position",
    "problems": "t.document || ' #' || t.position",
    "blocks": "t.document || ' #' || t.position",
    "statements": "t.id",
    "parts": "t.statement || ' #' || t.position",
    "sources": "t.statement || ' #' || t.position",
    "figures": "t.statement || ' #' || t.position",
    "moments": "t.statement || ' #' || t.position",
    "labels": "t.document || ' #' || t.position",
    "names": "t.statement || ' #' || t.position",
    "story_documents": "t.story || ' #' || t.position",
    "claims": "t.id",
    "claim_statements": "t.claim || ' #' || t.position",
    "origins": "t.claim || ' #' || t.position",
    "origin_statements": "t.claim || ' #' || t.origin || '.' || t.position",
    "merges": "t.claim || ' #' || t.origin || '.' || t.position",
    "relations": "t.claim || ' #' || t.position",
    "lookalikes": "'#' || t.position",
    "wording_outlets": "'#' || t.wording || '.' || t.position",
    "wording_words": "'#' || t.wording || '.' || t.outlet || '.' || t.position",
    "wording_places": "'#' || t.wording || '.' || t.outlet || '.' || t.words || '.' || t.position",
    "cue_statements": "'#' || t.cue || '.' || t.position",
}
"""How a row of each table is named to the reader: its id, or what it hangs on and its position."""

REFERENCES = (
    ("captures", "sha256", "contents", "sha256"),
    ("supplied", "capture", "captures", "position"),
    ("documents", "capture, name", "captures", "sha256, name"),
    ("authors", "document", "documents", "id"),
    ("problems", "document", "documents", "id"),
    ("blocks", "document", "documents", "id"),
    ("statements", "document", "documents", "id"),
    ("parts", "statement", "statements", "id"),
    ("sources", "statement", "statements", "id"),
    ("figures", "statement", "statements", "id"),
    ("moments", "statement", "statements", "id"),
    ("labels", "document", "documents", "id"),
    ("names", "statement, position", "sources", "statement, position"),
    ("story_documents", "story", "stories", "id"),
    ("story_documents", "document", "documents", "id"),
    ("claims", "story", "stories", "id"),
    ("claim_statements", "claim", "claims", "id"),
    ("claim_statements", "statement", "statements", "id"),
    ("origins", "claim", "claims", "id"),
    ("origin_statements", "claim, origin", "origins", "claim, position"),
    ("origin_statements", "claim, statement", "claim_statements", "claim, statement"),
    ("merges", "claim, origin", "origins", "claim, position"),
    ("merges", "claim, a", "claim_statements", "claim, statement"),
    ("merges", "b", "statements", "id"),
    ("relations", "claim", "claims", "id"),
    ("relations", "claim, a", "claim_statements", "claim, statement"),
    ("relations", "claim, b", "claim_statements", "claim, statement"),
    ("lookalikes", "a", "statements", "id"),
    ("lookalikes", "b", "statements", "id"),
    ("wording_outlets", "wording", "wording", "position"),
    ("wording_words", "wording, outlet", "wording_outlets", "wording, position"),
    ("wording_places", "wording, outlet, words", "wording_words", "wording, outlet, position"),
    ("wording_places", "document", "documents", "id"),
    ("cue_statements", "cue", "cues", "position"),
    ("cue_statements", "statement", "statements", "id"),
)
"""``(table, columns)`` whose values must stand in ``(table, columns)``."""

_OWN = "JOIN documents d ON d.id = t.document"
_STATED = "JOIN statements s ON s.id = t.statement JOIN documents d ON d.id = s.document"


def _sided(side: str) -> str:
    return f"JOIN statements s ON s.id = t.{side} JOIN documents d ON d.id = s.document"


SPANS = (
    ("statements", _OWN, "start", "end", "text"),
    ("statements", _OWN, "cue_start", "cue_end", "cue_text"),
    ("parts", _STATED, "start", "end", "text"),
    ("sources", _STATED, "start", "end", "text"),
    ("figures", _STATED, "start", "end", "text"),
    ("moments", _STATED, "start", "end", "text"),
    ("merges", _sided("a"), "a_start", "a_end", "a_text"),
    ("merges", _sided("b"), "b_start", "b_end", "b_text"),
    ("relations", _sided("a"), "a_start", "a_end", "a_text"),
    ("relations", _sided("b"), "b_start", "b_end", "b_text"),
    ("lookalikes", _sided("a"), "a_start", "a_end", "a_text"),
    ("lookalikes", _sided("b"), "b_start", "b_end", "b_text"),
    ("wording_places", _OWN, "start", "end", "text"),
)
"""``(table, how its rows find their document, start, end, printed words)``."""


def keys() -> Iterator[Check]:
    """Yield the checks that no two rows have one key, and none has null for it."""
    for table in tables().values():
        if table.key is not None:
            yield Check(
                table.name,
                f'SELECT "{table.key}", CASE WHEN "{table.key}" IS NULL THEN \'has null for its '
                f"{table.key}' ELSE 'is there ' || count(*) || ' times' END FROM \"{table.name}\" "
                f'GROUP BY "{table.key}" HAVING count(*) > 1 OR "{table.key}" IS NULL ORDER BY ALL',
            )


def references() -> Iterator[Check]:
    """Yield the checks that every row a row names is there, and that claims keep to their story."""
    for table, columns, other, keys in REFERENCES:
        pairs = list(zip(columns.split(", "), keys.split(", "), strict=True))
        match = " AND ".join(f'o."{key}" = t."{column}"' for column, key in pairs)
        names = " || ' ' || ".join(f't."{column}"' for column, _ in pairs)
        yield Check(
            table,
            f"SELECT {ROW[table]}, 'names ' || {names} || ', which is not in {other}' "
            f'FROM "{table}" t WHERE NOT EXISTS (SELECT 1 FROM "{other}" o WHERE {match}) ORDER BY ALL',
        )
    yield Check(
        "claim_statements",
        f"SELECT {ROW['claim_statements']}, 'statement ' || t.statement || ' is of a document outside the "
        "story of its claim' FROM claim_statements t JOIN claims c ON c.id = t.claim "
        "JOIN statements s ON s.id = t.statement WHERE NOT EXISTS (SELECT 1 FROM story_documents o "
        "WHERE o.story = c.story AND o.document = s.document) ORDER BY ALL",
    )


def spans() -> Iterator[Check]:
    """Yield the checks that every span lies in its document and selects its printed words."""
    for table in ("blocks", "labels"):
        yield Check(
            table,
            f"SELECT {ROW[table]}, 'spans ' || t.start || '-' || t.end || ' of a text of ' || length(d.text) "
            f'FROM "{table}" t {_OWN} WHERE t.start < 0 OR t.start > t.end OR t.end > length(d.text) '
            "ORDER BY ALL",
        )
    for table, join, start, end, text in SPANS:
        start, end, text = f't."{start}"', f't."{end}"', f't."{text}"'  # noqa: PLW2901 - quoted names
        outside = f"({start} < 0 OR {start} > {end} OR {end} > length(d.text))"
        printed = f"substring(d.text, {start} + 1, {end} - {start})"
        yield Check(
            table,
            f"SELECT {ROW[table]}, CASE "
            f"WHEN {start} IS NULL OR {end} IS NULL OR {text} IS NULL THEN 'has half a span' "
            f"WHEN {outside} THEN 'spans ' || {start} || '-' || {end} || ' of a text of ' || length(d.text) "
            f"ELSE 'is \"' || {text} || '\", and ' || {start} || '-' || {end} || ' of ' || d.name || "
            f"' reads \"' || {printed} || '\"' END "
            f'FROM "{table}" t {join} '
            f"WHERE NOT ({start} IS NULL AND {end} IS NULL AND {text} IS NULL) AND "
            f"({start} IS NULL OR {end} IS NULL OR {text} IS NULL OR "
            f"CASE WHEN {outside} THEN true ELSE {printed} <> {text} END) ORDER BY ALL",
        )


def nesting() -> Iterator[Check]:
    """Yield the checks that parts and figures lie in their statement, moments there or beside its cue.

    "On Wednesday" in *the ministry said on Wednesday that* is a moment of what the
    ministry said, and stands outside it: in the block that holds the cue.
    """
    beside = (
        "EXISTS (SELECT 1 FROM blocks b WHERE b.document = s.document AND b.start <= s.cue_start "
        "AND s.cue_start < b.end AND b.start <= t.start AND t.end <= b.end)"
    )
    for table, elsewhere in (("parts", "false"), ("figures", "false"), ("moments", beside)):
        yield Check(
            table,
            f"SELECT {ROW[table]}, 'spans ' || t.start || '-' || t.end || ', outside its statement ' || "
            f"s.start || '-' || s.end FROM \"{table}\" t JOIN statements s ON s.id = t.statement "
            f"WHERE (t.start < s.start OR t.end > s.end) AND NOT {elsewhere} ORDER BY ALL",
        )
    yield Check(
        "parts",
        f"SELECT {ROW['parts']}, 'starts at ' || t.start || ', before the part it follows ends (' || o.end "
        "|| ')' FROM parts t JOIN parts o ON o.statement = t.statement AND o.position = t.position - 1 "
        "WHERE t.start < o.end ORDER BY ALL",
    )
    yield Check(
        "statements",
        "SELECT t.id, 'spans ' || t.start || '-' || t.end || ', and its parts ' || p.low || '-' || p.high "
        'FROM statements t JOIN (SELECT statement, min(start) AS low, max("end") AS high FROM parts '
        "GROUP BY statement) p ON p.statement = t.id WHERE p.low <> t.start OR p.high <> t.end ORDER BY ALL",
    )


def origins() -> Iterator[Check]:
    """Yield the checks that the origins of a claim share out its statements, each to one."""
    yield Check(
        "claim_statements",
        f"SELECT {ROW['claim_statements']}, 'statement ' || t.statement || ' traces back to ' || "
        "(SELECT count(*) FROM origin_statements o WHERE o.claim = t.claim AND o.statement = t.statement) "
        "|| ' origins of its claim, and should to one' FROM claim_statements t "
        "WHERE EXISTS (SELECT 1 FROM origins o WHERE o.claim = t.claim) AND (SELECT count(*) FROM "
        "origin_statements o WHERE o.claim = t.claim AND o.statement = t.statement) <> 1 ORDER BY ALL",
    )
