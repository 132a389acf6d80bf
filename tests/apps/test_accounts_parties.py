"""Which organisations work on a case, and for what."""

from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from pytest_django import Settings
from tests.apps.accounts_people import organisation, person
from tests.cases import packages

from windroos.apps.accounts import actions as accounts
from windroos.apps.accounts import queries
from windroos.apps.accounts.models import Organisation
from windroos.apps.accounts.permits import may
from windroos.apps.accounts.roles import Role
from windroos.apps.compass.actions import load_case
from windroos.apps.regions import actions, permits
from windroos.apps.regions.models import Case, Party
from windroos.cases.check import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Organisation:
    return organisation()


@pytest.fixture
def agency() -> Organisation:
    return organisation("bureau", "Het bureau")


@pytest.fixture
def led(brabant: Case, province: Organisation) -> Case:
    actions.attach_organisation(
        actor=None, case=brabant, organisation=province, lead=True, decides=["innovation"]
    )
    return brabant


def test_an_organisation_decides_for_roles_of_the_framework(
    led: Case, province: Organisation, agency: Organisation
) -> None:
    actions.attach_organisation(actor=None, case=led, organisation=agency, decides=["trade-invest"])
    for role, who in (("innovation", province), ("trade-invest", agency)):
        assert permits.deciding({"case": led, "role": role}) == [who.pk]
    assert permits.leading({"case": led}) == [province.pk]


def test_a_role_that_the_framework_lacks_is_refused_with_those_it_has(
    led: Case, agency: Organisation
) -> None:
    with pytest.raises(ValidationError, match="innovation, trade-invest"):
        actions.attach_organisation(actor=None, case=led, organisation=agency, decides=["defence"])
    assert Party.objects.count() == 1


def test_an_administrator_of_who_leads_lets_others_work_on_it(
    led: Case, province: Organisation, agency: Organisation
) -> None:
    bea = person("bea", Role.ADMINISTRATOR, province)
    bo = person("bo", Role.ADMINISTRATOR, agency)
    ans = person("ans", Role.ANALYST, province)
    for actor in (bo, ans):
        assert not may(actor, "regions.attach_organisation", case=led)
        with pytest.raises(PermissionDenied):
            actions.attach_organisation(actor=actor, case=led, organisation=agency)
    actions.attach_organisation(actor=bea, case=led, organisation=agency)
    assert permits.roles_on(bo, led) == {Role.ADMINISTRATOR}
    assert not may(bo, "regions.detach_organisation", case=led), "it does not lead"
    event = queries.history("organisation", agency.pk)[0]
    assert (event.verb, event.actor, event.case) == ("party-attached", bea, "noord_brabant")
    assert "Het bureau" in str(event)


def test_a_case_is_led(led: Case, province: Organisation, agency: Organisation) -> None:
    other = Case.objects.create(name="noord", title="Noord")
    with pytest.raises(ValidationError, match="lead"):
        actions.attach_organisation(actor=None, case=other, organisation=agency)
    with pytest.raises(ValidationError, match="lead"):
        actions.attach_organisation(actor=None, case=led, organisation=province, lead=False)
    actions.attach_organisation(actor=None, case=led, organisation=agency)
    with pytest.raises(ValidationError, match="lead"):
        actions.detach_organisation(actor=None, case=led, organisation=province)
    actions.attach_organisation(actor=None, case=led, organisation=agency, lead=True)
    actions.detach_organisation(actor=None, case=led, organisation=province)
    actions.detach_organisation(actor=None, case=led, organisation=agency)
    assert not Party.objects.exists()


def test_who_no_longer_works_on_a_case_has_no_role_there(led: Case, agency: Organisation) -> None:
    bo = person("bo", Role.ANALYST, agency)
    actions.attach_organisation(actor=None, case=led, organisation=agency)
    assert permits.roles_on(bo, led) == {Role.ANALYST}
    actions.detach_organisation(actor=None, case=led, organisation=agency)
    assert permits.roles_on(bo, led) == frozenset()
    assert queries.history("organisation", agency.pk)[0].verb == "party-detached"


def test_saying_the_same_again_leaves_no_event(led: Case, province: Organisation) -> None:
    before = queries.history("organisation", province.pk).count()
    actions.attach_organisation(
        actor=None, case=led, organisation=province, lead=True, decides=["innovation"]
    )
    assert queries.history("organisation", province.pk).count() == before


def test_the_organisations_of_the_demo_work_on_its_case(brabant: Case, settings: Settings) -> None:
    settings.WINDROOS_DEMO = True
    accounts.create_demo_accounts()
    for _twice in range(2):
        actions.attach_demo_organisations(brabant)
    assert {
        party.organisation.slug: (party.lead, party.decides) for party in Party.objects.all()
    } == {
        "voorbeeldprovincie": (True, ["innovation"]),
        "voorbeeldagentschap": (False, ["trade-invest"]),
    }


def test_the_demo_works_with_a_case_of_other_roles(tmp_path: Path, settings: Settings) -> None:
    settings.WINDROOS_DEMO = True
    accounts.create_demo_accounts()
    lake = load_case(read(packages.write(tmp_path / "package"))).case
    actions.attach_demo_organisations(lake)
    assert [(party.lead, party.decides) for party in Party.objects.all()] == [
        (True, []),
        (False, []),
    ]
