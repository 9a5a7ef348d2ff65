"""Pages and statements made by hand for the tests of linking; all outlets are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.model import Block, Cue, Document, Published, Source, Statement, identity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.model import BlockRole, CueStance, SourceKind


def page(
    text: str,
    outlet: str = "Alder Post",
    *,
    published: str | None = None,
    wire: str | None = None,
    role: BlockRole = "paragraph",
) -> Document:
    """Return a document whose paragraphs are the lines of *text*, all kept."""
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(start, start + len(line), kept=True, role=role))
        start += len(line) + 1
    return Document(
        id=identity(outlet, text),
        name=f"{outlet}.txt",
        capture="0" * 64,
        text=text,
        blocks=tuple(blocks),
        outlet=outlet,
        published=Published(published, "said so", 1.0) if published else None,
        wire=wire,
    )


def source(document: Document, words: str | None, name: str | None, kind: SourceKind = "person") -> Source:
    """Return a source printed as *words* at their first place in the document, or printed nowhere."""
    if words is None:
        return Source(None, None, None, name, kind)
    start = document.text.index(words)
    return Source(start, start + len(words), words, name, kind)


def cue(document: Document, words: str, lemma: str, stance: CueStance = "neutral") -> Cue:
    """Return a cue of speech at the first place of *words*."""
    start = document.text.index(words)
    return Cue(start, start + len(words), words, "speech", lemma, stance)


def statement(
    document: Document,
    words: str,
    chain: Sequence[Source] = (),
    said: Cue | None = None,
) -> Statement:
    """Return the statement that *words* make, in the outlet's own voice unless it has a chain."""
    start = document.text.index(words)
    end = start + len(words)
    return Statement(
        id=identity(document.id, start, end, len(chain)),
        document=document.id,
        start=start,
        end=end,
        text=words,
        parts=((start, end),),
        voice="attributed" if chain else "outlet",
        cue=said,
        chain=tuple(chain),
    )
