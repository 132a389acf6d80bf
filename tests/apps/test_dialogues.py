"""Dialogues, points to raise and referrals: who may see and write them, and what is never lost."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import translation

from windroos.apps.accounts import queries as accounts
from windroos.apps.accounts.models import Event, Membership, Organisation, User
from windroos.apps.accounts.permits import ACTIONS, Refused
from windroos.apps.accounts.roles import Role
from windroos.apps.network import actions, queries
from windroos.apps.network.models import Dialogue, Point, Referral
from windroos.apps.regions.conflicts import Conflict
from windroos.apps.regions.models import Case, Party

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 21)


def account(name: str, role: Role | None = None, organisation: Organisation | None = None) -> User:
    user = User.objects.create_user(f"{name.lower()}@voorbeeld.example", name=name)
    if role is not None and organisation is not None:
        Membership.objects.create(user=user, organisation=organisation, role=role)
    return user


@pytest.fixture
def province(brabant: Case) -> Organisation:
    """An organisation that works on the case."""
    made = Organisation.objects.create(slug="prov", name_nl="De provincie", name_en="The province")
    Party.objects.create(case=brabant, organisation=made, lead=True)
    return made


@pytest.fixture
def anna(province: Organisation) -> User:
    return account("Anna", Role.ANALYST, province)


@pytest.fixture
def bas(province: Organisation) -> User:
    return account("Bas", Role.DECISION_MAKER, province)


@pytest.fixture
def vera(province: Organisation) -> User:
    return account("Vera", Role.VIEWER, province)


@pytest.fixture
def stranger(db: None) -> User:
    """An analyst of an organisation that has nothing to do with the case."""
    elsewhere = Organisation.objects.create(slug="else", name_nl="Elders", name_en="Elsewhere")
    return account("Sam", Role.ANALYST, elsewhere)


def talk(case: Case, actor: User | None, **values: Any) -> Dialogue:
    """A dialogue with Amnesty on Jiangsu, but for what is given."""
    given = {
        "region": "CN-JS",
        "held": date(2026, 3, 3),
        "kind": "civil-society",
        "organisation": "Amnesty International",
        "contact": "P. Persoon, landenteam",
        "level": "official",
        "subjects": ["rule-of-law"],
        "summary": "Over de positie van werknemers in de keten.",
        "conclusions": "Aan de orde stellen bij het bezoek.",
        "places": ["001-jiangsu-1-s10", "https://example.org/report"],
    }
    return actions.add_dialogue(actor=actor, case=case, **(given | values))


def point(case: Case, actor: User, **values: Any) -> Point:
    given: dict[str, Any] = {
        "region": "CN-JS",
        "text_nl": "Vraag naar werknemers",
        "text_en": "Ask about workers",
    }
    return actions.add_point(actor=actor, case=case, **(given | values))


def refer(case: Case, actor: User, **values: Any) -> Referral:
    given = {
        "region": "CN-JS",
        "subject": "Fotonische chips",
        "reason": "Een bedrijf vraagt of het mag leveren.",
        "desk": "ondernemersloket",
        "referred_on": date(2026, 10, 1),
        "answer_by": date(2026, 10, 29),
    }
    return actions.add_referral(actor=actor, case=case, **(given | values))


# Who may


@pytest.mark.parametrize("role", [Role.ANALYST, Role.DECISION_MAKER])
def test_analysts_and_decision_makers_of_the_case_record(
    role: Role, brabant: Case, province: Organisation
) -> None:
    writer = account("Writer", role, province)
    assert talk(brabant, writer).internal


def test_others_record_nothing(brabant: Case, vera: User, stranger: User) -> None:
    for user in (vera, stranger, None):
        with pytest.raises(Refused):
            talk(brabant, user)
    assert not Dialogue.objects.exists()
    assert not Event.objects.filter(verb="dialogue-added").exists()


def test_every_action_is_registered_with_the_roles_of_the_case() -> None:
    names = {
        "network.add_dialogue",
        "network.change_dialogue",
        "network.release_dialogue",
        "network.take_back_dialogue",
        "network.lead_to",
        "network.add_point",
        "network.change_point",
        "network.raise_point",
        "network.drop_point",
        "network.add_referral",
        "network.change_referral",
        "network.answer_referral",
        "network.put_back",
        "network.remove",
    }
    assert names <= ACTIONS.keys()
    assert {ACTIONS[name].roles for name in names} == {(Role.ANALYST, Role.DECISION_MAKER)}
    assert not any(ACTIONS[name].program for name in names)


# Who sees what


def test_an_internal_dialogue_is_there_for_the_staff_of_the_case_only(
    brabant: Case, anna: User, vera: User, stranger: User
) -> None:
    made = talk(brabant, anna)
    for user in (anna, vera):
        assert queries.dialogues(brabant, user) == [made]
        assert queries.dialogue(brabant, user, made.pk) == made
    for user in (stranger, AnonymousUser(), None):
        assert queries.dialogues(brabant, user) == []
        assert queries.dialogue(brabant, user, made.pk) is None


def test_points_and_referrals_are_never_public(
    brabant: Case, anna: User, vera: User, stranger: User
) -> None:
    one, other = point(brabant, anna), refer(brabant, anna)
    assert queries.points(brabant, vera) == [one]
    assert queries.referrals(brabant, vera) == [other]
    for user in (stranger, None):
        assert queries.points(brabant, user) == []
        assert queries.point(brabant, user, one.pk) is None
        assert queries.referrals(brabant, user) == []
        assert queries.referral(brabant, user, other.pk) is None


def test_what_is_released_is_public_until_it_is_taken_back(brabant: Case, anna: User) -> None:
    made = talk(brabant, anna)
    made = actions.release_dialogue(
        actor=anna, case=brabant, dialogue=made.pk, version=1, public_nl="Wij spraken erover."
    )
    assert queries.dialogues(brabant, None) == [made]
    assert made.released_by == anna
    made = actions.take_back_dialogue(actor=anna, case=brabant, dialogue=made.pk, version=2)
    assert queries.dialogues(brabant, None) == []
    assert made.public_nl == "Wij spraken erover."
    assert made.released_by is None


def test_a_release_needs_a_text(brabant: Case, anna: User) -> None:
    made = talk(brabant, anna)
    with pytest.raises(ValidationError) as error:
        actions.release_dialogue(
            actor=anna, case=brabant, dialogue=made.pk, version=1, public_nl=" "
        )
    assert set(error.value.message_dict) == {"public_nl"}


def test_a_visitor_finds_only_words_that_are_public(brabant: Case, anna: User) -> None:
    made = talk(brabant, anna)
    actions.release_dialogue(
        actor=anna, case=brabant, dialogue=made.pk, version=1, public_nl="Over rechten."
    )
    for word in ("werknemers", "Persoon", "bezoek", "Amnesty"):
        assert queries.dialogues(brabant, anna, words=word)
        assert not queries.dialogues(brabant, None, words=word)
    assert queries.dialogues(brabant, None, words="RECHTEN jiangsu")
    actions.release_dialogue(
        actor=anna,
        case=brabant,
        dialogue=made.pk,
        version=2,
        public_nl="Over rechten.",
        names_organisation=True,
    )
    assert queries.dialogues(brabant, None, words="amnesty")


def test_later_notes_do_not_slip_out_of_a_released_dialogue(brabant: Case, anna: User) -> None:
    made = talk(brabant, anna)
    actions.release_dialogue(
        actor=anna, case=brabant, dialogue=made.pk, version=1, public_nl="Tekst"
    )
    made = actions.change_dialogue(
        actor=anna, case=brabant, dialogue=made.pk, version=2, changes={"summary": "Vertrouwelijk"}
    )
    assert made.public_nl == "Tekst"
    assert not made.internal


# What must hold


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"region": "XX"}, "region"),
        ({"region": ""}, "region"),
        ({"held": TODAY + timedelta(days=1)}, "held"),
        ({"held": "soon"}, "held"),
        ({"kind": "friend"}, "kind"),
        ({"organisation": ""}, "organisation"),
        ({"organisation": "x" * 401}, "organisation"),
        ({"level": "top"}, "level"),
        ({"summary": ""}, "summary"),
        ({"summary": "x" * 20_001}, "summary"),
        ({"summary": "nul\0"}, "summary"),
        ({"subjects": ["no-such"]}, "subjects"),
        ({"places": ["nowhere"]}, "places"),
        ({"places": ["ftp://example.org/"]}, "places"),
        ({"places": ["https://user:secret@example.org/"]}, "places"),
        ({"places": ["javascript:alert(1)"]}, "places"),
    ],
)
def test_a_wrong_dialogue_is_told_by_field(
    values: dict[str, Any], field: str, brabant: Case, anna: User
) -> None:
    with pytest.raises(ValidationError) as error:
        talk(brabant, anna, **values)
    assert set(error.value.message_dict) == {field}
    assert not Dialogue.objects.exists()


def test_all_that_is_wrong_is_told_at_once(brabant: Case, anna: User) -> None:
    with pytest.raises(ValidationError) as error:
        talk(brabant, anna, region="XX", kind="friend", subjects=["no-such"], summary="")
    assert set(error.value.message_dict) == {"region", "kind", "subjects", "summary"}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text_nl": "", "text_en": " "}, "text_nl"),
        ({"subject": "no-such"}, "subject"),
        ({"occasion": "party"}, "occasion"),
        ({"reach": "nobody"}, "reach"),
        ({"source": 9999}, "source"),
        ({"source": "x"}, "source"),
    ],
)
def test_a_wrong_point_is_told_by_field(
    values: dict[str, Any], field: str, brabant: Case, anna: User
) -> None:
    with pytest.raises(ValidationError) as error:
        point(brabant, anna, **values)
    assert set(error.value.message_dict) == {field}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"subject": ""}, "subject"),
        ({"desk": ""}, "desk"),
        ({"reason": ""}, "reason"),
        ({"referred_on": TODAY + timedelta(days=1), "answer_by": None}, "referred_on"),
        ({"answer_by": date(2026, 9, 30)}, "answer_by"),
    ],
)
def test_a_wrong_referral_is_told_by_field(
    values: dict[str, Any], field: str, brabant: Case, anna: User
) -> None:
    with pytest.raises(ValidationError) as error:
        refer(brabant, anna, **values)
    assert set(error.value.message_dict) == {field}


def test_a_field_that_does_not_exist_or_is_not_for_filling_in_cannot_be_changed(
    brabant: Case, anna: User
) -> None:
    made = talk(brabant, anna)
    with pytest.raises(ValidationError) as error:
        actions.change_dialogue(
            actor=anna,
            case=brabant,
            dialogue=made.pk,
            version=1,
            changes={"released_at": TODAY, "version": 7, "shoe_size": 42},
        )
    assert set(error.value.message_dict) == {"released_at", "version", "shoe_size"}


def test_texts_that_are_none_are_empty(brabant: Case, anna: User) -> None:
    made = talk(brabant, anna)
    made = actions.change_dialogue(
        actor=anna, case=brabant, dialogue=made.pk, version=1, changes={"conclusions": None}
    )
    assert made.conclusions == ""


def test_what_is_of_another_case_is_not_there(
    brabant: Case, anna: User, province: Organisation
) -> None:
    other = Case.objects.create(name="other", title="Other")
    Party.objects.create(case=other, organisation=province)
    made = talk(brabant, anna)
    with pytest.raises(ValidationError):
        actions.change_dialogue(
            actor=anna, case=other, dialogue=made.pk, version=1, changes={"summary": "x"}
        )
    assert queries.dialogue(other, anna, made.pk) is None


def test_a_subject_the_framework_lost_stays_with_the_dialogue_that_has_it(
    brabant: Case, anna: User
) -> None:
    made = talk(brabant, anna)
    Dialogue.objects.filter(pk=made.pk).update(subjects=["of-an-old-framework"])
    changes = {"summary": "Anders", "subjects": ["of-an-old-framework", "geopolitics"]}
    made = actions.change_dialogue(
        actor=anna, case=brabant, dialogue=made.pk, version=1, changes=changes
    )
    assert made.subjects == ["of-an-old-framework", "geopolitics"]


# Two at once


def test_the_second_of_two_sees_both_texts_and_nothing_is_written(
    brabant: Case, anna: User, bas: User
) -> None:
    made = talk(brabant, anna)
    actions.change_dialogue(
        actor=bas, case=brabant, dialogue=made.pk, version=1, changes={"summary": "Van Bas"}
    )
    with pytest.raises(Conflict) as found:
        actions.change_dialogue(
            actor=anna,
            case=brabant,
            dialogue=made.pk,
            version=1,
            changes={"summary": "Van Anna", "level": "governing"},
        )
    conflict = found.value
    assert (conflict.theirs["summary"], conflict.yours["summary"]) == ("Van Bas", "Van Anna")
    assert (conflict.theirs["level"], conflict.yours["level"]) == ("official", "governing")
    assert conflict.yours["organisation"] == "Amnesty International"
    assert (conflict.version, conflict.by) == (2, "Bas")
    made.refresh_from_db()
    assert (made.summary, made.version) == ("Van Bas", 2)
    made = actions.change_dialogue(
        actor=anna,
        case=brabant,
        dialogue=made.pk,
        version=conflict.version,
        changes={"summary": "Van Anna"},
    )
    assert made.version == 3
    assert [one.values["summary"] for one in queries.history(made)][:2] == ["Van Anna", "Van Bas"]


@pytest.mark.parametrize("what", ["release", "raise", "answer", "put back", "remove"])
def test_whatever_is_done_asks_the_current_version(what: str, brabant: Case, anna: User) -> None:
    a_talk, a_point, a_referral = talk(brabant, anna), point(brabant, anna), refer(brabant, anna)
    by: dict[str, Any] = {"actor": anna, "case": brabant, "version": 0}
    do: dict[str, Callable[[], Any]] = {
        "release": lambda: actions.release_dialogue(dialogue=a_talk.pk, public_nl="x", **by),
        "raise": lambda: actions.raise_point(point=a_point.pk, raised_in=a_talk.pk, **by),
        "answer": lambda: actions.answer_referral(
            referral=a_referral.pk, answered_on=TODAY, outcome="no-objection", **by
        ),
        "put back": lambda: actions.put_back(kind="point", number=a_point.pk, to=1, **by),
        "remove": lambda: actions.remove(kind="referral", number=a_referral.pk, **by),
    }
    with pytest.raises(Conflict):
        do[what]()


def test_saving_the_same_again_is_no_new_version(brabant: Case, anna: User) -> None:
    made = talk(brabant, anna)
    same = {name: getattr(made, name) for name in Dialogue.FIELDS}
    made = actions.change_dialogue(
        actor=anna, case=brabant, dialogue=made.pk, version=1, changes=same
    )
    assert made.version == 1
    assert len(queries.history(made)) == 1


# History


def test_every_version_can_be_read_back_and_put_back(brabant: Case, anna: User, bas: User) -> None:
    made = talk(brabant, anna)
    for n, text in enumerate(("tweede", "derde"), start=1):
        made = actions.change_dialogue(
            actor=bas, case=brabant, dialogue=made.pk, version=n, changes={"summary": text}
        )
    former = queries.history(made)
    assert [one.version for one in former] == [3, 2, 1]
    assert [one.values["summary"] for one in former] == [
        "derde",
        "tweede",
        "Over de positie van werknemers in de keten.",
    ]
    assert [one.by for one in former] == ["Bas", "Bas", "Anna"]
    assert former[0].changed == ("summary",)
    back = actions.put_back(
        actor=anna, case=brabant, kind="dialogue", number=made.pk, version=3, to=1
    )
    assert isinstance(back, Dialogue)
    assert (back.summary, back.version) == ("Over de positie van werknemers in de keten.", 4)
    assert back.held == date(2026, 3, 3)
    assert queries.history(back)[0].values["held"] == "2026-03-03"


def test_names_of_persons_are_not_in_the_trail(brabant: Case, anna: User) -> None:
    made = talk(brabant, anna)
    made = actions.change_dialogue(
        actor=anna, case=brabant, dialogue=made.pk, version=1, changes={"contact": "Q. Ander"}
    )
    for event in Event.objects.all():
        assert "Persoon" not in str(event.data)
        assert "Ander" not in str(event.data)
        assert "Persoon" not in event.sentence
    newest = queries.history(made)[0]
    assert newest.personal
    assert newest.changed == ()
    back = actions.put_back(
        actor=anna, case=brabant, kind="dialogue", number=made.pk, version=2, to=1
    )
    assert isinstance(back, Dialogue)
    assert back.contact == "Q. Ander"


def test_putting_back_never_makes_public(brabant: Case, anna: User) -> None:
    made = talk(brabant, anna)
    pk = made.pk
    actions.release_dialogue(actor=anna, case=brabant, dialogue=pk, version=1, public_nl="Een")
    back = actions.put_back(actor=anna, case=brabant, kind="dialogue", number=pk, version=2, to=1)
    assert isinstance(back, Dialogue)
    assert back.internal
    assert back.public_nl == ""
    again = actions.put_back(actor=anna, case=brabant, kind="dialogue", number=pk, version=3, to=2)
    assert isinstance(again, Dialogue)
    assert again.internal
    assert queries.dialogues(brabant, None) == []


def test_what_is_removed_leaves_the_lists_and_can_come_back(brabant: Case, anna: User) -> None:
    made = talk(brabant, anna)
    actions.release_dialogue(actor=anna, case=brabant, dialogue=made.pk, version=1, public_nl="Een")
    actions.remove(actor=anna, case=brabant, kind="dialogue", number=made.pk, version=2)
    assert queries.dialogues(brabant, anna) == []
    assert queries.dialogues(brabant, None, state="removed") == []
    assert queries.dialogue(brabant, None, made.pk) is None
    assert queries.dialogues(brabant, anna, state="removed") == [made]
    actions.put_back(actor=anna, case=brabant, kind="dialogue", number=made.pk, version=3, to=2)
    assert queries.dialogues(brabant, anna) == [made]
    assert queries.dialogues(brabant, None) == []


def test_the_trail_says_what_happened_in_both_languages(brabant: Case, anna: User) -> None:
    made = talk(brabant, anna)
    a_point, a_referral = point(brabant, anna), refer(brabant, anna)
    actions.raise_point(
        actor=anna, case=brabant, point=a_point.pk, version=1, raised_in=made.pk, answer="Ja"
    )
    actions.answer_referral(
        actor=anna,
        case=brabant,
        referral=a_referral.pk,
        version=1,
        answered_on=TODAY,
        outcome="conditions",
        advice="Alleen onder vergunning.",
    )
    with translation.override("en"):
        said = [event.sentence for event in Event.objects.order_by("pk") if event.actor == anna]
    assert said == [
        "Anna recorded a dialogue: Amnesty International, Jiangsu, 3 March 2026.",
        "Anna noted a point to raise: Ask about workers, Jiangsu.",
        "Anna referred a question to ondernemersloket: Fotonische chips, Jiangsu.",
        "Anna noted that a point was raised: Ask about workers, Jiangsu.",
        "Anna noted the answer to a referral: Fotonische chips, Jiangsu.",
    ]
    labels = accounts.history("dialogue", made.pk)[0]
    assert labels.subject_label_nl == "Amnesty International, Jiangsu, 3 maart 2026"


def test_only_who_works_on_the_case_reads_its_trail(
    brabant: Case, anna: User, vera: User, stranger: User
) -> None:
    talk(brabant, anna)
    for user, reads in ((vera, True), (stranger, False)):
        verbs = set(accounts.trail(user).values_list("verb", flat=True))
        assert ("dialogue-added" in verbs) is reads


# What it leads to


def test_a_judgement_refers_to_the_dialogue_it_rests_on(brabant: Case, anna: User) -> None:
    made = talk(brabant, anna)
    for _again in range(2):
        made = actions.lead_to(
            actor=anna, case=brabant, dialogue=made.pk, table="judgements", id="j-9"
        )
    assert made.leads_to == ["judgements/j-9"]
    assert made.version == 2
    text = queries.reference(made)
    assert text.staff_en == "Dialogue with Amnesty International on 3 March 2026"
    assert text.public_en == "Dialogue (civil-society organisation) on 3 March 2026"
    made = actions.release_dialogue(
        actor=anna,
        case=brabant,
        dialogue=made.pk,
        version=2,
        public_nl="Een",
        names_organisation=True,
    )
    assert queries.reference(made).public_en == text.staff_en


# Points


def test_a_point_is_raised_in_a_dialogue_with_its_answer(brabant: Case, anna: User) -> None:
    first, second = talk(brabant, anna), talk(brabant, anna, kind="government")
    made = point(brabant, anna, source=first.pk, subject="rule-of-law", occasion="mission")
    assert list(first.points.all()) == [made]  # type: ignore[attr-defined]
    made = actions.raise_point(
        actor=anna,
        case=brabant,
        point=made.pk,
        version=1,
        raised_in=second.pk,
        answer="Men komt erop terug.",
    )
    assert (made.status, made.raised_in) == ("raised", second)
    with pytest.raises(ValidationError) as error:
        actions.drop_point(actor=anna, case=brabant, point=made.pk, version=2, answer="Gedaan")
    assert set(error.value.message_dict) == {"point"}
    back = actions.put_back(actor=anna, case=brabant, kind="point", number=made.pk, version=2, to=1)
    assert isinstance(back, Point)
    assert (back.status, back.raised_in, back.answer) == ("open", None, "")


def test_dropping_a_point_asks_why(brabant: Case, anna: User) -> None:
    made = point(brabant, anna)
    with pytest.raises(ValidationError) as error:
        actions.drop_point(actor=anna, case=brabant, point=made.pk, version=1, answer=" ")
    assert set(error.value.message_dict) == {"answer"}


def test_a_point_is_not_raised_in_a_dialogue_of_another_case(
    brabant: Case, anna: User, province: Organisation
) -> None:
    made = point(brabant, anna)
    with pytest.raises(ValidationError) as error:
        actions.raise_point(actor=anna, case=brabant, point=made.pk, version=1, raised_in=999)
    assert "raised_in" in error.value.message_dict


def test_a_briefing_takes_along_the_points_of_the_country_and_of_any_occasion(
    brabant: Case, anna: User
) -> None:
    country = point(brabant, anna, region="CN")
    mission = point(brabant, anna, occasion="mission")
    visit = point(brabant, anna, occasion="visit")
    elsewhere = point(brabant, anna, region="JP")
    found = queries.points(
        brabant, anna, region="CN-JS", status="open", occasion="mission", with_parents=True
    )
    assert found == [country, mission]
    assert queries.points(brabant, anna, region="CN-JS") == [mission, visit]
    assert elsewhere in queries.points(brabant, anna)


def test_the_kind_of_relation_decides_what_can_be_raised(brabant: Case) -> None:
    """Document 001: only companies and institutions, or structural government contacts."""
    saxony = queries.contacts(brabant, "DED")
    assert (saxony.allow("official"), saxony.allow("governing")) == (True, True)
    bavaria = queries.contacts(brabant, "DE2")
    assert (bavaria.allow("official"), bavaria.allow("governing")) == (True, None)
    jiangsu = queries.contacts(brabant, "CN-JS")
    assert (jiangsu.government, jiangsu.allow("official")) == (True, None)
    unknown = queries.contacts(brabant, "JP")
    assert {unknown.allow(reach) for reach in ("institutions", "official", "governing")} == {None}
    from windroos.apps.network.models import Relation

    Relation.objects.filter(region__code="DED").update(kind="companies-institutions")
    only = queries.contacts(brabant, "DED")
    assert (only.institutions, only.official, only.governing) == (True, False, False)


# Referrals


def test_a_referral_is_open_then_overdue_then_answered(
    brabant: Case, anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = refer(brabant, anna, answer_by=TODAY)
    assert (made.open, made.overdue, made.referred_by) == (True, False, anna)
    late = refer(brabant, anna, answer_by=TODAY - timedelta(days=1))
    assert late.overdue
    assert queries.referrals(brabant, anna, status="overdue") == [late]
    late = actions.answer_referral(
        actor=anna,
        case=brabant,
        referral=late.pk,
        version=1,
        answered_on=TODAY,
        outcome="advised-against",
        advice="Niet doen.",
    )
    assert (late.open, late.overdue) == (False, False)
    assert queries.referrals(brabant, anna, status="answered") == [late]
    assert queries.referrals(brabant, anna, status="open") == [made]
    assert queries.referrals(brabant, anna, outcome="advised-against") == [late]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"outcome": ""}, "outcome"),
        ({"outcome": "maybe"}, "outcome"),
        ({"answered_on": date(2026, 9, 1)}, "answered_on"),
        ({"answered_on": TODAY + timedelta(days=1)}, "answered_on"),
        ({"answered_on": None}, "outcome"),
    ],
)
def test_a_wrong_answer_is_told_by_field(
    values: dict[str, Any], field: str, brabant: Case, anna: User
) -> None:
    made = refer(brabant, anna)
    given = {"answered_on": TODAY, "outcome": "no-objection"} | values
    with pytest.raises(ValidationError) as error:
        actions.answer_referral(actor=anna, case=brabant, referral=made.pk, version=1, **given)
    assert set(error.value.message_dict) == {field}


def test_a_later_answer_keeps_the_former_one(brabant: Case, anna: User) -> None:
    made = refer(brabant, anna)
    for n, outcome in enumerate(("conditions", "no-objection"), start=1):
        made = actions.answer_referral(
            actor=anna,
            case=brabant,
            referral=made.pk,
            version=n,
            answered_on=TODAY,
            outcome=outcome,
        )
    assert [one.values["outcome"] for one in queries.history(made)] == [
        "no-objection",
        "conditions",
        "",
    ]


# Filters


def test_dialogues_are_filtered(brabant: Case, anna: User) -> None:
    amnesty = talk(brabant, anna)
    ministry = talk(
        brabant,
        anna,
        region="JP",
        kind="ministry",
        organisation="Ministerie van Buitenlandse Zaken",
        held=date(2025, 5, 5),
        subjects=["geopolitics"],
    )
    assert queries.dialogues(brabant, anna) == [amnesty, ministry]
    assert queries.dialogues(brabant, anna, region="JP") == [ministry]
    assert queries.dialogues(brabant, anna, kind="civil-society") == [amnesty]
    assert queries.dialogues(brabant, anna, subject="geopolitics") == [ministry]
    assert queries.dialogues(brabant, anna, year=2026) == [amnesty]
    assert queries.dialogues(brabant, anna, state="released") == []
    assert queries.dialogues(brabant, anna, words="buitenlandse japan") == [ministry]
    assert queries.years(queries.dialogues(brabant, anna)) == [2026, 2025]


def test_a_dialogue_stays_when_the_package_drops_its_region(brabant: Case, anna: User) -> None:
    made = talk(brabant, anna)
    brabant.regions.filter(code="CN-JS").delete()  # type: ignore[attr-defined]
    assert queries.dialogues(brabant, anna) == [made]
