"""The message catalogues, with Babel: gettext need not be installed.

    python tools/messages.py extract    show every message of the program
    python tools/messages.py update     bring django.po up to date, keeping the translations
    python tools/messages.py compile    write django.mo, which the program reads
    python tools/messages.py check      fail when the Dutch is not complete

Messages are written in English in the source; the catalogue gives the Dutch.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS
from babel.messages.extract import extract as extract_from
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "windroos"
PO = SOURCE / "site" / "locale" / "nl" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
LANGUAGE = "nl"
WIDTH = 100

# Babel knows the functions of gettext; these are Django's own.
KEYWORDS = DEFAULT_KEYWORDS | {
    f"{name}_lazy": DEFAULT_KEYWORDS[name]
    for name in ("gettext", "ngettext", "pgettext", "npgettext")
}
# No dates and no tool in the header: the file changes only when a message does.
HEADER = """\
# The Dutch of Windroos. Messages come from the source: `make messages`.
msgid ""
msgstr ""
"Language: nl\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
# A word's apostrophe is typeset.
STRAIGHT = re.compile(r"[^\W\d_]'[^\W\d_]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{[\w\[\].]*\}")

# A message is known by its context and its text: of a plural, the singular.
Key = tuple[str | None, str]
Text = str | tuple[str, ...] | list[str] | None


def main() -> int:
    parser = argparse.ArgumentParser(description="The message catalogues of Windroos.")
    parser.add_argument("command", choices=("extract", "update", "compile", "check"))
    command = parser.parse_args().command
    if command == "extract":
        for message in _by_key(extract()).values():
            print(_shown(message))
    elif command == "update":
        catalogue = updated(extract(), read(PO))
        PO.parent.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(po_bytes(catalogue))
        untranslated = sum(not all(_texts(message.string)) for message in catalogue if message.id)
        print(f"{_relative(PO)}: {len(catalogue)} messages, {untranslated} without Dutch")
    elif command == "compile":
        with MO.open("wb") as file:
            write_mo(file, read(PO))
    else:
        faults = [*check(extract(), read(PO))]
        for fault in faults:
            print(f"{_relative(PO)}: {fault}", file=sys.stderr)
        return 1 if faults else 0
    return 0


def extract() -> Catalog:
    """Every message of the Python sources and the templates; sorted, so that order never churns."""
    catalogue = Catalog(locale=LANGUAGE)
    for path in sorted(SOURCE.rglob("*.py")):
        _add(catalogue, path, path.read_bytes())
    for path in sorted((*SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templates/**/*.txt"))):
        _add(catalogue, path, _template_as_python(path))
    return catalogue


def _template_as_python(path: Path) -> bytes:
    """The messages of a Django template as calls Python's tokeniser can read.

    Indentation means nothing in a template and something in Python: it goes.
    """
    # The catalogue is also compiled where a wheel is built, without Django.
    import django
    from django.conf import settings
    from django.utils.translation import templatize

    if not settings.configured:
        settings.configure()
        django.setup()
    code = templatize(path.read_text(encoding="utf-8"), origin=_relative(path))
    return "\n".join(line.strip() for line in code.splitlines()).encode()


def _add(catalogue: Catalog, path: Path, code: bytes) -> None:
    found = extract_from("python", BytesIO(code), KEYWORDS, ["Translators:"])
    for line, message, comments, context in found:
        catalogue.add(
            message,
            locations=[(_relative(path), line)],
            auto_comments=comments,
            context=context,
        )


def read(path: Path) -> Catalog:
    """The catalogue at `path`; one without messages when there is none yet."""
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def updated(source: Catalog, translated: Catalog) -> Catalog:
    """The messages of `source` with the Dutch of `translated`; what the source lost is dropped."""
    known = _by_key(translated)
    catalogue = Catalog(locale=LANGUAGE)
    for key, message in sorted(
        _by_key(source).items(), key=lambda item: (item[0][1], item[0][0] or "")
    ):
        before = known.get(key)
        keeps = before is not None and isinstance(before.id, str) == isinstance(message.id, str)
        catalogue.add(
            message.id,
            before.string if before is not None and keeps else None,
            flags=message.flags | ({"fuzzy"} if before is not None and before.fuzzy else set()),
            auto_comments=message.auto_comments,
            user_comments=before.user_comments if before is not None else (),
            context=message.context,
        )
    return catalogue


def po_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as a .po file without line numbers and dates."""
    file = BytesIO()
    write_po(file, catalogue, width=WIDTH, no_location=True, omit_header=True, sort_output=True)
    return HEADER.encode() + file.getvalue()


def check(source: Catalog, translated: Catalog) -> Iterator[str]:
    """Says of every message what is wrong with its Dutch, and which ones the program lost."""
    wanted, known = _by_key(source), _by_key(translated)
    for key, message in wanted.items():
        found = known.get(key)
        if found is None:
            yield f"missing: {_shown(message)}"
        elif found.fuzzy:
            yield f"fuzzy: {_shown(message)}"
        elif not all(_texts(found.string)):
            yield f"not translated: {_shown(message)}"
        elif _placeholders(message.id) != _placeholders(found.string):
            yield f"other placeholders in the Dutch: {_shown(message)}"
        elif any(map(STRAIGHT.search, _texts(found.string))):
            yield f"a straight apostrophe in the Dutch, for ’: {_shown(message)}"
    for key, message in (known | _by_key(translated.obsolete.values())).items():
        if key not in wanted:
            yield f"obsolete: {_shown(message)}"


def _by_key(messages: Iterable[Message]) -> dict[Key, Message]:
    """The messages by key, without the header, whose text is empty."""
    return {(m.context, _texts(m.id)[0]): m for m in messages if m.id}


def _texts(text: Text) -> tuple[str, ...]:
    """The forms of a message: one, or one per plural."""
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _placeholders(text: Text) -> set[str]:
    return {name for form in _texts(text) for name in PLACEHOLDER.findall(form)}


def _shown(message: Message) -> str:
    where = f" ({message.locations[0][0]}:{message.locations[0][1]})" if message.locations else ""
    context = f" [{message.context}]" if message.context else ""
    return f"{_texts(message.id)[0]!r}{context}{where}"


def _relative(path: Path) -> str:
    return os.path.relpath(path, ROOT)


if __name__ == "__main__":
    sys.exit(main())
