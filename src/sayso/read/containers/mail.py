"""Messages and mailboxes: each message as a page, what is attached to it as members."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from sayso.model import Capture, Failure
from sayso.read.containers.budget import TooLargeError
from sayso.read.containers.bytelines import byte_lines
from sayso.read.containers.members import Member, place
from sayso.read.errors import ReadError
from sayso.read.mailparts import take_apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.read.containers.budget import Budget, Readable

_FROM = re.compile(rb"From \S{1,300}.{0,200}\d\d:\d\d.{0,100}\r?\n?")
_ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_LINE_ENDS = frozenset({b"\n", b"\r\n"})


def open_mail(source: Readable, name: str, budget: Budget) -> Iterator[Capture | Failure | Member]:
    """Yield the message *source* as a capture of its bytes, and its attachments as members.

    A message without a text of its own gives its attachments only. Pictures, signatures, calendars
    and cards are passed over.
    """
    try:
        data = budget.read(source, name, name)
        yield from _opened(data, name, budget)
    except ReadError as error:
        yield Failure(name, error.sentence)


def open_mbox(source: Readable, name: str, budget: Budget) -> Iterator[Capture | Failure | Member]:
    """Yield the messages of the mailbox *source* (mbox, RFC 4155), each as :func:`open_mail` does.

    They are called ``name!/3`` by their number from 1. *source* may be of any length.
    """
    try:
        for number, data in enumerate(_messages(source, name, budget), start=1):
            budget.count(name)
            where = place(name, str(number))
            try:
                if data is None:
                    budget.check(where, budget.largest_member + 1)
                elif data.strip():
                    yield from _opened(data, where, budget)
            except TooLargeError as error:
                yield Failure(where, error.sentence)
    except ReadError as error:
        yield Failure(name, error.sentence)
    except (OSError, EOFError) as error:
        reason = " ".join(str(error).split())[:120]
        yield Failure(name, f"{name}: it is damaged ({reason}); what stands before was read")


def _opened(data: bytes, name: str, budget: Budget) -> Iterator[Capture | Failure | Member]:
    try:
        letter = take_apart(data, name)
    except ReadError as error:
        yield Failure(name, error.sentence)
        return
    if letter.body is not None:
        yield Capture(hashlib.sha256(data).hexdigest(), name, data, "message/rfc822")
    elif not letter.attachments:
        yield Failure(name, f"{name}: the message has no text; if it shows a picture of one, type it off")
    names: set[str] = set()
    for number, attached in enumerate(letter.attachments, start=1):
        where = place(name, attached.name if attached.name not in names else f"{number} {attached.name}")
        names.add(attached.name)
        budget.count(name)
        if attached.problem is not None:
            yield Failure(where, f"{where}: {attached.problem}")
        else:
            budget.spend(name, len(attached.data))
            yield Member(where, attached.data)


def _messages(source: Readable, name: str, budget: Budget) -> Iterator[bytes | None]:
    """Yield the messages between "From " lines, ``None`` for one larger than a member may be."""
    kept: list[bytes] = []
    size = 0
    began, after_empty = False, True
    for line in byte_lines(source, name, budget):
        if after_empty and _FROM.fullmatch(line):
            if began:
                yield _message(kept, size, budget)
            kept, size, began = [], 0, True
        else:
            began = began or bool(line.strip())
            size += len(line)
            if size <= budget.largest_member:
                kept.append(line)
            else:
                kept.clear()
        after_empty = line in _LINE_ENDS
    if began:
        yield _message(kept, size, budget)


def _message(kept: list[bytes], size: int, budget: Budget) -> bytes | None:
    """Return a message as it was before it was put into a mailbox, which marks its lines with "From "."""
    return None if size > budget.largest_member else _ESCAPED.sub(b"", b"".join(kept))
