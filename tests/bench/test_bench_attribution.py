"""How bench/attribution.py runs sayso and public extractors, and shows what they found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import attribution
import attribution_peers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polnear import Article, Attribution

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = """\
Mayor Ada Brandt said on Monday that the old bridge is safe. “It will stand for years,” Brandt said.

The engineers disagree. “Nobody should cross it,” said Omar Linde, who inspected it in May.
"""


@pytest.fixture
def article(tmp_path: Path) -> Article:
    path = tmp_path / "bridge.txt"
    path.write_bytes(TEXT.encode())
    safe, stand, cross = (
        Attribution(((at(content),)), (at(source),))
        for content, source in (
            ("that the old bridge is safe", "Mayor Ada Brandt"),
            ("“It will stand for years,”", "Brandt said."),
            ("“Nobody should cross it,”", "Omar Linde, who inspected it in May"),
        )
    )
    return Article(path, TEXT, (safe, stand, cross))


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_sayso_is_scored_from_the_rows_of_its_json(article: Article) -> None:
    run = attribution.run_sayso([article], "rules")
    assert not run.problem
    assert run.seconds > 0
    result = attribution.score([article], run.found)
    assert result["joint"] == 100.0
    assert result["recall direct"] == 100.0


def test_an_article_that_is_read_as_another_text_is_not_scored(article: Article) -> None:
    other = Article(article.path, TEXT.replace("bridge", "brige"), article.gold)
    run = attribution.run_sayso([other], "rules")
    assert run.problem.endswith("offsets would not fit.")


def test_rows_give_pieces_cue_and_every_printed_source_of_the_chain() -> None:
    printed = {"start": 5, "end": 9, "text": "Linde", "name": None, "kind": "person"}
    inferred = {**printed, "start": None, "end": None}
    row = {"document": "d", "voice": "attributed", "start": 0, "end": 30, "parts": [[0, 4], [20, 30]]}
    row |= {"cue": {"start": 10, "end": 14}, "chain": [printed, inferred]}
    plain = {**row, "parts": [], "cue": None, "chain": []}
    own_voice = {**row, "voice": "outlet"}
    ledger = {"documents": [{"id": "d", "name": "pages/a.txt"}], "statements": [row, plain, own_voice]}
    assert attribution.from_rows(ledger) == {
        "a": [Attribution(((0, 4), (20, 30)), ((5, 9),), ((10, 14),)), Attribution(((0, 30),))]
    }


def quoting(parse: Any) -> Iterator[Any]:  # noqa: ANN401 - as spaCy's parse comes
    """Find quotations in round marks whose neighbour is "said"."""
    marks = [token for token in parse if token.text in {"“", "”"}]
    for opened, closed in zip(marks[::2], marks[1::2], strict=True):
        cue = next(token for token in parse if token.text == "said" and token.i > closed.i)
        yield SimpleNamespace(content=parse[opened.i : closed.i + 1], cue=[cue], speaker=[cue.head])


def test_a_peer_reads_paragraphs_and_its_offsets_are_those_of_the_text() -> None:
    answer = attribution_peers.run({"bridge": TEXT}, str.strip, quoting)
    assert answer["seconds"] > 0
    contents = [TEXT[slice(*one["content"][0])] for one in answer["found"]["bridge"]]
    assert contents == ["“It will stand for years,”", "“Nobody should cross it,”"]
    assert [TEXT[slice(*one["cue"][0])] for one in answer["found"]["bridge"]] == ["said", "said"]


def test_pieces_around_one_cue_are_one_attribution() -> None:
    first, second, other = (
        {"content": [place], "cue": [cue], "source": [(50, 55)]}
        for place, cue in (((0, 9), (10, 14)), ((20, 29), (10, 14)), ((30, 39), (40, 44)))
    )
    assert attribution_peers.pooled([second, first, other]) == [
        {**first, "content": [(0, 9), (20, 29)]},
        other,
    ]


def test_what_a_peer_adds_to_a_paragraph_has_no_place_and_what_it_replaces_has_all() -> None:
    places = attribution_peers.places_of('He said "no" twice"', "He said ''no'' twice", start=100)
    assert attribution_peers.printed(8, 12, places) == [(108, 114)]
    assert attribution_peers.printed(18, 19, places) == []


@given(st.text(alphabet="ab “”'\"", max_size=40), st.lists(st.integers(0, 40), max_size=6))
def test_places_survive_whatever_is_added(paragraph: str, added: list[int]) -> None:
    prepared = paragraph
    for position in added:
        prepared = prepared[:position] + "x" + prepared[position:]
    places = attribution_peers.places_of(prepared, paragraph, start=7)
    kept = [(letter, place) for letter, place in zip(prepared, places, strict=True) if place]
    assert [paragraph[start - 7 : end - 7] for _, (start, end) in kept] == [letter for letter, _ in kept]
    assert len(kept) == len(paragraph)


def test_a_peer_that_is_not_installed_is_told_with_the_command(article: Article, tmp_path: Path) -> None:
    bare = tmp_path / "python"
    bare.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "$@"\n', "utf-8")  # sees no package at all
    bare.chmod(0o755)
    run = attribution.run_peer([article], "textacy", str(bare))
    results = attribution.results_of([article], [run])
    assert attribution.table(results).splitlines()[1].split(maxsplit=1) == [
        "textacy",
        "not installed: pip install -r bench/peers.txt",
    ]


def test_the_table_has_a_line_for_every_system(article: Article) -> None:
    run = attribution.Run("everything", {article.name: list(article.gold)}, seconds=0.5)
    results = attribution.results_of([article], [run])
    heads, line = attribution.table(results).splitlines()
    assert heads.split()[:3] == ["charF", "iou50", "(P"]
    assert line.split()[:8] == ["everything", *["100.0"] * 7]
    assert results["everything"]["words per CPU second"] == 2 * len(TEXT.split())


def test_json_has_the_figures_by_system(shared_data: Path) -> None:
    script = Path(attribution.__file__)
    asked = [sys.executable, str(script), "--only", "rules", "--limit", "1", "--json"]
    env = {**os.environ, "SAYSO_DATA": str(shared_data)}
    done = subprocess.run(asked, capture_output=True, text=True, check=True, env=env)
    printed = json.loads(done.stdout)
    assert printed["articles"] == 1
    assert {"joint", "iou50", "recall mixed", "words per CPU second"} <= set(
        printed["systems"]["sayso, rules"]
    )
