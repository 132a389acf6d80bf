"""What a programme's page says of corrections after a report was locked, now and on that day."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from tests.apps.bakers import facts, register
from tests.cases import programmes as made

from windroos.apps.network.actions import load_register
from windroos.apps.programmes.actions import load_facts
from windroos.apps.regions.queries import Case
from windroos.cases.facts import Facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(small_case: Case, monkeypatch: pytest.MonkeyPatch) -> Case:
    """The bakers, who corrected after their report on 2030 was locked (20 February 2031, 10:00
    UTC): a figure and an amount that same afternoon, another figure in May."""
    monkeypatch.setattr(timezone, "localdate", lambda *_args: date(2032, 3, 1))
    load_register(small_case, register())
    given = facts(
        made.fact("loaves-30-test-2", "loaves", "actual", "2030", 7, part="test-oven",
                  recorded="2031-02-20T15:00:00Z", reason="counted again",
                  corrects="loaves-30-test"),
    )  # fmt: skip
    tables = {name: list(rows) for name, rows in given.tables.items()}
    tables["amounts"].append(
        made.amount("m-bread-2", "budget", "2030/2031", 400_000, part="bread", funder_kind="own",
                    recorded="2031-02-20T15:00:00Z", reason="the flour was dearer",
                    corrects="m-bread")
    )  # fmt: skip
    load_facts(small_case, Facts.of(given.name, given.title, tables))
    return small_case


def text(client: Client, address: str) -> str:
    """The words of a page."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.mark.parametrize(
    ("asked", "known"),
    [("", "now"), ("?as-of=2031-02-20", "then"), ("?reported=2030", "then")],
)
def test_every_view_says_what_was_corrected_after_the_lock(
    client: Client, told: Case, asked: str, known: str
) -> None:
    page = text(client, f"/en/{told.name}/programmes/bakers/{asked}")
    assert f"3 figures were corrected since; this page shows them as known {known}." in page
    assert "100 → 90. ten burnt" in page
    assert "0 → 7. counted again" in page
    assert "€ 350,000 → € 400,000. the flour was dearer" in page
    assert "Nothing was corrected after that." not in page


def test_before_the_lock_nothing_is_said_of_it(client: Client, told: Case) -> None:
    page = text(client, f"/en/{told.name}/programmes/bakers/?as-of=2031-02-15")
    assert "was locked on" not in page


def test_as_reported_is_the_moment_of_the_lock_not_the_end_of_its_day(
    client: Client, told: Case
) -> None:
    reported = text(client, f"/en/{told.name}/programmes/bakers/?reported=2030")
    evening = text(client, f"/en/{told.name}/programmes/bakers/?as-of=2031-02-20")
    assert "Budget: € 350,000" in reported
    assert "Budget: € 400,000" not in reported
    assert "Budget: € 400,000" in evening
    assert "Budget: € 350,000" not in evening
    assert "when the report on 2030 was locked" in reported


@pytest.mark.parametrize("asked", ["2031", "then", "2030-13"])
def test_a_report_that_was_never_locked_has_no_page(client: Client, told: Case, asked: str) -> None:
    assert client.get(f"/en/{told.name}/programmes/bakers/?reported={asked}").status_code == 404
