"""The machine that is judged is the machine connected to: at first, after redirects, for robots.txt."""

from __future__ import annotations

import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import httpcore2
import pytest
from local_site import ARTICLE, Clock, answers, capture, fetched, leads_to, never, problem, reply

from sayso.model import Capture, Failure
from sayso.read.fetch import World

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from local_site import Site

PUBLIC = "93.184.216.34"
OTHER = "8.8.8.8"


class Internet:
    """Machines by their IP address, each with what it answers, one answer a connection."""

    def __init__(self, machines: dict[str, list[bytes]]) -> None:
        self.machines = machines
        self.reached: list[str] = []

    def connect(self, machine: str, _port: int, _timeout: float) -> httpcore2.NetworkStream:
        """Connect to *machine*, if there is one."""
        self.reached.append(machine)
        if machine not in self.machines:
            raise httpcore2.ConnectError(OSError("No route to host"))
        return httpcore2.MockStream([self.machines[machine].pop(0)])

    def world(self, look_up: Callable[[str, int], Sequence[str]]) -> World:
        """Return a world with these machines and no others, whose names *look_up* knows."""
        clock = Clock()
        return World(look_up=look_up, connect=self.connect, sleep=clock.sleep, monotonic=clock.monotonic)


NO_RULES = reply(b"", 404, connection="close")
PAGE = reply(connection="close")


def test_a_public_machine_is_connected_to_by_the_address_that_was_judged() -> None:
    internet = Internet({PUBLIC: [NO_RULES, PAGE]})
    world = internet.world(answers({"news.example": [PUBLIC]}))
    got = capture("http://news.example/a", world=world, allow_private=False)
    assert got.data == ARTICLE
    assert set(internet.reached) == {PUBLIC}


def test_a_name_that_leads_to_a_private_machine_is_refused_before_connecting() -> None:
    world = World(look_up=answers({"news.example": ["192.168.1.1"]}), connect=never)
    assert "a private address" in problem("http://news.example/", world=world, allow_private=False)


def test_of_several_answers_only_those_that_may_be_asked_are_tried() -> None:
    internet = Internet({PUBLIC: [NO_RULES, PAGE]})
    world = internet.world(answers({"news.example": ["127.0.0.1", "::ffff:127.0.0.1", OTHER, PUBLIC]}))
    assert capture("http://news.example/", world=world, allow_private=False).data == ARTICLE
    assert internet.reached == [OTHER, PUBLIC] * 2


def test_no_more_than_a_few_machines_of_one_name_are_tried() -> None:
    internet = Internet({})
    world = internet.world(answers({"news.example": [f"93.184.216.{last}" for last in range(50)]}))
    assert "cannot be connected to" in problem("http://news.example/", world=world, allow_private=False)
    assert len(internet.reached) == 4


def test_a_name_server_that_changes_its_answer_gains_nothing() -> None:
    said = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    internet = Internet({PUBLIC: [NO_RULES, PAGE], "127.0.0.1": [PAGE]})
    world = internet.world(lambda _host, _port: next(said))
    assert "this machine itself" in problem("http://news.example/", world=world, allow_private=False)
    assert internet.reached == [PUBLIC]


def test_each_connection_looks_up_the_name_once() -> None:
    asked: list[str] = []

    def look_up(host: str, _port: int) -> list[str]:
        asked.append(host)
        return [PUBLIC]

    internet = Internet({PUBLIC: [NO_RULES, PAGE]})
    capture("http://news.example/", world=internet.world(look_up), allow_private=False)
    assert len(asked) == len(internet.reached) == 2


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("http://127.0.0.1:8000/", "this machine itself"),
        ("http://169.254.169.254/latest/meta-data/", "credentials"),
        ("http://inside.example/", "a private address"),
        ("http://[::1]/", "this machine itself"),
        ("http://localhost/", "a local network"),
        ("http://0x7f.1/", "unusual way"),
        ("file:///etc/passwd", "file: addresses are not fetched"),
        ("http://user:secret@news.example/", "user name"),
    ],
)
def test_a_redirect_leads_nowhere_that_could_not_be_given(location: str, why: str) -> None:
    internet = Internet({PUBLIC: [NO_RULES, leads_to(location)]})
    world = internet.world(answers({"news.example": [PUBLIC], "inside.example": ["10.1.2.3"]}))
    said = problem("http://news.example/", world=world, allow_private=False)
    assert why in said
    assert "redirects to" in said
    assert "secret" not in said
    assert set(internet.reached) == {PUBLIC}


@pytest.mark.parametrize("location", ["http://127.0.0.1:8000/robots.txt", "http://inside.example/robots.txt"])
def test_a_robots_txt_leads_nowhere_private_either(location: str) -> None:
    internet = Internet({PUBLIC: [leads_to(location), PAGE]})
    world = internet.world(answers({"news.example": [PUBLIC], "inside.example": ["10.1.2.3"]}))
    said = problem("http://news.example/", world=world, allow_private=False)
    assert "what news.example allows robots to fetch could not be asked" in said
    assert internet.reached == [PUBLIC]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://127.0.0.1/", "this machine itself"),
        ("http://[::1]/", "this machine itself"),
        ("http://10.0.0.1:8080/", "a private address"),
        ("http://169.254.1.1/", "link-local"),
        ("http://100.64.0.1/", "a provider's network"),
        ("http://[fd00::1]/", "a private address"),
        ("http://localhost/", "a local network"),
        ("http://printer.local/", "a local network"),
        ("http://intranet/", "a local network"),
    ],
)
def test_private_addresses_are_refused_without_any_network(address: str, why: str) -> None:
    world = World(look_up=never, connect=never)
    said = problem(address, world=world, allow_private=False)
    assert why in said
    assert "--allow-private" in said


@pytest.mark.parametrize(
    "address",
    [
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http://[::ffff:10.0.0.1]/",
        "http://[2002:7f00:1::]/",
        "http://169.254.169.254/",
        "http://[fd00:ec2::254]/",
        "http://secret.onion/",
    ],
)
def test_some_are_refused_even_where_private_ones_are_allowed(address: str) -> None:
    world = World(look_up=never, connect=never)
    said = problem(address, world=world, allow_private=True)
    assert "which is not asked" in said
    assert "--allow-private" not in said


@pytest.mark.parametrize("address", ["ftp://news.example/", "file:///etc/passwd", "javascript:alert(1)", "x"])
def test_other_schemes_need_no_network_to_be_refused(address: str) -> None:
    problem(address, world=World(look_up=never, connect=never))


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.replies["/"] = reply()
    for variable in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(variable, site.url())
    world = World(look_up=answers({"news.example": [PUBLIC]}), connect=Internet({}).connect)
    assert "cannot be connected to" in problem("http://news.example/", world=world)
    assert site.requests == []


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (socket.gaierror(socket.EAI_NONAME, "x"), "there is no host news.example"),
        (socket.gaierror(socket.EAI_AGAIN, "x"), "could not be looked up"),
        (UnicodeError("label too long"), "there is no host news.example"),
    ],
)
def test_a_name_that_is_not_known_is_said_to_be(error: Exception, why: str) -> None:
    def look_up(_host: str, _port: int) -> list[str]:
        raise error

    assert why in problem("http://news.example/", world=World(look_up=look_up, connect=never))


@pytest.mark.parametrize("said", [[], ["not an address"], ["fe80::1%eth0"]])
def test_an_odd_answer_to_a_look_up_is_no_machine(said: list[str]) -> None:
    assert problem(
        "http://news.example/", world=World(look_up=answers({"news.example": said}), connect=never)
    )


def test_a_site_that_cannot_be_reached_is_asked_once_for_all_its_pages() -> None:
    internet = Internet({})
    world = internet.world(answers({"news.example": [PUBLIC]}))
    results = fetched("http://news.example/1", "http://news.example/2", world=world)
    assert all(isinstance(result, Failure) for result in results)
    assert len(internet.reached) == 1


@pytest.mark.parametrize(("error", "tries"), [(ConnectionResetError("reset"), 3), (OSError("no route"), 1)])
def test_a_connection_is_tried_again_where_that_may_help(error: OSError, tries: int) -> None:
    tried: list[str] = []

    def connect(machine: str, _port: int, _timeout: float) -> httpcore2.NetworkStream:
        tried.append(machine)
        raise httpcore2.ConnectError(error)

    clock = Clock()
    world = World(
        look_up=answers({"news.example": [PUBLIC]}),
        connect=connect,
        sleep=clock.sleep,
        monotonic=clock.monotonic,
    )
    assert "cannot be connected to" in problem("http://news.example/", world=world, retries=2)
    assert len(tried) == tries


def test_nothing_of_the_network_is_loaded_before_something_is_fetched() -> None:
    program = (
        "import sys; from sayso.read.fetch import Fetcher, fetch; Fetcher(); fetch(['http://a.example/']); "
        "print({'httpcore2', 'h11', 'ssl', 'protego', 'idna'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_nobody_listens(site: Site) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert "refuses connections" in problem(f"http://127.0.0.1:{port}/")
    assert site.requests == []


def test_the_real_look_up_and_connection_work_together(site: Site) -> None:
    site.replies["/"] = reply()
    (result,) = fetched(f"http://localhost:{site.port}/", world=World())
    assert isinstance(result, Capture), result
