"""The pages of dialogues, points to raise and referrals, within a case."""

from django.urls import URLPattern, path

from windroos.apps.network.views import (
    chain_editing,
    chains,
    conditions,
    counting,
    dialogues,
    indicator_editing,
    labour,
    map_forms,
    map_points,
    maps,
    moments,
    organisation,
    organisations,
    people,
    points,
    programme_editing,
    proposals,
    proposing,
    referrals,
    registering,
    relating,
    sheets,
    sites,
    taking_in,
    undoing,
)

app_name = "network"

# How records of the register are changed: before their own pages, whose addresses these would be.
urlpatterns: list[URLPattern] = []
for under, name, pages in (
    ("organisations", "organisation", registering.PAGES),
    ("chains", "chain", chain_editing.PAGES),
    ("sites", "site", sites.PAGES),
    ("conditions", "condition", conditions.PAGES),
    ("labour", "labour_record", labour.PAGES),
    ("programmes", "programme", programme_editing.PAGES),
    ("indicators", "indicator", indicator_editing.PAGES),
):
    at = f"<slug:case>/{under}/<slug:slug>"
    urlpatterns += [
        path(f"<slug:case>/{under}/new/", pages.new, name=f"{name}_new"),
        path(f"{at}/edit/", pages.edit, name=f"{name}_edit"),
        path(f"{at}/remove/", pages.remove, name=f"{name}_remove"),
        path(f"{at}/put-back/", pages.put_back, name=f"{name}_put_back"),
    ]

urlpatterns += [
    path("<slug:case>/dialogues/", dialogues.dialogues, name="dialogues"),
    path("<slug:case>/dialogues/new/", dialogues.new, name="dialogue_new"),
    path("<slug:case>/dialogues/<int:number>/", dialogues.dialogue, name="dialogue"),
    path("<slug:case>/dialogues/<int:number>/edit/", dialogues.edit, name="dialogue_edit"),
    path("<slug:case>/dialogues/<int:number>/release/", dialogues.release, name="release"),
    path("<slug:case>/dialogues/<int:number>/take-back/", dialogues.take_back, name="take_back"),
    path("<slug:case>/points/", points.points, name="points"),
    path("<slug:case>/points/new/", points.new, name="point_new"),
    path("<slug:case>/points/briefing/", points.briefing, name="briefing"),
    path("<slug:case>/points/<int:number>/", points.point, name="point"),
    path("<slug:case>/points/<int:number>/edit/", points.edit, name="point_edit"),
    path("<slug:case>/points/<int:number>/raised/", points.raised, name="point_raised"),
    path("<slug:case>/points/<int:number>/drop/", points.drop, name="point_drop"),
    path("<slug:case>/chains/", chains.chains, name="chains"),
    path("<slug:case>/chains/<slug:slug>/", chains.chain, name="chain"),
    path("<slug:case>/chains/<slug:slug>/compare/", chains.compare, name="chain_compare"),
    path("<slug:case>/referrals/", referrals.referrals, name="referrals"),
    path("<slug:case>/referrals/new/", referrals.new, name="referral_new"),
    path("<slug:case>/referrals/<int:number>/", referrals.referral, name="referral"),
    path("<slug:case>/referrals/<int:number>/edit/", referrals.edit, name="referral_edit"),
    path("<slug:case>/referrals/<int:number>/answer/", referrals.answer, name="referral_answer"),
    path("<slug:case>/register/count/", counting.count, name="count_register"),
    path("<slug:case>/register/take-in/", taking_in.take_in, name="take_in"),
]
_one = "<slug:case>/organisations/<slug:slug>"
_tie = f"{_one}/relations/<slug:relation>"
urlpatterns += [
    path("<slug:case>/organisations/", organisations.organisations, name="organisations"),
    path(f"{_one}/", organisation.organisation, name="organisation"),
    path(f"{_one}/relations/new/", relating.relation_new, name="relation_new"),
    path(f"{_tie}/", relating.relation_edit, name="relation_edit"),
    path(f"{_tie}/remove/", relating.relation_remove, name="relation_remove"),
]
for kind in ("dialogue", "point", "referral"):
    at = f"<slug:case>/{kind}s/<int:number>"
    urlpatterns += [
        path(f"{at}/put-back/", undoing.put_back, {"kind": kind}, name=f"{kind}_put_back"),
        path(f"{at}/remove/", undoing.remove, {"kind": kind}, name=f"{kind}_remove"),
    ]

# Sites, conditions and labour markets: a list each.
urlpatterns += [
    path("<slug:case>/sites/", sites.sites, name="sites"),
    path("<slug:case>/sites/<slug:slug>/", sites.site, name="site"),
    path("<slug:case>/conditions/", conditions.conditions, name="conditions"),
    path("<slug:case>/labour/", labour.labour, name="labour"),
]
# Before the pages of one organisation, whose addresses these would be.
_ORGANISATIONS = "<slug:case>/organisations"
urlpatterns = [
    path(f"{_ORGANISATIONS}/import/", sheets.hand_in, name="organisations_import"),
    path(f"{_ORGANISATIONS}/import/<uuid:token>/", sheets.preview, name="organisations_preview"),
    path(f"{_ORGANISATIONS}/sheet.xlsx", sheets.download, {"kind": "xlsx"}, "organisations_xlsx"),
    path(f"{_ORGANISATIONS}/sheet.csv", sheets.download, {"kind": "csv"}, "organisations_csv"),
    path(f"{_ORGANISATIONS}/propose/", proposing.missing, name="propose_missing"),
    path(f"{_ORGANISATIONS}/<slug:slug>/propose/", proposing.propose, name="propose"),
    path("<slug:case>/proposals/", proposals.proposals, name="proposals"),
    path("<slug:case>/proposals/own/", proposing.own, name="proposals_own"),
    path("<slug:case>/proposals/<int:number>/", proposals.proposal, name="proposal"),
    path("<slug:case>/proposals/<int:number>/told/", proposals.told, name="proposal_told"),
    *urlpatterns,
]
# Data of persons, for colleagues who may see them.
urlpatterns += [
    path("<slug:case>/contacts/", people.contacts, name="contacts"),
    path("<slug:case>/contacts/due/", people.due, name="contacts_due"),
    path("<slug:case>/contacts/new/", people.new, name="contact_new"),
    path("<slug:case>/contacts/<int:number>/", people.contact, name="contact"),
    path("<slug:case>/contacts/<int:number>/edit/", people.edit, name="contact_edit"),
    path("<slug:case>/contacts/<int:number>/erase/", people.erase, name="contact_erase"),
    *(
        path(
            f"<slug:case>/contacts/<int:number>/data.{form}",
            people.export,
            {"form": form},
            name=f"contact_{form}",
        )
        for form in ("json", "csv")
    ),
    path("<slug:case>/moments/", moments.moments, name="moments"),
    path("<slug:case>/moments/new/", moments.new, name="moment_new"),
    path("<slug:case>/moments/<int:number>/", moments.moment, name="moment"),
    path("<slug:case>/moments/<int:number>/edit/", moments.edit, name="moment_edit"),
]
for kind in ("contact", "moment"):
    at = f"<slug:case>/{kind}s/<int:number>"
    urlpatterns += [
        path(f"{at}/put-back/", undoing.put_back, {"kind": kind}, name=f"{kind}_put_back"),
        path(f"{at}/remove/", undoing.remove, {"kind": kind}, name=f"{kind}_remove"),
    ]
# Ecosystem maps: those of the register, and any selection.
urlpatterns += [
    path("<slug:case>/maps/", maps.maps, name="maps"),
    path("<slug:case>/maps/<slug:id>/", maps.ecosystem_map, name="map"),
    path("<slug:case>/maps/<slug:id>/points.json", map_points.points, name="map_points"),
    path("<slug:case>/maps/<slug:id>/embed/", maps.embed, name="map_embed"),
    path("<slug:case>/maps/<slug:id>/edit/", map_forms.edit, name="map_edit"),
    path("<slug:case>/maps/<slug:id>/remove/", map_forms.remove, name="map_remove"),
    path("<slug:case>/ecosystem/", maps.ecosystem_map, name="ecosystem"),
    path("<slug:case>/ecosystem/points.json", map_points.points, name="ecosystem_points"),
    path("<slug:case>/ecosystem/new-map/", map_forms.new, name="map_new"),
]
