"""A client that a generator makes of the document does the main tasks; nobody wrote it by hand."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.api.conftest import token
from tests.apps.people import person

from windroos.apps.accounts.roles import Role
from windroos.rest.files import XLSX, ZIP
from windroos.site.api.document import document
from windroos.site.wsgi import application

CASE = "noord_brabant"
PACKAGE = "generated_windroos"
pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the generated client, from which Python imports."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_text(
        json.dumps(document("en", "https://testserver/api/v1")), encoding="utf-8"
    )
    config = {
        "package_name_override": PACKAGE,
        "post_hooks": [],
        "literal_enums": True,
        # As docs/api.md says: the generator knows bytes by one name only.
        "content_type_overrides": dict.fromkeys((XLSX, ZIP), "application/octet-stream"),
    }
    (folder / "config.yml").write_text(json.dumps(config), encoding="utf-8")
    made = subprocess.run(
        [
            Path(sys.executable).with_name("openapi-python-client"),
            "generate",
            "--path=openapi.json",
            "--config=config.yml",
            "--meta=none",
            f"--output-path={PACKAGE}",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    assert "Warning" not in made.stdout, made.stdout
    sys.path.insert(0, str(folder))
    yield folder
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.startswith(PACKAGE)]:
        del sys.modules[name]


@pytest.fixture
def operation(generated: Path) -> Callable[[str], Any]:
    """The function that asks for an operation: "assessments.list_assessments"."""
    return lambda name: importlib.import_module(f"{PACKAGE}.api.{name}").sync


@pytest.fixture
def model(generated: Path) -> Any:
    """What is sent and answered, as classes."""
    return importlib.import_module(f"{PACKAGE}.models")


@pytest.fixture
def client(generated: Path) -> Callable[..., Any]:
    """A client for the site of the test; with a role, by a token that may write."""
    package = importlib.import_module(PACKAGE)

    def made(role: Role | None = None) -> Any:
        options: dict[str, Any] = {
            "base_url": "https://testserver/api/v1",
            "httpx_args": {"transport": httpx.WSGITransport(app=application)},
            "headers": {"Accept-Language": "en"},
            "raise_on_unexpected_status": True,
        }
        if role is None:
            return package.Client(**options)
        return package.AuthenticatedClient(token=token(person(role)), **options)

    return made


def test_regions_with_advice_and_decision(
    client: Callable[..., Any], operation: Callable[[str], Any]
) -> None:
    found = operation("assessments.list_assessments")(
        case=CASE, client=client(), role="innovation", sort="-score", page_size=500
    )
    assert found.total_items == len(found.items) > 20
    japan = next(one for one in found.items if one.code == "JP")
    assert (japan.advice, japan.decision) == ("undetermined", "active")


def test_a_region_explained_down_to_the_passage(
    client: Callable[..., Any], operation: Callable[[str], Any]
) -> None:
    told = operation("assessments.get_explanation")(
        case=CASE, code="DEG", client=client(), role="innovation"
    )
    leaves = [leaf for component in told.components for leaf in component.leaves]
    places = [judgement.place for leaf in leaves for judgement in leaf.judgements]
    assert places
    passage = operation("passages.get_passage")(case=CASE, id=places[0].passage, client=client())
    assert passage.sha256 == places[0].sha256


def test_a_judgement_recorded(
    client: Callable[..., Any], operation: Callable[[str], Any], model: Any
) -> None:
    made = operation("judgements.add_judgement")(
        case=CASE,
        client=client(Role.ANALYST),
        idempotency_key="one",
        body=model.JudgementInput(
            region="JP",
            criterion="networks-judged",
            rating=2,
            confidence="high",
            grounds=model.TextInput(en="A visit"),
            reason=model.TextInput(en="Good contacts"),
        ),
    )
    read = operation("judgements.get_judgement")(case=CASE, id=made.id, client=client())
    assert read.to_dict() == made.to_dict()


def test_a_decision_drafted_and_taken(
    client: Callable[..., Any], operation: Callable[[str], Any], model: Any
) -> None:
    draft = operation("drafts.add_draft")(
        case=CASE,
        client=client(Role.ANALYST),
        body=model.DraftInput(
            region="JP",
            role="innovation",
            effort="reactive",
            period_start=2028,
            period_end=2031,
            motivation=model.TextInput(en="A new strategy"),
            departure=model.TextInput(en="It asks for it"),
            submit=True,
        ),
    )
    taken = operation("drafts.take_drafts")(
        case=CASE,
        client=client(Role.DECISION_MAKER),
        body=model.TakeInput(
            role="innovation", drafts=[model.DraftVersion(id=draft.id, version=draft.version)]
        ),
    )
    decision = operation("decisions.get_decision")(case=CASE, id=taken.items[0].id, client=client())
    assert (decision.effort, decision.period_end) == ("reactive", 2031)


def test_a_scenario_saved_and_compared(
    client: Callable[..., Any], operation: Callable[[str], Any], model: Any
) -> None:
    analyst = client(Role.ANALYST)
    weights = model.ScenarioInputWeights.from_dict({"environment": 0})
    saved = operation("scenarios.save_scenario")(
        case=CASE,
        client=analyst,
        body=model.ScenarioInput(name="No environment", role="innovation", weights=weights),
    )
    compared = operation("scenarios.list_scenario_assessments")(
        case=CASE, id=saved.id, client=analyst, page_size=500
    )
    moved = [one.code for one in compared.items if one.rank != one.in_force.rank]
    assert moved


def test_a_dialogue_recorded_and_a_review_handled(
    client: Callable[..., Any], operation: Callable[[str], Any], model: Any
) -> None:
    analyst = client(Role.ANALYST)
    dialogue = operation("dialogues.add_dialogue")(
        case=CASE,
        client=analyst,
        body=model.DialogueInput(
            region="CN-JS",
            held=date(2026, 11, 2),
            kind="ministry",
            organisation="Het ministerie",
            summary="Wat het ministerie ziet",
        ),
    )
    assert dialogue.version == 1
    finding = operation("findings.get_finding")(case=CASE, id="f-cn-js-demand-1", client=analyst)
    operation("findings.change_finding")(
        case=CASE,
        id=finding.id,
        client=analyst,
        if_match=f'"v{finding.version}"',
        body=model.FindingChange(
            outcome="fails", themes=[], grounds=model.TextInput(en="A letter")
        ),
    )
    review = operation("reviews.list_reviews")(
        case=CASE, client=analyst, region=["CN-JS"], status=["open"]
    ).items[0]
    handled = operation("reviews.dismiss_review")(
        case=CASE,
        id=review.id,
        client=analyst,
        if_match=f'"v{review.version}"',
        body=model.ReasonInput(reason="Nothing new"),
    )
    assert handled.status == "dismissed"


@pytest.mark.usefixtures("register")
def test_an_organisation_added_found_and_replaced(
    client: Callable[..., Any], operation: Callable[[str], Any], model: Any
) -> None:
    analyst = client(Role.ANALYST)
    operation("register.add_register_organisation")(
        case=CASE,
        client=analyst,
        body=model.RegisterOrganisationInput(
            id="harbour-labs",
            kind="facility",
            names=[model.RegisterNameInput(name="Harbour Labs", kind="official")],
            roles=[model.RegisterRoleInput(area="sound", category="knowledge", basis="reading")],
        ),
    )
    listed = operation("register.list_register_organisations")
    (found,) = listed(case=CASE, client=client(), q="harbour").items
    assert (found.id, found.name, found.version) == ("harbour-labs", "Harbour Labs", 1)
    replaced = operation("register.replace_register_organisation")(
        case=CASE,
        id=found.id,
        client=analyst,
        if_match=f'"v{found.version}"',
        body=model.RegisterOrganisationReplacement(
            kind="campus",
            names=[model.RegisterNameInput(name="Harbour Campus", kind="official")],
        ),
    )
    assert (replaced.kind, replaced.name, replaced.roles) == ("campus", "Harbour Campus", [])


def test_a_workbook_downloaded_and_handed_in(
    client: Callable[..., Any], operation: Callable[[str], Any], generated: Path
) -> None:
    analyst = client(Role.ANALYST)
    book = operation("workbooks.download_workbook")(case=CASE, client=analyst)
    types = importlib.import_module(f"{PACKAGE}.types")
    handed_in = operation("workbooks.add_workbook")(
        case=CASE, client=analyst, name="mine.xlsx", body=types.File(payload=book.payload)
    )
    assert (handed_in.name, handed_in.sound, handed_in.changes) == ("mine.xlsx", True, [])
