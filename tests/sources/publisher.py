"""A publisher's server on this machine, for the tests of fetching.

It answers as it is told to, and keeps what it was asked and how much it sent.
"""

from __future__ import annotations

import contextlib
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

from windroos.sources.fetching import Fetcher, Hosts, Limits, Time

NOON = "Mon, 02 Nov 2026 12:00:00 GMT"
MORNING = "Mon, 02 Nov 2026 06:00:00 GMT"
NONE: Mapping[str, str] = {}

BODY = bytes(range(256)) * 4096  # 1 MiB
NEWER = BODY[::-1]
TAG = {"ETag": '"1"'}
NEWER_TAG = {"ETag": '"2"'}


class Request(BaseHTTPRequestHandler):
    """One request; an `Answer` replies to it with the methods below."""

    protocol_version = "HTTP/1.1"

    @property
    def publisher(self) -> Publisher:
        assert isinstance(self.server, Server)
        return self.server.publisher

    def do_GET(self) -> None:
        self.publisher.answer(self)

    def head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response_only(status)
        for name, value in {"Date": NOON, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def send(self, piece: bytes) -> None:
        self.wfile.write(piece)
        self.wfile.flush()
        self.publisher.served += len(piece)

    def whole(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.head(status, {"Content-Length": str(len(body)), **headers})
        self.send(body)

    def hang_up(self) -> None:
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (as it is there)
        """Keeps the output of the tests clean."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    publisher: Publisher

    def handle_error(self, request: object, client_address: object) -> None:
        """Who fetches may hang up at any moment."""


Answer = Callable[[Request], None]


@dataclass
class Publisher:
    """What lies where, what was asked (path and headers), and how many bytes of files were sent."""

    server: Server
    scheme: str = "http"
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    served: int = 0
    closing: Event = field(default_factory=Event)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"

    def at(self, path: str) -> str:
        return f"{self.scheme}://{self.host}{path}"

    def gives(self, path: str, *answers: Answer) -> str:
        """Answers to come at a path, in order, the last one for ever; gives the address."""
        self.answers[path] = list(answers)
        return self.at(path)

    def answer(self, request: Request) -> None:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.asked.append((request.path, headers))
        coming = self.answers.get(request.path, [status(404)])
        (coming.pop(0) if len(coming) > 1 else coming[0])(request)

    def times(self, path: str) -> int:
        return [asked for asked, _ in self.asked].count(path)

    def header(self, name: str, nth: int = -1) -> str | None:
        return self.asked[nth][1].get(name)


@contextlib.contextmanager
def publishing(secured: ssl.SSLContext | None = None) -> Iterator[Publisher]:
    server = Server(("127.0.0.1", 0), Request)
    if secured is not None:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    publisher = Publisher(server, "https" if secured else "http")
    server.publisher = publisher
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield publisher
    finally:
        publisher.closing.set()
        server.shutdown()
        server.server_close()


@dataclass
class Waits:
    """A clock that runs on by what is slept, and sleeps no time at all."""

    slept: list[float] = field(default_factory=list)

    @property
    def time(self) -> Time:
        return Time(
            monotonic=lambda: time.monotonic() + sum(self.slept),
            sleep=self.slept.append,
            chance=lambda: 0.5,
        )


QUICK = Limits(connect_seconds=2, read_seconds=2)


def fetcher_of(
    publisher: Publisher,
    waits: Waits,
    limits: Limits = QUICK,
    cancelled: Callable[[], bool] | None = None,
) -> Fetcher:
    """Who fetches from this publisher alone."""
    hosts = Hosts((), local={publisher.host})
    return Fetcher(hosts, limits=limits, cancelled=cancelled, time=waits.time)


def file(body: bytes, headers: Mapping[str, str] = NONE, *, ranges: bool = True) -> Answer:
    """A file as a server for files gives it: whole, from a byte on, or 304 for who has it."""
    tag, changed = headers.get("ETag"), headers.get("Last-Modified")

    def answer(request: Request) -> None:
        asked = request.headers
        if (tag and asked["If-None-Match"] == tag) or (
            changed and asked["If-Modified-Since"] == changed
        ):
            request.head(304, headers)
        elif ranges and asked["Range"] and asked["If-Range"] in {tag, changed}:
            part(body, headers)(request)
        else:
            request.whole(200, body, headers)

    return answer


def part(body: bytes, headers: Mapping[str, str] = NONE) -> Answer:
    """The part of a file that is asked for, whatever file that was."""

    def answer(request: Request) -> None:
        start = _start(request)
        request.whole(206, body[start:], {**_span(start, body), **headers})

    return answer


def broken(body: bytes, sent: int, headers: Mapping[str, str] = NONE) -> Answer:
    """A file, or the rest of it, of which so many bytes are sent before the connection breaks."""

    def answer(request: Request) -> None:
        start = _start(request)
        length = {"Content-Length": str(len(body) - start)}
        span = _span(start, body) if start else {}
        request.head(206 if start else 200, {**length, **span, **headers})
        request.send(body[start : start + sent])
        request.hang_up()

    return answer


def _start(request: Request) -> int:
    asked = request.headers["Range"] or "bytes=0-"
    return int(asked.removeprefix("bytes=").removesuffix("-"))


def _span(start: int, body: bytes) -> dict[str, str]:
    return {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}


def status(code: int, headers: Mapping[str, str] = NONE) -> Answer:
    return lambda request: request.whole(code, b"", headers)


def led_to(address: str, code: int = 302) -> Answer:
    return status(code, {"Location": address})


def dripping(start: bytes) -> Answer:
    """What is said first, and then a byte every hundredth of a second, for ever."""

    def answer(request: Request) -> None:
        request.send(start)
        while not request.publisher.closing.wait(0.01):
            request.send(b"x")

    return answer


def silent(request: Request) -> None:
    """Says nothing at all."""
    request.publisher.closing.wait()
    request.hang_up()


def endless(request: Request) -> None:
    """Sends and sends, and says no length."""
    request.head(200, {"Transfer-Encoding": "chunked"})
    piece = b"%x\r\n" % 65536 + b"x" * 65536 + b"\r\n"
    while not request.publisher.closing.is_set():
        request.send(piece)


def left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
