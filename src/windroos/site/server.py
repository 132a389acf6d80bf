"""Gets the database and the static files ready, and serves the site with gunicorn."""

import errno
import hashlib
import socket
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from gunicorn.app.base import BaseApplication

from windroos.apps.evidence import queries as evidence
from windroos.apps.evidence.actions import index_documents
from windroos.link import language

THREADS = 4
WORKERS = 2


class NotReady(Exception):
    """Something stands in the way of serving; the message is one sentence for the user."""


def has_database() -> bool:
    """Whether there is a database to look in; a PostgreSQL one is there until it says otherwise."""
    return connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]).is_file()


def prepare_database() -> None:
    """Makes the tables of the database, or brings those of an older version up to date.

    An SQLite file is ours alone: it is migrated at once. A PostgreSQL database is an
    organisation's: its administrator chooses the moment.
    Raises NotReady when PostgreSQL waits for `windroos migrate`, or no database answers.
    """
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():  # type: ignore[attr-defined]
        Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        raise NotReady(f"The database does not answer: {reason}") from error
    if not waiting:
        # Without a migration the words that passages are found by can still have changed.
        if connection.vendor == "sqlite" and evidence.to_index().exists():
            index_documents()
        return
    if connection.vendor != "sqlite":
        raise NotReady(
            "The database is not up to date with this version; run `windroos migrate` first."
        )
    migrate()


def migrate() -> None:
    """Brings the tables of the database up to date, and what documents are found by; without a
    word."""
    call_command("migrate", interactive=False, verbosity=0)
    index_documents()


def prepare_static_files() -> None:
    """Collects the static files with their fingerprints, when they are not those of last time."""
    done = Path(settings.STATIC_ROOT) / "sources.sha256"
    sources = _static_sources()
    if done.is_file() and done.read_text(encoding="ascii") == sources:
        return
    # Django keeps a collected file that is newer than its source, also when it is another one.
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    done.write_text(sources, encoding="ascii")


def _static_sources() -> str:
    """SHA-256 over name, size and time of every static file of the apps."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


class Server(BaseApplication):
    """gunicorn with our settings in code: no configuration file, no control socket, no access log
    (addresses of visitors are personal data)."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        # In each worker, once Django is ready.
        from windroos.site.wsgi import application

        return application


def serve(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serves the site until it is stopped.

    Raises NotReady when the port is taken, or is not ours to take.
    """
    _check_free(host, port)
    shown = f"[{host}]" if ":" in host else host
    if settings.WINDROOS_DEMO:
        # Where the links in the e-mail of the demo lead.
        settings.WINDROOS_ADDRESS = f"http://{shown}:{port}"

    def say_where(_arbiter: object) -> None:
        print(f"Windroos runs at http://{shown}:{port}/ (stop with Ctrl+C)", flush=True)

    # The workers are forks of this process: they share the dictionaries that a search asks for, and
    # none may inherit a connection.
    language.warm()
    connections.close_all()
    Server(
        {
            "bind": f"{shown}:{port}",
            "worker_class": "gthread",
            "workers": 1 if settings.WINDROOS_DEMO else WORKERS,
            # Whoever stops the demo is its one visitor.
            "graceful_timeout": 2 if settings.WINDROOS_DEMO else 30,
            "threads": THREADS,
            "accesslog": None,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": say_where,
        }
    ).run()


def _check_free(host: str, port: int) -> None:
    """gunicorn itself would try for five seconds and then say it in five lines."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with closing(socket.socket(family, kind, protocol)) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise NotReady(
                f"Port {port} is in use by another program; choose another one."
            ) from error
        raise NotReady(f"Cannot serve on {host} port {port}: {error.strerror}.") from error
