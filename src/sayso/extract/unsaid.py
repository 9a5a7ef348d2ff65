"""What the text tells that nobody has said: "nobody claimed that", "did not say how many".

Such a sentence states the silence, in the voice of whoever writes it, and must not be
entered as somebody's word. Denials, refusals and what somebody does not think are
stances of the one who holds them, and stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.framing import cue_verb, phrase_of
from sayso.extract.lexicon import cue_kind
from sayso.extract.negation import cue_is_negated, negation_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from sayso.extract.attribution import Attribution
    from sayso.extract.parse import Passage

NOBODY = frozenset({"no", "nobody", "none", "neither", "noone"})
"""Words by which a source begins that is nobody."""

EXCEPTING = frozenset({"but", "except", "besides"})
"""Words by which somebody is excepted: "nobody but the mayor said"."""


def without_unsaid(passages: Sequence[Passage], rows: Sequence[Attribution]) -> list[Attribution]:
    """Return rows without those that tell of nothing said, and without what stands in their contents."""
    unsaid = [row for row in rows if is_unsaid(passages[row.passage], row)]
    return [row for row in rows if row not in unsaid and not any(_stands_in(row, one) for one in unsaid)]


def is_unsaid(passage: Passage, row: Attribution) -> bool:
    """Say whether an attribution's source is nobody, or its cue a verb of speech that is negated."""
    source = phrase_of(passage, row.source) if row.source else None
    if source is not None and source[0].lower_ in NOBODY:
        return _is_nobody(source)
    cue = phrase_of(passage, row.cue) if row.cue else None
    verb = cue_verb(passage, row)
    if cue is None or verb is None or verb.pos_ != "VERB":
        return False
    kind = cue_kind(row.lemma, row.frame)
    if kind.cue_class != "speech":
        return False
    if any(token.lower_ == "neither" for token in (*cue, *verb.children)):
        return True
    return kind.stance != "denying" and not _is_refusal(cue, verb) and cue_is_negated([verb])


def _is_nobody(source: TokenSpan) -> bool:
    """Say whether a printed source is nobody; numbers and names that begin with "No" are somebody."""
    first = source[0]
    if first.lower_ not in NOBODY or any(token.lower_ in EXCEPTING for token in source):
        return False
    second = source[1] if len(source) > 1 else None
    numbered = second is not None and (second.like_num or second.text == ".") and second.lower_ != "one"
    return not numbered and first.ent_type_ not in ("ORG", "PERSON", "WORK_OF_ART")


def _is_refusal(cue: TokenSpan, verb: Token) -> bool:
    """Say whether the cue tells of a refusal: "refused to say", "declined to confirm"."""
    words = negation_words().implicatives
    refused = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in words
    return refused or any(token.lemma_.lower() in words for token in cue)


def _stands_in(row: Attribution, outer: Attribution) -> bool:
    mark = row.cue or row.source
    return (
        row.passage == outer.passage
        and mark is not None
        and any(start <= mark[0] and mark[1] <= end for start, end in outer.content)
    )
