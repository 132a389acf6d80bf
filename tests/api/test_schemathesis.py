"""Whatever is sent to the API, it answers as its document says, and never with an error of ours."""

from __future__ import annotations

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.api.conftest import token
from tests.apps.people import organisation, party, person

from windroos.apps.accounts.models import Membership
from windroos.apps.accounts.roles import Role
from windroos.apps.regions.models import Case
from windroos.rest.files import XLSX, ZIP
from windroos.site.api.document import document
from windroos.site.wsgi import application

# By hand, with every edge of every parameter: WINDROOS_EXAMPLES=200 pytest …/test_schemathesis.py
EXAMPLES = int(os.environ.get("WINDROOS_EXAMPLES", "2"))

# What the document cannot say: which roles, themes and regions a case has.
KNOWN_BY_THE_CASE = {
    "listAssessments",
    "getExplanation",
    "listRobustness",
    "getRobustness",
    "getAgenda",
    "listChanges",
    "recordAssessment",
    "downloadWorkbook",
}


# Files that are none, which is all a generator can make of them.
for kind in (XLSX, ZIP):
    schemathesis.openapi.media_type(kind, st.binary(max_size=100))


def asked() -> schemathesis.BaseSchema:
    schema = schemathesis.openapi.from_dict(document("en", "http://testserver/api/v1"))
    schema.app = application
    schema.config.phases.coverage.enabled = EXAMPLES > 2
    # RFC 6585: without the version it changes, a write is answered by 428.
    needed = schema.config.checks.missing_required_header
    needed.expected_statuses = [*needed.expected_statuses, "428"]
    return schema


reading = asked().include(method="GET")
everything = asked()
slow = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
few = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, *slow],
)
pytestmark = pytest.mark.usefixtures("standing_register", "site")


@pytest.fixture
def insider(brabant: Case) -> str:
    """A token of someone who may do everything with a case and with an organisation."""
    user = person(Role.DECISION_MAKER)
    for slug, role in (("agency", Role.ANALYST), ("office", Role.ADMINISTRATOR)):
        Membership.objects.create(user=user, organisation=organisation(slug), role=role)
    party(brabant, "office")
    return token(user)


@reading.parametrize()
@few
def test_a_visitor_reads(case: schemathesis.Case) -> None:
    examine(case)


@everything.parametrize()
@few
def test_an_insider_reads_and_writes(case: schemathesis.Case, insider: str) -> None:
    examine(case, headers={"Authorization": f"Bearer {insider}"})


def examine(case: schemathesis.Case, **sent: Any) -> None:
    operation = case.operation.definition.raw["operationId"]
    free = case.method == "GET" and operation not in KNOWN_BY_THE_CASE
    case.call_and_validate(excluded_checks=[] if free else [positive_data_acceptance], **sent)
