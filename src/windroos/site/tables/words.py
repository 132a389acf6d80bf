"""What the fields of the tables mean, by their names."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from windroos.cases.register import words
from windroos.report.table_file import Column

# Where a name means something of its own in one table, that stands under “table.name”. What the
# fields of the register mean stands with its tables, in `cases.register.words`.
MEANS: Mapping[str, Promise] = {
    "active": _("The share of the draws in which the score earns active effort"),
    "agenda.about": _("The component or precondition, by its name in the compass"),
    "agenda.answers": _("Each answer it may get, with the verdict that is then the likeliest"),
    "agenda.ask": _("Whom the case says to ask; empty: it does not say"),
    "agenda.ask_passage": _("The place that says whom to ask: an id of the table “passages”"),
    "agenda.chance": _("The chance, from 0 to 1, that knowing it makes another verdict likeliest"),
    "agenda.gain": _("How much oftener one would name the right verdict, from 0 to 1"),
    "agenda.id": _("The criterion or precondition, by its name in the compass"),
    "agenda.kind": _("Leaf: something that is rated or measured; precondition"),
    "agenda.now": _("The verdict that is the likeliest as long as it is unknown; empty: none"),
    "agenda.settles": _("Of a precondition: the chance that there is an advice once it is known"),
    "agenda.state": _("Unknown, or doubtful: something is known of it, but not for certain"),
    "challenge": _("The challenge, by its name in the framework"),
    "challenge_regions.ahead": _(
        "Whether it came to where home is now before: ahead; before (the series begins); level; "
        "passed (and came back); not-reached; unknown"
    ),
    "challenge_regions.ahead_years": _("How many years ago; of “before” the least it can be"),
    "challenge_regions.behind": _("Whether home came to where it is now before, in the same words"),
    "challenge_regions.behind_years": _(
        "How many years ago home was there; of “before” the least it can be"
    ),
    "challenge_regions.burden": _("The figure of how heavy it is"),
    "challenge_regions.burden_cell": _("The cell of that figure in the dataset"),
    "challenge_regions.burden_error": _("The standard error of that figure; empty: none"),
    "challenge_regions.distance": _("How much heavier than at home, in spreads"),
    "challenge_regions.learn": _(
        "On which grounds home could learn from it: result, experience; empty: none"
    ),
    "challenge_regions.lies_in": _(
        "The region of the case that a region outside it is a part of; empty: of none"
    ),
    "challenge_regions.outcome": _(
        "The result beside that of home: better, worse, alike or unknown"
    ),
    "challenge_regions.region": _("Code of the region whose figures these are"),
    "challenge_regions.result": _("The figure of how well it goes"),
    "challenge_regions.result_cell": _("The cell of that figure in the dataset"),
    "challenge_regions.result_distance": _("How much better than at home, in spreads"),
    "challenge_regions.result_error": _("The standard error of that figure; empty: none"),
    "challenge_regions.same": _(
        "Whether the problem is as heavy as at home: same, different, doubtful or unknown"
    ),
    "challenge_regions.slope": _("How much the burden changes a year, in its own unit"),
    "challenge_regions.stands_for": _(
        "The regions of the case that these figures speak of, with spaces between"
    ),
    "challenge_regions.teach": _(
        "On which grounds it could learn from home: result, experience; empty: none"
    ),
    "challenge_regions.trend": _("The trend beside that of home: alike, faster, slower or unknown"),
    "challenges.ahead": _("Who is ahead in time, the furthest first, with spaces between"),
    "challenges.burden": _("The indicator of how heavy it is"),
    "challenges.learn": _("From whom home could learn, with spaces between"),
    "challenges.passage": _("The place that names it: an id of the table “passages”"),
    "challenges.result": _("The indicator of how well it goes; empty: none"),
    "challenges.same": _("Who has the same problem, with spaces between"),
    "challenges.teach": _("Who could learn from home, with spaces between"),
    "challenges.year": _("The year of the figures"),
    "changed.after": _("The later of the two days"),
    "changed.before": _("The earlier of the two days"),
    "changed.change": _("The change of the score; empty: it had none on one of the days"),
    "changed.components": _("What each component added to the change"),
    "changed.data": _("What of the change came through judgements and figures"),
    "changed.framework": _("What of the change came through the framework without its weights"),
    "changed.moved": _("Whether the compass came to say something else"),
    "changed.status": _("What happened to its score: same, changed, appeared or disappeared"),
    "changed.sufficient": _("What alone would have turned the verdict of the score"),
    "changed.weights": _("What of the change came through the weights"),
    "advice_after": _("The advice on the later day"),
    "advice_before": _("The advice on the earlier day"),
    "provisional_after": _("The verdict of the score on the later day"),
    "provisional_before": _("The verdict of the score on the earlier day"),
    "score_after": _("The score on the later day"),
    "score_before": _("The score on the earlier day"),
    "added": _("The day its text was added here; empty: not yet"),
    "advice": _("What the compass advises; undetermined: what is unknown can still change it"),
    "after": _("How it then is; empty: it is gone"),
    "anchors.value": _("The figure"),
    "as_of": _("The day of the weighing"),
    "asked": _("How many people were asked"),
    "aspect": _("The aspect it belongs to"),
    "authority": _("Who decided"),
    "before": _("How it was; empty: it was not there"),
    "broken": _("How many of these places are no longer word for word the same"),
    "by": _("Which organisation did it, or the package"),
    "cell": _("The cell in the dataset"),
    "changed": _("When it was last changed"),
    "changes.field": _("What of it differs; empty: all of it came or went"),
    "changes.id": _("The thing by its name in the compass"),
    "code": _("Code of the region: ISO 3166-1, NUTS 2024, ISO 3166-2, or one of the case (x-…)"),
    "combine": _("First: the first indicator with a figure counts; sum: all are added up"),
    "component": _("The component, by its name in the compass"),
    "conditions": _("The conditions under which it holds"),
    "confidence": _("How sure whoever read the source was of the reading"),
    "continent": _("The continent"),
    "contradiction": _("The contradiction, by its name: its sides have the same one"),
    "contradictions.decision": _("Whether this side is a decision"),
    "contradictions.holds": _("Whether a settlement says that this side holds"),
    "contradictions.id": _("The row that says it: an id of its table; empty for a figure"),
    "contradictions.kind": _(
        "What it is about: effort, finding (a precondition), judgement, relation, measured (a "
        "judgement and a figure), figure or quantity (figures in documents)"
    ),
    "contradictions.missing": _("Why a document prints no figure there; empty: it prints one"),
    "contradictions.name": _("The name of the region; empty: of no region as a whole"),
    "contradictions.outcome": _("Whether the precondition holds, where that is what is said"),
    "contradictions.printed": _(
        "What a figure in a document is: baseline, target, expected, actual or amount; empty: none"
    ),
    "contradictions.rating": _("The rating, where that is what is said"),
    "contradictions.relation": _("The kind of relation, where that is what is said"),
    "contradictions.state": _("Open, settled, or reopened: settled, but its sides are others now"),
    "contradictions.region": _("Code of the region; empty: of no region as a whole"),
    "contradictions.subject": _(
        "The precondition, criterion, indicator or series of figures in documents it is about"
    ),
    "contradictions.unit": _("The unit of the figure; empty: it is a count, or there is no figure"),
    "contradictions.value": _("The figure, where that is what is measured or printed"),
    "contribution": _("What it adds to the score; empty: unknown"),
    "counting.cell": _("The cell, or cells, in the publisher's file or the dataset"),
    "counting.dataset": _("What it can be read from, by its key; empty: the case reads it nowhere"),
    "counting.own": _("Whether it is the case's own figure, and not read from a source"),
    "counting.parts": _("The regions it was put together from; empty: it is of the region itself"),
    "counting.snapshot": _("The snapshot it was read from; empty: the case's own"),
    "counts_from": _("From which day on that snapshot counts; empty: the case's own"),
    "counts_for": _("Its share of the weight for which anything is known"),
    "criterion": _("The part of the compass it is about"),
    "cross_cutting": _("Whether it is a theme across all others"),
    "decided": _("When it was decided: YYYY, YYYY-MM or YYYY-MM-DD"),
    "decided.advice": _("What the compass advised when it was decided; empty: not kept"),
    "decided.advice_now": _("What the compass advises on the day of the table"),
    "decided.conditions": _("The conditions of the decision"),
    "decided.differs": _("Whether it is another effort than the compass says on that day"),
    "decided.effort": _("The effort decided"),
    "decided.id": _("The id of the decision: see the table “decisions”"),
    "decided.role": _("The role it is for"),
    "decided.state": _("How it stands: in-force, coming, replaced or over"),
    "decided.themes": _("The themes it is about, with spaces between; empty: all"),
    "decision": _("The effort decided; empty: no decision is in force"),
    "decision_end": _("Last year of the decision"),
    "decision_start": _("First year of the decision"),
    "decisions.advice": _("What the compass advised when it was decided"),
    "decisions.label": _("How the region is printed in the document of the decision"),
    "decisions.themes": _("The themes it is about, with spaces between; empty: all"),
    "departure": _("Why something else was decided than the compass advised"),
    "description": _("What it means"),
    "dialogues.id": _("Its number"),
    "dialogues.subjects": _("The parts of the compass it was about, with spaces between"),
    "differs": _("Whether something else was decided than the compass says"),
    "document": _("The document it stands in: an id of the table “sources”"),
    "done": _("What was done: added, changed, taken back or undone"),
    "due_to_method": _(
        "The share of the doubt that is due to the way of computing; empty: no doubt"
    ),
    "due_to_values": _(
        "The share of the doubt that is due to what is not known for certain; empty: no doubt"
    ),
    "due_to_weights": _("The share of the doubt that is due to the weights; empty: no doubt"),
    "economy": _("The economy, by its ISO 3166-1 code"),
    "effort": _("The effort that is meant"),
    "ended": _("The day it was settled"),
    "error": _("The standard error of the largest of these shares: how far other draws may differ"),
    "expected_rank": _("The place on average over all draws, the highest score first"),
    "explicit": _("Whether it is said in so many words, and not implied"),
    "field": _("The name of the field in the files"),
    "figures": _("On how many figures it rests"),
    "figures.value": _("The figure"),
    "findings.conditions": _("The conditions under which it holds"),
    "findings.themes": _(
        "The themes for which it holds under conditions, with spaces between; empty: all"
    ),
    "first": _("The rating before the others were seen, where that was another"),
    "fitted": _("What the line says of the second figure"),
    "footnote": _("The footnote to the decision"),
    "found": _("How many of these places were found again in the text that was added"),
    "framework_advice": _("The advice of the framework as it is"),
    "framework_provisional": _("The verdict so far of the framework as it is"),
    "framework_rank": _("The place in the framework as it is; empty: it has no score"),
    "framework_score": _("The score in the framework as it is"),
    "from_indicator": _("The indicator that is converted"),
    "from_value": _("The figure on the first scoreboard"),
    "given": _("How many of them gave an opinion"),
    "gives_0": _("The figure that gives the value 0"),
    "gives_1": _("The figure that gives the value 1"),
    "governing": _("Whether there are contacts at governing level; empty: unknown"),
    "grade": _(
        "Hard: both sides say it in so many words, of the same; soft: implied, or a tension"
    ),
    "grounds": _("What it rests on where that is no passage"),
    "held": _("The day it was held"),
    "highest": _("The highest rating given"),
    "holds": _("What one row is"),
    "home": _("Whether it is the home region, against which the others are weighed"),
    "id": _("Its name in the case, by which other tables refer to it"),
    "indicator": _("The indicator that was measured"),
    "indicators": _("The indicators it is measured by, with spaces between"),
    "inherits": _("Whether a region without a figure takes that of its parent"),
    "judged": _("Of when it is, where it rests on no document: YYYY, YYYY-MM or YYYY-MM-DD"),
    "judgement": _("The judgement it led to"),
    "judgements": _("On how many judgements it rests"),
    "kind": _("Which kind it is"),
    "known": _("The share of the weight, from 0 to 1, with a judgement or figure"),
    "label": _("Its name, in the language of the address"),
    "language": _("The language it is written in"),
    "latitude": _("Degrees north of the equator"),
    "leaning-verdicts.advice_after": _("The advice without it"),
    "leaning-verdicts.advice_before": _("The advice as it is"),
    "leaning-verdicts.carries": _(
        "The points of the score that fall away, below zero where it would rise; empty: it has no "
        "score on one of the sides"
    ),
    "leaning-verdicts.lower_after": _("The lowest score without it once everything is known"),
    "leaning-verdicts.lower_before": _("The lowest score once everything is known"),
    "leaning-verdicts.preconditions_after": _("What would come of each precondition without it"),
    "leaning-verdicts.preconditions_before": _("What comes of each precondition"),
    "leaning-verdicts.provisional_after": _("The verdict of the score without it"),
    "leaning-verdicts.provisional_before": _("The verdict of the score as it is"),
    "leaning-verdicts.score_after": _("The score without it"),
    "leaning-verdicts.score_before": _("The score as it is"),
    "leaning-verdicts.themes": _(
        "The themes on which it is so, with spaces between; all: all themes together"
    ),
    "leaning-verdicts.turns": _("Whether the compass would say something else"),
    "leaning-verdicts.upper_after": _("The highest score without it once everything is known"),
    "leaning-verdicts.upper_before": _("The highest score once everything is known"),
    "leaning.carries": _("The regions of which it carries a part of the score"),
    "leaning.places": _("The places in the passage: ids of the table “passages”"),
    "leaning.points": _("The points that fall away or come to the scores on all themes together"),
    "leaning.turns": _("The regions of which the compass would say something else; empty: none"),
    "leaning.verdicts": _("How many verdicts would be another, over all roles and themes"),
    "level": _("At which level: official or governing"),
    "licence": _("The licence of the source; empty: unknown"),
    "longitude": _("Degrees east of Greenwich"),
    "lower": _("The lowest it can still turn out, from 0 to 1"),
    "lowest": _("The lowest rating given"),
    "mean": _("The mean of the ratings given"),
    "measure": _("The part of the compass that is measured"),
    "measures.sources": _("The datasets it comes from, with spaces between"),
    "motivation": _("Why it was decided"),
    "moved": _("How many of these places were found somewhere else"),
    "name": _("Name of the region, in the language of the address"),
    "no_score": _("The share of the draws without a score"),
    "none": _("The share of the draws in which the score earns no effort"),
    "note": _("A note"),
    "number": _("The number of the precondition"),
    "official": _("Whether there are contacts at official level; empty: unknown"),
    "onto_indicator": _("The indicator onto whose scale it is converted"),
    "onto_value": _("The figure on the second scoreboard"),
    "opened": _("The day it was asked"),
    "opinions.rating": _("The rating given"),
    "outcome": _("Whether it holds"),
    "package": _("Whether it stands in the package, and is not made of it"),
    "panel": _("The number of the panel: see the table “panels”"),
    "panels.id": _("Its number"),
    "panels.rating": _("The rating it came to"),
    "paragraph": _("The number of the paragraph in its section"),
    "parent": _("Code of the region it is part of"),
    "part": _("Which part of the field: the role of a weight, the effort of a threshold"),
    "passage": _("The place it rests on: an id of the table “passages”"),
    "period_end": _("Last year it is about"),
    "period_start": _("First year it is about"),
    "places": _("How many places in it are in use"),
    "precondition": _("The precondition"),
    "provisional": _("The verdict of the score with what is known now; empty: nothing is"),
    "published": _("When it came out: YYYY, YYYY-MM or YYYY-MM-DD"),
    "publisher": _("Who published it"),
    "quantities.cell": _("The column of the row in which it stands"),
    "quantities.indicator": _("The indicator of the compass it can be laid beside; empty: none"),
    "quantities.label": _("What the series is called"),
    "quantities.region": _("Code of the region it is of; empty: of no region as a whole"),
    "quantities.state": _("Why there is no figure: to-be-measured, or none; empty: there is one"),
    "quantities.subject": _("The series: its rows have the same one"),
    "quantities.unit": _("The unit; empty: it is a count"),
    "quantities.value": _("The figure; empty: see the state"),
    "rank": _("The place by score, the highest first; empty: it has no score"),
    "rank_high": _("The last of the places between which it comes nine times out of ten"),
    "rank_low": _("The first of the places between which it comes nine times out of ten"),
    "rating": _("The rating, on the scale of that part of the compass"),
    "reactive": _("The share of the draws in which the score earns reactive effort"),
    "reason": _("The reason"),
    "region": _("Code of the region"),
    "replaces": _("The earlier decisions it replaces, with spaces between"),
    "residual": _("How far the second figure lies above the line"),
    "role": _("The role it is for; empty: all roles"),
    "rows": _("How many rows it has; empty: that depends on what is asked"),
    "said_by": _("Who says it"),
    "samples": _("How many draws were made"),
    "says": _("What is known, in words"),
    "scenario": _("What is weighed otherwise, as it stands in an address"),
    "score": _("The score from 0 to 1; empty: nothing is known"),
    "section": _("The heading of the section it stands in"),
    "seed": _("The seed of the draws: the same one gives the same outcome"),
    "sentences": _("Which sentences of the paragraph; empty: all"),
    "settled": _("When it was settled"),
    "settled_by": _("Who settled it"),
    "settlements.holds": _("The side that holds; empty: none of them"),
    "settlements.id": _("The contradiction it settles"),
    "settlements.sides": _(
        "The sides that were settled, with spaces between, each with a print of what it said"
    ),
    "sha256": _("A check number of the passage: when a word changes, it changes"),
    "side": _("The number of the side within the contradiction"),
    "since": _("Since when, as YYYY-MM-DDThh:mm:ss with the time zone; empty: from the start"),
    "source": _("The dataset it comes from: an id of the table “sources”"),
    "sources": _("On how many documents and datasets it rests"),
    "space": _("Which weights were drawn from: all, around those chosen, in their order, or own"),
    "series.figures": _("How many regions have a figure"),
    "series.indicator": _("The indicator of the compass"),
    "series.observed": _("The indicator in the open source"),
    "series.rule": _("Which years count: latest, one year, or a mean of some"),
    "series.since": _("Since when it is read; empty: the figures of the case itself count"),
    "series.snapshot": _("The SHA-256 of the snapshot it is read from; empty: not read"),
    "series.source": _("The open source, with its options"),
    "standard_error": _("The standard error that the source gives; empty: none"),
    "table": _("The name of the table"),
    "text": _("What was made public of it"),
    "theme": _("The theme it is about; empty: all themes"),
    "thing": _("What kind of thing differs: criterion, role, scale, precondition, …"),
    "title": _("The title"),
    "transform": _("What is done to the figure first; log10: each factor of ten counts alike"),
    "type": _("What kind of value: string, number, integer, year, boolean or date"),
    "unit": _("The unit"),
    "upper": _("The highest it can still turn out, from 0 to 1"),
    "url": _("Where it comes from"),
    "value": _("The value from 0 to 1; empty: unknown"),
    "values": _("The values it can have, with spaces between; empty: there is no such list"),
    "versions.after": _("How the field then was; empty: it holds nothing"),
    "versions.before": _("How the field was; empty: it held nothing"),
    "versions.field": _("The field of the row"),
    "versions.id": _("The id of the row"),
    "versions.table": _("The table the row is of"),
    "versions.version": _("The number of this version of the row"),
    "weighed": _("Whether it is weighed"),
    "weighs": _("What it weighs, with its share where it is a weight"),
    "why": _("Why, where a reason was given"),
    "with_whom": _("With whom: by name where that is public, else the kind of organisation"),
    "year": _("The year it is about"),
}
LANGUAGES: Mapping[str, Promise] = {
    "nl": _("%(what)s, in Dutch"),
    "en": _("%(what)s, in English"),
}


def means(table: str, name: str) -> str:
    """What a field of a table means; empty when nobody wrote that down."""
    base, _underscore, language = name.rpartition("_")
    if language in LANGUAGES and base:
        what = means(table, base)
        return str(LANGUAGES[language]) % {"what": what} if what else ""
    of_register = table.removeprefix("register-").replace("-", "_")
    if of_register != table and (told := words.means(of_register, name)):
        return gettext(told)
    return str(MEANS.get(f"{table}.{name}") or MEANS.get(name, ""))


def columns(table: str, /, **kinds: str) -> list[Column]:
    """Columns of a table, each with its kind and what it means."""
    return [Column(name, kind, means(table, name)) for name, kind in kinds.items()]
