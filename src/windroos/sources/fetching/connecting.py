"""The way to a publisher: names looked up once, the deadline kept by every read, redirects checked.

httpx does not let one say how names are looked up, and has no end in time for the whole of a
request; the layer below it, httpcore, has both in one place, its network backend. It keeps no
cookies, follows no redirects and takes no proxy from the environment.
"""

from __future__ import annotations

import logging
import os
import ssl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from typing import Any

import httpcore
import httpx

from windroos.problems import N_
from windroos.sources.fetching.answers import REDIRECTS, Answer
from windroos.sources.fetching.errors import FetchError
from windroos.sources.fetching.hosts import Hosts
from windroos.sources.fetching.limits import Deadline, Limits, TimeUp

USER_AGENT = f"Windroos/{version('windroos')}"

# Its lines of debugging hold the headers of answers, and so the addresses that redirects lead to.
logging.getLogger("httpcore").setLevel(logging.INFO)


class _Stream(httpcore.NetworkStream):
    """A connection on which nothing lasts longer than the errand may."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return _Stream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Connects to the very addresses that were checked; certificates stay those of the name."""

    def __init__(self, hosts: Hosts, deadline: Deadline) -> None:
        self._hosts = hosts
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception | None = None
        for address in self._hosts.addresses(host, port):
            try:
                stream = self._plain.connect_tcp(
                    address, port, self._deadline.within(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Stream(stream, self._deadline)
        raise failed or httpcore.ConnectError("no address")


class Way:
    """The way to the hosts of a source, for as long as the deadline is not there."""

    def __init__(self, hosts: Hosts, limits: Limits, deadline: Deadline) -> None:
        self._hosts = hosts
        self._limits = limits
        self._deadline = deadline
        self._pool = _pool(hosts, _Backend(hosts, deadline))

    def close(self) -> None:
        self._pool.close()

    @contextmanager
    def get(self, address: str, headers: Mapping[str, str]) -> Iterator[Answer]:
        """The answer at an address, or at where that leads to: every step is checked.

        Raises `FetchError` for an address that may not be asked, and for all that goes wrong with
        the connection, also while the body is read.
        """
        limits = self._limits
        timeouts = dict.fromkeys(("read", "write"), limits.read_seconds)
        timeouts |= dict.fromkeys(("connect", "pool"), limits.connect_seconds)
        sent = [*{"User-Agent": USER_AGENT, "Accept": "*/*", **headers}.items()]
        for _ in range(limits.redirects + 1):
            url = self._hosts.check(address)
            target = httpcore.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
            )
            with (
                self._told(address),
                self._pool.stream(
                    "GET", target, headers=sent, extensions={"timeout": timeouts}
                ) as response,
            ):
                received = httpx.Headers(response.headers)
                if response.status not in REDIRECTS:
                    yield Answer(address, response.status, received, response.iter_stream())
                    return
            address = _led_to(url, received)
        raise FetchError(
            "broken",
            address,
            N_(
                "%(address)s: the publisher sends us from one address to the next. Try again later."
            ),
        )

    @contextmanager
    def _told(self, address: str) -> Iterator[None]:
        """What goes wrong with a connection, in words."""
        try:
            yield
        except (httpcore.TimeoutException, TimeUp) as error:
            raise self._too_slow(address, error) from error
        except httpcore.ConnectError as error:
            raise _no_connection(address, error) from error
        except httpcore.LocalProtocolError as error:
            raise FetchError(
                "refused",
                address,
                N_("%(address)s cannot be asked for (%(why)s): correct it in the source."),
                why=str(error),
            ) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise FetchError(
                "broken",
                address,
                N_("%(address)s: the connection broke off. Fetch again to go on with it."),
                passing=True,
            ) from error
        except httpcore.ProxyError as error:
            raise FetchError(
                "unavailable",
                address,
                N_("%(address)s: the proxy does not let us through (%(why)s). Check its settings."),
                why=str(error),
            ) from error

    def _too_slow(self, address: str, error: Exception) -> FetchError:
        if self._deadline.left <= 0:
            return FetchError(
                "too-slow",
                address,
                N_(
                    "%(address)s was not in within %(seconds)s seconds. Fetch again to go on, or "
                    "allow more time."
                ),
                seconds=round(self._limits.seconds),
            )
        if isinstance(error, httpcore.ConnectTimeout):
            return _no_connection(address, error)
        return FetchError(
            "too-slow",
            address,
            N_(
                "%(address)s: the publisher sent nothing for %(seconds)s seconds. Fetch again to "
                "go on."
            ),
            passing=True,
            seconds=round(self._limits.read_seconds),
        )


@cache
def _trusted(*_named: str | None) -> ssl.SSLContext:
    """The authorities that are trusted: reading them takes longer than a small file, so once."""
    return httpx.create_ssl_context()


def _pool(hosts: Hosts, backend: httpcore.NetworkBackend) -> httpcore.ConnectionPool:
    trusted = _trusted(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))
    if hosts.proxy is None:
        return httpcore.ConnectionPool(ssl_context=trusted, network_backend=backend)
    return httpcore.HTTPProxy(
        str(hosts.proxy.url),
        proxy_auth=hosts.proxy.raw_auth,
        ssl_context=trusted,
        network_backend=backend,
    )


def _led_to(url: httpx.URL, headers: httpx.Headers) -> str:
    """Where a redirect leads; a fragment is nothing that a server is asked for."""
    try:
        return str(url.join(headers["location"]).copy_with(fragment=None))
    except (KeyError, httpx.InvalidURL, ValueError) as error:
        raise FetchError(
            "broken",
            str(url),
            N_("%(address)s: the publisher sends us on, and does not say where. Try again later."),
        ) from error


def _no_connection(address: str, error: Exception) -> FetchError:
    # The pool takes the cause of an error away; httpcore keeps it as what the error is made of.
    reason = error.args[0] if error.args else None
    if isinstance(reason, ssl.SSLCertVerificationError):
        return FetchError(
            "refused",
            address,
            N_(
                "%(address)s: the server does not prove that it is the publisher's (%(why)s). "
                "Check the address; a network with certificates of its own names them in "
                "SSL_CERT_FILE."
            ),
            why=reason.verify_message,
        )
    return FetchError(
        "unavailable",
        address,
        N_("%(address)s: there is no connection now. Check the network and try again."),
        passing=True,
    )
