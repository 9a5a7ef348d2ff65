"""How outlets write the names of people and places, and what they call the people."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.link.wording_uses import Use
from sayso.names import country_of, fold, sound_key
from sayso.names.lexicon import lexicon
from sayso.names.people import parse_person
from sayso.names.same_people import part_rank, same_person
from sayso.names.spelling import start_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.model import Extraction, Label
from sayso.names.people import PersonName

_ARTICLES = ("the ", "a ", "an ")
_YOUNGER = frozenset({"jr", "sr"})
"""What sets a surname off from that of a father or son, who may be the source."""


def person_rows(extractions: Sequence[Extraction]) -> dict[str, list[Use]]:
    """Return, for each person who is a source, the words that each outlet has for them.

    These are the printed sources that resolve to the person, pronouns left out, and
    the labels that hold the name. A label that fits two people goes to neither.
    """
    people = {
        source.name: parse_person(source.name)
        for extraction in extractions
        for statement in extraction.statements
        for source in statement.chain
        if source.kind == "person" and source.name and parse_person(source.name).full
    }
    roles = _roles(extractions)
    rows: dict[str, dict[tuple[str, int], Use]] = defaultdict(dict)
    for extraction in extractions:
        found = [*_labelled(extraction, people), *_described(extraction, roles), *_sourced(extraction)]
        for name, use in found:
            if name in people:
                rows[name].setdefault((use.document, use.start), use)
    return {name: list(found.values()) for name, found in rows.items()}


def _labelled(extraction: Extraction, people: dict[str, PersonName]) -> Iterator[tuple[str, Use]]:
    for label in extraction.labels:
        words = label.words.split()
        if not any(word[:1].isupper() for word in words) or _owned(words):
            continue
        named = parse_person(label.words)
        if not named.full and words[-1].casefold().rstrip(".") in _YOUNGER:
            continue
        fits = [
            name for name, person in people.items() if named.keys and person.keys and _fits(named, person)
        ]
        if len(fits) == 1:
            yield fits[0], _use(extraction, label.start, label.end, label.words, label.speaker)


def _owned(words: Sequence[str]) -> bool:
    """Say whether words name what is somebody's ("Mr. Trump's comments"), and nobody after that."""
    last = max((at for at, word in enumerate(words) if word.endswith(("'s", "’s"))), default=len(words))
    owner, rest = words[: last + 1], words[last + 1 :]
    return bool(rest) and owner[-1][:1].isupper() and not any(word[:1].isupper() for word in rest)


def _fits(named: PersonName, person: PersonName) -> bool:
    """Say whether a label names a person; given names alone do not."""
    if start_of(named.keys[-1]) != start_of(person.keys[-1]):
        return False
    if named.full and person.full:
        return same_person(named, person)
    return part_rank(named, person) == 3 or (not named.full and named.keys == person.keys)


def _roles(extractions: Sequence[Extraction]) -> dict[tuple[str, str], str]:
    """Return the person that a title and a country stand for: ("president", "Ukraine").

    Read from printed sources ("Ukrainian President Volodymyr Zelensky"); one that two
    people bear in the story stands for neither.
    """
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for extraction in extractions:
        for statement in extraction.statements:
            for source in statement.chain:
                title = parse_person(source.text or "").title if source.kind == "person" else None
                country = _country((source.text or "").split())
                if title and country and source.name:
                    bearers[title, country].add(source.name)
    return {role: min(names) for role, names in bearers.items() if len(names) == 1}


def _country(words: Sequence[str]) -> str | None:
    return next(
        (named for word in words if (named := country_of(word.removesuffix("'s").removesuffix("’s")))), None
    )


def _described(extraction: Extraction, roles: dict[tuple[str, str], str]) -> Iterator[tuple[str, Use]]:
    """Yield the labels that name a person by country and title alone ("Ukrainian president")."""
    for label in extraction.labels:
        words = label.words.split()
        if len(words) == 2:
            name = roles.get((label.head.casefold(), _country(words[:1]) or ""))
            if name:
                yield name, _use(extraction, label.start, label.end, label.words, label.speaker)


def _sourced(extraction: Extraction) -> Iterator[tuple[str, Use]]:
    pronouns = lexicon().pronouns
    for statement in extraction.statements:
        for source in statement.chain:
            words = " ".join((source.text or "").split())
            if source.kind != "person" or not source.name or source.start is None or source.end is None:
                continue
            if any(word not in pronouns for word in words.casefold().split()) and not _owned(words.split()):
                yield source.name, _use(extraction, source.start, source.end, _bare(words), None)


def _bare(words: str) -> str:
    """Return the words for a person without their article, and without what a comma adds to them."""
    words = words.split(", ", maxsplit=1)[0].rstrip(",")
    article = next((each for each in _ARTICLES if words.casefold().startswith(each)), "")
    return words[len(article) :]


def _use(extraction: Extraction, start: int, end: int, words: str, speaker: str | None) -> Use:
    document = extraction.document
    return Use(
        document.display,
        document.id,
        start,
        end,
        words,
        fold(words),
        fold(words),
        fold(words),
        speaker=speaker,
    )


def spelling_rows(extractions: Sequence[Extraction], people: Iterable[str]) -> dict[str, list[Use]]:
    """Return names, of places above all, that outlets spell in different ways (Kiev, Kyiv).

    The spellings must share their sound and no document may use two of them; names of
    *people* have rows of their own.
    """
    known = {key for name in people for key in parse_person(name).keys}
    groups: dict[str, list[Use]] = defaultdict(list)
    for extraction in extractions:
        for label in extraction.labels:
            for use in _spelled(extraction, label):
                if use.head not in known:
                    groups[use.head].append(use)
    rows: dict[str, list[Use]] = {}
    for found in groups.values():
        forms = sorted({use.term for use in found})
        by_document = {(use.document, use.term) for use in found}
        if len(forms) > 1 and len(by_document) == len({document for document, _ in by_document}):
            rows[" / ".join(dict.fromkeys(use.words for use in sorted(found, key=lambda u: u.words)))] = found
    return rows


def _spelled(extraction: Extraction, label: Label) -> Iterator[Use]:
    """Yield the capitalised words of a label, each with its sound as head."""
    if label.speaker is not None:
        return
    at = label.start
    for word in extraction.document.text[label.start : label.end].split(" "):
        bare = word.removesuffix("'s").removesuffix("’s")
        if bare[:1].isupper() and bare[1:].islower() and len(sound_key(bare)) > 2:
            document = extraction.document
            yield Use(
                document.display,
                document.id,
                at,
                at + len(bare),
                bare,
                fold(bare),
                sound_key(bare),
                fold(bare),
            )
        at += len(word) + 1
