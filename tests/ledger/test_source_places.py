"""Verifying traces blocks and statements to the characters of their captures, and names what does not fit."""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import duckdb

from sayso.ledger import verify_ledger, write_ledger
from sayso.model import Block, Capture, Document, Ledger, Statement, identity
from sayso.read.places import Places
from sayso.read.tree import parse
from sayso.read.visible import visible_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

PAGE = "<h1>Fire &amp; smoke</h1><p>The <b>mayor</b>&rsquo;s office said so.<br>Cafés stay shut.</p>"
STATED = ("Fire & smoke", "mayor\N{RIGHT SINGLE QUOTATION MARK}s office said so.")


def read(capture: Capture) -> Document:
    """Make a document of all visible text of a page, with the places of its blocks."""
    tree = parse(capture.data.decode(), capture.name)
    visible = visible_text(tree.root)
    places = Places(tree, visible)
    blocks, start = [], 0
    for one in visible.blocks:
        blocks.append(Block(start, start + len(one.text), kept=True, origin=places.origin(one)))
        start += len(one.text) + 1
    text = "\n".join(one.text for one in visible.blocks)
    return Document(identity(capture.name), capture.name, capture.sha256, text, tuple(blocks))


def read_beside(capture: Capture) -> Document:
    """Read as a faulty reader would: the origin of each block is one character off."""
    document = read(capture)
    beside = [(block.origin[0] + 1, block.origin[1]) if block.origin else None for block in document.blocks]
    blocks = (replace(block, origin=origin) for block, origin in zip(document.blocks, beside, strict=True))
    return replace(document, blocks=tuple(blocks))


def read_otherwise(capture: Capture) -> Document:
    """Read as a faulty reader would: with words that the page does not have."""
    document = read(capture)
    return replace(document, text=document.text.replace("office", "police"))


def ledger_file(folder: Path, reader: Callable[[Capture], Document]) -> Path:
    data = PAGE.encode()
    capture = Capture(hashlib.sha256(data).hexdigest(), "page.html", data, "text/html")
    document = reader(capture)
    statements = [
        Statement(
            identity(words),
            document.id,
            start,
            start + len(words),
            words,
            ((start, start + len(words)),),
            "outlet",
        )
        for words in STATED
        if (start := document.text.find(words)) >= 0
    ]
    write_ledger(folder / "x.ledger", Ledger((document,), tuple(statements)), [capture])
    return folder / "x.ledger"


def test_what_the_capture_prints_holds(tmp_path: Path) -> None:
    verification = verify_ledger(ledger_file(tmp_path, read), read)
    assert verification.ok
    assert verification.checked["sources"] == 3 + len(STATED)


def test_a_changed_origin_is_named_with_the_true_one(tmp_path: Path) -> None:
    path = ledger_file(tmp_path, read)
    with closing(duckdb.connect(str(path))) as connection:
        connection.execute("UPDATE blocks SET origin_start = 5 WHERE position = 0")
    verification = verify_ledger(path, read)
    assert verification.failed == "documents"
    assert verification.mismatches[0].problem == (
        "(page.html) its block 0 is said to stand at (5, 20) in its capture, and read from there at (4, 20)"
    )


def test_an_origin_that_a_faulty_reader_gave_is_a_mismatch(tmp_path: Path) -> None:
    verification = verify_ledger(ledger_file(tmp_path, read_beside), read_beside)
    assert verification.failed == "sources"
    assert [one.table for one in verification.mismatches] == ["blocks"] * 3
    assert verification.mismatches[0].problem == (
        "is said to stand at characters 5-20 of its capture, and stands at 4-20"
    )


def test_words_that_the_capture_does_not_print_are_a_mismatch(tmp_path: Path) -> None:
    verification = verify_ledger(ledger_file(tmp_path, read_otherwise), read_otherwise)
    assert verification.failed == "sources"
    [mismatch] = verification.mismatches
    assert (mismatch.table, "not that of the document" in mismatch.problem) == ("documents", True)


def test_a_statement_that_its_place_does_not_print_is_a_mismatch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ledger_file(tmp_path, read)
    monkeypatch.setattr("sayso.read.sourcemap.SourceMap.printed", lambda *_: "smoke")
    verification = verify_ledger(path, read)
    assert verification.failed == "sources"
    assert verification.mismatches[0].problem == (
        'is "Fire & smoke", and characters 4-20 of its capture read "smoke"'
    )
