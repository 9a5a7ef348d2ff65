"""Sites must prove who they are."""

from __future__ import annotations

import ssl
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from local_site import ARTICLE, Site, capture, everything_here, fetched, leads_to, problem, reply, served

from sayso.read.fetch import World

if TYPE_CHECKING:
    from collections.abc import Iterator

CERTIFICATE = Path(__file__).with_name("news.example.pem")
"""A certificate that ``news.example`` signed itself, with its key, good until 2126. It protects nothing."""


@pytest.fixture
def secure() -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with served(context) as running:
        running.replies["/"] = reply()
        yield running


def trusting() -> World:
    return World(look_up=everything_here, trust=lambda: ssl.create_default_context(cafile=str(CERTIFICATE)))


def test_a_site_that_proves_who_it_is_is_read(secure: Site) -> None:
    assert capture(secure.url("/", "news.example"), world=trusting()).data == ARTICLE


@pytest.mark.parametrize(
    ("host", "world"),
    [
        ("news.example", World(look_up=everything_here)),
        ("other.example", trusting()),
        ("127.0.0.1", trusting()),
    ],
    ids=["not trusted", "other name", "other address"],
)
def test_a_site_that_does_not_is_not(secure: Site, host: str, world: World) -> None:
    assert f"{host} cannot prove that it is {host}" in problem(secure.url("/", host), world=world)
    assert secure.requests == []


def test_a_server_that_speaks_no_tls_is_said_to(site: Site) -> None:
    address = site.url("/", "news.example").replace("http:", "https:")
    assert "no secure connection" in problem(address, world=trusting())


def test_a_secure_page_does_not_lead_to_an_insecure_one(secure: Site, site: Site) -> None:
    secure.replies["/"] = leads_to(site.url("/", "news.example"))
    said = problem(secure.url("/", "news.example"), world=trusting())
    assert "from a secure connection to an insecure one" in said
    assert site.requests == []


def test_an_insecure_page_may_lead_to_a_secure_one_of_the_same_host(secure: Site, site: Site) -> None:
    site.replies["/"] = leads_to(secure.url("/", "news.example"))
    site.replies["/b"] = reply(ARTICLE * 2)
    addresses = [site.url("/", "news.example"), site.url("/b", "news.example")]
    first, second = fetched(*addresses, world=trusting())
    assert getattr(first, "address", None) == secure.url("/", "news.example")
    assert getattr(second, "data", None) == ARTICLE * 2
