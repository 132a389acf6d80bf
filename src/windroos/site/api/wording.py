"""The words of the OpenAPI document, in the language of the reader.

Descriptions of parameters stand here once, by their name: they mean the same everywhere.
"""

from django.utils.translation import gettext_lazy as _

from windroos.rest.problems import KINDS

TITLE = _("Windroos: with whom a region works abroad, and why")
DESCRIPTION = _(
    "Everything the pages of Windroos show, for programs: cases, the framework they are weighed "
    "with, advice and decision per region, and the passages and figures each verdict rests on.\n\n"
    "Reading needs no account. Texts of a case come in Dutch and in English; sentences that the "
    "program makes come in the language of `Accept-Language`. Lists come in pages; a parameter "
    "that names a field filters by it and can be given more than once, and an empty value stands "
    "for “has none”. `ETag` and `If-None-Match` save asking twice. What goes wrong is told as "
    "RFC 9457 asks, by field."
)

TAGS = {
    "service": _("The service itself."),
    "cases": _("A region's compass."),
    "framework": _("What is weighed, on which scale, with which weight, and why so."),
    "assessments": _("What the compass says of the regions, and why."),
    "regions": _("Countries, NUTS regions, subdivisions and other regions."),
    "themes": _("The themes on which a region wants to work with others."),
    "sources": _("The documents and datasets that evidence comes from."),
    "passages": _("Places in documents that something rests on."),
    "documents": _("The texts of documents that were added."),
    "judgements": _("What someone says of a region on a leaf of the framework."),
    "findings": _("Whether a precondition holds for a region."),
    "statements": _("What passages say about the effort for a region."),
    "quantities": _("Figures that documents print and the compass does not measure."),
    "decisions": _("What the authority decided for a region."),
    "relations": _("The kind of relation with a region."),
    "figures": _("Measured values, with the cell each comes from."),
    "open-sources": _("The open sources of figures, boundaries and codes, and what they said."),
    "imports": _("Bringing open sources in, for who has an account."),
    "contradictions": _("What contradicts what."),
    "settlements": _("What was made of contradictions, and why."),
    "challenges": _("Which societal challenges are shared, and who could learn from whom."),
    "search": _("Searching a case."),
    "terms": _("The words of Windroos."),
    "scenarios": _("Other weights, thresholds and ranges: kept, tried out, compared."),
    "sheets": _("Organisations of the register as a table: handed in, looked at, taken over."),
    "corrections": _("Corrections of the register that anyone may propose, and their answers."),
    "workbooks": _("A case in Excel: given out, handed in, looked at, taken over."),
    "packages": _("Packages of cases, handed in to look at and to load."),
    "panels": _("Blind panels: several people rate the same, each by themselves."),
    "drafts": _("Drafts of decisions, for who works on the case."),
    "dialogues": _("Conversations about regions."),
    "points": _("Points to raise with regions, for who works on the case."),
    "referrals": _("Questions on economic security, for who works on the case."),
    "register": _(
        "The ecosystem: organisations, relations, sites, conditions, value chains and programmes."
    ),
    "ecosystem": _("Where to test, what presses where, what is shared on the labour market."),
    "contacts": _("People known at organisations, for who may see data of persons."),
    "moments": _("Contact moments, for who may see data of persons."),
    "maps": _("What the ecosystem maps show: where organisations stand, and their relations."),
    "reviews": _("What the compass came to say differently, for who works on the case."),
    "agenda-tasks": _("Tasks of the evidence agenda, for who works on the case."),
    "programmes": _("What programmes account for: results, money, reports on periods."),
    "reports": _("Reports as they were made: read, made, checked, released."),
    "runs": _("Draws that take long, for who works on the case."),
    "account": _("Your own account and its tokens."),
    "organisations": _("Organisations, their people and invitations."),
    "events": _("The audit trail."),
}

PARAMETERS = {
    "case": _("The name of the case."),
    "code": _("The code of the region."),
    "id": _("The id within the case."),
    "region": _("The region, by its code."),
    "number": _("The number of the token."),
    "regions": _("The codes of the regions or countries, at least two."),
    "source": _("The id of the source."),
    "sha256": _("SHA-256 of the normalised text of the paragraph, as the list tells it."),
    "kind": _("What kind of thing it is: a region, a theme, a technology and so on."),
    "zoom": _("How near, as MapLibre counts it: 0 is the whole world."),
    "edition": _("The number of the edition; left out: the current one."),
    "against": _("The number of the edition to compare with; left out: the one before."),
    "most": _("How many rows are told at most, of each kind."),
    "indicator": _("The indicator, by the id that the source has for it."),
    "dimension": _("Only those with this code in this dimension, as freq:A."),
    "firstPeriod": _("From this period on; a year stands for all of it."),
    "lastPeriod": _("To this period, which counts too; a year stands for all of it."),
    "page": _("Which page; the first is 1."),
    "pageSize": _("How many items on a page."),
    "sort": _("The fields to sort by, with commas between; a - before one turns it around."),
    "asOf": _("As it stood at the end of this day; left out: as it stands now."),
    "role": _("The role that the compass weighs for."),
    "theme": _("The theme that the compass weighs; left out: all themes together."),
    "scenario": _("The number of a kept scenario, of the same role; left out: the framework."),
    "samples": _("How many samples are drawn; left out: as many as the case says."),
    "seed": _("The seed of the samples; the same seed gives the same."),
    "before": _("The former day."),
    "after": _("The later day; left out: today."),
    "slug": _("The name of the organisation in addresses."),
    "person": _("The number of the account of who did it."),
    "verb": _("What was done."),
    "subject": _("Words of what it was done to."),
    "since": _("From this day on."),
    "until": _("To this day, which counts too."),
    "words": _("Only those in which all these words stand."),
    "state": _("Only those that are in this state; left out: all but those taken out."),
    "withParents": _("Whether those of the regions that the region is part of count too."),
    "name": _("What the file is called."),
    "yours": _("The clashes of which what you handed in holds, by their key."),
    "theirs": _("The clashes of which what stands there now holds, by their key."),
    "keep": _("Which holds where the package differs from what people wrote."),
    "then": _("The former day."),
    "asReported": _("The period: as it stood when the report on it was last locked."),
    "entry": _("The id of the figure or amount."),
    "holding": _("Only what held then: of each cell the last, unless it was withdrawn."),
    "q": _("The words that all must be there; capitals and accents do not matter."),
    "bbox": _("Only those within this box: west, south, east and north in degrees (WGS 84)."),
    "If-Match": _("The ETag of what you are changing, as you read it."),
    "Idempotency-Key": _("A key of your own: the same request with the same key is done once."),
}
# Lists that do not filter.
CHOICES = ("yours", "theirs")
FILTER = _("Only those of which this field has one of these values.")
FILTER_ONE = _("Only those of which this field has this value.")
FILTER_YES = _("Only those of which this is so, or is not so.")

RESPONSES = {
    "304": _("You have it already: nothing changed since the ETag you sent."),
    "400": _("The request cannot be read, or holds values that cannot be; every fault by field."),
    "401": _("The token lets nobody in, or this asks for an account."),
    "403": KINDS["refused"].title,
    "404": KINDS["not-found"].title,
    "406": KINDS["not-acceptable"].title,
    "409": KINDS["conflict"].title,
    "412": _("Someone else changed it since; `current` holds what stands there now."),
    "413": KINDS["too-large"].title,
    "415": KINDS["unsupported-media-type"].title,
    "428": _("A write on something that exists needs `If-Match`."),
    "429": _("Too many requests; `Retry-After` says how long to wait."),
    "503": _("This cannot be done at the moment; nothing of the request was carried out."),
    "500": _("Something went wrong on our side; nothing of the request was carried out."),
}

HEADERS = {
    "API-Version": _("The version of the API."),
    "ETag": _("Which version of the answer this is."),
    "Location": _("The address of what was made."),
    "RateLimit-Limit": _("How many requests there may be in a minute."),
    "RateLimit-Remaining": _("How many of them are left."),
    "RateLimit-Reset": _("In how many seconds the next minute begins."),
    "Retry-After": _("How many seconds to wait."),
    "Access-Control-Allow-Origin": _("Every site may read this."),
}

OWN_SUMMARY = _("This document")

# The answer of what went well and has nothing to give back.
NOTHING_TO_TELL = _("Done; there is nothing to give back")
