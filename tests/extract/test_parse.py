"""The parse: block by block, datelines left out, headlines in plain case, offsets the document's."""

from __future__ import annotations

import numpy as np
import pytest
import threadpoolctl
from small_pages import page, parsed

from sayso.extract import parse


@pytest.mark.parametrize(
    "dateline",
    [
        "WASHINGTON (AP) — ",
        "KYIV, March 3 (Reuters) - ",
        "WEST PALM BEACH, Fla. — ",
        "(Reuters) - ",
        "BRUSSELS – ",
    ],
)
def test_a_dateline_is_left_out(dateline: str) -> None:
    (passage,) = parsed(f"{dateline}The talks failed on Monday.")
    assert passage.parse.text == "The talks failed on Monday."
    assert passage.start == len(dateline)


@pytest.mark.parametrize(
    "text", ["NATO said that the talks failed.", "The talks – which failed – were long."]
)
def test_an_opening_in_capitals_is_no_dateline(text: str) -> None:
    (passage,) = parsed(text)
    assert passage.start == 0


def test_token_offsets_are_those_of_the_document() -> None:
    text = "A headline\n\n  The talks failed.\n"
    for passage in parsed(text):
        for token in passage.parse:
            start, end = passage.span(token)
            assert text[start:end].lower() == token.text.lower()


def test_batches_change_nothing_of_what_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [
        page("The talks failed.\n\nNobody had hoped for more, the minister said.", name="one"),
        page("", name="empty"),
        page(" ".join(["Ada Brandt told reporters in Oslo that the bridge is safe."] * 30), name="long"),
        page("The talks failed.", name="last"),
    ]

    def read() -> list[tuple[str, list[tuple[int, list[str]]]]]:
        return [
            (
                document.name,
                [(p.start, [f"{t} {t.tag_} {t.dep_} {t.head.i}" for t in p.parse]) for p in found],
            )
            for document, found in parse.parse_documents(pages)
        ]

    together = read()
    assert [name for name, _ in together] == ["one", "empty", "long", "last"]
    assert [len(found) for _, found in together] == [2, 0, 1, 1]
    monkeypatch.setattr(parse, "BATCH_WEIGHT", 1)
    assert read() == together


def test_parsing_leaves_the_threads_of_others_alone() -> None:
    np.zeros((2, 2)) @ np.zeros((2, 2))  # its library is loaded
    with threadpoolctl.threadpool_limits(limits=2, user_api="blas"):
        before = [library["num_threads"] for library in threadpoolctl.threadpool_info()]
        parsed("The talks failed.")
        assert [library["num_threads"] for library in threadpoolctl.threadpool_info()] == before
