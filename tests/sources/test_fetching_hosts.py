"""Only the hosts that a source declares are asked, over https, at public addresses."""

import logging
import socket
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.sources.publisher import (
    BODY,
    QUICK,
    Answer,
    Publisher,
    Request,
    Waits,
    broken,
    fetcher_of,
    file,
    led_to,
    publishing,
    status,
)

from windroos.sources.fetching import Fetcher, FetchError, Hosts, blotted
from windroos.sources.fetching.hosts import Resolve, is_public


def to(*addresses: str) -> Resolve:
    def resolve(_host: str, _port: int) -> Sequence[str]:
        return addresses

    return resolve


def refused(hosts: Hosts, address: str, folder: Path) -> FetchError:
    with (
        Fetcher(hosts, limits=QUICK, time=Waits().time) as fetcher,
        pytest.raises(FetchError) as raised,
    ):
        fetcher.fetch(address, folder / "data")
    assert raised.value.kind == "refused"
    return raised.value


@pytest.mark.parametrize(
    "address",
    [
        "https://other.example/data",
        "https://data.example.other.example/data",
        "https://sub.data.example/data",
        "https://data.example:8443/data",
        "https://data.example@other.example/data",
        "https://user:word@data.example/data",
        "http://data.example/data",
        "ftp://data.example/data",
        "file:///etc/passwd",
        "//data.example/data",
        "data",
        "",
        "https://[::1/data",
    ],
)
def test_an_address_that_is_not_of_the_source_is_refused_without_a_connection(
    tmp_path: Path, address: str
) -> None:
    def resolve(_host: str, _port: int) -> Sequence[str]:
        raise AssertionError("no name is looked up")

    refused(Hosts({"data.example"}, resolve=resolve), address, tmp_path)


def test_one_name_is_no_collection_of_names() -> None:
    with pytest.raises(TypeError, match="a collection of names"):
        Hosts("data.example")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",  # where clouds keep their keys
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 (the address is the point)
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fd00::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "64:ff9b::a01:203",  # 10.1.2.3
        "64:ff9b:1::808:808",
        "2002:7f00:1::",  # 127.0.0.1
        "no address",
    ],
)
def test_a_name_that_leads_to_no_public_address_is_refused(tmp_path: Path, address: str) -> None:
    """The special-purpose address registries of IANA (RFC 6890 and after), and what stands for such
    an address: RFC 3056, 4291, 6052 and 8215."""
    assert not is_public(address)
    for found in ((address,), ("8.8.8.8", address)):
        hosts = Hosts({"data.example"}, resolve=to(*found))
        error = refused(hosts, "https://data.example/data", tmp_path)
        assert "data.example" in str(error)
        assert address in str(error)
        assert not error.passing


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


def test_the_address_that_was_checked_is_the_one_that_is_connected_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads to another address the next time: it is not asked a second time."""
    asked: list[str] = []
    connected: list[str] = []

    def resolve(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return ["8.8.8.8"] if len(asked) == 1 else ["127.0.0.1"]

    def connect(address: tuple[str, int], *_options: object, **_more: object) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    hosts = Hosts({"data.example"}, resolve=resolve)
    error = refused(hosts, "https://data.example/data", tmp_path)
    assert connected == ["8.8.8.8"]
    assert asked == ["data.example"] * 2, "and again, checked again, for another try"
    assert "127.0.0.1" in str(error)


def test_a_patched_system_is_not_believed_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_what, **_how: found)
    assert "127.0.0.1" in str(refused(Hosts({"localhost"}), "https://localhost/data", tmp_path))


def test_a_name_that_is_not_known_may_be_known_later(tmp_path: Path) -> None:
    def resolve(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    waits = Waits()
    with (
        Fetcher(Hosts({"data.example"}, resolve=resolve), time=waits.time) as fetcher,
        pytest.raises(FetchError, match="no such host") as raised,
    ):
        fetcher.fetch("https://data.example/data", tmp_path / "data")
    assert raised.value.kind == "unavailable"
    assert waits.slept


# Redirects


def test_a_redirect_is_followed_and_told(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    publisher.gives("/new/data", file(BODY))
    publisher.gives("/moved", led_to("new/data#part", 307))
    address = publisher.gives("/data", led_to(publisher.at("/moved"), 301))
    known = fetcher.fetch(address, tmp_path / "data").known
    assert (known.asked, known.address) == (address, publisher.at("/new/data"))
    assert (tmp_path / "data").read_bytes() == BODY


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "elsewhere",
    [
        "http://other.example/data",
        "https://other.example/data",
        "//other.example/data",
        "http://10.1.2.3/data",
        "http://127.0.0.1:1/data",
        "http://localhost/data",
        "http://[::1]/data",
        "http://169.254.169.254/latest/meta-data",
        "http://2130706433/data",  # 127.0.0.1, as some read it
        "file:///etc/passwd",
    ],
)
def test_a_redirect_to_another_host_is_refused(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path, code: int, elsewhere: str
) -> None:
    address = publisher.gives("/data", led_to(elsewhere, code))
    with pytest.raises(FetchError, match="is not fetched") as raised:
        fetcher.fetch(address, tmp_path / "data")
    assert raised.value.kind == "refused"
    assert publisher.times("/data") == 1


def test_a_redirect_to_a_declared_name_at_a_private_address_is_refused(
    publisher: Publisher, tmp_path: Path
) -> None:
    def resolve(host: str, _port: int) -> Sequence[str]:
        return ["10.1.2.3" if host == "inner.example" else host]

    hosts = Hosts({"inner.example"}, local={publisher.host}, resolve=resolve)
    address = publisher.gives("/data", led_to("https://inner.example/data"))
    assert "10.1.2.3" in str(refused(hosts, address, tmp_path))


@pytest.mark.parametrize(
    ("where", "kind"),
    [(led_to("/data"), "broken"), (status(302), "broken"), (led_to("http://["), "refused")],
)
def test_redirects_that_lead_nowhere(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path, where: Answer, kind: str
) -> None:
    address = publisher.gives("/data", where)
    with pytest.raises(FetchError) as raised:
        fetcher.fetch(address, tmp_path / "data")
    assert raised.value.kind == kind
    assert publisher.times("/data") <= QUICK.redirects + 1


# Certificates


def certificate(folder: Path, name: str) -> ssl.SSLContext:
    """A server's certificate for a name, and the authority that gave it in `authority.pem`."""
    now = datetime.now(UTC)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "authority.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "authority.pem", folder / "key.pem")
    return context


@pytest.mark.parametrize("name", ["data.example", "other.example"])
def test_the_certificate_has_to_be_of_the_name_and_not_of_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    secured = certificate(tmp_path, name)
    asked: list[str | None] = []
    secured.sni_callback = lambda _socket, host, _context: asked.append(host)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with publishing(secured) as publisher:
        publisher.gives("/data", file(BODY))
        host = f"data.example:{publisher.server.server_port}"
        hosts = Hosts((), local={host}, resolve=to("127.0.0.1"))
        if name == "data.example":
            with Fetcher(hosts, limits=QUICK) as fetcher:
                fetcher.fetch(f"https://{host}/data", tmp_path / "data")
            assert (tmp_path / "data").read_bytes() == BODY
            assert publisher.header("host") == host
        else:
            error = refused(hosts, f"https://{host}/data", tmp_path)
            assert "Hostname mismatch" in str(error)
            assert not publisher.asked
    assert asked == ["data.example"]


# Proxies


def test_no_proxy_is_taken_from_the_environment(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
        monkeypatch.setenv(name.upper(), "http://127.0.0.1:1")
    fetcher.fetch(publisher.gives("/data", file(BODY)), tmp_path / "data")


def test_a_proxy_that_is_asked_for_is_asked_for_the_whole_address(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.gives("http://data.example/data", file(BODY))
    proxy = httpx.Proxy(f"http://user:word@{publisher.host}")
    with Fetcher(Hosts((), local={"data.example"}, proxy=proxy), limits=QUICK) as fetcher:
        fetcher.fetch("http://data.example/data", tmp_path / "data")
        assert publisher.header("proxy-authorization") == "Basic dXNlcjp3b3Jk"
        with pytest.raises(FetchError, match="does not declare"):
            fetcher.fetch("http://other.example/data", tmp_path / "data")
    refusing = Hosts({"data.example"}, proxy=proxy)
    with Fetcher(refusing, limits=QUICK) as fetcher, pytest.raises(FetchError) as raised:
        fetcher.fetch("https://data.example/data", tmp_path / "data")
    assert raised.value.kind == "unavailable"
    assert "proxy" in str(raised.value)


# Secrets


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://a.example/f?token=abc&page=2", "https://a.example/f?token=...&page=2"),
        ("https://a.example/f?page=2&api_key=abc", "https://a.example/f?page=2&api_key=..."),
        ("https://a.example/f?X-Amz-Signature=abc", "https://a.example/f?X-Amz-Signature=..."),
        ("https://a.example/f?sig=abc;to%6Ben=abc", "https://a.example/f?sig=...;to%6Ben=..."),
        ("https://me:abc@a.example/f", "https://a.example/f"),
        ("https://a.example/f#access_token=abc", "https://a.example/f"),
        ("https://a.example/?a=@b", "https://a.example/?a=@b"),
        ("no address?token=abc", "no address?token=..."),
    ],
)
def test_secrets_are_blotted_out(address: str, told: str) -> None:
    assert blotted(address) == told


def test_no_secret_is_told_or_written_down(
    publisher: Publisher, waits: Waits, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    path, signed = "/data?token=hush", "/signed?X-Amz-Signature=hush&Policy=1"
    publisher.gives(path, led_to(publisher.at(signed)))
    publisher.gives(signed, broken(BODY, 300_000, {"ETag": '"1"'}), status(403), file(BODY))
    notes = tmp_path / "data.part.json"
    with fetcher_of(publisher, waits) as fetcher:
        with pytest.raises(FetchError) as raised:
            fetcher.fetch(publisher.at(path), tmp_path / "data")
        assert notes.exists()
        assert "hush" not in notes.read_text() + str(raised.value) + raised.value.address
        known = fetcher.fetch(publisher.at(path), tmp_path / "data").known
    assert publisher.times(path) == 3, "the secret itself is sent"
    assert "hush" not in repr(known) + caplog.text
    publisher.gives(path, led_to("https://other.example/?token=hush"))
    with fetcher_of(publisher, waits) as fetcher, pytest.raises(FetchError) as raised:
        fetcher.fetch(publisher.at(path), tmp_path / "data")
    assert "hush" not in str(raised.value) + str(raised.value.values) + caplog.text


def test_a_user_and_password_are_not_told_either(tmp_path: Path) -> None:
    error = refused(Hosts({"data.example"}), "https://me:hush@data.example/data", tmp_path)
    assert "hush" not in str(error)


def test_only_what_is_needed_is_sent(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    fetcher.fetch(publisher.gives("/data", file(BODY)), tmp_path / "data")
    _, headers = publisher.asked[-1]
    assert set(headers) == {"host", "user-agent", "accept", "accept-encoding"}


def test_addresses_are_tried_one_after_the_other(publisher: Publisher, tmp_path: Path) -> None:
    """A machine with two addresses of which one does not answer, as with IPv6 on many networks."""
    assert ip_address("127.0.0.2").is_loopback
    hosts = Hosts((), local={publisher.host}, resolve=to("127.0.0.2", "127.0.0.1"))
    with Fetcher(hosts, limits=QUICK) as fetcher:
        fetcher.fetch(publisher.gives("/data", file(BODY)), tmp_path / "data")


def odd(request: Request) -> None:
    request.send(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")
    request.hang_up()


def test_an_answer_that_is_no_http_is_broken(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path
) -> None:
    with pytest.raises(FetchError) as raised:
        fetcher.fetch(publisher.gives("/data", odd), tmp_path / "data")
    assert raised.value.kind == "broken"
