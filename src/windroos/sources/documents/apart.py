"""A file of others is read by a process of its own, within limits of memory and time.

Whoever made the file may have meant harm, and the libraries that read PDF, DOCX and HTML are large:
what goes wrong there must not take the program along.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from importlib import import_module
from typing import Any, NoReturn

from windroos.problems import N_
from windroos.sources.documents.formats import Format
from windroos.sources.documents.shape import Document, DocumentError, Passage

# At a third of a second a page, a thousand pages take about half of the time.
MOST_MEMORY = 2 * 1024**3
MOST_SECONDS = 600

_READERS = {Format.PDF: "pdf", Format.DOCX: "docx", Format.HTML: "html"}
_SURROUNDINGS = ("PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "TEMP", "TMP")
_OK, _REFUSED, _FAILED, _FULL = 0, 3, 4, 5


def read(content: bytes, kind: Format) -> Document:
    """Read a file of this format. Raises `DocumentError` when it cannot be read, or not within the
    limits."""
    limits = (str(MOST_MEMORY), str(MOST_SECONDS))
    command = [sys.executable, "-m", __name__, kind.name, *limits]
    # None of our secrets: what is not in its surroundings cannot be taken from it.
    given = {name: os.environ[name] for name in _SURROUNDINGS if name in os.environ}
    here = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    reading = subprocess.Popen(  # noqa: S603 (our own program)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**given, **here},
    )
    late = threading.Timer(MOST_SECONDS, reading.kill)
    late.start()
    try:
        told, _nothing = reading.communicate(content)
    finally:
        late.cancel()
        reading.kill()
    # As JSON: what a file may have done to the process that read it must end there.
    if reading.returncode == _OK:
        return _document(json.loads(told))
    if reading.returncode == _REFUSED:
        refused = json.loads(told)
        raise DocumentError(refused["wording"], **refused["values"])
    if reading.returncode == _FAILED:
        raise DocumentError(N_("it is damaged: fetch or save it again"))
    raise DocumentError(
        N_(
            "it takes more than %(memory)s GB of memory or %(seconds)s seconds to read: split it, "
            "or save it as plain text, and try again"
        ),
        memory=round(MOST_MEMORY / 1024**3, 1),
        seconds=MOST_SECONDS,
    )


def _document(told: Mapping[str, Any]) -> Document:
    lists = ("cells", "marks")
    passages = (
        Passage(**one | {name: tuple(one[name]) for name in lists}) for one in told["passages"]
    )
    return Document(**{**told, "passages": tuple(passages)})


def _reader(kind: Format) -> Callable[[bytes], Document]:
    try:
        return import_module(f"windroos.sources.documents.{_READERS[kind]}").read
    except ImportError as error:
        raise DocumentError(
            N_("it cannot be read without an extra: pip install windroos[documents]")
        ) from error


def _limit(memory: int, seconds: int) -> None:
    """Where the system knows no such limits, only the time is limited."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _of_memory(error: BaseException) -> bool:
    """Whether memory ran out, however a library wrapped it up."""
    if isinstance(error, MemoryError):
        return True
    wrapped = [one for one in error.args if isinstance(one, BaseException)]
    reasons = [error.__cause__, error.__context__, *wrapped]
    return any(_of_memory(one) for one in reasons if one is not None and one is not error)


def _main(name: str, memory: str, seconds: str) -> NoReturn:
    """Reads standard input, and tells a document or an error on standard output, as JSON."""
    answer = sys.stdout.buffer
    # Nothing that a library prints may come between.
    sys.stdout = sys.stderr
    content = sys.stdin.buffer.read()
    _limit(int(memory), int(seconds))
    try:
        document = _reader(Format[name])(content)
    except DocumentError as error:
        answer.write(json.dumps({"wording": error.wording, "values": error.values}).encode())
        code = _REFUSED
    except Exception as error:
        code = _FULL if _of_memory(error) else _FAILED
    else:
        answer.write(json.dumps(asdict(document)).encode())
        code = _OK
    answer.flush()
    # Without the farewells of libraries, which may ask for memory that is not there.
    os._exit(code)


if __name__ == "__main__":
    _main(*sys.argv[1:])
