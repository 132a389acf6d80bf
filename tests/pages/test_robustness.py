"""How sure a verdict is: what the pages say is what the library computes, in words for anyone."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone, translation
from tests.standing import TODAY

from windroos import cases
from windroos.apps.accounts.models import Membership, Organisation, User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import actions, queries
from windroos.apps.compass.models import Run
from windroos.apps.compass.robustness import drawn, runner, runs
from windroos.apps.compass.robustness import outcome as robustness
from windroos.apps.compass.robustness.outcome import Wanted
from windroos.apps.compass.robustness.sureness import apart, hundred, verdicts
from windroos.apps.regions.models import Party
from windroos.apps.regions.queries import Case
from windroos.decide.robustness import Cancelled

pytestmark = pytest.mark.django_db
TAGS = re.compile(r"<[^>]*>")
DRAWS = Wanted("innovation", None, None, cases.Scenario("innovation"), "all", 100_000)
LONG = "role=innovation&space=all&samples=100000"


def words(html: str) -> str:
    return " ".join(unescape(TAGS.sub(" ", html)).split())


def page(client: Client, case: Case, path: str) -> str:
    response = client.get(f"/en/{case.name}/{path}")
    assert response.status_code == 200
    return response.content.decode()


def section(html: str) -> str:
    """What the page of a region says of how sure it is."""
    return words(html.partition('id="section_sure"')[2].partition("</section>")[0])


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def anna(loaded_case: Case) -> User:
    province = Organisation.objects.create(slug="prov", name_nl="Provincie", name_en="Province")
    Party.objects.create(case=loaded_case, organisation=province, lead=True)
    anna = User.objects.create_user("anna@province.example", name="Anna")
    Membership.objects.create(user=anna, organisation=province, role=Role.VIEWER)
    return anna


@pytest.fixture
def few_draws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lets a run of many draws make a few only."""
    whole = cases.robustness
    monkeypatch.setattr(cases, "robustness", lambda *a, **k: whole(*a, **{**k, "samples": 500}))
    yield
    drawn.robustness.__globals__["_robustness"].cache_clear()


# The region page


def test_the_sentence_has_the_shares_that_the_library_computes(
    client: Client, loaded_case: Case
) -> None:
    found = cases.robustness(queries.value(loaded_case), "innovation", as_of=TODAY)
    for code in ("SG", "VN", "DED"):
        said = section(page(client, loaded_case, f"regions/{code}/?role=innovation"))
        shares = found[code].shares
        told = {
            name: re.search(rf"(\d+) (?:give )?{effort} effort", said)
            for name, effort in (("active", "active"), ("reactive", "reactive"), ("none", "no"))
        }
        numbers = {name: int(match[1]) for name, match in told.items() if match}
        assert sum(numbers.values()) == 100
        for name, number in numbers.items():
            assert abs(number / 100 - shares[name]) < 0.01


def test_whole_numbers_add_up_to_a_hundred() -> None:
    assert hundred({"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}) in (
        {"a": 34, "b": 33, "c": 33},
        {"a": 33, "b": 34, "c": 33},
        {"a": 33, "b": 33, "c": 34},
    )
    assert hundred({"a": 0.995, "b": 0.005}) in ({"a": 99, "b": 1}, {"a": 100, "b": 0})
    assert hundred({"a": 1.0}) == {"a": 100}


def test_only_all_is_called_all() -> None:
    assert verdicts({"active": 1.0}) == "Every way of weighing that was tried gives active effort."
    assert "more than 99 out of 100" in verdicts({"active": 0.999, "none": 0.001})
    assert verdicts({"none": 0.4, "active": 0.6}) == (
        "Out of 100 ways of weighing that can be defended, 60 give active effort and 40 no effort."
    )


def test_what_preconditions_do_is_said_first(client: Client, loaded_case: Case) -> None:
    """Singapore: 3a and 3b are unknown. Jiangsu on mobility: 3a fails (document 001)."""
    open_ = section(page(client, loaded_case, "regions/SG/?role=innovation"))
    assert open_.index("preconditions 3a and 3b hold") < open_.index("Out of 100")
    closed = section(page(client, loaded_case, "regions/CN-JS/?role=innovation&theme=mobility"))
    assert closed.index("Precondition 3a fails") < closed.index("Out of 100")
    assert "What would settle it?" not in closed
    # In the role trade & invest there are no preconditions.
    free = section(page(client, loaded_case, "regions/SG/?role=trade-invest"))
    assert "recondition" not in free.partition("Tried in")[0]


def test_what_would_settle_it_is_said_with_whom_to_ask(client: Client, loaded_case: Case) -> None:
    """Of Singapore two preconditions are unknown, and the score may still become any verdict."""
    value = queries.value(loaded_case)
    items = cases.agenda(value, "innovation", as_of=TODAY).of("SG")
    result = cases.weigh(value, "innovation", as_of=TODAY)["SG"]
    said = section(page(client, loaded_case, "regions/SG/?role=innovation"))
    assert "If one of these preconditions does not hold, that settles it: no effort." in said
    open_ = "If they all hold, the advice stays open until more of the components is known"
    span = f"the score can still become anything from {result.lower:.2f} to {result.upper:.2f}"
    assert f"{open_}: {span}." in said
    unknown = [item for item in items if item.kind == "precondition"]
    assert items[:2] == tuple(unknown)
    places = [said.index(item.ask.en) for item in unknown if item.ask]
    assert len(places) == 2
    assert places == sorted(places)
    # What changes nothing by itself stands on the agenda, and not here.
    by_itself = items[2]
    assert by_itself.chance == 0
    assert by_itself.ask
    assert by_itself.ask.en not in said.partition("What is the doubt due to?")[0]


def test_where_nothing_is_known_it_says_so(client: Client, small_case: Case) -> None:
    said = section(page(client, small_case, "regions/x-b/"))
    assert "Nothing that counts is known here" in said
    assert "Out of 100" not in said
    assert "Tried in" not in said


def test_on_a_day_in_the_past_only_what_was_known_counts(client: Client, loaded_case: Case) -> None:
    html = page(client, loaded_case, "regions/SG/?role=innovation&as_of=1900-01-01")
    assert "Out of 100" not in section(html)


# The robustness page


def test_the_page_has_the_numbers_of_the_library(client: Client, loaded_case: Case) -> None:
    found = cases.robustness(queries.value(loaded_case), "innovation", as_of=TODAY, samples=1000)
    url = f"/en/{loaded_case.name}/data/robustness.json?role=innovation&samples=1000"
    rows = {row["code"]: row for row in client.get(url).json()["rows"]}
    assert len(rows) == len(list(found))
    for one in found:
        row = rows[one.result.region.code]
        assert {name: row[name] for name in one.shares} == pytest.approx(dict(one.shares))
        assert row["expected_rank"] == pytest.approx(one.rank)
        assert (row["rank_low"], row["rank_high"]) == one.ranks
    pairs = client.get(url.replace("robustness.json", "robustness-pairs.json")).json()["rows"]
    sg = next(row for row in pairs if row["code"] == "SG")
    assert sg["before_JP"] == pytest.approx(found.wins("SG", "JP"))
    html = page(client, loaded_case, "robustness/?role=innovation&samples=1000")
    names = re.findall(r'<th scope="row"><a [^>]*>([^<]*)</a>', html.partition("table_places")[0])
    by_rank = sorted(found, key=lambda one: one.rank or 0)
    assert [unescape(n) for n in names] == [one.result.region.name.en for one in by_rank]


def test_narrower_weights_leave_less_doubt(client: Client, loaded_case: Case) -> None:
    value = queries.value(loaded_case)

    def doubt(space: str) -> float:
        now = Wanted("innovation", None, TODAY, cases.Scenario("innovation"), space, 1000)
        return sum(region["entropy"] for region in robustness.draw(value, now)["regions"])

    assert doubt("around") < doubt("all")


def test_another_scenario_in_the_address_counts(client: Client, loaded_case: Case) -> None:
    html = page(client, loaded_case, "robustness/?role=innovation&samples=1000&t.active=0.99")
    assert "other numbers hold than those of the compass" in html
    shown = re.findall(r'data-label="Active effort" data-value="([\d.]+)"', html)
    assert len(shown) == 26
    assert max(map(float, shown)) < 0.05


def test_the_limits_of_the_case_stand_there_with_their_reasons(
    client: Client, loaded_case: Case
) -> None:
    html = page(client, loaded_case, "robustness/?role=innovation&samples=1000")
    for choice in queries.value(loaded_case).framework.choices:
        if choice.subject == "robustness":
            assert choice.why.en in unescape(html)


# Runs


def test_a_run_is_made_found_again_and_shown_to_everyone(
    client: Client, loaded_case: Case, anna: User, few_draws: None
) -> None:
    assert "Make these draws" not in page(client, loaded_case, f"robustness/?{LONG}")
    client.force_login(anna)
    assert "Make these draws" in page(client, loaded_case, f"robustness/?{LONG}")
    response = client.post(f"/en/{loaded_case.name}/robustness/ask/?{LONG}")
    assert response.status_code == 302
    run = Run.objects.get()
    assert (run.status, run.drawn, run.asked_by) == ("done", 100_000, anna)
    client.logout()
    assert "table_verdicts_sure" in client.get(response["Location"]).content.decode()
    # Asked again, it is the same one.
    assert actions.ask_run(loaded_case, DRAWS, actor=anna) == run


def test_progress_is_shown_and_the_script_is_told_when_it_ended(
    client: Client, loaded_case: Case, anna: User
) -> None:
    run = actions.ask_run(loaded_case, DRAWS, actor=anna)
    taken = actions.take_run()
    assert taken == run
    assert actions.note_run(run, 25_000)
    url = f"/en/{loaded_case.name}/robustness/?{LONG}"
    live = client.get(url, headers={"HX-Request": "true"})
    assert "25,000 of 100,000 draws" in words(live.content.decode())
    assert "HX-Refresh" not in live
    client.force_login(anna)
    client.post(f"/en/{loaded_case.name}/robustness/{run.pk}/cancel/")
    # Who makes it hears so, and what it gives comes too late.
    assert not actions.note_run(run, 50_000)
    actions.end_run(run, {"regions": []})
    run.refresh_from_db()
    assert (run.status, run.cancelled_by, run.result) == ("cancelled", anna, None)
    assert client.get(url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "Ask again" in client.get(url).content.decode()


def test_the_draws_stop_when_they_are_cancelled(
    loaded_case: Case, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = actions.ask_run(loaded_case, DRAWS, actor=anna)
    monkeypatch.setattr(runner, "_PAUSE", 0.0)
    seen = []

    def draw(_value: object, _wanted: object, tell: object, cancelled: object) -> None:
        seen.append(cancelled())  # type: ignore[operator]
        actions.cancel_run(loaded_case, run, actor=anna)
        seen.append(cancelled())  # type: ignore[operator]
        raise Cancelled

    monkeypatch.setattr(robustness, "draw", draw)
    runner.wake()
    assert seen == [False, True]
    run.refresh_from_db()
    assert run.status == "cancelled"


def test_a_run_whose_process_is_gone_is_broken_off_and_can_be_asked_again(
    client: Client, loaded_case: Case, anna: User
) -> None:
    run = actions.ask_run(loaded_case, DRAWS, actor=anna)
    actions.take_run()
    Run.objects.update(seen=timezone.now() - timedelta(minutes=5))
    run.refresh_from_db()
    assert run.broken_off
    assert "broken off" in words(page(client, loaded_case, f"robustness/?{LONG}")).lower()
    again = actions.ask_run(loaded_case, DRAWS, actor=anna)
    assert again != run
    assert list(runs.waiting()) == [again]


def test_a_run_that_fails_says_so(
    client: Client, loaded_case: Case, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.ask_run(loaded_case, DRAWS, actor=anna)

    def draw(*_arguments: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(robustness, "draw", draw)
    runner.wake()
    said = words(page(client, loaded_case, f"robustness/?{LONG}"))
    assert "failed: something went wrong in the program" in said.lower()
    assert "disk" not in said


def test_what_cannot_be_drawn_is_refused(loaded_case: Case, anna: User) -> None:

    for wrong in (
        replace(DRAWS, space="other"),
        replace(DRAWS, samples=7),
        replace(DRAWS, role="nobody"),
        replace(DRAWS, theme="moon"),
    ):
        with pytest.raises(ValidationError):
            actions.ask_run(loaded_case, wrong, actor=anna)
    for samples, space in ((100_000, "all"), (1_000_000, "all"), (100_000, "around")):
        actions.ask_run(loaded_case, replace(DRAWS, samples=samples, space=space), actor=anna)
    with pytest.raises(ValidationError, match="3 runs under way"):
        actions.ask_run(loaded_case, replace(DRAWS, space="order"), actor=anna)


def test_a_score_that_points_elsewhere_than_most_ways_of_weighing_is_explained() -> None:
    shares = {"active": 0.29, "reactive": 0.64, "none": 0.07}
    with translation.override("en"):
        assert apart(shares, "active").startswith("The score points to active effort")
    assert apart(shares, "reactive") == ""
    assert apart(shares, None) == ""
