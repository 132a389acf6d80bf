"""The pages of value chains: what is held, what hangs on one, and writing a chain by hand.

The numbers are those reckoned by hand in tests/cases/test_coded_chains.py.
"""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from tests.apps import people

from windroos.apps.accounts.roles import Role
from windroos.apps.network.queries import chains
from windroos.apps.network.queries import records as kept
from windroos.apps.regions.models import Case

pytestmark = pytest.mark.django_db

PATH = "/en/noord_brabant/chains/"


@pytest.fixture
def case(filled: Case) -> Case:
    people.party(filled, "province", lead=True)
    return filled


@pytest.fixture
def analyst(case: Case) -> Client:
    client = Client()
    client.force_login(people.person(Role.ANALYST))
    return client


def text(html: str) -> str:
    """What a page says, without its markup."""
    bare = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def get(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return text(response.content.decode())


def row(html: str, table: str, begins: str) -> str:
    """The row of a table that begins so, in words."""
    [found] = re.findall(rf'<table[^>]*id="{table}".*?</table>', html, flags=re.S)
    rows = [text(one) for one in re.findall(r"<tr.*?</tr>", found, flags=re.S)]
    return next(one for one in rows if one.startswith(begins))


def test_the_list_says_of_each_chain_what_is_held_and_what_is_weak(
    case: Case, client: Client
) -> None:
    html = client.get(PATH).content.decode()
    assert "3 value chains have been written down." in text(html)
    assert row(html, "chains", "Photonic chips") == (
        "Photonic chips 9 6 Materials and wafers, Production equipment and Testing and metrology"
        " Indium-phosphide chips (InP) (SMART Photonics) and Applications (QuiX Quantum)"
    )


def test_a_chain_from_everywhere_answers_first_which_link_is_weakest(
    case: Case, client: Client
) -> None:
    said = get(client, f"{PATH}photonics/")
    assert (
        "In all regions together, 6 of 9 links are held. For Materials and wafers, Production"
        " equipment and Testing and metrology nobody is known. The weakest, for one alone holds"
        " it: Indium-phosphide chips (InP) (SMART Photonics) and Applications (QuiX Quantum)."
    ) in said


def test_single_points_gaps_and_who_completes_it(case: Case, client: Client) -> None:
    html = client.get(f"{PATH}photonics/").content.decode()
    assert row(html, "singles", "SMART Photonics") == (
        "SMART Photonics organisation Indium-phosphide chips (InP) Packaging and assembly, Testing"
        " and metrology and Applications"
    )
    names = [text(one) for one in re.findall(r'<th scope="row">(.*?)</th>', html)]
    assert {"QuiX Quantum", "SMART Photonics", "Twente", "South-East Brabant", "Netherlands"} <= {
        *names
    }
    assert row(html, "gaps", "Testing and metrology") == (
        "Testing and metrology nobody known Applications"
    )
    assert "The smallest sets of regions: Twente and South-East Brabant" in text(html)


def test_a_chain_from_one_province(case: Case, client: Client) -> None:
    html = client.get(f"{PATH}photonics/?from=NL41").content.decode()
    assert "In North Brabant, 2 of 9 links are held." in text(html)
    assert row(html, "links", "Silicon-nitride chips (SiN)").startswith(
        "Silicon-nitride chips (SiN) held elsewhere only LioniX International Twente elsewhere"
    )
    assert row(html, "links", "Production technology").startswith(
        "Production technology perhaps held TNO Netherlands perhaps"
    )
    assert "Who could complete it The smallest sets of regions: Twente" in text(html)


def test_regions_beside_each_other(case: Case, client: Client) -> None:
    html = client.get(f"{PATH}photonics/compare/?with=NL213&with=NL414&with=NL226").content.decode()
    assert row(html, "adds", "South-East Brabant Twente") == (
        "South-East Brabant Twente Indium-phosphide chips (InP)"
    )
    assert row(html, "adds", "Arnhem-Nijmegen South-East Brabant") == (
        "Arnhem-Nijmegen South-East Brabant Packaging and assembly"
    )


def test_what_is_no_code_is_told(case: Case, client: Client) -> None:
    said = get(client, f"{PATH}photonics/?from=brabant%3B")
    assert "No code of a region: BRABANT." in said
    assert client.get(f"{PATH}nothing/").status_code == 404


def test_a_visitor_is_offered_no_form(case: Case, client: Client) -> None:
    assert "Change this chain" not in get(client, f"{PATH}photonics/")
    assert client.get(f"{PATH}photonics/edit/").status_code == 404
    assert client.post(f"{PATH}new/", {"label_en": "Bread"}).status_code == 404


BREAD = {
    "label_nl": "Brood",
    "label_en": "Bread",
    "chain_links-rows": "2",
    "chain_links-0-label_nl": "Meel",
    "chain_links-0-label_en": "Flour",
    "chain_links-1-label_nl": "Bakken",
    "chain_links-1-label_en": "Baking",
    "chain_flows-rows": "1",
    "chain_flows-0-source": "+flour",
    "chain_flows-0-target": "+baking",
    "chain_flows-0-what_nl": "meel",
    "chain_flows-0-what_en": "flour",
    "chain_holders-rows": "1",
    "chain_holders-0-link": "+baking",
    "chain_holders-0-organisation": "Cosun Protein",
    "chain_holders-0-region": "NL41",
    "chain_holders-0-strength": "present",
    "chain_holders-0-basis": "person",
    "reason": "as told",
    "version": "0",
}


def test_a_chain_is_written_down_in_one_go(case: Case, analyst: Client) -> None:
    response = analyst.post(f"{PATH}new/", BREAD)
    assert response.status_code == 302, text(response.content.decode())
    assert response["Location"] == f"{PATH}bread/?saved=1"
    said = get(analyst, f"{PATH}bread/")
    assert "In all regions together, 1 of 2 links are held." in said
    found = chains.chain(case, "bread")
    assert found is not None
    assert [row["id"] for row in found.content["chain_links"]] == ["bread-baking", "bread-flour"]
    assert [row["position"] for row in found.content["chain_links"]] == [2, 1]
    [holder] = found.content["chain_holders"]
    assert (holder["organisation"], holder["link"]) == ("cosun-protein", "bread-baking")


def test_rows_are_added_without_losing_what_was_typed(case: Case, analyst: Client) -> None:
    response = analyst.post(f"{PATH}new/", {**BREAD, "add": "chain_flows"})
    html = response.content.decode()
    assert 'name="chain_flows-2-source"' in html
    # A link that was typed can be chosen before it is saved.
    assert re.search(r'<option value="\+baking" selected>Baking</option>', html)
    assert kept.record(case, "chain", "bread") is None


def test_a_change_keeps_the_ids_and_says_what_changed(case: Case, analyst: Client) -> None:
    analyst.post(f"{PATH}new/", BREAD)
    html = analyst.get(f"{PATH}bread/edit/").content.decode()
    fields = {
        **dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', html)),
        **{
            name: (re.findall(r'value="([^"]*)" selected', options) or [""])[0]
            for name, options in re.findall(
                r'<select[^>]*name="([^"]+)".*?>(.*?)</select>', html, re.S
            )
        },
    }
    fields.pop("csrfmiddlewaretoken", None)
    changed = fields | {"chain_holders-0-strength": "strong"}
    response = analyst.post(f"{PATH}bread/edit/", changed)
    assert response.status_code == 302, text(response.content.decode())
    found = chains.chain(case, "bread")
    assert found is not None
    assert found.version == 2
    assert {row["id"] for row in found.content["chain_links"]} == {"bread-baking", "bread-flour"}
    assert found.content["chain_holders"][0]["strength"] == "strong"
    assert "1 change" in get(analyst, f"{PATH}bread/")
    page = analyst.get(f"{PATH}bread/").content.decode()
    form = page.partition("bread/put-back/")[2].partition("</form>")[0]
    assert "csrfmiddlewaretoken" in form, "without it a browser is refused"


def test_a_fault_is_told_at_its_row(case: Case, analyst: Client) -> None:
    wrong = {**BREAD, "chain_flows-0-target": "+flour", "chain_holders-0-share_low": "2"}
    response = analyst.post(f"{PATH}new/", wrong)
    assert response.status_code == 400
    said = text(response.content.decode())
    assert "Who holds a link, row 1: Share, at least (0 to 1): 2 lies above 1." in said
    assert kept.record(case, "chain", "bread") is None


def test_a_chain_is_taken_out_with_a_reason(case: Case, analyst: Client) -> None:
    analyst.post(f"{PATH}new/", BREAD)
    response = analyst.post(f"{PATH}bread/remove/", {"reason": "a trial", "version": "1"})
    assert response.status_code == 302
    assert chains.chain(case, "bread") is None
    # Colleagues find what happened to it, and put it back; for others there is no such page.
    assert Client().get(f"{PATH}bread/").status_code == 404
    gone = get(analyst, f"{PATH}bread/")
    assert "was taken out of the register" in gone
    assert "a trial" in gone
    response = analyst.post(f"{PATH}bread/put-back/", {"version": "2", "to": "1"})
    assert response.status_code == 302
    assert chains.chain(case, "bread") is not None
