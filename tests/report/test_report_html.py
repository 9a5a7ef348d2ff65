"""The page is sound HTML, asks for nothing from elsewhere, and every row leads to its place."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from markup import Node, read_markup
from sample import Clerk, document

from sayso.model import Ledger
from sayso.report import to_html

if TYPE_CHECKING:
    from sayso.report.view import ReportView

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><svg onload=alert(1)>",
    "{{ 7 * 7 }} {% raw %}",
    "&lt;b&gt; &amp; <!-- -->",
    "12\u202e51\u2066 dead \x00\x1b[31m \ud800",
    "]]> javascript:alert(1) '",
)


@pytest.fixture(scope="module")
def tree(page: str) -> Node:
    """Return the sample's page as a tree."""
    return read_markup(page)


def test_ids_are_unique_and_every_link_leads_to_one(tree: Node) -> None:
    ids = [node.attributes["id"] for node in tree.walk() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    leads = [link.attributes["href"] for link in tree.find("a")]
    assert leads
    assert {lead.removeprefix("#") for lead in leads} <= set(ids)
    assert all(lead.startswith("#") for lead in leads)


def test_every_statement_has_its_place_in_the_text(tree: Node, ledger: Ledger) -> None:
    marks = {node.attributes["id"]: node for node in tree.find("mark") if "id" in node.attributes}
    for said in ledger.statements:
        first = ledger.documents[[d.id for d in ledger.documents].index(said.document)].text[
            slice(*said.parts[0])
        ]
        assert marks[f"s-{said.id}"].text == first


def test_the_pages_text_is_whole_and_unchanged(tree: Node, ledger: Ledger) -> None:
    for node, source in zip(tree.classed("text"), ledger.documents, strict=True):
        shown = [p for p in node.find("p") if not any(outer.tag == "details" for outer in p.ancestors())]
        kept = [source.text[block.start : block.end] for block in source.blocks if block.kept]
        for paragraph, words in zip(shown, kept, strict=True):
            assert paragraph.text_without("who") == words


def test_clutter_is_left_out_with_its_reason_on_demand(tree: Node) -> None:
    told = {node.find("summary")[0].text: node.text for node in tree.classed("dropped")}
    assert set(told) == {"Left out: navigation", "Left out: comment form"}
    assert "e-mail address" in told["Left out: comment form"]


def test_nothing_is_asked_of_the_network_and_nothing_runs(page: str, tree: Node) -> None:
    assert not tree.find(
        "script", "link", "img", "iframe", "object", "embed", "form", "base", "audio", "video"
    )
    assert not re.search(r"url\(|@import|https?://", page)
    assert not [name for node in tree.walk() for name in node.attributes if name.startswith("on")]
    policies = [node for node in tree.find("meta") if "http-equiv" in node.attributes]
    assert policies[0].attributes["content"].startswith("default-src 'none'")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_and_do_nothing(words: str, ledger: Ledger) -> None:
    clerk = Clerk(
        document(f"{words}.html", f"{words} said {words}", words, title=words, wire=words, problems=(words,))
    )
    said = clerk.say(words, chain=(clerk.source(words, words, "person"),), cue=clerk.cue("said"))
    claim = replace(ledger.claims[0], gist=words)
    hostile = replace(
        ledger,
        documents=(clerk.page, *ledger.documents),
        statements=(said, *ledger.statements),
        claims=(claim, *ledger.claims[1:]),
        lookalikes=(replace(ledger.lookalikes[0], because=words),),
        wording=(replace(ledger.wording[0], referent=words),),
    )
    shown = to_html(hostile)
    shown.encode("utf-8")
    tree = read_markup(shown)
    assert not tree.find("script", "img", "b0")
    assert not [name for node in tree.walk() for name in node.attributes if name.startswith("on")]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    visible = re.sub(r"[\x00\x1b\u202e\u2066\ud800]", "", words)
    titles = [re.sub("[␀␛\ufffd]", "", node.text) for node in tree.find("bdi")]
    assert visible in titles


def test_headings_go_down_one_level_at_a_time(tree: Node) -> None:
    levels = [int(node.tag[1]) for node in tree.find("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_landmarks_have_names_and_tables_have_captions(tree: Node) -> None:
    assert [len(tree.find(tag)) for tag in ("main", "nav", "header", "footer")] == [1, 1, 1, 1]
    named = [*tree.find("section", "nav"), *(n for n in tree.walk() if n.attributes.get("role") == "region")]
    assert all({"aria-label", "aria-labelledby"} & node.attributes.keys() for node in named)
    for table in tree.find("table"):
        assert table.find("caption")
        assert all("scope" in cell.attributes for cell in table.find("th"))


def test_drawings_say_nothing_that_the_table_beside_them_does_not(tree: Node, view: ReportView) -> None:
    assert all(node.attributes.get("aria-hidden") == "true" for node in tree.classed("plot"))
    for group, article in zip(view.figures, tree.classed("figure"), strict=True):
        words = article.text
        for row in group.rows:
            assert row.words in words
            assert row.bound_words in words
        assert "look-alike" in words or not any(row.alike for row in group.rows)


@pytest.mark.parametrize("empty", [Ledger((), ()), Ledger((document("a.txt", "", None),), ())])
def test_an_empty_ledger_gives_a_sound_page(empty: Ledger) -> None:
    read_markup(to_html(empty))
