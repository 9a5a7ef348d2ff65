"""Quotations that no cue claims, given to whom the text has introduced.

"X was furious. “It is a disgrace.”"; "X put it plainly: “We leave.”"; a paragraph of
nothing but quotation after one in which X spoke; and the paragraphs of one quotation
that only the last closes (Chicago Manual of Style, 13.32). The quotation must be
speech of sentence length that stands by itself; where two could have said it, it stays
the page's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.attribution import Attribution, quotation_of
from sayso.extract.lexicon import is_speech_verb
from sayso.extract.quotations import is_one_quotation, is_speech, says_something
from sayso.extract.quotes import find_quotes, left_open
from sayso.extract.sources import describe
from sayso.extract.sources_words import PRONOUNS, SPOKESPEOPLE, source_words
from sayso.extract.subjects import own_subject, subject_of
from sayso.names import fold
from sayso.names.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from sayso.extract.parse import Passage
    from sayso.model import Span

FEWEST_WORDS = 4
"""Words of a quotation that can be given to somebody without a cue, at least."""

STOPS = (".", "!", "?", "…", ":", ")", "”", '"', "’")
FINITE = ("VBD", "VBZ", "VBP")
NOMINAL = ("NOUN", "PROPN", "PRON")
SAYING_NOTHING = frozenset({"it", "this", "that", "which", "what", "there"})
SILENT_ROLES = frozenset({"title", "heading", "caption", "table"})
_OPENING = "\"'“”„«»‘‹›`"


def find_uncued(passages: Sequence[Passage], rows: Sequence[Attribution]) -> list[Attribution]:
    """Return attributions for the quotations that *rows* leave to nobody, in reading order.

    Their cue is ``None``; their source is printed in the same passage or in the one
    that introduces them.
    """
    finder = _Finder(passages, rows)
    for number in range(len(passages)):
        finder.read(number)
    return finder.found


class _Finder:
    """One reading of a document, from its first paragraph to its last."""

    def __init__(self, passages: Sequence[Passage], rows: Sequence[Attribution]) -> None:
        self._passages = passages
        self._rows: dict[int, list[Attribution]] = {}
        for row in rows:
            self._rows.setdefault(row.passage, []).append(row)
        self.found: list[Attribution] = []
        self._quotes = [[self._shift(n, q) for q in find_quotes(p.text)] for n, p in enumerate(passages)]

    def _shift(self, number: int, span: Span) -> Span:
        start = self._passages[number].start
        return start + span[0], start + span[1]

    def read(self, number: int) -> None:
        """Give the loose quotations of one paragraph to their speakers."""
        passage = self._passages[number]
        if passage.block.role in SILENT_ROLES:
            return
        loose = [quote for quote in self._quotes[number] if self._is_loose(number, quote)]
        for quote in loose:
            speaker = self._speaker(number, quote)
            if speaker is not None:
                self._give(number, quote, speaker)

    def _is_loose(self, number: int, quote: Span) -> bool:
        """Say whether a quotation is speech that stands by itself and that no content touches."""
        passage = self._passages[number]
        text, start = passage.text, passage.start
        local = (quote[0] - start, quote[1] - start)
        rows = [row for row in self._all(number) if not (_lies_in(row, quote) and self._is_handed(number))]
        taken = any(a < quote[1] and quote[0] < b for row in rows for a, b in row.content)
        cues = any(row.cue and quote[0] <= row.cue[0] < quote[1] for row in rows)
        words = len(text[slice(*local)].split())
        before, after = text[: local[0]].rstrip(), text[local[1] :].lstrip()
        inside = text[slice(*local)].strip(_OPENING + " ")
        begins = not before or before.endswith(STOPS) or before[-1] in "—–-"
        ends = not after or inside[-1:] in ".!?…" or after[:1] in ".!?"
        alone = begins and ends and inside[:1].upper() == inside[:1]
        speech = is_speech(text, local) and says_something(passage.parse, local)
        return not taken and not cues and words >= FEWEST_WORDS and alone and speech

    def _is_handed(self, number: int) -> bool:
        """Say whether a paragraph is nothing but quotation, to which the one before hands over by a colon.

        So is what goes on from such a paragraph; whoever speaks inside of it is quoted there.
        """
        if not number or not is_one_quotation(self._passages[number].text, self._local(number)):
            return False
        handed = self._announcer(number - 1) is not None
        return handed or any(row.passage == number - 1 and row.cue is None for row in self.found)

    def _announcer(self, number: int) -> Span | None:
        """Return who says what follows a paragraph that ends in a colon: "..., the bank said:"."""
        passage = self._passages[number]
        if passage.block.role in SILENT_ROLES or not passage.text.rstrip().endswith(":"):
            return None
        subject = _announcing(list(passage.parse.sents)[-1]) if len(passage.parse) else None
        return passage.span(subject) if subject is not None else None

    def _all(self, number: int) -> Iterator[Attribution]:
        yield from self._rows.get(number, ())
        yield from (row for row in self.found if row.passage == number)

    def _speaker(self, number: int, quote: Span) -> Attribution | Span | None:
        """Return who says a loose quotation: a row whose speaker goes on, or the words that name one."""
        passage = self._passages[number]
        before = passage.text[: quote[0] - passage.start].rstrip()
        if before:
            return self._introduced_here(number, quote, colon=before.endswith(":"))
        if number == 0:
            return None
        if left_open(self._passages[number - 1].text):
            return self._last_speaker(number - 1, quoted=True) or self._closing_speaker(number)
        if is_one_quotation(passage.text, self._local(number)):
            return self._introduced_before(number)
        return None

    def _local(self, number: int) -> list[Span]:
        start = self._passages[number].start
        return [(a - start, b - start) for a, b in self._quotes[number]]

    def _last_speaker(self, number: int, *, quoted: bool = False) -> Attribution | None:
        """Return the row that speaks last in a paragraph, of several speakers none unless it is quoted."""
        rows = [row for row in self._all(number) if row.source is not None]
        spoken = [row for row in rows if row.quotation != "indirect"]
        if spoken:
            return max(spoken, key=lambda row: row.content[-1])
        if quoted or not rows:
            return None
        outer = [row for row in rows if not self._is_inside(row, rows)]
        sources = {row.source for row in outer}
        return (
            max(outer, key=lambda row: row.content[-1]) if len(sources) == 1 and _speaks(outer[-1]) else None
        )

    @staticmethod
    def _is_inside(row: Attribution, rows: Sequence[Attribution]) -> bool:
        cue = row.cue or row.content[0]
        return any(
            a <= cue[0] and cue[1] <= b for other in rows if other is not row for a, b in other.content
        )

    def _closing_speaker(self, number: int) -> Attribution | None:
        """Return who speaks where a quotation of several paragraphs is closed."""
        for later in range(number, len(self._passages)):
            rows = [row for row in self._rows.get(later, ()) if row.source and row.quotation == "direct"]
            if rows:
                return rows[0]
            if not left_open(self._passages[later].text):
                return None
        return None

    def _introduced_here(self, number: int, quote: Span, *, colon: bool) -> Attribution | Span | None:
        """Return who speaks in the sentence before a quotation: its speaker, else its subject."""
        passage = self._passages[number]
        sentence = _sentence_before(passage, quote[0])
        if sentence is None:
            return None
        span = passage.span(sentence)
        rows = [
            row
            for row in self._all(number)
            if row.source and row.content[-1][1] <= quote[0] and row.content[-1][1] > span[0] and _speaks(row)
        ]
        if rows:
            return max(rows, key=lambda row: row.content[-1])
        subject = _introduced(sentence, colon=colon)
        return passage.span(subject) if subject is not None else None

    def _introduced_before(self, number: int) -> Attribution | Span | None:
        """Return who speaks in the paragraph before one of nothing but quotation."""
        before = self._passages[number - 1]
        if before.block.role in SILENT_ROLES:
            return None
        speaker = self._announcer(number - 1) or self._last_speaker(number - 1)
        if speaker is not None:
            return speaker
        if any(self._rows.get(number - 1, ())):
            return None
        last = list(before.parse.sents)[-1] if len(before.parse) else None
        if last is None or any(
            a < before.span(last)[1] and before.span(last)[0] < b for a, b in self._quotes[number - 1]
        ):
            return None
        subject = _introduced(last, colon=before.text.rstrip().endswith(":"))
        return before.span(subject) if subject is not None else None

    def _give(self, number: int, quote: Span, speaker: Attribution | Span) -> None:
        source = speaker.source if isinstance(speaker, Attribution) else speaker
        lemma = speaker.lemma if isinstance(speaker, Attribution) else "say"
        known = isinstance(speaker, Attribution)
        local = self._local(number)
        start = self._passages[number].start
        self.found.append(
            Attribution(
                passage=number,
                source=source,
                cue=None,
                content=(quote,),
                lemma=lemma,
                frame="continued" if known else "introduced",
                quotation=quotation_of([(quote[0] - start, quote[1] - start)], local),
            )
        )


def _speaks(row: Attribution) -> bool:
    """Say whether a row's source speaks rather than thinks, wants or writes."""
    return row.quotation != "indirect" or is_speech_verb(row.lemma) or row.lemma == "say"


def _sentence_before(passage: Passage, at: int) -> TokenSpan | None:
    """Return the last sentence that ends before a document offset."""
    ended = [s for s in passage.parse.sents if passage.start + s.start_char < at and s.text.strip()]
    found = [s for s in ended if any(t.is_alpha and passage.start + t.idx < at for t in s)]
    if not found:
        return None
    last = found[-1]
    tokens = [token.i for token in last if passage.start + token.idx < at]
    return passage.parse[tokens[0] : tokens[-1] + 1]


def _introduced(sentence: TokenSpan, *, colon: bool) -> TokenSpan | None:
    """Return the person whom a sentence introduces: its subject, if it can speak and nobody else is named.

    Before a colon the subject of the clause that ends there will do, whoever else is named.
    """
    root = sentence.root
    subject = own_subject(root)
    if subject is None or not sentence.start <= subject.i < sentence.end or subject.i > root.i:
        return None
    phrase = sentence.doc[subject.left_edge.i : subject.right_edge.i + 1]
    if phrase.end > sentence.end or not _is_speaker(phrase):
        return None
    if colon:
        return phrase
    others = {
        e.text for e in sentence.ents if e.label_ == "PERSON" and not (phrase.start <= e.start < phrase.end)
    }
    return phrase if not others else None


def _announcing(sentence: TokenSpan) -> TokenSpan | None:
    """Return the subject of the verb of speech that a sentence ends in: a person, a body or a paper."""
    verbs = [token for token in sentence if token.pos_ == "VERB" and token.tag_ in FINITE]
    verb = next((t for t in reversed(verbs) if sentence.root in (t, t.head)), None)
    if verb is None or not is_speech_verb(verb.lemma_.lower()):
        return None
    subject = subject_of(verb)
    if subject is None or not sentence.start <= subject.i < verb.i or subject.pos_ not in NOMINAL:
        return None
    if subject.lower_ in SAYING_NOTHING:
        return None
    return sentence.doc[subject.left_edge.i : subject.right_edge.i + 1]


def _lies_in(row: Attribution, quote: Span) -> bool:
    """Say whether all of a row stands inside of a quotation."""
    spans = [*row.content, *([row.cue] if row.cue else []), *([row.source] if row.source else [])]
    return all(quote[0] <= start and end <= quote[1] for start, end in spans) and spans != [quote]


def _is_speaker(phrase: TokenSpan) -> bool:
    """Say whether a subject is a person, or a body or paper by its proper noun."""
    head: Token = phrase.root
    if head.lower_ in PRONOUNS:
        return head.lower_ in ("he", "she")
    if head.ent_type_ == "PERSON":
        return True
    people = lexicon().titles | SPOKESPEOPLE | source_words().unnamed
    if head.tag_ == "NN":
        return fold(head.lemma_) in people
    return head.tag_ == "NNP" and describe(phrase).kind == "person"
