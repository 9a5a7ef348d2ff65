"""Versions of one page: which is the last, what changed, and whether the page says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import hypothesis.strategies as st
from hypothesis import given
from told_pages import Told, told

from sayso.link import link_story
from sayso.link.revisions import revisions
from sayso.link.versions import superseded, versions
from sayso.model import Block, Published

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import Extraction, Revision

PAGE = "https://gazette.example/ferry"
COUNTED = Told("About 16,000 people fled the town.", counts=[("About 16,000", 16000, 16000, "people")])
FEWER = Told("About 6,000 people fled the town.", counts=[("About 6,000", 6000, 6000, "people")])
OTHER = "The harbour was closed at noon."


def version(day: int, *lines: Told | str, address: str | None = PAGE) -> Extraction:
    """Return a page as it stood on a day of March 2024."""
    page = told(f"gazette-{day}", *lines)
    document = replace(page.document, address=address, captured=f"2024-03-{day:02}T12:00:00+00:00")
    return replace(page, document=document)


def changed(*pages: Extraction) -> tuple[Revision, ...]:
    return revisions([x.document for x in pages], [s for x in pages for s in x.statements])


def texts(pages: Sequence[Extraction]) -> dict[str, str]:
    return {statement.id: statement.text for page in pages for statement in page.statements}


def test_a_figure_that_was_changed_without_a_word_is_a_silent_revision() -> None:
    pages = version(1, COUNTED, OTHER), version(2, FEWER, OTHER)
    (revision,) = changed(*pages)
    (change,) = revision.changes
    assert (revision.address, revision.order, revision.silent) == (PAGE, "captured", True)
    assert (change.kind, change.source) == ("changed", False)
    ((was, is_now),) = change.figures
    assert was is not None
    assert is_now is not None
    assert pages[0].document.text[slice(*was)] == "About 16,000"
    assert pages[1].document.text[slice(*is_now)] == "About 6,000"


def test_what_was_added_and_removed_is_told_from_what_only_moved() -> None:
    pages = version(1, OTHER, COUNTED, "Two ships sank."), version(2, COUNTED, OTHER, "Rain is expected.")
    (revision,) = changed(*pages)
    said = texts(pages)
    assert [(c.kind, said[c.before or c.after or ""]) for c in revision.changes] == [
        ("added", "Rain is expected."),
        ("removed", "Two ships sank."),
    ]


def test_the_same_words_given_to_somebody_else_are_a_change() -> None:
    words = "The bridge was mined by the army."
    (revision,) = changed(
        version(1, Told(words, by=["officials"])), version(2, Told(words, by=["residents"]))
    )
    (change,) = revision.changes
    assert (change.kind, change.source, change.figures) == ("changed", True, ())


def test_a_notice_on_the_page_makes_a_revision_no_longer_silent() -> None:
    before, after = version(1, COUNTED), version(2, FEWER)
    note = "Correction: an earlier version gave another number."
    text = f"{after.document.text}\n{note}"
    start = len(after.document.text) + 1
    blocks = (*after.document.blocks, Block(start, len(text), kept=False, reason="footer", role="furniture"))
    after = replace(after, document=replace(after.document, text=text, blocks=blocks))
    (revision,) = changed(before, after)
    assert revision.notice is not None
    assert text[slice(*revision.notice)] == note
    assert not revision.silent


def test_an_official_who_corrected_somebody_is_no_notice() -> None:
    line = "On the way out of the meeting, at which nobody else spoke, the minister corrected his host."
    (revision,) = changed(version(1, COUNTED), version(2, FEWER, line))
    assert revision.notice is None


def test_a_later_time_of_change_says_that_the_page_was_changed() -> None:
    before, after = version(1, COUNTED), version(2, FEWER)
    modified = Published("2024-03-02T10:00:00+00:00", "article:modified_time", 1.0)
    after = replace(after, document=replace(after.document, modified=modified))
    (revision,) = changed(before, after)
    assert (revision.modified, revision.silent) == (True, False)


def test_versions_stand_in_the_order_of_their_time_whatever_order_they_are_given_in() -> None:
    first, second, third = (version(day, COUNTED).document for day in (1, 2, 3))
    assert versions([third, first, second]) == [(first, second, third)]
    assert superseded([second, third, first]) == {first.id: third.id, second.id: third.id}


def test_times_of_different_zones_are_compared_as_moments() -> None:
    early, late = version(1, COUNTED).document, version(2, COUNTED).document
    early = replace(early, captured="2024-03-01T23:30:00-05:00")
    late = replace(late, captured="2024-03-02T03:00:00+00:00")
    assert versions([early, late]) == [(late, early)]


def test_pages_of_other_addresses_and_files_are_no_versions() -> None:
    elsewhere = version(2, FEWER, address="https://post.example/ferry")
    file, copy = version(3, FEWER, address=None), version(4, FEWER, address=None)
    assert changed(version(1, COUNTED), elsewhere, file, copy) == ()


def test_a_capture_that_says_the_same_is_no_revision() -> None:
    assert changed(version(1, COUNTED, OTHER), version(2, COUNTED, OTHER)) == ()


def test_two_captures_of_one_page_are_one_report() -> None:
    other = told("post", COUNTED)
    ledger = link_story([version(1, COUNTED), version(2, COUNTED), other])
    of = {statement.id: statement.document for statement in ledger.statements}
    (claim,) = ledger.claims
    assert {of[one] for one in claim.statements} == {version(2, COUNTED).document.id, other.document.id}
    assert len(ledger.documents) == 3


@given(st.lists(st.sampled_from([COUNTED, FEWER, OTHER, "Two ships sank."]), max_size=6), st.data())
def test_every_statement_is_kept_moved_changed_added_or_removed_once(
    lines: list[Told | str], data: st.DataObject
) -> None:
    """What is left after the changes is the same on both sides."""
    again = data.draw(st.permutations(lines))[: data.draw(st.integers(0, len(lines)))]
    pages = version(1, *lines), version(2, *again)
    said = texts(pages)
    found = [change for revision in changed(*pages) for change in revision.changes]
    gone = [change.before for change in found if change.before]
    come = [change.after for change in found if change.after]
    assert len(set(gone)) == len(gone)
    assert len(set(come)) == len(come)
    left = [sorted(said[s.id] for s in page.statements if s.id not in {*gone, *come}) for page in pages]
    assert left[0] == left[1]


def dated(name: str, published: str | None, modified: str | None, *lines: Told | str) -> Extraction:
    """Return a saved page that says what it says of its own times."""
    page = told(name, *lines)
    times = [None if value is None else Published(value, "meta", 1.0) for value in (published, modified)]
    return replace(page, document=replace(page.document, address=PAGE, published=times[0], modified=times[1]))


def test_saved_pages_stand_by_what_they_say_of_their_times() -> None:
    older = dated("z", "2024-03-02", None, COUNTED)
    newer = dated("a", "2024-03-04", None, FEWER)
    (revision,) = changed(newer, older)
    assert (revision.before, revision.order) == (older.document.id, "published")
    changed_later = dated("b", "2024-03-02", "2024-03-05", FEWER)
    (revision,) = changed(changed_later, older)
    assert (revision.before, revision.order) == (older.document.id, "modified")


def test_where_nothing_tells_which_came_first_nothing_was_changed_silently() -> None:
    (revision,) = changed(dated("a", None, None, COUNTED), dated("b", None, None, FEWER))
    assert (revision.order, revision.silent) == ("unknown", False)


def test_a_file_that_is_added_again_with_other_text_is_a_version_of_itself() -> None:
    first, again = told("gazette", COUNTED), told("gazette", FEWER)
    document = replace(again.document, id="again")
    again = replace(
        again,
        document=document,
        statements=tuple(replace(s, id="s", document="again") for s in again.statements),
    )
    (revision,) = changed(first, again)
    assert (revision.after, revision.order, revision.silent) == ("again", "added", True)


def test_rows_of_a_table_and_standard_input_are_no_versions_of_each_other() -> None:
    for name in ("t.csv!/1", "-"):
        pages = [
            replace(told("a", line).document, id=str(n), name=name) for n, line in enumerate((COUNTED, FEWER))
        ]
        assert versions(pages) == []


def test_http_and_https_lead_to_one_page() -> None:
    one, other = version(1, COUNTED), version(2, FEWER, address=PAGE.replace("https", "http") + "/")
    assert len(changed(one, other)) == 1
