"""The message catalogues: what is found in the source, and what counts as complete."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

import messages

TEMPLATE = """
{% load i18n %}
  <p title="{% translate "Region" %}">{% translate 'None' context "effort" %}</p>
    {% blocktranslate trimmed with name=region.name %}
      {{ name }} is
      followed.
    {% endblocktranslate %}
{% blocktranslate count n=found %}One region{% plural %}{{ n }} regions{% endblocktranslate %}
"""
PYTHON = """
from django.utils.translation import gettext as _, pgettext
label = _("Decision")
other = _(label)
effort = pgettext("effort", "None")
"""


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "templates" / "app").mkdir(parents=True)
    (tmp_path / "templates" / "app" / "page.html").write_text(TEMPLATE)
    (tmp_path / "words.py").write_text(PYTHON)
    monkeypatch.setattr(messages, "SOURCE", tmp_path)
    return tmp_path


def dutch(*translations: tuple[str, str], flags: Iterable[str] = ()) -> Catalog:
    catalogue = Catalog(locale="nl")
    for english, text in translations:
        catalogue.add(english, text, flags=flags)
    return catalogue


def test_messages_are_found_in_templates_and_python(source: Path) -> None:
    found = {(m.context, m.id) for m in messages.extract() if m.id}
    assert found == {
        (None, "Region"),
        ("effort", "None"),
        (None, "%(name)s is followed."),
        (None, ("One region", "%(n)s regions")),
        (None, "Decision"),
    }


def test_an_update_keeps_translations_and_drops_what_is_gone(source: Path) -> None:
    catalogue = messages.updated(
        messages.extract(), dutch(("Region", "Regio"), ("Province", "Provincie"))
    )
    translations = {message.id: message.string for message in catalogue}
    assert translations["Region"] == "Regio"
    assert not translations["Decision"]
    assert "Province" not in translations


def test_the_same_messages_make_the_same_file(source: Path) -> None:
    first = messages.po_bytes(messages.updated(messages.extract(), dutch(("Region", "Regio"))))
    (source / "words.py").write_text("\n\n\n" + PYTHON)
    (source / "django.po").write_bytes(first)
    again = messages.updated(messages.extract(), messages.read(source / "django.po"))
    assert messages.po_bytes(again) == first
    assert b"words.py" not in first
    assert b"-Date" not in first


@pytest.mark.parametrize(
    ("catalogue", "fault"),
    [
        (dutch(), "missing: 'Region'"),
        (dutch(("Region", "")), "not translated: 'Region'"),
        (dutch(("Region", "Regio"), flags={"fuzzy"}), "fuzzy: 'Region'"),
        (dutch(("Region", "Regio {name}")), "other placeholders in the Dutch: 'Region'"),
        (
            dutch(("Region", "Regio's")),
            "a straight apostrophe in the Dutch, for ’: 'Region'",
        ),
        (dutch(("Region", "Regio"), ("Province", "Provincie")), "obsolete: 'Province'"),
    ],
)
def test_every_fault_is_named(catalogue: Catalog, fault: str) -> None:
    assert list(messages.check(dutch(("Region", "")), catalogue)) == [fault]


def test_both_forms_of_a_plural_are_wanted() -> None:
    wanted, half, whole = Catalog(locale="nl"), Catalog(locale="nl"), Catalog(locale="nl")
    forms = ("One region", "{n} regions")
    wanted.add(forms)
    half.add(forms, ("Eén regio", ""))
    whole.add(forms, ("Eén regio", "{n} regio’s"))
    assert list(messages.check(wanted, half)) == ["not translated: 'One region'"]
    assert list(messages.check(wanted, whole)) == []
