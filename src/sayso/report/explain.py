"""An explanation on a terminal: the row, its statements slot by slot, pairs, relations and origins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.report.phrases import counted, percent
from sayso.report.safe import inline
from sayso.report.terminal_printer import Printer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.console import Console

    from sayso.link.explain_facts import (
        ClaimFacts,
        Explanation,
        MergeFacts,
        OriginFacts,
        PairFacts,
        RelationFacts,
        StatementFacts,
    )

MOST_PAIRS = 6
MOST_FEATURES = 6
"""Pairs and features of a pair that are shown; the JSON holds all of them."""

_LONGEST = 400
_BASES = {
    "same words": "they have the same words, which makes it sure whatever the model says",
    "not compared": "neither is among the nearest of the other, so they were not compared",
    "never one claim": "they overlap, or may not stand in one claim for another reason",
}


_ALONE = {
    "claim": "",
    "origin": "",
    "statement": "It stands in no claim: no other statement was found to tell the same fact.",
    "pair": "The two stand in no claim together.",
}


def print_explanation(facts: Explanation, console: Console) -> None:
    """Print why a row of a ledger is as it is."""
    printer = Printer(console)
    letters = _letters(facts)
    with console.capture() as captured:
        _print(printer, facts, letters)
    text = captured.get()
    if not console.is_terminal:
        text = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
    console.file.write(text)


def _print(printer: Printer, facts: Explanation, letters: Mapping[str, str]) -> None:
    printer.tell(f"{facts.kind.capitalize()} {' '.join(facts.ids)}", "bold")
    for claim in facts.claims:
        _claim(printer, claim, facts)
    if not facts.claims:
        printer.tell(_ALONE[facts.kind])
    printer.heading("Statements")
    for statement in facts.statements:
        _statement(printer, statement, letters)
    _pairs(printer, facts, letters)
    _relations(printer, facts, letters)
    _origins(printer, facts, letters)
    printer.heading("Stored and recomputed")
    if not facts.differences:
        printer.tell("Everything shown was computed again from the ledger, and is as it is stored.")
    for difference in facts.differences:
        printer.tell(f"! {inline(difference)}", "yellow")


def _letters(facts: Explanation) -> dict[str, str]:
    """Return a short name for each statement shown: A, B, ..., Z, A1, B1, ..."""
    ids = dict.fromkeys(statement.id for statement in facts.statements)
    return {key: chr(65 + at % 26) + (str(at // 26) if at >= 26 else "") for at, key in enumerate(ids)}


def _named(key: str, letters: Mapping[str, str]) -> str:
    return letters.get(key, key)


def _claim(printer: Printer, claim: ClaimFacts, facts: Explanation) -> None:
    printer.tell(f"“{inline(claim.gist)}”" + ("" if facts.kind == "claim" else f" · claim {claim.id}"))
    size = len(claim.statements)
    how = f"{counted(size, 'statement')}, {percent(claim.confidence)} sure ({claim.confidence:.4f})"
    pairs = size * (size - 1) // 2
    mean = f"the mean of its {counted(pairs, 'pair')} is {claim.mean:.4f}"
    rules = ""
    if claim.recomputed is not None and abs(claim.mean - claim.recomputed) > 1e-3:
        rules = f"; rules beside the pair model make it {claim.recomputed:.4f}"
    printer.tell(f"{how}: {mean}{rules}.", indent=2)


def _statement(printer: Printer, one: StatementFacts, letters: Mapping[str, str]) -> None:
    who = " ← ".join((one.report, *one.chain)) + ("" if one.chain else ", in its own words")
    cue = f" ({one.cue})" if one.cue else ""
    place = f"{one.id}, characters {one.start:,} to {one.end:,}"
    printer.tell(f"{_named(one.id, letters)}  {inline(who + cue)} · {place}", "bold")
    printer.tell(f"“{_cut(one.text)}”", indent=3)
    for title, words in _slots(one):
        printer.tell(f"{title}: {words}", "dim", indent=3)
    printer.tell(f"Leads to: {inline(one.leads)}", "dim", indent=3)


def _slots(one: StatementFacts) -> Iterator[tuple[str, str]]:
    """Yield what a statement speaks of, slot by slot."""
    slots = one.slots
    rows = (
        ("Sources", slots.sources),
        ("Names", slots.names),
        ("Figures", slots.figures),
        ("Times", slots.moments),
        ("In quotation marks", slots.quoted),
        ("Words", slots.words),
    )
    yield from ((title, inline(", ".join(words))) for title, words in rows if words)
    marks = [word for word, holds in (("negated", slots.negated), ("hedged", slots.hedged)) if holds]
    if marks:
        yield "Said as", ", ".join(marks)


def _pairs(printer: Printer, facts: Explanation, letters: Mapping[str, str]) -> None:
    """Print the pairs that carry most and the weakest one, and count the others."""
    if not facts.pairs:
        return
    printer.heading("Why one claim" if facts.kind == "claim" else "How alike")
    shown = list(facts.pairs)
    if len(shown) > MOST_PAIRS:
        shown = [*shown[: MOST_PAIRS - 1], shown[-1]]
    for pair in shown:
        _pair(printer, pair, letters)
    left = len(facts.pairs) - len(shown)
    if left:
        printer.tell(f"{counted(left, 'more pair')} between these: --format json", "dim")


def _pair(printer: Printer, pair: PairFacts, letters: Mapping[str, str]) -> None:
    both = f"{_named(pair.a, letters)} and {_named(pair.b, letters)}"
    printer.tell(f"{both}: {pair.probability:.4f}", "bold")
    if pair.basis != "model":
        printer.tell(_BASES[pair.basis] + ".", indent=3)
    if pair.shared:
        printer.tell(f"Both have: {inline(', '.join(pair.shared))}", indent=3)
    shown = pair.features[:MOST_FEATURES]
    if shown and pair.basis == "model":
        told = "; ".join(f"{f.name} = {f.value:.3g} ({f.contribution:+.2f})" for f in shown)
        rest = sum(f.contribution for f in pair.features[MOST_FEATURES:])
        printer.tell(f"Weighed most: {told}", "dim", indent=3)
        total = sum(f.contribution for f in pair.features) + pair.intercept
        summed = f"others {rest:+.2f}, always {pair.intercept:+.2f}; together log-odds {total:+.2f}"
        printer.tell(f"Then {summed}", "dim", indent=3)
    if not pair.accounted:
        printer.tell("These do not add up to the model's probability.", "yellow", indent=3)


def _relations(printer: Printer, facts: Explanation, letters: Mapping[str, str]) -> None:
    if facts.relations:
        printer.heading("Relations")
    for relation in facts.relations:
        _relation(printer, relation, letters)


def _origins(printer: Printer, facts: Explanation, letters: Mapping[str, str]) -> None:
    if facts.origins:
        printer.heading("Origins")
    for origin in facts.origins:
        _origin(printer, origin, letters)


def _relation(printer: Printer, one: RelationFacts, letters: Mapping[str, str]) -> None:
    both = f"{_named(one.a, letters)} and {_named(one.b, letters)}"
    printer.tell(f"{both}: {one.relation} ({one.confidence:.4f})", "bold")
    printer.tell(inline(one.because), indent=3)
    _shown(printer, one, letters)


def _origin(printer: Printer, origin: OriginFacts, letters: Mapping[str, str]) -> None:
    named = "" if origin.named else ", which gives no named source: it may depend on another origin"
    members = ", ".join(_named(key, letters) for key in origin.statements)
    printer.tell(f"{inline(origin.name)}{named} · {members} · {origin.id}", "bold")
    printer.tell(inline(origin.because), indent=3)
    for merge in origin.merges:
        both = f"{_named(merge.a, letters)} with {_named(merge.b, letters)}"
        counts = f"by {merge.basis}" if merge.certain else f"not counted, by {merge.basis}"
        printer.tell(f"{both}, {counts}: {inline(merge.because)}", indent=3)
        _shown(printer, merge, letters)


def _shown(printer: Printer, row: RelationFacts | MergeFacts, letters: Mapping[str, str]) -> None:
    """Print the words that show a relation or a merge."""
    for key, words in ((row.a, row.a_words), (row.b, row.b_words)):
        if words:
            printer.tell(f"{_named(key, letters)}: “{_cut(words)}”", "dim", indent=5)


def _cut(text: str) -> str:
    words = inline(text)
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"
