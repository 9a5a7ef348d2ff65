"""Addresses on the web: read strictly, written in one way, and never with a name or password.

URLs are read as RFC 3986 says. Where browsers (the WHATWG's URL standard) mend what is
written oddly, hosts are refused instead: an address that two programs read in two ways is
how a check is got around.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from sayso.read.fetch.problems import Problem

LONGEST = 8192
"""Characters of an address; servers take no more."""

_DEFAULT_PORTS = {"http": 80, "https": 443}

_GIVEN = re.compile(
    r"\s*(?:[a-z][a-z0-9+.-]*://|www\.[^/\s]+\.[a-z]|(?:data|javascript|mailto|about|blob):)", re.IGNORECASE
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_BARE = re.compile(r"www\.", re.IGNORECASE)
_CREDENTIALS = re.compile(r"^(\s*[a-z][a-z0-9+.-]*:)?([/\\]*)[^/\\?#]*@", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")
_LONGEST_NAME = 253

_PATH_SAFE = "/%:@!$&'()*+,;=~[]|"
_QUERY_SAFE = _PATH_SAFE.replace("'", "") + "?{}^`\\"

_CORRECT = "correct the address"

_BAD_PORTS = """
    1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111
    113 115 117 119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540
    548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061
    6000 6566 6665 6666 6667 6668 6669 6679 6697 10080
"""
_REFUSED_PORTS = frozenset(int(port) for port in _BAD_PORTS.split())
"""Ports of mail, files and other services that no page comes from: the Fetch standard's bad ports."""


@dataclass(frozen=True, slots=True)
class Address:
    """An http or https address, taken apart and written in one way.

    ``host`` is ASCII (an internationalised name in its ``xn--`` form) in lower case, an IPv6
    address without its brackets; ``target`` is the path and query, percent-encoded.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host as the ``Host`` header has it: with the port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt holds for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole address, as it is stored."""
        return self.origin + self.target

    def joined(self, location: str) -> Address:
        """Return where *location*, an address that may be relative to this one, leads.

        Raises:
            Problem: it is no address that can be asked.
        """
        try:
            target = urljoin(self.url, location.strip())
        except ValueError as error:
            raise _unreadable() from error
        return parse_address(target)


def is_address(name: str) -> bool:
    """Return whether *name* is an address rather than a file's name, be it one that is fetched or not."""
    return _GIVEN.match(name) is not None


def parse_address(text: str) -> Address:
    """Read *text*, an address as a person or a page gives it; ``www.`` alone stands for https.

    Raises:
        Problem: it is not http or https, holds a user name, or names no host that can be asked.
    """
    text = text.strip()
    if _BARE.match(text):
        text = f"https://{text}"
    scheme = _scheme_of(text)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise _unreadable() from error
    if "@" in parts.netloc:
        raise Problem(
            what="it holds a user name or password, which would be stored with the page",
            remedy="give the address without it",
        )
    port = _DEFAULT_PORTS[scheme] if port is None else port
    if port == 0 or port in _REFUSED_PORTS:
        raise Problem(what=f"port {port} is not one that web pages come from", remedy=_CORRECT)
    return Address(scheme, _host_of(parts.netloc, parts.hostname), port, _target_of(parts.path, parts.query))


def without_credentials(text: str) -> str:
    """Return *text* with what may be a user name and password before the host left out."""
    return _CREDENTIALS.sub(r"\1\2***@", text, count=1)


def _scheme_of(text: str) -> str:
    if len(text) > LONGEST:
        raise Problem(what=f"it is longer than {LONGEST} characters", remedy=_CORRECT)
    if _CONTROLS.search(text) or not _is_unicode(text):
        raise Problem(what="it holds a control character", remedy=_CORRECT)
    match = _SCHEME.match(text)
    if match is None:
        raise Problem(what="it is not an address on the web", remedy="give one that begins with https://")
    scheme = match[1].lower()
    if scheme not in _DEFAULT_PORTS:
        raise Problem(
            what=f"{scheme}: addresses are not fetched", remedy="give an http or https address, or a file"
        )
    if not text.startswith("//", match.end()):
        raise Problem(
            what="it names no host", remedy=f"write it with two slashes, as in {scheme}://host/page"
        )
    return scheme


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _host_of(netloc: str, host: str | None) -> str:
    """Return the host in its one form: a name in ASCII, or an IP address as everybody writes it."""
    if not host or "\\" in netloc:
        raise Problem(what="it names no host", remedy=_CORRECT)
    if netloc.startswith("["):
        return _ipv6(host)
    name = _ascii_name(host).removesuffix(".")
    if _NUMBER.fullmatch(name):
        return _ipv4(name)
    if len(name) > _LONGEST_NAME or not _NAME.fullmatch(name):
        raise Problem(what=f"{host!r} is not the name of a host", remedy=_CORRECT)
    return name


def _ascii_name(host: str) -> str:
    """Return *host* in ASCII by IDNA 2008 with the mapping of UTS 46, as browsers do."""
    if host.isascii():
        return host.lower()
    import idna  # noqa: PLC0415 - its tables take a while, and few names need them

    try:
        return idna.encode(host, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as error:
        raise Problem(what=f"{host!r} is not the name of a host", remedy=_CORRECT) from error


def _ipv4(text: str) -> str:
    """Return *text*, four plain numbers; other spellings (one number, octal, hex) are refused."""
    try:
        return str(ipaddress.IPv4Address(text))
    except ValueError as error:
        raise Problem(
            what=f"{text!r} is an IP address written in an unusual way",
            remedy="write it as four decimal numbers",
        ) from error


def _ipv6(text: str) -> str:
    try:
        machine = ipaddress.IPv6Address(text)
    except ValueError as error:
        raise Problem(what=f"[{text}] is not an IPv6 address", remedy=_CORRECT) from error
    if machine.scope_id is not None:
        raise Problem(what=f"[{text}] is an address of one network card", remedy=_CORRECT)
    return str(machine)


def _target_of(path: str, query: str) -> str:
    target = quote(_without_dots(path), safe=_PATH_SAFE) or "/"
    return f"{target}?{quote(query, safe=_QUERY_SAFE)}" if query else target


def _without_dots(path: str) -> str:
    """Remove ``.`` and ``..`` (RFC 3986, 5.2.4), which would lead around the rules of a robots.txt."""
    kept: list[str] = []
    parts = path.split("/")
    for number, part in enumerate(parts):
        plain = part.lower().replace("%2e", ".")
        last = number == len(parts) - 1
        if plain == "..":
            del kept[max(1, len(kept) - 1) :]
        elif plain != ".":
            kept.append(part)
            continue
        if last:
            kept.append("")
    return "/".join(kept)


def _unreadable() -> Problem:
    # Without the parser's own words: they may repeat a password.
    return Problem(what="it cannot be read as an address", remedy=_CORRECT)
