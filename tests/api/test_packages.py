"""Cases over the API: a package is handed in, checked, looked at, and loaded or dropped."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.api.conftest import BASE, Asking
from tests.apps.people import party
from tests.cases import packages

from windroos.apps.accounts.models import Event
from windroos.apps.accounts.roles import Role
from windroos.apps.compass import queries
from windroos.apps.regions.models import Case
from windroos.cases.archive import MOST_BYTES, packed
from windroos.cases.tables import descriptor
from windroos.rest.files import ZIP

PACKAGES = f"{BASE}/packages"
JUDGEMENT = f"{BASE}/cases/lake/judgements/j4"


@pytest.fixture
def lake(site: None) -> Case:
    """The small case, which the province leads and on which the agency works."""
    case = Case.objects.get(name="lake")
    party(case, "province", lead=True)
    party(case, "agency")
    return case


@pytest.fixture
def leader(lake: Case, asking: Callable[..., Asking]) -> Asking:
    return asking(Role.ADMINISTRATOR)


def zipped(folder: Path, described: Any = None, **cells: Any) -> bytes:
    """The small case as a zip file, with cells of judgement j4 changed."""
    tables = packages.rows()
    next(row for row in tables["judgements"] if row["id"] == "j4").update(cells)
    written = packages.write(folder, tables, described=described)
    return packed({file.name: file.read_bytes() for file in sorted(written.iterdir())})


def hand_in(by: Asking, content: bytes) -> Any:
    answer = by.send(f"{PACKAGES}?name=lake.zip", content, ZIP)
    assert answer.status_code == 201, answer.content
    return answer


def place(answer: Any) -> str:
    return answer["Location"].removeprefix("http://testserver")


def test_what_it_changes_is_told_before_it_is_loaded(
    leader: Asking, lake: Case, tmp_path: Path
) -> None:
    answer = hand_in(leader, zipped(tmp_path / "lake", rating=3))
    told = answer.json()
    assert (told["case"], told["new"], told["mayLoad"], told["loadable"]) == (
        "lake", False, True, True,
    )  # fmt: skip
    assert told["tables"] == [{"table": "judgements", "added": 0, "changed": 1, "removed": 0}]
    assert (told["problems"], told["clashes"], told["framework"]) == ([], [], False)
    (change,) = leader.items(f"{place(answer)}/changes")
    assert (change["table"], change["key"], change["kind"]) == ("judgements", "j4", "changed")
    assert (change["before"]["rating"], change["after"]["rating"]) == (1, 3)
    assert Case.objects.get(pk=lake.pk).state == lake.state
    done = leader.post(f"{place(answer)}/_load", {}, If_Match=answer["ETag"])
    assert done.json() == {"case": "lake", "changed": 1, "removed": 0, "replaced": True}
    assert leader.get(JUDGEMENT).json()["rating"] == 3
    event = Event.objects.filter(verb="case-loaded").latest("pk")
    assert (event.via, event.actor and event.actor.name) == ("api", "administrator province")
    assert leader.get(place(answer)).status_code == 404


def test_a_new_case_is_made_by_an_administrator_of_any_organisation(
    asking: Callable[..., Asking], tmp_path: Path
) -> None:
    by = asking(Role.ADMINISTRATOR, "elsewhere")
    answer = hand_in(by, zipped(tmp_path / "pond", descriptor("pond", "Pond")))
    assert (answer.json()["case"], answer.json()["new"]) == ("pond", True)
    assert answer.json()["framework"]
    assert by.post(f"{place(answer)}/_load", {}, If_Match=answer["ETag"]).status_code == 200
    assert by.get(f"{BASE}/cases/pond").json()["title"] == "Pond"


def test_everything_that_is_wrong_is_told_by_file_row_and_field(
    leader: Asking, tmp_path: Path
) -> None:
    answer = hand_in(leader, zipped(tmp_path / "lake", rating="high", region="XX"))
    told = answer.json()
    assert (told["loadable"], told["tables"]) == (False, [])
    places = {(one["file"], one["field"]) for one in told["problems"]}
    assert {("judgements.csv", "rating"), ("judgements.csv", "region")} <= places
    assert all(one["row"] for one in told["problems"])
    refused = leader.post(f"{place(answer)}/_load", {}, If_Match=answer["ETag"])
    assert refused.status_code == 409
    assert refused.json()["current"]["problems"] == told["problems"]


def test_where_people_changed_the_same_one_says_which_holds(
    leader: Asking, asking: Callable[..., Asking], tmp_path: Path
) -> None:
    analyst = asking(Role.ANALYST)
    version = analyst.get(JUDGEMENT)["ETag"]
    analyst.patch(JUDGEMENT, {"rating": 5}, If_Match=version)
    answer = hand_in(leader, zipped(tmp_path / "lake", rating=3))
    told = answer.json()
    (clash,) = told["clashes"]
    assert not told["loadable"]
    assert (clash["table"], clash["key"]) == ("judgements", "j4")
    assert (clash["people"]["rating"], clash["package"]["rating"]) == (5, 3)
    path = place(answer)
    assert leader.post(f"{path}/_load", {}, If_Match=answer["ETag"]).status_code == 409
    assert leader.get(JUDGEMENT).json()["rating"] == 5
    chosen = leader.get(f"{path}?keep=package")
    assert chosen.json()["loadable"]
    assert chosen.json()["tables"][0]["changed"] == 1
    done = leader.post(f"{path}/_load", {"keep": "package"}, If_Match=chosen["ETag"])
    assert done.status_code == 200, done.content
    assert leader.get(JUDGEMENT).json()["rating"] == 3


def test_what_changed_since_it_was_looked_at_is_not_loaded(
    leader: Asking, asking: Callable[..., Asking], tmp_path: Path
) -> None:
    answer = hand_in(leader, zipped(tmp_path / "lake", rating=3))
    analyst = asking(Role.ANALYST)
    other = f"{BASE}/cases/lake/judgements/j3"
    analyst.patch(other, {"rating": 3}, If_Match=analyst.get(other)["ETag"])
    late = leader.post(f"{place(answer)}/_load", {}, If_Match=answer["ETag"])
    assert late.status_code == 412
    again = leader.get(place(answer))
    assert late["ETag"] == again["ETag"]
    assert leader.post(f"{place(answer)}/_load", {}, If_Match=again["ETag"]).status_code == 200
    assert leader.get(other).json()["rating"] == 3
    assert leader.post(f"{place(answer)}/_load", {}).status_code == 404


def test_who_does_not_lead_the_case_looks_but_does_not_load(
    lake: Case, asking: Callable[..., Asking], tmp_path: Path
) -> None:
    by = asking(Role.ADMINISTRATOR, "agency")
    answer = hand_in(by, zipped(tmp_path / "lake", rating=3))
    assert not answer.json()["mayLoad"]
    assert by.post(f"{place(answer)}/_load", {}, If_Match=answer["ETag"]).status_code == 403
    assert by.get(JUDGEMENT).json()["rating"] == 1


def test_only_administrators_hand_in_and_each_their_own(
    leader: Asking, asking: Callable[..., Asking], visitor: Asking, tmp_path: Path
) -> None:
    path = place(hand_in(leader, zipped(tmp_path / "lake")))
    assert len(leader.items(PACKAGES)) == 1
    other = asking(Role.ADMINISTRATOR, name="other")
    assert other.get(path).status_code == 404
    for by, status in ((asking(Role.ANALYST), 403), (visitor, 401)):
        assert by.get(PACKAGES).status_code == status
        assert by.send(PACKAGES, zipped(tmp_path / str(status)), ZIP).status_code == status
    assert leader.delete(path).status_code == 204
    assert leader.items(PACKAGES) == []


def in_folders(*folders: str) -> bytes:
    return packed({f"{folder}datapackage.json": b"{}" for folder in folders})


def damaged(packing: int) -> bytes:
    """A zip file packed in one of the ways of packing, and damaged within."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        archive.writestr("datapackage.json", bytes(range(256)) * 8)
    content = bytearray(out.getvalue())
    at = content.index(b"datapackage.json") + 60
    content[at : at + 40] = bytes(40)
    return bytes(content)


def twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", b"{}")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("datapackage.json", b"{}")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no-zip"),
        (b"name,title", "no-zip"),
        (damaged(zipfile.ZIP_STORED), "no-zip"),
        (damaged(zipfile.ZIP_DEFLATED), "no-zip"),
        (damaged(zipfile.ZIP_BZIP2), "no-zip"),
        (damaged(zipfile.ZIP_LZMA), "no-zip"),
        (packed({"a.csv": b"a"}), "no-descriptor"),
        (in_folders("one/", "two/"), "several"),
        (in_folders("one/two/"), "no-descriptor"),
        (packed({"datapackage.json": b" " * 61 * 1024 * 1024}), "too-much"),
    ],
)
def test_what_is_no_package_is_told(leader: Asking, content: bytes, code: str) -> None:
    answer = leader.send(PACKAGES, content, ZIP)
    assert answer.status_code == 400, answer.content
    (error,) = answer.json()["errors"]
    assert (error["in"], error["code"]) == ("body", code)


def test_a_name_that_stands_twice_in_a_zip_is_told(leader: Asking) -> None:
    answer = leader.send(PACKAGES, twice(), ZIP)
    assert answer.json()["errors"][0]["code"] == "twice"


def test_what_is_too_large_is_not_read(leader: Asking) -> None:
    assert leader.send(PACKAGES, bytes(MOST_BYTES + 1), ZIP).status_code == 413


def test_a_case_is_exported_and_loading_that_changes_nothing(
    leader: Asking, visitor: Asking, lake: Case
) -> None:
    answer = visitor.get(f"{BASE}/cases/lake/_export")
    assert answer["Content-Type"] == ZIP
    assert answer["Content-Disposition"] == 'attachment; filename="lake.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == queries.package(lake).files()
    told = hand_in(leader, answer.content).json()
    assert (told["loaded"], told["tables"]) == (True, [])
    folder = packed({f"lake/{name}": content for name, content in held.items()})
    assert hand_in(leader, folder).json()["case"] == "lake"


def test_a_case_is_exported_as_it_stood(visitor: Asking) -> None:
    answer = visitor.get(f"{BASE}/cases/lake/_export?asOf=2026-01-31")
    assert answer["Content-Disposition"] == 'attachment; filename="lake-2026-01-31.zip"'
    assert visitor.get(f"{BASE}/cases/lake/_export", If_None_Match="*").status_code == 304
