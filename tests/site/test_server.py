"""Getting ready, and saying in one sentence why we cannot serve."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from pytest_django import Settings

from windroos.site import server


@pytest.fixture
def own_static_root(settings: Settings, tmp_path: Path) -> Path:
    settings.STATIC_ROOT = tmp_path / "static"
    return tmp_path / "static"


def test_a_port_in_use_is_one_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(server.NotReady, match=f"^Port {port} is in use by another program"):
            server.serve("127.0.0.1", port)


def test_an_address_that_is_not_ours_is_one_sentence() -> None:
    # 192.0.2.0/24 is kept for documentation (RFC 5737): no machine has it.
    with pytest.raises(server.NotReady, match=r"^Cannot serve on 192\.0\.2\.1 port 8000: .*\.$"):
        server.serve("192.0.2.1", 8000)


def _in_the_demo(code: str, folder: Path) -> subprocess.Popen[str]:
    """Runs `code` with the settings of the demo and its data in `folder`."""
    known = {k: v for k, v in os.environ.items() if not k.startswith(("WINDROOS", "DATABASE"))}
    ours = {
        "DJANGO_SETTINGS_MODULE": "windroos.site.settings.demo",
        "WINDROOS_DATA": str(folder),
    }
    return subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup(); {code}"],
        env=known | ours,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_from_an_empty_folder_to_the_first_page_and_out(tmp_path: Path) -> None:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    process = _in_the_demo(
        "from windroos.site import server; server.prepare_database(); "
        f"server.prepare_static_files(); server.serve('127.0.0.1', {port})",
        tmp_path / "new",
    )
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert said == f"Windroos runs at http://127.0.0.1:{port}/ (stop with Ctrl+C)\n"
        with urlopen(f"http://127.0.0.1:{port}/", timeout=20) as page:
            assert page.url.endswith("/nl/")
            assert page.status == 200
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors
    with sqlite3.connect(tmp_path / "new" / "windroos.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM accounts_user").fetchone() == (0,)


@pytest.mark.django_db
def test_a_database_that_is_up_to_date_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "migrate", lambda: pytest.fail("nothing waits"))
    server.prepare_database()


def test_static_files_are_collected_once_and_again_when_one_changes(
    own_static_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.prepare_static_files()
    css = own_static_root / "windroos" / "error.css"
    assert css.is_file()
    css.unlink()
    server.prepare_static_files()
    assert not css.exists()
    (own_static_root / "sources.sha256").write_text("of an older version")
    server.prepare_static_files()
    assert css.is_file()
