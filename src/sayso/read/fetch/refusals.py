"""Which machines may be asked: those of the public internet, and no other unless the user says so.

The networks are those of IANA's special-purpose registries (RFC 6890 and its updates). They
are listed here rather than left to :mod:`ipaddress`, whose ``is_global`` means other things
in other versions of Python.
"""

from __future__ import annotations

import ipaddress
from typing import NamedTuple

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network


class Refused(NamedTuple):
    """What an address is that may not be asked; ``always``: not even with ``--allow-private``."""

    what: str
    always: bool


_METADATA = ("169.254.169.254", "169.254.170.2", "100.100.100.200", "fd00:ec2::254")
"""Where cloud machines read their own credentials. Nothing there is ever a page."""

_PRIVATE = (
    ("10.0.0.0/8", "a private address"),
    ("172.16.0.0/12", "a private address"),
    ("192.168.0.0/16", "a private address"),
    ("127.0.0.0/8", "this machine itself"),
    ("169.254.0.0/16", "a link-local address"),
    ("100.64.0.0/10", "an address inside a provider's network"),
    ("198.18.0.0/15", "an address for tests of networks"),
    ("::1/128", "this machine itself"),
    ("fc00::/7", "a private address"),
    ("fe80::/10", "a link-local address"),
    ("fec0::/10", "a private address"),
)
"""Networks that a user may have good reason to read pages from, and must say so."""

_NEVER = (
    ("0.0.0.0/8", "no address of a machine"),
    ("192.0.0.0/24", "a reserved address"),
    ("192.0.2.0/24", "an address for examples"),
    ("192.88.99.0/24", "a reserved address"),
    ("198.51.100.0/24", "an address for examples"),
    ("203.0.113.0/24", "an address for examples"),
    ("224.0.0.0/4", "a multicast address"),
    ("240.0.0.0/4", "a reserved address"),
    ("2001::/23", "a reserved address"),
    ("2001:db8::/32", "an address for examples"),
    ("2002::/16", "a tunnel to another address (6to4)"),
    ("3fff::/20", "an address for examples"),
    ("ff00::/8", "a multicast address"),
    ("::/128", "no address of a machine"),
    ("::ffff:0:0/96", "an IPv4 address in disguise"),
    ("::/96", "an IPv4 address in disguise"),
)

_GLOBAL = ipaddress.ip_network("2000::/3")
"""All of IPv6 that is given out for the public internet (RFC 4291)."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""Public IPv4 seen from networks that have only IPv6 (RFC 6052): judged by the IPv4 address in it."""

_LOCAL_NAMES = frozenset({"localhost", "local", "internal", "intranet", "lan", "home", "corp", "private"})
_LOCAL_SUFFIXES = ("home.arpa",)
_ONION = "onion"


def _networks(table: tuple[tuple[str, str], ...]) -> tuple[tuple[IPNetwork, str], ...]:
    return tuple((ipaddress.ip_network(network), what) for network, what in table)


_PRIVATE_NETWORKS = _networks(_PRIVATE)
_NEVER_NETWORKS = _networks(_NEVER)


def refused_machine(machine: IPAddress) -> Refused | None:
    """Say why *machine* may not be asked, ``None`` for one of the public internet."""
    if str(machine) in _METADATA:
        return Refused("where a cloud machine keeps its credentials", always=True)
    if isinstance(machine, ipaddress.IPv6Address):
        if machine.scope_id is not None:
            return Refused("an address of one network card", always=True)
        if machine in _NAT64:
            return refused_machine(ipaddress.IPv4Address(int(machine) & 0xFFFFFFFF))
    for networks, always in ((_PRIVATE_NETWORKS, False), (_NEVER_NETWORKS, True)):
        for network, what in networks:
            if machine.version == network.version and machine in network:
                return Refused(what, always)
    if machine.version == 6 and machine not in _GLOBAL:
        return Refused("a reserved address", always=True)
    return None


def refused_name(host: str) -> Refused | None:
    """Say why *host*, a name, may not even be looked up; ``None`` for what may be a public name.

    Names that only a local network knows (RFC 6761, 6762, 8375) would tell the name servers
    outside what is asked inside; names of Tor must not be looked up at all (RFC 7686).
    """
    labels = host.rsplit(".", 1)
    if labels[-1] == _ONION:
        return Refused("a name of the Tor network, which sayso does not use", always=True)
    if len(labels) == 1 or labels[-1] in _LOCAL_NAMES or host.endswith(_LOCAL_SUFFIXES):
        return Refused("a name of a local network", always=False)
    return None
