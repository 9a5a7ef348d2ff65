"""The cue lexicon: how often a word in a construction attributes, and what kind of cue it is.

``data/cues.en.tsv`` holds counts of (lemma, frame) pairs, seen and seen as a cue,
learned from the training part of PolNeAR by ``training/cues/learn.py``.
``data/cue_classes.en.tsv`` gives lemmas their class and stance from published
lexicons; its header names them.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, get_args

from sayso.model import CueClass, CueStance

if TYPE_CHECKING:
    from collections.abc import Iterator

Part = Literal["verb", "noun", "adjective"]
PARTS: tuple[Part, ...] = ("verb", "noun", "adjective")
INFINITIVES = frozenset({"xcomp:to", "adj:to", "noun:to", "passive:xcomp"})
"""Frames whose content is an infinitive."""

PRIOR_WEIGHT = 2.0
"""How many sightings the expected share counts for, when a lemma is rare in a frame."""


@dataclass(frozen=True, slots=True)
class CueKind:
    """What sort of cue a lemma is, and what it does to the content."""

    cue_class: CueClass
    stance: CueStance


class CueLexicon:
    """Shares of (lemma, frame) as cues, smoothed towards those of the lemma and the frame."""

    def __init__(self, counts: dict[tuple[str, str], tuple[int, int]]) -> None:
        self._counts = counts
        self._frames: dict[str, tuple[int, int]] = {}
        self._lemmas: dict[str, tuple[int, int]] = {}
        for (lemma, frame), (seen, cued) in counts.items():
            for table, key in ((self._frames, frame), (self._lemmas, lemma)):
                before = table.get(key, (0, 0))
                table[key] = before[0] + seen, before[1] + cued
        every = (sum(seen for seen, _ in counts.values()), sum(cued for _, cued in counts.values()))
        self._odds = _odds(every, 0.1)

    def share(self, lemma: str, frame: str) -> float:
        """Return the probability (0-1) that *lemma* in *frame* is a cue of that content.

        Rare pairs lean on what lemma and frame do apart from each other, their odds
        multiplied as naive Bayes does.
        """
        seen, cued = self._counts.get((lemma, frame), (0, 0))
        odds = _odds(self._frames.get(frame, (0, 0)), self._odds)
        odds *= _odds(self._lemmas.get(lemma, (0, 0)), self._odds) / self._odds
        prior = odds / (1 + odds)
        return (cued + PRIOR_WEIGHT * prior) / (seen + PRIOR_WEIGHT)

    def seen(self, lemma: str, frame: str) -> int:
        """Return how often *lemma* was seen in *frame*, as a cue or not."""
        return self._counts.get((lemma, frame), (0, 0))[0]

    def lemma_share(self, lemma: str) -> float:
        """Return the share of *lemma* as a cue in whatever frame it does best."""
        frames = (frame for known, frame in self._counts if known == lemma)
        return max((self.share(lemma, frame) for frame in frames), default=0.0)


def _odds(counts: tuple[int, int], base: float) -> float:
    """Return the odds of (seen, cued), two sightings at the *base* odds added."""
    seen, cued = counts
    cued_smoothed = cued + 2 * base / (1 + base)
    return cued_smoothed / (seen + 2 - cued_smoothed)


def _rows(name: str) -> Iterator[list[str]]:
    text = files("sayso.extract").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@functools.cache
def cue_lexicon() -> CueLexicon:
    """Return the learned lexicon, read once in a process."""
    return CueLexicon(
        {(lemma, frame): (int(seen), int(cued)) for lemma, frame, seen, cued in _rows("cues.en.tsv")}
    )


@dataclass(frozen=True, slots=True)
class _Listed:
    kind: CueKind
    deed: bool
    raising: bool


@functools.cache
def _kinds() -> dict[tuple[str, Part], _Listed]:
    kinds: dict[tuple[str, Part], _Listed] = {}
    classes = {name: name for name in get_args(CueClass)}
    stances = {name: name for name in get_args(CueStance)}
    parts: dict[str, Part] = {name: name for name in PARTS}
    for cue_class, stance, part, lemmas, *flags in _rows("cue_classes.en.tsv"):
        listed = _Listed(CueKind(classes[cue_class], stances[stance]), "deed" in flags, "raising" in flags)
        kinds.update(((lemma.strip(), parts[part]), listed) for lemma in lemmas.split(","))
    return kinds


def is_speech_verb(lemma: str) -> bool:
    """Say whether the published lexicons list *lemma* as a verb of speech."""
    known = _kinds().get((lemma, "verb"))
    return known is not None and known.kind.cue_class == "speech" and not known.deed


def is_listed(lemma: str, part: Part) -> bool:
    """Say whether *lemma*, as that part of speech, is among the cues whose class is known."""
    return (lemma, part) in _kinds()


def is_raising(lemma: str) -> bool:
    """Say whether *lemma* is a verb of seeming, whose subject is what seems and no source.

    Who says that "the town appears calm" is the outlet, with reserve, unless a holder is
    named ("seems to her"); see :func:`sayso.extract.hedges.names_a_holder`.
    """
    known = _kinds().get((lemma, "verb"))
    return known is not None and known.raising


@functools.lru_cache(maxsize=4096)
def cue_kind(lemma: str, frame: str) -> CueKind:
    """Return class and stance of a cue; an unlisted one is judged by its frame.

    An infinitive states an intention, an adjective or a noun a thought, and
    everything else is speech.
    """
    known = _listed(lemma, frame)
    if known and not (known.deed and frame in INFINITIVES):
        return known.kind
    if frame in INFINITIVES:
        return CueKind("intention", "neutral")
    if frame.startswith(("adj:", "noun:")):
        return CueKind("thought", "neutral")
    return CueKind("speech", "neutral")


def _listed(lemma: str, frame: str) -> _Listed | None:
    """Return the entry of a lemma: with its infinitive, then without; as its own part of speech, then any."""
    own: Part = "noun" if frame.startswith("noun:") else "adjective" if frame.startswith("adj:") else "verb"
    forms = [f"{lemma} to"] if frame in INFINITIVES else []
    forms += [lemma, lemma.split(" ", maxsplit=1)[0]]
    parts = sorted(PARTS, key=lambda part: part != own)
    found = (_kinds().get((form, part)) for form in forms for part in parts)
    return next((listed for listed in found if listed), None)
