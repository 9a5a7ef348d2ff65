"""What a report shows is counted here again, by other means, from the ledger itself."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sample import Clerk, document

from sayso.model import Claim, CueUse, Document, Failure, Ledger, LookAlike, Relation, Wording, Words
from sayso.report import to_html, to_markdown
from sayso.report.view import ReportView, build_view

if TYPE_CHECKING:
    from sayso.report.view.claims import ClaimView
    from sayso.report.view.figures import FigureGroup


def claim_of(view: ReportView, words: str) -> ClaimView:
    """Return the claim whose gist has these words."""
    return next(claim for claim in view.claims if words in claim.gist)


def figure_of(view: ReportView, words: str) -> FigureGroup:
    """Return the figure group whose title has these words."""
    return next(group for group in view.figures if words in group.title)


def test_the_summary_counts_what_the_ledger_holds(view: ReportView, ledger: Ledger) -> None:
    reports = {said.id: said.document for said in ledger.statements}
    shared = [claim for claim in ledger.claims if len({reports[said] for said in claim.statements}) > 1]
    conflicting = [c for c in shared if any(relation.relation == "conflicts" for relation in c.relations)]
    names = {link.name for said in ledger.statements for link in said.chain if link.name}
    assert view.summary.reports == len(ledger.documents)
    assert view.summary.outlets == len({page.outlet for page in ledger.documents} - {None})
    assert view.summary.shared == len(shared) == len(view.claims)
    assert view.summary.conflict == len(conflicting)
    assert view.summary.named == len(names)
    assert (
        view.summary.lookalikes == len(ledger.lookalikes) == sum(len(alike.partners) for alike in view.alikes)
    )


def test_the_summary_in_words(view: ReportView) -> None:
    assert view.summary.words == (
        "5 reports by 4 known outlets quote 7 named and 4 unnamed sources. "
        "3 claims stand in more than one report: 2 conflict and in 1 no disagreement was found. "
        "1 pair of statements looks alike and is not the same."
    )


def test_one_is_said_as_one() -> None:
    page = document("a.txt", "Nothing happened.", "Daily")
    view = build_view(Ledger((page,), ()))
    assert view.summary.words == (
        "1 report by 1 known outlet quotes 0 named and 0 unnamed sources. "
        "No claim stands in more than one report. No look-alikes were found."
    )


def test_what_could_not_be_read_and_what_is_missing_is_said_first(view: ReportView) -> None:
    assert [(notice.about, notice.failed) for notice in view.notices] == [
        ("pages/locked.pdf", True),
        ("blog.txt", False),
    ]


def test_every_statement_is_in_a_shared_claim_or_listed_with_its_report(
    view: ReportView, ledger: Ledger
) -> None:
    shared = {said for claim in ledger.claims for said in claim.statements}
    single = [version.statement for group in view.singles for version in group.versions]
    assert sorted([*shared, *single]) == sorted(said.id for said in ledger.statements)
    assert view.single_count == len(single)


def test_every_figure_is_on_an_axis_or_listed(view: ReportView, ledger: Ledger) -> None:
    drawn = {
        (sayer.place.document, sayer.printed)
        for group in view.figures
        for row in group.rows
        for sayer in row.sayers
    }
    other = {(figure.sayer.place.document, figure.sayer.printed) for figure in view.other_figures}
    printed = {(said.document, figure.text) for said in ledger.statements for figure in said.figures}
    assert drawn | other == printed
    assert not drawn & other


def test_equal_words_of_one_chain_are_one_version_with_both_places(view: ReportView) -> None:
    versions = claim_of(view, "people died").versions
    assert [version.reports for version in versions] == [
        ("Valley Courier", "Meridian Wire"),
        ("Harbour Post",),
        ("Harbour Post",),
        ("blog.txt",),
    ]


def test_words_that_differ_are_marked_in_the_words_themselves(view: ReportView) -> None:
    versions = claim_of(view, "gates").versions
    marked = [[piece.text for piece in version.pieces if piece.disagrees] for version in versions]
    assert marked == [["in a panic"], ["by the book"], ["in panic"]]


def test_relations_put_disagreement_first_and_name_the_reports(view: ReportView) -> None:
    told = [(relation.kind, relation.words) for relation in claim_of(view, "people died").relations]
    assert told == [
        ("conflicts", "blog.txt and Harbour Post conflict"),
        ("differs", "Valley Courier and Harbour Post differ"),
        ("same", "Valley Courier and Harbour Post: no difference found"),
    ]


def test_claims_come_surest_first_with_reports_and_origins_counted(view: ReportView) -> None:
    assert [(claim.confidence, claim.spread) for claim in view.claims] == [
        (0.97, "4 reports, at most 3 origins"),
        (0.9, "3 reports, 1 origin"),
        (0.74, "3 reports, 2 origins"),
    ]


def test_readings_of_one_quantity_share_an_axis(view: ReportView) -> None:
    group = figure_of(view, "people who died")
    assert group.spread == "conflict"
    assert [(row.words, len(row.sayers), row.open_right) for row in group.rows] == [
        ("12", 1, False),
        ("from 12", 3, True),
        ("15", 1, False),
    ]
    assert group.rows[0].left == group.rows[1].left < group.rows[2].left


def test_overlapping_ranges_are_not_called_a_difference(view: ReportView) -> None:
    assert figure_of(view, "houses").spread == "overlap"


def test_a_look_alike_is_marked_as_such_with_why(view: ReportView) -> None:
    group = figure_of(view, "soldiers")
    assert all(row.alike for row in group.rows)
    assert group.alike == (
        "Both say 300, but one counts residents of the lower town and the other soldiers.",
    )
    assert group.reasons == ()


def test_disagreement_and_look_alikes_come_before_agreement(view: ReportView) -> None:
    urgent = [group.rank for group in view.figures]
    assert urgent == sorted(urgent)
    assert set(urgent) == {0, 2, 3}


def test_a_look_alike_of_a_compared_quantity_is_drawn_beside_it() -> None:
    one = Clerk(document("one", "70 Danes came. 70 Danes are here.", "One"))
    two = Clerk(document("two", "70 Danes arrived. 70 Swedes left.", "Two"))
    danes = [
        clerk.say(words, figures=(clerk.figure("70 Danes", 70, 70, unit="Danes"),))
        for clerk, words in ((one, "70 Danes came."), (two, "70 Danes arrived."))
    ]
    swedes = two.say("70 Swedes left.", figures=(two.figure("70 Swedes", 70, 70, unit="Swedes"),))
    claim = Claim("c", "s", "70 Danes came", tuple(said.id for said in danes), 0.9)
    alike = LookAlike(danes[0].id, swedes.id, 0.9, "Danes are not Swedes.")
    view = build_view(Ledger((one.page, two.page), (*danes, swedes), claims=(claim,), lookalikes=(alike,)))
    (group,) = view.figures
    assert [(row.alike, len(row.sayers)) for row in group.rows] == [(False, 2), (True, 1)]
    assert (group.spread, group.rank, group.alike) == ("same", 2, ("Danes are not Swedes.",))
    assert view.other_figures == ()


def test_two_figures_of_one_statement_are_two_quantities() -> None:
    clerks = [
        Clerk(document(name, f"{a} died and {b} were hurt.", name))
        for name, a, b in (("A", 3, 9), ("B", 4, 9))
    ]
    said = [
        clerk.say(
            clerk.page.text,
            figures=(
                clerk.figure(
                    clerk.page.text[0], float(clerk.page.text[0]), float(clerk.page.text[0]), of="dead"
                ),
                clerk.figure("9", 9, 9, of="hurt"),
            ),
        )
        for clerk in clerks
    ]
    spans = [(said[0].figures[0].start, 1), (said[1].figures[0].start, 1)]
    relation = Relation(said[0].id, said[1].id, "differs", 0.9, "3 against 4.", *spans)
    claim = Claim("c", "s", "deaths", tuple(one.id for one in said), 0.9, relations=(relation,))
    view = build_view(Ledger(tuple(clerk.page for clerk in clerks), tuple(said), claims=(claim,)))
    assert [(group.title, group.spread, len(group.rows)) for group in view.figures] == [
        ("dead", "differ", 2),
        ("hurt", "same", 1),
    ]


def test_a_quantity_that_no_report_names_is_headed_by_its_claim_once(ledger: Ledger) -> None:
    """“50 of them”: what is counted stands in the claim, and nowhere else."""
    bare = tuple(
        replace(said, figures=tuple(replace(figure, of=None, unit=None) for figure in said.figures))
        for said in ledger.statements
    )
    nameless = replace(ledger, statements=bare)
    group = next(group for group in build_view(nameless).figures if group.claim)
    assert group.heading == f"“{group.title}”" == f"“{group.gist}”"
    for shown in (to_markdown(nameless).partition("## Claims")[0], _figures_of_page(to_html(nameless))):
        assert shown.count(group.gist) == 1


def _figures_of_page(page: str) -> str:
    """Return the visible words of the part with the figures."""
    part = page.partition('<section id="figures"')[2].partition("</section>")[0]
    return re.sub(r"<caption.*?</caption>", "", part, flags=re.DOTALL)


def test_sources_are_counted_by_report_and_chain(view: ReportView) -> None:
    sources = {source.name: source for source in view.sources}
    assert sources["Mara Dehn"].by == (("Valley Courier", 2),)
    assert sources["an engineer"].through == (("Meridian Wire", 1),)
    assert not sources["an engineer"].named
    power = sources["Kestrel Power"]
    assert [
        (stance, [verb.words for verb in power.verbs(stance)]) for stance in ("asserting", "denying")
    ] == [
        ("asserting", ["stressed"]),
        ("denying", ["denied"]),
    ]


def test_a_cue_use_that_says_how_its_source_was_reached_belongs_to_that_source(ledger: Ledger) -> None:
    said = next(
        said for said in ledger.statements if len(said.chain) > 1 and said.chain[1].text == "an engineer"
    )
    use = CueUse(
        "an engineer, via Meridian Wire", "Orlo Observer", "speech", "citing", 1, "neutral", (said.id,)
    )
    sources = build_view(replace(ledger, cues=(use,))).sources
    assert [source.name for source in sources if source.cues] == ["an engineer"]
    assert len(sources) == len(build_view(ledger).sources)


def test_unnamed_sources_of_two_reports_are_not_one(view: ReportView) -> None:
    engineers = [source for source in view.sources if "engineer" in source.name]
    assert len(engineers) == 3


def test_scare_quotes_are_shown(view: ReportView) -> None:
    (row,) = view.wording.rows
    assert {outlet: [naming.shown for naming in namings] for outlet, namings in row.outlets.items()} == {
        "Valley Courier": ["protesters"],
        "Harbour Post": ["“rioters”"],
        "Orlo Observer": ["“rioters”", "residents asking for water"],
    }


def test_a_note_of_the_ledger_on_a_word_stands_beside_it_not_in_it(ledger: Ledger) -> None:
    words = Words("“rioters” (quoting the ministry)", 1, ledger.wording[0].outlets["Harbour Post"][0].places)
    wording = Wording("people on the bridge", {"Harbour Post": (words,)})
    (row,) = build_view(replace(ledger, wording=(wording,))).wording.rows
    (naming,) = row.outlets["Harbour Post"]
    assert (naming.shown, naming.remark) == ("“rioters”", "quoting the ministry")


def test_reports_of_one_outlet_get_labels_of_their_own() -> None:
    pages = [document(name, "Text.", "Daily") for name in ("a/one.txt", "a/two.txt", "b/two.txt")]
    labels = [page.label for page in build_view(Ledger(tuple(pages), ())).pages]
    assert labels == ["Daily (one.txt)", "Daily (two.txt) (no. 1)", "Daily (two.txt) (no. 2)"]


@pytest.mark.parametrize("kept", [(), ("failed",)])
def test_a_ledger_without_documents_still_makes_a_view(kept: tuple[str, ...]) -> None:
    failed = (Failure("a.pdf", "This is not a page."),) if kept else ()
    view = build_view(Ledger((), (), failed=failed))
    assert len(view.notices) == len(failed)


def test_a_page_whose_blocks_do_not_cover_it_is_shown_whole(ledger: Ledger) -> None:
    bare: tuple[Document, ...] = tuple(replace(page, blocks=()) for page in ledger.documents)
    for page, shown in zip(bare, build_view(replace(ledger, documents=bare)).pages, strict=True):
        tokens = [token for block in shown.blocks for token in getattr(block, "tokens", ())]
        assert "".join(getattr(token, "text", "") for token in tokens) == page.text
