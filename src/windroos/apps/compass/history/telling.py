"""How the audit trail tells what was written about a case: sentences, and the names of fields."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from windroos.apps.accounts.sentences import Sentence
from windroos.apps.compass.models import Draft, Panel, Review

SENTENCES: Mapping[str, Sentence] = {
    "case-loaded": _(
        "{actor} loaded the case {subject};"
        " rows changed: {after[changed]}, removed: {after[removed]}."
    ),
    "source-followed": _("{actor} let {after[case_title]} read from a new edition of {subject}."),
    "source-read": _("{actor} let {after[case_title]} read from {subject}: {after[reason]}"),
    "own-figures-used": _(
        "{actor} let {after[case_title]} use its own figures, not {subject}: {after[reason]}"
    ),
    "workbook-applied": _("{actor} took over a workbook in {subject}, changes: {after[changed]}."),
    "judgement-added": _("{actor} rated {subject}: {after[rating]}."),
    "judgement-changed": _("{actor} changed the rating of {subject}: {after[rating]}."),
    "judgement-retracted": _("{actor} took back the rating of {subject}: {after[why]}"),
    "judgement-restored": _("{actor} undid the last change of the rating of {subject}."),
    "finding-added": _("{actor} found of {subject}: {after[outcome]}."),
    "finding-changed": _("{actor} changed the finding on {subject}: {after[outcome]}."),
    "finding-retracted": _("{actor} took back the finding on {subject}: {after[why]}"),
    "finding-restored": _("{actor} undid the last change of the finding on {subject}."),
    "statement-added": _("{actor} wrote down what a passage states of {subject}: {after[effort]}."),
    "statement-changed": _("{actor} changed what a passage states of {subject}: {after[effort]}."),
    "statement-retracted": _("{actor} took back what a passage states of {subject}: {after[why]}"),
    "statement-restored": _("{actor} undid the last change of a statement on {subject}."),
    "relation-added": _("{actor} wrote down the relation with {subject}: {after[kind]}."),
    "relation-changed": _("{actor} changed the relation with {subject}: {after[kind]}."),
    "relation-retracted": _("{actor} took back the relation with {subject}: {after[why]}"),
    "relation-restored": _("{actor} undid the last change of the relation with {subject}."),
    "quantity-added": _("{actor} wrote down a figure that a document prints: {subject}."),
    "quantity-changed": _("{actor} changed a figure that a document prints: {subject}."),
    "quantity-retracted": _(
        "{actor} took back a figure that a document prints: {subject}: {after[why]}"
    ),
    "quantity-restored": _("{actor} undid the last change of a figure: {subject}."),
    "passage-added": _("{actor} made a place in a document a passage of the case: {subject}."),
    "source-named": _("{actor} said which document {subject} is: of {after[publisher]}."),
    "decision-taken": _(
        "{actor} recorded the decision on {subject}: {after[effort]},"
        " {after[period_start]}–{after[period_end]}."
    ),
    "decision-taken-over": _(
        "{actor} took over the printed decision on {subject}: {after[effort]},"
        " {after[period_start]}–{after[period_end]}."
    ),
    "decision-untaken": _("{actor} undid that the printed decision on {subject} was taken over."),
    "decision-corrected": _("{actor} mended the wording of the decision on {subject}."),
    "decision-revoked": _("{actor} took back the decision on {subject}: {after[why]}"),
    "decision-relinked": _(
        "{actor} took back a decision whose place the one on {subject} had taken."
    ),
    "draft-made": _(
        "{actor} drafted a decision on {subject}: {after[effort]},"
        " {after[period_start]}–{after[period_end]}."
    ),
    "draft-revised": _("{actor} changed the draft decision on {subject}."),
    "draft-submitted": _("{actor} put the draft decision on {subject} on the list to decide."),
    "draft-returned": _("{actor} returned the draft decision on {subject}: {after[reason]}"),
    "draft-withdrawn": _("{actor} withdrew the draft decision on {subject}."),
    "draft-reopened": _("{actor} took up the withdrawn draft decision on {subject} again."),
    "draft-decided": _("{actor} made the draft on {subject} a decision."),
    "review-accepted": _("{actor} took up the review of {subject}: {after[reason]}"),
    "review-dismissed": _("{actor} put aside the review of {subject}: {after[reason]}"),
    "panel-opened": _("{actor} asked {after[asked]} assessors, apart from each other: {subject}."),
    "opinion-given": _("{actor} gave an opinion in the panel on {subject}."),
    "opinion-changed": _("{actor} gave another opinion in the panel on {subject}."),
    "panel-settled": _("{actor} settled the panel on {subject}: {after[rating]}."),
    "settlement-added": _("{actor} settled the contradiction on {subject}."),
    "settlement-changed": _("{actor} settled the contradiction on {subject} anew."),
    "settlement-withdrawn": _("{actor} opened the contradiction on {subject} again."),
    "settlement-restored": _(
        "{actor} undid the last change of the settlement of the contradiction on {subject}."
    ),
    "panel-withdrawn": _("{actor} withdrew the panel on {subject}: {after[why]}"),
}

_EFFORTS: Mapping[str, Sentence] = {
    "active": _("active effort"),
    "reactive": _("reactive effort"),
    "none": _("no effort"),
    "undetermined": _("undetermined"),
}

WORDS: Mapping[str, Mapping[str, Sentence]] = {
    "effort": _EFFORTS,
    "advice": _EFFORTS,
    "outcome": {
        "holds": pgettext_lazy("precondition", "Holds"),
        "conditional": pgettext_lazy("precondition", "Holds under conditions"),
        "fails": pgettext_lazy("precondition", "Fails"),
    },
    "confidence": {
        "low": pgettext_lazy("confidence", "low"),
        "medium": pgettext_lazy("confidence", "medium"),
        "high": pgettext_lazy("confidence", "high"),
    },
    "kind": {
        "companies-institutions": _("companies and institutions only"),
        "structural-government": _("structural government contacts"),
        "document": _("document"),
        "baseline": _("baseline"),
        "target": _("target"),
        "expected": pgettext_lazy("figure", "expected"),
        "actual": _("realised"),
        "amount": _("amount"),
    },
    # Withdrawn are drafts and panels; a review that lapses leaves no event of a person.
    "status": {
        **dict(Review.Status.choices),
        **dict(Panel.Status.choices),
        **dict(Draft.Status.choices),
    },
}

# What the columns of a case are called; those with "" say nothing that the sentence does not.
FIELDS: Mapping[str, Sentence] = {
    "id": "",
    "case": "",
    "revision": "",
    "changed": "",
    "removed": "",
    "region": "",
    "criterion": "",
    "precondition": "",
    "role": _("role"),
    "theme": _("theme"),
    "themes": _("themes"),
    "rating": _("rating"),
    "confidence": _("confidence"),
    "said_by": _("said by"),
    "passage": _("passage"),
    "grounds": _("grounds"),
    "judged": _("date"),
    "reason": _("reason"),
    "why": "",
    "asked": "",
    "state": "",
    "assessors": _("assessors"),
    "closes": _("last day for opinions"),
    "judgement": "",
    "outcome": _("outcome"),
    "conditions": _("conditions"),
    "effort": _("effort"),
    "period_start": _("first year"),
    "period_end": _("last year"),
    "explicit": _("in so many words"),
    "kind": _("kind of relation"),
    "subject": "",
    "indicator": _("indicator"),
    "year": _("year"),
    "value": _("figure"),
    "unit": _("unit"),
    "cell": _("column"),
    "official": _("contacts between officials"),
    "governing": _("contacts between those who govern"),
    "document": _("document"),
    "section": _("section"),
    "paragraph": _("paragraph"),
    "sentences": _("sentences"),
    "sha256": "",
    "title": _("title"),
    "publisher": _("publisher"),
    "published": _("date"),
    "url": _("address"),
    "licence": _("licence"),
    "language": _("language"),
    "authority": _("decided by"),
    "decided": _("decided on"),
    "label": _("printed as"),
    "footnote": _("footnote"),
    "motivation": _("motivation"),
    "advice": _("advice"),
    "departure": _("reason to depart from the advice"),
    "replaces": _("replaces"),
    "ends_themes": _("ends decisions on single themes"),
    "decision": _("decision"),
    "note": _("note"),
    "version": "",
    "status": _("status"),
    "holds": _("the side that holds"),
    "settled_by": _("settled by"),
    "settled": _("settled on"),
}
