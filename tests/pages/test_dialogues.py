"""The pages of dialogues, points and referrals: who sees what, and what two at once meet."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from windroos.apps.accounts.models import Membership, Organisation, User
from windroos.apps.accounts.roles import Role
from windroos.apps.compass.actions import Entry, judge, retract
from windroos.apps.network import actions, queries
from windroos.apps.network.models import Dialogue, Point, Referral
from windroos.apps.regions.models import Case, Party

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)
Browse = Callable[[User | None], Client]


@pytest.fixture
def province(loaded_case: Case) -> Organisation:
    made = Organisation.objects.create(slug="prov", name_nl="De provincie", name_en="The province")
    Party.objects.create(case=loaded_case, organisation=made, lead=True)
    return made


def account(name: str, role: Role, organisation: Organisation) -> User:
    user = User.objects.create_user(f"{name.lower()}@voorbeeld.example", name=name)
    Membership.objects.create(user=user, organisation=organisation, role=role)
    return user


@pytest.fixture
def anna(province: Organisation) -> User:
    return account("Anna", Role.ANALYST, province)


@pytest.fixture
def vera(province: Organisation) -> User:
    return account("Vera", Role.VIEWER, province)


@pytest.fixture
def stranger(db: None) -> User:
    elsewhere = Organisation.objects.create(slug="else", name_nl="Elders", name_en="Elsewhere")
    return account("Sam", Role.ANALYST, elsewhere)


@pytest.fixture
def talk(loaded_case: Case, anna: User) -> Dialogue:
    return actions.add_dialogue(
        actor=anna,
        case=loaded_case,
        region="CN-JS",
        held=date(2026, 3, 3),
        kind="civil-society",
        organisation="Amnesty <International>",
        contact="P. Persoon",
        level="official",
        subjects=["rule-of-law"],
        summary="Over werknemers.",
        conclusions="Ter sprake brengen.",
        places=["001-jiangsu-1-s10", "001", "https://example.org/report"],
    )


@pytest.fixture
def point(loaded_case: Case, anna: User, talk: Dialogue) -> Point:
    return actions.add_point(
        actor=anna,
        case=loaded_case,
        region="CN-JS",
        text_nl="Vraag naar werknemers",
        text_en="Ask about workers",
        subject="rule-of-law",
        source=talk.pk,
    )


@pytest.fixture
def referral(loaded_case: Case, anna: User) -> Referral:
    return actions.add_referral(
        actor=anna,
        case=loaded_case,
        region="CN-JS",
        subject="Fotonische chips",
        reason="Gevoelig.",
        desk="Het loket",
        referred_on=TODAY - timedelta(days=40),
        answer_by=TODAY - timedelta(days=12),
    )


def at(case: Case, page: str, *numbers: int | str, language: str = "en") -> str:
    with override(language):
        return reverse(f"network:{page}", args=[case.name, *numbers])


def browse(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode())))


# Who sees which page


def test_a_visitor_sees_no_trace_of_what_is_internal(
    loaded_case: Case, talk: Dialogue, point: Point, referral: Referral, stranger: User
) -> None:
    hidden = [
        at(loaded_case, "dialogue", talk.pk),
        at(loaded_case, "dialogue_new"),
        at(loaded_case, "dialogue_edit", talk.pk),
        at(loaded_case, "release", talk.pk),
        at(loaded_case, "points"),
        at(loaded_case, "briefing"),
        at(loaded_case, "point", point.pk),
        at(loaded_case, "point_new"),
        at(loaded_case, "point_edit", point.pk),
        at(loaded_case, "point_raised", point.pk),
        at(loaded_case, "point_drop", point.pk),
        at(loaded_case, "referrals"),
        at(loaded_case, "referral", referral.pk),
        at(loaded_case, "referral_new"),
        at(loaded_case, "referral_edit", referral.pk),
        at(loaded_case, "referral_answer", referral.pk),
    ]
    for user in (None, stranger):
        client = browse(user)
        for url in hidden:
            there = client.get(url)
            assert there.status_code == 404, url
            # Nor does the error tell it from a page that never was.
            nowhere = client.get(url.replace(loaded_case.name, "nowhere"))
            assert nowhere.status_code == 404
        shown = text(client, at(loaded_case, "dialogues"))
        assert "No dialogue has been made public yet." in shown
        for word in ("Amnesty", "Jiangsu", "points", "eferral"):
            assert word not in shown.partition("With whom have we spoken")[2]


def test_a_viewer_reads_everything_and_is_refused_the_forms(
    loaded_case: Case, talk: Dialogue, point: Point, referral: Referral, vera: User
) -> None:
    client = browse(vera)
    shown = text(client, at(loaded_case, "dialogue", talk.pk))
    assert "P. Persoon" not in shown, "viewers see no data of persons"
    assert "P. Persoon" not in text(client, at(loaded_case, "dialogues") + "?words=Persoon")
    assert "Over werknemers." in shown
    for button in ("Make public", "Take it out of the list", "Put this version back", "Undo"):
        assert button not in shown
    assert "Ask about workers" in text(client, at(loaded_case, "points"))
    assert "Fotonische chips" in text(client, at(loaded_case, "referrals"))
    for page, numbers in (
        ("dialogue_new", ()),
        ("dialogue_edit", (talk.pk,)),
        ("release", (talk.pk,)),
        ("point_new", ()),
        ("referral_answer", (referral.pk,)),
    ):
        assert client.get(at(loaded_case, page, *numbers)).status_code == 403
    for page in ("take_back", "dialogue_remove", "dialogue_put_back"):
        posted = client.post(at(loaded_case, page, talk.pk), {"version": 1})
        assert posted.status_code == 403
    assert queries.dialogue(loaded_case, vera, talk.pk) == talk


def test_everyone_reads_what_was_released_and_nothing_else(
    loaded_case: Case, talk: Dialogue, anna: User
) -> None:
    released = browse(anna).post(
        at(loaded_case, "release", talk.pk),
        {"version": 1, "public_nl": "Wij spraken over rechten.", "public_en": ""},
        follow=True,
    )
    assert b"Saved." in released.content
    for language in ("nl", "en"):
        client = browse(None)
        page = client.get(at(loaded_case, "dialogue", talk.pk, language=language))
        html = page.content.decode()
        assert '<span lang="nl">Wij spraken over rechten.</span>' in html
        for secret in ("Amnesty", "Persoon", "werknemers", "Ter sprake", "example.org", "Anna"):
            assert secret not in html
        assert "Amnesty" not in text(client, at(loaded_case, "dialogues", language=language))
    again = {"version": 2, "public_nl": "Wij spraken.", "names_organisation": "on"}
    browse(anna).post(at(loaded_case, "release", talk.pk), again)
    html = browse(None).get(at(loaded_case, "dialogue", talk.pk)).content.decode()
    assert "Amnesty &lt;International&gt;" in html
    assert "<International>" not in html
    browse(anna).post(at(loaded_case, "take_back", talk.pk), {"version": 3})
    assert browse(None).get(at(loaded_case, "dialogue", talk.pk)).status_code == 404


def test_the_release_says_what_becomes_visible_and_what_does_not(
    loaded_case: Case, talk: Dialogue, anna: User
) -> None:
    shown = text(browse(anna), at(loaded_case, "release", talk.pk))
    visible = shown.partition("This becomes visible")[2].partition("This stays internal")[0]
    internal = shown.partition("This stays internal")[2]
    assert "3 March 2026" in visible
    assert "Persoon" not in shown
    assert "Contact persons, always" in internal


# Forms


def test_a_dialogue_is_recorded_by_its_form(loaded_case: Case, anna: User) -> None:
    client = browse(anna)
    url = at(loaded_case, "dialogue_new")
    assert 'value="JP" selected' in client.get(f"{url}?region=JP").content.decode()
    filled = {
        "region": "JP",
        "held": "2026-11-20",
        "kind": "post",
        "organisation": "Ambassade",
        "level": "official",
        "subjects": ["geopolitics", "economic-security"],
        "summary": "Gesprek.",
        "place_1": " 001 ",
        "place_2": "",
        "place_3": "https://example.org/",
    }
    made = client.post(url, filled, follow=True)
    assert made.status_code == 200
    row = Dialogue.objects.get()
    assert (row.subjects, row.places) == (
        ["geopolitics", "economic-security"],
        ["001", "https://example.org/"],
    )
    assert row.held == date(2026, 11, 20)
    assert row.internal
    undone = client.post(at(loaded_case, "dialogue_remove", row.pk), {"version": 1}, follow=True)
    assert b"Taken out of the list" in undone.content
    assert queries.dialogues(loaded_case, anna) == []


def test_mistakes_stand_at_the_top_and_at_their_field(loaded_case: Case, anna: User) -> None:
    client = browse(anna)
    url = at(loaded_case, "dialogue_new")
    page = client.post(url, {"held": "2026-13-40", "level": "x"})
    html = page.content.decode()
    assert "<title>Error:" in html
    summary = html.partition('class="error-summary"')[2].partition("</div>")[0]
    for name in ("id_region", "id_held", "id_kind", "id_organisation", "id_level_0", "id_summary"):
        assert f'href="#{name}"' in summary
        assert f'id="{name}"' in html
    assert 'id="id_held_error"' in html
    assert 'aria-describedby="id_held_error"' in html
    assert not Dialogue.objects.exists()


def test_what_the_action_refuses_stands_at_its_field_too(loaded_case: Case, anna: User) -> None:
    filled = {
        "region": "JP",
        "held": "2026-12-24",
        "kind": "post",
        "organisation": "Ambassade",
        "level": "official",
        "summary": "Gesprek.",
        "place_1": "nowhere",
    }
    page = browse(anna).post(at(loaded_case, "dialogue_new"), filled)
    html = unescape(page.content.decode())
    assert 'href="#id_held">Day of the dialogue: This day is still to come' in html
    assert 'href="#id_place_1">Passage or source 1: “nowhere” is no passage' in html
    assert 'value="nowhere"' in html


def test_the_second_of_two_sees_both_and_chooses(
    loaded_case: Case, talk: Dialogue, anna: User, province: Organisation
) -> None:
    bas = account("Bas", Role.DECISION_MAKER, province)
    url = at(loaded_case, "dialogue_edit", talk.pk)
    opened = browse(anna).get(url).content.decode()
    assert 'name="version" value="1"' in opened
    filled = {
        "version": 1,
        "region": "CN-JS",
        "held": "2026-03-03",
        "kind": "civil-society",
        "organisation": "Amnesty <International>",
        "contact": "P. Persoon",
        "level": "official",
        "subjects": ["rule-of-law"],
        "conclusions": "Ter sprake brengen.",
        "place_1": "001-jiangsu-1-s10",
        "place_2": "001",
        "place_3": "https://example.org/report",
    }
    assert browse(bas).post(url, filled | {"summary": "Over alle werknemers."}).status_code == 302
    second = browse(anna).post(url, filled | {"summary": "Over werknemers en vakbonden."})
    html = second.content.decode()
    assert "Bas saved a newer version." in html
    assert re.search(r"<del>[^<]*alle[^<]*</del>", html)
    assert re.search(r"<ins>[^<]*en vakbonden.</ins>", html)
    assert html.count('<tr><th scope="row">') == 1, "only what differs is shown"
    assert 'name="version" value="2"' in html
    assert "Over werknemers en vakbonden.</textarea>" in html, "nothing is lost"
    talk.refresh_from_db()
    assert talk.summary == "Over alle werknemers."
    mine = filled | {"version": 2, "summary": "Over werknemers en vakbonden."}
    assert browse(anna).post(url, mine).status_code == 302
    talk.refresh_from_db()
    assert talk.summary == "Over werknemers en vakbonden."
    assert [one.by for one in queries.history(talk)] == ["Anna", "Bas", "Anna"]


def test_saving_can_be_undone_and_redone(loaded_case: Case, point: Point, anna: User) -> None:
    client = browse(anna)
    dropped = client.post(
        at(loaded_case, "point_drop", point.pk),
        {"version": 1, "answer": "Niet meer nodig."},
        follow=True,
    )
    assert b"Undo" in dropped.content
    point.refresh_from_db()
    assert point.status == "dropped"
    put_back = at(loaded_case, "point_put_back", point.pk)
    client.post(put_back, {"version": 2, "to": 1})
    point.refresh_from_db()
    assert (point.status, point.answer) == ("open", "")
    client.post(put_back, {"version": 3, "to": 2})
    point.refresh_from_db()
    assert point.status == "dropped"


@pytest.mark.parametrize(
    "sent", [{}, {"version": "x", "to": "1"}, {"version": "1", "to": "9" * 40}]
)
def test_a_button_pressed_on_an_old_page_does_nothing_and_says_so(
    sent: dict[str, str], loaded_case: Case, talk: Dialogue, anna: User
) -> None:
    done = browse(anna).post(at(loaded_case, "dialogue_put_back", talk.pk), sent, follow=True)
    assert done.status_code == 200
    assert b'class="error"' in done.content
    talk.refresh_from_db()
    assert talk.version == 1


def test_buttons_take_a_post_only(loaded_case: Case, talk: Dialogue, anna: User) -> None:
    for page in ("take_back", "dialogue_remove", "dialogue_put_back"):
        assert browse(anna).get(at(loaded_case, page, talk.pk)).status_code == 405


def test_the_page_of_a_dialogue_shows_its_history_without_names_of_persons(
    loaded_case: Case, talk: Dialogue, anna: User
) -> None:
    actions.change_dialogue(
        actor=anna,
        case=loaded_case,
        dialogue=talk.pk,
        version=1,
        changes={"contact": "Q. Ander", "conclusions": "Nu ter sprake brengen."},
    )
    shown = text(browse(anna), at(loaded_case, "dialogue", talk.pk))
    history = shown.partition("What happened to it")[2]
    assert "Anna changed a dialogue" in history
    assert "Nu ter sprake" in re.sub(" +", " ", history)
    assert "Data of persons changed." in history
    assert "Ander" not in history
    assert "Persoon" not in shown


# Points and referrals


def test_a_point_is_noted_from_a_dialogue_and_raised_in_one(
    loaded_case: Case, talk: Dialogue, anna: User
) -> None:
    client = browse(anna)
    url = at(loaded_case, "point_new")
    opened = client.get(f"{url}?source={talk.pk}&region=CN-JS").content.decode()
    assert f'value="{talk.pk}" selected' in opened
    filled = {
        "region": "CN-JS",
        "text_nl": "Vraag <b>dit</b>",
        "occasion": "mission",
        "reach": "governing",
        "source": talk.pk,
    }
    client.post(url, filled)
    made = Point.objects.get()
    assert made.source == talk
    on_talk = client.get(at(loaded_case, "dialogue", talk.pk)).content.decode()
    assert "Vraag &lt;b&gt;dit&lt;/b&gt;" in on_talk
    raised = at(loaded_case, "point_raised", made.pk)
    assert f"{raised}?dialogue={talk.pk}" in on_talk
    client.post(raised, {"version": 1, "raised_in": talk.pk, "answer": "Men denkt erover na."})
    made.refresh_from_db()
    assert (made.status, made.raised_in) == ("raised", talk)
    assert "Men denkt erover na." in text(client, at(loaded_case, "dialogue", talk.pk))
    assert "Nothing: every point was raised or dropped." in text(client, at(loaded_case, "points"))


def test_the_briefing_says_what_the_relation_makes_possible(
    loaded_case: Case, point: Point, anna: User
) -> None:
    client = browse(anna)
    actions.add_point(
        actor=anna, case=loaded_case, region="DED", text_nl="Over de Chips Act", reach="governing"
    )
    actions.add_point(
        actor=anna,
        case=loaded_case,
        region="CN",
        text_nl="Landelijke lijn",
        reach="institutions",
        occasion="visit",
    )
    url = at(loaded_case, "briefing")
    shown = text(client, f"{url}?region=CN-JS&occasion=mission")
    assert "What do we raise in Jiangsu?" in shown
    assert "There are structural government contacts; at which level, no source says." in shown
    assert "Whether there are such contacts is unknown: ask first." in shown
    assert "Ask about workers" in shown
    assert "Landelijke lijn" not in shown
    assert "Chips Act" not in shown
    assert "Landelijke lijn" in text(client, f"{url}?region=CN-JS&occasion=visit")
    everywhere = text(client, url)
    assert "There are structural government contacts, official and governing." in everywhere
    assert "There are such contacts: it can be raised." in everywhere
    assert "No source says what kind of relation there is with this region." in everywhere


def test_an_overdue_referral_is_shown_as_such_until_it_is_answered(
    loaded_case: Case, referral: Referral, anna: User
) -> None:
    client = browse(anna)
    listed = text(client, at(loaded_case, "referrals"))
    assert "One referral waits for an answer , of which one is overdue" in listed or (
        "One referral waits for an answer, of which one is overdue" in listed
    )
    assert "12 days overdue" in listed
    one = text(client, at(loaded_case, "referral", referral.pk))
    assert "Not known yet: the answer is 12 days overdue." in one
    answer = at(loaded_case, "referral_answer", referral.pk)
    assert b"2026-11-21" in client.get(answer).content
    wrong = client.post(
        answer, {"version": 1, "answered_on": "2026-01-01", "outcome": "conditions"}
    )
    assert b"This is before the day of the referral." in wrong.content
    client.post(
        answer,
        {"version": 1, "answered_on": "2026-11-21", "outcome": "conditions", "advice": "Let op."},
    )
    assert "Yes, under conditions." in text(client, at(loaded_case, "referral", referral.pk))
    assert "Every referral has been answered." in text(client, at(loaded_case, "referrals"))


def test_a_referral_proposes_today_four_weeks_and_the_desk_asked_last(
    loaded_case: Case, anna: User, referral: Referral
) -> None:
    html = browse(anna).get(at(loaded_case, "referral_new")).content.decode()
    assert 'name="referred_on" value="2026-11-21"' in html
    assert 'name="answer_by" value="2026-12-19"' in html
    assert 'value="Het loket"' in html


# Lists


def test_the_list_is_filtered_by_its_address(loaded_case: Case, talk: Dialogue, anna: User) -> None:
    client = browse(anna)
    url = at(loaded_case, "dialogues")
    for query in (
        "region=CN-JS",
        "kind=civil-society",
        "subject=rule-of-law",
        "year=2026",
        "state=internal",
        "words=WERKNEMERS",
    ):
        assert "3 March 2026" in text(client, f"{url}?{query}").partition("Who may read it")[2]
    assert "No dialogue is like that." in text(client, f"{url}?words=zzz")
    assert "No dialogue is like that." in text(client, f"{url}?state=released")
    # What is no choice counts as none.
    assert "3 March 2026" in text(client, f"{url}?region=XX&year=x&state=%00")


def test_a_case_without_a_party_and_with_a_small_framework_works(small_case: Case) -> None:
    assert "No dialogue has been made public yet." in text(
        browse(None), at(small_case, "dialogues")
    )


def test_a_small_framework_offers_its_own_subjects(small_case: Case) -> None:
    organisation = Organisation.objects.create(slug="o", name_nl="O", name_en="O")
    Party.objects.create(case=small_case, organisation=organisation)
    client = browse(account("Olga", Role.ANALYST, organisation))
    html = client.get(at(small_case, "dialogue_new")).content.decode()
    assert "First &lt;aspect&gt;" in html
    assert "geopolitics" not in html


def test_numbers_that_are_too_large_are_not_there(loaded_case: Case, anna: User) -> None:
    assert browse(anna).get(at(loaded_case, "dialogue", 10**30)).status_code == 404


def test_the_page_of_a_region_names_the_dialogues_one_may_see(
    loaded_case: Case, talk: Dialogue, anna: User
) -> None:
    page = f"/en/{loaded_case.name}/regions/CN-JS/"
    link = at(loaded_case, "dialogue", talk.pk)
    assert link in browse(anna).get(page).content.decode()
    assert link not in browse(None).get(page).content.decode()
    browse(anna).post(
        at(loaded_case, "release", talk.pk), {"version": 1, "public_nl": "Wij spraken."}
    )
    html = browse(None).get(page).content.decode()
    assert link in html
    assert "Amnesty" not in html


def test_what_a_dialogue_led_to_is_said_in_words(
    loaded_case: Case, anna: User, talk: Dialogue
) -> None:
    row = {
        "region": "CN-JS",
        "criterion": "networks-judged",
        "rating": 2.0,
        "confidence": "medium",
        "reason_nl": "Zij kennen onze campus",
    }
    (made,) = judge(loaded_case, [Entry(row, dialogue=talk.pk)], actor=anna)
    page = browse(anna).get(at(loaded_case, "dialogue", talk.pk)).content.decode()
    assert f'#judgement_{made.change.key}" lang="nl">Zij kennen onze campus</a>' in page
    retract(loaded_case, "judgements", {made.change.key: None}, reason="Vergissing", actor=anna)
    page = browse(anna).get(at(loaded_case, "dialogue", talk.pk)).content.decode()
    assert "Zij kennen onze campus" not in page
    assert "taken back since" in page
