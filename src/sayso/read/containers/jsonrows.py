"""The objects of JSON Lines, of a JSON array, or of the one list in a JSON object (RFC 8259)."""

from __future__ import annotations

import json
import re
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from sayso.read.containers.columns import is_page
from sayso.read.containers.textstream import lines_of
from sayso.read.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.read.containers.budget import Budget

DEEPEST = 3
"""Objects in each other in which the list of rows is looked for: {"response": {"docs": [...]}}."""

MOST_FIELDS = 5000
"""Fields of one object, and of those in it, that are looked at."""

LEAST_TEXT = 100
"""Characters from which a text in an object that holds lists is a page's, and no answer's "message"."""

_LEAST_ERROR = 400
"""The status of HTTP (RFC 9110) from which an answer is an error."""

_LONGEST_SAID = 200

LONGEST_ROW = 4
"""An object may be as long as so many of the largest pages."""

_BETWEEN = re.compile(r"\s*(?:,\s*)?")
_DECODER = json.JSONDecoder()


class JsonRow(NamedTuple):
    """One object, flattened (``source.name``), or why there is none, as a part of a sentence."""

    cells: dict[str, object]
    problem: str | None = None


def json_rows(pieces: Iterator[str], name: str, budget: Budget) -> Iterator[JsonRow]:
    """Yield the objects of the text in *pieces*, whichever way JSON lists them.

    Raises:
        ReadError: it cannot be read on from some place.
    """
    longest = LONGEST_ROW * budget.largest_member
    head = next((piece for piece in pieces if piece.strip()), "")
    pieces = chain([head], pieces)
    if head.lstrip().startswith("["):
        empty = True
        for value in _array(pieces, name, longest):
            empty = False
            yield _row(value)
        if empty:
            message = (
                f"{name}: it is an empty list, so there is no page in it; give one with a page in each row"
            )
            raise ReadError(message)
        return
    lines = lines_of(pieces, longest)
    opening = list(islice((line for line in lines if line is None or line.strip()), 2))
    rest = chain(opening, lines)
    if len(opening) > 1 and any(line is None or isinstance(_loads(line), dict) for line in opening):
        yield from (_line_row(line) for line in rest if line is None or line.strip())
        return
    yield from (_row(value) for value in _wrapped(rest, name, longest))


def _line_row(line: str | None) -> JsonRow:
    if line is None:
        return JsonRow({}, "the line is too long to be an article's")
    value = _loads(line)
    return JsonRow({}, "the line is not valid JSON") if isinstance(value, ValueError) else _row(value)


def _loads(line: str) -> object:
    """Return the value of *line*, a ``ValueError`` (which no JSON gives) where it has none."""
    try:
        return json.loads(line)
    except RecursionError:
        return ValueError("nested too deeply")
    except ValueError as error:
        return error


def _row(value: object) -> JsonRow:
    if not isinstance(value, dict):
        return JsonRow({}, "it is not a JSON object with named fields")
    cells: dict[str, object] = {}
    _flatten(value, "", cells, DEEPEST)
    return JsonRow(cells)


def _flatten(value: Mapping[str, object], before: str, cells: dict[str, object], depth: int) -> None:
    """Put the fields of *value* into *cells*, those of objects in it as ``content.rendered`` as well."""
    for field, inner in value.items():
        if len(cells) >= MOST_FIELDS:
            return
        cells[f"{before}{field}"] = inner
        if isinstance(inner, dict) and depth > 1:
            _flatten(inner, f"{before}{field}.", cells, depth - 1)


def _array(pieces: Iterator[str], name: str, longest: int) -> Iterator[object]:
    """Yield the values of the array that *pieces* begin with, one at a time."""
    text, at, wanted = next(pieces).lstrip()[1:], 0, 1
    while True:
        at = _after(text, at)
        if text[at : at + 1] == "]":
            return
        value, end = _value(text, at, name)
        # A number at the very end may go on in the next piece, so a value counts once something follows it.
        if end is not None and end < len(text):
            yield value
            at, wanted = end, 1
            continue
        more = list(islice(pieces, wanted))
        if not more or len(text) - at > longest:
            raise ReadError(_broken(name, too_long=bool(more)))
        text, at = "".join((text[at:], *more)), 0
        wanted *= 2  # so that a large object is tried a few times only


def _after(text: str, at: int) -> int:
    """Return where white space and a comma end that stand at *at*."""
    found = _BETWEEN.match(text, at)
    return at if found is None else found.end()


def _value(text: str, at: int, name: str) -> tuple[object, int | None]:
    """Return the value at *at* and where it ends, ``None`` where it does not in *text*."""
    try:
        return _DECODER.raw_decode(text, at)
    except RecursionError as error:
        raise ReadError(_broken(name, too_long=False)) from error
    except ValueError:
        return None, None


def _lists(value: object, depth: int) -> Iterator[list[object]]:
    """Yield the lists of objects in *value*: the rows, not the names of an article's authors."""
    if not isinstance(value, dict) or depth == 0:
        return
    for inner in value.values():
        if isinstance(inner, list) and inner and all(isinstance(one, dict) for one in inner):
            yield inner
        else:
            yield from _lists(inner, depth - 1)


def _wrapped(lines: Iterator[str | None], name: str, longest: int) -> Iterator[object]:
    """Yield the one object that *lines* are, or those of the longest list in it: {"articles": [...]}."""
    kept: list[str] = []
    size = 0
    for line in lines:
        size += longest + 1 if line is None else len(line)
        if size > longest:
            raise ReadError(_broken(name, too_long=True))
        kept.append(line or "")
    whole = _loads("".join(kept))
    if isinstance(whole, ValueError):
        raise ReadError(_broken(name, too_long=False))
    if refusal := _refusal(whole):
        message = (
            f"{name}: it is an error that a site answered with, and no page ({refusal}); ask it otherwise"
        )
        raise ReadError(message)
    lists = list(_lists(whole, DEEPEST))
    pages = [one for one in lists if is_page(_row(one[0]).cells)]
    if not pages and is_page(_row(whole).cells, LEAST_TEXT):
        lists = []  # of its authors, its pictures
    yield from max(pages or lists, key=len, default=[whole])


def _refusal(answer: object) -> str | None:
    """Return what *answer* says if it is an error as WordPress writes it: code, message and status."""
    if not isinstance(answer, dict) or not isinstance(answer.get("code"), str | int):
        return None
    said, data = answer.get("message"), answer.get("data")
    status = data.get("status") if isinstance(data, dict) else None
    if not isinstance(said, str) or not isinstance(status, int) or status < _LEAST_ERROR:
        return None
    line = " ".join(said.split())[:_LONGEST_SAID]
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)


def _broken(name: str, *, too_long: bool) -> str:
    what = (
        "one of its values is too long to be an article" if too_long else "it is not valid JSON from here on"
    )
    return f"{name}: {what}; what stands before was read; write one object to a line (JSON Lines)"
