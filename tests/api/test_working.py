"""What who works on a case does by the API: drafts, scenarios, panels, dialogues, proposals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.api.conftest import CASE, Asking

from windroos.apps.accounts.models import Reply
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.evidence.models import Document, Passage
from windroos.apps.regions.models import Case

DRAFT = {
    "region": "JP",
    "role": "innovation",
    "effort": "reactive",
    "periodStart": 2028,
    "periodEnd": 2031,
}
DIALOGUE = {
    "region": "CN-JS",
    "held": "2026-11-02",
    "kind": "ministry",
    "organisation": "Het ministerie",
    "summary": "Wat het ministerie ziet",
    "subjects": ["networks"],
}


@pytest.fixture
def third(asking: Callable[..., Asking]) -> Asking:
    return asking(Role.ANALYST, name="third")


# Drafts


def test_a_draft_is_written_submitted_and_taken(analyst: Asking, decision_maker: Asking) -> None:
    made = analyst.post("drafts", DRAFT)
    assert made.status_code == 201, made.content
    path = f"drafts/{made.json()['id']}"
    early = analyst.post(f"{path}/_submit", If_Match=made["ETag"])
    assert early.status_code == 400  # a decision needs its motivation
    better = {"motivation": {"en": "A new strategy"}, "departure": {"en": "It asks for it"}}
    changed = analyst.patch(path, better, If_Match=made["ETag"])
    assert changed.status_code == 200, changed.content
    submitted = analyst.post(f"{path}/_submit", If_Match=changed["ETag"])
    assert submitted.json()["status"] == "submitted"
    seen = {"id": submitted.json()["id"], "version": submitted.json()["version"]}
    take = {"role": "innovation", "drafts": [seen]}
    assert analyst.post("drafts/_take", take).status_code == 403
    taken = decision_maker.post("drafts/_take", take, Idempotency_Key="council-1")
    assert taken.status_code == 200, taken.content
    decision = taken.json()["items"][0]
    assert (decision["effort"], decision["periodEnd"]) == ("reactive", 2031)
    assert decision["motivation"]["en"] == "A new strategy"
    decided = analyst.get(path).json()
    assert (decided["status"], decided["decision"]) == ("decided", decision["id"])
    again = decision_maker.post("drafts/_take", take)
    assert again.status_code == 400
    assert again.json()["errors"][0]["field"] == "/drafts/0"


def test_a_draft_goes_back_and_away_and_returns(analyst: Asking, decision_maker: Asking) -> None:
    whole = DRAFT | {"motivation": {"en": "So"}, "departure": {"en": "So"}, "submit": True}
    made = analyst.post("drafts", whole)
    assert made.json()["status"] == "submitted", made.content
    path, why = f"drafts/{made.json()['id']}", {"reason": "Say more"}
    back = decision_maker.post(f"{path}/_return", why, If_Match=made["ETag"])
    assert (back.json()["status"], back.json()["reason"]) == ("returned", "Say more")
    away = analyst.post(f"{path}/_withdraw", why, If_Match=back["ETag"])
    assert away.json()["status"] == "withdrawn"
    assert analyst.post(f"{path}/_reopen", If_Match=back["ETag"]).status_code == 412
    again = analyst.post(f"{path}/_reopen", If_Match=away["ETag"])
    assert again.json()["status"] == "draft"
    assert [one["id"] for one in analyst.items("drafts?status=draft")] == [made.json()["id"]]


@pytest.mark.parametrize(
    "path", ["drafts", "points", "referrals", "reviews", "framework-proposals", "assessors"]
)
def test_what_is_internal_is_not_there_for_others(
    path: str, visitor: Asking, analyst: Asking, asking: Callable[..., Asking]
) -> None:
    assert analyst.get(path).status_code == 200
    assert visitor.get(path).status_code == 401
    assert asking(Role.ANALYST, "elsewhere").get(path).status_code == 404
    assert asking(None, name="nobody").get(path).status_code == 404


# Scenarios


def test_a_scenario_is_kept_changed_compared_and_put_away(analyst: Asking, visitor: Asking) -> None:
    given = {"name": "Strict", "role": "innovation", "thresholds": {"active": 0.9}}
    made = analyst.post("scenarios", given)
    assert made.status_code == 201, made.content
    path = f"scenarios/{made.json()['id']}"
    assert visitor.get(path).status_code == 404
    public = analyst.patch(path, {"visibility": "public"}, If_Match=made["ETag"])
    assert public.json()["thresholds"] == {"active": 0.9}
    seen = visitor.get(path).json()
    assert (seen["name"], seen["madeBy"]) == ("Strict", None)
    weights = {"weights": {"environment": 0}}
    changed = analyst.patch(path, weights, If_Match=public["ETag"])
    assert changed.json()["weights"] == {"environment": 0}
    assert changed.json()["thresholds"] == {"active": 0.9}
    compared = visitor.get(f"{path}/assessments?pageSize=500&sort=rank").json()
    now = {row["code"]: row for row in visitor.items("assessments?role=innovation&pageSize=500")}
    for row in compared["items"]:
        known = {name: now[row["code"]][name] for name in row["inForce"]}
        assert row["inForce"] == known
    assert any(row["rank"] != row["inForce"]["rank"] for row in compared["items"])
    assert analyst.delete(path, If_Match=public["ETag"]).status_code == 412
    assert analyst.delete(path, If_Match=changed["ETag"]).status_code == 204
    assert visitor.get(path).status_code == 404
    assert analyst.post(f"{path}/_restore").status_code == 200
    assert visitor.get(path).status_code == 200


def test_everyone_may_try_weights_out(visitor: Asking, asking: Callable[..., Asking]) -> None:
    given = {"role": "innovation", "weights": {"environment": 0}}
    tried = visitor.post("_weigh?pageSize=500", given)
    assert tried.status_code == 200, tried.content
    reader = asking(Role.VIEWER)
    assert reader.post("_weigh?pageSize=500", given).json()["items"] == tried.json()["items"]
    wrong = visitor.post("_weigh", {"role": "innovation", "weights": {"nothing": 1}})
    assert wrong.status_code == 400
    assert wrong.json()["errors"][0]["field"] == "/weights/nothing"
    assert visitor.post("_weigh", {"role": "nobody"}).status_code == 400


# Panels


def test_a_panel_rates_blind_and_is_settled_by_a_third(
    analyst: Asking, third: Asking, visitor: Asking, asking: Callable[..., Asking]
) -> None:
    bo = asking(Role.ANALYST, name="bo")
    people = {one["name"]: one["id"] for one in analyst.items("assessors")}
    question = {"region": "JP", "criterion": "networks-judged", "theme": "health"}
    asked = [people["analyst province"], people["bo"]]
    opened = third.post("panels", {"questions": [question], "assessors": asked, "why": "We differ"})
    assert opened.status_code == 201, opened.content
    panel = opened.json()["items"][0]
    path = f"panels/{panel['id']}"
    assert opened["Location"].endswith(path)
    assert visitor.get(path).status_code == 404
    assert third.get(f"{path}/opinion").status_code == 404
    given = {
        "rating": 2,
        "confidence": "high",
        "grounds": {"en": "A visit"},
        "reason": {"en": "Good contacts"},
    }
    for assessor, rating in ((analyst, 2), (bo, 3)):
        mine = assessor.get(f"{path}/opinion")
        said = assessor.ask(
            "PUT", f"{CASE}/{path}/opinion", given | {"rating": rating}, If_Match=mine["ETag"]
        )
        assert said.status_code == 200, said.content
        assert said["ETag"] == '"v1"'
    shown = third.get(path)
    assert [one["rating"] for one in shown.json()["opinions"]] == [2, 3]
    settle = given | {"reason": {"en": "Both are right"}}
    settled = third.post(f"{path}/_settle", settle, If_Match=shown["ETag"])
    assert settled.status_code == 200, settled.content
    public = visitor.get(path).json()
    assert (public["status"], public["opinions"][0]["assessor"]) == ("settled", None)
    assert visitor.get(f"judgements/{public['judgement']}").json()["rating"] == 2


def test_opinions_stay_blind_until_all_are_in(
    analyst: Asking, third: Asking, asking: Callable[..., Asking]
) -> None:
    asking(Role.ANALYST, name="bo")
    people = {one["name"]: one["id"] for one in analyst.items("assessors")}
    asked = [people["analyst province"], people["bo"]]
    questions = [{"region": "KR", "criterion": "networks-judged"}]
    opened = third.post("panels", {"questions": questions, "assessors": asked, "why": "So"})
    path = f"panels/{opened.json()['items'][0]['id']}"
    said = {"rating": 3, "confidence": "low", "grounds": {"en": "x"}, "reason": {"en": "y"}}
    analyst.ask("PUT", f"{CASE}/{path}/opinion", said, If_Match='"v0"')
    assert third.get(path).json()["opinions"] == []
    assert third.get(path).json()["given"] == 1
    seen = third.get(path)["ETag"]
    gone = third.post(f"{path}/_withdraw", {"reason": "Not now"}, If_Match=seen)
    assert gone.json()["status"] == "withdrawn", gone.content
    assert third.get(path)["ETag"] == gone["ETag"]


def test_who_ends_a_panel_unaware_of_an_opinion_is_told_what_stands_there(
    analyst: Asking, third: Asking, asking: Callable[..., Asking]
) -> None:
    asking(Role.ANALYST, name="bo")
    people = {one["name"]: one["id"] for one in analyst.items("assessors")}
    asked = [people["analyst province"], people["bo"]]
    questions = [{"region": "KR", "criterion": "networks-judged"}]
    opened = third.post("panels", {"questions": questions, "assessors": asked, "why": "So"})
    path = f"panels/{opened.json()['items'][0]['id']}"
    seen = third.get(path)["ETag"]
    said = {"rating": 3, "confidence": "low", "grounds": {"en": "x"}, "reason": {"en": "y"}}
    analyst.ask("PUT", f"{CASE}/{path}/opinion", said, If_Match='"v0"')
    late = third.post(f"{path}/_withdraw", {"reason": "Not now"}, If_Match=seen)
    now = third.get(path)
    assert late.status_code == 412
    assert late.json()["current"] == now.json()
    assert late["ETag"] == now["ETag"]
    assert (now.json()["given"], now.json()["opinions"]) == (1, [])


# Dialogues, points, referrals


def test_a_dialogue_is_recorded_released_and_made_internal_again(
    analyst: Asking, visitor: Asking
) -> None:
    made = analyst.post("dialogues", DIALOGUE)
    assert made.status_code == 201, made.content
    path = f"dialogues/{made.json()['id']}"
    assert visitor.get(path).status_code == 404
    assert visitor.items("dialogues") == []
    texts = {"public": {"nl": "Er is gesproken"}, "namesOrganisation": False}
    released = analyst.post(f"{path}/_release", texts, If_Match=made["ETag"])
    assert released.status_code == 200, released.content
    public = visitor.get(path).json()
    assert public["public"] == {"nl": "Er is gesproken", "en": None}
    for name in ("summary", "contact", "conclusions", "places", "organisation", "leadsTo"):
        assert public[name] is None
    changed = analyst.patch(path, {"summary": "Anders"}, If_Match=released["ETag"])
    assert changed.json()["summary"] == "Anders"
    hidden = analyst.post(f"{path}/_withdraw", If_Match=changed["ETag"])
    assert visitor.get(path).status_code == 404
    versions = analyst.items(f"{path}/versions")
    assert [one["version"] for one in versions] == [4, 3, 2, 1]
    back = analyst.post(f"{path}/_restore", {"to": 1}, If_Match=hidden["ETag"])
    assert back.json()["summary"] == DIALOGUE["summary"]
    assert analyst.delete(path, If_Match=hidden["ETag"]).status_code == 412
    assert analyst.delete(path, If_Match=back["ETag"]).status_code == 204
    assert analyst.items("dialogues") == []


def test_a_point_is_raised_in_a_dialogue(analyst: Asking) -> None:
    dialogue = analyst.post("dialogues", DIALOGUE).json()["id"]
    made = analyst.post(
        "points", {"region": "CN-JS", "text": {"en": "Ask about this"}, "source": dialogue}
    )
    assert made.status_code == 201, made.content
    path = f"points/{made.json()['id']}"
    changed = analyst.patch(path, {"text": {"nl": "Vraag dit"}}, If_Match=made["ETag"])
    assert changed.json()["text"] == {"nl": "Vraag dit", "en": "Ask about this"}
    raised = analyst.post(
        f"{path}/_raise", {"raisedIn": dialogue, "answer": "Yes"}, If_Match=changed["ETag"]
    )
    assert (raised.json()["status"], raised.json()["answer"]) == ("raised", "Yes"), raised.content
    late = analyst.post(f"{path}/_drop", {"answer": "x"}, If_Match=raised["ETag"])
    assert late.status_code == 400
    other = analyst.post("points", {"region": "CN-JS", "text": {"en": "And this"}})
    dropped = analyst.post(
        f"points/{other.json()['id']}/_drop", {"answer": "No need"}, If_Match=other["ETag"]
    )
    assert dropped.json()["status"] == "dropped"
    assert len(analyst.items("points?region=CN-JS&withParents=true")) == 2


def test_a_referral_is_answered(analyst: Asking) -> None:
    made = analyst.post(
        "referrals",
        {
            "region": "CN-JS",
            "subject": "Fotonica",
            "reason": "Mogelijk gevoelig",
            "desk": "Ondernemersloket",
            "referredOn": "2026-11-01",
            "answerBy": "2026-11-10",
        },
    )
    assert made.status_code == 201, made.content
    assert made.json()["overdue"] is True
    path = f"referrals/{made.json()['id']}"
    changed = analyst.patch(path, {"answerBy": None}, If_Match=made["ETag"])
    assert changed.json()["overdue"] is False
    answer = {"answeredOn": "2026-11-20", "outcome": "conditions", "advice": "Alleen samen"}
    answered = analyst.post(f"{path}/_answer", answer, If_Match=changed["ETag"])
    assert answered.json()["outcome"] == "conditions", answered.content
    assert analyst.items("referrals?status=answered")[0]["id"] == made.json()["id"]


# Several at once


def test_several_judgements_are_all_added_or_none(analyst: Asking) -> None:
    def one(region: str, rating: float) -> dict[str, Any]:
        return {
            "region": region,
            "criterion": "networks-judged",
            "rating": rating,
            "confidence": "low",
            "grounds": {"en": "A call"},
            "reason": {"en": "Heard"},
        }

    before = analyst.get("judgements").json()["totalItems"]
    wrong = analyst.post("judgements/_batch", {"items": [one("JP", 1), one("KR", 99)]})
    assert wrong.status_code == 400
    assert [error["field"] for error in wrong.json()["errors"]] == ["/items/1/rating"]
    assert analyst.get("judgements").json()["totalItems"] == before
    made = analyst.post("judgements/_batch", {"items": [one("JP", 1), one("KR", 2)]})
    assert [row["region"] for row in made.json()["items"]] == ["JP", "KR"], made.content


def test_several_rows_are_undone_together(analyst: Asking) -> None:
    said = {"rating": 0, "confidence": "low"}
    seen = []
    for id in ("j-jp-networks-1", "j-at-complementarity-1"):
        tag = analyst.get(f"judgements/{id}")["ETag"]
        changed = analyst.patch(f"judgements/{id}", said, If_Match=tag)
        assert changed.status_code == 200, changed.content
        seen.append({"id": id, "version": changed.json()["version"]})
    stale = [seen[0], seen[1] | {"version": 1}]
    assert analyst.post("judgements/_undo", {"items": stale}).status_code == 412
    assert analyst.get("judgements/j-jp-networks-1").json()["rating"] == 0
    assert analyst.post("judgements/_undo", {"items": seen}).status_code == 204
    assert analyst.get("judgements/j-jp-networks-1").json()["rating"] != 0


def test_several_reviews_are_handled_with_one_reason(analyst: Asking) -> None:
    for id in ("f-cn-js-demand-1",):
        tag = analyst.get(f"findings/{id}")["ETag"]
        fails = {"outcome": "fails", "themes": [], "grounds": {"en": "A letter"}}
        assert analyst.patch(f"findings/{id}", fails, If_Match=tag).status_code == 200
    chosen = [
        {"id": one["id"], "version": one["version"]} for one in analyst.items("reviews?status=open")
    ]
    assert chosen
    handled = analyst.post(
        "reviews/_handle", {"accept": True, "reason": "We look again", "reviews": chosen}
    )
    assert handled.status_code == 200, handled.content
    assert {one["status"] for one in handled.json()["items"]} == {"accepted"}


def test_who_leads_the_case_adds_a_document(administrator: Asking, analyst: Asking) -> None:
    given = {"filename": "001.txt", "text": "# Kop\n\nEen alinea.\n", "source": "001"}
    assert analyst.post("documents", given).status_code == 403
    added = administrator.post("documents", given)
    assert added.status_code == 201, added.content
    assert added.json()["new"] is True
    assert set(added.json()["passages"]) == {"broken"}
    assert analyst.items("documents/001/paragraphs")[0]["text"] == "Een alinea."
    wrong = administrator.post("documents", given | {"source": "nothing"})
    assert wrong.json()["errors"][0]["field"] == "/source"


def test_what_became_of_a_place_in_a_document(
    administrator: Asking, visitor: Asking, brabant: Case
) -> None:
    place = administrator.items("passages?document=001")[0]
    former = Document.objects.create(
        case=brabant, source="001", title="t", filename="f", sha256="0" * 64, current=False
    )
    Passage.objects.create(
        document=former,
        number=1,
        section="",
        paragraph=1,
        text="Wat hier eerder stond.",
        sha256=place["sha256"],
    )
    given = {"filename": "001.txt", "text": "Iets anders.\n\nWat hier nu stond.", "source": "001"}
    assert administrator.post("documents", given).status_code == 201
    (told, *_others) = [
        one for one in administrator.items("documents/001/changes") if one["passage"] == place["id"]
    ]
    assert (told["before"], told["now"], told["number"]) == (
        "Wat hier eerder stond.",
        "Wat hier nu stond.",
        2,
    )
    assert visitor.get(f"{CASE}/documents/001/changes").status_code == 401


FILE = "application/octet-stream"


def test_a_file_of_a_document_is_handed_in_as_it_is(administrator: Asking) -> None:
    page = b"<html><body><h1>Kop</h1><ul><li>Een punt</li></ul></body></html>"
    added = administrator.send(f"{CASE}/documents/files?name=plan.html&source=001", page, FILE)
    assert added.status_code == 201, added.content
    assert added.json()["mediaType"] == "text/html"
    paragraph = administrator.items("documents/001/paragraphs")[0]
    assert (paragraph["kind"], paragraph["text"]) == ("item", "- Een punt")
    broken = administrator.send(f"{CASE}/documents/files?name=plan.pdf", b"%PDF-1.7 and", FILE)
    assert broken.status_code == 400
    assert "breaks off" in broken.json()["errors"][0]["detail"]
    wrong = administrator.send(f"{CASE}/documents/files?source=nothing", page, FILE)
    assert (wrong.json()["errors"][0]["in"], wrong.json()["errors"][0]["field"]) == (
        "query",
        "source",
    )


# The framework, and who works on the case


def test_another_framework_is_proposed_and_approved_by_another(
    analyst: Asking, decision_maker: Asking, brabant: Case
) -> None:
    text = analyst.items("framework/versions")[0]["row"]["text"]
    other = text.replace('version = "2024.1"', 'version = "2026.1"').replace(
        "thresholds = { active = 0.6", "thresholds = { active = 0.7"
    )
    made = analyst.post("framework-proposals", {"text": other, "why": {"en": "Stricter"}})
    assert made.status_code == 201, made.content
    path = f"framework-proposals/{made.json()['id']}"
    assert analyst.post(f"{path}/_approve", {}, If_Match=made["ETag"]).status_code == 403
    stale = decision_maker.post(f"{path}/_reject", {"reason": "No"}, If_Match='"other"')
    assert stale.status_code == 412
    approved = decision_maker.post(f"{path}/_approve", {}, If_Match=made["ETag"])
    assert approved.status_code == 200, approved.content
    assert approved.json()["status"] == "approved"
    assert analyst.get("framework").json()["version"] == "2026.1"
    thresholds = {role["id"]: role["thresholds"] for role in analyst.items("roles")}
    case = Case.objects.get(pk=brabant.pk)
    assert thresholds == {role.id: role.thresholds for role in queries.value(case).framework.roles}
    broken = analyst.post("framework-proposals", {"text": "x = ", "why": {"en": "So"}})
    assert broken.json()["errors"][0]["field"] == "/text"


def test_who_leads_a_case_says_who_works_on_it(
    administrator: Asking, visitor: Asking, asking: Callable[..., Asking]
) -> None:
    asking(Role.ANALYST, "third-party")
    put = f"{CASE}/parties/third-party"
    made = administrator.ask("PUT", put, {"decides": []})
    assert made.status_code == 201, made.content
    assert {one["organisation"] for one in visitor.items("parties")} == {
        "province",
        "agency",
        "third-party",
    }
    assert administrator.ask("PUT", put, {}).status_code == 428
    wrong = administrator.ask("PUT", put, {"decides": ["x"]}, If_Match=made["ETag"])
    assert wrong.json()["errors"][0]["field"] == "/decides"
    assert administrator.delete(put, If_Match=made["ETag"]).status_code == 204
    assert visitor.get(put).status_code == 404


# Contacts and contact moments


def test_a_contact_is_met_and_erased(analyst: Asking, asking: Callable[..., Asking]) -> None:
    given = {
        "name": "Wilhelmus Bedacht",
        "basis": "public-task",
        "purpose": "To prepare a visit",
        "keptUntil": "2040-01-01",
        "function": {"en": "Conductor"},
        "region": "DEG",
    }
    made = analyst.post("contacts", given, Idempotency_Key="contact")
    assert made.status_code == 201, made.content
    path = f"contacts/{made.json()['id']}"
    past = analyst.post("contacts", given | {"keptUntil": "2001-01-01"})
    assert past.json()["errors"][0]["field"] == "/keptUntil"
    stale = analyst.patch(path, {"phone": "040 000 11 22"}, If_Match='"9"')
    assert stale.status_code == 412
    changed = analyst.patch(path, {"phone": "040 000 11 22"}, If_Match=made["ETag"])
    assert (changed.json()["function"]["en"], changed.json()["version"]) == ("Conductor", 2)
    met = analyst.post(
        "moments",
        {
            "day": "2025-05-05",
            "kind": "visit",
            "subject": "Bridges",
            "contacts": [made.json()["id"]],
            "summary": "Wilhelmus Bedacht showed us round",
        },
    )
    assert met.status_code == 201, met.content
    counts = analyst.get("moment-counts").json()
    assert (counts["years"], counts["total"]) == ([2025], [1])
    assert analyst.get(f"{path}/data").json()["moments"][0]["subject"] == "Bridges"
    for other in (asking(Role.VIEWER), asking(Role.ANALYST, "elsewhere")):
        for address in ("contacts", path, f"{path}/data", f"{path}/versions", "moments"):
            refused = other.get(address)
            assert refused.status_code == 404, address
            assert "Bedacht" not in refused.content.decode()
    erased = analyst.post(f"{path}/_erase", If_Match=changed["ETag"])
    assert erased.status_code == 200, erased.content
    assert erased.json()["contact"]["name"] == ""
    taken = [(one["kind"], one["field"]) for one in erased.json()["takenOut"]]
    assert taken == [("moment", "summary")]
    assert not Reply.objects.filter(body__contains="Bedacht").exists()
