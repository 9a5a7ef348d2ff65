"""What ``sayso compare`` finds, with the questions that tests ask of it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, Any]


class Found:
    """A ledger in its JSON form, with the questions that the tests ask of it."""

    def __init__(self, ledger: Row) -> None:
        self.ledger = ledger
        self.documents: dict[str, Row] = {row["id"]: row for row in ledger["documents"]}
        self.statements: dict[str, Row] = {row["id"]: row for row in ledger["statements"]}

    def outlet(self, statement: Row) -> str:
        """Return the outlet whose page holds *statement*."""
        return str(self.documents[statement["document"]]["outlet"])

    def page(self, outlet: str) -> Row:
        """Return the document of *outlet*."""
        return next(row for row in self.documents.values() if row["outlet"] == outlet)

    def holding(self, words: str, outlet: str) -> list[Row]:
        """Return the statements of *outlet* that hold *words*."""
        return [
            row
            for row in self.statements.values()
            if self.outlet(row) == outlet and words in flat(row["text"])
        ]

    def with_figure(self, value: float, near: str, outlet: str) -> list[Row]:
        """Return the statements of *outlet* that hold the figure *value* and the word *near*."""
        return [
            row
            for row in self.holding(near, outlet)
            if any(value in (figure["low"], figure["high"]) for figure in row["figures"])
        ]

    def moments(self, words: str, outlet: str) -> list[Row]:
        """Return the moments that *outlet*'s statements have in *words*, their frames included."""
        return [
            moment
            for row in self.statements.values()
            if self.outlet(row) == outlet
            for moment in row["moments"]
            if words in moment["text"]
        ]

    def claims_of(self, rows: list[Row]) -> list[Row]:
        """Return the claims that hold one of *rows*."""
        ids = {row["id"] for row in rows}
        return [claim for claim in self.ledger["claims"] if ids & set(claim["statements"])]

    def look_alike(self, first: list[Row], second: list[Row]) -> bool:
        """Tell whether one of *first* is named a look-alike of one of *second*."""
        one, other = {row["id"] for row in first}, {row["id"] for row in second}
        return any(
            (row["a"] in one and row["b"] in other) or (row["a"] in other and row["b"] in one)
            for row in self.ledger["lookalikes"]
        )


def flat(text: str) -> str:
    """Return *text* with every white space a single blank."""
    return " ".join(text.split())


def compare(*pages: Path) -> tuple[Row, int]:
    """Return what ``sayso compare`` finds, and its exit code."""
    command = [sys.executable, "-m", "sayso", "compare", *map(str, pages), "--format", "json"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.stdout, done.stderr
    return json.loads(done.stdout), done.returncode
