"""What the tables of a register hold and what their fields mean, for files, pages and the API.

Written in English and marked to be translated where they are shown, as messages of problems are.
"""

from __future__ import annotations

from collections.abc import Mapping

from windroos.cases.problems import N_

# Of each table its title, and what one row of it is.
ABOUT: Mapping[str, tuple[str, str]] = {
    "passages": (
        N_("Register: places in documents"),
        N_("One place in a document that something in the register rests on."),
    ),
    "areas": (N_("Register: technology areas"), N_("One technology area.")),
    "organisations": (
        N_("Register: organisations"),
        N_("One organisation, campus, consortium, programme or other body."),
    ),
    "names": (N_("Register: names of organisations"), N_("One name of an organisation.")),
    "identifiers": (
        N_("Register: numbers of organisations"),
        N_("One number by which others know an organisation."),
    ),
    "roles": (
        N_("Register: roles of organisations"),
        N_("What part an organisation plays in a technology area."),
    ),
    "mentions": (
        N_("Register: where organisations are named"),
        N_("One passage that names an organisation, and by which name."),
    ),
    "maps": (
        N_("Register: ecosystem maps"),
        N_("One map: some technology areas over some regions."),
    ),
    "relations": (
        N_("Register: relations between organisations"),
        N_("What one organisation is to another."),
    ),
    "sites": (
        N_("Register: sites"),
        N_("One campus, park, facility, living lab or other place to work or test."),
    ),
    "site_figures": (
        N_("Register: figures of sites"),
        N_("One figure of a site in a year, or why there is none."),
    ),
    "conditions": (
        N_("Register: conditions under pressure"),
        N_("One condition of a site or region, such as space or the power grid."),
    ),
    "labour": (
        N_("Register: labour market"),
        N_("One fact of the labour market of a region, or across its border."),
    ),
    "chains": (N_("Register: value chains"), N_("One value chain.")),
    "chain_links": (
        N_("Register: links of value chains"),
        N_("One link: what is done in a chain between what comes in and what goes out."),
    ),
    "chain_flows": (
        N_("Register: flows in value chains"),
        N_("What goes from one link of a chain to the next."),
    ),
    "chain_holders": (
        N_("Register: holders of links"),
        N_("Who holds a link of a chain, where, and how strongly."),
    ),
    "programmes": (
        N_("Register: programmes"),
        N_("One programme, coalition, fund, deal or investment."),
    ),
    "programme_parts": (
        N_("Register: parts of programmes"),
        N_("One line, action line, project or activity of a programme."),
    ),
    "programme_goals": (
        N_("Register: goals of programmes"),
        N_("One challenge, goal or effect that a programme is for."),
    ),
    "programme_partners": (
        N_("Register: partners in programmes"),
        N_("Who takes part in a programme or a part of it, and as what."),
    ),
    "programme_agreements": (
        N_("Register: agreements of programmes"),
        N_("One loan, grant or other agreement with a partner."),
    ),
    "programme_notes": (
        N_("Register: notes to programmes"),
        N_("One footnote to what a programme accounts for."),
    ),
    "indicators": (
        N_("Register: indicators of programmes"),
        N_("One thing that a programme is measured by, and how it adds up."),
    ),
    "indicator_notes": (
        N_("Register: notes to indicators"),
        N_("One footnote to an indicator."),
    ),
}

_SAYS = N_("What says it: text (the passage), reading (our own reading), source or person")
_DATE = N_("When it began: YYYY, YYYY-MM or YYYY-MM-DD; empty: unknown")

# What a field means, by its name; where it means something of its own in one table, that stands
# under “table.name”. Of a text in two languages the name is that without the language.
MEANS: Mapping[str, str] = {
    "id": N_("Its id, by which other records of the register refer to it"),
    "label": N_("What it is called"),
    "note": N_("A note, in our own words"),
    "passage": N_("The passage it rests on, by its id in the register; empty: none"),
    "basis": _SAYS,
    "country": N_(
        "The country, by its code of two letters (ISO 3166-1); empty: unknown or several"
    ),
    "region": N_("The region, by its NUTS code of 2024; empty: unknown, or outside NUTS"),
    "place": N_("The town or municipality; empty: unknown, or it has none"),
    "latitude": N_("Degrees north of the equator (WGS 84)"),
    "longitude": N_("Degrees east of Greenwich (WGS 84)"),
    "website": N_("The address of its website"),
    "area": N_("The technology area, by its id"),
    "areas": N_("The technology areas, by their ids"),
    "theme": N_("The theme of the case it belongs to, by its id; empty: none"),
    "organisation": N_("The organisation, by its id"),
    "year": N_("The year it is of"),
    "value": N_("The figure; empty: there is none"),
    "unit": N_("The unit of the figure; empty: it is a count"),
    "chain": N_("The value chain, by its id"),
    "link": N_("The link of the chain, by its id"),
    "programme": N_("The programme, by its id"),
    "start": N_("When it begins: YYYY, YYYY-MM or YYYY-MM-DD; empty: not said"),
    "end": N_("When it ends: YYYY, YYYY-MM or YYYY-MM-DD; empty: not said"),
    "owner": N_("The organisation that answers for it, by its id; empty: not said"),
    "position": N_("Its place in the order in which they are shown"),
    "mark": N_("The mark of the footnote: a letter, a number or asterisks"),
    "text": N_("What the footnote says, in our own words"),
    "programmes.kind": N_("What kind: programme, coalition, fund, deal or investment"),
    "programmes.title": N_("What its document calls it; empty: as its name"),
    "programmes.state": N_("Whether it is proposed, runs or has ended; empty: not said"),
    "programmes.organisation": N_("The organisation that the programme itself is; empty: none"),
    "programmes.aim": N_("What it is for, in our own words"),
    "programme_parts.parent": N_("The part it belongs to, by its id; empty: the programme itself"),
    "programme_parts.kind": N_("What kind of part: line, action-line, project or activity"),
    "programme_parts.code": N_("Its number or letter in the document; empty: none"),
    "programme_parts.does": N_("What is done in it, in our own words"),
    "programme_goals.parent": N_("The goal it serves, by its id; empty: none"),
    "programme_goals.kind": N_("What kind: challenge, goal or effect"),
    "programme_goals.parts": N_("The parts of the programme that serve it, by their ids"),
    "programme_partners.part": N_("The part they take part in, by its id; empty: all of it"),
    "programme_partners.name": N_("Who it is, where that is no organisation of the register"),
    "programme_partners.role": N_("As what: lead, partner, funder, executor or adviser"),
    "programme_agreements.part": N_("The part it is for, by its id; empty: the whole programme"),
    "programme_agreements.kind": N_(
        "What kind: loan, grant, participation, guarantee, contract or covenant"
    ),
    "programme_agreements.organisation": N_("With whom, by its id; empty: not said"),
    "indicators.part": N_("The part of the programme it is of, by its id; empty: all of it"),
    "indicators.goals": N_("The goals it says something of, by their ids"),
    "indicators.agreements": N_("The agreements that it belongs to, by their ids"),
    "indicators.definition": N_("What is counted and how, in our own words"),
    "indicators.kind": N_(
        "flow (adds up over time), stock (a level), ratio, milestone (reached or not) or scale"
    ),
    "indicators.decimals": N_("With how many decimals it is shown; empty: as it is"),
    "indicators.scale_low": N_("The lowest value it can have; empty: none"),
    "indicators.scale_high": N_("The highest value it can have; empty: none"),
    "indicators.direction": N_("Which way is better: up, down, hold (the same) or none"),
    "indicators.over_time": N_(
        "How periods add up: sum, last, pool, reached or none; empty: by its kind"
    ),
    "indicators.up_tree": N_("How parts add up: none, sum, pool, max, min or all; empty: none"),
    "indicators.level_stated": N_("What the document calls it: input, throughput, output, …"),
    "indicators.level_judged": N_("What it is as we judge it; empty: as the document says"),
    "indicators.origin": N_("Where its figures come from"),
    "indicators.frequency": N_("How often it is reported; empty: no rhythm"),
    "indicators.due_days": N_("So many days after a period its figure is due; empty: never"),
    "indicators.first_period": N_("The first period that is reported; empty: the first there is"),
    "indicators.last_period": N_("The last period that is reported; empty: the last there is"),
    "indicators.on_track": N_("The share of the way that may lack while it is on track"),
    "indicators.at_risk": N_("The share of the way that may lack before it is behind"),
    "indicators.site": N_("The site it is of, by its id; empty: none"),
    "indicator_notes.indicator": N_("The indicator, by its id"),
    "passages.document": N_("The document, by its id in the case"),
    "passages.section": N_("The heading of the section it stands in"),
    "passages.paragraph": N_("The number of the paragraph in its section"),
    "passages.sentences": N_("Which sentences of the paragraph, as 2 or 2-4; empty: all"),
    "passages.sha256": N_("SHA-256 of the normalised words of the passage"),
    "organisations.kind": N_("What kind of body it is"),
    "organisations.basis": N_(
        "What says where it is: text (a passage), reading (our own reading), source or person"
    ),
    "organisations.parent": N_("The organisation it is part of, by its id; empty: none"),
    "organisations.founded": N_("When it was founded: YYYY, YYYY-MM or YYYY-MM-DD; empty: unknown"),
    "organisations.ended": N_("When it ended: YYYY, YYYY-MM or YYYY-MM-DD; empty: it has not"),
    "names.name": N_("The name"),
    "names.kind": N_(
        "What kind of name: official (the one it is shown by), short, former or another"
    ),
    "names.language": N_("The language of the name, by its code of two letters; empty: none"),
    "identifiers.scheme": N_(
        "Whose number: ror, kvk (Dutch trade register), lei, pic (EU programmes) or wikidata"
    ),
    "identifiers.value": N_("The number"),
    "roles.category": N_(
        "Its category on the maps: company; knowledge (education, research and facilities); partner"
    ),
    "mentions.name": N_("The name as the passage prints it"),
    "mentions.passage": N_("The passage that names it, by its id in the register"),
    "maps.areas": N_("The technology areas that are on the map, by their ids"),
    "maps.regions": N_("The regions that are on the map, by their NUTS codes; none: everywhere"),
    "relations.organisation": N_("The organisation that is something to the other, by its id"),
    "relations.other": N_("The other organisation, by its id"),
    "relations.kind": N_("What the organisation is to the other, such as a member or a supplier"),
    "relations.start": _DATE,
    "relations.end": N_("When it ended: YYYY, YYYY-MM or YYYY-MM-DD; empty: it has not"),
    "relations.source": N_("The source that says so, where that is no passage"),
    "sites.organisation": N_("The organisation that the site is, by its id; empty: none"),
    "sites.name": N_("What the site is called"),
    "sites.kind": N_("What kind of site it is"),
    "sites.basis": N_(
        "What says where it is: text (a passage), reading (our own reading), source or person"
    ),
    "sites.operator": N_("The organisation that runs it, by its id; empty: not said"),
    "sites.facilities": N_("What there is to work or test with"),
    "sites.services": N_("What one can have done there"),
    "sites.trl_from": N_(
        "The lowest readiness (TRL, 1 to 9) of what can be tested; empty: unknown"
    ),
    "sites.trl_to": N_("The highest readiness (TRL, 1 to 9) of what can be tested; empty: unknown"),
    "sites.access": N_("Who can use it; empty: not said"),
    "site_figures.site": N_("The site, by its id"),
    "site_figures.measure": N_("What is counted or measured"),
    "site_figures.state": N_("Why there is no figure; empty: there is one"),
    "site_figures.source": N_("The source of the figure, where that is no passage"),
    "site_figures.role": N_("What the figure is: actual, a target, a baseline or expected"),
    "conditions.site": N_("The site, by its id; empty: it is of a region"),
    "conditions.region": N_("The region, by its code; empty: it is of a site"),
    "conditions.condition": N_("Which condition"),
    "conditions.state": N_("How it is: eased, watched, under pressure or blocked"),
    "conditions.since": N_("Since when: YYYY, YYYY-MM or YYYY-MM-DD; empty: not said"),
    "labour.region": N_("The region, by its code"),
    "labour.other_region": N_("The region across the border, by its code; empty: none"),
    "labour.kind": N_("What kind of fact it is"),
    "labour.organisation": N_("The organisation it is about, by its id; empty: none"),
    "labour.year": N_("The year it is of; empty: not said"),
    "chain_links.needs": N_("Whether it needs all of what flows in, or any of it"),
    "chain_links.complete": N_("Whether its holders are all there are; empty: nobody said so"),
    "chain_links.position": N_("Its place in the order of the chain"),
    "chain_flows.source": N_("The link it comes from, by its id"),
    "chain_flows.target": N_("The link it goes to, by its id"),
    "chain_flows.what": N_("What goes from the one to the other"),
    "chain_holders.organisation": N_(
        "The organisation that holds it, by its id; empty: none named"
    ),
    "chain_holders.strength": N_("How strongly: strong, present or emerging"),
    "chain_holders.share_low": N_("The least share of the link it holds, 0 to 1; empty: unknown"),
    "chain_holders.share_high": N_(
        "The largest share of the link it holds, 0 to 1; empty: unknown"
    ),
    "chain_holders.start": N_("Since when it holds the link; empty: unknown"),
    "chain_holders.end": N_("Until when it held the link; empty: it still does"),
}


def means(table: str, name: str) -> str:
    """What a field of a table of the register means, in English; empty when that is not written.

    >>> means("names", "language")
    'The language of the name, by its code of two letters; empty: none'
    """
    return MEANS.get(f"{table}.{name}") or MEANS.get(name, "")
