"""Machines that are not of the public internet are not asked."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.fetch.refusals import refused_machine, refused_name

PUBLIC = [
    "93.184.216.34",
    "8.8.8.8",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.0.1",
    "172.32.0.1",
    "2606:2800:220::1",
]
PRIVATE = [
    "127.0.0.1",
    "127.255.255.255",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "::1",
    "fc00::1",
    "fdff::1",
    "fe80::1",
    "fec0::1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
]
NEVER = [
    "0.0.0.0",  # noqa: S104 - it is refused here, not listened on
    "0.1.2.3",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "198.51.100.1",
    "203.0.113.1",
    "169.254.169.254",
    "169.254.170.2",
    "100.100.100.200",
    "fd00:ec2::254",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "::",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:93.184.216.34",
    "2002:7f00:1::",
    "2001::1",
    "2001:db8::1",
    "3fff::1",
    "ff02::1",
    "100::1",
    "5f00::1",
    "4000::1",
    "fe80::1%eth0",
]


@pytest.mark.parametrize("machine", PUBLIC)
def test_the_public_internet_may_be_asked(machine: str) -> None:
    assert refused_machine(ipaddress.ip_address(machine)) is None


@pytest.mark.parametrize("machine", PRIVATE)
def test_private_machines_only_where_the_user_says_so(machine: str) -> None:
    refused = refused_machine(ipaddress.ip_address(machine))
    assert refused is not None
    assert not refused.always


@pytest.mark.parametrize("machine", NEVER)
def test_what_is_no_machine_of_a_page_is_never_asked(machine: str) -> None:
    refused = refused_machine(ipaddress.ip_address(machine))
    assert refused is not None
    assert refused.always


@given(st.ip_addresses())
def test_what_may_be_asked_is_global_for_the_standard_library_too(
    machine: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    embedded = ipaddress.ip_network("64:ff9b::/96")
    if refused_machine(machine) is None and machine not in embedded:
        assert machine.is_global
        assert not machine.is_multicast


@pytest.mark.parametrize(
    "name",
    ["localhost", "a.localhost", "printer.local", "wiki.internal", "nas.home.arpa", "intranet", "router.lan"],
)
def test_names_of_local_networks_are_not_even_looked_up(name: str) -> None:
    refused = refused_name(name)
    assert refused is not None
    assert not refused.always


def test_names_of_tor_are_never_looked_up() -> None:
    refused = refused_name("exampleonionaddress.onion")
    assert refused is not None
    assert refused.always


@pytest.mark.parametrize(
    "name", ["news.example", "local.example", "localhost.example", "internal.example.com"]
)
def test_other_names_may_be_looked_up(name: str) -> None:
    assert refused_name(name) is None
