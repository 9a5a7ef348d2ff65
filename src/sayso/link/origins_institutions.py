"""Two named ends that are one source, with what shows it.

A relay and whom it relays (where one page has a fact from an agency, and another has it from
an official through that agency); an institution and who speaks for it on one of the
pages; two names of one government. Whoever merely works somewhere speaks for nobody.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from sayso.link.origins_story import NAMELESS
from sayso.names import capital_of, country_of, same_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.link.origins_story import TracedStory
    from sayso.link.origins_traces import Trace
    from sayso.model import MergeBasis, Source, Span, Statement

SPOKESPERSON = r"(?:spokes(?:man|woman|person|people)|press (?:secretary|officer|service))"
_DEPARTMENTS = frozenset({"pentagon"})
_NOT_NAMES = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_GOVERNMENT = re.compile(r"\s+government$", re.IGNORECASE)

Found = tuple["Statement", "Statement", "MergeBasis", str, "Span | None", "Span | None"]


def one_source(
    members: Sequence[Statement], traces: Mapping[str, Trace], story: TracedStory
) -> Iterator[Found]:
    """Yield pairs of a claim's statements whose ends are one source: which, the basis, why and where."""
    yield from _relays(members, traces, story)
    ends = [each for each in members if traces[each.id].sourced]
    for a, b in combinations(ends, 2):
        if traces[a.id].key == traces[b.id].key:
            continue
        for one, other in ((a, b), (b, a)):
            found = _speaks_for(one, traces[other.id].name, story)
            if found:
                yield one, other, "institution", found[0], found[1], None
                break
        else:
            country = _government(traces[a.id].name)
            if country and country == _government(traces[b.id].name):
                because = (
                    f"“{traces[a.id].name}” and “{traces[b.id].name}” both stand for "
                    f"the government of {country}"
                )
                yield a, b, "institution", because, _printed_span(a), _printed_span(b)
    for each in members:
        yield from _unnamed_spokesman(each, ends, traces)


def _relays(members: Sequence[Statement], traces: Mapping[str, Trace], story: TracedStory) -> Iterator[Found]:
    """Yield who ends at a source through which another statement passes: neither is independent.

    Where somebody has the further source's words by another way, the two stay two.
    """
    passing = {each.id: [story.name_of(link) for link in _named_links(each)] for each in members}
    for relayed in members:
        for link in _named_links(relayed):
            name = story.name_of(link)
            direct = [x for x in members if traces[x.id].key == traces[relayed.id].key]
            if any(name not in passing[x.id] for x in direct):
                continue
            for each in members:
                if each.id != relayed.id and traces[each.id].key == ("named", name):
                    because = f"both come through {name}: {traces[relayed.id].because}"
                    span = (link.start, link.end) if link.start is not None and link.end is not None else None
                    yield each, relayed, "chain", because, _printed_span(each), span


def _named_links(statement: Statement) -> list[Source]:
    """Return the named sources through which a statement comes, without the last."""
    return [link for link in statement.chain[:-1] if link.name and link.kind not in NAMELESS]


def _printed_span(statement: Statement) -> Span | None:
    """Return where the end of a statement's chain is printed."""
    end = statement.chain[-1] if statement.chain else None
    return (end.start, end.end) if end and end.start is not None and end.end is not None else None


def _speaks_for(statement: Statement, institution: str, story: TracedStory) -> tuple[str, Span] | None:
    """Return the words of a statement's page that make the end of its chain speak for *institution*."""
    end = statement.chain[-1] if statement.chain else None
    if end is None or not end.name or end.kind != "person":
        return None
    text = story.documents[statement.document].text
    if not re.search(SPOKESPERSON, text):
        return None
    family = re.escape(end.name.split()[-1])
    house = re.escape(_NOT_NAMES.sub("", institution))
    person = rf"(?:[A-Z][\w.'\u2019-]+\s+){{0,3}}{family}"
    for pattern in (
        rf"\b{house}(?:['\u2019]s?)?\s+(?:\w+\s+)?{SPOKESPERSON}\s+{person}\b",
        rf"\b{person},?\s+(?:the\s+|a\s+|its\s+)?(?:\w+\s+)?{SPOKESPERSON}\s+(?:for|of|at)\s+(?:the\s+)?{house}\b",
        rf"\b{person},\s+(?:the\s+|a\s+)?{house}(?:['\u2019]s?)?\s+(?:\w+\s+)?{SPOKESPERSON}\b",
    ):
        match = re.search(pattern, text)
        if match:
            words = " ".join(match.group().split())
            return f"{end.name} speaks for {institution}: “{words}”", match.span()
    return None


def _unnamed_spokesman(
    statement: Statement,
    ends: Sequence[Statement],
    traces: Mapping[str, Trace],
) -> Iterator[Found]:
    """Yield an unnamed spokesman together with the institution that the words for him name."""
    end = statement.chain[-1] if statement.chain else None
    if end is None or traces[statement.id].strength != "unnamed":
        return
    words = " ".join((end.name or end.text or "").split())
    if not re.search(SPOKESPERSON, words, re.IGNORECASE):
        return
    rest = re.sub(
        rf"^(?:the|an?)\s+|\b{SPOKESPERSON}\b|\b(?:for|of|at)\b(?:\s+the\b)?", " ", words, flags=re.IGNORECASE
    )
    house = " ".join(rest.split())
    for other in ends:
        name = traces[other.id].name
        if house and same_name(house, name, "organisation"):
            because = f"“{words}” speaks for {name}"
            yield statement, other, "institution", because, _printed_span(statement), _printed_span(other)
            return


def _government(name: str) -> str | None:
    """Return the country whose government a name stands for: a country, its capital, its seat."""
    bare = _GOVERNMENT.sub("", _NOT_NAMES.sub("", name))
    return None if bare.casefold() in _DEPARTMENTS else country_of(bare) or capital_of(bare)
