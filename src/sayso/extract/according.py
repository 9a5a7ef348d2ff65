"""Who is named by "according to", where only the relative clause on it was taken for a cue.

"According to Interfax, which quoted a person it did not name, the commander was
dismissed": the sentence is Interfax's, and the clause tells whom it cites
(:mod:`sayso.extract.citations`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.attribution import quotation_of
from sayso.extract.chains_words import chain_words
from sayso.extract.found import trim
from sayso.extract.framing import cue_verb
from sayso.extract.quotes import find_quotes
from sayso.extract.subjects import subject_of
from sayso.extract.turns import goes_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from sayso.extract.attribution import Attribution
    from sayso.extract.parse import Passage


def with_governing(passages: Sequence[Passage], rows: Sequence[Attribution]) -> list[Attribution]:
    """Return rows in which "according to X, which quoted Y," attributes its sentence to X."""
    kept = []
    for row in rows:
        passage = passages[row.passage]
        verb = cue_verb(passage, row)
        named = _named_by_according(verb) if verb is not None else None
        if verb is None or named is None:
            kept.append(row)
            continue
        according = named.head.head
        at = passage.start + according.idx
        if any(o.passage == row.passage and o.cue and o.cue[0] == at for o in rows):
            continue
        kept.append(_governed(passage, row, verb, named) or row)
    return _with_speakers_inside(passages, kept)


def _with_speakers_inside(passages: Sequence[Passage], rows: Sequence[Attribution]) -> list[Attribution]:
    """Return rows in which "..., saying" goes on for its own subject inside of "according to X, ..."."""
    kept = list(rows)
    for number, row in enumerate(rows):
        passage = passages[row.passage]
        verb = cue_verb(passage, row)
        subject = subject_of(verb) if verb is not None and verb.tag_ == "VBG" and goes_on(verb) else None
        if verb is None or subject is None:
            continue
        outer = next((k for k, one in enumerate(kept) if _opens(one, row, passage.start + subject.idx)), None)
        if outer is None:
            continue
        source = passage.span(verb.doc[subject.left_edge.i : subject.i + 1])
        first, last = kept[outer].content[0], row.content[-1]
        kept[number] = replace(row, source=source)
        kept[outer] = replace(kept[outer], content=((first[0], max(kept[outer].content[-1][1], last[1])),))
    return kept


def _opens(outer: Attribution, row: Attribution, subject: int) -> bool:
    """Say whether a fronted "according to" has the subject of another row's clause in its content."""
    fronted = outer.frame == "according" and outer.cue is not None and outer.cue[0] < outer.content[0][0]
    same = outer is not row and outer.passage == row.passage and outer.source == row.source
    return fronted and same and any(start <= subject < end for start, end in outer.content)


def _named_by_according(verb: Token) -> Token | None:
    """Return the noun after "according to" on which a relative clause with a verb of quoting hangs."""
    if verb.dep_ != "relcl" or verb.lemma_.lower() not in chain_words().quoting:
        return None
    preposition = verb.head.head
    by_according = preposition.lower_ == "to" and preposition.head.lower_ == "according"
    return verb.head if verb.head.dep_ == "pobj" and by_according else None


def _governed(passage: Passage, row: Attribution, verb: Token, named: Token) -> Attribution | None:
    """Return the attribution that "according to" makes of the rest of its sentence."""
    text, sentence = passage.text, verb.sent
    according = named.head.head
    if any(token.is_alpha for token in sentence[: according.i - sentence.start]):
        rest = sentence.start_char, according.idx
    else:
        last = verb.doc[verb.right_edge.i]
        rest = last.idx + len(last), sentence.end_char
    a, b = trim(text, rest)
    while b > a and (text[b - 1].isspace() or text[b - 1] in ".!?"):
        b -= 1
    if a >= b:
        return None
    source = passage.parse[named.left_edge.i : named.i + 1]
    return replace(
        row,
        source=passage.span(source),
        cue=passage.span(passage.parse[according.i : named.head.i + 1]),
        content=((passage.start + a, passage.start + b),),
        lemma="accord",
        frame="according",
        quotation=quotation_of([(a, b)], find_quotes(text)),
    )
