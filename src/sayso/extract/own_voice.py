"""What an outlet says in its own voice: what is left of its sentences beside what it attributes.

A whole sentence states something when it has a verb or a figure. What is left of one
states something when it is a clause: a finite verb with its subject. The rest of a
frame ("Pell, a photographer, said", "In a letter sent on Monday") only tells who says
what the attribution holds, unless a figure stands in it that nothing else states.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.frames import is_clausal
from sayso.extract.lexicon import is_speech_verb
from sayso.extract.sentences import sentence_words, sentences, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from sayso.extract.chains import Attributed
    from sayso.extract.parse import Passage
    from sayso.model import Figure, Span

FEWEST_WORDS = 4
"""Words that what is left of a sentence must have to state something of its own."""

LOOSE = frozenset({",", ";", ":", ".", "-", "–", "—", "(", ")", "...", "…"})
PREDICATES = ("VERB", "AUX")
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
BESIDE = frozenset({"parataxis", "ccomp"})
SAID = frozenset({"ccomp", "xcomp", "dobj"})
WAITING = ("AUX", "PART", "DET", "ADP", "SCONJ", "CCONJ")
"""Parts of speech that state nothing while what they belong to is still to come."""


def own_voice(
    number: int, passage: Passage, attributions: Sequence[Attributed], figures: Sequence[Figure]
) -> list[Span]:
    """Return what the outlet says itself in the passage *number*, beside every content or around all of it.

    A clause or a quotation that is attributed is taken out of the outlet's sentence. A
    thing stands inside it, unless the sentence was cut short and holds only a part of
    it: then it is taken out as well.
    """
    here = [row for row in attributions if row.attribution.passage == number]
    around = sentences(passage.parse)
    frames = [row for row in attributions if row.attribution.passage != number and _cues(passage, row)]
    introduced = _introducing(passage, number, attributions, around)
    taking = [row for row in here if _takes(row)]
    while True:
        content = {t.i for row in taking for t in words_of(passage, row.attribution.content)}
        frame = {t.i for row in (*taking, *frames) for t in words_of(passage, _frame(passage, row, around))}
        frame |= introduced
        runs = [run for s in around for run in _said(passage, s, content, frame - content, figures)]
        cut = [row for row in here if row not in taking and any(_crosses(row, run) for run in runs)]
        if not cut:
            return sorted([*runs, *_counting(passage, around, content, [*runs, *_held(here)], figures)])
        taking += cut


def _held(here: Sequence[Attributed]) -> list[Span]:
    return [part for row in here for part in row.attribution.content]


def _counting(
    passage: Passage,
    around: Sequence[TokenSpan],
    content: set[int],
    stated: Sequence[Span],
    figures: Sequence[Figure],
) -> list[Span]:
    """Return the frames that hold a figure which nothing else states: no figure may be lost.

    "Four agencies reported last year | that ..." counts the agencies in the outlet's voice.
    """
    loose = [
        f for f in figures if _here(passage, (f.start, f.end)) and not any(_counts(s, [f]) for s in stated)
    ]
    found = []
    for sentence in around:
        for run in _runs([token for token in sentence if token.i not in content]):
            span = _stretch(passage, _trimmed(run))
            if span and _counts(span, loose):
                found.append(span)
    return [span for span in found if not any(a < span[1] and span[0] < b for a, b in stated)]


def _takes(row: Attributed) -> bool:
    return is_clausal(row.attribution.frame) or row.attribution.quotation != "indirect"


def _crosses(row: Attributed, run: Span) -> bool:
    """Say whether a content and a stretch of own voice share characters and neither is inside the other.

    Nor may they be the same: nobody says the whole of what another says beside them.
    """
    parts = row.attribution.content
    shared = any(start < run[1] and run[0] < end for start, end in parts)
    inside = all(run[0] <= start and end <= run[1] for start, end in parts)
    return shared and (not inside or parts == (run,))


def _cues(passage: Passage, row: Attributed) -> list[Span]:
    """Return the cues of an attribution, and what cites for it, that stand in a passage."""
    spans = (*(a.cue for a in (row.attribution, *row.passing)), row.citing)
    return [span for span in spans if span and _here(passage, span)]


def _frame(passage: Passage, row: Attributed, around: Sequence[TokenSpan]) -> list[Span]:
    """Return what attributes a content in a passage: its cues, and the sources in a sentence with either.

    A source that was named in a sentence before has its own things to tell there.
    """
    cues = _cues(passage, row)
    parts = [part for part in row.attribution.content if _here(passage, part)]
    anchors = {t.i for t in words_of(passage, [*cues, *parts])}
    near = [s for s in around if any(s.start <= i < s.end for i in anchors)]
    sources = (a.source for a in (row.attribution, *row.passing))
    return cues + [span for span in sources if span and any(_within(passage, span, s) for s in near)]


def _introducing(
    passage: Passage, number: int, attributions: Sequence[Attributed], around: Sequence[TokenSpan]
) -> set[int]:
    """Return the words of a clause that ends a passage with a colon and names who is quoted in the next."""
    last = around[-1] if around else None
    if last is None or not last.text.rstrip().endswith(":"):
        return set()
    following = [row.attribution for row in attributions if row.attribution.passage == number + 1]
    named = [a.source for a in following if a.source and _here(passage, a.source)]
    for root in (word for span in named for word in words_of(passage, (span,)) if word.dep_ in SUBJECTS):
        if last.start <= root.i < last.end:
            coordinated = root.head.dep_ == "conj"
            return {t.i for t in (root.head.subtree if coordinated else last)}
    return set()


def _within(passage: Passage, span: Span, sentence: TokenSpan) -> bool:
    return passage.start + sentence.start_char <= span[0] < passage.start + sentence.end_char


def _here(passage: Passage, span: Span) -> bool:
    return passage.start <= span[0] < passage.end


def _said(
    passage: Passage, sentence: TokenSpan, content: set[int], frame: set[int], figures: Sequence[Figure]
) -> Iterator[Span]:
    """Yield the stretches of a sentence that the outlet says in its own voice."""
    rest = [token for token in sentence if token.i not in content and token.i not in frame]
    if len(rest) == len(sentence):
        span = _stretch(passage, rest)
        verb = passage.block.role != "heading" and any(token.pos_ in PREDICATES for token in rest)
        if span and (verb or _counts(span, figures)):
            yield span
    elif passage.block.role != "heading":
        for run in _runs(rest):
            clause = _clause(_with_subject(_trimmed(run), frame))
            span = _stretch(passage, clause)
            if span:
                yield span


def _runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in tokens:
        if run and token.i != run[-1].i + 1:
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _trimmed(run: Sequence[Token]) -> list[Token]:
    """Return a run without marks and connectives at its ends, and words at its end that wait for more."""
    words = list(run)
    openers, closers = sentence_words()["openers"], sentence_words()["closers"]
    while words and (words[-1].text in LOOSE or words[-1].lower_ in closers or _waits(words[-1])):
        words.pop()
    start = next(
        (i for i, t in enumerate(words) if t.text not in LOOSE and t.lower_ not in openers), len(words)
    )
    return words[start:]


def _waits(last: Token) -> bool:
    """Say whether what follows *last* was to complete it: "allowing | users to tell", "were | seen"."""
    if last.pos_ in PREDICATES and any(child.i > last.i and child.dep_ != "punct" for child in last.children):
        return True
    return last.head.i > last.i and (last.pos_ in WAITING or last.dep_ in SUBJECTS)


def _with_subject(run: list[Token], frame: set[int]) -> list[Token]:
    """Return a run with the subject of its clause, where that stands before it as the source of another."""
    if not run:
        return run
    inside = {token.i for token in run}
    for verb in _heads(run, inside):
        for child in verb.children:
            if child.dep_ in SUBJECTS and child.i < run[0].i:
                before = list(run[0].doc[child.left_edge.i : run[0].i])
                if all(token.i in frame for token in before):
                    return before + run
    return run


def _clause(run: list[Token]) -> list[Token]:
    """Return a run that has words enough and is headed by a finite verb with its subject, else nothing."""
    inside = {token.i for token in run}
    words = sum(token.is_alpha or token.like_num for token in run)
    heads = (verb for head in _heads(run, inside) for verb in _coordinated(head, inside))
    return run if words >= FEWEST_WORDS and any(_states(verb, inside) for verb in heads) else []


def _heads(run: Iterable[Token], inside: set[int]) -> list[Token]:
    return [t for t in run if t.pos_ in PREDICATES and (t.head == t or t.head.i not in inside)]


def _coordinated(verb: Token, inside: set[int]) -> Iterator[Token]:
    yield verb
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ in PREDICATES and child.i in inside:
            yield from _coordinated(child, inside)


def _states(verb: Token, inside: set[int]) -> bool:
    """Say whether a verb is finite and has a subject here, or shares one with the verb before it."""
    finite = [t for t in (verb, *verb.children) if t.pos_ in PREDICATES and t.i in inside]
    if not any(
        "Fin" in t.morph.get("VerbForm", []) for t in finite if t == verb or t.dep_ in ("aux", "auxpass")
    ):
        return False
    if _only_says(verb, inside):
        return False
    if any(child.dep_ in SUBJECTS and child.i in inside for child in verb.children):
        return True
    return verb.dep_ == "conj" and any(child.dep_ in SUBJECTS for child in verb.head.children)


def _only_says(verb: Token, inside: set[int]) -> bool:
    """Say whether a verb of speech hangs beside what it says and tells nothing else: ", she said,"."""
    if verb.dep_ not in BESIDE or not is_speech_verb(verb.lemma_.lower()):
        return False
    return not any(child.dep_ in SAID and child.i in inside for child in verb.children)


def _counts(span: Span, figures: Sequence[Figure]) -> bool:
    return any(span[0] <= figure.start and figure.end <= span[1] for figure in figures)


def _stretch(passage: Passage, run: Sequence[Token]) -> Span | None:
    """Return the document span of a run of tokens, white space at its ends left out."""
    words = [token for token in run if not token.is_space]
    if not words:
        return None
    return passage.start + words[0].idx, passage.start + words[-1].idx + len(words[-1])
