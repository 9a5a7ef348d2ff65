"""Which files hold pages rather than being one: told by their first bytes, then by their names.

First bytes as in the formats' own standards: ZIP (APPNOTE 4.3), gzip (RFC 1952), WARC (ISO 28500),
Parquet, PDF (ISO 32000), RFC 5322 mail, RSS, Atom and sitemaps by the root of their XML.
"""

from __future__ import annotations

import re
from typing import Literal

from sayso.read.containers.tar_headers import is_tar

Archive = Literal["zip", "wacz", "tar", "warc", "arc", "mbox", "mhtml"]
Packing = Literal["gzip", "bzip2", "xz", "zstd"]
Listing = Literal["feed", "sitemap", "table", "parquet"]
Format = Archive | Packing | Listing | Literal["mail", "pdf"]

SUFFIXES: dict[str, Format] = {
    ".zip": "zip",
    ".wacz": "wacz",
    ".gz": "gzip",
    ".tgz": "gzip",
    ".bz2": "bzip2",
    ".tbz2": "bzip2",
    ".xz": "xz",
    ".txz": "xz",
    ".zst": "zstd",
    ".tar": "tar",
    ".warc": "warc",
    ".arc": "arc",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".jsonl": "table",
    ".ndjson": "table",
    ".parquet": "parquet",
    ".mbox": "mbox",
    ".eml": "mail",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".pdf": "pdf",
}
"""Files of these endings are read where a folder is given."""

TABLE_SUFFIXES = frozenset({".jsonl", ".ndjson", ".csv", ".tsv", ".tab"})
"""Tables of text. CSV in a folder is mostly something else than pages, and is read where it is named."""

_XML_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,300}>\s{0,200})?"
    rb"(?:(?:<!--.{0,4000}?-->|<\?.{0,1000}?\?>|<!DOCTYPE[^>\[]{0,300}(?:\[[^\]]{0,4000}\]\s{0,20})?>)\s{0,200}){0,10}"
    rb"<(?:[a-zA-Z_][\w.-]{0,40}:)?(rss|feed|RDF|urlset|sitemapindex)(?=[\s>/])",
    re.DOTALL,
)
_JSON_FEED = re.compile(rb"\"version\"\s{0,20}:\s{0,20}\"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version")
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}(?:\[\s{0,200})?\{\s{0,200}\"[^\"]{1,200}\"\s{0,20}:")
_STARTS: tuple[tuple[re.Pattern[bytes], Format], ...] = (
    (re.compile(rb"\x1f\x8b"), "gzip"),
    (re.compile(rb"\xfd7zXZ\x00"), "xz"),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), "bzip2"),
    # A frame, or one that is to be skipped: web archives carry a dictionary in such.
    (re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"), "zstd"),
    (re.compile(rb"WARC/"), "warc"),
    (re.compile(rb"filedesc://\S{1,300} \S{1,60} \d{14} \S{1,100} \d{1,9}\r?\n"), "arc"),
    (re.compile(rb"PAR1"), "parquet"),
)
_MBOX = re.compile(rb"From \S{1,300} +\w{3} +\w{3} +\d{1,2} +\d\d:\d\d")
_MAIL_HEADER = re.compile(rb"^[!-9;-~]{1,76}:[ \t]?.{0,998}$")
_OF_MAIL = re.compile(
    rb"^(?:received|message-id|mime-version|return-path|delivered-to|x-original-to|dkim-signature):",
    re.IGNORECASE | re.MULTILINE,
)
_MULTIPART = re.compile(rb"^content-type:\s{0,5}multipart/related", re.IGNORECASE | re.MULTILINE)
_OF_BROWSER = re.compile(
    rb"^(?:snapshot-content-location:|from:\s{0,5}\"?<saved by |x-mimeole:)", re.IGNORECASE | re.MULTILINE
)
_SENT = re.compile(rb"^(?:received|message-id|return-path|delivered-to|to):", re.IGNORECASE | re.MULTILINE)
_OFFICE = (b"word/", b"xl/", b"ppt/")
_FEWEST_HEADERS = 3
_PDF_WITHIN = 1024


def format_of(head: bytes, suffix: str) -> Format | None:
    """Return what a file is that holds pages, ``None`` for a page or for what cannot be read.

    Args:
        head: its first bytes, some thousand.
        suffix: the ending of its name in lower case, ``""`` when it has none.
    """
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(head, suffix)
    if found := next((kind for start, kind in _STARTS if start.match(head)), None):
        return found
    if is_tar(head):
        return "tar"
    return _of_page(head, suffix)


def _of_page(head: bytes, suffix: str) -> Format | None:
    if b"%PDF-" in head[:_PDF_WITHIN] and (head.startswith(b"%PDF-") or suffix == ".pdf"):
        return "pdf"
    return _of_text(head, suffix)


def _zipped(head: bytes, suffix: str) -> Format | None:
    if suffix == ".wacz":
        return "wacz"
    return None if is_office(head) else "zip"


def is_office(head: bytes) -> bool:
    """Return whether a ZIP file is a document of an office program, by what its first member is called."""
    length = int.from_bytes(head[26:28], "little")
    first = head[30 : 30 + length]
    if first == b"mimetype":
        return head[30 + length :].startswith((b"application/epub", b"application/vnd.oasis"))
    return first == b"[Content_Types].xml" or first.startswith((b"_rels/", b"docProps/", *_OFFICE))


def _of_text(head: bytes, suffix: str) -> Format | None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[2:].replace(b"\x00", b"")  # UTF-16, near enough to tell what it is
    if root := _XML_ROOT.match(head):
        return "sitemap" if root[1] in {b"urlset", b"sitemapindex"} else "feed"
    if head.lstrip()[:1] in {b"{", b"["} and suffix != ".txt":
        return _of_json(head, suffix)
    if suffix in TABLE_SUFFIXES:
        return "table"
    if suffix == ".mbox" or _MBOX.match(head):
        return "mbox"
    if _is_mhtml(head, suffix):
        return "mhtml"
    return "mail" if suffix == ".eml" or _is_mail(head) else None


def _of_json(head: bytes, suffix: str) -> Format | None:
    if _JSON_FEED.search(head):
        return "feed"
    return "table" if suffix in TABLE_SUFFIXES or _JSON.match(head) else None


def _is_mhtml(head: bytes, suffix: str) -> bool:
    """Return whether *head* begins a page saved with its files: laid out as mail, and never sent."""
    headers = _headers_of(head)
    if headers is None:
        return False
    if SUFFIXES.get(suffix) == "mhtml":
        return True
    whole = b"\n".join(headers)
    if not _MULTIPART.search(whole) or _SENT.search(whole):
        return False
    return bool(_OF_BROWSER.search(whole)) or b"\ncontent-location:" in head.lower()


def _is_mail(head: bytes) -> bool:
    """Return whether *head* begins with the headers of a message that was sent, not with a page's lines."""
    headers = _headers_of(head)
    return headers is not None and len(headers) >= _FEWEST_HEADERS and bool(_OF_MAIL.search(head))


def _headers_of(head: bytes) -> list[bytes] | None:
    """Return the headers that *head* begins with, their first lines only; ``None`` where it has none."""
    lines = head.lstrip(b"\r\n").replace(b"\r\n", b"\n").split(b"\n\n", 1)[0].split(b"\n")
    unfolded = [line for line in lines if line and line[:1] not in {b" ", b"\t"}]
    return unfolded if unfolded and all(map(_MAIL_HEADER.match, unfolded)) else None
