"""What the figures of bench/attribution.py mean, shown on articles of one line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from attribution_scores import add_article, between_marks, figures
from hypothesis import given
from hypothesis import strategies as st
from polnear import Attribution, parse_standoff, read_articles

if TYPE_CHECKING:
    from pathlib import Path

TEXT = 'The mayor said that the bridge is safe. "It will stand," she added, "for years." Others doubt it.'


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def said(*content: str, source: str = "", cue: str = "") -> Attribution:
    """Return an attribution by its printed words."""
    return Attribution(
        tuple(place(words) for words in content),
        (place(source),) if source else (),
        (place(cue),) if cue else (),
    )


def scored(gold: list[Attribution], found: list[Attribution], text: str = TEXT) -> dict[str, float]:
    tally: Counter[str] = Counter()
    add_article(tally, text, gold, found)
    return figures(tally)


SAFE = said("that the bridge is safe", source="The mayor", cue="said")
STAND = said('"It will stand,"', '"for years."', source="she", cue="added")


def test_what_people_marked_scores_a_hundred() -> None:
    result = scored([SAFE, STAND], [STAND, SAFE])
    assert result.pop("recall mixed") == 0.0  # there is none
    assert set(result.values()) == {100.0}


def test_nothing_found_scores_nothing() -> None:
    assert set(scored([SAFE, STAND], []).values()) == {0.0}
    assert set(scored([], []).values()) == {0.0}


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        ("abcdefghij", True),
        ("abcde", True),  # half
        ("abcd", False),
        ("abcdefghij klmno pqrst", True),  # half of what either has, white space left out
        ("abcdefghij klmno pqrst u", False),
    ],
)
def test_a_content_counts_from_half_of_what_either_has(found: str, *, counts: bool) -> None:
    text = "abcdefghij klmno pqrst u"
    gold = [Attribution(((0, 10),))]
    result = scored(gold, [Attribution(((0, len(found)),))], text)
    assert result["iou50"] == (100.0 if counts else 0.0)


def test_exact_leaves_out_marks_and_punctuation_at_the_ends_only() -> None:
    bare = said("It will stand", "for years", source="she")
    assert scored([STAND], [bare])["exact"] == 0.0  # the comma and two marks stand inside
    trimmed = said('It will stand,"', '"for years', source="she")
    assert scored([STAND], [trimmed])["exact"] == 100.0
    longer = said('"It will stand," she', '"for years."', source="she")
    assert scored([STAND], [longer])["exact"] == 0.0


def test_every_content_is_paired_once_with_its_best() -> None:
    part = said("the bridge is safe", source="The mayor")
    result = scored([SAFE], [part, SAFE])
    assert (result["iou50 precision"], result["iou50 recall"], result["iou50"]) == (50.0, 100.0, 66.7)
    assert result["exact"] == 66.7  # SAFE itself was paired, not its part


def test_a_source_is_right_where_it_overlaps_and_asked_for_only_where_there_is_one() -> None:
    short = said("that the bridge is safe", source="mayor")
    wrong = said("that the bridge is safe", source="Others")
    nobody = said("that the bridge is safe")
    assert scored([SAFE], [short])["source accuracy"] == 100.0
    for found in (wrong, nobody):
        assert (scored([SAFE], [found])["source accuracy"], scored([SAFE], [found])["joint"]) == (0.0, 0.0)
    assert scored([nobody, STAND], [nobody, STAND])["source accuracy"] == 100.0


def test_joint_wants_content_and_source_or_no_source_on_both_sides() -> None:
    nobody = said("that the bridge is safe")
    assert scored([nobody], [nobody])["joint"] == 100.0
    assert scored([nobody], [SAFE])["joint"] == 0.0
    assert scored([nobody, STAND], [SAFE, STAND])["joint"] == 50.0


def test_recall_is_told_by_how_much_is_quoted() -> None:
    mixed = said('is safe. "It will stand,"')
    assert scored([SAFE, STAND], [STAND])["recall direct"] == 100.0
    assert scored([SAFE, STAND], [STAND])["recall indirect"] == 0.0
    assert scored([mixed], [mixed])["recall mixed"] == 100.0


def test_characters_are_counted_once_however_many_contents_hold_them() -> None:
    part = said("the bridge is safe")
    assert scored([SAFE, part], [SAFE])["charF"] == 100.0
    assert 0 < scored([SAFE], [part])["charF"] < 100.0


def test_straight_marks_take_turns_and_end_with_the_line() -> None:
    text = 'a "b" c “d” e "f\ng'
    quoted = between_marks(text)
    assert "".join(text[i] for i in sorted(quoted)) == '"b"“d”"f'


def test_a_quotation_in_single_marks_is_not_taken_for_quoted() -> None:
    assert not between_marks("It’s the mayor's 'plan'.")


spans = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: (pair[0], pair[0] + pair[1]))
attributions = st.builds(
    Attribution, st.lists(spans, min_size=1, max_size=3).map(tuple), st.lists(spans, max_size=2).map(tuple)
)


@given(st.text(alphabet='ab ."“”\n', max_size=90), st.lists(attributions, max_size=6), st.lists(attributions))
def test_figures_are_percentages_and_their_order_does_not_matter_to_overlap(
    text: str, gold: list[Attribution], found: list[Attribution]
) -> None:
    result = scored(gold, found, text)
    assert all(0.0 <= value <= 100.0 for value in result.values())
    assert result["joint"] <= result["iou50"]
    assert result["exact"] <= result["iou50"]
    assert scored(gold, found[::-1], text)["charF"] == result["charF"]


STANDOFF = """\
T1\tSource 0 9\tThe mayor
T2\tCue 10 14\tsaid
T3\tContent 15 38;40 56\tthat the bridge is safe "It will stand,"
T4\tAttribution 10 14\tsaid
T5\tSource 82 88\tOthers
T6\tCue 89 94\tdoubt
T7\tContent 95 97\tit
E1\tAttribution:T6 Cue:T6 Source:T5 Source2:T1 Content:T7
E2\tAttribution:T4 Content:T3 Cue:T2 Source:T1
E3\tAttribution:T4 Cue:T2 Source:T1
"""


def test_standoff_gives_roles_in_pieces_in_the_order_of_their_contents() -> None:
    assert parse_standoff(STANDOFF) == (
        Attribution(((15, 38), (40, 56)), ((0, 9),), ((10, 14),)),
        Attribution(((95, 97),), ((0, 9), (82, 88)), ((89, 94),)),
    )


def test_of_several_annotators_the_first_is_read_and_offsets_count_every_character(tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "one.txt").write_bytes("Café.\r\n𝒜 b".encode())
    (tmp_path / "text" / "unmarked.txt").write_text("nothing", "utf-8")
    (tmp_path / "attributions" / "one_b.ann").write_text("", "utf-8")
    (tmp_path / "attributions" / "one_a.ann").write_text(STANDOFF, "utf-8")
    (article,) = read_articles(tmp_path)
    assert (article.name, len(article.text), len(article.gold)) == ("one", 10, 2)


def test_the_corpus_is_read_whole(shared_data: Path) -> None:
    articles = read_articles(shared_data / "polnear" / "dev")
    assert (len(articles), sum(len(article.gold) for article in articles)) == (84, 2192)
    for article in articles:
        for one in article.gold:
            for start, end in (*one.content, *one.source, *one.cue):
                assert article.text[start:end].strip(), f"{article.name} [{start}:{end}]"
