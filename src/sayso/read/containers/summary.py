"""What became of all that an archive holds, in a sentence: many hold little that is a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

JSON = "JSON files of no page"
"""What is counted of data beside the pages in an archive: it is read where it is named."""

_PUT = "put .txt or .html files in it"


def read_of(name: str, pages: int, passed_over: Mapping[str, int]) -> Iterator[str]:
    """Yield a sentence on what was passed over in the archive *name*, none where nothing was.

    *pages* were read of it; *passed_over* counts the rest by a phrase in the plural.

    >>> next(read_of("crawl.warc", 2, {"redirects": 1, "error pages": 12}))
    'crawl.warc: 2 pages were read, and what is none was passed over (error pages: 12, redirects: 1)'
    """
    if held := counted(passed_over):
        were = "1 page was" if pages == 1 else f"{pages:,} pages were"
        yield f"{name}: {were} read, and what is none was passed over ({held})"


def no_page_in(name: str, passed_over: Mapping[str, int]) -> str:
    """Return the sentence for an archive of files without pages, with what it holds instead.

    >>> no_page_in("a.zip", {JSON: 1})
    'a.zip: the archive holds no page (JSON files of no page: 1); give a table of pages as a file of its own'
    """
    held = f" ({counts})" if (counts := counted(passed_over)) else ""
    remedy = "give a table of pages as a file of its own" if passed_over.get(JSON) else _PUT
    return f"{name}: the archive holds no page{held}; {remedy}"


def counted(passed_over: Mapping[str, int]) -> str:
    """Return what was passed over for a sentence, the most first; nothing where nothing was."""
    counts = sorted(((what, n) for what, n in passed_over.items() if n), key=lambda one: (-one[1], one[0]))
    return ", ".join(f"{what}: {count:,}" for what, count in counts)
