"""Addresses are read in one way, and those that could be read in two are refused."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.fetch import is_address
from sayso.read.fetch.addresses import Address, parse_address, without_credentials
from sayso.read.fetch.problems import Problem


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("https://news.example/a", "https://news.example/a"),
        ("  https://news.example/a\n", "https://news.example/a"),
        ("www.news.example/a", "https://www.news.example/a"),
        ("HTTPS://News.EXAMPLE./A", "https://news.example/A"),
        ("http://news.example", "http://news.example/"),
        ("http://news.example?q=1", "http://news.example/?q=1"),
        ("http://news.example:80/", "http://news.example/"),
        ("https://news.example:443/", "https://news.example/"),
        ("https://news.example:8443/", "https://news.example:8443/"),
        ("https://news.example/a#part", "https://news.example/a"),
        ("https://news.example/a b?c d", "https://news.example/a%20b?c%20d"),
        ("https://news.example/%C3%A9?x=%20+&y[]=1", "https://news.example/%C3%A9?x=%20+&y[]=1"),
        ("https://news.example/é?ü", "https://news.example/%C3%A9?%C3%BC"),
        ("https://news.example/a/./b/../c", "https://news.example/a/c"),
        ("https://news.example/../../etc/%2e%2E/x/..", "https://news.example/"),
        ("https://news.example//a//b", "https://news.example//a//b"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://BÜCHER。example/", "https://xn--bcher-kva.example/"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("https://under_score.example/", "https://under_score.example/"),
        ("http://93.184.216.34/", "http://93.184.216.34/"),
        ("http://[2606:2800:0220::0001]:8080/", "http://[2606:2800:220::1]:8080/"),
        ("http://９３.184.216.34/", "http://93.184.216.34/"),
    ],
)
def test_an_address_has_one_form(given: str, url: str) -> None:
    assert parse_address(given).url == url


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("news.example/a", "not an address on the web"),
        ("ftp://news.example/a", "ftp: addresses are not fetched"),
        ("file:///etc/passwd", "file: addresses are not fetched"),
        ("data:text/html,<p>x", "data: addresses are not fetched"),
        ("javascript:alert(1)", "javascript: addresses are not fetched"),
        ("gopher://news.example:70/_x", "gopher: addresses are not fetched"),
        ("https:news.example", "no host"),
        ("https:///a", "no host"),
        ("https://:443/", "no host"),
        ("https://news.example\\@127.0.0.1/", "user name"),
        ("https://news.example\\.evil.example/", "no host"),
        ("https://user@news.example/", "user name"),
        ("https://user:secret@news.example/", "user name"),
        ("https://:secret@news.example/", "user name"),
        ("https://@news.example/", "user name"),
        ("https://news.example:99999/", "cannot be read"),
        ("https://news.example:http/", "cannot be read"),
        ("https://news.example:0/", "port 0"),
        ("https://news.example:25/", "port 25"),
        ("https://news.example:6667/", "port 6667"),
        ("https://news .example/", "not the name of a host"),
        ("https://-news.example/", "not the name of a host"),
        ("https://news..example/", "not the name of a host"),
        ("https://%31%32%37.0.0.1/", "unusual way"),
        ("https://news%2eexample/", "not the name of a host"),
        (f"https://{'a' * 64}.example/", "not the name of a host"),
        (f"https://{'a.' * 130}example/", "not the name of a host"),
        ("https://\u2028.example/", "not the name of a host"),
        ("http://2130706433/", "unusual way"),
        ("http://0x7f000001/", "unusual way"),
        ("http://0x7f.1/", "unusual way"),
        ("http://0177.0.0.1/", "unusual way"),
        ("http://127.1/", "unusual way"),
        ("http://127.0.0.1.5/", "unusual way"),
        ("http://１２７.1/", "unusual way"),
        ("http://256.1.1.1/", "unusual way"),
        ("http://[::1/", "cannot be read"),
        ("http://[news.example]/", "IPv6|cannot be read"),
        ("http://[fe80::1%25eth0]/", "network card|cannot be read"),
        ("https://news.example/a\nHost: evil.example", "control character"),
        ("https://news.example/\x00", "control character"),
        ("https://news.example/\udc80", "control character"),
        ("https://news.example/" + "a" * 9000, "longer than"),
    ],
)
def test_what_is_no_address_or_an_odd_one_is_refused(given: str, why: str) -> None:
    with pytest.raises(Problem, match=why) as caught:
        parse_address(given)
    assert "secret" not in caught.value.sentence("")
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/b", "https://news.example/b"),
        ("b?c", "https://news.example/dir/b?c"),
        ("../b", "https://news.example/b"),
        ("//other.example/b", "https://other.example/b"),
        ("http://other.example", "http://other.example/"),
        ("?page=2", "https://news.example/dir/a?page=2"),
        (" /b ", "https://news.example/b"),
        ("", "https://news.example/dir/a?x"),
    ],
)
def test_a_redirect_may_be_relative(location: str, url: str) -> None:
    assert parse_address("https://news.example/dir/a?x").joined(location).url == url


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "//user:secret@news.example/", "http://[", "http://0x7f.1/"]
)
def test_a_redirect_is_read_as_strictly(location: str) -> None:
    with pytest.raises(Problem):
        parse_address("https://news.example/").joined(location)


@pytest.mark.parametrize(
    "given",
    [
        "https://user:secret@news.example/a",
        "https:user:secret@news.example/a",
        "https:\\\\user:secret@news.example/a",
        "//user:secret@news.example/a",
        " HTTPS://us\ter:secret@news.example",
        "user:secret@news.example",
        "ftp://secret@news.example",
        "https://a@secret@news.example",
    ],
)
def test_a_password_is_never_repeated(given: str) -> None:
    assert "secret" not in without_credentials(given)
    assert "news.example" in without_credentials(given)


@pytest.mark.parametrize(
    "given", ["https://news.example/@author/1", "https://news.example?to=a@b.example", "a.txt"]
)
def test_an_at_sign_elsewhere_is_no_password(given: str) -> None:
    assert without_credentials(given) == given


ANY_ADDRESS = st.builds(
    "{}{}{}".format,
    st.sampled_from(["http://", "https://", "HTTP:\\\\", "//", "https:", "ftp://", "www.", ""]),
    st.text(
        alphabet=st.sampled_from(string.ascii_letters + string.digits + "@:.[]%\\/?#-_ é。１０\t"),
        max_size=20,
    ),
    st.text(max_size=30),
)


@given(ANY_ADDRESS | st.text(max_size=60))
def test_whatever_is_given_is_refused_or_has_one_form(text: str) -> None:
    try:
        address = parse_address(text)
    except Problem:
        return
    assert parse_address(address.url) == address
    assert address.url.isascii()
    assert "@" not in address.authority
    assert not set(address.target) & set(" \r\n\t#")
    assert "/../" not in address.target.split("?")[0]


@given(ANY_ADDRESS | st.text(max_size=60))
def test_wherever_a_redirect_leads_it_is_refused_or_an_address(location: str) -> None:
    here = parse_address("https://news.example/a")
    try:
        there = here.joined(location)
    except Problem:
        return
    assert isinstance(there, Address)
    assert there.scheme in {"http", "https"}
    assert there.host


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("https://news.example/a", True),
        ("ftp://news.example", True),
        ("www.news.example", True),
        ("data:text/html,x", True),
        ("page.html", False),
        ("C:\\pages\\a.html", False),
        ("www.html", False),
        ("notes: a.txt", False),
        ("-", False),
    ],
)
def test_addresses_are_told_from_names_of_files(name: str, *, is_one: bool) -> None:
    assert is_address(name) is is_one
