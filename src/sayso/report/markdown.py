"""The report as GitHub-flavoured Markdown: headings, lists and tables, every page's word escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.report.phrases import STANCES, counted, listed, percent
from sayso.report.view.index import chain_words
from sayso.report.view.sources import stances_in_use

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.report.view import ReportView
    from sayso.report.view.claims import ClaimView, Version
    from sayso.report.view.figures import FigureGroup
    from sayso.report.view.index import Place
    from sayso.report.view.quotes import Piece
    from sayso.report.view.revisions import Side
    from sayso.report.view.sources import SourceView

_SPECIAL = re.compile(r"([\\`*_\[\]|~$<>])")
_LINE_START = re.compile(r"^(?:([#+=-])|(\d+)([.)])(?=\s))")
_AMPERSAND = re.compile(r"&(?=#?\w+;)")
_LINK = re.compile(r"(?i)\b(https?|ftp|mailto|www)(?=[:.])")


def write_markdown(view: ReportView) -> str:
    """Return *view* as Markdown, ending in a newline."""
    parts = (_top, _figures, _claims, _sources, _wording, _revisions, _pages)
    return "\n".join(line for part in parts for line in part(view)).rstrip() + "\n"


def escape(text: str) -> str:
    """Return *text* so that Markdown shows it as it is: no markup, no HTML, no link of its own."""
    text = _SPECIAL.sub(r"\\\1", text)
    text = _AMPERSAND.sub("&amp;", text)
    text = _LINK.sub(r"\1&#8203;", text)
    return _LINE_START.sub(lambda found: f"{found[2] or ''}\\{found[1] or found[3]}", text)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table's lines; cells are Markdown already, and are put on one line each."""
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(' '.join(cell.split()) for cell in row)} |"
    yield ""


def _top(view: ReportView) -> Iterator[str]:
    """Yield the title, the summary and what to know first."""
    yield from (f"# {escape(view.title)}", "", escape(view.summary.words), "")
    for notice in view.notices:
        state = " could not be read" if notice.failed else ""
        yield f"- **{escape(notice.about)}**{state}: {escape(notice.words)}"
    yield ""


def _figures(view: ReportView) -> Iterator[str]:
    """Yield the quantities, a table each, and the figures that stand alone."""
    if view.figures or view.other_figures:
        yield from ("## Figures", "")
    for group in view.figures:
        yield from _group(group)
    if view.other_figures:
        yield from (f"### {counted(len(view.other_figures), 'figure')} in one report only", "")
        yield from table(
            ("In print", "Read as", "Of", "Who says so", "Where"),
            (
                (
                    f"“{escape(other.sayer.printed)}”",
                    escape(other.words),
                    escape(other.sayer.counted or ""),
                    escape(chain_words(other.sayer.place.report, other.sayer.chain)),
                    _where([other.sayer.place]),
                )
                for other in view.other_figures
            ),
        )


def _group(group: FigureGroup) -> Iterator[str]:
    """Yield one quantity."""
    yield from (f"### {escape(group.heading)} ({group.spread_words})", "")
    if group.gist and group.gist != group.title:
        yield from (f"Claim: “{escape(group.gist)}”", "")
    rows = (
        (
            escape(row.words) + (" (look-alike)" if row.alike else ""),
            f"“{escape(sayer.printed)}” {escape(sayer.counted or '')}",
            escape(chain_words(sayer.place.report, sayer.chain)),
            _where([sayer.place]),
        )
        for row in group.rows
        for sayer in row.sayers
    )
    yield from table(("Read as", "In print", "Who says so", "Where"), rows)
    told = [*group.reasons, *(f"Look-alike: {reason}" for reason in group.alike)]
    yield from (f"- {escape(reason)}" for reason in told)
    yield ""


def _claims(view: ReportView) -> Iterator[str]:
    """Yield shared claims, look-alikes, and what stands in one report only."""
    if not view.claims and not view.singles:
        return
    yield from ("## Claims", "")
    yield from (
        "Words in **bold** differ from another version. An origin is where statements trace back to.",
        "",
    )
    if not view.claims:
        yield from ("No claim stands in more than one report.", "")
    for claim in view.sure:
        yield from _claim(claim)
    if view.unsure:
        yield from ("### Unsure matches", "", "Less likely one claim than not.", "")
    for claim in view.unsure:
        yield from _claim(claim)
    yield from _alikes(view)
    yield from _singles(view)


def _alikes(view: ReportView) -> Iterator[str]:
    """Yield the look-alikes, each under the statement it resembles."""
    if view.alikes:
        yield from ("### Look-alikes", "")
    for alike in view.alikes:
        yield from _versions((alike.one, *(partner.version for partner in alike.partners)))
        for partner in alike.partners:
            yield f"- Not the same ({percent(partner.confidence)} sure): {escape(partner.because)}"
        yield ""


def _singles(view: ReportView) -> Iterator[str]:
    """Yield what stands in one report only."""
    if view.singles:
        yield from ("### In one report only", "")
    for claim in view.repeated:
        yield f"- Twice or more in {escape(claim.reports[0])}: “{escape(claim.gist)}” · `{claim.id}`"
    for single in view.singles:
        yield f"- {escape(single.report)}: {counted(len(single.versions), 'statement')}"
    yield ""


def _claim(claim: ClaimView) -> Iterator[str]:
    """Yield one claim with its versions, relations and origins."""
    yield from (f"### “{escape(claim.gist)}”", "")
    yield from (
        f"{claim.standing_words} · {claim.spread} · {percent(claim.confidence)} sure · `{claim.id}`",
        "",
    )
    yield from _versions(claim.versions)
    yield from (f"- {escape(relation.words)}. {escape(relation.because)}" for relation in claim.relations)
    for origin in claim.origins:
        yield f"- Origin: {escape(origin.name)}. {escape(origin.because)} ({_where(origin.places)})"
        yield from (f"  - Not counted: {escape(possible)}." for possible in origin.perhaps)
    yield ""


def _versions(versions: Iterable[Version]) -> Iterator[str]:
    """Yield versions as a table."""
    rows = (
        (
            escape(chain_words(listed(version.reports), version.chain)),
            escape(version.cue.words) if version.cue else "*own words*",
            _pieces(version.pieces),
            escape("; ".join(version.notes)),
            _where(version.places),
        )
        for version in versions
    )
    yield from table(("Who", "Cue", "Words", "Notes", "Where"), rows)


def _sources(view: ReportView) -> Iterator[str]:
    """Yield who is quoted, by whom, through whom and with which verbs."""
    if not view.sources:
        return
    stances = stances_in_use(view.sources)
    yield from ("## Sources", "")
    columns = ("Source", "Kind", "Quoted by", *(STANCES[stance].capitalize() for stance in stances))
    yield from table(columns, (_source(source, stances) for source in view.sources))


def _source(source: SourceView, stances: Iterable[str]) -> tuple[str, ...]:
    """Return a source's row."""
    by = "; ".join(f"{escape(report)} {count}" for report, count in source.by)
    through = "; ".join(escape(name) for name, _ in source.through)
    name = escape(source.name) if source.named else f"*{escape(source.name)}*"
    verbs = (escape(source.verbs_told(stance)) for stance in stances)
    return (name, source.kind, by + (f", through {through}" if through else ""), *verbs)


def _wording(view: ReportView) -> Iterator[str]:
    """Yield what each outlet calls the same thing."""
    if not view.wording.rows:
        return
    yield from ("## Wording", "")
    rows = []
    for row in view.wording.rows:
        cells = [escape(row.referent)]
        for outlet in view.wording.outlets:
            namings = row.outlets.get(outlet, ())
            cells.append(", ".join(escape(naming.told) for naming in namings))
        rows.append(cells)
    yield from table(("About", *(escape(outlet) for outlet in view.wording.outlets)), rows)


def _revisions(view: ReportView) -> Iterator[str]:
    """Yield what changed between versions of a page."""
    if view.revisions:
        yield from ("## Versions", "")
    for revision in view.revisions:
        yield from (f"### {escape(revision.after)}, before: {escape(revision.before)}", "")
        yield from (("**Changed silently.** " if revision.silent else "") + escape(revision.told), "")
        rows = (
            (escape(change.told), *(_side(side) for side in (change.before, change.after)))
            for change in revision.changes
        )
        yield from table(("What", "Before", "After"), rows)


def _side(side: Side | None) -> str:
    """Return the words of one version, with who says so and where they stand."""
    if side is None:
        return ""
    who = f"{escape(side.who)}: " if side.who else ""
    return f"{who}{_pieces(side.pieces)} ({_where([side.place])})"


def _pages(view: ReportView) -> Iterator[str]:
    """Yield what is known of each page."""
    yield from ("## Pages", "")
    rows = (
        (
            escape(page.label),
            escape(page.title),
            f"{escape(page.published)} ({escape(page.published_how)})" if page.published else "no date found",
            escape(page.spread),
            escape(page.name),
        )
        for page in view.pages
    )
    yield from table(("Report", "Title", "Published", "Holds", "Read from"), rows)


def _pieces(pieces: Iterable[Piece]) -> str:
    """Return words with those that differ in bold."""
    told = []
    for piece in pieces:
        words = escape(piece.text)
        bare = words.strip(" ")
        if piece.disagrees and bare:
            words = words.replace(bare, f"**{bare}**")
        told.append(words)
    return "".join(told)


def _where(places: Iterable[Place]) -> str:
    """Return where statements stand: code point offsets into the page's text, as in the JSON."""
    return ", ".join(f"{escape(place.report)} {place.start}–{place.end}" for place in places)
