"""One use of a word: how a label reads in a row of the wording table."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.link.wording_concepts import lemma_words
from sayso.model import Words
from sayso.names import capital_of, country_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.model import Extraction, Label

_POSSESSIVE = ("'s", "’s")
_LINKS = frozenset({"and", "or", "of"})


@dataclass(frozen=True, slots=True)
class Use:
    """A label in its document, ready for a row.

    ``words`` is what the row prints, ``term`` what makes two uses the same entry,
    ``sense`` what makes them the same choice of word; ``country`` is the country its
    modifiers name, ``modifiers`` are those that describe. ``speaker`` is set when the
    words are a source's and not the outlet's, ``marked`` when it holds them at a distance.
    """

    outlet: str
    document: str
    start: int
    end: int
    words: str
    term: str
    head: str
    sense: str
    modifiers: frozenset[str] = frozenset()
    country: str | None = None
    speaker: str | None = None
    marked: bool = False


def use_of(extraction: Extraction, label: Label, sense: str = "") -> Use:
    """Return a document's label as a use; *sense* is the lexicon's term, else its own words."""
    printed = label.words.split()
    modifiers, country = _modifiers(printed[:-1])
    marked = label.distanced or (label.quoted and label.speaker is None)
    shown = label.words if marked else " ".join([*modifiers, printed[-1]])
    head = lemma_words(label)[-1]
    term = " ".join([*modifiers, head]).casefold()
    return Use(
        extraction.document.display,
        extraction.document.id,
        label.start,
        label.end,
        _shown(shown, label),
        term,
        head,
        sense or term,
        frozenset(word.casefold() for word in modifiers),
        country,
        None if label.distanced else label.speaker,
        marked,
    )


def _modifiers(words: list[str]) -> tuple[list[str], str | None]:
    """Return the words that describe (no possessor, no name) and the country that the others name."""
    country: str | None = None
    kept: list[str] = []
    for word in words:
        bare = word[:-2] if word.endswith(_POSSESSIVE) else word
        named = country_of(bare) or (capital_of(bare) if word[:1].isupper() else None)
        country = country or named
        if bare != word or not any(letter.isalnum() for letter in word):
            kept = []
        elif not named and word.islower() and (kept or word not in _LINKS):
            kept.append(word)
    return kept, country


def _shown(words: str, label: Label) -> str:
    """Print a word with its quotation marks or its distance."""
    quoted = f"“{words}”" if label.quoted else words
    return f"{quoted} (at a distance)" if label.distanced else quoted


def words_of(uses: Iterable[Use]) -> tuple[Words, ...]:
    """Count the uses of one outlet, most frequent first; a source's own words come last, as such."""
    groups: dict[tuple[str, str, bool], list[Use]] = defaultdict(list)
    for use in uses:
        groups[use.term, use.speaker or "", use.marked].append(use)
    rows = []
    for (_, speaker, _), found in groups.items():
        printed = Counter(use.words for use in found)
        shown = min(printed, key=lambda words: (-printed[words], words))
        places = tuple(sorted((use.document, use.start, use.end) for use in found))
        rows.append(Words(f"{shown} (quoting {speaker})" if speaker else shown, len(found), places))
    quoted = dict(zip(map(id, rows), (bool(speaker) for _, speaker, _ in groups), strict=True))
    return tuple(sorted(rows, key=lambda row: (quoted[id(row)], -row.count, row.words)))
