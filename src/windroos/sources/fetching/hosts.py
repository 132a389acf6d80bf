"""Where a fetch may go: the hosts that a source declares, at public addresses, over https."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

import httpx

from windroos.problems import N_
from windroos.sources.fetching.errors import FetchError

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses (as text) of a host and port; raises `OSError` where there are none."""

# IPv6 addresses that stand for IPv4 ones: to all (RFC 6052), and within a network (RFC 8215).
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_TRANSLATED_LOCALLY = ipaddress.ip_network("64:ff9b:1::/48")


def resolve(host: str, port: int) -> list[str]:
    """What the system says of a name: every address once, in its order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Hosts:
    """The hosts that may be asked, each as `name` or, at another port than the usual, `name:port`.

    `declared` are a source's own, over https and at public addresses only. At `local` ones plain
    http and private addresses are allowed too: for a mirror of one's own, and for tests.

    A `proxy` is used only when it is given here: the environment of a server is not where it is
    decided which way a source comes in. The proxy then finds the addresses of names, so that it,
    and no longer this page, has to keep private ones out.
    """

    declared: Collection[str]
    local: Collection[str] = ()
    proxy: httpx.Proxy | None = None
    resolve: Resolve = field(default=resolve)

    def __post_init__(self) -> None:
        # Of one name every part would count as declared.
        if isinstance(self.declared, str) or isinstance(self.local, str):
            raise TypeError("Hosts takes a collection of names, not one name.")

    def check(self, address: str) -> httpx.URL:
        """The address, when it may be asked; else raises `FetchError` of kind `refused`."""
        try:
            url = httpx.URL(address)
            host = url.netloc.decode()
        except (httpx.InvalidURL, ValueError) as error:
            raise FetchError(
                "refused",
                address,
                N_("%(address)s is no address that can be read: correct it in the source."),
            ) from error
        if url.userinfo:
            raise FetchError(
                "refused",
                address,
                N_("%(address)s has a user name or password in it: leave it out."),
            )
        if host not in self.local and host not in self.declared:
            raise FetchError(
                "refused",
                address,
                N_(
                    "%(address)s is not fetched: the source does not declare the host %(host)s. "
                    "If the publisher moved, add it to the hosts of the source."
                ),
                host=host,
            )
        if url.scheme != "https" and not (url.scheme == "http" and host in self.local):
            raise FetchError(
                "refused",
                address,
                N_("%(address)s is not fetched: only https is. Correct the address."),
            )
        return url

    def addresses(self, host: str, port: int) -> list[str]:
        """Where to connect for a name: every one of its addresses is public, or none is given.

        Who connects must connect to these, and not ask for the name again: the next answer may
        be another one.
        """
        if self.proxy is not None:
            return [host]
        try:
            found = list(self.resolve(host, port))
        except (OSError, UnicodeError):
            found = []
        if not found:
            raise FetchError(
                "unavailable",
                host,
                N_("%(address)s: no such host is known now. Check the network and try again."),
                passing=True,
            )
        if not self._is_local(host, port):
            for address in found:
                if not is_public(address):
                    raise FetchError(
                        "refused",
                        host,
                        N_(
                            "%(address)s is not fetched from: the name leads to %(found)s, which "
                            "is no public address. Correct the address of the source."
                        ),
                        found=address,
                    )
        return found

    def _is_local(self, host: str, port: int) -> bool:
        name = f"[{host}]" if ":" in host else host
        return name in self.local or f"{name}:{port}" in self.local


def is_public(address: str) -> bool:
    """Whether an address can be reached from the whole internet, as one machine.

    Not: private, shared, loopback, link-local, site-local, multicast, reserved or documentation
    addresses, nor an IPv6 address that stands for such an IPv4 address.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _TRANSLATED:
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        elif ip.is_site_local or ip in _TRANSLATED_LOCALLY:
            return False
        elif ip.sixtofour is not None:
            ip = ip.sixtofour
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
