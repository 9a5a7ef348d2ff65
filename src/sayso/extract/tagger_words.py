"""What the parse says of a tagged attribution: its cue's lemma and the kind of its construction.

The tagger knows where a cue and a content stand and nothing of grammar; later rooms ask
for the lemma (which class of cue is it?) and for the frame (is the content a clause, or
a thing that the outlet speaks of itself?). Both are read off spaCy's parse. Frames have
the names that :mod:`sayso.extract.frames` gives them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.citations import can_speak
from sayso.extract.found import Found, cue_tokens
from sayso.extract.frames import Candidate
from sayso.extract.lexicon import cue_lexicon
from sayso.extract.rules import eligible_candidates
from sayso.extract.subjects import source_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from sayso.model import Span

INFORMING = frozenset({"according", "per", "via"})
"""Prepositions that name who informs."""

EMPTY = frozenset({"DET", "PUNCT", "SPACE", "PART", "PRON", "SYM", "X", "CCONJ"})
"""Parts of speech that say nothing alone."""

PARTICLES = frozenset({"down", "up", "out", "back", "off", "over", "away"})
"""Adverbs that make another verb of the one before them."""

OPENERS = frozenset({"that", "whether", "if", "how", "why"})
QUALIFYING = frozenset({"relcl", "acl", "advcl", "pcomp"})
"""What a clause is to the word that it says something of."""

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
LEAST_OVERLAP = 0.3
"""Intersection over union with a content from which a construction may lend it its cue."""

NOT_A_CUE = 0.1
"""Least share as a cue of a word that is looked up for a content without one."""


def words(parse: Doc, span: Span) -> list[Token]:
    """Return the tokens that a span touches."""
    return list(parse.char_span(*span, alignment_mode="expand") or ())


def content_words(parse: Doc, parts: Sequence[Span]) -> list[Token]:
    """Return the words of a content that say anything: no articles, marks or bare pronouns."""
    return [token for part in parts for token in words(parse, part) if token.pos_ not in EMPTY]


def construction(parse: Doc, cue: Span, content: Sequence[Span]) -> Candidate:
    """Return the construction around a tagged cue; its source is the cue's grammatical subject."""
    head = _cue_head(parse, cue)
    subject = source_of(head) if head.pos_ in ("VERB", "AUX") else _informant(head)
    held = frozenset(token.i for part in content for token in words(parse, part))
    return Candidate(head, _frame(parse, head, content), held, subject)


def _informant(head: Token) -> frozenset[int]:
    """Return whom "according to" names."""
    if head.lower_ not in ("according", "per"):
        return frozenset()
    named = next((t for t in head.subtree if t.dep_ == "pobj" and t.i > head.i), None)
    if named is None:
        return frozenset()
    return frozenset(t.i for t in named.doc[named.left_edge.i : named.i + 1])


def split_rendering(parse: Doc, row: Found) -> list[Found]:
    """Return a row whose cue holds the one who is quoted as two: who quotes, and who says it.

    "Mainichi *quoted a source as saying* that ..." is Mainichi's quoting of all that
    follows, and inside it what the source says.
    """
    whom = rendered(row.candidate.head)
    if whom is None or row.cue is None or not row.cue[0] <= whom[0].idx < row.cue[1]:
        return [row]
    quoted = parse[whom[0].left_edge.i].idx, _end(parse[whom[0].right_edge.i])
    saying = whom[1].idx, _end(whom[1])
    inner = Found(construction(parse, saying, row.parts), row.share, quoted, saying, list(row.parts))
    after = row.parts[0][0] > saying[0]
    outer = replace(row.candidate, frame="object+as")
    head = outer.head.idx, _end(outer.head)
    parts = [(quoted[0], row.parts[-1][1])] if after else [quoted]
    return [Found(outer, row.share, row.source, head, parts), inner]


def cue_span(parse: Doc, cue: Span, candidate: Candidate) -> Span:
    """Return a tagged cue without what only stands beside it: auxiliaries, the place, the hearer.

    A cue of two verbs ("was quoted as saying") is left as it is; what a verb says only
    together with is a part of it ("made *no mention of*", "doubled *down on*", "made *clear*").
    """
    tagged = words(parse, cue)
    if sum(token.pos_ == "VERB" for token in tagged) > 1:
        return cue
    tokens = [i for i in cue_tokens(candidate) if i < len(parse)]
    with_it = max((token.i for token in tagged if _completes(token, candidate.head)), default=-1)
    last = max(*tokens, with_it)
    if last == with_it and last < tagged[-1].i and parse[last + 1].pos_ == "ADP":
        last += last + 2 in candidate.content
    return parse[min(tokens)].idx, _end(parse[last])


def _completes(token: Token, head: Token) -> bool:
    """Say whether a word makes the sense of the verb before it: its object, no hearer, or its predicate."""
    if token.head != head or token.i < head.i or head.pos_ != "VERB":
        return False
    if token.dep_ in ("acomp", "oprd") or (token.dep_ == "ccomp" and token.pos_ == "ADJ"):
        return True
    if token.dep_ in ("advmod", "prt"):
        return token.i == head.i + 1 and token.lower_ in PARTICLES
    thing = token.dep_ == "dobj" and token.pos_ == "NOUN" and not token.ent_type_
    return thing and not can_speak(token.doc[token.left_edge.i : token.i + 1])


def _cue_head(parse: Doc, cue: Span) -> Token:
    """Return the word of a cue that the others hang on: its verb, else what is highest in the parse."""
    tokens = words(parse, cue)
    named = [token for token in tokens if any(letter.isalnum() for letter in token.text)] or tokens
    highest = tops(named)
    verbs = [token for token in named if token.pos_ == "VERB"]
    if highest and highest[0].pos_ == "ADP" and highest[0].lower_ not in INFORMING and not verbs:
        return next(
            (t for t in highest[0].ancestors if t.pos_ == "VERB"), highest[0]
        )  # "replied *with* one word"
    predicates = [token for token in named if token.dep_ in ("acomp", "attr")]
    return next(iter([*(t for t in highest if t.pos_ == "VERB"), *verbs, *predicates, *highest]))


def _frame(parse: Doc, head: Token, content: Sequence[Span]) -> str:
    """Name the construction of a content around the word that attributes it."""
    whom = rendered(head)
    if whom is not None and any(start <= whom[0].idx < end for start, end in content):
        return "object+as"
    tokens = [token for part in content for token in words(parse, part)]
    clause = _is_clause(tokens)
    if head.lower_ in ("according", "per"):
        return "according"
    infinitive = _is_infinitive(tokens)
    if head.pos_ in ("NOUN", "PROPN"):
        return "noun:that" if clause else "noun:to" if infinitive else "noun:of"
    if head.pos_ == "ADJ":
        return "adj:that" if clause else "adj:to"
    if clause:
        return "ccomp>" if content[0][0] > head.idx else "ccomp<"
    return "xcomp:to" if infinitive else "object"


def rendered(head: Token) -> tuple[Token, Token] | None:
    """Return whom a verb renders and the word they say it by: "quoted *an official* as *saying*"."""
    quoted = next((child for child in head.children if child.dep_ == "dobj"), None)
    for child in head.children:
        if quoted is not None and child.dep_ == "prep" and child.lower_ == "as":
            for saying in child.children:
                if saying.dep_ == "pcomp":
                    return quoted, saying
    return None


def _is_clause(tokens: Sequence[Token]) -> bool:
    """Say whether words are a clause: "that" opens it, or a finite verb of it qualifies none of the words."""
    if tokens and tokens[0].lower_ in OPENERS and tokens[0].dep_ not in ("det", "nsubj"):
        return True
    inside = {token.i for token in tokens}
    for token in tokens:
        if token.tag_ in FINITE:
            verb = token.head if token.dep_ in ("aux", "auxpass") else token
            if verb.dep_ not in QUALIFYING or verb.head.i not in inside:
                return True
    return False


def tops(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens that hang on none of the others."""
    inside = {token.i for token in tokens}
    return [token for token in tokens if token.head.i == token.i or token.head.i not in inside]


def _is_infinitive(tokens: Sequence[Token]) -> bool:
    return bool(tokens) and tokens[0].lower_ == "to" and tokens[0].tag_ == "TO"


def look_up_cue(parse: Doc, content: Span, taken: Sequence[Span]) -> tuple[Span, Span | None] | None:
    """Return the likeliest cue for a content that was tagged without one, and its source.

    It is the construction whose content overlaps most and whose word attributes
    anything at all by the cue lexicon; words inside *taken* are left alone.
    """
    best: tuple[float, Span, Span | None] | None = None
    lexicon = cue_lexicon()
    for candidate, parts in eligible_candidates(parse):
        head = candidate.head
        if any(start <= head.idx < end for start, end in (*taken, content)):
            continue
        share = lexicon.share(candidate.lemma, candidate.frame)
        worth = share * max((_overlap(content, part) for part in parts), default=0.0)
        if share >= NOT_A_CUE and worth >= LEAST_OVERLAP * NOT_A_CUE and (best is None or worth > best[0]):
            source = sorted(candidate.source)
            span = (parse[source[0]].idx, _end(parse[source[-1]])) if source else None
            best = worth, (head.idx, _end(head)), span
    return (best[1], best[2]) if best else None


def _overlap(one: Span, other: Span) -> float:
    common = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return common / (max(one[1], other[1]) - min(one[0], other[0]))


def _end(token: Token) -> int:
    return token.idx + len(token)
