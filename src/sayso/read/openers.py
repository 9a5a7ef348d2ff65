"""From one input to the pages in it: a page is itself, a container is opened, and what is in it again."""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib
import io
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from sayso.model import INSIDE, Capture, Failure
from sayso.read.containers.members import Member, place
from sayso.read.containers.unpacked import unpacks_to
from sayso.read.containers.warc_records import MARK
from sayso.read.errors import ReadError
from sayso.read.formats import format_of
from sayso.read.inputs import STDIN, STDIN_INSIDE
from sayso.read.kinds import HEAD, binary_kind, looks_like_html, media_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sayso.read.containers.budget import Budget
    from sayso.read.formats import Format, Packing
    from sayso.read.options import ReadOptions
    from sayso.read.web import Web

    Found = Iterator[Capture | Failure | Member]

LARGEST_PAGE = 20_000_000
"""Bytes of one page that are read; the longest articles are a hundredth of it."""


@dataclass(frozen=True, slots=True)
class Source:
    """An input that is open: its bytes, the name it is known by, and what is known of all that is in it."""

    stream: BinaryIO
    name: str
    suffix: str = ""
    path: Path | None = None
    supplied: Mapping[str, str] = field(default_factory=dict)
    captured: dt.datetime | None = None
    address: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """What it is called in a sentence."""
        return "standard input" if self.name == STDIN else self.name

    @property
    def container(self) -> str:
        """What it is called in the places of what lies in it."""
        return STDIN_INSIDE if self.name == STDIN else self.name


def open_source(source: Source, budget: Budget, web: Web) -> Iterator[Capture | Failure]:
    """Yield the pages in *source*, and a failure for what in it cannot be read.

    What is supplied with a container is supplied with every page in it that does not say better.

    Args:
        source: the open input.
        budget: what may come out of it.
        web: how to read, and where lists are followed to.
    """
    try:
        head, stream = _peek(source.stream)
        kind = format_of(head, source.suffix)
        if kind is None and web.options.columns and not source.suffix and not looks_like_html(head):
            kind = "table"  # through a pipe, with its columns named
        if kind is None or kind == "pdf":
            yield _page(replace(source, stream=stream), kind)
            return
        source = replace(source, stream=stream)
        if kind in ("gzip", "bzip2", "xz", "zstd") and not unpacks_to(head, MARK):
            yield from _open_packed(source, kind, budget, web)
            return
        if web.options.follow and kind in {"feed", "sitemap"}:
            yield from web.follow(source, budget.depth)
            return
        yield from _all_in(source, _found_in(source, kind, budget, web.options), budget, web)
    except ReadError as error:
        yield Failure(source.name, error.sentence)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Failure(
            source.name, f"{source.called}: it cannot be read ({reason}); check its name and permissions"
        )


def _all_in(source: Source, found: Found, budget: Budget, web: Web) -> Iterator[Capture | Failure]:
    """Yield the pages that a container gave, those of containers inside of it included."""
    for one in found:
        if isinstance(one, Failure):
            yield one
        elif isinstance(one, Capture):
            supplied = {**source.supplied, **one.supplied}
            # An entry or a row that names its address was not had from there now.
            captured = one.captured or source.captured or (None if one.address else _now())
            yield replace(one, supplied=supplied, captured=captured)
        else:
            try:
                deeper = budget.deeper(one.name)
            except ReadError as error:
                yield from _alone(one, source, error)
                continue
            yield from open_source(_inside(one, source), deeper, web)
    _tell(budget, web)


def _tell(budget: Budget, web: Web) -> None:
    """Tell what is worth knowing of what was opened last."""
    while budget.tally.notes:
        web.options.told(budget.tally.notes.pop(0))


def _alone(member: Member, source: Source, error: ReadError) -> Iterator[Capture | Failure]:
    """Yield a member at the bottom: a page still is one, a further container is too deep."""
    inside = _inside(member, source)
    kind = format_of(member.data[:HEAD], inside.suffix)
    if kind not in {None, "mail", "pdf"}:
        yield Failure(member.name, error.sentence)
        return
    try:  # of a message its text, without what is attached
        yield _page(inside, kind)
    except ReadError as failed:
        yield Failure(member.name, failed.sentence)


def _inside(member: Member, source: Source) -> Source:
    return Source(
        io.BytesIO(member.data),
        member.name,
        PurePath(member.name.rsplit(INSIDE, 1)[-1]).suffix.lower(),
        supplied={**source.supplied, **member.supplied},
        captured=member.captured or source.captured,
        address=member.address,
        headers=member.headers,
    )


def _peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of *stream*, and a stream that still has them."""
    if stream.seekable():
        head = stream.read(HEAD)
        stream.seek(0)
        return head, stream
    buffered = io.BufferedReader(_Raw(stream), HEAD)
    return buffered.peek(HEAD)[:HEAD], buffered


class _Raw(io.RawIOBase):
    """A pipe as the standard library's buffers want it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def _open_packed(source: Source, packing: Packing, budget: Budget, web: Web) -> Iterator[Capture | Failure]:
    """Yield the pages in a file that is packed as a whole.

    An archive in it goes by its name, and is no deeper: nobody thinks of ``pages.tar.gz`` as two.
    """
    from sayso.read.containers.gzips import inside  # noqa: PLC0415 - for those who have some

    stream = io.BufferedReader(_unpacked(source, packing, budget), HEAD)
    called = place(source.container, inside(source.name) if source.name != STDIN else STDIN_INSIDE)
    suffix = PurePath(called).suffix.lower()
    if format_of(stream.peek(HEAD)[:HEAD], suffix) in {"tar", "warc", "arc"}:
        called, deeper = source.container, budget
    else:
        deeper = budget.deeper(source.name)
    inner = replace(source, stream=stream, name=called, suffix=suffix, path=None)
    yield from open_source(inner, replace(deeper, counted=True), web)
    _tell(budget, web)


def _unpacked(source: Source, packing: Packing, budget: Budget) -> io.RawIOBase:
    """Return the bytes that are packed in *source*; a WARC in gzip is better read with its members."""
    if packing == "gzip":
        from sayso.read.containers.gzips import Gunzipped  # noqa: PLC0415 - for those who have some

        return Gunzipped(source.stream, source.container, budget)
    from sayso.read.containers.packed import Unpacking  # noqa: PLC0415 - as above

    return Unpacking(source.stream, source.container, budget, packing)


_OPENERS = {
    "zip": ("zips", "open_zip"),
    "tar": ("tars", "open_tar"),
    "wacz": ("wacz", "open_wacz"),
    "gzip": ("gzips", "open_gzip"),  # a web archive
    "warc": ("warc", "open_warc"),
    "arc": ("warc", "open_arc"),
    "sitemap": ("sitemaps", "open_sitemap"),
    "feed": ("feeds", "open_feed"),
    "table": ("tables", "open_table"),
    "parquet": ("tables", "open_parquet"),
    "mail": ("mail", "open_mail"),
    "mbox": ("mail", "open_mbox"),
    "mhtml": ("mhtml", "open_mhtml"),
}
"""Module of :mod:`sayso.read.containers` and function by format; loaded when one is met."""


def _found_in(source: Source, kind: Format, budget: Budget, options: ReadOptions) -> Found:
    """Yield what stands in a container of *kind*."""
    module, function = _OPENERS[kind]
    opener = getattr(importlib.import_module(f"sayso.read.containers.{module}"), function)
    given: tuple[object, ...] = (source.stream, source.container, budget)
    if kind == "parquet":
        given = (_whole_file(source), source.container, budget, options.columns)
    elif kind == "table":
        given = (*given, options.columns)
    elif kind == "feed":
        given = (*given, source.address)
    found: Found = opener(*given)
    return found


def _whole_file(source: Source) -> Path:
    """Return where a file lies that cannot be streamed.

    Raises:
        ReadError: it lies in another one, or comes through a pipe.
    """
    if source.path is None:
        message = f"{source.called}: Parquet can only be read from a file of its own; save it and give that"
        raise ReadError(message)
    return source.path


def _page(source: Source, kind: Format | None) -> Capture:
    """Return the capture of a page.

    Raises:
        ReadError: it is empty, too large, or no page.
    """
    data = source.stream.read(LARGEST_PAGE + 1)
    if len(data) > LARGEST_PAGE:
        raise ReadError(too_large(source.called))
    if not data.strip(b"\x00 \t\r\n\v\f"):
        message = f"{source.called}: it is empty; give a page with text in it"
        raise ReadError(message)
    if kind is None and (binary := binary_kind(data)):
        what, remedy = binary
        message = f"{source.called}: it is {what}, not a web page or plain text; {remedy}"
        raise ReadError(message)
    media = {"mail": "message/rfc822", "pdf": "application/pdf"}.get(kind or "")
    return Capture(
        sha256=hashlib.sha256(data).hexdigest(),
        name=source.name,
        data=data,
        media_type=media or media_type(data, source.suffix),
        captured=source.captured or _now(),
        supplied=dict(source.supplied),
        address=source.address,
        headers=dict(source.headers),
    )


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def too_large(name: str) -> str:
    """Return the sentence for a page that no article can be."""
    return (
        f"{name}: it is larger than {LARGEST_PAGE // 1_000_000} MB, which no article is; "
        "give the page of one article, or split the file"
    )
