"""Main text: which blocks the model keeps, what it is told of them, and that it holds to its bounds."""

from __future__ import annotations

import json
import math
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.read import blocks_shape, surroundings
from sayso.read.blocks import NAMES, numbers_of, shifted, window
from sayso.read.maintext import CONTEXT, block_model, load_model, main_chances
from sayso.read.regions import is_content, region_of
from sayso.read.tree import parse
from sayso.read.verdicts import MOST_BLOCKS, reasons_of
from sayso.read.visible import Shown, shown_blocks

PARAGRAPHS = (
    "The harbour of Westhaven was closed on Monday after a fire on a cargo ship, the port authority said.",
    "About 40 crew members were taken to hospital, three of them with burns, according to the fire service.",
    "The ship had come from the north with timber and machine parts, and was to leave again on Tuesday.",
)
IN_OTHER_LANGUAGES = {
    "German": "Der Hafen wurde am Montag nach einem Brand auf einem Schiff gesperrt, sagte die Behörde.",
    "Polish": "Port zamknięto w poniedziałek po pożarze na statku towarowym, podały wieczorem władze.",
    "Greek": "Το λιμάνι έκλεισε τη Δευτέρα μετά από πυρκαγιά σε φορτηγό πλοίο, είπαν οι αρχές.",
    "Chinese": "港口管理局表示，周一一艘货船起火后，该港口已经关闭，约四十名船员被送往医院，其中三人被烧伤。",
}
MENU = "".join(
    f"<li><a href=/{name}>{name.title()}</a>" for name in ("politics", "sport", "culture", "weather")
)
TEASERS = "".join(f"<div><a href=/{n}>Another Story of the Day, Number {n}</a></div>" for n in range(5))


def blocks(body: str) -> list[Shown]:
    return shown_blocks(parse(f"<html><body>{body}</body></html>", "page.html").root)


def kept(body: str, title: int | None = None) -> list[str]:
    shown = blocks(body)
    return [
        block.text for block, reason in zip(shown, reasons_of(shown, title), strict=True) if reason is None
    ]


def feature(body: str, name: str) -> list[float]:
    return [float(value) for value in numbers_of(blocks(body), None).values[:, NAMES.index(name)]]


def paragraphs(texts: tuple[str, ...] = PARAGRAPHS) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_an_article_without_any_telling_name_is_told_from_menus_and_teasers() -> None:
    body = f"<div><ul>{MENU}</ul></div><div>{paragraphs()}</div><div>{TEASERS}</div>"
    assert kept(body) == list(PARAGRAPHS)


@pytest.mark.parametrize("text", IN_OTHER_LANGUAGES.values(), ids=IN_OTHER_LANGUAGES.keys())
def test_no_language_is_needed(text: str) -> None:
    texts = tuple(" ".join([text] * times) for times in range(1, 5))
    body = f"<div><ul>{MENU}</ul></div><div>{paragraphs(texts)}</div><div>{TEASERS}</div>"
    assert set(texts) <= set(kept(body))


def test_lists_quotes_and_tables_of_the_article_stay() -> None:
    inside = (
        "<ul><li>the port is to stay closed until Thursday,<li>ships are sent to other ports.</ul>"
        "<blockquote>We have never seen a fire like this one, and we hope never to see it again.</blockquote>"
        "<table><tr><td>crew<td>40<tr><td>injured<td>3</table>"
    )
    found = kept(f"<article><h1>Fire</h1>{paragraphs()}{inside}{paragraphs()}</article>")
    assert "the port is to stay closed until Thursday," in found
    assert any(text.startswith("We have never seen") for text in found)
    assert "injured\t3" in found


def test_comments_below_an_article_are_dropped() -> None:
    comments = "".join(
        f"<li class=comment><b>Reader {n}</b><p>I was there and it was much worse than they write.</p>"
        for n in range(3)
    )
    assert kept(f"<article>{paragraphs()}</article><ol class=comment-list>{comments}</ol>") == list(
        PARAGRAPHS
    )


def test_the_headline_is_kept_whatever_the_model_says() -> None:
    body = f"<nav><a>Fire</a></nav>{paragraphs()}"
    assert blocks(body)[0].text == "Fire"
    assert "Fire" not in kept(body)
    assert kept(body, title=0)[0] == "Fire"


def test_pages_of_more_blocks_than_the_model_looks_at_are_judged_by_their_lines() -> None:
    block = blocks(f"<p>{PARAGRAPHS[0]}</p>")
    many = block * (MOST_BLOCKS + 1)
    assert set(reasons_of(many, None)) == {None}


def test_no_block_is_no_reason() -> None:
    assert reasons_of([], None) == []


# -- what the model is told -----------------------------------------------------------


def test_words_count_by_their_shape() -> None:
    body = "<p>Nine small words, and then the end of it.</p><p>Read More Stories</p><p>Über uns: 2024</p>"
    assert feature(body, "words") == pytest.approx([math.log1p(9), math.log1p(3), math.log1p(3)])
    assert feature(body, "lower share") == pytest.approx([8 / 9, 0, 2 / 3])
    assert feature(body, "ends sentence") == [1, 0, 0]
    assert feature(body, "commas") == pytest.approx([1 / 9, 0, 0])
    assert feature(body, "digits") == pytest.approx([0, 0, 4 / 14])
    assert feature(body, "prose") == [1, 0, 0]


def test_a_sentence_may_end_in_a_quotation_mark() -> None:
    assert feature("<p>»So we left.«</p><p>(Not yet)</p>", "ends sentence") == [1, 0]


def test_long_texts_count_whole_though_only_their_beginning_is_looked_at() -> None:
    body = f"<p>{'word ' * 10_000}end.</p>"
    assert feature(body, "words")[0] == pytest.approx(math.log1p(10_001), rel=0.01)
    assert feature(body, "ends sentence") == [1]


def test_containers_are_known_by_what_they_hold() -> None:
    body = f"<div id=a>{paragraphs()}</div><div id=b><p>Menu</p><p>Help</p></div>"
    assert feature(body, "in main") == [0, 0, 0, 0, 0]  # the part is the container, not the paragraph
    assert feature(body, "levels to main") == [0, 0, 0, 1, 1]
    assert feature(body, "prose share of container 1") == pytest.approx([1, 1, 1, 0, 0])
    assert feature(body, "kind blocks") == pytest.approx([math.log1p(3)] * 3 + [math.log1p(2)] * 2)


def test_names_of_elements_are_hints_wherever_they_stand_above() -> None:
    body = f"<div class=entry-content><div>{paragraphs()}</div></div><div class=sidebar><p>Help</p></div>"
    assert feature(body, "content near") == [2, 2, 2, surroundings.FAR]
    assert feature(body, "region sidebar") == [0, 0, 0, 1]


def test_shifted_and_window_stop_at_the_ends() -> None:
    values = np.array([1.0, 2.0, 3.0])
    assert shifted(values, 1).tolist() == [2, 3, 0]
    assert shifted(values, -2).tolist() == [0, 0, 1]
    assert shifted(values, 5).tolist() == [0, 0, 0]
    assert window(values, 1, 1).tolist() == [1.5, 2, 2.5]
    assert window(values, 2, -1).tolist() == [0, 1, 1.5]


def test_names_are_read_as_words_of_templates() -> None:
    assert is_content("main-content")
    assert is_content("x ArticleBody")
    assert not is_content("nav-bar")
    assert region_of("div", " js-cookieBar", "", in_article=False) == ("cookie notice", False)
    assert region_of("div", "x", "navigation", in_article=False) == ("navigation", True)


# -- the model --------------------------------------------------------------------------


def test_the_model_that_ships_was_trained_on_these_features() -> None:
    data = json.loads(files("sayso.read").joinpath("data/block_model.json").read_text("utf-8"))
    assert data["features"] == [*NAMES, *CONTEXT]
    data["features"][0] = "letters"
    with pytest.raises(ValueError, match=r"run training/pages/train\.py"):
        load_model(json.dumps(data))


def test_a_block_counts_the_same_in_however_many_rows_the_network_takes_them() -> None:
    network = block_model().first
    rows = np.random.default_rng(0).normal(size=(500, len(network.mean)))
    alone = np.concatenate([network.chances(rows[index : index + 1]) for index in range(len(rows))])
    assert network.chances(rows) == pytest.approx(alone, abs=1e-12)


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)
SHAPES = st.sampled_from(
    ["<p>{}</p>", "<div>{}", "<li><a href=x>{}</a>", "<td>{}", "</div>{}", "<h2>{}</h2>"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SHAPES, TEXTS), min_size=1, max_size=20))
def test_every_block_of_any_page_has_finite_features_and_a_chance(pieces: list[tuple[str, str]]) -> None:
    shown = blocks("".join(shape.format(text.replace("<", "&lt;")) for shape, text in pieces))
    if not shown:
        return
    numbers = numbers_of(shown, 0)
    chances = main_chances(shown, 0)
    assert numbers.values.shape == (len(shown), len(NAMES))
    assert np.isfinite(numbers.values).all()
    assert ((chances > 0) & (chances < 1)).all()
    assert blocks_shape.shapes_of(shown).shape == (len(shown), len(blocks_shape.NAMES))
