"""A framework's text with other numbers in it, and what differs between two frameworks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases import packages
from windroos import cases
from windroos.cases import PackageError, Scenario, ScenarioError
from windroos.cases.choices import rechosen
from windroos.cases.doubts import Doubts, MethodChoice
from windroos.cases.framework import Choice, Framework, Text
from windroos.cases.framework_changes import Change, changes
from windroos.cases.framework_edit import edited, next_version, renewed
from windroos.cases.framework_file import parse
from windroos.decide.robustness import AroundPoint, TreeWeights

WHY = Text(nl='Omdat "het" zo\nis', en="Because")


def framework(text: str) -> Framework:
    made, problems = parse(text)
    assert made is not None, problems
    return made


TEXTS = {
    "noord_brabant": cases.load("noord_brabant").package.framework_text,
    "lake": packages.FRAMEWORK,
}


@st.composite
def scenarios(draw: st.DrawFn, name: str) -> Scenario:
    """Overrides of any kind that a framework takes."""
    made = framework(TEXTS[name])
    nodes = [c.id for c in made.criteria if c.parent]
    leaves = [leaf.id for leaf in made.leaves if leaf.figure]
    low, high = sorted(draw(st.tuples(st.floats(0, 1), st.floats(0, 1))))
    return Scenario(
        draw(st.sampled_from([role.id for role in made.roles])),
        draw(st.dictionaries(st.sampled_from(nodes), st.floats(0.001, 1e6), max_size=5)),
        draw(st.sampled_from([{}, {"active": high, "reactive": low}])),
        draw(
            st.dictionaries(
                st.sampled_from(leaves), st.tuples(st.floats(1, 50), st.floats(51, 1e9)), max_size=3
            )
        ),
    )


@pytest.mark.parametrize("name", TEXTS)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_the_text_reads_as_the_framework_with_the_scenario(name: str, data: st.DataObject) -> None:
    scenario = data.draw(scenarios(name))
    before = framework(TEXTS[name])
    after = cases.apply(before, scenario)
    text = edited(TEXTS[name], scenario, "next")
    assert framework(text) == replace(after, version="next")
    told = framework(edited(TEXTS[name], scenario, "next", WHY))
    chosen = rechosen(after, scenario.against(before), WHY)
    assert told == replace(after, version="next", choices=chosen)


def test_comments_and_layout_stay() -> None:
    """Only the lines of what changed are others, and a new weight stands with its own node."""
    text = TEXTS["lake"].replace(
        '[[node]]\nid = "depth"', '# how deep\n\n[[node]] # of the water\nid = "depth"'
    )
    new = edited(text, Scenario("culture", {"quality": 2}, goalposts={"depth": (0, 80)}), "2")
    removed = [line for line in text.splitlines() if line not in new.splitlines()]
    added = [line for line in new.splitlines() if line not in text.splitlines()]
    assert removed == [
        'version = "1"',
        'figure = { indicators = ["metres"], goalposts = [0, 100] }',
    ]
    assert added == [
        'version = "2"',
        "weight = {research = 1, culture = 2}",
        'figure = { indicators = ["metres"], goalposts = [0, 80] }',
    ]
    quality = new[new.index('id = "quality"') : new.index("# how deep")]
    assert quality.endswith("weight = {research = 1, culture = 2}\n\n")
    assert "# how deep\n\n[[node]] # of the water\n" in new


def test_a_version_alone_changes_one_line() -> None:
    new = renewed(TEXTS["noord_brabant"], "2026.1")
    assert new == TEXTS["noord_brabant"].replace('version = "2024.1"', 'version = "2026.1"')


def test_what_cannot_be_edited_is_refused() -> None:
    with pytest.raises(ScenarioError):
        edited(TEXTS["lake"], Scenario("culture", {"sport": 1}), "2")
    with pytest.raises(PackageError):
        edited("id = 1", Scenario("culture"), "2")


def test_the_next_version_is_free() -> None:
    assert next_version("2024.1", {"2024.1"}) == "2024.2"
    assert next_version("2024.9", {"2024.10", "2024.11"}) == "2024.12"
    assert next_version("1", set()) == "2"
    assert next_version("draft.x", set()) == "draft.x.2"


# The choices


def test_the_choices_say_what_is_so_now() -> None:
    """“Equal weights at each level” would no longer be true."""
    before = framework(TEXTS["noord_brabant"])
    scenario = Scenario(
        "innovation", {"environment": 2}, {"active": 0.65}, {"dutch-trade": (10, 1e4)}
    )
    told = {c.id: c for c in framework(edited(TEXTS["noord_brabant"], scenario, "2", WHY)).choices}
    assert told["weights"].what.en == (
        "Equal weights at each level, except Innovation: The link in substance with Brabant 1,"
        " Possibilities for cooperation 1, Feasibility 1, Environment 2"
    )
    assert told["thresholds"].what.nl == (
        "Innovatie: actief vanaf 0,65, reactief vanaf 0,4;"
        " Trade & invest: actief vanaf 0,6, reactief vanaf 0,4"
    )
    assert (
        told["trade-goalposts"].what.en == "Dutch trade with the country: from 10 (0) to 10000 (1)"
    )
    touched = {"weights", "thresholds", "trade-goalposts"}
    assert {told[id].why for id in touched} == {WHY}
    assert [c for c in before.choices if c.id not in touched] == [
        c for c in told.values() if c.id not in touched
    ]


def test_a_choice_that_was_not_told_is_added() -> None:
    scenario = Scenario("culture", thresholds={"active": 0.8}, goalposts={"depth": (0, 80)})
    added = framework(edited(TEXTS["lake"], scenario, "2", WHY)).choices[1:]
    assert [(c.id, c.subject, c.about) for c in added] == [
        ("thresholds", "thresholds", ()),
        ("depth-goalposts", "goalposts", ("depth",)),
    ]
    assert added[0].what.en == (
        "Research: active from 0.7, reactive from 0.3; Culture: active from 0.8, reactive from 0.5"
    )


def test_back_to_equal_weights_reads_as_such() -> None:
    other = edited(TEXTS["noord_brabant"], Scenario("innovation", {"link": 2}), "2", WHY)
    back = framework(edited(other, Scenario("innovation", {"link": 1}), "3", WHY))
    (told,) = (choice for choice in back.choices if choice.id == "weights")
    assert told.what.en == "Equal weights at each level"


# What changed

LAKE = framework(TEXTS["lake"])


@pytest.mark.parametrize("name", TEXTS)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_what_a_scenario_overrides_is_what_changed(name: str, data: st.DataObject) -> None:
    scenario = data.draw(scenarios(name))
    before = framework(TEXTS[name])
    found = changes(before, cases.apply(before, scenario))
    against = scenario.against(before)
    assert {(c.id, c.part, c.after) for c in found if c.field == "weight"} == {
        (id, scenario.role, weight) for id, weight in against.weights.items()
    }
    assert {(c.id, c.part, c.after) for c in found if c.field == "threshold"} == {
        (scenario.role, effort, value) for effort, value in against.thresholds.items()
    }
    assert {(c.id, c.after) for c in found if c.field == "goalposts"} == set(
        against.goalposts.items()
    )
    assert {c.field for c in found} <= {"weight", "threshold", "goalposts"}


def edit(old: str, new: str) -> tuple[Change, ...]:
    assert TEXTS["lake"].count(old) == 1, old
    return changes(LAKE, framework(TEXTS["lake"].replace(old, new)))


def told(*found: Change) -> list[tuple]:
    return [(c.thing, c.id, c.field, c.part, c.before, c.after) for c in found]


def test_nothing_changed() -> None:
    assert changes(LAKE, LAKE) == ()
    assert (
        edit("weight = { research = 3, culture = 1 }", "weight = { culture = 1, research = 3 }")
        == ()
    )
    # Stated once or for each role is the same weight.
    stated = TEXTS["lake"].replace(
        'en = "People" }\nweight = 1', 'en = "People" }\nweight = { research = 1, culture = 1 }'
    )
    assert changes(LAKE, framework(stated)) == ()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('version = "1"', 'version = "2"', ("framework", "", "version", "", "1", "2")),
        (
            'nl = "Meerkompas"',
            'nl = "Kompas"',
            ("framework", "", "label", "", Text("Meerkompas", "Lake compass"),
             Text("Kompas", "Lake compass")),
        ),
        (
            "active = 0.7, reactive = 0.3",
            "active = 0.8, reactive = 0.3",
            ("role", "research", "threshold", "active", 0.7, 0.8),
        ),
        (
            'nl = "Universiteit"',
            'nl = "Instituut"',
            ("role", "research", "body", "", Text("Universiteit", "University"),
             Text("Instituut", "University")),
        ),
        (
            'value = 3, nl = "Gewoon", en = "Fair"',
            'value = 4, nl = "Gewoon", en = "Fair"',
            ("scale", "five", "point", "3", Text("Gewoon", "Fair"), None),
        ),
        ("[0, 100]", "[0, 90]", ("criterion", "depth", "goalposts", "", (0, 100), (0, 90))),
        (
            "[40, 0], inherit = true",
            "[40, 0], inherit = false",
            ("criterion", "salt", "inherit", "", True, False),
        ),
        (
            'aggregate = "geometric"',
            'aggregate = "arithmetic"',
            ("criterion", "quality", "aggregate", "", "geometric", "arithmetic"),
        ),
        (
            'across_themes = "mean"',
            'across_themes = "best"',
            ("criterion", "clarity", "across_themes", "", "mean", "best"),
        ),
        (
            "research = 3, culture = 1",
            "research = 3, culture = 2",
            ("criterion", "water", "weight", "culture", 1, 2),
        ),
        (
            'roles = ["research"]',
            'roles = ["research", "culture"]',
            ("precondition", "boats", "roles", "", ("research",), ("research", "culture")),
        ),
        (
            'en = "grams per litre"',
            'en = "g/l"',
            ("indicator", "salt", "unit", "", Text("gram per liter", "grams per litre"),
             Text("gram per liter", "g/l")),
        ),
        (
            'en = "It is a lake."',
            'en = "A lake."',
            ("choice", "weights", "why", "", Text("Het is een meer.", "It is a lake."),
             Text("Het is een meer.", "A lake.")),
        ),
    ],
)  # fmt: skip
def test_each_edit_is_a_change(old: str, new: str, expected: tuple) -> None:
    found = edit(old, new)
    assert told(found[0]) == [expected]
    assert len(found) == (2 if expected[2] == "point" else 1)


def test_another_mean_with_its_exponent_is_two_changes() -> None:
    assert told(*edit('aggregate = "geometric"', 'aggregate = "power"\nexponent = 0.5')) == [
        ("criterion", "quality", "aggregate", "", "geometric", "power"),
        ("criterion", "quality", "exponent", "", None, 0.5),
    ]


def test_whom_to_ask_is_told() -> None:
    lab = 'id = "fish"\nask = { nl = "Het lab", en = "The lab" }\nask_passage = "p1"'
    assert told(*edit('id = "fish"', lab)) == [
        ("criterion", "fish", "ask", "", None, Text("Het lab", "The lab")),
        ("criterion", "fish", "ask_passage", "", None, "p1"),
    ]
    port = 'id = "boats"\nask = { nl = "De haven", en = "The port" }'
    assert told(*edit('id = "boats"', port)) == [
        ("precondition", "boats", "ask", "", None, Text("De haven", "The port"))
    ]


LIMITS = """\
[robustness]
weights = { method = "tree-weights", default = { method = "around-point", spread = 0.2 } }
ratings = { low = 2 }
unknown = "observed"
methods = [{ label = { nl = "a", en = "b" }, aggregate = "power", exponent = 2, thresholds = -0.1 }]
samples = 500
seed = 9

"""


def test_other_limits_are_told_one_by_one() -> None:
    usual = Doubts()
    around = TreeWeights(default=AroundPoint(spread=0.2))
    way = MethodChoice(Text("a", "b"), aggregate="power", exponent=2.0, shift=-0.1)
    assert told(*edit("[[scale]]", LIMITS + "[[scale]]")) == [
        ("robustness", "", "weights", "", usual.weights, around),
        ("robustness", "", "unknown", "", "uniform", "observed"),
        ("robustness", "", "methods", "", usual.methods, (way,)),
        ("robustness", "", "samples", "", 10_000, 500),
        ("robustness", "", "seed", "", 1, 9),
        ("robustness", "", "ratings", "low", 1, 2),
    ]


def test_limits_that_are_written_out_are_no_change() -> None:
    written = """\
[robustness]
weights = { method = "tree-weights", default = { method = "whole-simplex" } }
ratings = { high = 0.5, medium = 0.5, low = 1.0 }
unknown = "uniform"
methods = [{ label = { nl = "zoals gekozen", en = "as chosen" } }]
samples = 10000
seed = 1

"""
    assert edit("[[scale]]", written + "[[scale]]") == ()


def test_what_came_and_went() -> None:
    added = (
        '\n[[choice]]\nid = "more"\nsubject = "x"\n'
        'what = { nl = "a", en = "b" }\nwhy = { nl = "c", en = "d" }\n'
    )
    more = framework(TEXTS["lake"] + added)
    choice = Choice("more", "x", (), Text("a", "b"), Text("c", "d"))
    assert told(*changes(LAKE, more)) == [("choice", "more", "", "", None, choice)]
    assert told(*changes(more, LAKE)) == [("choice", "more", "", "", choice, None)]


def test_a_leaf_that_is_rated_and_no_longer_measured() -> None:
    found = edit(
        'figure = { indicators = ["metres"], goalposts = [0, 100] }', 'rating = { scale = "five" }'
    )
    assert [(c.id, c.field, c.before is None, c.after is None) for c in found] == [
        ("depth", "rating", True, False),
        ("depth", "figure", False, True),
    ]


def test_another_order_is_a_change_of_order() -> None:
    turned = replace(LAKE, roles=LAKE.roles[::-1])
    assert told(*changes(LAKE, turned)) == [
        ("role", "", "order", "", ("research", "culture"), ("culture", "research"))
    ]
