"""The lines of a PDF (ISO 32000) with where they stand on their pages, within limits of work and time."""

from __future__ import annotations

import io
import logging
import math
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.errors import ReadError
from sayso.read.pdfmeta import PdfMetadata, cleaned, read_metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pypdf import PdfReader

MOST_PAGES = 300
"""Pages that are read; a press release has two, a report of an inquiry a few hundred."""

MOST_CHARACTERS = 5_000_000
LONGEST_TIME = 30.0
"""Seconds for one PDF; ordinary ones take a tenth of a second a page at most."""

LIMITS = {
    "maximum_declared_stream_length": 50_000_000,
    "array_based_stream_maximum_output_length": 10_000_000,
    "lzw_maximum_output_length": 10_000_000,
    "run_length_maximum_output_length": 10_000_000,
    "zlib_maximum_output_length": 10_000_000,
    "zlib_maximum_recovery_input_length": 1_000_000,
    "stream_filters_maximum_length": 4,
    "stream_decoding_work_maximum_length": 60_000_000,
    "stream_parsing_work_maximum_count": 400_000,
    "page_tree_maximum_entries": 20_000,
    "page_tree_maximum_page_entries": 400_000,
    "xform_maximum_invocations_per_extraction": 500,
}
"""What pypdf may unpack (bytes) and do (operations, loops) for one page: pages of text need a hundredth."""


class Line(NamedTuple):
    """One printed line: its text, where it begins (points from the lower left), its letters' size."""

    text: str
    x: float
    y: float
    size: float
    page: int


@dataclass(frozen=True, slots=True)
class PdfLines:
    """All lines of a PDF in the order in which it draws them, and what its metadata says.

    ``heights`` are those of its pages in points.
    """

    lines: tuple[Line, ...]
    heights: tuple[float, ...]
    metadata: PdfMetadata
    problems: tuple[str, ...]


class _SlowError(Exception):
    """Reading has taken longer than any honest PDF takes."""


def read_lines(data: bytes, name: str) -> PdfLines:
    """Return the lines of the PDF *data* called *name*.

    Raises:
        ReadError: it is damaged, locked, made to exhaust its reader, or holds no text.
    """
    from pypdf import apply_configuration, get_configuration  # noqa: PLC0415 - takes a third of a second, for PDFs only

    # Damaged places are told as failures and problems, not on standard error.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    clock = _Clock()
    try:
        with apply_configuration(get_configuration().with_overwrites(**LIMITS)):
            return _with_text(_read(data, name, clock), name)
    except (ReadError, KeyboardInterrupt):
        raise
    except _SlowError as error:
        message = f"{name}: reading it takes longer than any press release does; print it to a new PDF"
        raise ReadError(message) from error
    except Exception as error:  # a damaged PDF raises whatever the damage runs into
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        message = f"{name}: it cannot be read as a PDF ({reason}); print it to a new PDF, or give its text"
        raise ReadError(message) from error


def _read(data: bytes, name: str, clock: _Clock) -> PdfLines:
    from pypdf import PdfReader  # noqa: PLC0415 - as above

    reader = PdfReader(io.BytesIO(data), strict=False, root_object_recovery_limit=1000)
    _unlock(reader, name)
    count = len(reader.pages)
    lines: list[Line] = []
    heights: list[float] = []
    problems = (
        [f"Only the first {MOST_PAGES} of its {count:,} pages were read."] if count > MOST_PAGES else []
    )
    characters = 0
    for number in range(min(count, MOST_PAGES)):
        try:
            found, height = _page(reader, number, clock)
        except _SlowError:
            raise
        except Exception:  # noqa: BLE001 - a damaged page raises whatever the damage runs into; the others are read
            problems.append(f"Page {number + 1} of the PDF could not be read; compare it with the original.")
            found, height = [], 0.0
        lines += found
        heights.append(height)
        characters += sum(len(line.text) for line in found)
        if characters > MOST_CHARACTERS:
            message = (
                f"{name}: it holds more than {MOST_CHARACTERS:,} characters; split it and give the parts"
            )
            raise ReadError(message)
    return PdfLines(tuple(lines), tuple(heights), read_metadata(reader), tuple(problems))


def _unlock(reader: PdfReader, name: str) -> None:
    """Open what anybody may open: many releases are only locked against changes, with no password to read.

    Raises:
        ReadError: a password is needed, or an encryption that is not read here.
    """
    if not reader.is_encrypted:
        return
    try:
        opened = bool(reader.decrypt(""))
    except Exception:  # noqa: BLE001 - AES without its library, or damage; the remedy is the same
        opened = False
    if not opened:
        message = (
            f"{name}: the PDF is encrypted; open it with its password and print it to a new PDF without one"
        )
        raise ReadError(message)


def _page(reader: PdfReader, number: int, clock: _Clock) -> tuple[list[Line], float]:
    page = reader.pages[number]
    pieces = _Pieces(number)
    page.extract_text(visitor_text=pieces.take, visitor_operand_before=clock.look)
    return pieces.finish(), float(page.mediabox.height)


class _Clock:
    """Ends the reading of one PDF after :data:`LONGEST_TIME`."""

    def __init__(self) -> None:
        self._end = time.monotonic() + LONGEST_TIME

    def look(self, *_operation: object) -> None:
        """Raise :class:`_SlowError` when the time is over."""
        if time.monotonic() > self._end:
            raise _SlowError


class _Pieces:
    """Puts the pieces of text of one page together to lines."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._lines: list[Line] = []
        self._open: Line | None = None

    def take(
        self, text: str, outer: Sequence[float], inner: Sequence[float], font: object, size: float
    ) -> None:
        """Take the next piece: *inner* (text matrix) and *outer* (page matrix) say where it stands."""
        del font
        if not text:
            return
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = math.sqrt(
            abs((inner[0] * inner[3] - inner[1] * inner[2]) * (outer[0] * outer[3] - outer[1] * outer[2]))
        )
        for index, part in enumerate(text.split("\n")):
            if index:
                self._close()
            if part:
                self._add(part, x, y, size * scale)

    def finish(self) -> list[Line]:
        """Return the lines."""
        self._close()
        return self._lines

    def _add(self, text: str, x: float, y: float, size: float) -> None:
        line = self._open
        if line is None or not line.text.strip():
            self._open = Line(text, x, y, size, self._page)
        else:  # the size of the longest piece is the line's: initials and footnote marks differ
            longer = len(text) > len(line.text)
            self._open = line._replace(text=line.text + text, size=size if longer else line.size)

    def _close(self) -> None:
        line, self._open = self._open, None
        if line is None or not (text := cleaned(line.text)):
            return
        before = self._lines[-1] if self._lines else None
        if before is not None and abs(before.y - line.y) < 0.5 * before.size and line.x >= before.x:
            # A mark above the line, or the next cell of a table's row.
            self._lines[-1] = before._replace(text=f"{before.text} {text}")
        else:
            self._lines.append(line._replace(text=text))


def _area(matrix: Sequence[float]) -> float:
    return matrix[0] * matrix[3] - matrix[1] * matrix[2]


def _with_text(found: PdfLines, name: str) -> PdfLines:
    """Return *found*, with a sentence where much of its text has no meaning.

    Raises:
        ReadError: it has none.
    """
    text = "".join(line.text for line in found.lines)
    letters = sum(char.isalnum() for char in text)
    if not letters and found.problems:
        message = (
            f"{name}: none of the PDF's pages can be read; print it to a new PDF, or give its text as .txt"
        )
        raise ReadError(message)
    if letters < 3 * max(1, len(found.heights)):
        message = (
            f"{name}: the PDF holds no text, only pictures of its pages; "
            "have their text recognised (OCR), and give that as PDF or .txt"
        )
        raise ReadError(message)
    lost = text.count("\N{REPLACEMENT CHARACTER}")
    if lost * 20 < len(text):
        return found
    problem = (
        f"Of the PDF's characters {100 * lost // len(text)} % cannot be read, as its fonts do not name them; "
        "compare its text with the original."
    )
    return replace(found, problems=(*found.problems, problem))
