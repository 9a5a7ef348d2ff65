"""Deeds that were tagged for speech: "cut the budget", "used his left hand to stay clear", "known as".

A network that learned from attitudes and intentions takes some deeds for them. What a verb
does with a thing is a deed where the verb hardly ever attributes; a content with a verb of its
own, or in quotation marks, tells enough to be left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.lexicon import cue_kind, cue_lexicon, is_listed, is_speech_verb
from sayso.extract.rules import THING_THRESHOLD
from sayso.extract.tagger_sources import is_patient
from sayso.extract.tagger_words import content_words, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from sayso.extract.found import Found
    from sayso.model import Span

OFTEN = 5
"""Sightings of a verb with an object, from which its share as a cue tells something."""

HARDLY = 0.05
SELDOM = 0.1
"""Shares as a cue, below which a verb is one of deed: with words that belong to it, and by itself."""


PREDICATES = frozenset({"acomp", "oprd", "dobj"})
"""What makes a verb of being or having one of thought ("was *livid* about", "had *doubts* about")."""


def is_deed(parse: Doc, row: Found, quotes: Sequence[Span]) -> bool:
    """Say whether a deed was tagged: by a verb that hardly ever attributes, or a name that something bears.

    So is a thing of which a passive says nothing more ("*crews* were called").
    """
    if is_called(parse, row) or _is_verdict(row):
        return True
    quoted = any(a < end and start < b for start, end in row.parts for a, b in quotes)
    if quoted:
        return False
    held = content_words(parse, row.parts)
    if row.candidate.frame == "xcomp:to":
        return _is_means(row)
    if row.candidate.frame != "object" or any(word.pos_ in ("VERB", "AUX") for word in held):
        return False
    if row.source is None and _share(row) < THING_THRESHOLD and is_patient(held, row.candidate.head):
        return True
    return _is_done(parse, row)


def is_called(parse: Doc, row: Found) -> bool:
    """Say whether a row takes a name for a speaker: "laws, *known as* the Fir Acts"."""
    head = row.candidate.head
    if head.tag_ != "VBN" or row.source is None or any(child.dep_ == "agent" for child in head.children):
        return False
    spoken = words(parse, row.source)
    names = [child for child in head.children if child.lower_ == "as" and child.i > head.i]
    return bool(spoken) and any(spoken[0] in list(name.subtree) for name in names)


def _is_verdict(row: Found) -> bool:
    """Say whether a passive of no verb of speech tells what was done to somebody ("convicted of it")."""
    head = row.candidate.head
    children = {child.dep_: child for child in head.children}
    passive = head.tag_ == "VBN" and "nsubjpass" in children and "agent" not in children
    of = any(child.lower_ == "of" for child in head.children)
    speech = cue_kind(row.candidate.lemma, row.candidate.frame).cue_class == "speech"
    return passive and of and speech and not is_listed(row.candidate.lemma, "verb")


def _share(row: Found) -> float:
    return cue_lexicon().share(row.candidate.lemma, row.candidate.frame)


def _is_means(row: Found) -> bool:
    """Say whether a verb with a thing as its object does it to some end ("*used his left* to stay clear")."""
    things = [child for child in row.candidate.head.children if child.dep_ == "dobj" and child.pos_ == "NOUN"]
    lemma = row.candidate.lemma
    means = any(not is_listed(child.lemma_.lower(), "noun") for child in things)
    return means and not is_listed(lemma, "verb") and _share(row) < SELDOM


def _is_done(parse: Doc, row: Found) -> bool:
    """Say whether something is done to a thing, by a verb that tells of no word or thought."""
    lemma = row.candidate.lemma
    cue = words(parse, row.cue) if row.cue is not None else []
    if any(
        token.pos_ == "NOUN" and token.is_lower and is_listed(token.lemma_.lower(), "noun") for token in cue
    ):
        return False
    if lemma in ("be", "have"):
        return len(cue) == 1 and not any(child.dep_ in PREDICATES for child in row.candidate.head.children)
    kind = cue_kind(lemma, "object").cue_class
    doubtful = kind == "perception" or (kind == "speech" and not is_speech_verb(lemma))
    known = cue_lexicon().seen(lemma, "object") >= OFTEN
    return known and _share(row) < (SELDOM if doubtful and len(cue) == 1 else HARDLY)
