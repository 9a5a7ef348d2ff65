"""The attribution tagger: windows, tags, links, what the parse adds, and its weights where there are any."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract import tagger, tagger_model
from sayso.extract.parse import Passage, pipeline
from sayso.extract.quotations import fit_to_quotes
from sayso.extract.quotes import find_quotes
from sayso.extract.tagger_link import link
from sayso.extract.tagger_tags import OUTSIDE, TAGS, Fragment, best_tags, fragments, steps
from sayso.extract.tagger_windows import OVERLAP, pack
from sayso.model import Block

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.extract.attribution import Attribution

MARKED = re.compile(r"\[(\w+) ([^\]]*)\]")

trained = pytest.mark.skipif(
    not tagger_model.is_trained(), reason="the tagger has no weights; training/attribution makes them"
)


def marked(text: str) -> tuple[str, list[Fragment]]:
    """Read "[SR Ann] [Q said] [CL it rained]" as a text and its fragments."""
    plain = ""
    found = []
    last = 0
    for match in MARKED.finditer(text):
        plain += text[last : match.start()]
        found.append(Fragment(len(plain), len(plain) + len(match.group(2)), match.group(1)))
        plain += match.group(2)
        last = match.end()
    return plain + text[last:], found


def passages(*texts: str) -> list[Passage]:
    """Parse paragraphs as one document whose paragraphs a line break parts."""
    found = []
    start = 0
    for text in texts:
        block = Block(start=start, end=start + len(text), role="paragraph", kept=True)
        found.append(Passage(block, start, pipeline()(text)))
        start += len(text) + 1
    return found


def attributed(*texts: str) -> list[tuple[str, str, tuple[str, ...], Attribution]]:
    """Return (source, cue, content pieces, attribution) of marked paragraphs."""
    read = [marked(text) for text in texts]
    document = "\n".join(plain for plain, _ in read)
    rows = tagger.attribute(passages(*(plain for plain, _ in read)), [found for _, found in read])
    return [
        (
            document[slice(*row.source)] if row.source else "",
            document[slice(*row.cue)] if row.cue else "",
            tuple(document[slice(*part)] for part in row.content),
            row,
        )
        for row in rows
    ]


# -- windows -------------------------------------------------------------------


@given(st.lists(st.integers(0, 700)), st.integers(OVERLAP + 8, 256))
def test_every_word_piece_is_answered_for_once_and_no_window_is_too_long(
    lengths: list[int], most: int
) -> None:
    windows = pack(lengths, most)
    answered = [(p.passage, i) for window in windows for p in window for i in range(p.first, p.last)]
    assert answered == [(n, i) for n, length in enumerate(lengths) for i in range(length)]
    for window in windows:
        assert 1 + sum(p.end - p.start + 1 for p in window) <= most
        assert all(p.start <= p.first < p.last <= p.end for p in window)


def test_short_passages_share_a_window_whole() -> None:
    assert [[p.passage for p in window] for window in pack([40, 50, 60, 5], 128)] == [[0, 1], [2, 3]]


# -- tags ----------------------------------------------------------------------


@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_the_best_tags_are_those_a_search_of_all_would_find(seed: int, length: int) -> None:
    few = [OUTSIDE, TAGS.index("B-Q"), TAGS.index("I-Q"), TAGS.index("B-CL"), TAGS.index("I-CL")]
    scores = np.full((1, length, len(TAGS)), -50, np.float32)
    scores[0][:, few] = np.random.default_rng(seed).normal(size=(length, len(few)))
    allowed = steps()

    def worth(path: tuple[int, ...]) -> float:
        pairs = itertools.pairwise((OUTSIDE, *path))
        return float(sum(allowed[a, b] for a, b in pairs) + sum(scores[0, i, t] for i, t in enumerate(path)))

    best = max(itertools.product(few, repeat=length), key=worth)
    assert tuple(best_tags(scores, [length])[0].tolist()) == best


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(0, 30), min_size=1, max_size=4))
def test_no_fragment_goes_on_that_has_not_begun(seed: int, lengths: list[int]) -> None:
    shape = (len(lengths), max(1, *lengths), len(TAGS))
    scores = np.random.default_rng(seed).normal(size=shape).astype(np.float32)
    for path, length in zip(best_tags(scores, lengths), lengths, strict=True):
        assert len(path) == length
        for before, tag in itertools.pairwise([OUTSIDE, *path.tolist()]):
            assert not TAGS[tag].startswith("I-") or TAGS[before][2:] == TAGS[tag][2:]


def test_a_fragment_never_ends_inside_a_word() -> None:
    text = "Zelenskyy said so"
    offsets = [(0, 4), (4, 9), (10, 14), (15, 17)]
    tags = [TAGS.index(tag) for tag in ("B-SR", "O", "B-Q", "B-CL")]
    assert [text[f.start : f.end] for f in fragments(tags, offsets, text)] == ["Zelenskyy", "said", "so"]


def test_a_content_that_begins_anew_is_a_second_piece() -> None:
    text = "one two three"
    offsets = [(0, 3), (4, 7), (8, 13)]
    tags = [TAGS.index(tag) for tag in ("B-CR", "I-CR", "B-CR")]
    assert [(f.start, f.end) for f in fragments(tags, offsets, text)] == [(0, 7), (8, 13)]


# -- links ---------------------------------------------------------------------


def test_neighbours_keep_their_own_source_and_content() -> None:
    text, found = marked(
        "[SR Ann] [Q said] [CL it rained] while [SR Bob] , at home, [Q said] [CL it did not] ."
    )
    rows = link(found, text).rows
    assert [(text[slice(*row.source[0])], text[slice(*row.content[0])]) for row in rows] == [
        ("Ann", "it rained"),
        ("Bob", "it did not"),
    ]


def test_a_content_around_its_cue_is_one_content_of_two_pieces() -> None:
    text, found = marked("[CR “It rains,”] [Q said] [SL Ann] . [CL “It pours.”]")
    (row,) = link(found, text).rows
    assert [text[slice(*part)] for part in row.content] == ["“It rains,”", "“It pours.”"]


def test_a_second_verb_shares_the_source_of_its_sentence_and_only_of_its_sentence() -> None:
    text, found = marked(
        "[SR Ann] [Q said] [CL A] and [Q promised] [CL B] . [Q Asked] [CL C] , nobody spoke."
    )
    rows = link(found, text).rows
    assert [[text[slice(*s)] for s in row.source] for row in rows] == [["Ann"], [], []]
    assert [row.shared and text[slice(*row.shared)] for row in rows] == [None, "Ann", None]


# -- quotation marks -----------------------------------------------------------


def test_a_content_grows_to_the_quotation_it_mostly_fills() -> None:
    text = "“We will go tomorrow at dawn,” she said."
    parts = fit_to_quotes([(4, 24)], find_quotes(text), [(31, 39)], text)
    assert [text[slice(*part)] for part in parts] == ["“We will go tomorrow at dawn,”"]


def test_a_quotation_that_holds_the_cue_is_left_alone() -> None:
    text = "“She said we will go,” he told them."
    assert fit_to_quotes([(10, 20)], find_quotes(text), [(5, 9)], text) == [(10, 20)]


@given(st.text(alphabet="ab “”.,", max_size=60), st.data())
def test_fitted_contents_are_in_order_apart_and_inside_the_text(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    parts = [(a, b) for a, b in itertools.pairwise(cuts) if a < b]
    fitted = fit_to_quotes(parts, find_quotes(text), [], text)
    edges = [edge for part in fitted for edge in part]
    assert edges == sorted(edges)
    assert all(0 <= a < b <= len(text) for a, b in fitted)


# -- with the parse --------------------------------------------------------------


def test_the_cue_has_its_lemma_and_a_clause_is_told_from_a_thing() -> None:
    rows = attributed(
        "[SR The mayor] [Q pointed out] [CL that the bridge was closed] .",
        "[SR The mayor] [Q denounced] [CL the raid] .",
        "[SR The mayor] [Q vowed] [CL to rebuild the bridge] .",
        "[Q According to] [SL the mayor] , [CL the bridge was closed] .",
    )
    assert [(row.lemma, row.frame) for *_, row in rows] == [
        ("point out", "ccomp>"),
        ("denounce", "object"),
        ("vow", "xcomp:to"),
        ("accord", "according"),
    ]


def test_offsets_are_of_the_document() -> None:
    rows = attributed("The bridge fell.", "[CR “It fell,”] [Q said] [SL Ann Marsh] .")
    assert [row[:3] for row in rows] == [("Ann Marsh", "said", ("“It fell,”",))]
    assert rows[0][3].passage == 1
    assert rows[0][3].quotation == "direct"


def test_a_content_without_a_cue_is_given_the_one_that_the_parse_has() -> None:
    rows = attributed("Officials said [CL the bridge had fallen before dawn] .")
    assert [row[:3] for row in rows] == [("Officials", "said", ("the bridge had fallen before dawn",))]


def test_a_cue_without_a_tagged_source_is_its_grammatical_subjects() -> None:
    rows = attributed("The mayor of the town [Q said] [CL the bridge was closed] .")
    assert [row[0] for row in rows] == ["The mayor of the town"]


def test_what_is_said_inside_a_content_is_a_row_of_its_own() -> None:
    rows = attributed("[SR Ann Marsh] [Q said] [CL that Carl Reed had denied that the bridge was unsafe] .")
    assert [row[:3] for row in rows] == [
        ("Ann Marsh", "said", ("that Carl Reed had denied that the bridge was unsafe",)),
        ("Carl Reed", "denied", ("that the bridge was unsafe",)),
    ]


def test_a_content_ends_where_its_speaker_goes_on() -> None:
    rows = attributed(
        "[SR Ann Marsh] [Q said] [CL the bridge was closed, adding that it would open on Friday] ."
    )
    assert [row[:3] for row in rows] == [
        ("Ann Marsh", "said", ("the bridge was closed",)),
        ("Ann Marsh", "adding", ("that it would open on Friday",)),
    ]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("[SR Ann] [Q said] [CL the bridge was closed on] Monday.", "the bridge was closed on Monday"),
        (
            "[SR Ann] [Q said] [CL it cost millions in United] States taxes.",
            "it cost millions in United States taxes",
        ),
        ("[SR Ann] [Q said] [CL the bridge was closed] , Bob thought.", "the bridge was closed"),
    ],
)
def test_a_content_that_stops_in_a_phrase_is_carried_to_its_end(sentence: str, content: str) -> None:
    assert attributed(sentence)[0][2] == (content,)


def test_a_content_that_says_nothing_is_no_attribution() -> None:
    assert attributed("[SR The mayor] [Q ordered] [CL a] raid.") == []


# -- weights ---------------------------------------------------------------------


def test_an_installation_without_weights_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tagger_model, "FOLDER", str(tmp_path))
    tagger_model._model.cache_clear()  # noqa: SLF001 - so that nothing loaded before answers
    with pytest.raises(FileNotFoundError, match="choose the method 'rules'"):
        tagger_model.score(["Ann said so."])


@trained
def test_a_plain_sentence_is_read() -> None:
    text = "The bridge was closed on Monday, police spokesman Carl Reed told reporters."
    (row,) = tagger.find_attributions(passages(text))
    assert row.source is not None
    assert row.cue is not None
    assert "Carl Reed" in text[slice(*row.source)]
    assert text[slice(*row.cue)].startswith("told")
    assert [text[slice(*part)] for part in row.content] == ["The bridge was closed on Monday"]


@trained
def test_the_same_document_is_read_the_same_again() -> None:
    document = passages("“It fell,” Ann Marsh said.", "Officials denied that anyone was hurt.")
    assert tagger.find_attributions(document) == tagger.find_attributions(document)


@trained
def test_nothing_is_written_beside_the_work_and_nothing_reported(tmp_path: Path) -> None:
    code = "from sayso.extract import tagger_model; tagger_model.score(['Ann said so.'])"
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    subprocess.run([sys.executable, "-B", "-c", code], env=environment, check=True)
    assert list(tmp_path.rglob("*")) == []
