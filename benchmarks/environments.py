"""Peers in environments of their own, each measurement a process of its own, and tables of them."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# One thread for what lies beneath NumPy: else CPU seconds count threads that wait for each other.
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "NUMBA")}


class Failed(Exception):
    """A process that ended badly; the message is the last line it said."""


def peers() -> dict[str, list[str]]:
    """What is installed for each peer."""
    lines = (HERE / "peers.txt").read_text(encoding="utf-8").splitlines()
    return {line.split()[0]: line.split()[1:] for line in lines if line and line[0] != "#"}


def version(peer: str) -> str:
    """The version of a peer, as pinned."""
    return peers()[peer][0].partition("==")[2]


def python_of(peer: str) -> str:
    """The Python that has the peer; installs it when that has not been done."""
    wanted = " ".join(peers()[peer])
    folder = HERE / ".environments" / peer
    python, stamp = folder / "bin" / "python", folder / "installed.txt"
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        print(f"Installing {wanted}", file=sys.stderr)
        day = (HERE / "peers.txt").read_text(encoding="utf-8").partition("# day: ")[2].split()[0]
        uv = Path(sys.executable).with_name("uv")
        for words in (
            ["venv", "--quiet", "--clear", "--python", sys.executable, str(folder)],
            ["pip", "install", "--quiet", "--python", str(python), "--exclude-newer", day]
            + peers()[peer],
        ):
            _checked([str(uv), *words], dict(os.environ))
        stamp.write_text(wanted, encoding="utf-8")
    return str(python)


def run(script: str, *words: object, python: str = sys.executable) -> dict[str, Any]:
    """What a script of this folder tells (`measuring.tell`), run as a process of its own; raises
    `Failed` when it ends badly."""
    done = _checked(
        [python, str(HERE / script), *(str(word) for word in words)],
        {**os.environ, **ONE_THREAD, "MPLBACKEND": "Agg"},
    )
    return json.loads(done.strip().splitlines()[-1])


def _checked(words: Sequence[str], environment: dict[str, str]) -> str:
    done = subprocess.run(words, capture_output=True, text=True, env=environment)
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise Failed(said[-1])
    return done.stdout


def machine() -> str:
    """Processor, cores, system, Python and NumPy."""
    import numpy as np

    processor = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        processor = next(
            line.partition(":")[2].strip() for line in lines if line.startswith("model name")
        )
    except (OSError, StopIteration):
        pass
    return (
        f"{processor}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, NumPy {np.__version__}"
    )


def markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown; all columns but the first to the right."""
    lines = [columns, ["---", *["---:"] * (len(columns) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def seconds(value: float) -> str:
    """Seconds in three digits that count, at least."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.{1 if value >= 10 else 2 if value >= 1 else 4}f}"


def times(value: float) -> str:
    """A ratio."""
    return f"{value:,.0f}" if value >= 20 else f"{value:.2f}"
