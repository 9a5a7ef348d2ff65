"""The Markdown report has well-formed tables, and no word of a page is taken for markup."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.report import to_markdown
from sayso.report.markdown import escape

if TYPE_CHECKING:
    from sayso.model import Ledger

CELL_BORDER = re.compile(r"(?<!\\)\|")


def tables(text: str) -> list[list[str]]:
    """Return the tables of a Markdown text, each as its lines."""
    return [block.splitlines() for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)]


def test_every_row_has_as_many_cells_as_its_head(ledger: Ledger) -> None:
    found = tables(to_markdown(ledger))
    assert len(found) > 5
    for lines in found:
        assert re.fullmatch(r"\|( --- \|)+", lines[1])
        assert len({len(CELL_BORDER.findall(line)) for line in lines}) == 1


def test_pipes_and_line_ends_stay_within_their_cell(ledger: Ledger) -> None:
    page = replace(ledger.documents[0], title="a | b\n| c", outlet="x|y `code` *bold*")
    found = tables(to_markdown(replace(ledger, documents=(page, *ledger.documents[1:]))))
    for lines in found:
        assert len({len(CELL_BORDER.findall(line)) for line in lines}) == 1
    assert any(r"x\|y \`code\` \*bold\*" in line for lines in found for line in lines)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("<script>", r"\<script\>"),
        ("[link](x)", r"\[link\](x)"),
        ("# not a heading", r"\# not a heading"),
        ("- not a list", r"\- not a list"),
        ("1. not a list", r"1\. not a list"),
        ("2.5 million, look-alike (yes)", "2.5 million, look-alike (yes)"),
        ("&amp; & co", "&amp;amp; & co"),
        ("see https://example.org", "see https&#8203;://example.org"),
        ("back\\slash", r"back\\slash"),
    ],
)
def test_escape(text: str, written: str) -> None:
    assert escape(text) == written


@given(st.text())
def test_no_special_sign_stays_bare(text: str) -> None:
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_`|<>\[\]]", escape(text))


def test_what_differs_is_bold_and_what_cannot_be_read_comes_first(ledger: Ledger) -> None:
    text = to_markdown(ledger)
    assert "| the number of dead at **15** |" in text
    assert text.index("locked.pdf") < text.index("## Figures")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
